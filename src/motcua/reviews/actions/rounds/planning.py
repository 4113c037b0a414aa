"""A round: begun, said, approved by another person, set going, closed, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree
from motcua.plans.actions.drafting import range_of
from motcua.reviews.actions.rounds.locking import lock_round, of_round, said_or_refuse, touch
from motcua.reviews.actions.rounds.telling import ask_units, tell_of_round
from motcua.reviews.enums.rounds import HandInStep, ItemStatus, RoundKind, RoundStatus
from motcua.reviews.models import HandIn, ReviewRound, RoundItem
from motcua.reviews.policy import require_keep
from motcua.reviews.policy.rounds import require_approve_round
from motcua.reviews.queries.rounds.people import approvers_of
from motcua.reviews.rules.rounds.dates import DueStep, is_in_order
from motcua.reviews.rules.rounds.states import OWED

_YEARS = range(2010, 2101)


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What is said of a round as a whole; `chain` are the last days of its hand-ins."""

    kind: RoundKind
    year: int
    title: str
    period: Period
    scope: str = ""
    basis: str = ""
    goals: str = ""
    control_unit_id: UUID | None = None
    appraiser: str = ""
    approver: str = ""
    chain: tuple[DueStep, ...] = ()


@transaction.atomic
def start_round(
    *, agency_id: UUID, facts: RoundFacts, by: Person, at: datetime, is_sample: bool = False
) -> ReviewRound:
    """A new round, still without procedures.

    :raises Refused: "keep-reviews-not-allowed", "review-round-title-missing", "review-round-year-wrong",
        "review-round-twice" for a second yearly plan, "review-unit-not-found", "review-chain-order".
    """
    on = local_day(at)
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)  # one yearly plan at a time
    require_keep(by, agency_id=agency_id, on=on)
    made = ReviewRound(agency_id=agency_id, created_by=by, created_at=at, is_sample=is_sample)
    _put(made, facts, on)
    made.save()
    _put_chain(made, facts.chain)
    payload = {"title": made.title, "kind": made.kind, "year": made.year}
    record(fact=of_round(made, "ReviewRoundStarted", payload), actor=by.actor, at=at)
    return made


@transaction.atomic
def save_round(
    *, round_id: UUID, facts: RoundFacts, by: Person, at: datetime, seen: int | None = None
) -> ReviewRound:
    """Say the round otherwise while it is being drawn up.

    :raises Refused: as `start_round`, "review-round-not-found", "review-round-status-wrong", "review-round-changed".
    """
    held = lock_round(round_id, seen=seen)
    on = local_day(at)
    require_keep(by, agency_id=held.agency_id, on=on)
    held = lock_round(round_id, RoundStatus.DRAFT, seen=seen)
    _put(held, facts, on)
    touch(held)
    held.hand_ins.all().delete()
    _put_chain(held, facts.chain)
    record(fact=of_round(held, "ReviewRoundSaved", {"title": held.title}), actor=by.actor, at=at)
    return held


@transaction.atomic
def submit_round(*, round_id: UUID, by: Person, at: datetime) -> ReviewRound:
    """Tell those who approve that the round waits for them.

    :raises Refused: "review-round-not-found", "keep-reviews-not-allowed", "review-round-status-wrong",
        "review-round-empty".
    """
    held = lock_round(round_id)
    on = local_day(at)
    require_keep(by, agency_id=held.agency_id, on=on)
    held = lock_round(round_id, RoundStatus.DRAFT)
    _require_items(held)
    record(fact=of_round(held, "ReviewRoundSubmitted", {}), actor=by.actor, at=at)
    people = approvers_of(held.agency_id, on)
    tell_of_round(held, "review_to_approve", people, key=str(held.revision), but=by, at=at)
    return held


@transaction.atomic
def approve_round(
    *,
    round_id: UUID,
    document_number: str = "",
    issued_on: date | None = None,
    by: Person,
    at: datetime,
) -> ReviewRound:
    """Let the round go ahead with its procedures as they are chosen; the decision's number where there is one.

    :raises Refused: "review-round-not-found", "approve-reviews-not-allowed", "own-review-not-allowed",
        "review-round-status-wrong", "review-round-empty".
    """
    held = lock_round(round_id)
    require_approve_round(by, held, on=local_day(at))
    held = lock_round(round_id, RoundStatus.DRAFT)
    items = _require_items(held)
    held.status, held.approved_by, held.approved_at = RoundStatus.APPROVED, by, at
    held.document_number, held.issued_on = clean(document_number)[:60], issued_on
    touch(held)
    payload = {"items": items, "number": held.document_number, "issued_on": issued_on}
    record(fact=of_round(held, "ReviewRoundApproved", payload), actor=by.actor, at=at)
    tell_of_round(held, "review_approved", [held.created_by], key="", but=by, at=at)
    return held


@transaction.atomic
def begin_round(*, round_id: UUID, sent_on: date | None = None, by: Person, at: datetime) -> ReviewRound:
    """Set the approved round going: each unit is told of its procedures and gets its own line in the chain. `sent_on`
    is when the plan went to the central control body.

    :raises Refused: "review-round-not-found", "keep-reviews-not-allowed", "review-round-status-wrong".
    """
    held = lock_round(round_id)
    on = local_day(at)
    require_keep(by, agency_id=held.agency_id, on=on)
    held = lock_round(round_id, RoundStatus.APPROVED)
    held.status, held.begun_at, held.sent_on = RoundStatus.RUNNING, at, sent_on
    touch(held)
    items = held.items.exclude(status=ItemStatus.LEFT_OUT)
    units = set(items.values_list("unit_id", flat=True))
    share_chain(held, units)
    payload = {"units": len(units), "items": items.count(), "sent_on": sent_on}
    record(fact=of_round(held, "ReviewRoundBegun", payload), actor=by.actor, at=at)
    ask_units(held, units, by=by, at=at)
    return held


@transaction.atomic
def close_round(*, round_id: UUID, note: str = "", by: Person, at: datetime) -> ReviewRound:
    """End the round; what was proposed and approved is followed on.

    :raises Refused: "review-round-not-found", "keep-reviews-not-allowed", "review-round-status-wrong",
        "review-round-unfinished" while units still owe reviews.
    """
    held = lock_round(round_id)
    require_keep(by, agency_id=held.agency_id, on=local_day(at))
    held = lock_round(round_id, RoundStatus.RUNNING)
    owed = held.items.filter(status__in=[*OWED, ItemStatus.HANDED_IN])
    if codes := list(owed.order_by("procedure__code").values_list("procedure__code", flat=True)[:6]):
        more = f" và {owed.count() - 5} thủ tục khác" if len(codes) > 5 else ""
        raise Refused(
            "review-round-unfinished",
            f"Còn thủ tục chưa rà soát xong: {', '.join(codes[:5])}{more}. Nhận kết quả, hoặc ghi lý do không rà soát, "
            "rồi kết thúc đợt.",
        )
    held.status, held.closed_at, held.closing_note = RoundStatus.CLOSED, at, clean(note)
    touch(held)
    record(fact=of_round(held, "ReviewRoundClosed", {"note": held.closing_note}), actor=by.actor, at=at)
    return held


@transaction.atomic
def drop_round(*, round_id: UUID, reason: str, by: Person, at: datetime) -> ReviewRound:
    """Give up a round that does not run yet; its procedures may be chosen for another.

    :raises Refused: "review-round-not-found", "keep-reviews-not-allowed", "review-round-status-wrong",
        "reason-missing", "reason-too-long".
    """
    held = lock_round(round_id)
    require_keep(by, agency_id=held.agency_id, on=local_day(at))
    held = lock_round(round_id, RoundStatus.DRAFT, RoundStatus.APPROVED)
    said = said_or_refuse(reason, missing="Ghi lý do bỏ đợt rà soát này.")
    held.status, held.closing_note = RoundStatus.DROPPED, said
    touch(held)
    record(fact=of_round(held, "ReviewRoundDropped", {"reason": said}), actor=by.actor, at=at)
    return held


def share_chain(held: ReviewRound, units: set[UUID]) -> None:
    """Give each of the units its own line for what units hand in, with the common last day; lines of units that have
    nothing to review any more go, unless something was handed in."""
    if held.status != RoundStatus.RUNNING:
        return
    rows = list(held.hand_ins.filter(step=HandInStep.UNIT))
    days = {row.product: row.due_on for row in rows}
    there = {(row.product, row.unit_id) for row in rows}
    made = [
        HandIn(round=held, step=HandInStep.UNIT, product=product, unit_id=unit, due_on=due_on)
        for product, due_on in sorted(days.items())
        for unit in sorted(units)
        if (product, unit) not in there
    ]
    insert_all(made)
    if units:
        held.hand_ins.filter(step=HandInStep.UNIT, unit__isnull=True).delete()


def _put(held: ReviewRound, facts: RoundFacts, on: date) -> None:
    title = " ".join(clean(facts.title).split())[:300]
    if not title:
        raise Refused("review-round-title-missing", "Ghi tên đợt rà soát.", field="title")
    if facts.year not in _YEARS:
        raise Refused("review-round-year-wrong", "Năm rà soát từ 2010 đến 2100.", field="year")
    _require_once(held, facts)
    if facts.control_unit_id is not None:
        inside = subtree(held.agency_id, on).filter(pk=facts.control_unit_id).exists()
        if not inside:
            raise Refused(
                "review-unit-not-found",
                "Đơn vị đầu mối không thuộc cơ quan. Chọn đơn vị khác.",
                field="control_unit",
            )
    if not is_in_order(facts.chain):
        raise Refused(
            "review-chain-order",
            "Hạn gửi của cấp sau không được sớm hơn hạn của cấp trước: phòng chuyên môn, đơn vị đầu mối, cơ quan "
            "thẩm định, rồi Chủ tịch. Xem lại các ngày.",
            field="chain",
        )
    held.kind, held.year, held.title, held.period = facts.kind, facts.year, title, range_of(facts.period)
    held.scope, held.basis, held.goals = clean(facts.scope), clean(facts.basis), clean(facts.goals)
    held.control_unit_id = facts.control_unit_id
    held.appraiser, held.approver = clean(facts.appraiser)[:200], clean(facts.approver)[:200]


def _require_once(held: ReviewRound, facts: RoundFacts) -> None:
    if facts.kind is not RoundKind.YEARLY:
        return
    others = ReviewRound.objects.filter(agency=held.agency_id, kind=RoundKind.YEARLY, year=facts.year)
    if others.exclude(status=RoundStatus.DROPPED).exclude(pk=held.pk).exists():
        raise Refused(
            "review-round-twice",
            f"Cơ quan đã có kế hoạch rà soát năm {facts.year}. Sửa kế hoạch đó, hoặc lập đợt rà soát trọng tâm.",
            field="year",
        )


def _put_chain(held: ReviewRound, chain: Sequence[DueStep]) -> None:
    insert_all(
        [
            HandIn(round=held, step=one.step, product=one.product, due_on=one.due_on)
            for one in dict.fromkeys(chain)
        ]
    )


def _require_items(held: ReviewRound) -> int:
    number = RoundItem.objects.filter(round=held).exclude(status=ItemStatus.LEFT_OUT).count()
    if not number:
        raise Refused(
            "review-round-empty", "Đợt rà soát chưa có thủ tục nào. Chọn thủ tục trước khi trình duyệt."
        )
    return number
