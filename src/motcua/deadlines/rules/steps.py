"""One day of an explained count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.deadlines.rules import bases
from motcua.deadlines.rules.calendars import WEEKDAYS, Calendar
from motcua.deadlines.rules.hours import Sessions, write_sessions
from motcua.deadlines.rules.pauses import Pause
from motcua.kernel.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the count: whether it counted, the running count in the stage's unit, why, by which provision.

    `hours` are the seconds of the day that counted, for limits in hours. `stage` is "limit" or "extension".
    """

    day: date
    counts: bool
    count: Decimal
    reason: str
    basis: str
    hours: Sessions = ()
    stage: str = "limit"

    def as_dict(self) -> dict[str, Any]:
        """Plain data: ISO day, weekday in Vietnamese, hours as "09:00-11:30" where a limit is in hours."""
        return {
            "day": self.day.isoformat(),
            "weekday": WEEKDAYS[self.day.weekday()],
            "counts": self.counts,
            "count": int(self.count) if self.count == int(self.count) else float(self.count),
            "reason": self.reason,
            "basis": self.basis,
            "hours": write_sessions(self.hours),
            "stage": self.stage,
        }


def standing_still(day: date, count: Decimal, stage: str, pause: Pause) -> Step:
    """The step of a day inside a pause."""
    since = pause.start.astimezone(VIETNAM)
    reason = f"Tạm dừng từ {since:%H:%M %d/%m/%Y}"
    if pause.end is None:
        reason = f"{reason}, chưa tiếp tục: thời hạn chưa tính từ ngày này"
    else:
        reason = f"{reason} đến {pause.end.astimezone(VIETNAM):%H:%M %d/%m/%Y}: không tính"
    return Step(day, False, count, reason, bases.pause(since.date()), stage=stage)


def day_off(calendar: Calendar, day: date, count: Decimal, stage: str) -> Step:
    """The step of a day off."""
    reason, basis = calendar.why_off(day)
    return Step(day, False, count, reason, basis, stage=stage)
