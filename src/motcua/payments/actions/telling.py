"""Telling upper rooms that money moved: after the commit, so that nobody waits for the locks of another room."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.payments.models import Charge
from motcua.payments.ports import money_listeners


def tell_money_moved(charge: Charge, at: datetime) -> None:
    """Let every listener know that the charge's matter may stand otherwise now."""
    kind, subject = charge.subject_kind, charge.subject_id

    def tell() -> None:
        for listener in money_listeners():
            listener(subject_kind=kind, subject_id=subject, at=at)

    transaction.on_commit(tell, robust=True)
