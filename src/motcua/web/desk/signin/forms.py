from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _set_up(form: forms.BaseForm, labels: dict[str, Any], first: str) -> None:
    form.label_suffix = ""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)
    form.fields[first].widget.attrs["autofocus"] = True


def _set_up_code(form: forms.BaseForm) -> None:
    _set_up(form, {"code": _("Mã xác thực")}, first="code")
    form.fields["code"].widget.attrs.update(autocomplete="one-time-code", maxlength="20")


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_up(self, {"login": _("Tên đăng nhập"), "password": _("Mật khẩu")}, first="login")
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_up_code(self)


class ConfirmByCodeForm(ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_up_code(self)


class ConfirmByPasswordForm(ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_up(self, {"password": _("Mật khẩu")}, first="password")


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_up_code(self)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Mật khẩu hiện tại"),
            "password1": _("Mật khẩu mới"),
            "password2": _("Gõ lại mật khẩu mới"),
        }
        _set_up(self, labels, first="oldpassword")
        self.fields["password1"].help_text = _(
            "Ít nhất 12 ký tự, không giống tên đăng nhập, không phải mật khẩu hay gặp. "
            "Một câu dài dễ nhớ tốt hơn một từ khó nhớ."
        )

    def clean(self) -> dict[str, Any] | None:
        data: dict[str, Any] = self.cleaned_data
        one, two = data.get("password1"), data.get("password2")
        if one and two and one != two:
            self.add_error("password2", _("Hai lần gõ mật khẩu mới chưa giống nhau."))
        return data
