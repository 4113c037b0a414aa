"""Rounds with their numbers, items in order, the chain of hand-ins as it stands on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from motcua.reviews.enums.rounds import (
    HandInProduct,
    HandInStanding,
    HandInStep,
    ItemStatus,
    RoundKind,
    RoundStatus,
)
from motcua.reviews.models import HandIn, ReviewRound, RoundItem
from motcua.reviews.queries.rounds.visible import ReviewReach, items_visible_to, own_units, rounds_visible_to
from motcua.reviews.rules.rounds.dates import plan_due_on, standing_of
from motcua.reviews.rules.rounds.states import OWED, REVIEWED

MOST_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class HandInNow:
    """A link of the chain with how it stands on the day; `days` left, negative when late."""

    row: HandIn
    standing: HandInStanding
    days: int

    @property
    def is_late(self) -> bool:
        """Whether it was due and is not there."""
        return self.standing is HandInStanding.LATE


def newest_rounds(reach: ReviewReach, *, agency_id: UUID | None = None) -> list[ReviewRound]:
    """The rounds the person sees, the newest first, each with `chosen` (procedures), `reviewed`, `owed_late`."""
    rows = rounds_visible_to(reach)
    if agency_id is not None:
        rows = rows.filter(agency=agency_id)
    counted = Q(items__isnull=False) & ~Q(items__status=ItemStatus.LEFT_OUT)
    return list(
        rows.select_related("agency")
        .annotate(
            chosen=Count("items", filter=counted),
            reviewed=Count("items", filter=Q(items__status__in=REVIEWED)),
            owed_late=Count("items", filter=Q(items__status__in=OWED, items__due_on__lt=reach.on)),
        )
        .order_by("-created_at", "-id")[:MOST_ROUNDS]
    )


def items_of(held: ReviewRound) -> list[RoundItem]:
    """The round's procedures by unit and code, with what a page shows of each; one query."""
    rows = held.items.select_related("procedure", "version__field", "unit", "assignee")
    return list(rows.order_by("unit__sort_key", "procedure__code"))


def waiting_items(reach: ReviewReach, *, agency_ids: Collection[UUID]) -> QuerySet[RoundItem]:
    """What waits for a review without a round at the agencies, the oldest first."""
    rows = items_visible_to(reach).filter(agency__in=agency_ids, status=ItemStatus.WAITING)
    return rows.select_related("procedure").order_by("created_at", "id")


def work_of(reach: ReviewReach) -> QuerySet[RoundItem]:
    """The reviews that the person's own units owe, in running rounds: the late and near ones first."""
    rows = RoundItem.objects.filter(
        unit__in=own_units(reach), round__status=RoundStatus.RUNNING, status__in=OWED
    )
    mine = Case(When(assignee=reach.person, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        rows.select_related("procedure", "version", "unit", "round", "assignee")
        .annotate(mine=mine)
        .order_by(F("due_on").asc(nulls_last=True), "mine", "procedure__code")
    )


def chain_of(held: ReviewRound, *, on: date) -> list[HandInNow]:
    """The links of the round's chain from below upward, the list before the results; one query."""
    rows = held.hand_ins.select_related("unit", "by")
    steps, products = list(HandInStep), list(HandInProduct)
    found = sorted(
        rows,
        key=lambda row: (
            products.index(HandInProduct(row.product)),
            steps.index(HandInStep(row.step)),
            row.unit.sort_key if row.unit else "",
        ),
    )
    return [hand_in_now(row, on=on) for row in found]


def hand_in_now(row: HandIn, *, on: date) -> HandInNow:
    """The link as it stands on the day."""
    standing = standing_of(due_on=row.due_on, done_on=row.done_on, on=on)
    return HandInNow(row, standing, (row.due_on - on).days)


def plan_standing(held: ReviewRound, *, on: date) -> HandInStanding | None:
    """How the yearly plan stands against its last day; None for other rounds. Approved and sent is done."""
    if held.kind != RoundKind.YEARLY or held.status == RoundStatus.DROPPED:
        return None
    return standing_of(due_on=plan_due_on(held.year), done_on=held.sent_on, on=on)


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """The procedures of a round by how far they are; those left out apart."""

    by_status: dict[ItemStatus, int]

    def of(self, *statuses: ItemStatus) -> int:
        """How many are in any of the states."""
        return sum(self.by_status.get(one, 0) for one in statuses)

    @property
    def all(self) -> int:
        """All that are to be reviewed."""
        return sum(self.by_status.values()) - self.of(ItemStatus.LEFT_OUT)

    @property
    def reviewed(self) -> int:
        """Handed in or accepted."""
        return self.of(*REVIEWED)


def counts_of(items: Iterable[RoundItem]) -> RoundCounts:
    """The items counted by state."""
    numbers: dict[ItemStatus, int] = {}
    for item in items:
        status = ItemStatus(item.status)
        numbers[status] = numbers.get(status, 0) + 1
    return RoundCounts(numbers)
