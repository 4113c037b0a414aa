"""The national calendar and the legal numbers that the program carries with it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from motcua.deadlines.enums import Certainty, DayKind, LimitUnit, YearState
from motcua.deadlines.rules.calendars import FIRST_DAY, Calendar, SpecialDay, YearKnowledge
from motcua.deadlines.rules.hours import OFFICE_WEEK
from motcua.deadlines.rules.limits import Limit

FOLDER = Path(__file__).resolve().parents[1] / "data"
NATIONAL = "national"
NATIONAL_NAME = "Lịch làm việc chung"


@dataclass(frozen=True, slots=True)
class ShippedTerm:
    """A legal number in force from `start` up to, not including, `end`."""

    code: str
    limit: Limit
    basis: str
    start: date
    end: date | None
    certainty: Certainty
    note: str


@cache
def national_calendar() -> Calendar:
    """The national calendar as shipped: office hours, days off and swaps 2010–2035, later ones estimated."""
    return Calendar(
        code=NATIONAL,
        name=NATIONAL_NAME,
        weeks=((FIRST_DAY, OFFICE_WEEK),),
        special_days=shipped_special_days(),
        years=shipped_years(),
    )


@cache
def shipped_special_days() -> tuple[SpecialDay, ...]:
    """Days off, swapped days and make-up days, oldest first."""
    return tuple(
        SpecialDay(
            on=date.fromisoformat(row["on"]),
            kind=DayKind(row["kind"]),
            name=row["name"],
            basis=row["basis"],
            certainty=Certainty(row["certainty"]),
            paired_with=_day(row["paired_with"]),
        )
        for row in _rows("special_days.csv")
    )


@cache
def shipped_years() -> tuple[tuple[int, YearKnowledge], ...]:
    """How sure each year's days off are."""
    return tuple(
        (int(row["year"]), YearKnowledge(YearState(row["tet"]), YearState(row["national_day"]), row["note"]))
        for row in _rows("years.csv")
    )


@cache
def shipped_terms() -> tuple[ShippedTerm, ...]:
    """The legal numbers."""
    return tuple(
        ShippedTerm(
            code=row["code"],
            limit=Limit(Decimal(row["amount"]), LimitUnit(row["unit"])),
            basis=row["basis"],
            start=date.fromisoformat(row["start"]),
            end=_day(row["end"]),
            certainty=Certainty(row["certainty"]),
            note=row["note"],
        )
        for row in _rows("legal_terms.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
