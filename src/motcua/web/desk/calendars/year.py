"""One year of a calendar as twelve small tables and a list of its special days."""

from __future__ import annotations

import calendar as months_of
from dataclasses import dataclass
from datetime import date

from motcua.deadlines.enums import DayKind
from motcua.deadlines.models import CalendarDay
from motcua.deadlines.rules.calendars import Calendar, SpecialDay
from motcua.deadlines.rules.hours import write_sessions

# A letter for each kind of day, so that the table reads without colour.
MARKS = {
    DayKind.PUBLIC_HOLIDAY: "L",
    DayKind.COMPENSATORY_OFF: "B",
    DayKind.SWAPPED_OFF: "H",
    DayKind.CLOSURE: "T",
    DayKind.MAKEUP_WORK: "+",
    DayKind.HALF: "½",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month's table: its mark and words when it is special; `look` names its style."""

    day: date
    mark: str
    words: str
    look: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month: weeks of seven cells, None before its first and after its last day; how many working days."""

    first: date
    weeks: list[list[Cell | None]]
    working_days: int


@dataclass(frozen=True, slots=True)
class SpecialRow:
    """A special day with what it means, and whether it is written in this calendar or taken over."""

    day: SpecialDay
    hours: str
    is_own: bool


def months(calendar: Calendar, year: int, *, today: date) -> list[Month]:
    """The twelve months."""
    return [_month(calendar, date(year, number, 1), today) for number in range(1, 13)]


def special_rows(calendar: Calendar, year: int, own: list[CalendarDay]) -> list[SpecialRow]:
    """The year's special days by date."""
    written = {day.on for day in own}
    days = sorted((on, day) for on, day in calendar.special.items() if on.year == year)
    return [SpecialRow(day, write_sessions(day.hours or ()), on in written) for on, day in days]


def legend() -> list[tuple[str, str]]:
    """Marks and what they stand for."""
    return [(mark, kind.label) for kind, mark in MARKS.items()]


def _month(calendar: Calendar, first: date, today: date) -> Month:
    weeks = months_of.Calendar().monthdatescalendar(first.year, first.month)
    cells = [
        [_cell(calendar, day, today) if day.month == first.month else None for day in week] for week in weeks
    ]
    working = sum(calendar.is_working(cell.day) for week in cells for cell in week if cell)
    return Month(first, cells, working)


def _cell(calendar: Calendar, day: date, today: date) -> Cell:
    special = calendar.special.get(day)
    works = calendar.is_working(day)
    if special is None or (special.kind is DayKind.MAKEUP_WORK and not works):
        words = "" if works else calendar.why_off(day)[0]
        return Cell(day, "", words, "work" if works else "rest", day == today)
    look = "extra" if special.kind is DayKind.MAKEUP_WORK else "half" if works else "off"
    words = f"{special.name} ({special.kind.label})"
    return Cell(day, MARKS[special.kind], words, look, day == today)
