"""What a proposal would take from a trial today, and whether the trial it follows has become another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.catalogue.enums import Constituent
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.refusals import Refused
from motcua.reviews.enums.proposals import ProposalStatus, Verdict
from motcua.reviews.models import ReviewedPart, Scenario, SimplificationProposal
from motcua.reviews.queries.changes.facts import Studied, studied
from motcua.reviews.queries.changes.known import neighbours_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.scenarios.kept import changes_of
from motcua.reviews.rules.changes.applying import apply
from motcua.reviews.rules.changes.facts import Totals
from motcua.reviews.rules.changes.moving import moved
from motcua.reviews.rules.rounds.following.comparing import Other, others
from motcua.reviews.rules.rounds.following.taking import Laid, Taken, take
from motcua.reviews.rules.rounds.prefill import is_nothing
from motcua.reviews.rules.rounds.proposals import paper_named

_OPEN = (ProposalStatus.DRAFT, ProposalStatus.SUBMITTED)
_GONE = (Verdict.DROP, Verdict.DATA)


def weighed_now(proposal: SimplificationProposal, *, at: datetime) -> Totals:
    """What the version of the proposal weighs as it is."""
    scope = Scope(proposal.agency_id, at)
    return apply(studied([proposal.version_id], scope)[proposal.version_id].facts, ()).before


def taken_from(scenario: Scenario, proposal: SimplificationProposal, *, at: datetime) -> Taken:
    """What the proposal would take over from the trial, for the version that is reviewed, with the cost sheet that
    stands now.

    :raises Refused: "scenario-other-version"; as `rules.changes.applying.apply`, where what was kept is no longer
        possible.
    """
    scope, own = Scope(proposal.agency_id, at), proposal.version_id
    near = neighbours_of(proposal.procedure.code, scope)
    found = studied({own, scenario.version_id}, scope, neighbours={own: near, scenario.version_id: near})
    changes = changes_of(scenario)
    if scenario.version_id != own:
        changes = moved(changes, out_of=found[scenario.version_id].facts, into=found[own].facts)
    return take(apply(found[own].facts, changes), found[own].content, _laid(proposal, found[own]))


def _laid(proposal: SimplificationProposal, own: Studied) -> Laid:
    unit = LimitUnit(proposal.limit_unit) if proposal.limit_unit else None
    return Laid(proposal.limit_before, unit, proposal.agency.name)


@dataclass(frozen=True, slots=True)
class Follows:
    """How a proposal that is not yet decided stands to the trial it follows: what the trial gives otherwise today,
    or why it cannot be counted any more; whether it was withdrawn."""

    scenario: Scenario
    others: tuple[Other, ...] = ()
    trouble: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether nobody wants the trial any more."""
        return self.scenario.withdrawn_at is not None

    @property
    def is_current(self) -> bool:
        """Whether everything is as it was taken over."""
        return not (self.others or self.trouble or self.is_withdrawn)


def follows(proposal: SimplificationProposal, *, at: datetime) -> Follows | None:
    """How the proposal stands to its trial; None where it follows none. What was approved stays as it was approved
    and is compared with nothing."""
    if proposal.scenario_id is None:
        return None
    scenario = Scenario.objects.prefetch_related("changes").get(pk=proposal.scenario_id)
    if proposal.status not in _OPEN or proposal.followed is None:
        return Follows(scenario)
    try:
        now = taken_from(scenario, proposal, at=at)
    except Refused as refused:
        return Follows(scenario, trouble=refused.message)
    return Follows(scenario, tuple(others(proposal.followed, now)))


def papers_gone(proposal: SimplificationProposal) -> list[str]:
    """The papers that nobody will be asked for any more, by name: as frozen at approval, before as the review thinks
    of each; one query."""
    return papers_gone_of([proposal])[proposal.pk]


def papers_gone_of(proposals: Collection[SimplificationProposal]) -> dict[UUID, list[str]]:
    """The same of many proposals; one query."""
    items = {one.item_id: one.pk for one in proposals if one.planned is None}
    found = {
        one.pk: [] if one.planned is None else list(one.planned.get("papers_gone", ())) for one in proposals
    }
    rows = ReviewedPart.objects.filter(
        form__item__in=items, constituent=Constituent.COMPONENTS, verdict__in=_GONE
    ).order_by("form", "position")
    for item, said in rows.values_list("form__item", "said"):
        if not is_nothing(said):
            found[items[item]].append(paper_named(said))
    return found
