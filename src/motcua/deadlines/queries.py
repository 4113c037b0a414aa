"""Calendars and legal numbers, as they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.shipped import NATIONAL, national_calendar, shipped_terms
from motcua.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class TermFound:
    """A legal number in force on the day asked for: `amount` in `unit`, with its basis."""

    amount: Decimal
    unit: str
    basis: str


def calendar_for(code: str) -> Calendar:
    """The calendar with this code.

    :raises Refused: "calendar-not-found".
    """
    if code != NATIONAL:
        raise Refused("calendar-not-found", f"Không có lịch làm việc nào mang mã “{code}”.")
    return national_calendar()


def find_legal_term(code: str, on: date) -> TermFound | None:
    """The legal number with this code on the day, or None where no rule sets one then."""
    for term in shipped_terms():
        if term.code == code and term.start <= on and (term.end is None or on < term.end):
            return TermFound(term.limit.amount, term.limit.unit, term.basis)
    return None
