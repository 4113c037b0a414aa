"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.jobs.rules.work import every
from motcua.reports.actions.periods import open_due_periods
from motcua.reports.actions.reminding import remind_of_reports


@every(timedelta(hours=6))
def open_periods(at: datetime) -> None:
    """The next periods of every regime are opened before they begin."""
    open_due_periods(at=at)


@every(timedelta(hours=1))
def remind(at: datetime) -> None:
    """Those who owe a report hear that its last day comes near or has passed."""
    remind_of_reports(at=at)
