"""Coming in by the State's electronic identity, where this installation is joined to a provider."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.accounts.actions.identities import enter_by_e_identity
from motcua.accounts.actions.sign_in import register_sign_in
from motcua.accounts.ports import EIdentity, e_identity
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused

_STATE = "e_identity_state"


@never_cache
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    provider = _provider()
    state = secrets.token_urlsafe(24)
    request.session[_STATE] = state
    return redirect(provider.address_for(state=state, return_url=_return_url(request)))


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    provider, expected = _provider(), request.session.pop(_STATE, "")
    if not expected or not constant_time_compare(expected, request.GET.get("state", "")):
        raise Refused(
            "e-identity-not-proven",
            "Lần đăng nhập này đã quá lâu hoặc không bắt đầu từ trang này. Hãy đăng nhập lại từ đầu.",
        )
    proven = provider.prove(code=request.GET.get("code", ""), return_url=_return_url(request))
    at = now()
    person = enter_by_e_identity(proven=proven, at=at)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    register_sign_in(person=person, at=at)
    return redirect("portal:account")


def _provider() -> EIdentity:
    provider = e_identity()
    if provider is None:
        raise Http404
    return provider


def _return_url(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:e_identity_back"))
