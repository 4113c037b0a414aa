"""What a browser has opened by code and secret: kept in its session for a short while, then asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

from motcua.feedback.models import Feedback

_RECEIPT, _OPENED = "feedback_receipt", "feedback_opened"
_KEPT = timedelta(minutes=30)
_MOST = 5


@dataclass(frozen=True, slots=True)
class Receipt:
    """The code and the secret of what was sent."""

    code: str
    secret: str


def leave_receipt(request: HttpRequest, feedback: Feedback, secret: str, at: datetime) -> None:
    """Keep the codes for the receipt's page, and open it for following."""
    request.session[_RECEIPT] = {"code": feedback.code, "secret": secret, "at": at.timestamp()}
    open_for(request, feedback, secret, at)


def receipt_of(request: HttpRequest, at: datetime) -> Receipt | None:
    """The codes of what this browser sent lately."""
    kept = request.session.get(_RECEIPT)
    if not isinstance(kept, dict) or at.timestamp() - kept["at"] > _KEPT.total_seconds():
        return None
    return Receipt(kept["code"], kept["secret"])


def open_for(request: HttpRequest, feedback: Feedback, secret: str, at: datetime) -> None:
    """Remember that this browser showed the secret."""
    opened = dict(request.session.get(_OPENED, {}))
    opened[feedback.code] = {"secret": secret, "at": at.timestamp()}
    latest = sorted(opened.items(), key=lambda one: float(one[1]["at"]))[-_MOST:]
    request.session[_OPENED] = dict(latest)


def secret_for(request: HttpRequest, code: str, at: datetime) -> str:
    """The secret that this browser showed for the code lately; "" for none."""
    kept = request.session.get(_OPENED, {}).get(code)
    if not kept or at.timestamp() - kept["at"] > _KEPT.total_seconds():
        return ""
    return str(kept["secret"])


def close_all(request: HttpRequest) -> None:
    """Forget everything that was opened: for computers that others use too."""
    request.session.pop(_RECEIPT, None)
    request.session.pop(_OPENED, None)
