"""The public's sign-in: the desk's locks, journal and sessions, in the portal's words."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from motcua.accounts.ports import e_identity
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.account.forms import PasswordForm, SignInForm


class PortalSignIn(account.LoginView):  # type: ignore[misc]  # allauth carries no types
    template_name = "portal/account/sign_in.html"
    form_class = SignInForm

    def get_default_success_url(self) -> str:
        return reverse("portal:account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        provider = e_identity()
        return {**context, "e_identity_label": provider.label if provider else ""}


class _PasswordChange(account.PasswordChangeView):  # type: ignore[misc]  # allauth carries no types
    template_name = "portal/account/password.html"
    form_class = PasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not person_of(request).has_usable_password():  # came in by e-identity: there is none to change
            return redirect("portal:account")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_default_success_url(self) -> str:
        return reverse("portal:account")


password = signed_in(_PasswordChange.as_view())
