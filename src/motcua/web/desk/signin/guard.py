"""What stands between a person and the desk: the lock-out, the journal, and the second factor."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import Resolver404, resolve
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.accounts.actions.people import set_password
from motcua.accounts.actions.sign_in import register_sign_in
from motcua.accounts.models import Person
from motcua.accounts.queries import locked_until
from motcua.accounts.rules.credentials import check_password
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation
from motcua.web.middleware import type_of_answer

_FIRST_STEP = "mfa_activate_totp"
_OPEN_NAMES = {
    _FIRST_STEP,
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}


class GuardedSignIn:
    """For allauth's adapter: says until when a name is locked, and writes down who signed in.

    The words are the same whether or not anybody has the name.
    """

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        _refuse_locked(str(credentials.get("username") or ""))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _refuse_locked(str(credentials.get("username") or ""))

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)  # type: ignore[misc]  # allauth's adapter stands behind
        register_sign_in(person=user, at=now())

    def set_password(self, user: Person, password: str) -> None:
        try:
            set_password(person_id=user.pk, password=password, by=user, at=now())
        except Refused as refused:
            raise forms.ValidationError({"password1": refused.message}) from refused
        user.refresh_from_db(fields=["password"])

    def clean_password(self, password: str, user: Person | None = None) -> str:
        cleaned: str = super().clean_password(password, user)  # type: ignore[misc]  # as above
        if user is not None:
            _check(password, user)
        return cleaned


def _check(password: str, person: Person) -> None:
    try:
        check_password(password, username=person.username, full_name=person.full_name)
    except Refused as refused:
        raise forms.ValidationError(refused.message) from refused


def _refuse_locked(username: str) -> None:
    until = locked_until(username, now())
    if until is not None:
        moment = localtime(until)
        raise forms.ValidationError(
            _(
                "Tên đăng nhập này tạm khóa đến %(time)s ngày %(day)s vì nhập sai nhiều lần. "
                "Hãy thử lại sau giờ đó, hoặc nhờ quản trị mở khóa."
            )
            % {"time": f"{moment:%H:%M}", "day": f"{moment:%d/%m/%Y}"}
        )


def second_factor(get_response: type_of_answer) -> type_of_answer:
    """Middleware: staff without a second factor are led to set it up before they see anything of the desk."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not _is_asked(request):
            return get_response(request)
        messages.warning(
            request, _("Trước khi làm việc, hãy bật xác thực hai lớp: đây là yêu cầu với mọi cán bộ.")
        )
        return redirect(_FIRST_STEP)

    return answer


def _is_asked(request: HttpRequest) -> bool:
    if not request.path_info.startswith(resolve_url("desk:home")) or not is_second_factor_required():
        return False
    person = request.user
    if not isinstance(person, Person) or not person.is_staff_member or _is_open(request):
        return False
    return not is_mfa_enabled(person)


def _is_open(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name in _OPEN_NAMES
    except Resolver404:
        return True


def is_second_factor_required() -> bool:
    """Whether staff must use a second factor: as MOTCUA_REQUIRE_TOTP says, else everywhere but on a sample."""
    if settings.REQUIRE_TOTP is not None:
        return bool(settings.REQUIRE_TOTP)
    return not Installation.objects.filter(is_sample=True).exists()
