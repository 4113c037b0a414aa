"""Proposals go up and are decided: what was planned is frozen at approval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.rules.content import Content
from motcua.kernel.actions import record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.rounds.locking import said_or_refuse
from motcua.reviews.actions.rounds.proposing import (
    lock_proposal,
    of_proposal,
    proposal_not_found,
    require_status,
)
from motcua.reviews.actions.rounds.telling import tell_of_item
from motcua.reviews.enums.proposals import ProposalKind, ProposalStatus
from motcua.reviews.enums.rounds import ItemStatus
from motcua.reviews.models import SimplificationProposal
from motcua.reviews.policy import require_keep
from motcua.reviews.policy.rounds import require_approve
from motcua.reviews.queries.rounds.following import papers_gone
from motcua.reviews.queries.rounds.people import approvers_of
from motcua.reviews.queries.rounds.proposals import is_by_draft, saving_of
from motcua.reviews.rules.rounds.savings import as_plain

MOST_AT_ONCE = 200


@transaction.atomic
def submit_proposals(
    *, proposal_ids: Sequence[UUID], by: Person, at: datetime
) -> list[SimplificationProposal]:
    """Put proposals of accepted reviews before those who approve, all or none.

    :raises Refused: "proposal-not-found", "keep-reviews-not-allowed", "proposal-status-wrong", "proposal-too-early"
        while the review is not accepted, "proposal-keeps" where nothing would change, "proposal-choice-missing".
    """
    proposals = _locked(proposal_ids)
    for proposal in proposals:
        require_keep(by, agency_id=proposal.agency_id, on=local_day(at))
        require_status(proposal, ProposalStatus.DRAFT)
        _require_ready(proposal)
        proposal.status, proposal.status_note = ProposalStatus.SUBMITTED, ""
        proposal.submitted_by, proposal.submitted_at = by, at
        proposal.revision += 1
        proposal.save()
        record(fact=of_proposal(proposal, "ProposalSubmitted", {}), actor=by.actor, at=at)
        _tell(proposal, "proposal_to_approve", approvers_of(proposal.agency_id, local_day(at)), by, at)
    return proposals


@transaction.atomic
def send_back_proposal(*, proposal_id: UUID, reason: str, by: Person, at: datetime) -> SimplificationProposal:
    """Return a submitted proposal to those who keep the reviews.

    :raises Refused: "proposal-not-found", "approve-reviews-not-allowed", "own-review-not-allowed",
        "proposal-status-wrong", "reason-missing".
    """
    proposal = _to_decide(proposal_id, by, at)
    said = said_or_refuse(reason, missing="Ghi phương án cần sửa gì.")
    return _closed(proposal, ProposalStatus.DRAFT, "ProposalSentBack", "Trả lại", said, by, at)


@transaction.atomic
def reject_proposal(*, proposal_id: UUID, reason: str, by: Person, at: datetime) -> SimplificationProposal:
    """Decide against a proposal.

    :raises Refused: as `send_back_proposal`.
    """
    proposal = _to_decide(proposal_id, by, at)
    said = said_or_refuse(reason, missing="Ghi lý do không thông qua.")
    return _closed(proposal, ProposalStatus.REJECTED, "ProposalRejected", "Không thông qua", said, by, at)


@transaction.atomic
def approve_proposals(
    *,
    proposal_ids: Sequence[UUID],
    decision_number: str = "",
    decided_on: date,
    by: Person,
    at: datetime,
) -> list[SimplificationProposal]:
    """Approve proposals, all or none, by one decision: of each the facts and the planned saving are frozen as they are
    now. A cost by a sheet that is still a draft is not frozen: what is told counts agreed sheets only.

    :raises Refused: "proposal-not-found", "approve-reviews-not-allowed", "own-review-not-allowed",
        "proposal-status-wrong", "proposal-choice-missing", "proposal-day-wrong".
    """
    proposals, on = _locked(proposal_ids), local_day(at)
    if decided_on > on:
        raise Refused("proposal-day-wrong", "Ngày quyết định không ở tương lai.", field="decided_on")
    contents = contents_of([proposal.version_id for proposal in proposals])
    for proposal in proposals:
        assert proposal.submitted_by_id is not None or proposal.status != ProposalStatus.SUBMITTED
        submitter = proposal.submitted_by_id or proposal.prepared_by_id
        require_approve(by, agency_id=proposal.agency_id, prepared_by_id=submitter, on=on)
        require_status(proposal, ProposalStatus.SUBMITTED)
        proposal.planned = _frozen(proposal, contents[proposal.version_id])
        proposal.status = ProposalStatus.APPROVED
        proposal.approved_by, proposal.approved_at = by, at
        proposal.decision_number, proposal.decided_on = clean(decision_number)[:60], decided_on
        proposal.revision += 1
        proposal.save()
        payload = {
            "number": proposal.decision_number,
            "decided_on": decided_on,
            "saving": proposal.planned["saving"],
        }
        record(fact=of_proposal(proposal, "ProposalApproved", payload), actor=by.actor, at=at)
        people = [proposal.submitted_by] if proposal.submitted_by is not None else []
        _tell(proposal, "proposal_decided", people, by, at, answer="Đã duyệt")
    return proposals


def _locked(proposal_ids: Sequence[UUID]) -> list[SimplificationProposal]:
    wanted = sorted(set(proposal_ids))[: MOST_AT_ONCE + 1]
    if not wanted:
        raise Refused("proposal-choice-missing", "Chọn ít nhất một phương án.", field="proposals")
    if len(wanted) > MOST_AT_ONCE:
        raise Refused("proposal-choice-missing", f"Mỗi lần chọn nhiều nhất {MOST_AT_ONCE} phương án.")
    found = list(
        SimplificationProposal.objects.select_for_update(of=("self",))
        .select_related("agency", "procedure", "version", "item__round__agency", "item__unit", "submitted_by")
        .select_related("item__procedure", "item__version", "scenario", "estimate_before", "estimate_after")
        .filter(pk__in=wanted)
        .order_by("pk")
    )
    if len(found) != len(wanted):
        raise proposal_not_found()
    return found


def _to_decide(proposal_id: UUID, by: Person, at: datetime) -> SimplificationProposal:
    proposal = lock_proposal(proposal_id)
    submitter = proposal.submitted_by_id or proposal.prepared_by_id
    require_approve(by, agency_id=proposal.agency_id, prepared_by_id=submitter, on=local_day(at))
    require_status(proposal, ProposalStatus.SUBMITTED)
    return proposal


def _closed(
    proposal: SimplificationProposal,
    status: ProposalStatus,
    kind: str,
    answer: str,
    said: str,
    by: Person,
    at: datetime,
) -> SimplificationProposal:
    proposal.status, proposal.status_note = status, said
    proposal.revision += 1
    proposal.save()
    record(fact=of_proposal(proposal, kind, {"reason": said}), actor=by.actor, at=at)
    people = [proposal.submitted_by] if proposal.submitted_by is not None else []
    _tell(proposal, "proposal_decided", people, by, at, answer=answer, reason=said)
    return proposal


def _require_ready(proposal: SimplificationProposal) -> None:
    if proposal.item.status != ItemStatus.ACCEPTED:
        raise Refused(
            "proposal-too-early",
            f"Kết quả rà soát thủ tục {proposal.procedure.code} chưa được nhận nên chưa trình phương án được.",
        )
    if proposal.kinds in ([], [ProposalKind.KEEP.value]):
        raise Refused(
            "proposal-keeps",
            f"Thủ tục {proposal.procedure.code} được đề xuất giữ nguyên nên không có phương án để trình.",
        )


def _frozen(proposal: SimplificationProposal, content: Content) -> dict[str, Any]:
    """Facts and saving as they were decided on."""
    by_draft, typed_or_sheet = is_by_draft(proposal), "sheet" if proposal.estimate_after_id else "typed"
    if by_draft:  # whoever adds up approved proposals finds no cost that nobody agreed to
        proposal.cost_before_vnd = proposal.cost_after_vnd = None
    return {
        "code": proposal.procedure.code,
        "name": content.name,
        "version": str(proposal.version_id),
        "papers": [paper.name for paper in content.components],
        "papers_gone": papers_gone(proposal),
        "follows": proposal.scenario.name if proposal.scenario else "",
        "limit_unit": proposal.limit_unit,
        "kinds": proposal.kinds,
        "content": proposal.content,
        "saving": as_plain(saving_of(proposal)),
        "cost_from": "draft" if by_draft else typed_or_sheet,
    }


def _tell(
    proposal: SimplificationProposal, event: str, people: Any, by: Person, at: datetime, **facts: str
) -> None:
    tell_of_item(
        proposal.item, event, people, key=f"{proposal.pk}:{proposal.revision}", but=by, at=at, facts=facts
    )
