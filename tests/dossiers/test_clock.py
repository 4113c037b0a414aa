"""A dossier's time, from its facts alone: the promise, the shares of agencies and steps, the apology."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.pauses import Pause
from motcua.deadlines.rules.shipped import national_calendar
from motcua.dossiers.rules.clock import (
    ClockFacts,
    explained_promise,
    is_apology_in_time,
    is_same_day,
    legs_due,
    promise,
    step_due,
)
from motcua.kernel.clock import VIETNAM

CALENDAR = national_calendar()
FIRST = datetime(2025, 9, 1, tzinfo=VIETNAM)  # a year with Tết and the days off of September
INSTANTS = some.integers(0, 365 * 24 * 12).map(lambda fives: FIRST + timedelta(minutes=5 * fives))
SHARES = some.lists(some.integers(1, 8), min_size=1, max_size=4)
THURSDAY = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)


def days(number: int) -> Limit:
    return Limit(Decimal(number), LimitUnit.WORKING_DAY)


@given(started=INSTANTS, shares=SHARES, counts_next_day=some.booleans())
def test_agencies_one_after_the_other_end_with_the_one_promise(
    started: datetime, shares: list[int], counts_next_day: bool
) -> None:
    clock = ClockFacts(started, days(sum(shares)), late_receipt_next_day=counts_next_day)
    whole = promise(calendar=CALENDAR, clock=clock)
    found = legs_due(calendar=CALENDAR, clock=clock, limits=[days(one) for one in shares])
    assert whole is not None
    assert found[-1] == whole.due_at
    assert list(found) == sorted(one for one in found if one is not None)


@given(
    started=INSTANTS, number=some.integers(1, 20), lasts=some.integers(0, 60), counts_next_day=some.booleans()
)
def test_the_explained_count_is_the_count_and_a_pause_never_makes_it_shorter(
    started: datetime, number: int, lasts: int, counts_next_day: bool
) -> None:
    pause = Pause(started + timedelta(hours=1), started + timedelta(hours=1, days=lasts))
    plain = ClockFacts(started, days(number), late_receipt_next_day=counts_next_day)
    paused = ClockFacts(started, days(number), (pause,), late_receipt_next_day=counts_next_day)
    ends = []
    for clock in (plain, paused):
        told, explained = (
            promise(calendar=CALENDAR, clock=clock),
            explained_promise(calendar=CALENDAR, clock=clock),
        )
        assert told is not None
        assert explained is not None
        assert told.due_at is not None
        assert told.due_at == explained.due_at
        ends.append(told.due_at)
    assert ends[0] <= ends[1]


def test_nothing_is_promised_before_it_begins_or_without_a_limit() -> None:
    assert promise(calendar=CALENDAR, clock=ClockFacts(None, days(3))) is None
    assert promise(calendar=CALENDAR, clock=ClockFacts(THURSDAY, Limit(Decimal(0), LimitUnit.NONE))) is None
    assert legs_due(calendar=CALENDAR, clock=ClockFacts(None, days(3)), limits=[days(1), days(2)]) == (
        None,
        None,
    )


def test_an_open_pause_has_no_end_in_sight() -> None:
    found = promise(calendar=CALENDAR, clock=ClockFacts(THURSDAY, days(3), (Pause(THURSDAY, None),)))
    assert found is not None
    assert found.due_at is None


def test_a_step_s_share_stands_still_with_the_pause_and_is_never_nothing() -> None:
    whole = step_due(calendar=CALENDAR, entered_at=THURSDAY, minutes=60, pauses=())
    assert whole == THURSDAY + timedelta(hours=1)
    before = Pause(THURSDAY - timedelta(days=3), THURSDAY + timedelta(hours=1))
    assert step_due(calendar=CALENDAR, entered_at=THURSDAY, minutes=60, pauses=[before]) == whole + timedelta(
        hours=1
    )
    assert step_due(calendar=CALENDAR, entered_at=THURSDAY, minutes=0, pauses=()) == THURSDAY + timedelta(
        minutes=30
    )
    assert step_due(calendar=CALENDAR, entered_at=THURSDAY, minutes=None, pauses=()) is None


@pytest.mark.parametrize(
    ("hours", "in_time"), [(-41, True), (-18, True), (-17, False), (0, False), (5, False)]
)
def test_an_apology_comes_a_whole_day_before(hours: int, in_time: bool) -> None:
    due_at = THURSDAY.replace(hour=17)
    assert is_apology_in_time(due_at=due_at, at=due_at + timedelta(hours=hours), lead_days=1) is in_time


@pytest.mark.parametrize(
    ("limit", "same_day"),
    [
        (Limit(Decimal(0), LimitUnit.SAME_DAY), True),
        (Limit(Decimal(0), LimitUnit.IMMEDIATE), True),
        (Limit(Decimal(8), LimitUnit.HOUR), True),
        (Limit(Decimal(9), LimitUnit.HOUR), False),
        (days(1), False),
    ],
)
def test_what_the_counter_may_finish_at_once(limit: Limit, same_day: bool) -> None:
    assert is_same_day(limit) is same_day
