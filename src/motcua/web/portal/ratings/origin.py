"""From where a rating comes: enough to notice a device that rates for many, too little to find anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest

from motcua.accounts.models import Person
from motcua.feedback.actions.ratings import Origin

_SALT = "motcua.rating.shown"
_LATELY = timedelta(days=1)
_LONGEST_FORM = 24 * 60 * 60


def shown_now(at: datetime) -> str:
    """When the questions were shown, signed, for a hidden field."""
    return signing.dumps(int(at.timestamp()), salt=_SALT)


def origin_of(request: HttpRequest, at: datetime) -> Origin:
    """The device and network of a request, by digest, and whether somebody of the office sits there."""
    address = get_adapter(request).get_client_ip(request)
    browser = request.META.get("HTTP_USER_AGENT", "")[:200]
    signed_in = request.user if isinstance(request.user, Person) else None
    return Origin(
        place=f"{address}|{browser}",
        shown_at=_shown_at(request.POST.get("shown", "")),
        is_desk_network=_is_desk_network(address, at),
        signed_in=signed_in,
    )


def _shown_at(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(signing.loads(text, salt=_SALT, max_age=_LONGEST_FORM), tz=UTC)
    except signing.BadSignature:
        return None


def _is_desk_network(address: str, at: datetime) -> bool:
    """Whether somebody of the office was signed in from the same address within a day."""
    lately = Q(created_at__gt=at - _LATELY) | Q(last_seen_at__gt=at - _LATELY)
    return bool(UserSession.objects.filter(lately, ip=address, user__is_staff_member=True).exists())
