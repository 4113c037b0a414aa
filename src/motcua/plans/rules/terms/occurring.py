"""The occurrences of a recurring term inside a stretch of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from motcua.kernel.periods import Period
from motcua.plans.enums import Cycle
from motcua.plans.rules.terms.moments import FIRST_SEMESTER_END, OPENING, SCHOOL_END
from motcua.plans.rules.terms.term import Term

Occurrence = tuple[str, date, date]

_MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}
_NUMERALS = ("I", "II", "III", "IV")
_ONE_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)  # how far an open stretch is looked at


def occurrences(term: Term, *, within: Period) -> list[Occurrence]:
    """Name, first day and last day in time of each occurrence of `term` and of the recurring terms in its `also`.

    Those are given whose last day lies in `within`; of reports that are due after the time they cover, those of the
    times that end in it. An open stretch is looked at for a year. A term that does not recur has no occurrences.
    A last day that falls on a rest day stays as it is: whether it moves is for the caller to decide, by `deadlines`.
    """
    found = [
        occurrence for each in (term, *term.also) if each.recurrence for occurrence in _of_one(each, within)
    ]
    return sorted(dict.fromkeys(found), key=lambda each: (each[2], each[1]))


def _of_one(term: Term, within: Period) -> Iterator[Occurrence]:
    if term.period is not None:
        common = within.intersection(term.period)
        if common is None:
            return
        within = common
    end = within.end or within.start + _LONGEST
    cycle = term.cycle or _cycle_of_rule(term.recurrence)
    for starts_on, last, due_on in _rounds(term, cycle, Period(within.start, end)):
        decisive = last if term.is_due_after else due_on
        if within.start <= decisive < end:
            yield _name(cycle, starts_on, last), min(max(starts_on, within.start), due_on), due_on


def _cycle_of_rule(rule: str) -> Cycle:
    known = {
        "FREQ=DAILY": Cycle.DAY,
        "FREQ=WEEKLY": Cycle.WEEK,
        "FREQ=MONTHLY": Cycle.MONTH,
        "FREQ=MONTHLY;INTERVAL=3": Cycle.QUARTER,
        "FREQ=MONTHLY;INTERVAL=6": Cycle.HALF_YEAR,
        "FREQ=YEARLY": Cycle.YEAR,
    }
    return known.get(rule, Cycle.OTHER)


def _rounds(term: Term, cycle: Cycle, within: Period) -> Iterator[tuple[date, date, date]]:
    """First and last day of what each occurrence covers, and the last day in time."""
    if "BY" not in term.recurrence:
        for starts_on, last in _plain_rounds(term.recurrence, cycle, within):
            yield starts_on, last, last
        return
    before = None
    for due_on in _due_days(term.recurrence, within):
        at = due_on if not term.is_due_after else _start_of(cycle, due_on) - _ONE_DAY
        if cycle is Cycle.OTHER:
            if before is not None:
                yield before + _ONE_DAY, due_on, due_on
            before = due_on
        else:
            yield _start_of(cycle, at), _end_of(cycle, at), due_on


def _due_days(rule: str, within: Period) -> Iterator[date]:
    assert within.end is not None
    first = datetime.combine(within.start.replace(month=1, day=1) - relativedelta(years=1), time())
    last = datetime.combine(within.end + relativedelta(years=1), time())
    for moment in rrulestr(rule, dtstart=first):
        if moment > last:
            return
        yield moment.date()


def _plain_rounds(rule: str, cycle: Cycle, within: Period) -> Iterator[tuple[date, date]]:
    assert within.end is not None
    step = _step(rule)
    start = _start_of(cycle, within.start)
    if cycle is Cycle.OTHER and "MONTHLY" in rule:  # blocks of months, counted from January
        start = start.replace(month=1, day=1)
    while start < within.end:
        after = start + step
        yield start, after - _ONE_DAY
        start = after


def _step(rule: str) -> relativedelta:
    interval = re.search(r"INTERVAL=(\d+)", rule)
    count = int(interval[1]) if interval else 1
    if "DAILY" in rule:
        return relativedelta(days=count)
    if "WEEKLY" in rule:
        return relativedelta(weeks=count)
    return relativedelta(months=count) if "MONTHLY" in rule else relativedelta(years=count)


def _start_of(cycle: Cycle, day: date) -> date:
    """The first day of the cycle in which `day` lies."""
    if cycle in _MONTHS:
        size = _MONTHS[cycle]
        return day.replace(month=(day.month - 1) // size * size + 1, day=1)
    if cycle is Cycle.WEEK:
        return day - timedelta(days=day.weekday())
    if cycle in (Cycle.SEMESTER, Cycle.SCHOOL_YEAR):
        opening = date(day.year if (day.month, day.day) >= OPENING else day.year - 1, *OPENING)
        second = date(opening.year + 1, *FIRST_SEMESTER_END) + _ONE_DAY
        return second if cycle is Cycle.SEMESTER and day >= second else opening
    return day


def _end_of(cycle: Cycle, day: date) -> date:
    """The last day of the cycle in which `day` lies."""
    start = _start_of(cycle, day)
    if cycle in _MONTHS:
        return start + relativedelta(months=_MONTHS[cycle]) - _ONE_DAY
    if cycle is Cycle.WEEK:
        return start + timedelta(days=6)
    if cycle is Cycle.SEMESTER and (start.month, start.day) == OPENING:
        return date(start.year + 1, *FIRST_SEMESTER_END)
    if cycle in (Cycle.SEMESTER, Cycle.SCHOOL_YEAR):
        return date(start.year + int(start.month > 8), *SCHOOL_END)
    return day


def _name(cycle: Cycle, first: date, last: date) -> str:
    match cycle:
        case Cycle.DAY:
            return f"Ngày {_day(first)}"
        case Cycle.WEEK:
            return f"Tuần {_day(first)} - {_day(last)}"
        case Cycle.MONTH:
            return f"Tháng {first.month}/{first.year}"
        case Cycle.QUARTER:
            return f"Quý {_NUMERALS[(first.month - 1) // 3]} năm {first.year}"
        case Cycle.HALF_YEAR:
            return f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {first.year}"
        case Cycle.YEAR:
            return f"Năm {first.year}"
        case Cycle.SEMESTER:
            begins = first.year if first.month > 8 else first.year - 1
            return f"Học kỳ {'I' if first.month > 8 else 'II'} năm học {begins}-{begins + 1}"
        case Cycle.SCHOOL_YEAR:
            return f"Năm học {first.year}-{first.year + 1}"
        case _:
            return f"Kỳ {_day(first)} - {_day(last)}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
