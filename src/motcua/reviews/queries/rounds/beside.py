"""What proposals were to save beside what was measured of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from motcua.reviews.models import ProposalMeasurement, SimplificationProposal
from motcua.reviews.queries.rounds.proposals import saving_of
from motcua.reviews.rules.measured.together import PlannedAndMeasured, Together, together
from motcua.reviews.rules.rounds.savings import Saved

Last = Mapping[UUID, ProposalMeasurement]


def last_measurements(proposals: Iterable[SimplificationProposal]) -> dict[UUID, ProposalMeasurement]:
    """The last measurement of each proposal that has one; one query."""
    rows = ProposalMeasurement.objects.filter(proposal__in={one.pk for one in proposals})
    found = rows.order_by("proposal_id", "-at", "-id").distinct("proposal_id").select_related("by")
    return {row.proposal_id: row for row in found}


def measured_year(row: ProposalMeasurement | None) -> Saved:
    """The cost of a year before and after as measured; unknown where it was not, or from too few dossiers."""
    if row is None:
        return Saved(None, None)
    return Saved(_whole(row.year_before_vnd), _whole(row.year_after_vnd))


def measured_once(row: ProposalMeasurement | None) -> Saved:
    """The same of one dossier."""
    if row is None:
        return Saved(None, None)
    return Saved(_whole(row.cost_before_vnd), _whole(row.cost_after_vnd))


def together_of(proposals: Iterable[SimplificationProposal], last: Last) -> Together:
    """Proposals added up, planned and measured apart."""
    return together(
        PlannedAndMeasured(saving_of(one).year, measured_year(last.get(one.pk))) for one in proposals
    )


def _whole(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
