"""When a sign-in is locked after failures, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class LockOut:
    """One dated setting: after each `every` failures locked for `first`, doubled each time, `longest` at most.

    Failures count together while none is older than `forgotten_after`.
    """

    in_force: Period
    every: int
    first: timedelta
    longest: timedelta
    forgotten_after: timedelta


LOCK_OUTS = (
    LockOut(
        in_force=Period(date(2025, 1, 1)),
        every=5,
        first=timedelta(minutes=15),
        longest=timedelta(hours=24),
        forgotten_after=timedelta(hours=24),
    ),
)


def lock_out_on(day: date) -> LockOut:
    """The setting of the day; before the first one, the first one."""
    return next((one for one in LOCK_OUTS if one.in_force.contains(day)), LOCK_OUTS[0])


def lock_length(*, failures: int, setting: LockOut) -> timedelta | None:
    """For how long the failure that makes `failures` in a row locks the sign-in; None when it does not."""
    if failures <= 0 or failures % setting.every:
        return None
    doublings = min(failures // setting.every - 1, 30)
    length: timedelta = setting.first * 2**doublings
    return min(length, setting.longest)


def failures_counted(
    *, failures: int, last_failed_at: datetime | None, at: datetime, setting: LockOut
) -> int:
    """How many earlier failures still count at the instant."""
    if last_failed_at is None or at - last_failed_at > setting.forgotten_after:
        return 0
    return failures
