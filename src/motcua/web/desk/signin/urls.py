from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView, TemplateView

from motcua.web.desk.signin import forms


def _mine(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page of the one who is signed in: not kept by the browser or on the way."""
    return never_cache(login_required(view))


# These names are allauth's own: it looks them up without a namespace.
urlpatterns = [
    path(
        "dang-nhap/",
        account.LoginView.as_view(template_name="desk/signin/sign_in.html", form_class=forms.SignInForm),
        name="account_login",
    ),
    path(
        "dang-nhap/ma/",
        mfa.AuthenticateView.as_view(template_name="desk/signin/code.html", form_class=forms.CodeForm),
        name="mfa_authenticate",
    ),
    path(
        "dang-nhap/ngung-dung/",
        TemplateView.as_view(template_name="desk/signin/inactive.html"),
        name="account_inactive",
    ),
    path(
        "dang-xuat/",
        account.LogoutView.as_view(template_name="desk/signin/sign_out.html"),
        name="account_logout",
    ),
    path(
        "xac-nhan-lai/",
        account.ReauthenticateView.as_view(
            template_name="desk/signin/confirm.html", form_class=forms.ConfirmByPasswordForm
        ),
        name="account_reauthenticate",
    ),
    path(
        "xac-nhan-lai/ma/",
        mfa.ReauthenticateView.as_view(
            template_name="desk/signin/confirm.html", form_class=forms.ConfirmByCodeForm
        ),
        name="mfa_reauthenticate",
    ),
    path(
        "tai-khoan/mat-khau/",
        _mine(
            account.PasswordChangeView.as_view(
                template_name="desk/signin/password.html", form_class=forms.PasswordForm
            )
        ),
        name="account_change_password",
    ),
    path("tai-khoan/hai-lop/", RedirectView.as_view(pattern_name="desk:account:overview"), name="mfa_index"),
    path(
        "tai-khoan/hai-lop/bat/",
        _mine(
            totp.ActivateTOTPView.as_view(
                template_name="desk/signin/activate.html", form_class=forms.ActivateForm
            )
        ),
        name="mfa_activate_totp",
    ),
    path(
        "tai-khoan/hai-lop/tat/",
        _mine(totp.DeactivateTOTPView.as_view(template_name="desk/signin/deactivate.html")),
        name="mfa_deactivate_totp",
    ),
    path(
        "tai-khoan/ma-du-phong/",
        _mine(recovery.ViewRecoveryCodesView.as_view(template_name="desk/signin/recovery_codes.html")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "tai-khoan/ma-du-phong/tao-moi/",
        _mine(
            recovery.GenerateRecoveryCodesView.as_view(template_name="desk/signin/new_recovery_codes.html")
        ),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tai-khoan/ma-du-phong/tai-ve/",
        _mine(recovery.DownloadRecoveryCodesView.as_view()),
        name="mfa_download_recovery_codes",
    ),
]
