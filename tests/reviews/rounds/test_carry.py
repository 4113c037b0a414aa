"""A trial carried into a review: all of it taken over, told when it changed, frozen once approved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from tests.reviews.rounds.conftest import CHANGE, Reviewing

from motcua.accounts.models import Person
from motcua.catalogue.enums import Constituent
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs import draft_estimate, remove_line
from motcua.reviews.actions.rounds.carrying import follow_scenario, let_scenario_wait, put_scenario
from motcua.reviews.actions.rounds.forms import begin_form
from motcua.reviews.actions.rounds.items import Choice, put_items
from motcua.reviews.actions.rounds.proposing import ProposalEntry, save_proposal
from motcua.reviews.actions.scenarios import change_scenario, keep_scenario, withdraw_scenario
from motcua.reviews.base_data import load
from motcua.reviews.enums import CutKind
from motcua.reviews.enums.proposals import ProposalKind, Verdict
from motcua.reviews.enums.rounds import ItemSource, ItemStatus
from motcua.reviews.models import RoundItem, Scenario, SimplificationProposal
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import portfolio
from motcua.reviews.queries.rounds.following import follows, papers_gone
from motcua.reviews.queries.rounds.proposals import planned_of, saving_of
from motcua.reviews.rules.changes.effects import Change

pytestmark = pytest.mark.django_db
Try = Callable[..., Scenario]


def code_of(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


@pytest.fixture
def tried(reviewing: Reviewing) -> Try:
    """A trial of the first procedure: a paper by data, online, twice as long valid, a day less."""

    def keep(*changes: Change, name: str = "Thay giấy bằng dữ liệu") -> Scenario:
        return keep_scenario(
            agency_id=reviewing.bodies.department.pk,
            version_id=reviewing.procedures[0].versions.get().pk,
            changes=changes or TRIED,
            name=name,
            reason="Dữ liệu đã có",
            by=reviewing.keeper,
            at=reviewing.moment,
        )

    return keep


TRIED = (
    Change(CutKind.REPLACE_PAPER, "2"),
    Change(CutKind.GO_ONLINE),
    Change(CutKind.EXTEND_VALIDITY, "", Fraction(2)),
    Change(CutKind.SHORTEN_LIMIT, "", Fraction(1)),
)


def begun(reviewing: Reviewing, scenario: Scenario) -> SimplificationProposal:
    """The proposal of the form begun on a procedure that came into the round by the trial."""
    held = reviewing.running()
    item = follow_scenario(
        item_id=reviewing.item(held).pk, scenario_id=scenario.pk, by=reviewing.keeper, at=reviewing.moment
    )
    begin_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)
    return SimplificationProposal.objects.get(item=item)


def test_a_form_begins_with_all_of_the_trial(reviewing: Reviewing, tried: Try) -> None:
    proposal = begun(reviewing, tried())
    assert proposal.scenario is not None
    assert proposal.papers_before is not None
    assert proposal.papers_after == proposal.papers_before - 1
    assert proposal.limit_before is not None
    assert proposal.limit_after == proposal.limit_before - 1
    assert proposal.trips_before == 2
    assert proposal.trips_after == 0
    assert proposal.conditions_after == proposal.conditions_before
    assert proposal.kinds == [ProposalKind.AMEND, ProposalKind.ONLINE]
    assert proposal.reason == "Dữ liệu đã có"
    assert proposal.content.count("\n") == 3
    assert proposal.legal_changes.count() == 4
    parts = {row.constituent: row for row in proposal.item.form.parts.exclude(verdict="")}
    assert parts[Constituent.COMPONENTS].verdict == Verdict.DATA
    assert parts[Constituent.TIME_LIMIT].verdict == Verdict.AMEND
    assert len(papers_gone(proposal)) == 1
    said = proposal.legal_changes.get(position=1)
    assert "từ “phải nộp" in said.change
    assert said.responsible


def test_trips_follow_the_sheet_made_since(reviewing: Reviewing) -> None:
    item = reviewing.item(reviewing.running())
    begin_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)
    proposal = SimplificationProposal.objects.get(item=item)
    assert proposal.trips_before == proposal.trips_after == 2
    load(at=reviewing.moment)
    sheet = draft_estimate(
        procedure_id=item.procedure_id,
        agency_id=reviewing.bodies.department.pk,
        by=reviewing.keeper,
        at=reviewing.moment,
    )
    fetched = sheet.lines.get(key="receive:travel")
    remove_line(estimate_id=sheet.pk, line_id=fetched.pk, by=reviewing.keeper, at=reviewing.moment)
    for typed, after in ((proposal.trips_after, None), (Decimal(0), Decimal(0))):
        entry = ProposalEntry((ProposalKind.AMEND,), trips_after=typed)
        proposal = save_proposal(
            proposal_id=proposal.pk, entry=entry, by=reviewing.keeper, at=reviewing.moment
        )
        assert proposal.trips_before is not None
        assert 0 < proposal.trips_before < 2  # nobody comes to fetch it
        assert proposal.trips_after == (proposal.trips_before if after is None else after)


def test_longer_validity_makes_fewer_dossiers_a_year(reviewing: Reviewing, tried: Try) -> None:
    proposal = begun(reviewing, tried())
    entry = ProposalEntry(
        kinds=(ProposalKind.AMEND,),
        scenario_id=proposal.scenario_id,
        cost_before_vnd=1_000,
        cost_after_vnd=500,
        dossiers_per_year=Decimal(100),
        changes=(CHANGE,),
    )
    saved = save_proposal(proposal_id=proposal.pk, entry=entry, by=reviewing.keeper, at=reviewing.moment)
    assert saved.dossiers_per_year_after == 50
    assert saved.limit_after == proposal.limit_after  # left empty, it stays as it was taken over
    year = saving_of(saved).year
    assert (year.before, year.after) == (100_000, 25_000)


def test_the_portfolio_and_what_was_approved_know_papers_and_conditions(
    reviewing: Reviewing, tried: Try
) -> None:
    scenario = tried()
    proposal = reviewing.decided(scenario_id=scenario.pk)
    assert proposal.planned["follows"] == scenario.name
    gone = proposal.planned["papers_gone"]
    assert gone
    assert papers_gone(proposal) == gone
    assert planned_of([proposal]).papers.less == len(gone)
    whole = portfolio(
        Scope(reviewing.bodies.department.pk, reviewing.moment + timedelta(days=1)),
        baseline_on=reviewing.moment.date() - timedelta(days=30),
    )
    [held] = [one for one in whole.held if one.code == proposal.procedure.code]
    assert held.now.papers - held.planned.papers == len(gone)
    assert held.now.days > held.planned.days


def test_planned_conditions_fall_in_the_portfolio(reviewing: Reviewing, tried: Try) -> None:
    proposal = reviewing.submitted(conditions_after=0)
    SimplificationProposal.objects.filter(pk=proposal.pk).update(conditions_before=2)
    proposal.refresh_from_db()
    assert saving_of(proposal).conditions.less == 2


def test_what_was_tried_changed_afterwards(reviewing: Reviewing, tried: Try) -> None:
    scenario = tried()
    proposal = begun(reviewing, scenario)
    found = follows(proposal, at=reviewing.moment)
    assert found is not None
    assert found.is_current
    entry = _as_is(proposal, content=f"{proposal.content}\nThêm lời của tôi")
    save_proposal(proposal_id=proposal.pk, entry=entry, by=reviewing.keeper, at=reviewing.moment)
    change_scenario(
        scenario_id=scenario.pk,
        changes=(*TRIED[1:3], Change(CutKind.SHORTEN_LIMIT, "", Fraction(2))),
        reason="Giấy vẫn cần, thời hạn rút được hai ngày",
        by=reviewing.keeper,
        at=reviewing.moment,
    )
    proposal.refresh_from_db()
    found = follows(proposal, at=reviewing.moment)
    assert found is not None
    assert not found.is_current
    said = {one.what: one for one in found.others}
    assert said["Giấy tờ sau"].now == str(proposal.papers_before)
    assert any(one.what == "Thay đổi bỏ đi" and "Thay giấy tờ" in one.then for one in found.others)
    follow_scenario(
        item_id=proposal.item_id, scenario_id=scenario.pk, by=reviewing.officer, at=reviewing.moment
    )
    proposal.refresh_from_db()
    assert proposal.papers_after == proposal.papers_before
    assert proposal.limit_before is not None
    assert proposal.limit_after == proposal.limit_before - 2
    assert "Thêm lời của tôi" in proposal.content
    assert "Thay giấy tờ" not in proposal.content
    assert "bớt 2 ngày" in proposal.content
    # The one typed, and the new draft: drafts that somebody took out do not come back.
    assert proposal.legal_changes.count() == 2
    assert not papers_gone(proposal)
    assert JournalEntry.objects.filter(kind="ProposalFollows").count() == 1


def test_what_was_approved_stays(reviewing: Reviewing, tried: Try) -> None:
    scenario = tried()
    proposal = reviewing.decided(scenario_id=scenario.pk)
    change_scenario(
        scenario_id=scenario.pk,
        changes=TRIED[:1],
        reason="Chỉ còn một",
        by=reviewing.keeper,
        at=reviewing.moment + timedelta(hours=2),
    )
    found = follows(proposal, at=reviewing.moment + timedelta(hours=2))
    assert found is not None
    assert found.is_current
    again = lambda: follow_scenario(  # noqa: E731
        item_id=proposal.item_id, scenario_id=scenario.pk, by=reviewing.keeper, at=reviewing.moment
    )
    assert code_of(again) == "proposal-status-wrong"


def _as_is(proposal: SimplificationProposal, **changes: Any) -> ProposalEntry:
    """The proposal as its page would send it back."""
    return replace(
        ProposalEntry(
            kinds=tuple(ProposalKind(kind) for kind in proposal.kinds),
            content=proposal.content,
            reason=proposal.reason,
            limit_after=proposal.limit_after,
            scenario_id=proposal.scenario_id,
            conditions_after=proposal.conditions_after,
            trips_after=proposal.trips_after,
            changes=(CHANGE,),
        ),
        **changes,
    )


def test_who_may_carry_it_on_and_when(reviewing: Reviewing, tried: Try, helper: Person) -> None:
    scenario = tried()
    held = reviewing.running()
    item = reviewing.item(held)
    act = {"item_id": item.pk, "scenario_id": scenario.pk, "at": reviewing.moment}
    assert code_of(lambda: follow_scenario(by=helper, **act)) == "do-reviews-not-allowed"
    unknown = {**act, "scenario_id": uuid4()}
    assert code_of(lambda: follow_scenario(by=reviewing.officer, **unknown)) == "scenario-not-found"
    other = held.items.get(procedure=reviewing.procedures[1])
    wrong = {**act, "item_id": other.pk}
    assert code_of(lambda: follow_scenario(by=reviewing.officer, **wrong)) == "scenario-not-found"
    assert not JournalEntry.objects.filter(kind="ReviewItemFollows").exists()
    withdraw_scenario(scenario_id=scenario.pk, reason="Thôi", by=reviewing.keeper, at=reviewing.moment)
    assert code_of(lambda: follow_scenario(by=reviewing.officer, **act)) == "scenario-withdrawn"
    item.refresh_from_db()
    assert item.scenario is None


def test_a_procedure_comes_into_a_round_by_its_trial(
    reviewing: Reviewing, tried: Try, helper: Person
) -> None:
    scenario = tried()
    held = reviewing.started()
    put = {
        "scenario_id": scenario.pk,
        "round_id": held.pk,
        "given": reviewing.given(),
        "at": reviewing.moment,
    }
    assert code_of(lambda: put_scenario(by=reviewing.officer, **put)) == "keep-reviews-not-allowed"
    item = put_scenario(by=reviewing.keeper, **put)
    assert (item.source, item.scenario_id) == (ItemSource.SCENARIO, scenario.pk)
    assert item.reason == "Thay giấy bằng dữ liệu: Dữ liệu đã có"
    other = tried(TRIED[0], name="Chỉ một giấy")
    again = put_scenario(by=reviewing.keeper, **{**put, "scenario_id": other.pk})
    assert (again.pk, again.scenario_id) == (item.pk, other.pk)


def test_it_waits_for_a_round_once(reviewing: Reviewing, tried: Try) -> None:
    scenario = tried()
    wait = {"scenario_id": scenario.pk, "at": reviewing.moment}
    assert code_of(lambda: let_scenario_wait(by=reviewing.officer, **wait)) == "keep-reviews-not-allowed"
    waiting = let_scenario_wait(by=reviewing.keeper, **wait)
    assert waiting.status == ItemStatus.WAITING
    assert let_scenario_wait(by=reviewing.keeper, **wait).pk == waiting.pk
    held = reviewing.started()
    [item] = put_items(
        round_id=held.pk,
        choices=[Choice(scenario.procedure_id, "Chọn")],
        given=reviewing.given(),
        by=reviewing.keeper,
        at=reviewing.moment,
    )
    item.refresh_from_db()
    assert item.scenario_id == scenario.pk
    assert RoundItem.objects.get(pk=waiting.pk).status == ItemStatus.LEFT_OUT


def test_a_trial_that_cannot_be_followed_holds_nobody_up(reviewing: Reviewing, tried: Try) -> None:
    scenario = tried()
    held = reviewing.running()
    item = follow_scenario(
        item_id=reviewing.item(held).pk, scenario_id=scenario.pk, by=reviewing.keeper, at=reviewing.moment
    )
    withdraw_scenario(scenario_id=scenario.pk, reason="Thôi", by=reviewing.keeper, at=reviewing.moment)
    begin_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)
    proposal = SimplificationProposal.objects.get(item=item)
    assert proposal.scenario is None
    assert proposal.papers_after == proposal.papers_before


def test_who_may_change_a_trial(reviewing: Reviewing, tried: Try, helper: Person) -> None:
    scenario = tried()
    act = {"scenario_id": scenario.pk, "reason": "Đổi", "at": reviewing.moment}
    assert code_of(lambda: change_scenario(changes=TRIED[:1], by=helper, **act)) == "keep-reviews-not-allowed"
    assert code_of(lambda: change_scenario(changes=(), by=reviewing.keeper, **act)) == "scenario-empty"
    assert scenario.changes.count() == 4
    change_scenario(changes=TRIED[:1], by=reviewing.keeper, **act)
    assert scenario.changes.count() == 1
    assert JournalEntry.objects.get(kind="ScenarioChanged").payload["changes"] == ["replace_paper:2"]
    withdraw_scenario(scenario_id=scenario.pk, reason="Thôi", by=reviewing.keeper, at=reviewing.moment)
    late = lambda: change_scenario(changes=TRIED, by=reviewing.keeper, **act)  # noqa: E731
    assert code_of(late) == "scenario-withdrawn"


def test_after_handing_in_only_who_keeps_the_reviews_may(reviewing: Reviewing, tried: Try) -> None:
    scenario = tried()
    item = reviewing.accepted()
    act = {"item_id": item.pk, "scenario_id": scenario.pk, "at": reviewing.moment}
    assert code_of(lambda: follow_scenario(by=reviewing.officer, **act)) == "review-item-status-wrong"
    assert not JournalEntry.objects.filter(kind="ProposalFollows").exists()
    follow_scenario(by=reviewing.keeper, **act)
    proposal = SimplificationProposal.objects.get(item=item)
    assert proposal.scenario == scenario
    assert "Bỏ bản sao văn bằng, rút thời hạn còn hai ngày" in proposal.content  # what was typed
    assert "Trực tuyến toàn trình" in proposal.content
    changes = list(proposal.legal_changes.values_list("change", flat=True))
    assert changes[0] == CHANGE.change
    assert len(changes) == 5
