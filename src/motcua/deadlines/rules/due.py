"""When a matter is due: from receipt, limit, pauses, restart and one extension.

`due` answers by arithmetic on the calendar's tables; `explain` counts the same day by day and says why each
day counted or did not. The two agree, or no answer is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.cautions import cautions
from motcua.deadlines.rules.limits import WITHOUT_AMOUNT, Limit
from motcua.deadlines.rules.pauses import Pause, checked_pauses
from motcua.deadlines.rules.steps import Step
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused

CUTOFF = time(15)
COUNTED_IN_WORKING_DAYS = frozenset({LimitUnit.WORKING_DAY, LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a due instant depends on. Instants are aware; `cutoff` is the hour after which a receipt is late.

    `late_receipt_next_day` makes a receipt after the cut-off, or on a day off, count as one of the next
    working day. `restarted_at` is when the full dossier came back after a return: all counting starts there.
    """

    received_at: datetime
    limit: Limit
    pauses: Sequence[Pause] = ()
    restarted_at: datetime | None = None
    extension: Limit | None = None
    late_receipt_next_day: bool = False
    cutoff: time = CUTOFF


@dataclass(frozen=True, slots=True)
class Due:
    """When the matter is due. Both None when there is no due date: no limit, or paused until further notice.

    `counted_from` is day 0. `due_on_before_extension` is the first appointment where there was an extension.
    """

    due_at: datetime | None
    due_on: date | None
    counted_from: date
    warnings: tuple[str, ...] = ()
    paused_since: datetime | None = None
    due_on_before_extension: date | None = None
    steps: tuple[Step, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data: instants in ISO 8601 with Vietnam's offset."""
        before, paused = self.due_on_before_extension, self.paused_since
        return {
            "due_at": self.due_at.isoformat() if self.due_at else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "counted_from": self.counted_from.isoformat(),
            "due_on_before_extension": before.isoformat() if before else None,
            "paused_since": paused.isoformat() if paused else None,
            "warnings": list(self.warnings),
            "steps": [step.as_dict() for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class Start:
    """Where the count begins: the instant of receipt, day 0, and from when hours run."""

    received_at: datetime
    day: date
    at: datetime

    @property
    def is_moved(self) -> bool:
        """Whether the receipt counts as one of a later day."""
        return self.day != self.received_at.date()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a count ends: the last day as counted, the day and instant on which the matter is due."""

    raw: date
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of counting (the limit, then perhaps the extension) and the pauses that moved its end.

    `open_pause` is the pause that has not ended: then `target` is where the count would have ended.
    """

    name: str
    start: Start
    limit: Limit
    target: Target | None
    pauses: tuple[Pause, ...]
    late_pauses: tuple[Pause, ...] = ()
    open_pause: Pause | None = None

    @property
    def all_pauses(self) -> tuple[Pause, ...]:
        """The pauses that moved the end, and the one that lasts."""
        return self.pauses if self.open_pause is None else (*self.pauses, self.open_pause)


def due(*, calendar: Calendar, facts: Facts) -> Due:
    """The due instant, without steps.

    Working days: day 0 is the day of receipt; the due instant is the end of working hours of the last day, or
    the same part of its working time as the limit's fraction. Pauses take out the working days from the day
    they start up to, not including, the day they end. Calendar days and months roll forward from a day off.
    Hours run inside working hours, to the second.

    Basis: Civil Code 2015 art. 147–148; Labour Code 2019 art. 111–112; NĐ 61/2018 art. 18–19, NĐ 118/2025.

    :raises Refused: "pause-…", "pauses-overlap", "restart-…", "nothing-to-extend", "extension-without-amount",
        "calendar-out-of-range".
    """
    return outcome(calendar, facts, stages(calendar, facts))


def stages(calendar: Calendar, facts: Facts) -> list[Stage]:
    """The stretches of counting, with their ends."""
    start = starting(calendar, facts)
    pauses = checked_pauses(facts.pauses, received_at=facts.received_at, restarted_at=facts.restarted_at)
    first = _run("limit", calendar, start, facts.limit, pauses, facts.cutoff)
    if facts.extension is None:
        return [first]
    _require_extendable(facts)
    if first.open_pause is not None or first.target is None:
        return [first]
    begin = Start(first.target.at, first.target.day, first.target.at)
    return [first, _run("extension", calendar, begin, facts.extension, first.late_pauses, facts.cutoff)]


def starting(calendar: Calendar, facts: Facts) -> Start:
    """Where the count begins.

    :raises Refused: "restart-before-receipt", "calendar-out-of-range".
    """
    if facts.restarted_at is not None and facts.restarted_at < facts.received_at:
        raise Refused(
            "restart-before-receipt",
            "Thời điểm tính lại từ đầu không thể trước thời điểm nhận hồ sơ. Kiểm tra lại hai thời điểm.",
        )
    at = (facts.restarted_at or facts.received_at).astimezone(VIETNAM)
    calendar.place(facts.received_at.astimezone(VIETNAM).date())
    if facts.late_receipt_next_day and is_late_receipt(calendar=calendar, at=at, cutoff=facts.cutoff):
        day = calendar.add_working_days(at.date(), 1)
        return Start(at, day, calendar.opening(day))
    return Start(at, at.date(), at)


def outcome(calendar: Calendar, facts: Facts, found: list[Stage]) -> Due:
    """The answer that the stages amount to."""
    last, start = found[-1], found[0].start
    paused = last.open_pause.start.astimezone(VIETNAM) if last.open_pause else None
    target = last.target if paused is None else None
    until = last.target.day if last.target else start.day
    before = found[0].target.day if len(found) > 1 and found[0].target else None
    return Due(
        due_at=target.at if target else None,
        due_on=target.day if target else None,
        counted_from=start.day,
        warnings=tuple(cautions(calendar, start.received_at.date(), until, found)),
        paused_since=paused,
        due_on_before_extension=before,
    )


def is_late_receipt(*, calendar: Calendar, at: datetime, cutoff: time = CUTOFF) -> bool:
    """Whether what comes at the instant comes after the hour (in Vietnam), or on a day off.

    Basis: NĐ 23/2015 art. 7; NĐ 61/2018 art. 18(2): after 15:00 it is for the next working day.
    """
    local = at.astimezone(VIETNAM)
    return local.time() > cutoff or not calendar.is_working(local.date())


def days_to_count(calendar: Calendar, start: Start, limit: Limit, cutoff: time) -> int:
    """How many working days after day 0 a limit in working days, "trong ngày" or "ngay khi nhận" ends.

    Basis: NĐ 23/2015 art. 7: a request received after 15:00 is answered on the next working day.
    """
    if limit.unit is LimitUnit.WORKING_DAY:
        return ceil(limit.amount)
    hours = calendar.hours_of(start.day)
    if not hours or start.at >= calendar.closing(start.day):
        return 1
    late = limit.unit is LimitUnit.SAME_DAY and start.at.time() > cutoff
    return 1 if late else 0


def months_later(day: date, months: int) -> date:
    """The same day number `months` later, or the last day of that month.

    Basis: Civil Code 2015 art. 148(3).
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def seconds_of_limit(limit: Limit) -> int:
    """A limit in hours, in whole seconds."""
    return round(limit.amount * 3600)


def _run(
    name: str, calendar: Calendar, start: Start, limit: Limit, pauses: tuple[Pause, ...], cutoff: time
) -> Stage:
    """Count one stretch: find its end, then let each pause that began before the end move it on."""
    if limit.unit is LimitUnit.NONE:
        return Stage(name, start, limit, None, ())
    target, effective = _first_target(calendar, start, limit, cutoff), 0
    for pause in pauses:
        if not _is_before(pause, target, limit):
            break
        if pause.end is None:
            return Stage(name, start, limit, target, pauses[:effective], (), pause)
        target = _moved(calendar, start, limit, target, pause)
        effective += 1
    return Stage(name, start, limit, target, pauses[:effective], pauses[effective:])


def _first_target(calendar: Calendar, start: Start, limit: Limit, cutoff: time) -> Target:
    if limit.unit is LimitUnit.HOUR:
        begin = calendar.next_working_instant(start.at)
        return _after_seconds(calendar, calendar.working_seconds_before(begin) + seconds_of_limit(limit))
    if limit.unit in COUNTED_IN_WORKING_DAYS:
        return _on(
            calendar,
            calendar.add_working_days(start.day, days_to_count(calendar, start, limit, cutoff)),
            limit,
        )
    if limit.unit is LimitUnit.MONTH:
        return _rolled(calendar, months_later(start.day, int(limit.amount)), limit)
    return _rolled(calendar, start.day + timedelta(days=int(limit.amount)), limit)


def _is_before(pause: Pause, target: Target, limit: Limit) -> bool:
    """Whether the pause began while time was still running."""
    return pause.start < target.at if limit.unit is LimitUnit.HOUR else pause.start <= target.at


def _moved(calendar: Calendar, start: Start, limit: Limit, target: Target, pause: Pause) -> Target:
    assert pause.end is not None
    first, end = pause.days_after(start.day)
    if limit.unit is LimitUnit.HOUR:
        paused_from = calendar.working_seconds_before(max(pause.start, start.at))
        lost = max(0, calendar.working_seconds_before(pause.end) - paused_from)
        return _after_seconds(calendar, calendar.working_seconds_before(target.at) + lost) if lost else target
    if limit.unit in COUNTED_IN_WORKING_DAYS:
        lost = calendar.working_days_in(first, end)
        return _on(calendar, calendar.add_working_days(target.day, lost), limit) if lost else target
    return _rolled(calendar, end + max(target.raw - first, timedelta()), limit) if end > first else target


def _on(calendar: Calendar, day: date, limit: Limit, raw: date | None = None) -> Target:
    part = limit.amount % 1 if limit.unit is LimitUnit.WORKING_DAY else Decimal(0)
    if not part:
        return Target(raw or day, day, calendar.closing(day))
    seconds = round(part * calendar.seconds[calendar.place(day)])
    return Target(raw or day, day, calendar.instant_in(day, seconds))


def _rolled(calendar: Calendar, raw: date, limit: Limit) -> Target:
    return _on(calendar, calendar.roll_forward(raw), limit, raw)


def _after_seconds(calendar: Calendar, seconds: int) -> Target:
    at = calendar.instant_after(seconds)
    return Target(at.date(), at.date(), at)


def _require_extendable(facts: Facts) -> None:
    assert facts.extension is not None
    if facts.limit.unit is LimitUnit.NONE:
        raise Refused(
            "nothing-to-extend", "Thủ tục không quy định thời hạn nên không có ngày hẹn trả để gia hạn."
        )
    if facts.extension.unit in WITHOUT_AMOUNT:
        raise Refused(
            "extension-without-amount",
            f"Gia hạn phải có thời gian cụ thể, ví dụ “3 ngày làm việc”; “{facts.extension}” không dùng được.",
        )


def with_steps(found: Due, steps: Sequence[Step]) -> Due:
    """The same answer with its explanation."""
    return replace(found, steps=tuple(steps))
