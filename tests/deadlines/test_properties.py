"""What must hold for every calendar, every receipt and every limit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.deadlines.calendars import (
    SPANS,
    amounts,
    any_facts,
    calendars,
    instants,
    limits,
    slow_due_day,
    slow_due_instant,
)

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.arrays import closings, due_days, roll_forward, working_days_between
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import Due, Facts, due
from motcua.deadlines.rules.explain import explain
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.pauses import Pause
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused

WD = LimitUnit.WORKING_DAY
days = st.dates(*SPANS)


def answer(calendar: Calendar, received: datetime, amount: int | Decimal, unit: LimitUnit = WD) -> Due:
    return due(calendar=calendar, facts=Facts(received, Limit(Decimal(amount), unit)))


@given(calendars(), any_facts())
@settings(max_examples=400)
def test_the_count_day_by_day_agrees_with_the_arithmetic(calendar: Calendar, facts: Facts) -> None:
    found, explained = due(calendar=calendar, facts=facts), explain(calendar=calendar, facts=facts)
    assert (explained.due_at, explained.due_on) == (found.due_at, found.due_on)
    assert explained.warnings == found.warnings
    if found.due_on is not None:
        assert explained.steps[-1].day == found.due_on
    in_order = [step.day for step in explained.steps]
    assert in_order == sorted(in_order)
    assert all(step.reason for step in explained.steps)
    assert all(step.basis for step in explained.steps)


@given(calendars(), any_facts())
@settings(max_examples=300)
def test_counting_steps_add_up_to_the_limit(calendar: Calendar, facts: Facts) -> None:
    found = explain(calendar=calendar, facts=facts)
    assume(found.due_on is not None)
    counted = [step for step in found.steps if step.counts and step.stage == "limit"]
    if facts.limit.unit is WD:
        assert counted[-1].count == facts.limit.amount
        assert len(counted) == ceil(facts.limit.amount)
    if facts.limit.unit is LimitUnit.CALENDAR_DAY:
        assert len(counted) == facts.limit.amount
    if facts.limit.unit is LimitUnit.HOUR:
        seconds = sum(end - start for step in counted for start, end in step.hours)
        assert seconds == facts.limit.amount * 3600


@given(calendars(), any_facts())
def test_no_day_that_counted_was_off_and_none_counts_twice(calendar: Calendar, facts: Facts) -> None:
    counted = [step.day for step in explain(calendar=calendar, facts=facts).steps if step.counts]
    assert len(counted) == len(set(counted))
    if facts.limit.unit in (WD, LimitUnit.HOUR):
        assert all(calendar.is_working(day) for day in counted)


@given(calendars(), any_facts())
def test_never_ends_on_a_day_off_nor_before_receipt(calendar: Calendar, facts: Facts) -> None:
    found = due(calendar=calendar, facts=facts)
    assume(found.due_at is not None)
    assert calendar.is_working(found.due_on)
    assert found.due_at >= facts.received_at
    second = (found.due_at - found.due_at.replace(hour=0, minute=0, second=0)).seconds
    assert any(start <= second <= end for start, end in calendar.hours_of(found.due_on))


@given(calendars(), instants, instants, limits(), st.booleans())
def test_later_receipt_is_never_due_earlier(
    calendar: Calendar, one: datetime, other: datetime, limit: Limit, late: bool
) -> None:
    first, second = sorted((one, other))
    earlier = due(calendar=calendar, facts=Facts(first, limit, late_receipt_next_day=late))
    later = due(calendar=calendar, facts=Facts(second, limit, late_receipt_next_day=late))
    assert earlier.due_at <= later.due_at


@given(
    calendars(),
    instants,
    st.integers(1, 100),
    st.integers(1, 100),
    st.sampled_from([WD, LimitUnit.HOUR, LimitUnit.CALENDAR_DAY]),
)
def test_longer_is_never_due_earlier(
    calendar: Calendar, received: datetime, one: int, other: int, unit: LimitUnit
) -> None:
    shorter, longer = sorted((one, other))
    assert answer(calendar, received, shorter, unit).due_at <= answer(calendar, received, longer, unit).due_at


@given(calendars(), instants, amounts, amounts)
def test_working_days_add_up(calendar: Calendar, received: datetime, one: int, other: int) -> None:
    first = answer(calendar, received, one)
    assert answer(calendar, first.due_at, other).due_on == answer(calendar, received, one + other).due_on


@given(calendars(), instants, st.integers(1, 100), st.integers(1, 100))
def test_working_hours_add_up(calendar: Calendar, received: datetime, one: int, other: int) -> None:
    first = answer(calendar, received, one, LimitUnit.HOUR)
    both = answer(calendar, received, one + other, LimitUnit.HOUR)
    assert answer(calendar, first.due_at, other, LimitUnit.HOUR).due_at == both.due_at


@given(calendars(), instants, st.integers(1, 60), st.data())
def test_pausing_n_working_days_moves_by_n(
    calendar: Calendar, received: datetime, amount: int, data: st.DataObject
) -> None:
    plain = answer(calendar, received, amount)
    start = data.draw(st.datetimes(received.replace(tzinfo=None), plain.due_at.replace(tzinfo=None)))
    start = start.replace(tzinfo=VIETNAM)
    end = start + timedelta(minutes=data.draw(st.integers(0, 60_000)))
    paused = due(
        calendar=calendar, facts=Facts(received, Limit(Decimal(amount), WD), pauses=[Pause(start, end)])
    )
    taken_out = calendar.working_days_in(start.date(), end.date())
    assert calendar.working_days_between(plain.due_on, paused.due_on) == taken_out
    assert paused.due_on >= end.date() or start.date() == end.date() or not taken_out


@given(calendars(), instants, st.integers(1, 100), st.data())
def test_pausing_working_seconds_moves_by_as_many(
    calendar: Calendar, received: datetime, amount: int, data: st.DataObject
) -> None:
    plain = answer(calendar, received, amount, LimitUnit.HOUR)
    start = data.draw(st.datetimes(received.replace(tzinfo=None), plain.due_at.replace(tzinfo=None)))
    start = start.replace(tzinfo=VIETNAM, microsecond=0)
    assume(received <= start < plain.due_at)
    end = start + timedelta(minutes=data.draw(st.integers(0, 60_000)))
    limit = Limit(Decimal(amount), LimitUnit.HOUR)
    paused = due(calendar=calendar, facts=Facts(received, limit, pauses=[Pause(start, end)]))
    before = calendar.working_seconds_before
    assert before(paused.due_at) - before(plain.due_at) == before(end) - before(start)


@given(calendars(), instants, st.integers(1, 60), st.integers(0, 23 * 60))
def test_a_pause_within_one_day_moves_nothing_in_days(
    calendar: Calendar, received: datetime, amount: int, minutes: int
) -> None:
    end = received.replace(hour=23, minute=59, second=59)
    start = max(received, end - timedelta(minutes=minutes))
    given_ = Facts(received, Limit(Decimal(amount), WD), pauses=[Pause(start, end)])
    assert due(calendar=calendar, facts=given_).due_at == answer(calendar, received, amount).due_at


@given(calendars(), instants, st.integers(1, 80))
def test_the_slow_count_of_days_agrees(calendar: Calendar, received: datetime, amount: int) -> None:
    found = answer(calendar, received, amount)
    assert found.due_on == slow_due_day(calendar, received.date(), amount)
    assert found.due_at == calendar.closing(found.due_on)


@given(calendars(), instants, st.integers(1, 12))
@settings(max_examples=40)
def test_the_slow_count_of_hours_agrees(calendar: Calendar, received: datetime, quarters: int) -> None:
    received = received.replace(second=0)
    found = answer(calendar, received, Decimal(quarters) / 4, LimitUnit.HOUR)
    assert found.due_at == slow_due_instant(calendar, received, quarters * 900)


@given(calendars(), st.lists(st.tuples(days, amounts), min_size=1, max_size=40))
def test_many_at_once_equal_one_at_a_time(calendar: Calendar, rows: list[tuple[date, int]]) -> None:
    received = np.array([day for day, _ in rows], dtype="datetime64[D]")
    numbers = np.array([amount for _, amount in rows])
    for unit in (WD, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH):
        numbers_of_unit = numbers % 14 + 1 if unit is LimitUnit.MONTH else numbers
        many = due_days(calendar, received, numbers_of_unit, unit=unit)
        single = [
            answer(calendar, datetime(day.year, day.month, day.day, 9, tzinfo=VIETNAM), int(amount), unit)
            for (day, _), amount in zip(rows, numbers_of_unit, strict=True)
        ]
        assert many.tolist() == [one.due_on for one in single]
        ends = closings(calendar, many).tolist()
        assert ends == [one.due_at.replace(tzinfo=None) for one in single]


@given(calendars(), days, days)
def test_working_days_between_agree(calendar: Calendar, start: date, end: date) -> None:
    span = np.array([start], dtype="datetime64[D]"), np.array([end], dtype="datetime64[D]")
    assert working_days_between(calendar, *span)[0] == calendar.working_days_between(start, end)
    assert calendar.working_days_between(start, end) == -calendar.working_days_between(end, start)
    step = timedelta(days=1)
    inside = sum(calendar.is_working(start + step * n) for n in range(1, max((end - start).days, 0) + 1))
    assert max(calendar.working_days_between(start, end), 0) == inside


@given(calendars(), days, st.integers(1, 60))
def test_going_back_undoes_going_forward(calendar: Calendar, day: date, count: int) -> None:
    on = calendar.roll_forward(day)
    assert calendar.add_working_days(calendar.add_working_days(on, count), -count) == on


def test_unknown_days_stay_unknown_and_far_ones_are_refused() -> None:
    from tests.deadlines.calendars import NATIONAL

    received = np.array(["2026-08-28", "NaT"], dtype="datetime64[D]")
    found = due_days(NATIONAL, received, np.array([5, 5]))
    assert found[0] == np.datetime64("2026-09-09")
    assert np.isnat(found[1])
    with pytest.raises(Refused):
        due_days(NATIONAL, np.array(["2035-12-30"], dtype="datetime64[D]"), np.array([50]))
    with pytest.raises(ValueError, match="negative"):
        due_days(NATIONAL, received[:1], np.array([-1]))
    with pytest.raises(ValueError, match="no due day"):
        due_days(NATIONAL, received[:1], np.array([1]), unit=LimitUnit.HOUR)
    saturday = np.array(["2026-08-29"], dtype="datetime64[D]")
    assert due_days(NATIONAL, saturday, np.array([0])) == roll_forward(NATIONAL, saturday)
    assert roll_forward(NATIONAL, received[:1])[0] == np.datetime64("2026-08-28")
