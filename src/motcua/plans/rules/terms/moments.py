"""Stretches of days that a text names: a day, a week, a month, a quarter, a year, a school year."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.periods import Period

OPENING = (9, 5)  # a school year opens on 5 September everywhere
SCHOOL_END = (5, 31)
FIRST_SEMESTER_END = (1, 17)  # "before 18 January" in the ministry's yearly frame
SCHOOL_FRAME = "theo khung kế hoạch thời gian năm học"


class UnclearError(ValueError):
    """Words that name a time which cannot be told for certain."""


class ImpossibleDayError(UnclearError):
    """A day that no calendar has, such as 31 April."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days as said: `first` and `last` are (month, day), day 0 being the month's last, -7 the
    seventh from its end.

    `year` is None when the text does not say it; `years_on` how many years later `last` lies. `start` and `end` are
    its place in the text. `is_school` when it is cut out of a school year, `is_range` when its two ends were said
    apart.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None
    start: int
    end: int
    years_on: int = 0
    is_school: bool = False
    is_month: bool = False
    is_range: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last and self.first[1] > 0 and not self.years_on


@dataclass(frozen=True, slots=True)
class Stretch:
    """A moment whose year is settled."""

    period: Period
    is_year_assumed: bool
    is_day: bool
    is_school: bool = False

    @property
    def last(self) -> date | None:
        """The last day, None when the end is open."""
        return None if self.period.end is None else self.period.end - timedelta(days=1)


YearOf = Callable[[Moment], int | None]


def year_giver(*, year: int | None, is_school_year: bool) -> YearOf:
    """Which year a moment without one falls in: the plan's; in a plan for a school year the months up to July are
    those of its second year."""

    def given(moment: Moment) -> int | None:
        if year is None:
            return None
        if is_school_year and not moment.is_school and moment.first[0] < 8:
            return year + 1
        return year

    return given


def settle(moment: Moment, *, otherwise: YearOf) -> Stretch | None:
    """The days of `moment`; None when its year is neither said nor given.

    :raises ImpossibleDayError: when the calendar has no such day.
    """
    is_assumed = moment.year is None
    year = otherwise(moment) if moment.year is None else moment.year
    if year is None:
        return None
    first = _day(year, *moment.first)
    last = _day(year + moment.years_on, *moment.last)
    if last < first:
        raise ImpossibleDayError(f"{first} .. {last}")
    return Stretch(Period(first, last + timedelta(days=1)), is_assumed, moment.is_day, moment.is_school)


def _day(year: int, month: int, day: int) -> date:
    try:
        length = calendar.monthrange(year, month)[1]
        return date(year, month, day if day > 0 else length + day + (1 if day else 0))
    except (ValueError, calendar.IllegalMonthError) as impossible:
        raise ImpossibleDayError(str(impossible)) from impossible


def months(first: int, last: int, *, year: int | None, start: int, end: int) -> Moment:
    """The moment from the first day of month `first` to the end of month `last`."""
    return Moment((first, 1), (last, 0), year, start, end, is_month=first == last)


def joined(first: Moment, last: Moment) -> Moment:
    """The moment from the beginning of `first` to the end of `last`; a year said once holds for both.

    When the second then lies before the first ("tháng 11 đến tháng 2/2026") the first is of the year before, or the
    second of the year after when only the first says its year.
    """
    year, last_year = first.year, None if last.year is None else last.year + last.years_on
    turns = (last.last[0], last.last[1] or 31) < first.first
    if year is None and last_year is not None:
        year = last_year - int(turns)
    if last_year is None and year is not None:
        last_year = year + int(turns)
    years_on = int(turns) if year is None or last_year is None else last_year - year
    return Moment(first.first, last.last, year, first.start, last.end, years_on, is_range=True)
