"""How far plans are: counts of duties by how they stand, from units up to the whole, one query for each table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.plans.enums import Timing
from motcua.plans.rules.timing import NEAR_DAYS

_COUNTS = """
    SELECT {group}, CASE
        WHEN d.status = 'cancelled' THEN 'cancelled'
        WHEN d.status IN ('done', 'reported') AND d.due_on IS NOT NULL AND d.done_on > d.due_on THEN 'done_late'
        WHEN d.status IN ('done', 'reported') THEN 'done_in_time'
        WHEN d.due_on IS NULL THEN 'no_term'
        WHEN d.due_on < %(on)s THEN 'late'
        WHEN d.due_on <= %(near)s THEN 'near'
        ELSE 'in_time' END AS standing, count(*)
    FROM plans_duty d JOIN plans_task t ON t.id = d.task_id
    WHERE {where}
    GROUP BY 1, 2
"""
# Work under way whose last day has not passed, whether or not one is known.
_NOT_LATE = (Timing.IN_TIME, Timing.NEAR, Timing.NO_TERM)


@dataclass(slots=True)
class Counts:
    """Duties by how they stand on a day. Cancelled ones are counted apart: nobody owes them any more."""

    by_timing: dict[Timing, int] = field(default_factory=dict)

    def of(self, *timings: Timing) -> int:
        """How many stand in one of these ways."""
        return sum(self.by_timing.get(timing, 0) for timing in timings)

    @property
    def total(self) -> int:
        """All that is owed."""
        return sum(self.by_timing.values()) - self.of(Timing.CANCELLED)

    @property
    def done(self) -> int:
        return self.of(Timing.DONE_IN_TIME, Timing.DONE_LATE)

    @property
    def late(self) -> int:
        return self.of(Timing.LATE)

    @property
    def near(self) -> int:
        return self.of(Timing.NEAR)

    @property
    def under_way(self) -> int:
        return self.of(*_NOT_LATE)

    @property
    def share_done(self) -> int | None:
        """Whole percent of what is owed that is done; None when nothing is owed."""
        return self.done * 100 // self.total if self.total else None

    def add(self, other: Counts) -> None:
        """Count the other's duties too."""
        for timing, number in other.by_timing.items():
            self.by_timing[timing] = self.by_timing.get(timing, 0) + number


def counts_by_plan(plan_ids: Collection[UUID], on: date) -> dict[UUID, Counts]:
    """How the duties of each plan stand on the day; one query."""
    found = _counted("t.plan_id", "t.plan_id = ANY(%(ids)s)", {"ids": list(plan_ids)}, on)
    return {plan_id: found.get(plan_id, Counts()) for plan_id in plan_ids}


def counts_by_unit(plan_id: UUID, on: date) -> dict[UUID, Counts]:
    """How the duties of each unit in the plan stand on the day; one query."""
    return _counted("d.unit_id", "t.plan_id = %(id)s", {"id": plan_id}, on)


def counts_by_task(plan_id: UUID, on: date) -> dict[UUID, Counts]:
    """How the duties of each task of the plan stand on the day; one query."""
    return _counted("d.task_id", "t.plan_id = %(id)s", {"id": plan_id}, on)


def counts_in_reach(reads: Collection[UUID], on: date) -> dict[UUID, Counts]:
    """How the duties of each unit stand on the day over all plans in force: of the units whose plans somebody reads,
    and what those agencies gave to others; one query."""
    where = (
        "(d.unit_id = ANY(%(ids)s) OR t.owner_id = ANY(%(ids)s)) AND NOT EXISTS (SELECT 1 FROM plans_plan p"
        " WHERE p.id = t.plan_id AND p.status IN ('closed', 'dropped'))"
    )
    return _counted("d.unit_id", where, {"ids": list(reads)}, on)


def whole(counts: dict[UUID, Counts]) -> Counts:
    """All of them together."""
    found = Counts()
    for each in counts.values():
        found.add(each)
    return found


def _counted(group: str, where: str, values: dict[str, Any], on: date) -> dict[UUID, Counts]:
    values = {**values, "on": on, "near": on + timedelta(days=NEAR_DAYS)}
    found: dict[UUID, Counts] = {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(group=group, where=where), values)
        for key, standing, number in cursor.fetchall():
            found.setdefault(key, Counts()).by_timing[Timing(standing)] = number
    return found
