from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Person
from motcua.web.desk.signin.guard import GuardedSignIn

_TOO_MANY = _("Bạn đã thử quá nhiều lần. Xin đợi vài phút rồi thử lại.")

_MESSAGES = {
    "account/messages/logged_out.txt": _("Đã đăng xuất."),
    "account/messages/password_changed.txt": _("Đã đổi mật khẩu."),
    "mfa/messages/totp_activated.txt": _("Đã bật xác thực hai lớp."),
    "mfa/messages/totp_deactivated.txt": _("Đã tắt xác thực hai lớp."),
    "mfa/messages/recovery_codes_generated.txt": _("Đã tạo bộ mã dự phòng mới."),
}


class Adapter(GuardedSignIn, DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Staff are entered by an administrator: nobody signs up by themselves at the desk."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đã ngừng dùng."),
        "enter_current_password": _("Mật khẩu hiện tại chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "invalid_login": _("Tên đăng nhập chưa đúng."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
    }

    def is_open_for_signup(self, request: object) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to the desk; whoever of the public came in by the desk's door, to their own account."""
        if isinstance(request.user, Person) and not request.user.is_staff_member:
            return reverse("portal:account")
        return str(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:account:overview")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        template = kwargs.pop("message_template", None) or (args[0] if args else None)
        words = kwargs.get("message") or _MESSAGES.get(template or "")
        if words:
            super().add_message(request, level, message=str(words))


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """The second step of signing in, in Vietnamese."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Vai trò của bạn bắt buộc dùng xác thực hai lớp nên không thể tắt."),
        "cannot_generate_recovery_codes": _("Hãy bật xác thực hai lớp trước khi tạo mã dự phòng."),
        "incorrect_code": _("Mã chưa đúng. Hãy dùng mã đang hiện trong ứng dụng; mã đổi sau mỗi 30 giây."),
    }

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)
