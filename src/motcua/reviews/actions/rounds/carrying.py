"""A trial carried on into a review: into the procedure's proposal, into a round, or among what waits for one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import record
from motcua.kernel.clock import local_day
from motcua.reviews.actions.rounds.items import Choice, Given, put_items, wait_for_round
from motcua.reviews.actions.rounds.judging import judge_parts
from motcua.reviews.actions.rounds.locking import (
    lock_item,
    of_item,
    require_item_in,
    require_running,
    touch,
)
from motcua.reviews.actions.rounds.proposing import (
    MOST_CHANGES,
    ProposalEntry,
    lock_proposal,
    of_proposal,
    require_followable,
    require_status,
    scenario_to_follow,
    write_proposal,
)
from motcua.reviews.enums.proposals import ProposalKind, ProposalPower, ProposalStatus
from motcua.reviews.enums.rounds import ItemSource, ItemStatus
from motcua.reviews.models import ReviewForm, RoundItem, Scenario, SimplificationProposal
from motcua.reviews.policy import may_keep, require_keep
from motcua.reviews.policy.rounds import require_do
from motcua.reviews.queries.rounds.following import taken_from
from motcua.reviews.queries.scenarios.kept import get_scenario, scenario_not_found
from motcua.reviews.rules.rounds.completeness import ChangeSaid
from motcua.reviews.rules.rounds.following.comparing import as_plain, rewritten
from motcua.reviews.rules.rounds.following.taking import Taken
from motcua.reviews.rules.rounds.states import OWED


@transaction.atomic
def follow_scenario(*, item_id: UUID, scenario_id: UUID, by: Person, at: datetime) -> RoundItem:
    """Let the review of a procedure follow the trial: all of it is taken over into the proposal as it is today, in the
    place of what was drafted from a trial before, while what somebody typed stays; where the form is not begun, as
    soon as it is begun. Who keeps the reviews may until the proposal is submitted, who does the review while it is
    their turn.

    :raises Refused: "review-item-not-found", "do-reviews-not-allowed", "review-item-status-wrong",
        "review-round-not-running", "proposal-status-wrong", "scenario-not-found", "scenario-withdrawn",
        "scenario-other-version"; as `rules.changes.applying.apply`.
    """
    item = lock_item(item_id)
    _require_turn(item, by, at)
    form = ReviewForm.objects.filter(item=item).first()
    if form is None:
        return _follow_later(item, scenario_id, by, at)
    proposal = lock_proposal(SimplificationProposal.objects.values_list("pk", flat=True).get(item=item))
    require_status(proposal, ProposalStatus.DRAFT)
    scenario = scenario_to_follow(scenario_id, proposal)
    taken = taken_from(scenario, proposal, at=at)
    _take_over(proposal, scenario, taken, form, by, at)
    item.scenario = scenario
    touch(item)
    payload = {"scenario": str(scenario.pk), "name": scenario.name, "changes": list(taken.changes)}
    record(fact=of_proposal(proposal, "ProposalFollows", payload), actor=by.actor, at=at)
    return item


@transaction.atomic
def put_scenario(*, scenario_id: UUID, round_id: UUID, given: Given, by: Person, at: datetime) -> RoundItem:
    """Choose the trial's procedure for the round, or find it there; its proposal will follow the trial.

    :raises Refused: "scenario-not-found", "scenario-withdrawn"; as `items.put_items` and `follow_scenario`.
    """
    scenario = _scenario(scenario_id)
    made = put_items(round_id=round_id, choices=[_choice(scenario)], given=given, by=by, at=at)
    item = RoundItem.objects.get(round=round_id, procedure=scenario.procedure_id)
    if not made:
        return follow_scenario(item_id=item.pk, scenario_id=scenario.pk, by=by, at=at)
    return item


@transaction.atomic
def let_scenario_wait(*, scenario_id: UUID, by: Person, at: datetime) -> RoundItem:
    """Let the trial's procedure wait for a round; told again, it is the same item.

    :raises Refused: "scenario-not-found", "scenario-withdrawn", "keep-reviews-not-allowed".
    """
    scenario = _scenario(scenario_id)
    require_keep(by, agency_id=scenario.agency_id, on=local_day(at))
    return wait_for_round(scenario.agency_id, _choice(scenario), by, at)


def _scenario(scenario_id: UUID) -> Scenario:
    scenario = Scenario.objects.filter(pk=scenario_id).first()
    if scenario is None:
        raise scenario_not_found()
    require_followable(scenario, procedure_id=scenario.procedure_id)
    return scenario


def _choice(scenario: Scenario) -> Choice:
    return Choice(
        scenario.procedure_id,
        f"{scenario.name}: {scenario.reason}",
        ItemSource.SCENARIO,
        reference=f"scenario.{scenario.pk}",
        scenario_id=scenario.pk,
    )


def _require_turn(item: RoundItem, by: Person, at: datetime) -> None:
    """Who keeps the reviews may; who does them while the form is owed and the round runs."""
    on = local_day(at)
    if may_keep(by, agency_id=item.agency_id, on=on):
        return
    require_do(by, item, on=on)
    require_running(item)
    require_item_in(item, *OWED)


def _follow_later(item: RoundItem, scenario_id: UUID, by: Person, at: datetime) -> RoundItem:
    require_item_in(item, ItemStatus.WAITING, *OWED)
    scenario = get_scenario(scenario_id, agencies=[item.agency_id])
    require_followable(scenario, procedure_id=item.procedure_id)
    item.scenario = scenario
    touch(item)
    payload = {"scenario": str(scenario.pk), "name": scenario.name}
    record(fact=of_item(item, "ReviewItemFollows", payload), actor=by.actor, at=at)
    return item


def _take_over(
    proposal: SimplificationProposal,
    scenario: Scenario,
    taken: Taken,
    form: ReviewForm,
    by: Person,
    at: datetime,
) -> None:
    then = proposal.followed or {}
    entry = ProposalEntry(
        kinds=_kinds(proposal, then, taken),
        power=taken.power if taken.power is ProposalPower.MINISTRY else ProposalPower(proposal.power),
        content="\n".join(
            rewritten(proposal.content.split("\n"), then=then.get("content", ()), anew=taken.content)
        ).strip(),
        reason=proposal.reason or scenario.reason,
        limit_after=taken.limit,
        estimate_after_id=proposal.estimate_after_id,
        scenario_id=scenario.pk,
        cost_before_vnd=proposal.cost_before_vnd,
        cost_after_vnd=proposal.cost_after_vnd if taken.cost_vnd is None else taken.cost_vnd,
        dossiers_per_year=proposal.dossiers_per_year,
        conditions_after=taken.conditions,
        trips_after=taken.trips,
        cost_source=proposal.cost_source,
        changes=_changes(proposal, then, taken),
    )
    judge_parts(form, taken, drafted=then.get("reasons", ()))
    proposal.scenario, proposal.followed = scenario, as_plain(taken)
    write_proposal(proposal, entry, form=form, by=by, at=at)


def _kinds(
    proposal: SimplificationProposal, then: Mapping[str, Any], taken: Taken
) -> tuple[ProposalKind, ...]:
    """What was ticked, but for keeping the procedure and for what only the trial before said."""
    ticked = {kind for kind in proposal.kinds if kind not in then.get("kinds", ())} - {ProposalKind.KEEP}
    wanted = {*ticked, *taken.kinds}
    return tuple(kind for kind in ProposalKind if kind in wanted)


def _changes(
    proposal: SimplificationProposal, then: Mapping[str, Any], taken: Taken
) -> tuple[ChangeSaid, ...]:
    """The changes of law, drafted ones anew, typed ones as they are."""
    kept = {
        row.change: ChangeSaid(row.act, row.change, row.responsible, row.article, row.due_on)
        for row in proposal.legal_changes.all()
    }
    drafted = {change.change: change for change in taken.legal}
    lines = rewritten(list(kept), then=then.get("legal", ()), anew=list(drafted))
    return tuple(kept[line] if line in kept else drafted[line] for line in lines)[:MOST_CHANGES]
