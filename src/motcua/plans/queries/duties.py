"""Lists of duties: whose, by which plan, how they stand against their terms, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.text import fold
from motcua.plans.enums import DutyStatus, PlanStatus, Timing
from motcua.plans.models import Duty
from motcua.plans.rules.timing import ENDED, NEAR_DAYS, RUNNING

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which duties are looked for; what is None or empty does not narrow."""

    plan_id: UUID | None = None
    unit_id: UUID | None = None
    person: Person | None = None
    statuses: tuple[DutyStatus, ...] = ()
    timing: Timing | None = None
    text: str = ""
    without_closed_plans: bool = True


def duties_wanted(duties: QuerySet[Duty], wanted: Wanted, on: date) -> QuerySet[Duty]:
    """Those of `duties` that are looked for."""
    if wanted.plan_id:
        duties = duties.filter(task__plan=wanted.plan_id)
    elif wanted.without_closed_plans:
        duties = duties.exclude(task__plan__status__in=[PlanStatus.CLOSED, PlanStatus.DROPPED])
    if wanted.unit_id:
        duties = duties.filter(unit=wanted.unit_id)
    if wanted.person:
        duties = duties.filter(assignee=wanted.person)
    if wanted.statuses:
        duties = duties.filter(status__in=wanted.statuses)
    if wanted.timing:
        duties = duties.filter(_standing(wanted.timing, on))
    for word in fold(wanted.text).split():
        duties = duties.filter(task__folded__contains=word)
    return duties


def page_of_duties(
    duties: QuerySet[Duty], *, after: tuple[date | None, UUID] | None = None, size: int = PAGE
) -> list[Duty]:
    """Up to `size` + 1 duties, the earliest last day first, those without one last; following the key `after`.

    One more than asked for tells the caller that there is a next page.
    """
    if after is not None:
        due_on, last = after
        if due_on is None:
            duties = duties.filter(due_on__isnull=True, id__gt=last)
        else:
            duties = duties.filter(
                Q(due_on__gt=due_on) | Q(due_on=due_on, id__gt=last) | Q(due_on__isnull=True)
            )
    rows = duties.select_related("task__plan__agency", "task__owner", "unit", "assignee")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "id")[: size + 1])


def counts_of_duties(duties: QuerySet[Duty], on: date) -> dict[str, int]:
    """How many of the duties are late, near, reported and done, each by its name; one query."""
    done = DutyStatus.DONE, DutyStatus.REPORTED
    wanted: dict[str, Q] = {timing.value: _standing(timing, on) for timing in (Timing.LATE, Timing.NEAR)}
    wanted |= {status.value: Q(status=status) for status in done}
    return duties.aggregate(**{name: Count("id", filter=which) for name, which in wanted.items()})


def _standing(timing: Timing, on: date) -> Q:
    running = Q(status__in=[DutyStatus.OPEN, DutyStatus.DOING])
    near = on + timedelta(days=NEAR_DAYS)
    said_done = Q(status__in=[DutyStatus.DONE, DutyStatus.REPORTED])
    return {
        Timing.LATE: running & Q(due_on__lt=on),
        Timing.NEAR: running & Q(due_on__gte=on, due_on__lte=near),
        Timing.IN_TIME: running & Q(due_on__gt=near),
        Timing.NO_TERM: running & Q(due_on__isnull=True),
        Timing.DONE_IN_TIME: said_done & (Q(due_on__isnull=True) | Q(done_on__lte=F("due_on"))),
        Timing.DONE_LATE: said_done & Q(done_on__gt=F("due_on")),
        Timing.CANCELLED: Q(status=DutyStatus.CANCELLED),
    }[timing]


def running_statuses() -> Sequence[DutyStatus]:
    """The statuses of duties that are not at their end."""
    return sorted(RUNNING)


def ended_statuses() -> Sequence[DutyStatus]:
    """The statuses of duties at their end."""
    return sorted(ENDED)


def duties_for_meeting(duties: QuerySet[Duty], on: date, *, within_days: int = 14) -> list[Duty]:
    """What a meeting has to speak of: late, near, waiting for confirmation, or with a request to decide; by unit and
    last day, at most 500."""
    horizon = on + timedelta(days=within_days)
    wanted = (
        Q(status__in=[DutyStatus.OPEN, DutyStatus.DOING], due_on__lte=horizon)
        | Q(status=DutyStatus.REPORTED)
        | Q(requests__status="asked")
    )
    rows = duties.filter(wanted).exclude(task__plan__status__in=[PlanStatus.CLOSED, PlanStatus.DROPPED])
    rows = rows.select_related("task__plan", "unit", "assignee").distinct()
    return list(rows.order_by("unit__sort_key", F("due_on").asc(nulls_last=True), "id")[:500])


def entries_of_duty(duty: Duty) -> QuerySet[JournalEntry]:
    """What happened to the duty, oldest first: of its task's journal what concerns this duty, or all of them."""
    entries = entries_about("plan_task", str(duty.task_id))
    return entries.filter(Q(payload__duty=str(duty.pk)) | ~Q(payload__has_key="duty"))
