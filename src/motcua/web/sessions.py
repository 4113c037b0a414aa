"""Where a person is signed in, in words, for the account pages of both doors."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.accounts.models import Person


def open_sessions(request: HttpRequest, person: Person, at: datetime) -> list[tuple[UserSession, str, bool]]:
    """The person's living sessions, the latest first: each with its browser in words and whether it is this one."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    mine = UserSession.objects.filter(user_id=person.pk, session_key__in=alive).order_by("-created_at")
    return [
        (row, browser_name(row.user_agent), row.session_key == request.session.session_key) for row in mine
    ]


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
