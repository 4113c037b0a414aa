"""The public at the counter: found by an exact number, their identity checked, a forgotten password replaced."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.actions.identities import (
    change_sign_in_name,
    give_new_password,
    look_up_citizens,
    verify_identity,
)
from motcua.accounts.enums import Capability, Gender, IdentityKind
from motcua.accounts.models import CitizenProfile
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.citizens.forms import FindForm, SignInNameForm, VerifyForm
from motcua.web.desk.form_pages import answer_form

RECEIVE = Capability.RECEIVE_DOSSIERS


@desk_view(RECEIVE)
@require_http_methods(["GET", "POST"])
def find(request: DeskRequest) -> HttpResponse:
    """Looking up is posted: it is written down, and the number stays out of addresses and histories."""
    desk, form = request.desk, FindForm(posted(request))
    found: list[CitizenProfile] | None = None
    if request.method == "POST" and form.is_valid():
        found = look_up_citizens(text=form.cleaned_data["text"], by=desk.person, at=desk.at)
    return render(request, "desk/citizens/find.html", {"form": form, "found": found})


@desk_view(RECEIVE)
@require_http_methods(["GET", "POST"])
def verify(request: DeskRequest, pk: UUID) -> HttpResponse:
    profile, form = _profile(pk), VerifyForm(posted(request))
    back = reverse("desk:citizens:find")
    return answer_form(
        request,
        form,
        lambda: _verified(request, pk, form),
        where=lambda _made: back,
        title=_("Xác minh danh tính"),
        lead=_("Tài khoản: %(name)s. Gõ theo giấy tờ đang ở trên quầy; người này phải có mặt.")
        % {"name": profile.person.full_name},
        save=_("Đã đối chiếu, xác minh"),
        back=back,
        done=_("Đã xác minh danh tính."),
    )


def _verified(request: DeskRequest, pk: UUID, form: VerifyForm) -> object:
    said = form.cleaned_data
    return verify_identity(
        person_id=pk,
        full_name=said["full_name"],
        kind=IdentityKind(said["kind"]),
        number=said["number"],
        issued_on=said["issued_on"],
        issued_by=said["issued_by"],
        birth_on=said["birth_on"],
        gender=Gender(said["gender"]) if said["gender"] else None,
        by=request.desk.person,
        at=request.desk.at,
    )


@desk_view(RECEIVE)
@require_POST
def password(request: DeskRequest, pk: UUID) -> HttpResponse:
    profile = _profile(pk)
    given = give_new_password(person_id=pk, by=request.desk.person, at=request.desk.at)
    context = {"person": profile.person, "password": given}
    return render(request, "desk/citizens/password.html", context)


@desk_view(RECEIVE)
@require_http_methods(["GET", "POST"])
def sign_in_name(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, profile, form = request.desk, _profile(pk), SignInNameForm(posted(request))
    back = reverse("desk:citizens:find")
    return answer_form(
        request,
        form,
        lambda: change_sign_in_name(
            person_id=pk, contact=form.cleaned_data["contact"], by=desk.person, at=desk.at
        ),
        where=lambda _made: back,
        title=_("Đổi tên đăng nhập"),
        lead=_("Tài khoản: %(name)s. Xem lại giấy tờ tùy thân trước khi đổi.")
        % {"name": profile.person.full_name},
        save=_("Đổi"),
        back=back,
        done=_("Đã đổi tên đăng nhập."),
    )


def _profile(pk: UUID) -> CitizenProfile:
    found = CitizenProfile.objects.filter(person=pk).select_related("person").first()
    if found is None:
        raise Refused("citizen-not-found", _("Không có người này. Có thể đường dẫn đã cũ."))
    return found
