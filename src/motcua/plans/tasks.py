"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.jobs.rules.work import every
from motcua.plans.actions.reminding import remind_of_duties


@every(timedelta(hours=1))
def remind(at: datetime) -> None:
    """Units hear of terms in plans that come near or have passed, heads of what stays late."""
    remind_of_duties(at=at)
