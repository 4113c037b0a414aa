"""Approved proposals are carried out by promulgation, and what they saved is measured afterwards from dossiers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from motcua.accounts.models import Person
from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import DecisionItem, PromulgationDecision
from motcua.kernel.actions import Fact, record, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.reviews.actions.rounds.locking import said_or_refuse
from motcua.reviews.actions.rounds.proposing import lock_proposal, of_proposal, require_status
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import ProposalMeasurement, SimplificationProposal
from motcua.reviews.policy import require_keep
from motcua.reviews.queries.rounds.measured import Found, measure
from motcua.reviews.queries.rounds.taken import TimeTaken
from motcua.reviews.rules.measured.figures import as_plain, figures_of

MOST_AT_ONCE = 200
_DAY = timedelta(days=1)
_MEASURABLE = (ProposalStatus.CARRIED_OUT, ProposalStatus.MEASURED)


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
    """Count what dossiers show of the year before the proposal was carried out and of the time since, and what the
    change saved at the rates of the kept sheets; keep it beside what was planned.

    :raises Refused: "proposal-not-found", "keep-reviews-not-allowed", "proposal-status-wrong", "nothing-to-measure",
        "activity-norm-missing".
    """
    proposal = lock_proposal(proposal_id)
    require_keep(by, agency_id=proposal.agency_id, on=local_day(at))
    require_status(proposal, *_MEASURABLE)
    found = measure([proposal], agency=proposal.agency, at=at)[proposal.pk]
    if not _has_something(found):
        raise Refused(
            "nothing-to-measure",
            f"Từ ngày {found.spans.after_from:%d/%m/%Y} chưa có hồ sơ nào của thủ tục {proposal.procedure.code} giải "
            "quyết xong nên chưa đo được. Đo lại khi đã có hồ sơ.",
        )
    made = _measurement(proposal, found, note=clean(note), by=by, at=at)
    made.save(force_insert=True)
    _measured(proposal)
    record(fact=_fact_of(proposal, made), actor=by.actor, at=at)
    return made


@transaction.atomic
def measure_carried_out(*, agency_id: UUID, by: Person, at: datetime) -> list[ProposalMeasurement]:
    """Measure every proposal of the agency carried out of which there are dossiers since; a fixed number of statements.

    :raises Refused: "keep-reviews-not-allowed", "nothing-to-measure", "too-many-proposals", "activity-norm-missing".
    """
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
    require_keep(by, agency_id=agency_id, on=local_day(at))
    proposals = list(
        SimplificationProposal.objects.select_for_update(of=("self",))
        .select_related("procedure", "version__procedure")
        .filter(agency=agency_id, status__in=_MEASURABLE)
        .order_by("carried_out_on", "pk")[: MOST_AT_ONCE + 1]
    )
    if len(proposals) > MOST_AT_ONCE:
        raise Refused(
            "too-many-proposals",
            f"Cơ quan có hơn {MOST_AT_ONCE} phương án đã thực thi. Đo từng phương án ở trang của nó.",
        )
    found = measure(proposals, agency=agency, at=at) if proposals else {}
    ready = [one for one in proposals if _has_something(found[one.pk])]
    if not ready:
        raise Refused(
            "nothing-to-measure",
            "Chưa có phương án đã thực thi nào có hồ sơ giải quyết xong theo quy định mới. Đo lại khi đã có hồ sơ.",
        )
    made = [_measurement(one, found[one.pk], note="", by=by, at=at) for one in ready]
    ProposalMeasurement.objects.bulk_create(made)
    SimplificationProposal.objects.filter(pk__in=[one.pk for one in ready]).update(
        status=ProposalStatus.MEASURED, revision=F("revision") + 1
    )
    facts = [_fact_of(one, measured) for one, measured in zip(ready, made, strict=True)]
    record_all(facts=facts, actor=by.actor, at=at)
    return made


def _measurement(
    proposal: SimplificationProposal, found: Found, *, note: str, by: Person, at: datetime
) -> ProposalMeasurement:
    spans, saving = found.spans, found.saving
    once, year = saving.once_vnd or (None, None), saving.year_vnd or (None, None)
    return ProposalMeasurement(
        proposal=proposal,
        at=at,
        by=by,
        before_from=spans.before_from,
        before_until=spans.before_until,
        after_from=spans.after_from,
        after_until=max(spans.after_from, spans.after_until - _DAY),
        **_seconds(found.took_before, "before"),
        **_seconds(found.took_after, "after"),
        cost_before_vnd=once[0],
        cost_after_vnd=once[1],
        year_before_vnd=year[0],
        year_after_vnd=year[1],
        saving_percent=saving.percent,
        missing=saving.missing or "",
        confidence=saving.confidence,
        figures=as_plain(figures_of(saving)),
        note=note,
    )


def _has_something(found: Found) -> bool:
    """Whether a dossier was finished since, or, after a repeal, before."""
    return bool(found.took_after.dossiers) or found.saving.after.is_repealed


def _measured(proposal: SimplificationProposal) -> None:
    proposal.status = ProposalStatus.MEASURED
    proposal.revision += 1
    proposal.save()


def _fact_of(proposal: SimplificationProposal, made: ProposalMeasurement) -> Fact:
    payload = {
        "dossiers_before": made.dossiers_before,
        "dossiers_after": made.dossiers_after,
        "year_before_vnd": made.year_before_vnd,
        "year_after_vnd": made.year_after_vnd,
        "missing": str(made.missing),
    }
    return of_proposal(proposal, "ProposalMeasured", payload)


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


def _seconds(taken: TimeTaken, side: str) -> dict[str, int | None]:
    spans = {"half": taken.half, "most": taken.most, "mean": taken.mean}
    found: dict[str, int | None] = {f"dossiers_{side}": taken.dossiers}
    for name, span in spans.items():
        found[f"{name}_{side}"] = None if span is None else int(span.total_seconds())
    return found
