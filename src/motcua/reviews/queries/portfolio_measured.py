"""What was measured of the proposals of an agency that were carried out, beside what had been planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import ProposalMeasurement, SimplificationProposal
from motcua.reviews.queries.costs.sheets import end_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import approved_proposals
from motcua.reviews.queries.rounds.beside import Last, measured_once, measured_year, together_of
from motcua.reviews.queries.rounds.proposals import saving_of
from motcua.reviews.rules.measured.together import Together
from motcua.reviews.rules.rounds.savings import Saved


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A proposal carried out with its last measurement; None of what nobody measured yet."""

    proposal: SimplificationProposal
    measured: ProposalMeasurement | None

    @property
    def planned_year(self) -> Saved:
        """The cost of a year as it was planned at approval."""
        return saving_of(self.proposal).year

    @property
    def year(self) -> Saved:
        """The same as measured."""
        return measured_year(self.measured)

    @property
    def once(self) -> Saved:
        """The cost of one dossier as measured."""
        return measured_once(self.measured)

    @property
    def half(self) -> tuple[timedelta | None, timedelta | None]:
        """In which working time half of the dossiers were resolved before and after; None where there was none."""
        if self.measured is None:
            return None, None
        return _time(self.measured.half_before), _time(self.measured.half_after)


@dataclass(frozen=True, slots=True)
class MeasuredPortfolio:
    """The proposals carried out, those measured first, and all approved ones added up."""

    rows: tuple[MeasuredRow, ...]
    sums: Together


def measured_portfolio(scope: Scope) -> MeasuredPortfolio:
    """What was approved by the day, with what was measured by then; two queries."""
    approved = list(
        approved_proposals(scope)
        .select_related("procedure", "version__field")
        .order_by("procedure__code", "pk")
    )
    last = _last(approved, scope)
    rows = [
        MeasuredRow(one, last.get(one.pk))
        for one in approved
        if one.status != ProposalStatus.APPROVED or one.pk in last
    ]
    rows.sort(key=lambda row: (not row.year.is_known, row.measured is None))
    return MeasuredPortfolio(tuple(rows), together_of(approved, last))


def _last(approved: list[SimplificationProposal], scope: Scope) -> Last:
    rows = ProposalMeasurement.objects.filter(
        proposal__in={one.pk for one in approved}, at__lt=end_of(scope.on)
    )
    found = rows.order_by("proposal_id", "-at", "-id").distinct("proposal_id")
    return {row.proposal_id: row for row in found}


def _time(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
