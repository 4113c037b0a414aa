"""Telling people of duties that come near or are late, and setting how an agency reminds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.notices.actions.notify import Announcement
from motcua.notices.models import Notice
from motcua.organisations.models import Agency
from motcua.plans.actions.telling import duty_told, tell
from motcua.plans.enums import DutyStatus, PlanStatus
from motcua.plans.models import Duty, ReminderSetting
from motcua.plans.policy import require_keep
from motcua.plans.queries.people import at_their_units, heads_of, keepers_of
from motcua.plans.rules.reminders import USUAL, Rhythm, calls_of, checked_rhythm

_BATCH = 500
_FURTHEST = timedelta(days=60)


def remind_of_duties(*, at: datetime) -> int:
    """Tell whoever does a duty that its term comes near or has passed, and heads of what stays late; how many people
    were told who had not been before.

    A number of statements that grows with every five hundred duties near a term, not with the duties.
    """
    on, told = local_day(at), 0
    for batch in _batches(on):
        rhythms = rhythms_of({duty.task.owner_id for duty in batch}, on)
        people = heads_of({duty.unit_id for duty in batch} | {duty.task.owner_id for duty in batch}, on)
        keepers = keepers_of({duty.task.owner_id for duty in batch}, on)
        there = at_their_units(batch, on)
        found = [
            announcement
            for duty in batch
            for announcement in _of_duty(duty, rhythms[duty.task.owner_id], people, keepers, there, on)
        ]
        with transaction.atomic():
            told += tell(_unsaid(found), at=at)
    return told


def rhythms_of(owners: Collection[UUID], on: date) -> dict[UUID, Rhythm]:
    """How each of the agencies reminds on the day; one query."""
    rows = ReminderSetting.objects.filter(owner__in=owners, in_force__contains=on)
    set_by = {
        row.owner_id: Rhythm(tuple(row.days_before), row.repeat_days, row.escalate_days) for row in rows
    }
    return {owner: set_by.get(owner, USUAL) for owner in owners}


@transaction.atomic
def set_rhythm(
    *,
    agency: Agency,
    days_before: Sequence[int],
    repeat_days: int,
    escalate_days: int,
    by: Person,
    at: datetime,
) -> ReminderSetting:
    """From today on the agency reminds so; what was set before ends today.

    :raises Refused: "keep-plans-not-allowed", "reminder-days-wrong".
    """
    on = local_day(at)
    require_keep(by, agency_id=agency.pk, on=on)
    try:
        rhythm = checked_rhythm(days_before=days_before, repeat_days=repeat_days, escalate_days=escalate_days)
    except ValueError:
        raise Refused(
            "reminder-days-wrong",
            "Số ngày nhắc hạn là các số từ 1 đến 60, ví dụ “7, 3, 1”.",
            field="days_before",
        ) from None
    list(Agency.objects.select_for_update(no_key=True).filter(pk=agency.pk).values_list("pk"))
    ReminderSetting.objects.filter(owner=agency, in_force__startswith__gte=on).delete()
    for row in ReminderSetting.objects.filter(owner=agency, in_force__contains=on):
        row.in_force = DateRange(row.in_force.lower, on)
        row.save(update_fields=["in_force"])
    made = ReminderSetting.objects.create(
        owner=agency,
        in_force=DateRange(on, None),
        days_before=list(rhythm.days_before),
        repeat_days=rhythm.repeat_days,
        escalate_days=rhythm.escalate_days,
        by=by,
    )
    payload = {"days_before": list(rhythm.days_before), "repeat": repeat_days, "escalate": escalate_days}
    record(fact=Fact("PlanRemindersSet", "agency", str(agency.pk), payload), actor=by.actor, at=at)
    return made


def _batches(on: date) -> Iterator[list[Duty]]:
    rows = (
        Duty.objects.filter(status__in=[DutyStatus.OPEN, DutyStatus.DOING], due_on__lte=on + _FURTHEST)
        .exclude(task__plan__status__in=[PlanStatus.CLOSED, PlanStatus.DROPPED])
        .select_related("task__plan", "task__owner", "unit", "assignee")
        .order_by("id")
    )
    batch = list(rows[:_BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(id__gt=batch[-1].pk)[:_BATCH])


def _of_duty(
    duty: Duty,
    rhythm: Rhythm,
    heads: Mapping[UUID, Sequence[Person]],
    keepers: Mapping[UUID, Sequence[Person]],
    there: Collection[UUID],
    on: date,
) -> list[Announcement]:
    assert duty.due_on is not None
    owner = duty.task.owner_id
    doers = [duty.assignee] if duty.assignee and duty.pk in there else list(heads[duty.unit_id])
    to = {
        "duty_due_soon": doers,
        "duty_due_today": doers,
        "duty_late": [*doers, *heads[duty.unit_id]],
        "duty_escalated": [*heads[owner], *keepers[owner]],
    }
    facts = {"days": abs((duty.due_on - on).days)}
    return [
        duty_told(duty, call.event, _once(to[call.event]), key=call.key, facts=facts)
        for call in calls_of(due_on=duty.due_on, on=on, rhythm=rhythm)
    ]


def _once(people: Sequence[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())


def _unsaid(announcements: Sequence[Announcement]) -> list[Announcement]:
    """Those that nobody has been told of yet."""
    keys = [one.dedupe_key for one in announcements]
    said = set(Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [one for one in announcements if one.dedupe_key not in said]
