"""From the lines of an approved version to living tasks and duties: new ones made, known ones changed, others ended.

Called inside the approval's transaction. The number of statements does not grow with the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.kernel.actions import insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.text import fold
from motcua.plans.enums import DutyStatus, TaskStatus, UnitGroup, UnitRole
from motcua.plans.models import Duty, Line, PlanVersion, Task, TaskPartner
from motcua.plans.queries.units import members_of_all
from motcua.plans.rules.duties import Due, dues_of, names_once
from motcua.plans.rules.terms.term import Term

_AMENDED = "Kế hoạch điều chỉnh"
_TASK_FIELDS = (
    "position",
    "number",
    "group",
    "content",
    "product",
    "submitted_to",
    "term",
    "indicator",
    "folded",
    "status",
    "ended_at",
)
_DUTY_FIELDS = ("starts_on", "due_on", "first_due_on", "status", "cancelled_for", "revision")


@dataclass
class Changes:
    """What approving a version did to tasks and duties, and which units have part in it."""

    made: int = 0
    changed: int = 0
    cancelled: int = 0
    duties: int = 0
    units: set[UUID] = field(default_factory=set)

    def counts(self) -> dict[str, int]:
        """The numbers, for the journal."""
        return {
            "tasks_made": self.made,
            "tasks_changed": self.changed,
            "tasks_cancelled": self.cancelled,
            "duties_made": self.duties,
        }


def set_out(*, version: PlanVersion, at: datetime) -> Changes:
    """Make the plan's tasks and duties be what `version` says; what was done already stays done."""
    plan, on = version.plan, local_day(at)
    lines = list(version.lines.select_related("task").prefetch_related("units"))
    named = {UnitGroup(unit.group) for line in lines for unit in line.units.all() if unit.group}
    members = members_of_all(named, owner_id=plan.agency_id, on=on)
    period = Period(plan.period.lower, plan.period.upper)
    changes = Changes()
    kept = _tasks(version, lines, at, changes)
    wanted: dict[UUID, tuple[list[UUID], tuple[Due, ...]]] = {}
    partners: dict[UUID, list[UUID]] = {}
    for line in lines:
        assert line.task is not None
        leads = _meant(line, UnitRole.LEAD, members)
        partners[line.task.pk] = [
            unit for unit in _meant(line, UnitRole.PARTNER, members) if unit not in leads
        ]
        dues = names_once(dues_of(term=Term.from_dict(line.term), plan_period=period, from_on=period.start))
        wanted[line.task.pk] = (leads, dues)
    _set_partners(partners)
    _set_duties(wanted, changes)
    _cancel_others(version, kept, at, changes)
    changes.units = {unit for leads, _ in wanted.values() for unit in leads}
    changes.units |= {unit for units in partners.values() for unit in units}
    return changes


def _tasks(version: PlanVersion, lines: Sequence[Line], at: datetime, changes: Changes) -> set[UUID]:
    """The living task of every line; which they are."""
    new, known = [], []
    for line in lines:
        if line.task is None:
            line.task = Task(owner_id=version.plan.agency_id, plan=version.plan, opened_at=at)
            line.task.is_sample = version.plan.is_sample
            new.append(line.task)
        else:
            known.append(line.task)
        _say(line.task, line)
    insert_all(new)
    Task.objects.bulk_update(known, _TASK_FIELDS)
    Line.objects.bulk_update([line for line in lines if line.task in new], ["task"])
    changes.made, changes.changed = len(new), len(known)
    return {task.pk for task in (*new, *known)}


def _say(task: Task, line: Line) -> None:
    task.position, task.number, task.group = line.position, line.number, line.group
    task.content, task.product, task.submitted_to = line.content, line.product, line.submitted_to
    task.term, task.indicator = line.term, line.indicator
    task.folded = fold(f"{line.number} {line.content} {line.product}")
    if task.status == TaskStatus.CANCELLED:
        task.status, task.ended_at = TaskStatus.OPEN, None


def _meant(line: Line, role: UnitRole, members: Mapping[UnitGroup, Sequence[UUID]]) -> list[UUID]:
    """The units of the line in this role, groups spelt out, each once, in order."""
    found: dict[UUID, None] = {}
    for unit in line.units.all():
        if unit.role != role:
            continue
        ids: Iterable[UUID] = (
            [unit.agency_id]
            if unit.agency_id
            else members.get(UnitGroup(unit.group), ())
            if unit.group
            else ()
        )
        found.update(dict.fromkeys(ids))
    return list(found)


def _set_partners(wanted: Mapping[UUID, Sequence[UUID]]) -> None:
    TaskPartner.objects.filter(task__in=wanted).delete()
    insert_all(
        [TaskPartner(task_id=task, agency_id=unit) for task, units in wanted.items() for unit in units]
    )


def _set_duties(wanted: Mapping[UUID, tuple[Sequence[UUID], Sequence[Due]]], changes: Changes) -> None:
    standing = {
        (duty.task_id, duty.unit_id, duty.name): duty
        for duty in Duty.objects.select_for_update().filter(task__in=wanted).order_by("id")
    }
    new, changed = [], []
    for task, (units, dues) in wanted.items():
        for unit in units:
            for due in dues:
                duty = standing.pop((task, unit, due.name), None)
                if duty is None:
                    new.append(_new_duty(task, unit, due))
                elif _move(duty, due):
                    changed.append(duty)
    changed += [duty for duty in standing.values() if _end(duty)]
    insert_all(new)
    Duty.objects.bulk_update(changed, _DUTY_FIELDS)
    changes.duties = len(new)


def _new_duty(task: UUID, unit: UUID, due: Due) -> Duty:
    return Duty(
        task_id=task,
        unit_id=unit,
        name=due.name,
        starts_on=due.starts_on,
        due_on=due.due_on,
        first_due_on=due.due_on,
    )


def _move(duty: Duty, due: Due) -> bool:
    """Give the duty its new time. A day that was granted on request stays, unless the plan itself names another."""
    revived = duty.status == DutyStatus.CANCELLED and duty.cancelled_for == _AMENDED
    if not revived and (
        duty.status in (DutyStatus.DONE, DutyStatus.CANCELLED) or duty.first_due_on == due.due_on
    ):
        return False
    if revived:
        duty.status, duty.cancelled_for = DutyStatus.OPEN, ""
    duty.starts_on = due.starts_on
    duty.due_on = duty.first_due_on = due.due_on
    duty.revision += 1
    return True


def _end(duty: Duty) -> bool:
    if duty.status in (DutyStatus.DONE, DutyStatus.CANCELLED):
        return False
    duty.status, duty.cancelled_for = DutyStatus.CANCELLED, _AMENDED
    duty.revision += 1
    return True


def _cancel_others(version: PlanVersion, kept: set[UUID], at: datetime, changes: Changes) -> None:
    """Tasks that the version no longer names."""
    gone = Task.objects.filter(plan=version.plan, status=TaskStatus.OPEN).exclude(pk__in=kept)
    ids = list(gone.values_list("pk", flat=True))
    Duty.objects.filter(task__in=ids).exclude(status__in=[DutyStatus.DONE, DutyStatus.CANCELLED]).update(
        status=DutyStatus.CANCELLED, cancelled_for=_AMENDED
    )
    changes.cancelled = Task.objects.filter(pk__in=ids).update(status=TaskStatus.CANCELLED, ended_at=at)
