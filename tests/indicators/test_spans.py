"""Periods by name: the calendar's, and those of periodic reports from the 15th to the 14th."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.indicators.rules.spans import (
    calendar_spans,
    month,
    months_until,
    name_of,
    quarter,
    report_spans,
    reported,
    year_of,
)
from motcua.kernel.periods import Period

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))


def test_reports_close_on_the_fourteenth() -> None:
    assert reported(2026, last_month=9, months=1).period == Period(date(2026, 8, 15), date(2026, 9, 15))
    assert reported(2026, last_month=1, months=1).period == Period(date(2025, 12, 15), date(2026, 1, 15))
    assert reported(2026, last_month=3, months=3).period == Period(date(2025, 12, 15), date(2026, 3, 15))
    assert reported(2026, last_month=6, months=6).period == Period(date(2025, 12, 15), date(2026, 6, 15))
    assert reported(2026, last_month=9, months=9).period == Period(date(2025, 12, 15), date(2026, 9, 15))
    year = reported(2026, last_month=12, months=12)
    assert (year.period, year.last) == (Period(date(2025, 12, 15), date(2026, 12, 15)), date(2026, 12, 14))


def test_the_calendar_s_own() -> None:
    assert month(2026, 12).period == Period(date(2026, 12, 1), date(2027, 1, 1))
    assert quarter(2026, 4).period == Period(date(2026, 10, 1), date(2027, 1, 1))
    assert year_of(2026).period == Period(date(2026, 1, 1), date(2027, 1, 1))
    assert [span.label for span in calendar_spans(date(2026, 1, 9))] == [
        "Tháng 1/2026",
        "Tháng 12/2025",
        "Quý I/2026",
        "Quý IV/2025",
        "Năm 2026",
        "Năm 2025",
    ]


@given(DAYS)
def test_the_day_lies_in_its_reporting_periods(on: date) -> None:
    spans = report_spans(on)
    assert all(span.period.contains(on) for span in spans)
    assert 3 <= len(spans) <= 5
    assert all(span.period.start.day == 15 and span.last.day == 14 for span in spans)


@given(DAYS)
def test_months_follow_each_other_up_to_the_day(on: date) -> None:
    spans = months_until(on, 12)
    assert spans[-1].period.contains(on)
    ends = [span.period.end for span in spans]
    assert ends[:-1] == [span.period.start for span in spans[1:]]
    assert len(spans) == 12


@given(DAYS)
def test_periods_are_known_by_name(on: date) -> None:
    for span in (*calendar_spans(on), *report_spans(on)):
        assert name_of(span.period, span.last) == span.label
    assert name_of(Period(on, on + timedelta(days=5)), on) == ""
