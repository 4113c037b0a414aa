"""How often one sender may ask: codes cannot be guessed, and nobody shall keep the machine busy trying."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from motcua.web import senders

MOST = 30


def is_patient(request: HttpRequest, at: datetime) -> bool:
    """Count one question of this sender; False when there were too many within the window."""
    return senders.is_patient(request, at, what="verification", most=MOST)
