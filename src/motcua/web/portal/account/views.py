"""One's own account: what is known, corrected, taken away, closed; where one is signed in."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.actions.citizens import agree_again, change_profile, close_account
from motcua.accounts.models import CitizenProfile, Person
from motcua.accounts.ports import sources_of_personal_data
from motcua.accounts.queries import find_profile
from motcua.accounts.rules.citizens import CONSENT_VERSION, PURPOSES
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Area
from motcua.web.middleware import status_of
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.account.contacts import contacts_shown
from motcua.web.portal.account.forms import CloseForm, ProfileForm
from motcua.web.portal.procedures.where import communes_to_choose
from motcua.web.refused_forms import show_refusal
from motcua.web.sessions import open_sessions
from motcua.web.templatetags.motcua import day


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    person, at = person_of(request), now()
    profile = find_profile(person)
    context = {
        "person": person,
        "profile": profile,
        "facts": _facts(profile),
        "level": _(profile.get_verification_display()) if profile else "",
        "purposes": [_(purpose) for purpose in PURPOSES],
        "consent": person.consents.filter(version=CONSENT_VERSION).first(),
        "contacts": contacts_shown(person),
        "has_password": person.has_usable_password(),
        "sessions": open_sessions(request, person, at),
    }
    return render(request, "portal/account/overview.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person, at = person_of(request), now()
    kept, communes = find_profile(person), communes_to_choose(on=local_day(at))
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(person, kept),
        communes=_with_own(communes, kept),
        person=person,
        kept=kept,
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(request, person, form, _with_own(communes, kept))
    ):
        messages.success(request, _("Đã lưu."))
        return redirect("portal:account")
    context = {"form": form, "is_verified": bool(kept and kept.is_verified)}
    return render(request, "portal/account/profile.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Everything that every room keeps about the person, as one file of their own."""
    person = person_of(request)
    kept = {name: give(person) for name, give in sources_of_personal_data().items()}
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(kept, encoder=DjangoJSONEncoder, json_dumps_params=options)
    response.headers["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.json"'
    return response


@signed_in
@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    """Agree to the present words on what one's data are used for: they changed, or one came by e-identity."""
    agree_again(person=person_of(request), at=now())
    messages.success(request, _("Đã ghi nhận đồng ý."))
    return redirect("portal:account")


@sensitive_post_parameters("password")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    has_password = person_of(request).has_usable_password()
    form = CloseForm(request.POST if request.method == "POST" else None, has_password=has_password)
    if request.method == "POST" and form.is_valid():
        try:
            close_account(person=person_of(request), password=form.cleaned_data.get("password", ""), at=now())
        except Refused as refused:
            form.add_error(refused.details.get("field"), refused.message)
        else:
            logout(request)
            messages.success(
                request, _("Đã đóng tài khoản. Thông tin liên hệ và định danh của anh/chị đã được xóa.")
            )
            return redirect("portal:home")
    context = {"form": form, "person": person_of(request)}
    return render(request, "portal/account/close.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    end_other_sessions(request, person_of(request))
    messages.success(request, _("Đã đăng xuất ở mọi nơi khác."))
    return redirect("portal:account")


def _saved(request: HttpRequest, person: Person, form: ProfileForm, communes: list[Area]) -> bool:
    said = form.cleaned_data
    try:
        change_profile(
            person=person,
            full_name=form.said("full_name"),
            email=said["email"],
            phone=said["phone"],
            entry=form.entry,
            area=next((area for area in communes if area.code == said["area"]), None),
            at=now(),
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        show_refusal(form, refused)
        return False
    return True


def _initial(person: Person, kept: CitizenProfile | None) -> dict[str, Any]:
    said = {"full_name": person.full_name, "phone": person.phone, "email": person.email}
    if kept is None:
        return {**said, "party_kind": "citizen"}
    names = [name for name in ProfileForm.base_fields if name not in {*said, "area"}]
    return {
        **said,
        **{name: getattr(kept, name) for name in names},
        "area": kept.area.code if kept.area else "",
    }


def _with_own(communes: list[Area], kept: CitizenProfile | None) -> list[Area]:
    """The communes to choose among, with the person's own where it lies elsewhere or has ended."""
    if kept is None or kept.area is None or any(area.pk == kept.area_id for area in communes):
        return communes
    return [kept.area, *communes]


def _facts(kept: CitizenProfile | None) -> list[dict[str, str]]:
    """Names and values for the overview; of an identity number only the end is shown."""
    if kept is None:
        return []
    number = f"…\u2060{kept.identity_number[-4:]}" if kept.identity_number else ""
    kind = _(kept.get_identity_kind_display()) if kept.identity_kind else ""
    area = kept.area.name if kept.area else ""
    facts = [
        {"label": _("Ngày sinh"), "value": day(kept.birth_on) if kept.birth_on else ""},
        {"label": _("Giấy tờ tùy thân"), "value": " ".join(filter(None, [kind, number]))},
        {"label": _("Địa chỉ"), "value": ", ".join(filter(None, [kept.address, area]))},
    ]
    if kept.organisation_name:
        facts = [
            {"label": _(kept.get_party_kind_display()), "value": kept.organisation_name},
            {"label": _("Mã số thuế"), "value": kept.tax_code},
            *facts,
        ]
    return facts
