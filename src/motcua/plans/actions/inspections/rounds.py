"""A round of inspections: begun with the units that may be drawn, approved by another person, closed, dropped."""

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
from motcua.plans.actions.drafting import range_of
from motcua.plans.actions.inspections.locking import lock_round, of_round, touch
from motcua.plans.actions.inspections.telling import tell_of_round
from motcua.plans.enums import RoundStatus
from motcua.plans.models import Candidate, InspectionRound, Plan
from motcua.plans.policy import may_read, not_found, require_approve_round, require_inspect
from motcua.plans.queries.inspections.figures import reached_in, unfinished_in
from motcua.plans.queries.inspections.ways import last_inspected
from motcua.plans.rules.inspecting import Reached


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What is said of a round as a whole."""

    title: str
    period: Period
    least_share: int
    share_basis: str = ""
    avoid_years: int = 2
    plan_id: UUID | None = None
    document_number: str = ""
    issued_on: date | None = None


@transaction.atomic
def start_round(
    *,
    agency_id: UUID,
    facts: RoundFacts,
    unit_ids: Sequence[UUID],
    by: Person,
    at: datetime,
    is_sample: bool = False,
) -> InspectionRound:
    """A new round with the units that may be drawn, each with the day it was last inspected.

    :raises Refused: "keep-inspections-not-allowed", "round-title-missing", "round-share-wrong", "round-units-missing",
        "plan-not-found" for a plan that `by` may not see.
    """
    on = local_day(at)
    require_inspect(by, agency_id=agency_id, on=on)
    title = _checked(facts)
    _require_plan(facts.plan_id, by, on)
    made = InspectionRound.objects.create(
        agency_id=agency_id,
        plan_id=facts.plan_id,
        title=title,
        period=range_of(facts.period),
        least_share=facts.least_share,
        share_basis=clean(facts.share_basis)[:300],
        avoid_years=facts.avoid_years,
        document_number=clean(facts.document_number)[:60],
        issued_on=facts.issued_on,
        created_by=by,
        created_at=at,
        is_sample=is_sample,
    )
    number = put_candidates(made, unit_ids)
    payload = {"title": title, "units": number, "least_share": facts.least_share}
    record(fact=of_round(made, "InspectionRoundStarted", payload), actor=by.actor, at=at)
    return made


@transaction.atomic
def save_round(*, round_id: UUID, facts: RoundFacts, by: Person, at: datetime) -> InspectionRound:
    """Say the round otherwise while it is being drawn up. What the draw rests on stays once lots are drawn.

    :raises Refused: as `start_round`, "inspection-not-found", "round-status-wrong", "round-drawn".
    """
    drawn = lock_round(round_id, RoundStatus.DRAFT)
    on = local_day(at)
    require_inspect(by, agency_id=drawn.agency_id, on=on)
    rules_before = (drawn.period.lower, drawn.least_share, drawn.avoid_years)
    drawn.title = _checked(facts)
    _require_plan(facts.plan_id, by, on)
    if drawn.seed and rules_before != (facts.period.start, facts.least_share, facts.avoid_years):
        raise Refused(
            "round-drawn",
            "Đã rút thăm nên không đổi được ngày bắt đầu, tỷ lệ và số năm tránh trùng. Nếu cần, bỏ đợt này và lập "
            "đợt khác.",
        )
    drawn.plan_id, drawn.period = facts.plan_id, range_of(facts.period)
    drawn.least_share, drawn.avoid_years = facts.least_share, facts.avoid_years
    drawn.share_basis = clean(facts.share_basis)[:300]
    drawn.document_number, drawn.issued_on = clean(facts.document_number)[:60], facts.issued_on
    touch(drawn)
    payload = {"title": drawn.title, "least_share": drawn.least_share}
    record(fact=of_round(drawn, "InspectionRoundSaved", payload), actor=by.actor, at=at)
    return drawn


@transaction.atomic
def approve_round(*, round_id: UUID, by: Person, at: datetime) -> InspectionRound:
    """Let the round go ahead with the units as they are taken.

    :raises Refused: "inspection-not-found", "approve-plans-not-allowed", "own-round-not-allowed",
        "round-status-wrong", "round-not-drawn", "round-share-missed".
    """
    drawn = lock_round(round_id)
    require_approve_round(by, drawn, on=local_day(at))
    drawn = lock_round(round_id, RoundStatus.DRAFT)
    taken, units = drawn.candidates.filter(is_taken=True).count(), drawn.candidates.count()
    if not drawn.seed:
        raise Refused(
            "round-not-drawn", "Đợt kiểm tra chưa rút thăm nên chưa phê duyệt được. Rút thăm trước."
        )
    if not Reached(taken, units, drawn.least_share).is_enough:
        raise Refused(
            "round-share-missed",
            f"Mới chọn {taken}/{units} đơn vị, chưa đủ {drawn.least_share}%. Chọn thêm đơn vị, hoặc thôi để lại "
            "những đơn vị đã để lại.",
        )
    drawn.status, drawn.approved_by, drawn.approved_at = RoundStatus.APPROVED, by, at
    touch(drawn)
    payload = {"taken": taken, "units": units, "seed": drawn.seed}
    record(fact=of_round(drawn, "InspectionRoundApproved", payload), actor=by.actor, at=at)
    tell_of_round(drawn, "inspection_round_approved", [drawn.created_by], key="", but=by, at=at)
    return drawn


@transaction.atomic
def close_round(*, round_id: UUID, note: str = "", by: Person, at: datetime) -> InspectionRound:
    """End the round with the share that was reached; what is still being put right goes on.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong",
        "round-unfinished", "note-missing" where fewer units than wanted were inspected.
    """
    drawn = lock_round(round_id, RoundStatus.APPROVED)
    require_inspect(by, agency_id=drawn.agency_id, on=local_day(at))
    if open_units := unfinished_in(drawn):
        raise Refused(
            "round-unfinished",
            f"Còn đơn vị chưa kiểm tra xong: {'; '.join(open_units[:5])}"
            f"{f' và {len(open_units) - 5} đơn vị khác' if len(open_units) > 5 else ''}. Kết luận hoặc ghi lý do "
            "không kiểm tra nữa trước khi kết thúc đợt.",
        )
    reached = reached_in(drawn)
    if not reached.is_enough and not clean(note):
        raise Refused(
            "note-missing",
            f"Đã kiểm tra {reached.inspected}/{reached.units} đơn vị, chưa đủ {drawn.least_share}%. Ghi lý do.",
            field="note",
        )
    drawn.status, drawn.closed_at, drawn.closing_note = RoundStatus.CLOSED, at, clean(note)
    touch(drawn)
    payload = {"inspected": reached.inspected, "units": reached.units, "note": drawn.closing_note}
    record(fact=of_round(drawn, "InspectionRoundClosed", payload), actor=by.actor, at=at)
    return drawn


@transaction.atomic
def drop_round(*, round_id: UUID, reason: str, by: Person, at: datetime) -> InspectionRound:
    """Give up a round that was not approved; nothing is deleted, its draws stay on record.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong", "reason-missing".
    """
    drawn = lock_round(round_id, RoundStatus.DRAFT)
    require_inspect(by, agency_id=drawn.agency_id, on=local_day(at))
    if not clean(reason):
        raise Refused("reason-missing", "Ghi lý do bỏ đợt kiểm tra này.", field="reason")
    drawn.status, drawn.closing_note = RoundStatus.DROPPED, clean(reason)
    touch(drawn)
    payload = {"reason": drawn.closing_note, "seed": drawn.seed}
    record(fact=of_round(drawn, "InspectionRoundDropped", payload), actor=by.actor, at=at)
    return drawn


def put_candidates(drawn: InspectionRound, unit_ids: Sequence[UUID]) -> int:
    """Let the round be about these units; how many there are. What was said of those that stay, stays.

    :raises Refused: "round-units-missing".
    """
    wanted = set(Agency.objects.filter(pk__in=set(unit_ids)).values_list("pk", flat=True)) - {drawn.agency_id}
    if not wanted:
        raise Refused("round-units-missing", "Chọn ít nhất một đơn vị có thể được kiểm tra.", field="units")
    drawn.candidates.exclude(unit__in=wanted).delete()
    new = wanted - set(drawn.candidates.values_list("unit", flat=True))
    last = last_inspected(new, agency_id=drawn.agency_id, before=drawn.period.lower)
    insert_all(
        [Candidate(round=drawn, unit_id=unit, last_inspected_on=last.get(unit)) for unit in sorted(new)]
    )
    return len(wanted)


def _checked(facts: RoundFacts) -> str:
    title = " ".join(clean(facts.title).split())[:300]
    if not title:
        raise Refused("round-title-missing", "Ghi tên đợt kiểm tra.", field="title")
    if not 1 <= facts.least_share <= 100:
        raise Refused("round-share-wrong", "Tỷ lệ đơn vị được kiểm tra từ 1 đến 100%.", field="least_share")
    if not 0 <= facts.avoid_years <= 10:
        raise Refused("round-share-wrong", "Số năm tránh trùng từ 0 đến 10.", field="avoid_years")
    return title


def _require_plan(plan_id: UUID | None, by: Person, on: date) -> None:
    if plan_id is None:
        return
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None or not may_read(by, plan, on=on):
        raise not_found()
