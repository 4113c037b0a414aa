"""Approved proposals are carried out by promulgation, and what they saved is measured afterwards from dossiers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import DecisionItem, PromulgationDecision
from motcua.kernel.actions import record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.rounds.locking import said_or_refuse
from motcua.reviews.actions.rounds.proposing import lock_proposal, of_proposal, require_status
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import ProposalMeasurement, SimplificationProposal
from motcua.reviews.policy import require_keep
from motcua.reviews.queries.costs.sheets import as_sheet, find_current
from motcua.reviews.queries.rounds.measured import TimeTaken, time_taken
from motcua.reviews.rules.cost.sheets import costed

_YEAR = timedelta(days=365)


@transaction.atomic
def carry_out_proposal(
    *,
    proposal_id: UUID,
    decision_id: UUID | None = None,
    carried_out_on: date | None = None,
    note: str = "",
    by: Person,
    at: datetime,
) -> SimplificationProposal:
    """Confirm that the proposal is carried out: by this promulgation decision about its procedure, from the day on
    which that applies; or, where nothing is promulgated, from `carried_out_on` with a note that says how.

    :raises Refused: "proposal-not-found", "keep-reviews-not-allowed", "proposal-status-wrong",
        "decision-not-about-procedure", "proposal-day-wrong", "reason-missing".
    """
    proposal, on = lock_proposal(proposal_id), local_day(at)
    require_keep(by, agency_id=proposal.agency_id, on=on)
    require_status(proposal, ProposalStatus.APPROVED)
    decision = _decision(proposal, decision_id) if decision_id is not None else None
    day = decision.effective_on if decision is not None else carried_out_on
    if decision is None:
        said_or_refuse(note, missing="Ghi phương án được thực thi bằng văn bản, việc làm nào.", field="note")
    _require_day(proposal, day, on)
    proposal.carried_out_by, proposal.carried_out_on, proposal.carrying_note = decision, day, clean(note)
    proposal.confirmed_by, proposal.confirmed_at = by, at
    proposal.status = ProposalStatus.CARRIED_OUT
    proposal.revision += 1
    proposal.save()
    payload = {"decision": decision_id, "on": day, "note": proposal.carrying_note}
    record(fact=of_proposal(proposal, "ProposalCarriedOut", payload), actor=by.actor, at=at)
    return proposal


@transaction.atomic
def undo_carrying_out(*, proposal_id: UUID, reason: str, by: Person, at: datetime) -> SimplificationProposal:
    """The proposal was not carried out after all, and nothing was measured yet.

    :raises Refused: "proposal-not-found", "keep-reviews-not-allowed", "proposal-status-wrong", "reason-missing".
    """
    proposal = lock_proposal(proposal_id)
    require_keep(by, agency_id=proposal.agency_id, on=local_day(at))
    require_status(proposal, ProposalStatus.CARRIED_OUT)
    said = said_or_refuse(reason, missing="Ghi vì sao xóa xác nhận này.")
    proposal.carried_out_by, proposal.carried_out_on, proposal.carrying_note = None, None, ""
    proposal.confirmed_by, proposal.confirmed_at = None, None
    proposal.status = ProposalStatus.APPROVED
    proposal.revision += 1
    proposal.save()
    record(fact=of_proposal(proposal, "ProposalCarryingOutUndone", {"reason": said}), actor=by.actor, at=at)
    return proposal


@transaction.atomic
def measure_proposal(*, proposal_id: UUID, note: str = "", by: Person, at: datetime) -> ProposalMeasurement:
    """Count what dossiers show of the year before the proposal was carried out and of the time since; keep it beside
    what was planned. Costs come from the kept sheets of both times, where both are kept.

    :raises Refused: "proposal-not-found", "keep-reviews-not-allowed", "proposal-status-wrong", "nothing-to-measure".
    """
    proposal, on = lock_proposal(proposal_id), local_day(at)
    require_keep(by, agency_id=proposal.agency_id, on=on)
    require_status(proposal, ProposalStatus.CARRIED_OUT, ProposalStatus.MEASURED)
    day = proposal.carried_out_on
    assert day is not None
    before = _taken(proposal, day - _YEAR, day, at)
    after = _taken(proposal, day, on + timedelta(days=1), at)
    if not after.dossiers:
        raise Refused(
            "nothing-to-measure",
            f"Từ ngày {day:%d/%m/%Y} chưa có hồ sơ nào của thủ tục {proposal.procedure.code} giải quyết xong nên chưa "
            "đo được. Đo lại khi đã có hồ sơ.",
        )
    made = ProposalMeasurement.objects.create(
        proposal=proposal,
        at=at,
        by=by,
        before_from=day - _YEAR,
        before_until=day,
        after_until=on,
        **_seconds(before, "before"),
        **_seconds(after, "after"),
        cost_before_vnd=_cost(proposal, day - timedelta(days=1)),
        cost_after_vnd=_cost(proposal, on),
        note=clean(note),
    )
    proposal.status = ProposalStatus.MEASURED
    proposal.revision += 1
    proposal.save()
    payload = {"dossiers_before": before.dossiers, "dossiers_after": after.dossiers}
    record(fact=of_proposal(proposal, "ProposalMeasured", payload), actor=by.actor, at=at)
    return made


def _decision(proposal: SimplificationProposal, decision_id: UUID) -> PromulgationDecision:
    item = (
        DecisionItem.objects.filter(
            decision=decision_id,
            procedure=proposal.procedure_id,
            decision__stage=DecisionStage.PROMULGATED,
        )
        .select_related("decision")
        .first()
    )
    if item is None:
        raise Refused(
            "decision-not-about-procedure",
            f"Quyết định này chưa công bố hoặc không về thủ tục {proposal.procedure.code}. Chọn quyết định khác.",
            field="decision",
        )
    return item.decision


def _require_day(proposal: SimplificationProposal, day: date | None, on: date) -> None:
    if day is None or day > on or (proposal.decided_on is not None and day < proposal.decided_on):
        raise Refused(
            "proposal-day-wrong",
            "Ngày thực thi phải từ ngày phê duyệt phương án đến hôm nay. Xem lại ngày hoặc quyết định công bố.",
            field="carried_out_on",
        )


def _taken(proposal: SimplificationProposal, first: date, until: date, at: datetime) -> TimeTaken:
    return time_taken(proposal.procedure_id, agency_id=proposal.agency_id, first=first, until=until, at=at)


def _seconds(taken: TimeTaken, side: str) -> dict[str, int | None]:
    spans = {"half": taken.half, "most": taken.most, "mean": taken.mean}
    found: dict[str, int | None] = {f"dossiers_{side}": taken.dossiers}
    for name, span in spans.items():
        found[f"{name}_{side}"] = None if span is None else int(span.total_seconds())
    return found


def _cost(proposal: SimplificationProposal, on: date) -> int | None:
    """What the kept sheet of the version then in force said on the day; None when none was kept for it."""
    sheet = find_current(proposal.procedure_id, proposal.agency_id, on)
    if sheet is None or sheet.version.in_force is None or on not in sheet.version.in_force:
        return None
    return costed(as_sheet(sheet)).before.per_dossier_vnd
