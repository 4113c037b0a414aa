"""Tasks over the months of a year: a row for each, a bar for each time that it is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Count, F, Min, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from motcua.plans.enums import DutyStatus, Timing
from motcua.plans.models import Duty, Task
from motcua.plans.rules.timing import timing_of

MOST = 400
_WORST_FIRST = (
    Timing.LATE,
    Timing.NEAR,
    Timing.IN_TIME,
    Timing.NO_TERM,
    Timing.DONE_LATE,
    Timing.DONE_IN_TIME,
)


@dataclass(slots=True)
class Bar:
    """One time that a task is due, for all its units: where it begins and how long it is, in thousandths of the year
    (no length without a term), and how many of its duties stand how."""

    name: str
    due_on: date | None
    start: int
    length: int
    counts: dict[Timing, int] = field(default_factory=dict)

    @property
    def timing(self) -> Timing:
        """How the slowest of its duties stands."""
        return next(timing for timing in _WORST_FIRST if timing in self.counts)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts.get(Timing.DONE_IN_TIME, 0) + self.counts.get(Timing.DONE_LATE, 0)

    @property
    def is_done(self) -> bool:
        return self.done == self.total


@dataclass(slots=True)
class TaskRow:
    """A task with its bars, the earliest first; `unit` is who owes it, or how many do; `only` its duty if there is
    but one."""

    task: Task
    unit: str
    only: UUID | None
    bars: list[Bar] = field(default_factory=list)


def rows_for_timeline(duties: QuerySet[Duty], *, year: int, on: date) -> list[TaskRow]:
    """The tasks of the duties that touch the year, at most four hundred, by plan and in the plan's order; three
    queries however many units owe them."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    wanted = (
        duties.filter(starts_on__lt=after)
        .filter(Q(due_on__gte=first) | Q(due_on__isnull=True))
        .exclude(status=DutyStatus.CANCELLED)
        .order_by()
    )
    rows = _rows(wanted)
    found: dict[tuple[UUID, str, date | None], Bar] = {}
    for each in _times(wanted, rows):
        key = (each["task"], each["name"], each["due_on"])
        if key not in found:
            found[key] = _bar(each["name"], each["begins"], each["due_on"], first, after)
            rows[each["task"]].bars.append(found[key])
        counts, timing = found[key].counts, _timing(each, on)
        counts[timing] = counts.get(timing, 0) + each["number"]
    return list(rows.values())


def months_of(year: int) -> list[tuple[int, int]]:
    """The months with where each begins, in thousandths of the year."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return [(month, _place(date(year, month, 1), first, after)) for month in range(1, 13)]


def place_of(day: date, year: int) -> int | None:
    """Where the day stands in the year, in thousandths; None outside it."""
    return _place(day, date(year, 1, 1), date(year + 1, 1, 1)) if day.year == year else None


def _rows(duties: QuerySet[Duty]) -> dict[UUID, TaskRow]:
    """A row for each task, by plan and position, those without a plan last."""
    owing = duties.values("task").annotate(
        units=Count("unit", distinct=True),
        unit_name=Min("unit__short_name"),
        number=Count("id"),
        only=Min(Cast("id", TextField())),
    )
    owing = owing.order_by(
        F("task__plan__created_at").asc(nulls_last=True), "task__plan", "task__position", "task"
    )
    known: dict[UUID, dict[str, Any]] = {each["task"]: dict(each) for each in owing[:MOST]}
    tasks = Task.objects.select_related("plan").in_bulk(known)
    return {key: _row(tasks[key], each) for key, each in known.items()}


def _row(task: Task, each: dict[str, Any]) -> TaskRow:
    unit = each["unit_name"] if each["units"] == 1 else f"{each['units']} đơn vị"
    return TaskRow(task, unit, UUID(each["only"]) if each["number"] == 1 else None)


def _times(duties: QuerySet[Duty], tasks: Iterable[UUID]) -> list[dict[str, Any]]:
    """How many duties of each task are due when and stand how."""
    late = Case(
        When(done_on__gt=F("due_on"), then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    dated = duties.filter(task__in=list(tasks)).annotate(was_late=late)
    grouped = dated.values("task", "name", "due_on", "status", "was_late")
    times = grouped.annotate(number=Count("id"), begins=Min("starts_on"))
    return [
        dict(each) for each in times.order_by(F("due_on").asc(nulls_last=True), "begins", "name", "status")
    ]


def _timing(each: dict[str, Any], on: date) -> Timing:
    due_on = each["due_on"]
    done_on = due_on + timedelta(days=1) if each["was_late"] else due_on or on
    return timing_of(status=DutyStatus(each["status"]), due_on=due_on, done_on=done_on, on=on)


def _bar(name: str, starts_on: date, due_on: date | None, first: date, after: date) -> Bar:
    start = _place(max(starts_on, first), first, after)
    if due_on is None:
        return Bar(name, None, start, 0)
    end = _place(min(due_on + timedelta(days=1), after), first, after)
    return Bar(name, due_on, start, max(end - start, 6))


def _place(day: date, first: date, after: date) -> int:
    return (day - first).days * 1000 // (after - first).days
