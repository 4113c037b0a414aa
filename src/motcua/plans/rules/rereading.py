"""A term read with what is known of its plan, and read again when that changes."""

from __future__ import annotations

from datetime import date

from motcua.kernel.periods import Period
from motcua.plans.rules.terms import read_term
from motcua.plans.rules.terms.term import Term

_SCHOOL_YEAR_BEGINS = (7, 9)
_LONGEST_SCHOOL_YEAR = 400


def term_in_plan(text: str, *, period: Period, issued_on: date | None) -> Term:
    """What the words say in a plan for the period; a year they leave out is that of the plan's first day.

    A plan that begins from July to September and goes over into the next year is one for a school year: its months
    up to July lie in the second.
    """
    first, last = _SCHOOL_YEAR_BEGINS
    is_school_year = (
        period.end is not None
        and first <= period.start.month <= last
        and period.end.year > period.start.year
        and (period.end - period.start).days <= _LONGEST_SCHOOL_YEAR
    )
    return read_term(text, year=period.start.year, issued_on=issued_on, is_school_year=is_school_year)


def depends_on_plan(term: Term) -> bool:
    """Whether the plan's year or its day of issue had part in what was understood, or none was known."""
    parts = (term, *term.also)
    return any(part.is_year_assumed or part.length_days or part.length_months for part in parts) or not (
        term.due_on or term.period or term.recurrence or term.condition
    )
