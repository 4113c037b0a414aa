"""The clock of a dossier as it is read at a glance: how it stands, in a colour's meaning and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.deadlines.enums import Standing
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.standing import late_working_days, standing_now
from motcua.dossiers.enums import ClockState, Status
from motcua.dossiers.rules.moves import CLOCKS
from motcua.kernel.clock import VIETNAM, local_day

# Within so many working days a due date is near.
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Face:
    """How a clock reads: `standing`, `words` for people, and whether the due date is near or past."""

    standing: Standing
    words: str
    is_late: bool = False
    is_near: bool = False


def soon_until(calendar: Calendar, at: datetime) -> datetime:
    """The instant up to which a due date is near: the end of the third working day from the moment's day."""
    return calendar.closing(calendar.add_working_days(local_day(at), SOON_DAYS))


def face(
    *,
    calendar: Calendar,
    status: Status,
    due_at: datetime | None,
    received_at: datetime | None,
    at: datetime,
    finished: Standing | None = None,
) -> Face:
    """How a dossier's clock reads at the moment. `finished` is how it ended, for one that has.

    Basis: NĐ 61/2018 art. 19(9): whoever may be late must know it before; a pause is no lateness.
    """
    if finished is not None:
        return Face(finished, finished.label.capitalize(), is_late=finished is Standing.OVERDUE)
    clock = CLOCKS[status]
    if clock is ClockState.PAUSED:
        return Face(Standing.PAUSED, "Tạm dừng")
    if due_at is None or received_at is None:
        waits = clock is ClockState.NOT_STARTED
        return Face(Standing.NO_DUE_DATE, "Chưa tính hạn" if waits else "Không có hạn")
    standing = standing_now(due_at=due_at, received_at=received_at, at=at)
    if standing is Standing.OVERDUE:
        return Face(standing, _late_words(calendar, due_at, at), is_late=True)
    if standing is Standing.DUE_TODAY:
        return Face(standing, f"Hôm nay {due_at.astimezone(VIETNAM):%H:%M}", is_near=True)
    left = calendar.working_days_between(local_day(at), local_day(due_at))
    return Face(standing, f"Còn {left} ngày làm việc", is_near=due_at <= soon_until(calendar, at))


def _late_words(calendar: Calendar, due_at: datetime, at: datetime) -> str:
    days = late_working_days(calendar=calendar, due_at=due_at, at=at)
    if days:
        return f"Quá hạn {days} ngày làm việc"
    hours = max(1, round((at - due_at).total_seconds() / 3600))
    return f"Quá hạn {hours} giờ"
