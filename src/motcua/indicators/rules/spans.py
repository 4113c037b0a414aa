"""Periods that people ask for by name: calendar months, quarters and years, and those of periodic reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.periods import Period

_CLOSES = 15  # a report's figures begin on this day of a month and end the day before it
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Span:
    """A period with its name."""

    label: str
    period: Period

    @property
    def last(self) -> date:
        """Its last day."""
        assert self.period.end is not None
        return self.period.end - timedelta(days=1)


def month(year: int, number: int) -> Span:
    """A calendar month."""
    return Span(f"Tháng {number}/{year}", Period(date(year, number, 1), _months_on(year, number, 1)))


def quarter(year: int, number: int) -> Span:
    """A calendar quarter."""
    first = 3 * number - 2
    return Span(
        f"Quý {_QUARTERS[number - 1]}/{year}", Period(date(year, first, 1), _months_on(year, first, 3))
    )


def year_of(year: int) -> Span:
    """A calendar year."""
    return Span(f"Năm {year}", Period(date(year, 1, 1), date(year + 1, 1, 1)))


def reported(year: int, *, last_month: int, months: int) -> Span:
    """The days of a periodic report: from the 15th of the month before its first to the 14th of its last.

    Basis: NĐ 09/2019/NĐ-CP art. 12, as provinces apply it.
    """
    names = {
        1: f"tháng {last_month}/{year}",
        3: f"quý {_QUARTERS[(last_month - 1) // 3]}/{year}",
        6: f"6 tháng năm {year}",
        9: f"9 tháng năm {year}",
        12: f"năm {year}",
    }
    start = _months_on(year, last_month, -months).replace(day=_CLOSES)
    return Span(f"Kỳ báo cáo {names[months]}", Period(start, date(year, last_month, _CLOSES)))


def calendar_spans(on: date) -> Sequence[Span]:
    """The month, quarter and year of the day and those before them."""
    before = on.replace(day=1) - timedelta(days=1)
    this_quarter = (on.month + 2) // 3
    last_quarter = (on.year, this_quarter - 1) if this_quarter > 1 else (on.year - 1, 4)
    return (
        month(on.year, on.month),
        month(before.year, before.month),
        quarter(on.year, this_quarter),
        quarter(*last_quarter),
        year_of(on.year),
        year_of(on.year - 1),
    )


def report_spans(on: date) -> Sequence[Span]:
    """The reporting month, quarter and year in which the day lies, half and nine months where it lies in them."""
    turns = _months_on(on.year, on.month, 1) if on.day >= _CLOSES else on
    year, number = turns.year, turns.month
    spans = [
        reported(year, last_month=number, months=1),
        reported(year, last_month=3 * ((number + 2) // 3), months=3),
    ]
    spans += [reported(year, last_month=months, months=months) for months in (6, 9) if number <= months]
    return (*spans, reported(year, last_month=12, months=12))


def months_until(last: date, number: int) -> Sequence[Span]:
    """So many calendar months up to the one in which `last` lies, the earliest first."""
    firsts = [_months_on(last.year, last.month, -back) for back in reversed(range(number))]
    return [month(first.year, first.month) for first in firsts]


def name_of(period: Period, on: date) -> str:
    """What people call the period; "" for free days. `on` is a day near which it lies."""
    known = [*calendar_spans(on), *report_spans(on)]
    if period.end is not None:
        near = period.end - timedelta(days=1)
        known += [*calendar_spans(near), *report_spans(near)]
    return next((span.label for span in known if span.period == period), "")


def _months_on(year: int, number: int, months: int) -> date:
    """The first day of the month so many months on."""
    total = year * 12 + number - 1 + months
    return date(total // 12, total % 12 + 1, 1)
