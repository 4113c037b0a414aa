"""What feedback sets going: a review of the procedure, an inspection; and telling who sent it that the rule changed,
or that the procedure is no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from string import digits
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.acting import acting
from motcua.feedback.actions.feedback.telling import tell_sender
from motcua.feedback.enums.feedback import Act, FollowUpKind, Outcome, ReplyStatus, Subject
from motcua.feedback.models import Feedback, FollowUp, Reply
from motcua.feedback.queries.feedback.rule_changes import RuleChange, rule_changes
from motcua.feedback.queries.feedback.visible import is_closed
from motcua.feedback.rules.feedback.moves import ANSWERED
from motcua.feedback.rules.feedback.wording import RULE_CHANGED, SUBJECT
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.plans.actions.inspections.planning import Visit, plan_surprise
from motcua.plans.models import Inspection
from motcua.reviews.actions.rounds.items import open_item_from_feedback
from motcua.reviews.models import RoundItem

# How long a new version is looked back on, so that no run of the worker may be missed for it.
_LOOKED_BACK = timedelta(days=60)
_BATCH = 200
# The figures of a telephone that are the same however it is written: 0912 345 678, +84 912 345 678.
_PHONE = 9
_MAY_CHANGE_THE_RULE = (Outcome.TO_AMEND, Outcome.PROPOSED, Outcome.NEW_RULE)


def open_review(
    *, feedback_id: UUID, reason: str, by: Person, at: datetime, seen: int | None = None
) -> RoundItem:
    """Let the procedure wait for a review because of this feedback; told again, it is the same item.

    :raises Refused: "review-without-procedure", "closed-not-reviewed", and those of `open_item_from_feedback`.
    """
    with acting(feedback_id=feedback_id, act=Act.FOLLOW_UP, by=by, at=at, seen=seen) as one:
        feedback = one.feedback
        if is_closed(feedback):
            raise Refused(
                "closed-not-reviewed", "Phản ánh về hành vi không mở rà soát thủ tục; mở kiểm tra nếu cần."
            )
        if feedback.procedure_id is None:
            raise Refused(
                "review-without-procedure", "Phân loại và chọn thủ tục trước khi mở rà soát.", field="reason"
            )
        item = open_item_from_feedback(
            agency_id=feedback.agency_id,
            procedure_id=feedback.procedure_id,
            reference=feedback.code,
            reason=reason,
            by=by,
            at=at,
        )
        _followed(feedback, FollowUpKind.REVIEW, item.pk, reason, by, at)
        one.tell(note=FollowUpKind.REVIEW.label)
        tell_sender(feedback, "feedback_followed_up", at=at, key="review", task="rà soát thủ tục")
    return item


def open_inspection(
    *,
    feedback_id: UUID,
    unit_id: UUID,
    reason: str,
    visit: Visit,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Inspection:
    """Set up an inspection that the unit is not told of. What is written as its reason is read by the unit afterwards:
    neither the code nor the words of the feedback are put there by the system.

    :raises Refused: "reason-tells-feedback" where the code of the feedback, its sender's name, telephone or e-mail
        stands in the reason, those of `plan_surprise`, ….
    """
    with acting(feedback_id=feedback_id, act=Act.FOLLOW_UP, by=by, at=at, seen=seen) as one:
        _require_untold(one.feedback, reason)
        made = plan_surprise(
            agency_id=one.feedback.agency_id, unit_id=unit_id, reason=reason, visit=visit, by=by, at=at
        )
        _followed(one.feedback, FollowUpKind.INSPECTION, made.pk, reason, by, at)
        one.tell(note=FollowUpKind.INSPECTION.label)
    return made


def _require_untold(feedback: Feedback, reason: str) -> None:
    said = f" {fold(reason)} "
    kept = (feedback.code, feedback.sender_name, feedback.sender_email)
    phone = _figures(feedback.sender_phone)[-_PHONE:]
    has_phone = len(phone) == _PHONE and phone in _figures(reason)
    if has_phone or any(f" {fold(one)} " in said for one in kept if fold(one)):
        raise Refused(
            "reason-tells-feedback",
            "Đơn vị được kiểm tra đọc lý do này: bỏ mã phản ánh, tên, điện thoại, thư điện tử người gửi.",
            field="reason",
        )


def _figures(text: str) -> str:
    return "".join(char for char in text if char in digits)


def tell_of_changed_rules(*, at: datetime) -> int:
    """Tell senders that a later version of the procedure they wrote about is in force, or that the procedure applies no
    more and what replaced it: of those whose feedback led to a review, or whose answer said that the rule would be
    changed. Each change once; how many."""
    on = local_day(at)
    changes = rule_changes(since=on - _LOOKED_BACK, on=on)
    told = 0
    for batch in _batches(_waiting_for_change(list(changes))):
        told += _tell_batch(batch, changes, at)
    return told


def _waiting_for_change(procedures: Sequence[UUID]) -> QuerySet[Feedback]:
    will = Reply.objects.filter(
        feedback=OuterRef("pk"), status=ReplyStatus.APPROVED, outcome__in=_MAY_CHANGE_THE_RULE
    )
    reviewed = FollowUp.objects.filter(feedback=OuterRef("pk"), kind=FollowUpKind.REVIEW)
    rows = Feedback.objects.filter(procedure__in=procedures, subject=Subject.RULE, state__in=sorted(ANSWERED))
    return rows.filter(Q(Exists(will)) | Q(Exists(reviewed))).select_related("agency", "sender")


def _batches(rows: QuerySet[Feedback]) -> Iterator[list[Feedback]]:
    batch = list(rows.order_by("id")[:_BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(id__gt=batch[-1].pk).order_by("id")[:_BATCH])


@transaction.atomic
def _tell_batch(batch: Sequence[Feedback], changes: Mapping[UUID, RuleChange], at: datetime) -> int:
    ids = [str(feedback.pk) for feedback in batch]
    entries = JournalEntry.objects.filter(subject_kind=SUBJECT, subject_id__in=ids, kind=RULE_CHANGED)
    said = {
        (subject, payload.get("version"), payload.get("is_end", False))
        for subject, payload in entries.values_list("subject_id", "payload")
    }
    told = 0
    for feedback in batch:
        assert feedback.procedure_id is not None
        change = changes[feedback.procedure_id]
        is_said = (str(feedback.pk), str(change.version_id), change.is_end) in said
        if not is_said and change.since > local_day(feedback.sent_at):
            _say_changed(feedback, change, at)
            told += 1
    return told


def _say_changed(feedback: Feedback, change: RuleChange, at: datetime) -> None:
    version = str(change.version_id)
    facts: dict[str, Any] = {"version": version, "title": change.title, "since": change.since.isoformat()}
    if change.is_end:
        facts |= {"is_end": True, "successor": change.successor}
    record(fact=Fact(RULE_CHANGED, SUBJECT, str(feedback.pk), facts), actor="system", at=at)
    FollowUp.objects.filter(feedback=feedback, kind=FollowUpKind.REVIEW, told_at=None).update(told_at=at)
    event = "feedback_rule_ended" if change.is_end else "feedback_rule_changed"
    said = {"procedure": change.title, "until": change.since, "successor": change.successor}
    tell_sender(feedback, event, at=at, key=version, **said)


def _followed(
    feedback: Feedback, kind: FollowUpKind, subject_id: UUID, reason: str, by: Person, at: datetime
) -> None:
    FollowUp.objects.get_or_create(
        feedback=feedback,
        kind=kind,
        subject_id=subject_id,
        defaults={"reason": reason, "by": by, "at": at},
    )
