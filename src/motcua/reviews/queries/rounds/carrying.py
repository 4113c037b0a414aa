"""Into which reviews a trial can be carried."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.enums.rounds import ItemStatus, RoundStatus
from motcua.reviews.models import ReviewRound, RoundItem
from motcua.reviews.rules.rounds.states import OWED

_OPEN_ROUNDS = (RoundStatus.DRAFT, RoundStatus.APPROVED, RoundStatus.RUNNING)
_FOR_KEEPERS = (ItemStatus.WAITING, *OWED, ItemStatus.HANDED_IN, ItemStatus.ACCEPTED)


def reviews_for(
    procedure_id: UUID, agency_id: UUID, *, by: Person, keeps: bool, on: date
) -> QuerySet[RoundItem]:
    """The reviews of the procedure at the agency whose proposal this person may still let follow a trial: of who
    `keeps` the reviews those not yet submitted, of who does them those that are their unit's turn; the newest first."""
    open_here = Q(round__isnull=True, status=ItemStatus.WAITING) | Q(round__status__in=_OPEN_ROUNDS)
    found = RoundItem.objects.filter(open_here, procedure=procedure_id, agency=agency_id).filter(
        Q(proposal__isnull=True, status__in=(ItemStatus.WAITING, *OWED))
        | Q(proposal__status=ProposalStatus.DRAFT, status__in=_FOR_KEEPERS)
    )
    if not keeps:
        own = agencies_where(by, Capability.DO_REVIEWS, on)
        found = found.filter(unit__in=own.values("pk"), round__status=RoundStatus.RUNNING, status__in=OWED)
    return found.select_related("round", "unit").order_by("-created_at", "-id")


def rounds_for(procedure_id: UUID, agency_id: UUID) -> QuerySet[ReviewRound]:
    """The agency's open rounds in which the procedure is not yet; the newest first."""
    return (
        ReviewRound.objects.filter(agency=agency_id, status__in=_OPEN_ROUNDS)
        .exclude(items__procedure=procedure_id)
        .order_by("-created_at", "-id")
    )


def items_elsewhere(item: RoundItem) -> list[RoundItem]:
    """Where else the procedure of this item is under review at the same agency, in open rounds; one query."""
    rows = RoundItem.objects.filter(
        procedure=item.procedure_id, agency=item.agency_id, round__status__in=_OPEN_ROUNDS
    ).exclude(status=ItemStatus.LEFT_OUT)
    return list(rows.exclude(pk=item.pk).select_related("round").order_by("-created_at", "-id")[:5])


def rounds_by_procedure(agency_id: UUID, procedure_ids: Collection[UUID]) -> dict[UUID, ReviewRound]:
    """The open round of the agency in which each of these procedures is, the newest; one query."""
    rows = RoundItem.objects.filter(
        agency=agency_id, procedure__in=procedure_ids, round__status__in=_OPEN_ROUNDS
    ).exclude(status=ItemStatus.LEFT_OUT)
    found: dict[UUID, ReviewRound] = {}
    for row in rows.select_related("round").order_by("created_at", "id"):
        if row.round is not None:
            found[row.procedure_id] = row.round
    return found


def followers_of(scenario_ids: Collection[UUID]) -> dict[UUID, list[RoundItem]]:
    """The reviews that follow each trial, or shall; one query."""
    found: dict[UUID, list[RoundItem]] = {}
    rows = RoundItem.objects.filter(
        Q(scenario__in=scenario_ids, proposal__isnull=True) | Q(proposal__scenario__in=scenario_ids)
    ).exclude(status=ItemStatus.LEFT_OUT)
    for row in rows.select_related("round", "proposal").order_by("created_at", "id"):
        proposal = getattr(row, "proposal", None)
        key = proposal.scenario_id if proposal is not None else row.scenario_id
        if key is not None:
            found.setdefault(key, []).append(row)
    return found
