from __future__ import annotations

from functools import partial
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.actions.people import add_person, change_person
from motcua.accounts.actions.roles import appoint
from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, Position
from motcua.accounts.policy import may_over
from motcua.accounts.queries import (
    agencies_where,
    locked_people,
    locked_until,
    page_of_people,
    people_matching,
    people_visible_to,
    positions_of,
    roles_of,
)
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.web.desk import form_pages
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import PAGE, address, after_name
from motcua.web.desk.people.forms import ContactForm, PersonForm

answer_form = partial(
    form_pages.answer_form, where=lambda person: reverse("desk:people:page", args=[person.pk])
)


PEOPLE, SIGN_INS = Capability.KEEP_PEOPLE, Capability.KEEP_SIGN_INS
_MOST_ENTRIES = 60


def get_person(desk: Desk, pk: UUID) -> Person:
    """The person, if the one at the desk may see them.

    :raises Refused: "person-not-found".
    """
    person = people_visible_to(desk.person, desk.today).filter(pk=pk).first()
    if person is None:
        raise Refused("person-not-found", _("Không có người này, hoặc bạn không được xem người này."))
    return person


def places(desk: Desk) -> QuerySet[Agency]:
    """The agencies of today where the one at the desk keeps people."""
    return agencies_where(desk.person, PEOPLE, desk.today).filter(held__contains=desk.today)


@desk_view(PEOPLE, SIGN_INS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    visible, state = people_visible_to(desk.person, desk.today), request.GET.get("loc", "")
    kinds = {
        "": (_("Đang dùng"), visible.filter(is_active=True)),
        "khoa": (_("Đang tạm khóa"), locked_people(visible, desk.at)),
        "ngung": (_("Ngừng dùng"), visible.filter(is_active=False)),
    }
    text, after = request.GET.get("q", "").strip(), after_name(request)
    chosen = kinds.get(state, kinds[""])[1]
    rows = page_of_people(people_matching(chosen, text), after=after, size=PAGE)
    shown = rows[:PAGE]
    positions, roles = positions_of(shown, desk.today), roles_of(shown, desk.today)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "people": [(person, positions[person.pk], roles[person.pk]) for person in shown],
        "text": text,
        "state": state,
        "tabs": [
            {
                "label": label,
                "href": address(request, loc=key),
                "count": found.count(),
                "is_current": key == state,
            }
            for key, (label, found) in kinds.items()
        ],
        "can_add": desk.can(PEOPLE),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=f"{last.sort_key}_{last.pk}") if last else "",
    }
    return render(request, "desk/people/list.html", context)


@desk_view(PEOPLE, SIGN_INS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    is_self = person.pk == desk.person.pk
    context = {
        "person": person,
        "facts": [
            {"label": _("Tên đăng nhập"), "value": person.username},
            {"label": _("Thư điện tử"), "value": person.email},
            {"label": _("Điện thoại"), "value": person.phone},
            {
                "label": _("Xác thực hai lớp"),
                "value": _("Đang bật") if is_mfa_enabled(person) else _("Chưa bật"),
            },
        ],
        "positions": Position.objects.filter(person=person).select_related("agency").order_by("-held"),
        "roles": roles_of([person])[person.pk],
        "today": desk.today,
        "locked_until": locked_until(person.username, desk.at),
        "keeps_person": may_over(desk.person, PEOPLE, person, on=desk.today),
        "keeps_sign_in": may_over(desk.person, SIGN_INS, person, on=desk.today) and not is_self,
        "kept": set(places(desk).values_list("pk", flat=True)),
        "is_self": is_self,
        "entries": read_history(entries_about("person", str(pk)).order_by("-seq")[:_MOST_ENTRIES]),
    }
    return render(request, "desk/people/page.html", context)


@desk_view(PEOPLE)
@require_http_methods(["GET", "POST"])
def add(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = PersonForm(request.POST or None, agencies=places(desk), initial={"since": desk.today})

    def act() -> Person:
        said = dict(form.cleaned_data)
        title, since, agency = said.pop("title"), said.pop("since"), said["agency"]
        with transaction.atomic():
            person = add_person(**said, by=desk.person, at=desk.at)
            appoint(person=person, agency=agency, title=title, since=since, by=desk.person, at=desk.at)
        return person

    back = reverse("desk:people:list")
    done = _("Đã thêm người. Cấp vai trò để người này làm việc được.")
    return answer_form(request, form, act, title=_("Thêm người"), save=_("Thêm"), back=back, done=done)


@desk_view(PEOPLE)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    initial = {"full_name": person.full_name, "email": person.email, "phone": person.phone}
    form = ContactForm(request.POST or None, initial=initial)
    return answer_form(
        request,
        form,
        lambda: change_person(person_id=pk, **form.cleaned_data, by=desk.person, at=desk.at),
        title=_("Sửa thông tin: %(name)s") % {"name": person.full_name},
        save=_("Lưu"),
        back=reverse("desk:people:page", args=[pk]),
        done=_("Đã lưu."),
    )
