"""A task without a plan: given by an agency to one of its units, followed and reminded of as every other; and taken
back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.text import clean, fold
from motcua.organisations.models import Agency
from motcua.plans.actions.settling import lapse_requests, settle_tasks
from motcua.plans.actions.telling import duty_told, tell
from motcua.plans.enums import DutyStatus, TermKind
from motcua.plans.models import Duty, Task
from motcua.plans.queries.people import heads_of
from motcua.plans.rules.terms.term import Term
from motcua.plans.rules.timing import ENDED

TASK = "plan_task"


@transaction.atomic
def give_task(
    *,
    owner: Agency,
    unit: Agency,
    content: str,
    group: str,
    due_on: date,
    by: Person,
    at: datetime,
    is_sample: bool = False,
) -> Duty:
    """The duty of the unit to do this for the agency by the day; `group` says what it came from. The unit's heads hear
    of it. Who may give it out the caller has asked."""
    said, on = clean(content), local_day(at)
    term = Term(text=f"chậm nhất ngày {due_on:%d/%m/%Y}", kind=TermKind.BY_DAY, due_on=due_on)
    task = Task(
        owner=owner,
        content=said,
        group=clean(group)[:500],
        submitted_to=owner.name[:300],
        term=term.as_dict(),
        opened_at=at,
        folded=fold(said),
        is_sample=is_sample,
    )
    duty = Duty(task=task, unit=unit, starts_on=min(on, due_on), due_on=due_on, first_due_on=due_on)
    insert_all([task, duty])
    payload = {"duty": duty.pk, "unit": unit.code, "due_on": due_on}
    record(fact=Fact("DutyGiven", TASK, str(task.pk), payload), actor=by.actor, at=at)
    tell([duty_told(duty, "duty_assigned", heads_of([unit.pk], on)[unit.pk], key="given", but=by)], at=at)
    return duty


@transaction.atomic
def take_back_duty(*, duty_id: UUID, reason: str, by: Person, at: datetime) -> None:
    """What was given need not be done any more; what is done or was given up already stays. Whether it may be taken
    back the caller has asked."""
    duty = Duty.objects.select_for_update().get(pk=duty_id)
    if duty.status in ENDED:
        return
    duty.status, duty.cancelled_for = DutyStatus.CANCELLED, clean(reason)[:300]
    duty.revision += 1
    duty.save(update_fields=["status", "cancelled_for", "revision"])
    lapse_requests([duty.pk])
    settle_tasks([duty.task_id], at=at)
    payload = {"duty": duty.pk, "reason": duty.cancelled_for}
    record(fact=Fact("DutyTakenBack", TASK, str(duty.task_id), payload), actor=by.actor, at=at)
