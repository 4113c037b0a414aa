"""Which ratings may be told: whole months of whole bodies, in blocks of which none is small.

Every number that is told is a sum of blocks, and no rating stands in two blocks. A block is of one body: a month with
enough ratings; the small months of a quarter together; the small months of a year, of quarters in which they were not
enough. So however numbers are added and taken from one another, of months, quarters and years, of a body and of all
bodies together, nothing comes out that is less than a block. A sum over bodies is the sum of what may be told of each:
the whole never tells what its parts keep back. Each block is settled when its time is over and never again, so that two
readings a day apart are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from motcua.feedback.rules.ratings.showing import SMALLEST
from motcua.kernel.periods import Period

# How many months stand together when they are too small by themselves: a month, a quarter, a year.
_TOGETHER = (1, 3, 12)


def month_of(day: date) -> date:
    """The first day of the month, by which a month is named here."""
    return day.replace(day=1)


def following(month: date, number: int = 1) -> date:
    """The month so many months later."""
    place = month.year * 12 + month.month - 1 + number
    return date(place // 12, place % 12 + 1, 1)


def months_ended(window: Period, *, closed: date | None = None) -> Period | None:
    """The whole months that end in the window and no later than the day `closed` begins; None when there is none.

    A reporting period from the 15th to the 14th has the months that end in it, so that no two periods tell parts of one
    month.
    """
    if window.end is None:
        raise ValueError("a window without end has no last month")
    end = month_of(min(window.end, closed) if closed else window.end)
    start = month_of(window.start)
    return Period(start, end) if start < end else None


def months_told(numbers: Mapping[date, int], window: Period, *, smallest: int = SMALLEST) -> frozenset[date]:
    """Of one body the months that count in a window of whole months, by how many ratings each has: those of every block
    that lies in the window and is not small. Months with nothing are left out."""
    left = {month for month, number in numbers.items() if number and window.contains(month)}
    told: set[date] = set()
    for together in _TOGETHER:
        for block in _blocks(left, together):
            is_inside = window.contains(block) and _ends_in(following(block, together), window)
            among = {month for month in left if block <= month < following(block, together)}
            if is_inside and sum(numbers[month] for month in among) >= smallest:
                told |= among
                left -= among
    return frozenset(told)


def _blocks(months: Iterable[date], together: int) -> list[date]:
    """The first months of the quarters or years in which these months lie."""
    return sorted({date(month.year, (month.month - 1) // together * together + 1, 1) for month in months})


def _ends_in(end: date, window: Period) -> bool:
    return window.end is None or end <= window.end
