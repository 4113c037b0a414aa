from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.models import Position, RoleHolding
from motcua.web.desk.access import DeskRequest, desk_view


@desk_view()
@require_GET
def overview(request: DeskRequest) -> HttpResponse:
    person = request.user
    context = {
        "person": person,
        "positions": Position.objects.filter(person=person).select_related("agency").order_by("-held"),
        "roles": RoleHolding.objects.filter(person=person).select_related("agency").order_by("-held"),
        "today": request.desk.today,
        "has_second_step": is_mfa_enabled(person, types=[Authenticator.Type.TOTP]),
        "sessions": [
            (session, browser_name(session.user_agent), session.session_key == request.session.session_key)
            for session in _open_sessions(request)
        ],
    }
    return render(request, "desk/account/overview.html", context)


@desk_view()
@require_POST
def end_others(request: DeskRequest) -> HttpResponse:
    end_other_sessions(request, request.user)
    messages.success(request, _("Đã đăng xuất ở mọi nơi khác."))
    return redirect("desk:account:overview")


def _open_sessions(request: DeskRequest) -> list[UserSession]:
    alive = Session.objects.filter(expire_date__gt=request.desk.at).values("session_key")
    mine = UserSession.objects.filter(user_id=request.user.pk, session_key__in=alive)
    return list(mine.order_by("-created_at"))


def browser_name(user_agent: str) -> str:
    """Chrome trên Windows: what a browser says of itself, in words; the order matters, they all claim to be more."""
    browsers = {
        "Edg": "Edge",
        "Coc_Coc": "Cốc Cốc",
        "Firefox": "Firefox",
        "Chrome": "Chrome",
        "Safari": "Safari",
    }
    systems = {
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Windows": "Windows",
        "Mac OS": "macOS",
    }
    systems["Linux"] = "Linux"
    browser = next((name for mark, name in browsers.items() if mark in user_agent), _("Trình duyệt khác"))
    system = next((name for mark, name in systems.items() if mark in user_agent), "")
    return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system} if system else browser
