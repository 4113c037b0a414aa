"""Which duties follow from a task: for which times, from when, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from motcua.kernel.periods import Period
from motcua.plans.enums import TermKind
from motcua.plans.rules.terms.occurring import occurrences
from motcua.plans.rules.terms.saying import says
from motcua.plans.rules.terms.term import Term


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence of a task: its name ("" when there is only one), first day, last day in time."""

    name: str
    starts_on: date
    due_on: date | None


def dues_of(*, term: Term, plan_period: Period, from_on: date) -> tuple[Due, ...]:
    """The occurrences that a task with `term` has inside the plan's period, none of which ended before `from_on`.

    Work that goes on all the time is done when the plan's time is over. A term without a day gives one occurrence
    without a last day; `due_after_event` counts it once the event came.
    """
    start = max(plan_period.start, from_on)
    if term.recurrence or any(other.recurrence for other in term.also):
        found = [
            Due(name, starts_on, due_on)
            for name, starts_on, due_on in occurrences(term, within=plan_period)
            if due_on >= from_on
        ]
        return tuple(found) or (Due("", start, None),)
    if dated := [one for one in (term, *term.also) if one.due_on or one.period]:
        several = len(dated) > 1
        return tuple(_dated(one, start, says(replace(one, also=())) if several else "") for one in dated)
    if term.kind is TermKind.CONTINUOUS:
        return (Due("", start, _last_day(plan_period)),)
    return (Due("", start, None),)


def due_after_event(*, term: Term, event_on: date) -> date | None:
    """The last day in time once the event came on `event_on`; None when the term gives no length.

    Calendar days or months; for working days the caller counts by its calendar.
    """
    if term.length_months is not None:
        return event_on + relativedelta(months=term.length_months)
    return None if term.length_days is None else event_on + timedelta(days=term.length_days)


def names_once(dues: Sequence[Due]) -> tuple[Due, ...]:
    """The same, where two of one name get their last day behind it: a duty is known by unit and name."""
    seen: dict[str, int] = {}
    found = []
    for due in dues:
        seen[due.name] = seen.get(due.name, 0) + 1
        name = due.name if seen[due.name] == 1 else f"{due.name} ({seen[due.name]})"
        found.append(Due(name[:80], due.starts_on, due.due_on))
    return tuple(found)


def _dated(term: Term, start: date, name: str) -> Due:
    due_on = term.due_on or (_last_day(term.period) if term.period else None)
    begins = term.period.start if term.period and term.kind is not TermKind.CONTINUOUS else start
    return Due(name, min(begins, due_on) if due_on else begins, due_on)


def _last_day(period: Period) -> date | None:
    return None if period.end is None else period.end - timedelta(days=1)
