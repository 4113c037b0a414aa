"""Which rounds and items a person may see: the beginning of every list.

Who reads the reviews of an agency sees what it and the bodies below it review. Who does reviews at a unit sees the
unit's own items and the rounds they are in, once these run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.queries import RoleReach, agencies_by_role
from motcua.accounts.rules.roles import roles_with
from motcua.reviews.enums.rounds import RoundStatus
from motcua.reviews.models import ReviewRound, RoundItem

RUNS = (RoundStatus.RUNNING, RoundStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class ReviewReach(RoleReach):
    """The agencies at which a person has part in reviews on a day."""

    @property
    def reads(self) -> list[UUID]:
        """The agencies whose reviews the person reads."""
        return self.able(Capability.READ_REVIEWS)

    @property
    def does(self) -> list[UUID]:
        """The units at which the person does reviews."""
        return self.able(Capability.DO_REVIEWS)

    @property
    def keeps(self) -> list[UUID]:
        """The agencies whose reviews the person keeps."""
        return self.able(Capability.KEEP_REVIEWS)

    @property
    def approves(self) -> list[UUID]:
        """The agencies for which the person approves."""
        return self.able(Capability.APPROVE_REVIEWS)


def reach_of(person: Person, on: date) -> ReviewReach:
    """Where `person` reaches on the day; one query."""
    return ReviewReach(person, on, agencies_by_role(person, on))


def own_units(reach: ReviewReach) -> QuerySet[RoleHolding]:
    """The very units at which the person does reviews, without those below: whose work waits for them. A subquery."""
    held = RoleHolding.objects.filter(
        person=reach.person, role__in=roles_with(Capability.DO_REVIEWS), held__contains=reach.on
    )
    return held.values("agency")  # type: ignore[return-value]  # rows of one column


def rounds_visible_to(reach: ReviewReach) -> QuerySet[ReviewRound]:
    """The rounds of agencies whose reviews the person reads, and running ones in which a unit of theirs has part."""
    here = {*reach.reads, *reach.does}
    shared = RoundItem.objects.filter(unit__in=here).values("round")
    return ReviewRound.objects.filter(Q(agency__in=reach.reads) | Q(pk__in=shared, status__in=RUNS))


def items_visible_to(reach: ReviewReach) -> QuerySet[RoundItem]:
    """The items of agencies whose reviews the person reads, and those of units at which they do or read reviews, of
    rounds that run."""
    here = {*reach.reads, *reach.does}
    return RoundItem.objects.filter(Q(agency__in=reach.reads) | Q(unit__in=here, round__status__in=RUNS))


def find_round(round_id: UUID, reach: ReviewReach) -> ReviewRound | None:
    """The round, when the person may see it."""
    found = rounds_visible_to(reach).filter(pk=round_id)
    return found.select_related("agency", "control_unit", "created_by", "approved_by").first()


def find_item(item_id: UUID, reach: ReviewReach) -> RoundItem | None:
    """The item, when the person may see it."""
    found = items_visible_to(reach).filter(pk=item_id)
    return found.select_related(
        "agency", "round__agency", "procedure", "version__field", "unit", "assignee", "created_by"
    ).first()
