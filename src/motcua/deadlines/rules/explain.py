"""The same count as `due`, walked day by day, each day with its reason and its provision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from motcua.deadlines.enums import DayKind, LimitUnit
from motcua.deadlines.rules import bases
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import (
    COUNTED_IN_WORKING_DAYS,
    Due,
    Facts,
    Stage,
    days_to_count,
    months_later,
    outcome,
    stages,
    with_steps,
)
from motcua.deadlines.rules.explain_hours import walk_hours
from motcua.deadlines.rules.limits import Limit, number
from motcua.deadlines.rules.pauses import Pause
from motcua.deadlines.rules.steps import Step, day_off, standing_still
from motcua.kernel.clock import VIETNAM

_ZERO = Decimal(0)


def explain(*, calendar: Calendar, facts: Facts) -> Due:
    """The due instant with its steps, one for each day from receipt to the due day.

    :raises Refused: as `due`.
    """
    found = stages(calendar, facts)
    steps = list(_opening(calendar, facts, found[0]))
    for stage in found:
        if stage.name == "extension":
            steps.append(_extension_step(stage))
        steps += _walk(calendar, facts, stage)
    answer = outcome(calendar, facts, found)
    if answer.due_on is not None and steps[-1].day != answer.due_on:
        raise AssertionError(
            f"the count of {facts} ends on {steps[-1].day}, the arithmetic on {answer.due_on}"
        )
    return with_steps(answer, steps)


def _walk(calendar: Calendar, facts: Facts, stage: Stage) -> Iterator[Step]:
    unit = stage.limit.unit
    if unit is LimitUnit.NONE:
        return iter(())
    if unit is LimitUnit.HOUR:
        return walk_hours(calendar, stage)
    if unit in COUNTED_IN_WORKING_DAYS:
        wanted = days_to_count(calendar, stage.start, stage.limit, facts.cutoff)
        return _walk_working_days(calendar, stage, wanted)
    return _walk_calendar_days(calendar, stage)


def _opening(calendar: Calendar, facts: Facts, stage: Stage) -> Iterator[Step]:
    """The day of receipt, a restart, and the days to a day 0 that lies later."""
    start = stage.start
    if facts.restarted_at is not None:
        first = facts.received_at.astimezone(VIETNAM)
        reason = f"Nhận hồ sơ lúc {first:%H:%M}; sau đó hồ sơ được trả lại, thời hạn tính lại từ đầu"
        yield Step(first.date(), False, _ZERO, reason, bases.restart(first.date()))
    received = start.received_at
    word = "Nhận đủ hồ sơ, tính lại từ đầu" if facts.restarted_at else "Nhận hồ sơ"
    if stage.limit.unit is LimitUnit.NONE:
        yield Step(start.day, False, _ZERO, f"{word} lúc {received:%H:%M}; không quy định thời hạn", "")
    elif start.is_moved:
        yield from _moved_opening(calendar, facts, stage, word)
    elif _shows_day_zero(calendar, facts, stage):
        yield _day_zero(stage, start.day, f"{word} lúc {received:%H:%M}")


def _shows_day_zero(calendar: Calendar, facts: Facts, stage: Stage) -> bool:
    """Whether day 0 gets a step of its own: not where the walk itself begins with that day."""
    if stage.limit.unit is LimitUnit.HOUR:
        return False
    if stage.limit.unit in COUNTED_IN_WORKING_DAYS:
        return days_to_count(calendar, stage.start, stage.limit, facts.cutoff) > 0
    return True


def _moved_opening(calendar: Calendar, facts: Facts, stage: Stage, word: str) -> Iterator[Step]:
    received, day_zero = stage.start.received_at, stage.start.day
    late = f"sau {facts.cutoff:%H:%M}" if calendar.is_working(received.date()) else "vào ngày không làm việc"
    reason = f"{word} lúc {received:%H:%M}, {late}: coi như nhận ngày làm việc tiếp theo"
    yield Step(received.date(), False, _ZERO, reason, bases.AGENCY_RULE)
    for day in _days(received.date() + timedelta(days=1), day_zero):
        yield day_off(calendar, day, _ZERO, stage.name)
    if _shows_day_zero(calendar, facts, stage):
        yield _day_zero(stage, day_zero, "Ngày được coi là ngày nhận hồ sơ")


def _day_zero(stage: Stage, day: date, what: str) -> Step:
    if stage.limit.unit is LimitUnit.SAME_DAY:
        return Step(day, False, _ZERO, f"{what}: quá giờ trả kết quả trong ngày", bases.SAME_DAY)
    if stage.limit.unit is LimitUnit.IMMEDIATE:
        return Step(day, False, _ZERO, f"{what}: ngoài giờ làm việc", bases.AGENCY_HOURS)
    return Step(day, False, _ZERO, f"{what}: ngày nhận không tính vào thời hạn", bases.FIRST_DAY_NOT_COUNTED)


def _extension_step(stage: Stage) -> Step:
    day = stage.start.day
    reason = f"Gia hạn {stage.limit}: đếm tiếp sau hạn trả cũ"
    return Step(day, False, _ZERO, reason, bases.extension(day), stage=stage.name)


def _walk_working_days(calendar: Calendar, stage: Stage, wanted: int) -> Iterator[Step]:
    """Day after day until `wanted` have counted; with 0 wanted, the first day that could count."""
    day, count = stage.start.day - timedelta(days=1 if not wanted else 0), 0
    owes_first_day = wanted > 0 and calendar.is_working(stage.start.day) and _paused(stage, stage.start.day)
    while True:
        day += timedelta(days=1)
        if not calendar.is_working(day):
            yield day_off(calendar, day, Decimal(count), stage.name)
        elif pause := _paused(stage, day):
            yield standing_still(day, Decimal(count), stage.name, pause)
            if pause.end is None:
                return
        elif owes_first_day:
            owes_first_day = False
            reason = "Tiếp tục giải quyết: ngày này thay cho ngày nhận hồ sơ, không tính"
            yield Step(day, False, Decimal(count), reason, bases.FIRST_DAY_NOT_COUNTED, stage=stage.name)
        else:
            count += 1
            yield _working_day(calendar, stage, day, count, wanted)
            if count >= wanted:
                return


def _working_day(calendar: Calendar, stage: Stage, day: date, count: int, wanted: int) -> Step:
    is_last = count >= wanted
    reason, basis = _why_counts(calendar, day)
    if stage.limit.unit is not LimitUnit.WORKING_DAY or not wanted:
        reason = f"{reason}: trả kết quả trong ngày này"
        return Step(day, True, Decimal(min(count, 1)), reason, bases.SAME_DAY, stage=stage.name)
    total = min(Decimal(count), stage.limit.amount)
    reason = f"{reason}, thứ {number(total)}/{number(stage.limit.amount)}"
    if is_last:
        reason, basis = f"{reason}: {_ends(calendar, stage, day)}", bases.DAYS_END
    return Step(day, True, total, reason, basis, stage=stage.name)


def _why_counts(calendar: Calendar, day: date) -> tuple[str, str]:
    special = calendar.special.get(day)
    if special is not None and special.kind is DayKind.MAKEUP_WORK:
        return f"{special.name} (ngày làm việc)", special.basis
    if special is not None and special.kind is DayKind.HALF:
        return f"{special.name} (vẫn là ngày làm việc)", special.basis
    return "Ngày làm việc", bases.AGENCY_HOURS


def _ends(calendar: Calendar, stage: Stage, day: date) -> str:
    """Words for the end of the count on `day`; a part of a day ends when that part of its hours is over."""
    at = stage.target.at if stage.target and stage.target.day == day else calendar.closing(day)
    return f"hết hạn lúc {at:%H:%M}"


def _walk_calendar_days(calendar: Calendar, stage: Stage) -> Iterator[Step]:
    """Every day counts, days off too; a last day off rolls forward to the next working day."""
    start, limit = stage.start, stage.limit
    wanted = _calendar_days(start.day, limit)
    owes_first_day = _paused(stage, start.day) is not None
    day, count = start.day, 0
    while count < wanted:
        day += timedelta(days=1)
        if pause := _paused(stage, day):
            yield standing_still(day, Decimal(count), stage.name, pause)
            if pause.end is None:
                return
        elif owes_first_day:
            owes_first_day = False
            reason = "Tiếp tục giải quyết: ngày này thay cho ngày nhận hồ sơ, không tính"
            yield Step(day, False, Decimal(count), reason, bases.FIRST_DAY_NOT_COUNTED, stage=stage.name)
        else:
            count += 1
            yield _calendar_day(calendar, stage, day, count, wanted)
    yield from _rolling(calendar, stage, day, Decimal(count))


def _calendar_days(day: date, limit: Limit) -> int:
    if limit.unit is LimitUnit.MONTH:
        return (months_later(day, int(limit.amount)) - day).days
    return int(limit.amount)


def _calendar_day(calendar: Calendar, stage: Stage, day: date, count: int, wanted: int) -> Step:
    by_month = stage.limit.unit is LimitUnit.MONTH
    kind = "" if calendar.is_working(day) else " (ngày nghỉ cũng tính)"
    reason = f"Ngày thứ {count}/{wanted}{kind}"
    basis = bases.DAYS_END
    if count == wanted and by_month:
        reason, basis = f"Ngày tương ứng sau {stage.limit}{kind}", bases.MONTHS_END
    if count == wanted and calendar.is_working(day):
        reason = f"{reason}: {_ends(calendar, stage, day)}"
    return Step(day, True, Decimal(count), reason, basis, stage=stage.name)


def _rolling(calendar: Calendar, stage: Stage, day: date, count: Decimal) -> Iterator[Step]:
    """From a last day that is off, or inside a pause, on to the working day on which the matter is due."""
    while not calendar.is_working(day) or _paused(stage, day):
        day += timedelta(days=1)
        if pause := _paused(stage, day):
            yield standing_still(day, count, stage.name, pause)
            if pause.end is None:
                return
        elif not calendar.is_working(day):
            yield day_off(calendar, day, count, stage.name)
        else:
            reason = f"Ngày cuối cùng rơi vào ngày nghỉ, chuyển sang ngày làm việc này: {_ends(calendar, stage, day)}"
            yield Step(day, False, count, reason, bases.ROLLS_FORWARD, stage=stage.name)


def _paused(stage: Stage, day: date) -> Pause | None:
    """The pause that takes `day` out of a count of days."""
    for pause in stage.all_pauses:
        first = max(pause.start.astimezone(VIETNAM).date(), stage.start.day)
        if first <= day and (pause.end is None or day < pause.end.astimezone(VIETNAM).date()):
            return pause
    return None


def _days(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first += timedelta(days=1)
