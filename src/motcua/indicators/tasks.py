"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.indicators.actions.rollups import keep_rollups, rebuild_rollups
from motcua.jobs.rules.work import every


@every(timedelta(minutes=1))
def keep(at: datetime) -> None:
    """The rollups follow the journal; the first time they are built."""
    if keep_rollups(at=at) is None:
        rebuild_rollups(at=at)
