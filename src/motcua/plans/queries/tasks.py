"""The tasks of a plan as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from motcua.organisations.models import Agency, Subordination
from motcua.plans.enums import TaskStatus
from motcua.plans.models import Plan, Task
from motcua.plans.queries.progress import Counts

_LEADS = """
    SELECT d.task_id, count(DISTINCT d.unit_id), min(g.name)
    FROM plans_duty d JOIN plans_task t ON t.id = d.task_id JOIN organisations_agency g ON g.id = d.unit_id
    WHERE t.plan_id = %s AND d.status <> 'cancelled'
    GROUP BY 1
"""


def tasks_of(plan: Plan) -> list[tuple[Task, str]]:
    """The tasks of the plan that were not called off, in its order, each with who leads it: a name, or how many;
    two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_LEADS, [plan.pk])
        leads = {task: name if count == 1 else f"{count} đơn vị" for task, count, name in cursor.fetchall()}
    rows = Task.objects.filter(plan=plan).exclude(status=TaskStatus.CANCELLED).order_by("position", "id")
    return [(task, leads.get(task.pk, "")) for task in rows]


def units_named(counts: Mapping[UUID, Counts]) -> list[tuple[Agency, Counts]]:
    """The units with their counts, those with most lateness first; one query."""
    units = Agency.objects.in_bulk(list(counts))
    pairs = [(units[key], each) for key, each in counts.items()]
    return sorted(pairs, key=lambda pair: (-pair[1].late, pair[0].sort_key))


@dataclass(frozen=True, slots=True)
class UnitsBelow:
    """The units directly below one body (None: below nobody), with their counts and the sum of all."""

    above: Agency | None
    units: list[tuple[Agency, Counts]]
    sum: Counts


def rolled_up(counts: Mapping[UUID, Counts], on: date) -> list[UnitsBelow]:
    """The units gathered under the bodies that they stand below on the day, those bodies with most lateness first;
    two queries."""
    rows = Subordination.objects.filter(agency__in=list(counts), in_force__contains=on)
    above = {row.agency_id: row.parent for row in rows.select_related("parent").order_by("id")}
    found: dict[UUID | None, UnitsBelow] = {}
    for unit, each in units_named(counts):
        parent = above.get(unit.pk)
        group = found.setdefault(parent.pk if parent else None, UnitsBelow(parent, [], Counts()))
        group.units.append((unit, each))
        group.sum.add(each)
    return sorted(
        found.values(), key=lambda group: (-group.sum.late, group.above.sort_key if group.above else "")
    )
