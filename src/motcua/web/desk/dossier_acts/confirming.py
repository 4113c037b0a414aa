"""Saying once more who one is, before something is signed: the password, or the code from the telephone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from motcua.accounts.actions.sign_in import register_failed_sign_in
from motcua.accounts.models import Person
from motcua.accounts.queries import locked_until


class ConfirmField(forms.CharField):
    """Password or code; `strip` is off because a password may end in a space."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "maxlength": "150"})
        super().__init__(
            label=_("Mật khẩu hoặc mã xác thực"),
            help_text=_(
                "Gõ mật khẩu đăng nhập của bạn, hoặc mã 6 số trên điện thoại nếu đã bật xác thực hai lớp."
            ),
            error_messages={"required": _("Gõ mật khẩu hoặc mã xác thực để ký.")},
            widget=widget,
            strip=False,
            **kwargs,
        )


def require_confirmed(person: Person, said: str, *, at: datetime) -> None:
    """Refuse unless `said` is the person's password or code. Wrong ones count as failed sign-ins and lock the same.

    :raises ValidationError: in words for the field.
    """
    _require_open(person, at)
    if not (person.check_password(said) or _is_code(person, said)):
        register_failed_sign_in(username=person.username, at=at)
        _require_open(person, at)
        raise ValidationError(_t("Mật khẩu hoặc mã xác thực chưa đúng. Chưa có gì được ký; hãy gõ lại."))


def _require_open(person: Person, at: datetime) -> None:
    until = locked_until(person.username, at)
    if until is not None:
        raise ValidationError(
            _t("Bạn đã gõ sai nhiều lần nên việc ký tạm khóa đến %(time)s. Hãy thử lại sau giờ đó.")
            % {"time": f"{localtime(until):%H:%M}"}
        )


def _is_code(person: Person, said: str) -> bool:
    code = said.strip().replace(" ", "")
    if not code.isdecimal():
        return False
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    return found is not None and bool(found.wrap().validate_code(code))
