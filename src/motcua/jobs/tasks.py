"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.jobs.actions.background import forget_old, recover_lost
from motcua.jobs.rules.work import every


@every(timedelta(minutes=1))
def recover(at: datetime) -> None:
    """Jobs whose worker was killed do not stay under way for ever."""
    recover_lost(at=at)


@every(timedelta(days=1))
def tidy(at: datetime) -> None:
    """Finished jobs are kept for a while only."""
    forget_old(at=at)
