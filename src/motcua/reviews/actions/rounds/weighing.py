"""What a procedure weighs before and after a proposal: limit, papers, conditions, trips, cost, dossiers of a year."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules.content import Content
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Side
from motcua.reviews.enums.proposals import ProposalKind, Verdict
from motcua.reviews.models import CostEstimate, ReviewForm, SimplificationProposal
from motcua.reviews.queries.costs.sheets import as_sheet, find_current
from motcua.reviews.queries.rounds.following import weighed_now
from motcua.reviews.rules.cost.numbers import exact_vnd, whole_vnd
from motcua.reviews.rules.cost.sheets import costed
from motcua.reviews.rules.rounds.following.comparing import number_kept
from motcua.reviews.rules.rounds.following.taking import exact, per_year
from motcua.reviews.rules.rounds.prefill import is_nothing, limit_of
from motcua.reviews.rules.rounds.proposals import papers_left


class Numbers(Protocol):
    """The numbers typed into a proposal, of its entry."""

    @property
    def limit_after(self) -> Decimal | None:
        """The limit in its own unit."""

    @property
    def conditions_after(self) -> int | None:
        """How many conditions are left."""

    @property
    def trips_after(self) -> Decimal | None:
        """How often one goes to an office for one dossier."""

    @property
    def estimate_after_id(self) -> UUID | None:
        """The sheet that says what it will cost."""

    @property
    def cost_before_vnd(self) -> Decimal | int | None:
        """Of one dossier."""

    @property
    def cost_after_vnd(self) -> Decimal | int | None:
        """Of one dossier."""

    @property
    def dossiers_per_year(self) -> Decimal | None:
        """How many come in a year."""

    @property
    def dossiers_per_year_after(self) -> Decimal | None:
        """How many will come in a year, where it becomes other."""


def begin_numbers(proposal: SimplificationProposal, content: Content, *, at: datetime) -> None:
    """What the procedure weighs today, on both sides."""
    limit = limit_of(content)
    if limit is not None:
        proposal.limit_before, proposal.limit_unit = limit
        proposal.limit_after = proposal.limit_before
    proposal.papers_before = proposal.papers_after = len(content.components)
    _weigh(proposal, at)
    proposal.conditions_after, proposal.trips_after = proposal.conditions_before, proposal.trips_before
    before = find_current(proposal.procedure_id, proposal.agency_id, local_day(at))
    proposal.estimate_before = before
    if before is not None:
        proposal.cost_before_vnd = exact_vnd(costed(as_sheet(before)).before.dossier)
        proposal.dossiers_per_year = before.dossiers_per_year


def put_numbers(proposal: SimplificationProposal, entry: Numbers, *, form: ReviewForm, at: datetime) -> None:
    """Write both sides: what was typed, or taken over from the trial that is followed, else as it is today; papers from
    what was thought of each, costs and trips from the kept sheet where there is one by now. Of what is repealed nothing
    is left.

    :raises Refused: "cost-sheet-not-found".
    """
    was_now = proposal.trips_before
    _weigh(proposal, at)
    is_repealed = ProposalKind.REPEAL in proposal.kinds
    proposal.limit_after = _first(entry.limit_after, proposal, "limit", proposal.limit_before)
    conditions = None if entry.conditions_after is None else Decimal(entry.conditions_after)
    before = proposal.conditions_before
    left = _first(conditions, proposal, "conditions", None if before is None else Decimal(before))
    proposal.conditions_after = None if left is None else int(left)
    typed = entry.trips_after
    if (
        typed is not None and typed == proposal.trips_after == was_now
    ):  # left as it was before there was a sheet
        typed = None
    proposal.trips_after = _first(typed, proposal, "trips", proposal.trips_before)
    _put_papers(proposal, form)
    _put_costs(proposal, entry, local_day(at))
    _put_often(proposal, entry)
    if is_repealed:
        _end(proposal)


def _first(
    typed: Decimal | None, proposal: SimplificationProposal, key: str, now: Decimal | None
) -> Decimal | None:
    """What was typed, else what was taken over, else what is today."""
    if typed is not None:
        return typed
    kept = number_kept(proposal.followed, key)
    return now if kept is None else kept


def _weigh(proposal: SimplificationProposal, at: datetime) -> None:
    weighed = weighed_now(proposal, at=at)
    proposal.conditions_before, proposal.trips_before = weighed.conditions, exact(weighed.trips)


def _end(proposal: SimplificationProposal) -> None:
    """Nothing is left of what nobody has to carry out any more."""
    if proposal.limit_before is not None:
        proposal.limit_after = Decimal(0)
    proposal.papers_after, proposal.conditions_after, proposal.trips_after = 0, 0, Decimal(0)


def _put_papers(proposal: SimplificationProposal, form: ReviewForm) -> None:
    rows = form.parts.filter(constituent=Constituent.COMPONENTS).values_list("verdict", "said")
    verdicts = [Verdict(verdict) if verdict else None for verdict, said in rows if not is_nothing(said)]
    proposal.papers_before, proposal.papers_after = papers_left(verdicts)


def _put_costs(proposal: SimplificationProposal, entry: Numbers, on: date) -> None:
    before = find_current(proposal.procedure_id, proposal.agency_id, on)
    proposal.estimate_before, proposal.estimate_after = before, _after(before, entry.estimate_after_id)
    if before is None:
        proposal.cost_before_vnd = _as_known(entry.cost_before_vnd, proposal.cost_before_vnd)
        proposal.cost_after_vnd = _as_known(entry.cost_after_vnd, proposal.cost_after_vnd)
        proposal.dossiers_per_year = entry.dossiers_per_year
        return
    counted = costed(as_sheet(before, proposal.estimate_after))
    proposal.cost_before_vnd = exact_vnd(counted.before.dossier)
    proposal.dossiers_per_year = before.dossiers_per_year
    proposal.cost_after_vnd = _as_known(entry.cost_after_vnd, proposal.cost_after_vnd)
    if proposal.estimate_after is not None:
        proposal.cost_after_vnd = exact_vnd(counted.after.dossier)
    elif ProposalKind.REPEAL in proposal.kinds:
        proposal.cost_after_vnd = Decimal(0)


def _as_known(typed: Decimal | int | None, known: Decimal | int | None) -> Decimal | None:
    """What was typed; where it is only the whole đồng of what is kept, that, so that a year of it stays exact."""
    if typed is None:
        return None
    return Decimal(known if known is not None and whole_vnd(known) == typed else typed)


def _put_often(proposal: SimplificationProposal, entry: Numbers) -> None:
    """Dossiers of a year afterwards: as typed, else as rare as the trial makes them; None where it stays."""
    rarer = number_kept(proposal.followed, "frequency")
    often = entry.dossiers_per_year_after
    if often is None and rarer is not None:
        often = per_year(proposal.dossiers_per_year, Fraction(rarer).limit_denominator(1_000_000))
    proposal.dossiers_per_year_after = None if often == proposal.dossiers_per_year else often


def _after(before: CostEstimate | None, estimate_id: UUID | None) -> CostEstimate | None:
    if estimate_id is None:
        return None
    found = None
    if before is not None:
        found = (
            before.copies.filter(pk=estimate_id, side=Side.AFTER)
            .select_related("procedure", "version")
            .first()
        )
    if found is None:
        raise Refused(
            "cost-sheet-not-found",
            "Bảng chi phí sau đơn giản hóa không thuộc thủ tục này. Chọn lại bảng.",
            field="estimate_after",
        )
    return found
