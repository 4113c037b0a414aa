"""From the lines of an approved version to living tasks and duties: new ones made, known ones changed, others ended.

Called inside the approval's transaction. The number of statements does not grow with the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from motcua.kernel.actions import insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.text import fold
from motcua.plans.actions.settling import due_on_after_event, lapse_requests, settle_tasks
from motcua.plans.enums import DutyStatus, TaskStatus, UnitGroup, UnitRole
from motcua.plans.models import Duty, Line, PlanVersion, Task, TaskPartner
from motcua.plans.queries.units import members_of_all
from motcua.plans.rules.duties import Due, dues_of, names_once
from motcua.plans.rules.terms.term import Term
from motcua.plans.rules.timing import day_in

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
)
_DUTY_FIELDS = ("starts_on", "due_on", "first_due_on", "status", "cancelled_for", "revision")

# Who leads, and each time with whether the version before said the same of it.
_Wanted = tuple[Sequence[UUID], Sequence[tuple[Due, bool]]]


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


def set_out(*, version: PlanVersion, at: datetime, since: date) -> Changes:
    """Make the plan's tasks and duties be what `version` says; what was done already stays done.

    Times of recurring work that were over before `since`, the day from which the plan was in force, are not owed.
    """
    plan = version.plan
    lines = list(version.lines.select_related("task").prefetch_related("units"))
    named = {UnitGroup(unit.group) for line in lines for unit in line.units.all() if unit.group}
    period = Period(plan.period.lower, plan.period.upper)
    members = members_of_all(named, owner_id=plan.agency_id, on=day_in(period, on=local_day(at)))
    changes = Changes()
    _take_up_again(version, lines)
    former = {line.task.pk: line.task.term for line in lines if line.task is not None}
    kept = _tasks(version, lines, at, changes)
    wanted: dict[UUID, _Wanted] = {}
    partners: dict[UUID, list[UUID]] = {}
    for line in lines:
        assert line.task is not None
        leads = _meant(line, UnitRole.LEAD, members)
        partners[line.task.pk] = [
            unit for unit in _meant(line, UnitRole.PARTNER, members) if unit not in leads
        ]
        was = former.get(line.task.pk)
        same = frozenset(_dues(was, period, since)) if was else frozenset()
        dues = [
            (_after_event(due, line, plan.agency.code), due in same)
            for due in _dues(line.term, period, since)
        ]
        wanted[line.task.pk] = (leads, dues)
    _set_partners(partners)
    _set_duties(wanted, changes)
    _cancel_others(version, kept, at, changes)
    settle_tasks(kept, at=at)
    changes.units = {unit for leads, _ in wanted.values() for unit in leads}
    changes.units |= {unit for units in partners.values() for unit in units}
    return changes


def _dues(term: dict[str, Any], period: Period, since: date) -> tuple[Due, ...]:
    return names_once(dues_of(term=Term.from_dict(term), plan_period=period, from_on=since))


def _after_event(due: Due, line: Line, owner_code: str) -> Due:
    """The same, with its day where the event that it waits for came already."""
    assert line.task is not None
    if due.due_on is not None or line.task.event_on is None:
        return due
    event_on, term = line.task.event_on, Term.from_dict(line.term)
    due_on = due_on_after_event(owner_code=owner_code, term=term, event_on=event_on)
    return Due(due.name, min(event_on, due_on) if due_on else event_on, due_on)


def _take_up_again(version: PlanVersion, lines: Sequence[Line]) -> None:
    """A line in the very words of a task that an earlier version dropped goes on with that task."""
    new = [line for line in lines if line.task is None]
    if version.number == 1 or not new:
        return
    dropped = Task.objects.filter(
        plan=version.plan, status=TaskStatus.CANCELLED, duties__cancelled_for=_AMENDED
    ).exclude(pk__in=[line.task_id for line in lines if line.task_id])
    known = {_flat(task.content): task for task in dropped.order_by("ended_at", "id").distinct()}
    for line in new:
        line.task = known.pop(_flat(line.content), None)
    Line.objects.bulk_update([line for line in new if line.task is not None], ["task"])


def _flat(text: str) -> str:
    return " ".join(text.split())


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


def _set_duties(wanted: Mapping[UUID, _Wanted], changes: Changes) -> None:
    standing = {
        (duty.task_id, duty.unit_id, duty.name): duty
        for duty in Duty.objects.select_for_update().filter(task__in=wanted).order_by("id")
    }
    new, changed = [], []
    for task, (units, dues) in wanted.items():
        for unit in units:
            for due, is_same in dues:
                duty = standing.pop((task, unit, due.name), None)
                if duty is None:
                    new.append(_new_duty(task, unit, due))
                elif _move(duty, due, is_same=is_same):
                    changed.append(duty)
    ended = [duty for duty in standing.values() if _end(duty)]
    insert_all(new)
    Duty.objects.bulk_update([*changed, *ended], _DUTY_FIELDS)
    lapse_requests([duty.pk for duty in ended])
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


def _move(duty: Duty, due: Due, *, is_same: bool) -> bool:
    """Give the duty its new time. Where the plan still says the same (`is_same`), a day that was granted on request,
    set by hand or counted from an event stays."""
    revived = duty.status == DutyStatus.CANCELLED and duty.cancelled_for == _AMENDED
    stays = is_same or duty.first_due_on == due.due_on
    if not revived and (duty.status in (DutyStatus.DONE, DutyStatus.CANCELLED) or stays):
        return False
    if revived:
        duty.status, duty.cancelled_for = DutyStatus.OPEN, ""
    if not (revived and stays):
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
    running = Duty.objects.filter(task__in=ids).exclude(status__in=[DutyStatus.DONE, DutyStatus.CANCELLED])
    duties = list(running.values_list("pk", flat=True))
    Duty.objects.filter(pk__in=duties).update(
        status=DutyStatus.CANCELLED, cancelled_for=_AMENDED, revision=F("revision") + 1
    )
    lapse_requests(duties)
    changes.cancelled = Task.objects.filter(pk__in=ids).update(status=TaskStatus.CANCELLED, ended_at=at)
