from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.actions.roles import appoint, end_position, grant_role, revoke_role
from motcua.accounts.enums import Role
from motcua.accounts.models import Person, Position, RoleHolding
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.people.forms import EndForm, PositionForm, RoleForm
from motcua.web.desk.people.views import PEOPLE, answer_form, get_person, places


@desk_view(PEOPLE)
@require_http_methods(["GET", "POST"])
def appoint_person(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    form = PositionForm(request.POST or None, agencies=places(desk), initial={"since": desk.today})

    def act() -> Person:
        appoint(person=person, **form.cleaned_data, by=desk.person, at=desk.at)
        return person

    return answer_form(
        request,
        form,
        act,
        title=_("Giao chức danh: %(name)s") % {"name": person.full_name},
        save=_("Giao"),
        back=reverse("desk:people:page", args=[pk]),
        done=_("Đã giao chức danh."),
    )


@desk_view(PEOPLE)
@require_http_methods(["GET", "POST"])
def grant(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    form = RoleForm(request.POST or None, agencies=places(desk), initial={"since": desk.today})

    def act() -> Person:
        said = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        grant_role(person=person, **said, by=desk.person, at=desk.at)
        return person

    return answer_form(
        request,
        form,
        act,
        title=_("Cấp vai trò: %(name)s") % {"name": person.full_name},
        lead=_("Vai trò quyết định người này làm được gì, ở đâu, trong thời gian nào."),
        save=_("Cấp vai trò"),
        back=reverse("desk:people:page", args=[pk]),
        done=_("Đã cấp vai trò."),
    )


@desk_view(PEOPLE)
@require_http_methods(["GET", "POST"])
def end(request: DeskRequest, pk: UUID, position: int) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    held = Position.objects.filter(pk=position, person=person).select_related("agency").first()
    if held is None:
        raise Refused("position-not-found", _("Không có chức danh này. Có thể đường dẫn đã cũ."))
    form = EndForm(request.POST or None, initial={"on": desk.today})

    def act() -> Person:
        end_position(position_id=position, on=form.cleaned_data["on"], by=desk.person, at=desk.at)
        return person

    words = {"title": held.title, "agency": held.agency.name, "name": person.full_name}
    return answer_form(
        request,
        form,
        act,
        title=_("Kết thúc chức danh %(title)s tại %(agency)s: %(name)s") % words,
        save=_("Kết thúc"),
        back=reverse("desk:people:page", args=[pk]),
        done=_("Đã kết thúc chức danh."),
    )


@desk_view(PEOPLE)
@require_http_methods(["GET", "POST"])
def revoke(request: DeskRequest, pk: UUID, holding: int) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    held = RoleHolding.objects.filter(pk=holding, person=person).select_related("agency").first()
    if held is None:
        raise Refused("role-not-found", _("Không có vai trò này. Có thể đường dẫn đã cũ."))
    form = EndForm(request.POST or None, initial={"on": desk.today})

    def act() -> Person:
        revoke_role(holding_id=holding, on=form.cleaned_data["on"], by=desk.person, at=desk.at)
        return person

    words = {"role": Role(held.role).label, "agency": held.agency.name, "name": person.full_name}
    return answer_form(
        request,
        form,
        act,
        title=_("Thu hồi vai trò %(role)s tại %(agency)s: %(name)s") % words,
        save=_("Thu hồi"),
        back=reverse("desk:people:page", args=[pk]),
        done=_("Đã thu hồi vai trò."),
    )
