"""Long lists are read on from a key, never from a number of rows to skip."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

PAGE = 50


def after_moment(request: HttpRequest) -> tuple[datetime, UUID] | None:
    """The (instant, id) in the address after which a list goes on; None at its beginning, or when it is unreadable."""
    instant, _, identifier = request.GET.get("sau", "").partition("_")
    try:
        at = datetime.fromisoformat(instant)
        return (at, UUID(identifier)) if at.tzinfo else None
    except ValueError:
        return None


def after_name(request: HttpRequest) -> tuple[str, UUID] | None:
    """The (sort key, id) in the address after which a list in the order of names goes on; None as above."""
    key, _, identifier = request.GET.get("sau", "").rpartition("_")
    try:
        return (key, UUID(identifier)) if key else None
    except ValueError:
        return None


def address(request: HttpRequest, **changes: str | None) -> str:
    """This page's address with other values for some of its questions; None or "" leaves a question out.

    Going elsewhere in a list begins at its beginning, unless `sau` is given.
    """
    query = request.GET.copy()
    for name, value in {"sau": None, **changes}.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return "?" + query.urlencode()
