"""What was promised at a conference: written down with the work by which it is kept, dropped with a reason, and
reminded of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Q

from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.conferences import CONFERENCE, locked_conference
from motcua.feedback.enums import ConferenceStatus
from motcua.feedback.models import DialogueConference, DialoguePromise, Feedback
from motcua.feedback.policy.dialogues import conference_not_found, require_keep
from motcua.feedback.queries.dialogues import units_for
from motcua.feedback.queries.feedback.visible import feedback_visible_to, is_kept_from_some
from motcua.feedback.queries.promises import (
    duties_to_follow,
    items_to_follow,
    keepers_by_agency,
    running_promises,
)
from motcua.feedback.rules.feedback.tracking import bare_code
from motcua.feedback.rules.promises import checked_promise
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.notices.actions.notify import Announcement
from motcua.notices.models import Notice
from motcua.organisations.models import Agency
from motcua.plans.actions.giving import give_task, take_back_duty
from motcua.plans.actions.telling import shortened, subject_told, tell
from motcua.plans.models import Duty
from motcua.plans.queries.people import heads_of
from motcua.plans.rules.reminders import USUAL, calls_of
from motcua.reviews.models import RoundItem

PROMISE = "dialogue_promise"
_BATCH = 500
_SOON = timedelta(days=max(USUAL.days_before))


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """What is promised, which unit does it until when, and the work it follows; without one a duty is given for it."""

    text: str
    unit_id: UUID
    due_on: date
    duty_id: UUID | None = None
    feedback_code: str = ""
    item_id: UUID | None = None


@transaction.atomic
def add_promise(*, conference_id: UUID, promise: PromiseFacts, by: Person, at: datetime) -> DialoguePromise:
    """Write down what was promised at a conference that was held; the work it follows tells from then on how far it is.

    :raises Refused: "conference-not-found", "keep-feedback-not-allowed", "conference-not-at-that-point",
        "promise-missing", "promise-term-wrong", "promise-unit-wrong", "promise-follows-many", "promise-work-not-found".
    """
    row, on = locked_conference(conference_id), local_day(at)
    require_keep(by, agency_id=row.agency_id, on=on)
    held_on = local_day(row.ended_at) if row.ended_at else None
    text = checked_promise(
        text=promise.text, due_on=promise.due_on, status=ConferenceStatus(row.status), held_on=held_on
    )
    unit = units_for(row, on).filter(pk=promise.unit_id).first()
    if unit is None:
        raise Refused("promise-unit-wrong", "Chọn cơ quan tổ chức hoặc một đơn vị trực thuộc.", field="unit")
    last = DialoguePromise.objects.filter(conference=row).aggregate(last=Max("number"))["last"] or 0
    made = DialoguePromise(
        conference=row, number=last + 1, text=text, unit=unit, due_on=promise.due_on, added_by=by, added_at=at
    )
    _follow(made, row, unit, promise, by, at)
    made.save(force_insert=True)
    payload = {"number": made.number, "unit": unit.code, "due_on": made.due_on, "promise": str(made.pk)}
    record(fact=Fact("PromiseMade", CONFERENCE, str(row.pk), payload), actor=by.actor, at=at)
    return made


@transaction.atomic
def drop_promise(*, promise_id: UUID, reason: str, by: Person, at: datetime) -> DialoguePromise:
    """What was promised is not followed any more; the duty that was given for it is taken back.

    :raises Refused: "conference-not-found", "keep-feedback-not-allowed", "promise-dropped-already",
        "promise-reason-missing".
    """
    found = DialoguePromise.objects.filter(pk=promise_id).values_list("conference", flat=True).first()
    if found is None:
        raise conference_not_found()
    row = locked_conference(found)
    require_keep(by, agency_id=row.agency_id, on=local_day(at))
    promise = DialoguePromise.objects.get(pk=promise_id)
    if promise.dropped_at is not None:
        raise Refused("promise-dropped-already", "Việc này đã được ghi là thôi.", field="reason")
    promise.dropped_for = " ".join(clean(reason).split())[:300]
    if len(fold(promise.dropped_for)) < 3:
        raise Refused("promise-reason-missing", "Ghi lý do; người dân đã nghe lời hứa này.", field="reason")
    promise.dropped_at = at
    promise.save(update_fields=["dropped_at", "dropped_for"])
    if promise.is_given and promise.duty_id is not None:
        take_back_duty(duty_id=promise.duty_id, reason=promise.dropped_for, by=by, at=at)
    payload = {"number": promise.number, "reason": promise.dropped_for}
    record(fact=Fact("PromiseDropped", CONFERENCE, str(row.pk), payload), actor=by.actor, at=at)
    return promise


def remind_of_promises(*, at: datetime) -> int:
    """Tell heads of the units what was promised comes near or is late, and keepers what stays late; how many people
    were told who had not been before. Of a duty with the same last day plans remind already."""
    on, told = local_day(at), 0
    for batch in _batches(on):
        heads = heads_of({one.unit_id for one in batch}, on)
        keepers = keepers_by_agency({one.conference.agency_id for one in batch}, on)
        found = [call for one in batch for call in _calls(one, heads, keepers, on)]
        keys = [one.dedupe_key for one in found]
        said = set(Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
        with transaction.atomic():
            told += tell([one for one in found if one.dedupe_key not in said], at=at)
    return told


def _follow(
    made: DialoguePromise,
    row: DialogueConference,
    unit: Agency,
    promise: PromiseFacts,
    by: Person,
    at: datetime,
) -> None:
    chosen = [one for one in (promise.duty_id, clean(promise.feedback_code), promise.item_id) if one]
    if len(chosen) > 1:
        raise Refused(
            "promise-follows-many",
            "Chỉ gắn với một: nhiệm vụ, phản ánh hoặc thủ tục đang rà soát.",
            field="duty",
        )
    if promise.duty_id:
        made.duty = _duty(row, unit, promise.duty_id)
    elif promise.item_id:
        made.item = _item(row, promise.item_id)
    elif chosen:
        made.feedback = _feedback(promise.feedback_code, by, local_day(at))
    else:
        made.is_given = True
        made.duty = give_task(
            owner=row.agency,
            unit=unit,
            content=made.text,
            group=f"Việc hứa tại hội nghị đối thoại: {row.topic}",
            due_on=made.due_on,
            by=by,
            at=at,
            is_sample=row.is_sample,
        )


def _duty(row: DialogueConference, unit: Agency, duty_id: UUID) -> Duty:
    found = duties_to_follow(row).filter(pk=duty_id, unit=unit).first()
    if found is None:
        raise _no_work("Nhiệm vụ này không phải của đơn vị đã chọn, hoặc không còn theo dõi.", "duty")
    return found


def _item(row: DialogueConference, item_id: UUID) -> RoundItem:
    found = items_to_follow(row).filter(pk=item_id).first()
    if found is None:
        raise _no_work("Không tìm thấy thủ tục này trong việc rà soát của cơ quan.", "item")
    return found


def _feedback(code: str, by: Person, on: date) -> Feedback:
    """Feedback that anybody who reads the conference may know of; what is kept from somebody is as if it were not
    there."""
    found = feedback_visible_to(by, on).filter(code=bare_code(code)).first()
    if found is None or is_kept_from_some(found):
        raise _no_work("Không tìm thấy phản ánh có mã này, hoặc nó không gắn được.", "feedback_code")
    return found


def _no_work(message: str, field: str) -> Refused:
    return Refused("promise-work-not-found", message, field=field)


def _batches(on: date) -> Iterator[list[DialoguePromise]]:
    rows = running_promises().filter(due_on__lte=on + _SOON)
    rows = rows.exclude(Q(duty__isnull=False) & Q(duty__due_on=F("due_on")))
    rows = rows.select_related("conference__agency", "unit").order_by("id")
    batch = list(rows[:_BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(id__gt=batch[-1].pk)[:_BATCH])


def _calls(
    promise: DialoguePromise,
    heads: Mapping[UUID, Sequence[Person]],
    keepers: Mapping[UUID, Sequence[Person]],
    on: date,
) -> list[Announcement]:
    row = promise.conference
    facts = {
        "task": shortened(promise.text),
        "plan": f"Hội nghị đối thoại: {shortened(row.topic)}",
        "agency": promise.unit.name,
        "until": promise.due_on,
        "days": abs((promise.due_on - on).days),
    }
    found = []
    for call in calls_of(due_on=promise.due_on, on=on, rhythm=USUAL):
        to = keepers[row.agency_id] if call.event == "duty_escalated" else heads[promise.unit_id]
        told = subject_told(
            PROMISE, promise.pk, call.event, to, key=call.key, facts=facts,
            url=f"/ban-lam-viec/doi-thoai/{row.pk}/#viec-da-hua",
        )  # fmt: skip
        found.append(replace(told, dedupe_key=f"promise_{told.dedupe_key}"))
    return found
