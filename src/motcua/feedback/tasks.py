"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.feedback.actions.gates import forget_passages
from motcua.jobs.rules.work import every


@every(timedelta(hours=1))
def forget_who_passed(at: datetime) -> None:
    """Who passed a gate of the public is forgotten after a day."""
    forget_passages(at=at)
