"""What of reviews waits for a person today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.enums.rounds import ItemStatus, RoundStatus
from motcua.reviews.models import ReviewRound, RoundItem, SimplificationProposal
from motcua.reviews.queries.rounds.visible import ReviewReach, own_units
from motcua.reviews.rules.rounds.dates import NEAR_DAYS
from motcua.reviews.rules.rounds.states import OWED


@dataclass(frozen=True, slots=True)
class ReviewWork:
    """How much of what waits for the person: reviews late, near and others of their units, forms to look at, rounds
    and proposals to approve."""

    late: int = 0
    near: int = 0
    later: int = 0
    to_judge: int = 0
    rounds_to_approve: int = 0
    proposals_to_approve: int = 0


def review_work_of(reach: ReviewReach) -> ReviewWork:
    """What waits for the person; up to three queries, none for who has no part in reviews."""
    items = _items(reach) if reach.does or reach.keeps else {}
    approves = reach.approves
    rounds = proposals = 0
    if approves:
        open_rounds = ReviewRound.objects.filter(agency__in=approves, status=RoundStatus.DRAFT)
        rounds = open_rounds.filter(items__isnull=False).exclude(created_by=reach.person).distinct().count()
        waiting = SimplificationProposal.objects.filter(agency__in=approves, status=ProposalStatus.SUBMITTED)
        proposals = waiting.exclude(submitted_by=reach.person).count()
    return ReviewWork(**items, rounds_to_approve=rounds, proposals_to_approve=proposals)


def _items(reach: ReviewReach) -> dict[str, int]:
    owed = Q(unit__in=own_units(reach), status__in=OWED, round__status=RoundStatus.RUNNING)
    soon = reach.on + timedelta(days=NEAR_DAYS)
    late, near = Q(due_on__lt=reach.on), Q(due_on__gte=reach.on, due_on__lte=soon)
    judged = Q(agency__in=reach.keeps, status=ItemStatus.HANDED_IN, round__status=RoundStatus.RUNNING)
    found: dict[str, int] = RoundItem.objects.filter(owed | judged).aggregate(
        late=Count("id", filter=owed & late),
        near=Count("id", filter=owed & near),
        later=Count("id", filter=owed & ~late & ~near),
        to_judge=Count("id", filter=judged),
    )
    return found
