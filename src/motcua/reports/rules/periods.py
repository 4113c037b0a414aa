"""The windows in which reports count, and until when they are sent.

Basis: NĐ 09/2019/NĐ-CP art. 12: a month runs from the 15th of the month before to the 14th; longer times likewise, a
year from 15 December to 14 December.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reports.enums import Cycle

_MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.NINE_MONTHS: 9, Cycle.YEAR: 12}
_ROMAN = ("I", "II", "III", "IV")
_LONGEST_DAYS = 550


@dataclass(frozen=True, slots=True)
class NamedWindow:
    """A window and what it is called: "quý I năm 2026"."""

    label: str
    window: Period


def windows_of(cycle: Cycle, *, year: int, first_day: int = 15) -> list[NamedWindow]:
    """The windows of a year by the rule, in order. `first_day` 1 gives calendar months and years."""
    return list(_windows(cycle, year, first_day))


def _windows(cycle: Cycle, year: int, first_day: int) -> Iterator[NamedWindow]:
    length = _MONTHS[cycle]
    once = cycle in (Cycle.HALF_YEAR, Cycle.NINE_MONTHS, Cycle.YEAR)
    for place in range(1 if once else 12 // length):
        begin = _begin(year, 1 + place * length, first_day)
        end = _begin(year, 1 + (place + 1) * length, first_day)
        yield NamedWindow(_label(cycle, place, year), Period(begin, end))


def _begin(year: int, month: int, first_day: int) -> date:
    """The first day of what is called `month`: with another day than the first it begins in the month before."""
    months = year * 12 + month - 1 - (first_day > 1)
    return date(months // 12, months % 12 + 1, first_day)


def _label(cycle: Cycle, place: int, year: int) -> str:
    if cycle is Cycle.MONTH:
        return f"tháng {place + 1} năm {year}"
    if cycle is Cycle.QUARTER:
        return f"quý {_ROMAN[place]} năm {year}"
    named = {Cycle.HALF_YEAR: "6 tháng đầu năm", Cycle.NINE_MONTHS: "9 tháng đầu năm", Cycle.YEAR: "năm"}
    return f"{named[cycle]} {year}"


def checked_window(*, first: date, last: date) -> Period:
    """A window that people chose, both days included.

    :raises Refused: "period-ends-before-it-starts", "period-too-long".
    """
    if last < first:
        raise Refused(
            "period-ends-before-it-starts",
            f"Ngày cuối kỳ {last:%d/%m/%Y} đứng trước ngày đầu kỳ {first:%d/%m/%Y}. Chọn lại.",
            field="last",
        )
    if (last - first).days > _LONGEST_DAYS:
        raise Refused(
            "period-too-long",
            "Kỳ báo cáo dài hơn 18 tháng. Chia thành nhiều kỳ hoặc chọn lại ngày.",
            field="last",
        )
    return Period(first, last + timedelta(days=1))


def checked_due(*, window: Period, due_on: date, next_working_day: date) -> date:
    """The last day on which the report is in time: a working day at least after the figures close.

    Basis: NĐ 09/2019/NĐ-CP art. 8(5).

    :raises Refused: "due-too-early".
    """
    if due_on < next_working_day:
        raise Refused(
            "due-too-early",
            f"Hạn gửi phải sau khi chốt số liệu ít nhất 01 ngày làm việc: từ ngày {next_working_day:%d/%m/%Y}.",
            field="due_on",
        )
    return due_on


def year_before(window: Period) -> Period:
    """The same days of the year before; 29 February becomes the 28th."""
    assert window.end is not None
    return Period(_a_year_before(window.start), _a_year_before(window.end))


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
