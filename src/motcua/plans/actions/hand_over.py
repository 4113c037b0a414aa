"""What passes on with an agency: plans it has under way, duties it owes, names by which it is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems
from motcua.plans.actions.locking import OPEN_VERSIONS
from motcua.plans.actions.settling import lapse_requests, settle_tasks
from motcua.plans.enums import DutyStatus, PlanStatus, TaskStatus
from motcua.plans.models import ChildPlan, Duty, LineUnit, Plan, Task, UnitAlias
from motcua.plans.rules.timing import ENDED

_PLANS = "kế hoạch đang soạn, đang thực hiện"
_DUTIES = "nhiệm vụ trong kế hoạch chưa xong"
_DISSOLVED = "Đơn vị kết thúc hoạt động, không có đơn vị kế thừa"

# A successor that had the same duty already keeps its own; the other ends.
_TWICE = """
    UPDATE plans_duty d SET status = 'cancelled', cancelled_for = %(why)s, revision = d.revision + 1
    WHERE d.unit_id = ANY(%(before)s) AND d.status NOT IN ('done', 'cancelled')
      AND (EXISTS (SELECT 1 FROM plans_duty o WHERE o.task_id = d.task_id AND o.name = d.name AND o.unit_id = %(after)s)
        OR EXISTS (SELECT 1 FROM plans_duty o WHERE o.task_id = d.task_id AND o.name = d.name
                   AND o.unit_id = ANY(%(before)s) AND o.status NOT IN ('done', 'cancelled') AND o.id < d.id))
    RETURNING d.id
"""
_PARTNERS = """
    INSERT INTO plans_taskpartner (task_id, agency_id)
    SELECT DISTINCT p.task_id, %(after)s::uuid
    FROM plans_taskpartner p JOIN plans_task t ON t.id = p.task_id
    WHERE p.agency_id = ANY(%(before)s) AND t.status = 'open'
    ON CONFLICT DO NOTHING
"""
_SEE_TOO = """
    UPDATE plans_plan SET involved = involved || %(after)s::uuid
    WHERE involved && %(before)s AND NOT involved @> ARRAY[%(after)s::uuid]
"""


class OpenPlans:
    """Plans and duties under way go on at the successor (an OpenWork); what was done stays as it was."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> Sequence[OpenItems]:
        """How many plans and duties the predecessors have under way."""
        found = [
            OpenItems(_PLANS, _plans(predecessors).count()),
            OpenItems(_DUTIES, _duties(predecessors).count()),
        ]
        return [items for items in found if items.count]

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> Sequence[OpenItems]:
        """Pass them on; the journal of each plan and task says so."""
        plans = list(_plans(predecessors).values_list("pk", flat=True))
        Plan.objects.filter(pk__in=plans).update(agency=successor)
        Task.objects.filter(owner__in=predecessors, status=TaskStatus.OPEN).update(owner=successor)
        values: dict[str, Any] = {
            "before": list(predecessors),
            "after": successor,
            "why": "Đơn vị kế thừa đã có nhiệm vụ này",
        }
        with connection.cursor() as cursor:
            cursor.execute(_TWICE, values)
            twice = [row[0] for row in cursor.fetchall()]
            cursor.execute(_SEE_TOO, values)
            cursor.execute(_PARTNERS, values)
        lapse_requests(twice)
        moved = list(_duties(predecessors).values_list("pk", "task_id"))
        Duty.objects.filter(pk__in=[pk for pk, _ in moved]).update(
            unit=successor, assignee=None, revision=F("revision") + 1
        )
        _settle_of(twice, at)
        self._names(predecessors, successor)
        facts = [Fact("PlanHandedOver", "plan", str(plan), {"to": successor}) for plan in plans]
        facts += [
            Fact("DutiesHandedOver", "plan_task", str(task), {"to": successor})
            for task in dict.fromkeys(task for _, task in moved)
        ]
        record_all(facts=facts, actor=actor, at=at)
        found = [OpenItems(_PLANS, len(plans)), OpenItems(_DUTIES, len(moved))]
        return [items for items in found if items.count]

    def close(
        self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str
    ) -> Sequence[OpenItems]:
        """Duties of who is no more end; their plans stay behind for a person to decide."""
        ended = list(_duties(predecessors).values_list("pk", "task_id"))
        tasks = list(dict.fromkeys(task for _, task in ended))
        Duty.objects.filter(pk__in=[pk for pk, _ in ended]).update(
            status=DutyStatus.CANCELLED, cancelled_for=_DISSOLVED, revision=F("revision") + 1
        )
        lapse_requests([pk for pk, _ in ended])
        settle_tasks(tasks, at=at)
        facts = [Fact("DutiesEndedWithUnit", "plan_task", str(task), {}) for task in tasks]
        record_all(facts=facts, actor=actor, at=at)
        count = _plans(predecessors).count()
        return [OpenItems(_PLANS, count)] if count else []

    def _names(self, predecessors: Collection[UUID], successor: UUID) -> None:
        """What a name meant, it means at the successor, also in drafts and in the successor's own plans; a plan asked
        for is asked of the successor, once."""
        UnitAlias.objects.filter(agency__in=predecessors).update(agency=successor)
        drafts = LineUnit.objects.filter(line__version__status__in=OPEN_VERSIONS)
        drafts.filter(agency__in=predecessors).update(agency=successor)
        taken = set(UnitAlias.objects.filter(owner=successor).values_list("folded", flat=True))
        for alias in UnitAlias.objects.filter(owner__in=predecessors).order_by("id"):
            if alias.folded not in taken:
                taken.add(alias.folded)
                alias.pk, alias.owner_id = None, successor
                alias.save(force_insert=True)
        waiting = ChildPlan.objects.filter(unit__in=predecessors, received_on__isnull=True)
        asked = set(ChildPlan.objects.filter(unit=successor).values_list("plan", flat=True))
        for row in waiting.order_by("id"):
            if row.plan_id in asked:
                row.delete()
                continue
            asked.add(row.plan_id)
            row.unit_id = successor
            row.save(update_fields=["unit"])


def _settle_of(duties: Collection[UUID], at: datetime) -> None:
    """The tasks of these duties."""
    settle_tasks(list(Duty.objects.filter(pk__in=duties).values_list("task_id", flat=True).distinct()), at=at)


def _plans(predecessors: Collection[UUID]) -> QuerySet[Plan]:
    return Plan.objects.filter(
        agency__in=predecessors, status__in=[PlanStatus.DRAFT, PlanStatus.IN_FORCE]
    ).order_by("id")


def _duties(predecessors: Collection[UUID]) -> QuerySet[Duty]:
    return Duty.objects.filter(unit__in=predecessors).exclude(status__in=list(ENDED)).order_by("id")
