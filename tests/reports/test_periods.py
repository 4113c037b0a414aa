"""Windows by the rule, days on which reports are recalled, how a unit stands."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reports.enums import Arrival, Cycle
from motcua.reports.queries.rollup import arrival_of
from motcua.reports.rules.periods import checked_due, checked_window, windows_of, year_before
from motcua.reports.rules.reminders import call_of


@pytest.mark.parametrize(
    ("cycle", "place", "label", "first", "last"),
    [
        (Cycle.MONTH, 0, "tháng 1 năm 2024", date(2023, 12, 15), date(2024, 1, 14)),
        (Cycle.MONTH, 11, "tháng 12 năm 2024", date(2024, 11, 15), date(2024, 12, 14)),
        (Cycle.QUARTER, 0, "quý I năm 2024", date(2023, 12, 15), date(2024, 3, 14)),
        (Cycle.QUARTER, 3, "quý IV năm 2024", date(2024, 9, 15), date(2024, 12, 14)),
        (Cycle.HALF_YEAR, 0, "6 tháng đầu năm 2024", date(2023, 12, 15), date(2024, 6, 14)),
        (Cycle.NINE_MONTHS, 0, "9 tháng đầu năm 2024", date(2023, 12, 15), date(2024, 9, 14)),
        (Cycle.YEAR, 0, "năm 2024", date(2023, 12, 15), date(2024, 12, 14)),
    ],
)
def test_from_the_15th_to_the_14th(cycle: Cycle, place: int, label: str, first: date, last: date) -> None:
    named = windows_of(cycle, year=2024)[place]
    assert (named.label, named.window) == (label, Period(first, last + timedelta(days=1)))


def test_calendar_months_where_a_regime_wants_them() -> None:
    assert windows_of(Cycle.YEAR, year=2024, first_day=1)[0].window == Period(
        date(2024, 1, 1), date(2025, 1, 1)
    )


@given(st.sampled_from([Cycle.MONTH, Cycle.QUARTER, Cycle.YEAR]), st.integers(2000, 2100), st.integers(1, 28))
def test_windows_adjoin_from_year_to_year(cycle: Cycle, year: int, first_day: int) -> None:
    windows = [
        each.window for one in (year, year + 1) for each in windows_of(cycle, year=one, first_day=first_day)
    ]
    assert all(one.end == other.start for one, other in pairwise(windows))


def test_a_chosen_window_has_both_its_days() -> None:
    assert checked_window(first=date(2023, 11, 15), last=date(2024, 12, 5)) == Period(
        date(2023, 11, 15), date(2024, 12, 6)
    )
    for first, last, code in (
        (date(2024, 2, 2), date(2024, 2, 1), "period-ends-before-it-starts"),
        (date(2020, 1, 1), date(2024, 2, 1), "period-too-long"),
    ):
        with pytest.raises(Refused) as refused:
            checked_window(first=first, last=last)
        assert refused.value.code == code


def test_a_working_day_between_closing_and_sending() -> None:
    window = Period(date(2024, 11, 15), date(2024, 12, 14))
    assert checked_due(window=window, due_on=date(2024, 12, 16), next_working_day=date(2024, 12, 16))
    with pytest.raises(Refused) as refused:
        checked_due(window=window, due_on=date(2024, 12, 15), next_working_day=date(2024, 12, 16))
    assert refused.value.code == "due-too-early"


def test_the_same_days_of_the_year_before() -> None:
    assert year_before(Period(date(2024, 2, 29), date(2024, 12, 6))) == Period(
        date(2023, 2, 28), date(2023, 12, 6)
    )


DUE = date(2024, 12, 11)


@pytest.mark.parametrize(
    ("days", "event", "key"),
    [
        (8, None, None),
        (7, "report_due_soon", "before:7"),
        (4, "report_due_soon", "before:7"),
        (3, "report_due_soon", "before:3"),
        (1, "report_due_soon", "before:1"),
        (0, "report_due_today", "today"),
        (-1, "report_late", "late:0"),
        (-7, "report_late", "late:0"),
        (-8, "report_late", "late:1"),
    ],
)
def test_when_a_report_is_recalled(days: int, event: str | None, key: str | None) -> None:
    call = call_of(due_on=DUE, on=DUE - timedelta(days=days))
    assert (call.event if call else None, call.key if call else None) == (event, key)


@pytest.mark.parametrize(
    ("sent_on", "on", "arrival"),
    [
        (None, DUE, Arrival.WAITING),
        (None, DUE + timedelta(days=1), Arrival.MISSING),
        (DUE, DUE + timedelta(days=9), Arrival.SENT),
        (DUE + timedelta(days=1), DUE + timedelta(days=9), Arrival.SENT_LATE),
    ],
)
def test_the_last_day_is_in_time(sent_on: date | None, on: date, arrival: Arrival) -> None:
    assert arrival_of(sent_on=sent_on, due_on=DUE, on=on) is arrival
