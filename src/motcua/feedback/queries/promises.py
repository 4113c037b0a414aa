"""What was promised at conferences, with how far the work that each follows is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.rules.roles import roles_with
from motcua.feedback.enums import PromiseStanding
from motcua.feedback.enums.feedback import State
from motcua.feedback.models import DialogueConference, DialoguePromise
from motcua.feedback.queries.feedback.visible import feedback_reach, is_closed, visible_codes
from motcua.feedback.rules.promises import (
    KEPT_BY_DUTY,
    KEPT_BY_FEEDBACK,
    KEPT_BY_ITEM,
    OF_DUTY,
    OF_FEEDBACK,
    OF_ITEM,
    is_late,
)
from motcua.kernel.clock import local_day
from motcua.plans.enums import DutyStatus
from motcua.plans.models import Duty
from motcua.plans.queries.people import people_by_unit
from motcua.plans.rules.timing import RUNNING
from motcua.reviews.enums.rounds import ItemStatus
from motcua.reviews.models import RoundItem


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise as it stands. `code` is that of the feedback it follows, "" where the reader may not see it."""

    row: DialoguePromise
    standing: PromiseStanding
    is_late: bool
    done_on: date | None
    code: str = ""


def promises_of(conference: DialogueConference, person: Person, on: date) -> list[Promised]:
    """What was promised at the conference, in the order in which it was written down; at most four queries."""
    rows = _with_work(conference)
    told = [row.feedback.code for row in rows if row.feedback]
    codes = visible_codes(told, feedback_reach(person, on)) if told else frozenset()
    return [_promised(row, on, codes) for row in rows]


def public_promises(conference: DialogueConference, on: date) -> list[Promised]:
    """The same for anybody: nothing of the work itself. One query."""
    return [_promised(row, on, frozenset()) for row in _with_work(conference)]


def running_promises() -> QuerySet[DialoguePromise]:
    """What was promised and is not yet kept."""
    rows = DialoguePromise.objects.filter(dropped_at__isnull=True)
    kept = Q(duty__status__in=sorted(KEPT_BY_DUTY)) | Q(item__status__in=sorted(KEPT_BY_ITEM))
    return rows.exclude(kept | Q(feedback__state__in=sorted(KEPT_BY_FEEDBACK)))


def duties_to_follow(conference: DialogueConference) -> QuerySet[Duty]:
    """Running duties of tasks that the conference's agency gave, in the order of their last day."""
    rows = Duty.objects.filter(task__owner=conference.agency_id, status__in=sorted(RUNNING))
    return rows.select_related("task__plan", "unit").order_by("due_on", "id")


def items_to_follow(conference: DialogueConference) -> QuerySet[RoundItem]:
    """Procedures whose review the conference's agency has before it, the latest first."""
    ended = (ItemStatus.ACCEPTED, ItemStatus.LEFT_OUT)
    rows = RoundItem.objects.filter(agency=conference.agency_id).exclude(status__in=ended)
    return rows.select_related("procedure", "round").order_by("-created_at", "-id")


def keepers_by_agency(agency_ids: Collection[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who keeps what the public says at each of the agencies; one query."""
    return people_by_unit(agency_ids, roles_with(Capability.KEEP_FEEDBACK), on)


def _with_work(conference: DialogueConference) -> Sequence[DialoguePromise]:
    found = DialoguePromise.objects.filter(conference=conference)
    rows = found.select_related("unit", "duty__task__plan", "feedback", "item__procedure")
    return list(rows.order_by("number"))


def _promised(row: DialoguePromise, on: date, codes: Collection[str]) -> Promised:
    standing, done_on = _work(row)
    if row.dropped_at is not None:
        standing, done_on = PromiseStanding.DROPPED, None
    code = row.feedback.code if row.feedback and row.feedback.code in codes else ""
    late = is_late(standing, due_on=row.due_on, on=on)
    return Promised(row, standing, late, done_on if standing is PromiseStanding.DONE else None, code)


def _work(row: DialoguePromise) -> tuple[PromiseStanding, date | None]:
    """How far the work is, and when it was done. Feedback that turned out to be about conduct tells nothing here."""
    if row.duty is not None:
        return OF_DUTY[DutyStatus(row.duty.status)], row.duty.done_on
    if row.item is not None:
        return OF_ITEM[ItemStatus(row.item.status)], row.item.handed_in_on
    assert row.feedback is not None
    if is_closed(row.feedback):
        return PromiseStanding.UNDER_WAY, None
    answered = row.feedback.answered_at
    return OF_FEEDBACK[State(row.feedback.state)], local_day(answered) if answered else None
