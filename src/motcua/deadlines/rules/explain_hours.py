"""A limit in hours, walked day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from motcua.deadlines.rules import bases
from motcua.deadlines.rules.calendars import Calendar, instant, second_of_day
from motcua.deadlines.rules.due import Stage, seconds_of_limit
from motcua.deadlines.rules.hours import DAY, Sessions, seconds_of
from motcua.deadlines.rules.pauses import Pause
from motcua.deadlines.rules.steps import Step, day_off, standing_still
from motcua.kernel.clock import VIETNAM


def walk_hours(calendar: Calendar, stage: Stage) -> Iterator[Step]:
    """A limit in hours, day by day: which sessions counted, to the second."""
    wanted, counted = seconds_of_limit(stage.limit), 0
    begin = stage.start.at.astimezone(VIETNAM)
    day, from_second = begin.date(), second_of_day(begin)
    while True:
        hours = _first_seconds(_unpaused(calendar, stage, day, from_second), wanted - counted)
        counted += seconds_of(hours)
        yield _hours_step(calendar, stage, day, hours, counted, wanted)
        if counted >= wanted:
            return
        pause = _paused_at_end(stage, day)
        if pause is not None and pause.end is None:
            return
        day, from_second = day + timedelta(days=1), 0


def _unpaused(calendar: Calendar, stage: Stage, day: date, from_second: int) -> Sessions:
    """The working hours of `day` from a second on, without what pauses take out."""
    hours = tuple(
        (max(start, from_second), end) for start, end in calendar.hours_of(day) if end > from_second
    )
    for pause in stage.all_pauses:
        gap = _seconds_on(pause, day)
        hours = tuple(piece for session in hours for piece in _without(session, gap))
    return hours


def _without(session: tuple[int, int], gap: tuple[int, int]) -> Iterator[tuple[int, int]]:
    (start, end), (gap_start, gap_end) = session, gap
    if start < min(end, gap_start):
        yield start, min(end, gap_start)
    if max(start, gap_end) < end and gap_end > start:
        yield max(start, gap_end, gap_start), end
    elif gap_end <= start and gap_start < start:
        yield session


def _seconds_on(pause: Pause, day: date) -> tuple[int, int]:
    return _second_on(pause.start, day), DAY if pause.end is None else _second_on(pause.end, day)


def _second_on(at: datetime, day: date) -> int:
    seconds = (at - instant(day, 0)).total_seconds()
    return int(min(max(seconds, 0), DAY))


def _first_seconds(hours: Sessions, wanted: int) -> Sessions:
    taken: list[tuple[int, int]] = []
    for start, end in hours:
        length = min(end - start, wanted)
        if length > 0:
            taken.append((start, start + length))
            wanted -= length
    return tuple(taken)


def _hours_step(
    calendar: Calendar, stage: Stage, day: date, hours: Sessions, counted: int, wanted: int
) -> Step:
    count = (Decimal(counted) / 3600).quantize(Decimal("0.01"))
    if hours:
        reason = f"Tính {_length(seconds_of(hours))} làm việc, cộng dồn {_length(counted)}"
        if counted >= wanted:
            reason = f"{reason}: hết hạn lúc {instant(day, hours[-1][1]):%H:%M}"
        return Step(day, True, count, reason, bases.HOURS_RUN_AT_ONCE, hours, stage.name)
    if not calendar.is_working(day):
        return day_off(calendar, day, count, stage.name)
    pause = _paused_at_end(stage, day)
    if pause is not None:
        return standing_still(day, count, stage.name, pause)
    reason = "Ngoài giờ làm việc: chưa tính giờ nào"
    return Step(day, False, count, reason, bases.AGENCY_HOURS, (), stage.name)


def _length(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = [(hours, "giờ"), (minutes, "phút"), (left, "giây")]
    return " ".join(f"{amount} {name}" for amount, name in parts if amount) or "0 giờ"


def _paused_at_end(stage: Stage, day: date) -> Pause | None:
    """The pause that touches `day`, the last one when there are several."""
    touching = [p for p in stage.all_pauses if (gap := _seconds_on(p, day))[0] < gap[1]]
    return touching[-1] if touching else None
