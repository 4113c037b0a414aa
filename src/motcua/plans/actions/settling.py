"""What follows for tasks and requests when duties end or begin again, whoever ended them; a fixed number of
statements. Called inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from motcua.deadlines.queries import calendar_for_agency
from motcua.plans.enums import DutyStatus, RequestStatus, TaskStatus
from motcua.plans.models import ChangeRequest, Duty, Task
from motcua.plans.rules.duties import due_after_event
from motcua.plans.rules.terms.term import Term
from motcua.plans.rules.timing import ENDED


def settle_tasks(task_ids: Collection[UUID], *, at: datetime) -> None:
    """Let each task be what its duties are: open while one runs or while nobody has any, done when all ended and one
    was done, else cancelled."""
    duties = Duty.objects.filter(task=OuterRef("pk"))
    runs = Exists(duties.exclude(status__in=list(ENDED)))
    done, any_at_all = Exists(duties.filter(status=DutyStatus.DONE)), Exists(duties)
    tasks = Task.objects.filter(pk__in=task_ids)
    tasks.filter(runs | ~any_at_all).exclude(status=TaskStatus.OPEN).update(
        status=TaskStatus.OPEN, ended_at=None
    )
    over = tasks.filter(~runs, any_at_all)
    over.filter(done).exclude(status=TaskStatus.DONE).update(status=TaskStatus.DONE, ended_at=at)
    over.filter(~done).exclude(status=TaskStatus.CANCELLED).update(status=TaskStatus.CANCELLED, ended_at=at)


def lapse_requests(duty_ids: Iterable[UUID]) -> int:
    """Nobody needs to decide any more what was asked about these duties; how many requests lapsed."""
    asked = ChangeRequest.objects.filter(duty__in=duty_ids, status=RequestStatus.ASKED)
    return asked.update(status=RequestStatus.LAPSED)


def due_on_after_event(*, owner_code: str, term: Term, event_on: date) -> date | None:
    """The last day in time once the event came; working days by the calendar of the agency that gave the task."""
    if term.length_days is not None and term.is_working_days:
        return calendar_for_agency(owner_code).add_working_days(event_on, term.length_days)
    return due_after_event(term=term, event_on=event_on)
