"""What was reviewed and simplified, by field of administration; a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.enums.proposals import ProposalKind
from motcua.reviews.enums.rounds import ItemStatus, RoundStatus
from motcua.reviews.models import RoundItem, SimplificationProposal
from motcua.reviews.rules.cost.numbers import whole_vnd

FACTS = (
    "review_planned",
    "review_done",
    "review_repeal",
    "review_amend",
    "review_replace",
    "review_cost_before",
    "review_cost_after",
    "review_carried_out",
)
_UNNAMED = ("", "Không rõ")
_Row = tuple[str, str]
T = TypeVar("T", RoundItem, SimplificationProposal)
# A proposal that does several things is counted once, as the first of these that it does.
_AS = ((ProposalKind.REPEAL, "review_repeal"), (ProposalKind.REPLACE, "review_replace"))


def reviewed_by_field(
    *, agency_id: UUID | None, window: Period, last_day: date, until: datetime
) -> Mapping[_Row, Mapping[str, int]]:
    """Of each field (key and name): procedures that the rounds of the year plan, those handed in within the window,
    proposals approved in it by kind, yearly costs before and after of those in whole đồng, proposals carried out.

    What was approved or confirmed after `until` is not seen.
    """
    found: defaultdict[_Row, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FACTS, 0))
    for item in _items(agency_id, last_day, until):
        row = found[_field(item)]
        row["review_planned"] += 1
        if item.handed_in_on is not None and window.start <= item.handed_in_on <= last_day:
            row["review_done"] += 1
    since = datetime.combine(window.start, time(), tzinfo=VIETNAM)
    for proposal in _proposals(agency_id, last_day, until):
        row = found[_field(proposal)]
        if proposal.approved_at is not None and proposal.approved_at >= since:
            _approved(row, proposal)
        is_done = proposal.confirmed_at is not None and proposal.confirmed_at < until
        if is_done and proposal.carried_out_on is not None:
            row["review_carried_out"] += window.start <= proposal.carried_out_on <= last_day
    return dict(sorted(found.items(), key=lambda each: (each[0][0] == "", each[0][1])))


def _approved(row: dict[str, int], proposal: SimplificationProposal) -> None:
    if set(proposal.kinds) <= {ProposalKind.KEEP}:
        return
    row[next((fact for kind, fact in _AS if kind in proposal.kinds), "review_amend")] += 1
    before, after = proposal.dossiers_per_year, proposal.dossiers_per_year_after
    if before is not None:
        row["review_cost_before"] += _yearly(proposal.cost_before_vnd, before)
        row["review_cost_after"] += _yearly(proposal.cost_after_vnd, before if after is None else after)


def _yearly(cost_vnd: Decimal | None, dossiers: Decimal) -> int:
    return whole_vnd(Fraction(cost_vnd or 0) * Fraction(dossiers))


def _items(agency_id: UUID | None, last_day: date, until: datetime) -> Iterable[RoundItem]:
    rows = RoundItem.objects.filter(round__year=last_day.year, round__approved_at__lt=until)
    rows = rows.exclude(round__status=RoundStatus.DROPPED).exclude(status=ItemStatus.LEFT_OUT)
    return _within(rows, agency_id, last_day).select_related("version__field")


def _proposals(agency_id: UUID | None, last_day: date, until: datetime) -> Iterable[SimplificationProposal]:
    rows = SimplificationProposal.objects.filter(approved_at__lt=until)
    return _within(rows, agency_id, last_day).select_related("version__field")


def _within(rows: QuerySet[T], agency_id: UUID | None, on: date) -> QuerySet[T]:
    if agency_id is None:
        return rows
    below = set(subtree(agency_id, on).values_list("pk", flat=True)) | {agency_id}
    return rows.filter(agency__in=below)


def _field(row: RoundItem | SimplificationProposal) -> _Row:
    field = row.version.field if row.version is not None else None
    return (str(field.pk), field.name) if field is not None else _UNNAMED
