"""The tasks of a plan as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import connection

from motcua.organisations.models import Agency
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
