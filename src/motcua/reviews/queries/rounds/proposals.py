"""Proposals: which there are, what they plan to save, how many are carried out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.catalogue.enums import DecisionStage, ProcedureKind
from motcua.catalogue.models import DecisionItem, PromulgationDecision
from motcua.reviews.enums.proposals import ProposalKind, ProposalStatus
from motcua.reviews.enums.rounds import RoundStatus
from motcua.reviews.models import ReviewRound, SimplificationProposal
from motcua.reviews.queries.rounds.visible import ReviewReach
from motcua.reviews.rules.rounds.proposals import DECIDED, EXECUTED
from motcua.reviews.rules.rounds.savings import Saved, Saving, from_plain, total


def proposals_of(agency_id: UUID, year: int) -> QuerySet[SimplificationProposal]:
    """The proposals of the agency's rounds of the year that would change something, by code of procedure."""
    rows = SimplificationProposal.objects.filter(agency=agency_id, item__round__year=year)
    return _in_order(rows.exclude(item__round__status=RoundStatus.DROPPED))


def proposals_in(held: ReviewRound) -> list[SimplificationProposal]:
    """The proposals of the round that would change something, by code of procedure."""
    return list(_in_order(SimplificationProposal.objects.filter(item__round=held)))


def proposals_visible_to(reach: ReviewReach) -> QuerySet[SimplificationProposal]:
    """The proposals of agencies whose reviews the person reads, and those of units at which they do or read reviews."""
    here = {*reach.reads, *reach.does}
    return SimplificationProposal.objects.filter(Q(agency__in=reach.reads) | Q(item__unit__in=here))


def find_proposal(proposal_id: UUID, reach: ReviewReach) -> SimplificationProposal | None:
    """The proposal, when the person may see it."""
    found = proposals_visible_to(reach).filter(pk=proposal_id)
    return found.select_related(
        "agency",
        "procedure",
        "version__field",
        "item__round__agency",
        "item__unit",
        "approved_by",
        "submitted_by",
        "prepared_by",
        "carried_out_by",
        "confirmed_by",
        "estimate_before",
        "estimate_after",
        "scenario",
    ).first()


def saving_of(proposal: SimplificationProposal) -> Saving:
    """What the proposal plans to save: as frozen at approval, before as it stands."""
    if proposal.planned is not None:
        return from_plain(proposal.planned["saving"])
    return Saving(
        limit=Saved(proposal.limit_before, proposal.limit_after),
        papers=Saved(_whole(proposal.papers_before), _whole(proposal.papers_after)),
        cost=Saved(_whole(proposal.cost_before_vnd), _whole(proposal.cost_after_vnd)),
        dossiers_per_year=proposal.dossiers_per_year,
        dossiers_per_year_after=proposal.dossiers_per_year_after,
        conditions=Saved(_whole(proposal.conditions_before), _whole(proposal.conditions_after)),
        trips=Saved(proposal.trips_before, proposal.trips_after),
    )


def is_by_draft(proposal: SimplificationProposal) -> bool:
    """Whether its cost rests on a sheet that is not agreed to; of a plan that is frozen, whether it did at approval."""
    if proposal.planned is not None:
        return bool(proposal.planned.get("cost_from") == "draft")
    sheets = (proposal.estimate_before, proposal.estimate_after)
    return any(sheet is not None and sheet.is_draft for sheet in sheets)


@dataclass(frozen=True, slots=True)
class Planned:
    """What some proposals together plan to save; each sum of those of which both sides are known."""

    proposals: int
    cost_year: Saved
    papers: Saved
    conditions: Saved
    with_cost: int


def planned_of(proposals: Iterable[SimplificationProposal]) -> Planned:
    """The proposals summed up."""
    savings = [saving_of(proposal) for proposal in proposals]
    return Planned(
        proposals=len(savings),
        cost_year=total(saving.year for saving in savings),
        papers=total(saving.papers for saving in savings),
        conditions=total(saving.conditions for saving in savings),
        with_cost=sum(saving.year.is_known for saving in savings),
    )


@dataclass(frozen=True, slots=True)
class Executed:
    """Of approved proposals how many are carried out; `internal` alone for internal procedures."""

    approved: int
    carried_out: int


def executed(agency_id: UUID, *, year: int, internal: bool = False) -> Executed:
    """Approved proposals that the locality itself can carry out, of decisions of the year, and those carried out."""
    rows = SimplificationProposal.objects.filter(agency=agency_id, status__in=DECIDED, decided_on__year=year)
    if internal:
        rows = rows.filter(procedure__kind=ProcedureKind.INTERNAL)
    words = list(rows.values_list("status", flat=True))
    return Executed(len(words), sum(word in EXECUTED for word in words))


def suggested_decisions(
    proposals: Collection[SimplificationProposal],
) -> dict[UUID, list[PromulgationDecision]]:
    """For each approved proposal the promulgated decisions about its procedure signed since it was decided: one of
    them may have carried it out. One query."""
    open_ones = [
        one for one in proposals if one.status == ProposalStatus.APPROVED and one.decided_on is not None
    ]
    rows = (
        DecisionItem.objects.filter(
            procedure__in={one.procedure_id for one in open_ones},
            decision__stage=DecisionStage.PROMULGATED,
        )
        .select_related("decision")
        .order_by("decision__signed_on", "decision_id")
    )
    by_procedure: dict[UUID, list[PromulgationDecision]] = {}
    for row in rows:
        by_procedure.setdefault(row.procedure_id, []).append(row.decision)
    return {
        one.pk: [
            decision
            for decision in by_procedure.get(one.procedure_id, [])
            if decision.signed_on is not None and one.decided_on is not None
            if decision.signed_on >= one.decided_on
        ]
        for one in open_ones
    }


def decisions_about(proposal: SimplificationProposal, *, on: date) -> QuerySet[PromulgationDecision]:
    """The promulgated decisions about the proposal's procedure, the latest first."""
    found = DecisionItem.objects.filter(procedure=proposal.procedure_id).values("decision")
    return PromulgationDecision.objects.filter(
        pk__in=found, stage=DecisionStage.PROMULGATED, signed_on__lte=on
    ).order_by("-signed_on", "-id")


def _in_order(rows: QuerySet[SimplificationProposal]) -> QuerySet[SimplificationProposal]:
    changing = rows.exclude(kinds=[]).exclude(kinds=[ProposalKind.KEEP.value])
    return changing.select_related(
        "procedure",
        "version__field",
        "item__unit",
        "item__round",
        "carried_out_by",
        "approved_by",
        "estimate_before",
        "estimate_after",
    ).order_by("procedure__code", "id")


def _whole(number: Decimal | int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
