"""How often one sender may ask: codes cannot be guessed, and nobody shall keep the machine busy trying."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest

from motcua.web.portal.procedures.forms import sender_of

MOST = 30
WINDOW = timedelta(minutes=10)


def is_patient(request: HttpRequest, at: datetime) -> bool:
    """Count one question of this sender; False when there were too many within the window."""
    key = f"verification:{sender_of(request, at)}:{int(at.timestamp() // WINDOW.total_seconds())}"
    cache.add(key, 0, timeout=WINDOW.total_seconds())
    return int(cache.incr(key)) <= MOST
