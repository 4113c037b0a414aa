"""How a duty stands against its term, on a day."""

from __future__ import annotations

from datetime import date, timedelta

from motcua.kernel.periods import Period
from motcua.plans.enums import DutyStatus, Timing

NEAR_DAYS = 7

LABELS_OF_LATENESS = {Timing.LATE, Timing.DONE_LATE}
ENDED = frozenset({DutyStatus.DONE, DutyStatus.CANCELLED})
RUNNING = frozenset(DutyStatus) - ENDED


def timing_of(*, status: DutyStatus, due_on: date | None, done_on: date | None, on: date) -> Timing:
    """How the duty stands on the day `on`; `due_on` is the last day in time.

    A duty reported done stands by the day it was done, also while nobody has confirmed it.
    """
    if status is DutyStatus.CANCELLED:
        return Timing.CANCELLED
    if status is DutyStatus.DONE or (status is DutyStatus.REPORTED and done_on is not None):
        assert done_on is not None
        return Timing.DONE_LATE if due_on is not None and done_on > due_on else Timing.DONE_IN_TIME
    if due_on is None:
        return Timing.NO_TERM
    if due_on < on:
        return Timing.LATE
    return Timing.NEAR if due_on - on <= timedelta(days=NEAR_DAYS) else Timing.IN_TIME


def day_in(period: Period, *, on: date) -> date:
    """The day on which the units that a plan names are looked at as they are: `on` while the plan runs, else the
    nearest day of its period. So an old plan finds the districts' offices of its time."""
    if on < period.start:
        return period.start
    return on if period.end is None or on < period.end else period.end - timedelta(days=1)


def days_left(*, due_on: date | None, on: date) -> int | None:
    """Calendar days until the last day in time; negative when it has passed; None without a term."""
    return None if due_on is None else (due_on - on).days
