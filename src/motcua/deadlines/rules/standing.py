"""How a matter stands against its due instant: early, on time, overdue; or still running."""

from __future__ import annotations

from datetime import datetime

from motcua.deadlines.enums import Standing
from motcua.deadlines.rules.calendars import Calendar
from motcua.kernel.clock import local_day


def standing_when_finished(*, due_at: datetime | None, finished_at: datetime) -> Standing:
    """How a finished matter did. Without a due date it is neither early nor late.

    Early: finished on a day before the due day. On time: on the due day, not after the due instant.
    """
    if due_at is None:
        return Standing.NO_DUE_DATE
    if finished_at > due_at:
        return Standing.OVERDUE
    return Standing.EARLY if local_day(finished_at) < local_day(due_at) else Standing.ON_TIME


def standing_now(
    *, due_at: datetime | None, received_at: datetime, at: datetime, is_paused: bool = False
) -> Standing:
    """How a running matter stands at the moment `at`. What was received today is never overdue today."""
    if is_paused:
        return Standing.PAUSED
    if due_at is None:
        return Standing.NO_DUE_DATE
    if at > due_at and local_day(received_at) < local_day(at):
        return Standing.OVERDUE
    return Standing.IN_TIME if local_day(at) < local_day(due_at) else Standing.DUE_TODAY


def late_working_days(*, calendar: Calendar, due_at: datetime | None, at: datetime) -> int:
    """How many working days after the due day `at` falls; 0 when not late or without a due date."""
    if due_at is None or at <= due_at:
        return 0
    return calendar.working_days_between(local_day(due_at), local_day(at))
