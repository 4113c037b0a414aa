"""Duties as bars over the months of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from motcua.plans.enums import DutyStatus, Timing
from motcua.plans.models import Duty
from motcua.plans.rules.timing import timing_of

MOST = 400


@dataclass(frozen=True, slots=True)
class Bar:
    """A duty as a bar: where it begins and how long it is, in thousandths of the year; no length without a term."""

    duty: Duty
    timing: Timing
    start: int
    length: int


def rows_for_timeline(duties: QuerySet[Duty], *, year: int, on: date) -> list[Bar]:
    """The duties that touch the year, at most four hundred, by their tasks' order and first day; one query."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    rows = (
        duties.filter(starts_on__lt=after)
        .filter(Q(due_on__gte=first) | Q(due_on__isnull=True))
        .exclude(status=DutyStatus.CANCELLED)
        .select_related("task__plan", "unit")
        .order_by("task__position", F("due_on").asc(nulls_last=True), "id")[:MOST]
    )
    return [_bar(duty, first, after, on) for duty in rows]


def months_of(year: int) -> list[tuple[int, int]]:
    """The months with where each begins, in thousandths of the year."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return [(month, _place(date(year, month, 1), first, after)) for month in range(1, 13)]


def _bar(duty: Duty, first: date, after: date, on: date) -> Bar:
    timing = timing_of(status=DutyStatus(duty.status), due_on=duty.due_on, done_on=duty.done_on, on=on)
    start = _place(max(duty.starts_on, first), first, after)
    if duty.due_on is None:
        return Bar(duty, timing, start, 0)
    end = _place(min(duty.due_on + timedelta(days=1), after), first, after)
    return Bar(duty, timing, start, max(end - start, 6))


def _place(day: date, first: date, after: date) -> int:
    return (day - first).days * 1000 // (after - first).days
