"""What passes on with an agency: rounds under way with all in them, what waits, approved proposals still followed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.enums.rounds import ItemStatus, RoundKind, RoundStatus
from motcua.reviews.models import HandIn, ReviewRound, RoundItem, SimplificationProposal
from motcua.reviews.rules.rounds.states import OWED

_ROUNDS = "đợt rà soát thủ tục đang làm"
_ITEMS = "thủ tục đang rà soát hoặc chờ rà soát"
_PROPOSALS = "phương án đơn giản hóa đang theo dõi"
_OPEN = (RoundStatus.DRAFT, RoundStatus.APPROVED, RoundStatus.RUNNING)
_ENDED = (ProposalStatus.REJECTED, ProposalStatus.MEASURED)


class OpenRounds:
    """Rounds under way go on at the successor, and so do reviews that a unit owes and proposals not yet measured (an
    OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many rounds, items and proposals are open."""
        return _items(
            _rounds(predecessors).count(), _open_items(predecessors).count(), _proposals(predecessors).count()
        )

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """Pass them on. A yearly plan goes on as a further round where the successor has a plan of that year."""
        found = self.count(predecessors=predecessors, on=on)
        rounds = list(_rounds(predecessors).select_for_update(of=("self",)))
        items = list(_open_items(predecessors).select_for_update(of=("self",)).values_list("pk", flat=True))
        proposals = list(
            _proposals(predecessors).select_for_update(of=("self",)).values_list("pk", flat=True)
        )
        _pass_rounds(rounds, successor)
        _pass_items(items, predecessors, successor)
        SimplificationProposal.objects.filter(pk__in=proposals).update(
            agency=successor, revision=F("revision") + 1
        )
        facts = [
            Fact("ReviewRoundHandedOver", "review_round", str(one.pk), {"to": str(successor)})
            for one in rounds
        ]
        facts += [
            Fact("ReviewItemHandedOver", "review_item", str(pk), {"to": str(successor)}) for pk in items
        ]
        facts += [
            Fact("ProposalHandedOver", "simplification_proposal", str(pk), {"to": str(successor)})
            for pk in proposals
        ]
        record_all(facts=facts, actor=actor, at=at)
        return found

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """Nothing ends by itself: what is open stays behind for a person to decide."""
        return self.count(predecessors=predecessors, on=on)


def _pass_rounds(rounds: list[ReviewRound], successor: UUID) -> None:
    """The rounds with everything that carries their agency; one that cannot be the yearly plan is a further round."""
    years = set(
        ReviewRound.objects.filter(agency=successor, kind=RoundKind.YEARLY)
        .exclude(status=RoundStatus.DROPPED)
        .values_list("year", flat=True)
    )
    for one in rounds:
        if one.kind == RoundKind.YEARLY and one.year in years:
            one.kind = RoundKind.FOCUSED
        elif one.kind == RoundKind.YEARLY:
            years.add(one.year)
        one.agency_id = successor
        one.revision += 1
    ReviewRound.objects.bulk_update(rounds, ["agency", "kind", "revision"])
    RoundItem.objects.filter(round__in=rounds).update(agency=successor)


def _pass_items(items: list[UUID], predecessors: Collection[UUID], successor: UUID) -> None:
    """What waits at the agencies, unless the successor waits for the same already; what their units owe, with the lines
    of the chain."""
    rows = RoundItem.objects.filter(pk__in=items)
    known = set(
        RoundItem.objects.filter(agency=successor, round__isnull=True, status=ItemStatus.WAITING).values_list(
            "procedure_id", "reference"
        )
    )
    for row in rows.filter(agency__in=predecessors, status=ItemStatus.WAITING).order_by("created_at", "id"):
        if (row.procedure_id, row.reference) in known:
            row.status, row.status_note = ItemStatus.LEFT_OUT, "Cơ quan kế thừa đã có đề nghị này."
        else:
            known.add((row.procedure_id, row.reference))
            row.agency_id = successor
        row.revision += 1
        row.save(update_fields=["status", "status_note", "agency", "revision"])
    rows.filter(unit__in=predecessors).update(unit=successor, assignee=None, revision=F("revision") + 1)
    _pass_lines(predecessors, successor)


def _pass_lines(predecessors: Collection[UUID], successor: UUID) -> None:
    """Lines of the chain that units still owe; two of one kind in a round become one."""
    lines = HandIn.objects.filter(unit__in=predecessors, done_on__isnull=True, round__status__in=_OPEN)
    there = set(HandIn.objects.filter(unit=successor).values_list("round_id", "step", "product"))
    for line in lines.order_by("due_on", "id"):
        if (line.round_id, line.step, line.product) in there:
            line.delete()
            continue
        there.add((line.round_id, line.step, line.product))
        line.unit_id = successor
        line.save(update_fields=["unit"])


def _rounds(agencies: Collection[UUID]) -> QuerySet[ReviewRound]:
    return ReviewRound.objects.filter(agency__in=agencies, status__in=_OPEN)


def _open_items(agencies: Collection[UUID]) -> QuerySet[RoundItem]:
    """What waits at the agencies without a round, and what units among them owe in open rounds."""
    waits = Q(agency__in=agencies, round__isnull=True, status=ItemStatus.WAITING)
    owes = Q(unit__in=agencies, status__in=OWED, round__status__in=_OPEN)
    return RoundItem.objects.filter(waits | owes)


def _proposals(agencies: Collection[UUID]) -> QuerySet[SimplificationProposal]:
    return SimplificationProposal.objects.filter(agency__in=agencies).exclude(status__in=_ENDED)


def _items(rounds: int, items: int, proposals: int) -> list[OpenItems]:
    counted = ((_ROUNDS, rounds), (_ITEMS, items), (_PROPOSALS, proposals))
    return [OpenItems(label, number) for label, number in counted if number]
