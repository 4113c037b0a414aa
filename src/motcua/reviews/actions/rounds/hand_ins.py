"""Handing in along the chain: who sent what on which day, under which number."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal
from motcua.kernel.actions import record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.rounds.locking import lock_round, of_round
from motcua.reviews.enums.rounds import HandInProduct, HandInStep, RoundStatus
from motcua.reviews.models import HandIn, ReviewRound, RoundItem
from motcua.reviews.policy import may_keep
from motcua.reviews.policy.rounds import round_not_found
from motcua.reviews.rules.rounds.states import OWED


@transaction.atomic
def hand_in(
    *,
    hand_in_id: int,
    done_on: date,
    document_number: str = "",
    note: str = "",
    by: Person,
    at: datetime,
) -> HandIn:
    """Note that this link of the chain was handed in on the day: of a unit's own who does reviews there may, of all
    others who keeps the reviews.

    :raises Refused: "review-round-not-found", "hand-in-not-allowed", "review-round-status-wrong",
        "hand-in-day-wrong", "hand-in-too-early" for results while the unit still owes forms.
    """
    row, held = _locked(hand_in_id)
    on = local_day(at)
    _require_hand_in(row, held, by, on)
    lock_round(held.pk, RoundStatus.RUNNING, RoundStatus.CLOSED)
    if done_on > on or held.begun_at is None or done_on < local_day(held.begun_at):
        raise Refused(
            "hand-in-day-wrong",
            "Ngày gửi từ ngày triển khai đợt đến hôm nay. Xem lại ngày.",
            field="done_on",
        )
    _require_forms(row, held)
    row.done_on, row.by = done_on, by
    row.document_number, row.note = clean(document_number)[:60], clean(note)
    row.save()
    record(fact=of_round(held, "ReviewHandedIn", _payload(row)), actor=by.actor, at=at)
    return row


@transaction.atomic
def undo_hand_in(*, hand_in_id: int, reason: str, by: Person, at: datetime) -> HandIn:
    """Take back a note that something was handed in.

    :raises Refused: "review-round-not-found", "hand-in-not-allowed", "reason-missing".
    """
    row, held = _locked(hand_in_id)
    if not may_keep(by, agency_id=held.agency_id, on=local_day(at)):
        raise refusal(Capability.KEEP_REVIEWS)
    said = clean(reason)
    if not said:
        raise Refused("reason-missing", "Ghi lý do xóa ghi nhận này.", field="reason")
    clear_hand_in(row)
    record(
        fact=of_round(held, "ReviewHandInUndone", {**_payload(row), "reason": said}), actor=by.actor, at=at
    )
    return row


def clear_hand_in(row: HandIn) -> None:
    """As if nothing had been handed in."""
    row.done_on, row.by, row.document_number, row.note = None, None, "", ""
    row.save()


def follow_forms(item: RoundItem, *, by: Person, at: datetime) -> None:
    """The unit's results count as handed in on the day of its last form, and not any more once one was sent back."""
    assert item.round is not None
    row = HandIn.objects.filter(
        round=item.round_id, step=HandInStep.UNIT, product=HandInProduct.RESULT, unit=item.unit_id
    ).first()
    if row is None:
        return
    owes = _owes(item.round, row)
    if owes and row.done_on is not None:
        clear_hand_in(row)
    elif not owes and row.done_on is None:
        row.done_on, row.by = local_day(at), by
        row.save()
        record(fact=of_round(item.round, "ReviewHandedIn", _payload(row)), actor=by.actor, at=at)


def _locked(hand_in_id: int) -> tuple[HandIn, ReviewRound]:
    row = HandIn.objects.select_related("unit").filter(pk=hand_in_id).first()
    if row is None:
        raise round_not_found()
    held = lock_round(row.round_id)
    row.refresh_from_db()
    return row, held


def _require_hand_in(row: HandIn, held: ReviewRound, by: Person, on: date) -> None:
    if may_keep(by, agency_id=held.agency_id, on=on):
        return
    if row.unit_id is not None and may(by, Capability.DO_REVIEWS, agency_id=row.unit_id, on=on):
        return
    raise Refused(
        "hand-in-not-allowed",
        "Chỉ đơn vị phải gửi hoặc đơn vị đầu mối kiểm soát thủ tục ghi nhận được việc gửi này.",
    )


def _require_forms(row: HandIn, held: ReviewRound) -> None:
    if row.product == HandInProduct.RESULT and row.unit_id is not None and _owes(held, row):
        raise Refused(
            "hand-in-too-early",
            "Đơn vị còn thủ tục chưa nộp biểu rà soát. Nộp hết các biểu thì hệ thống tự ghi ngày gửi.",
        )


def _owes(held: ReviewRound, row: HandIn) -> bool:
    return RoundItem.objects.filter(round=held, unit=row.unit_id, status__in=OWED).exists()


def _payload(row: HandIn) -> dict[str, object]:
    return {
        "step": row.step,
        "product": row.product,
        "unit": row.unit_id,
        "done_on": row.done_on,
        "number": row.document_number,
    }
