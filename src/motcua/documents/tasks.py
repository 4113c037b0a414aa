"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.documents.actions.waiting import forget_waiting_files
from motcua.jobs.rules.work import every


@every(timedelta(hours=1))
def forget_waiting(at: datetime) -> None:
    """Files that waited for somebody who did not come back are taken away."""
    forget_waiting_files(at=at)
