"""The review form and what follows: filled in, judged, proposed, decided, carried out, measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing import Publish
from tests.reviews.rounds.conftest import ANSWERS, CHANGE, STEP, Reviewing

from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind, Constituent, DecisionStage
from motcua.catalogue.models import DecisionItem, PromulgationDecision
from motcua.dossiers.models import Dossier
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.reviews.actions.rounds.deciding import (
    approve_proposals,
    reject_proposal,
    send_back_proposal,
    submit_proposals,
)
from motcua.reviews.actions.rounds.forms import (
    FormEntry,
    accept_form,
    begin_form,
    hand_in_form,
    save_form,
    send_back_form,
)
from motcua.reviews.actions.rounds.grouping import GroupEntry, put_group, remove_group
from motcua.reviews.actions.rounds.proposing import ProposalEntry, save_proposal
from motcua.reviews.actions.rounds.reminding import remind_of_reviews
from motcua.reviews.actions.rounds.tracking import carry_out_proposal, measure_proposal, undo_carrying_out
from motcua.reviews.actions.scenarios import keep_scenario
from motcua.reviews.enums import CutKind
from motcua.reviews.enums.proposals import (
    AnswerKind,
    FormHeading,
    GroupWish,
    ProposalKind,
    ProposalStatus,
    Verdict,
)
from motcua.reviews.enums.rounds import ItemStatus, RoundKind
from motcua.reviews.models import HandIn, ReviewForm, SimplificationProposal
from motcua.reviews.queries.rounds.forms import gaps_of
from motcua.reviews.queries.rounds.groups import shared_papers
from motcua.reviews.queries.rounds.lists import items_of
from motcua.reviews.queries.rounds.proposals import (
    executed,
    planned_of,
    proposals_of,
    saving_of,
    suggested_decisions,
)
from motcua.reviews.rules.changes.effects import Change
from motcua.reviews.rules.rounds.completeness import PartSaid, ProposalSaid, gaps, kinds_agree
from motcua.reviews.rules.rounds.proposals import PROPOSAL_GOES, papers_left
from motcua.reviews.rules.rounds.questions import form_of
from motcua.reviews.rules.rounds.savings import Saved, Saving, as_plain, from_plain, total

AMOUNTS = st.none() | st.decimals(min_value=0, max_value=10**9, places=2)
SAVED = st.builds(Saved, AMOUNTS, AMOUNTS)
SAVINGS = st.builds(Saving, SAVED, SAVED, SAVED, AMOUNTS)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


@given(saving=SAVINGS)
@settings(max_examples=50)
def test_a_saving_comes_back_as_it_was_written(saving: Saving) -> None:
    assert from_plain(as_plain(saving)) == saving


@given(some=st.lists(SAVED, max_size=6))
@settings(max_examples=50)
def test_a_total_is_the_sum_of_what_is_known(some: list[Saved]) -> None:
    known = [one for one in some if one.is_known]
    whole = total(some)
    assert whole.is_known == bool(known)
    if known:
        assert whole.less == sum(one.less for one in known if one.less is not None)


def test_the_known_answer_of_a_saving() -> None:
    saving = Saving(
        Saved(None, None), Saved(None, None), Saved(Decimal(1024000), Decimal(231000)), Decimal(3228)
    )
    assert saving.cost.percent == Decimal("77.44")
    assert saving.year == Saved(Decimal(3305472000), Decimal(745668000))
    assert saving.year.less == Decimal(2559804000)


def test_what_may_be_proposed_together() -> None:
    keep, repeal, amend = ProposalKind.KEEP, ProposalKind.REPEAL, ProposalKind.AMEND
    assert kinds_agree([keep])
    assert not kinds_agree([keep, amend])
    assert not kinds_agree([repeal, amend])
    assert kinds_agree([repeal, ProposalKind.INTERCONNECT])
    assert kinds_agree([amend, ProposalKind.ONLINE])


@given(st.lists(st.none() | st.sampled_from(Verdict), max_size=12))
@settings(max_examples=50)
def test_papers_left_are_those_nobody_wants_to_drop(verdicts: list[Verdict | None]) -> None:
    before, after = papers_left(verdicts)
    assert before == len(verdicts)
    assert after == before - verdicts.count(Verdict.DROP) - verdicts.count(Verdict.DATA)


def test_the_definition_asks_what_follows_from_answers() -> None:
    form = form_of(on=date(2026, 1, 1))
    assert refused(lambda: form_of(on=date(2010, 1, 1))) == "review-form-not-found"
    keys = [question.key for question in form.questions]
    assert len(keys) == len(set(keys))
    assert all(key in keys for question in form.questions for key, _value in question.asked_if)
    part = PartSaid("Tên", Verdict.KEEP)
    keep = ProposalSaid((ProposalKind.KEEP,), reason="Vẫn cần")
    assert gaps(form, ANSWERS, [part], keep) == []
    no_instead = {key: said for key, said in ANSWERS.items() if key != "instead"}
    assert [gap.what for gap in gaps(form, no_instead, [part], keep)] == [
        "Chưa trả lời: Thay thế thế nào, cần điều kiện gì?"
    ]
    assert gaps(form, {**no_instead, "by_data": "no"}, [part], keep) == []
    for question in form.questions:
        if question.is_required and not question.asked_if:
            missing = gaps(form, {**ANSWERS, question.key: ""}, [part], keep)
            assert any(question.text in gap.what for gap in missing), question.key
            assert question.kind in AnswerKind


def test_what_the_parts_and_the_proposal_must_say() -> None:
    form = form_of(on=date(2026, 1, 1))

    def heads(part: PartSaid, proposal: ProposalSaid) -> list[FormHeading]:
        return [gap.heading for gap in gaps(form, ANSWERS, [part], proposal)]

    c, f, cost = FormHeading.REASONABLENESS, FormHeading.PROPOSAL, FormHeading.COST
    good = PartSaid("Đơn", Verdict.KEEP)
    assert heads(PartSaid("Đơn", None), ProposalSaid((ProposalKind.KEEP,), reason="x")) == [c]
    assert heads(PartSaid("Đơn", Verdict.DROP), ProposalSaid((ProposalKind.KEEP,), reason="x")) == [c, f]
    assert heads(good, ProposalSaid()) == [f]
    assert heads(good, ProposalSaid((ProposalKind.AMEND,), reason="x")) == [cost, f, f, f]
    whole = ProposalSaid((ProposalKind.AMEND,), "Bỏ", "x", (CHANGE,), (STEP,), has_cost=True)
    assert heads(good, whole) == []
    assert heads(good, replace(whole, roadmap=(replace(STEP, due_on=None),))) == [f]
    assert heads(replace(good, unanswered=("Cơ quan nào cấp?",)), whole) == [c]


def test_every_state_of_a_proposal_is_named() -> None:
    assert set(PROPOSAL_GOES) == set(ProposalStatus)


def test_a_form_begins_with_what_the_catalogue_says(reviewing: Reviewing, helper: Person) -> None:
    item = reviewing.item()
    act = {"item_id": item.pk, "at": reviewing.moment}
    assert refused(lambda: begin_form(by=helper, **act)) == "do-reviews-not-allowed"
    form = begin_form(by=reviewing.officer, **act)
    assert begin_form(by=reviewing.officer, **act) == form
    said = list(form.parts.values_list("constituent", "said"))
    assert {one for one, _said in said} == set(Constituent) - {
        Constituent.LEGAL_BASES,
        Constituent.RECEIVING_PLACE,
    }
    assert said[0] == ("name", "Cấp lại văn bằng")
    proposal = SimplificationProposal.objects.get(item=item)
    assert (proposal.limit_before, proposal.limit_unit) == (Decimal(3), "working_day")
    assert proposal.papers_before == len([1 for one, _said in said if one == "components"])
    item.refresh_from_db()
    assert item.status == ItemStatus.FILLING


def test_a_draft_round_is_no_time_for_forms(reviewing: Reviewing) -> None:
    item = reviewing.item(reviewing.approved())
    assert refused(lambda: begin_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)) == (
        "review-round-not-running"
    )
    assert not ReviewForm.objects.exists()


def test_only_a_whole_form_is_handed_in(reviewing: Reviewing) -> None:
    item = reviewing.item()
    act = {"item_id": item.pk, "by": reviewing.officer, "at": reviewing.moment}
    assert refused(lambda: hand_in_form(**act)) == "review-form-incomplete"
    form = begin_form(**act)
    save_form(entry=FormEntry({"goal": "Quản lý"}), **act)
    assert refused(lambda: hand_in_form(**act)) == "review-form-incomplete"
    assert refused(lambda: save_form(entry=FormEntry({"nothing": "x"}), **act)) == "review-answer-wrong"
    assert refused(lambda: save_form(entry=FormEntry({"needed": "perhaps"}), **act)) == "review-answer-wrong"
    save_form(entry=reviewing.entry(form), **act)
    proposal = SimplificationProposal.objects.get(item=item)
    assert gaps_of(ReviewForm.objects.get(item=item), proposal) == []
    assert (proposal.papers_before or 0) - (proposal.papers_after or 0) == 1
    assert proposal.kinds == ["amend", "online"]
    assert hand_in_form(**act).status == ItemStatus.HANDED_IN
    assert Notice.objects.filter(event="review_handed_in", recipient=reviewing.keeper).exists()
    assert refused(lambda: save_form(entry=FormEntry(), **act)) == "review-item-status-wrong"


def test_sent_back_with_a_reason_and_accepted_by_another(
    reviewing: Reviewing, also: Callable[..., None]
) -> None:
    made = reviewing.running()
    item = reviewing.filled(made)
    act = {"item_id": item.pk, "at": reviewing.moment}
    hand_in_form(by=reviewing.officer, **act)
    assert refused(lambda: accept_form(by=reviewing.officer, **act)) == "keep-reviews-not-allowed"
    assert refused(lambda: send_back_form(reason=" ", by=reviewing.keeper, **act)) == "reason-missing"
    back = send_back_form(reason="Thiếu căn cứ", by=reviewing.keeper, **act)
    assert (back.status, back.status_note) == (ItemStatus.SENT_BACK, "Thiếu căn cứ")
    assert Notice.objects.filter(event="review_sent_back", recipient=reviewing.officer).exists()
    hand_in_form(by=reviewing.officer, **act)
    assert accept_form(by=reviewing.keeper, **act).status == ItemStatus.ACCEPTED


def test_the_last_form_hands_in_the_unit_s_results(reviewing: Reviewing) -> None:
    made = reviewing.running()
    line = HandIn.objects.get(round=made, step="unit")
    for item in made.items.all():
        form = begin_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)
        save_form(item_id=item.pk, entry=reviewing.entry(form), by=reviewing.officer, at=reviewing.moment)
        line.refresh_from_db()
        assert line.done_on is None
        hand_in_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)
    line.refresh_from_db()
    assert line.done_on == reviewing.moment.date()
    send_back_form(item_id=item.pk, reason="Thiếu", by=reviewing.keeper, at=reviewing.moment)
    line.refresh_from_db()
    assert line.done_on is None


def test_proposals_go_up_when_the_review_is_accepted(reviewing: Reviewing) -> None:
    proposal = SimplificationProposal.objects.get(item=reviewing.filled())
    by = {"by": reviewing.keeper, "at": reviewing.moment}
    assert refused(lambda: submit_proposals(proposal_ids=[proposal.pk], **by)) == "proposal-too-early"
    assert refused(lambda: submit_proposals(proposal_ids=[], **by)) == "proposal-choice-missing"
    hand_in_form(item_id=proposal.item_id, by=reviewing.officer, at=reviewing.moment)
    accept_form(item_id=proposal.item_id, **by)
    assert refused(
        lambda: submit_proposals(proposal_ids=[proposal.pk], by=reviewing.officer, at=reviewing.moment)
    ) == ("keep-reviews-not-allowed")
    submit_proposals(proposal_ids=[proposal.pk], **by)
    assert Notice.objects.filter(event="proposal_to_approve", recipient=reviewing.head).exists()
    entry = ProposalEntry((ProposalKind.AMEND,))
    assert (
        refused(lambda: save_proposal(proposal_id=proposal.pk, entry=entry, **by)) == "proposal-status-wrong"
    )


def test_approval_freezes_what_was_planned(reviewing: Reviewing) -> None:
    proposal = reviewing.submitted()
    day = {"decided_on": reviewing.moment.date(), "at": reviewing.moment}
    ids = {"proposal_ids": [proposal.pk]}
    assert (
        refused(lambda: approve_proposals(by=reviewing.keeper, **ids, **day)) == "approve-reviews-not-allowed"
    )
    tomorrow = reviewing.moment.date() + timedelta(days=1)
    assert refused(
        lambda: approve_proposals(decided_on=tomorrow, at=reviewing.moment, by=reviewing.head, **ids)
    ) == ("proposal-day-wrong")
    approve_proposals(decision_number="1811/QĐ-UBND", by=reviewing.head, **ids, **day)
    proposal.refresh_from_db()
    saving = saving_of(proposal)
    assert saving.cost.percent == Decimal("77.44")
    assert (saving.limit.before, saving.limit.after) == (Decimal(3), Decimal(2))
    assert proposal.planned is not None
    assert proposal.planned["code"] == "1.005143"
    proposal.content = "Khác"
    with pytest.raises(IntegrityError), transaction.atomic():
        proposal.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        proposal.legal_changes.all().delete()


def test_sent_back_and_rejected(reviewing: Reviewing) -> None:
    proposal = reviewing.submitted()
    act = {"proposal_id": proposal.pk, "by": reviewing.head, "at": reviewing.moment}
    assert refused(lambda: send_back_proposal(reason="", **act)) == "reason-missing"
    assert send_back_proposal(reason="Thiếu căn cứ", **act).status == ProposalStatus.DRAFT
    entry = ProposalEntry((ProposalKind.AMEND,), content="Bỏ", reason="x", limit_after=Decimal(-1))
    by = {"by": reviewing.keeper, "at": reviewing.moment}
    assert (
        refused(lambda: save_proposal(proposal_id=proposal.pk, entry=entry, **by)) == "proposal-number-wrong"
    )
    submit_proposals(proposal_ids=[proposal.pk], **by)
    assert reject_proposal(reason="Chưa đủ điều kiện", **act).status == ProposalStatus.REJECTED


@pytest.fixture
def promulgated(reviewing: Reviewing) -> Callable[[SimplificationProposal, date], PromulgationDecision]:
    """A promulgated decision about the procedure of a proposal, signed on a day and in force from it."""

    def make(proposal: SimplificationProposal, day: date) -> PromulgationDecision:
        decision = PromulgationDecision.objects.create(
            number=f"{day:%d}/QĐ-UBND",
            title="Công bố thủ tục sửa đổi",
            issuer="Ủy ban nhân dân thành phố",
            agency=reviewing.bodies.department,
            stage=DecisionStage.PROMULGATED,
            signed_on=day,
            effective_on=day,
            prepared_by=reviewing.keeper,
            prepared_at=reviewing.moment,
            approved_by=reviewing.head,
            approved_at=reviewing.moment,
        )
        DecisionItem.objects.create(
            decision=decision,
            procedure_id=proposal.procedure_id,
            change=ChangeKind.AMENDED,
            version_id=proposal.version_id,
        )
        return decision

    return make


def test_a_promulgation_is_suggested_and_a_person_confirms(
    reviewing: Reviewing, promulgated: Callable[..., PromulgationDecision]
) -> None:
    proposal = reviewing.decided()
    agency = reviewing.bodies.department.pk
    assert executed(agency, year=2026).approved == 1
    assert executed(agency, year=2026).carried_out == 0
    day = reviewing.moment.date() + timedelta(days=20)
    decision = promulgated(proposal, day)
    assert suggested_decisions([proposal]) == {proposal.pk: [decision]}
    later = reviewing.moment + timedelta(days=21)
    remind_of_reviews(at=later)
    assert Notice.objects.filter(event="proposal_seems_done", recipient=reviewing.keeper).count() == 1
    remind_of_reviews(at=later)
    assert Notice.objects.filter(event="proposal_seems_done", recipient=reviewing.keeper).count() == 1
    act = {"proposal_id": proposal.pk, "by": reviewing.keeper, "at": later}
    assert refused(lambda: carry_out_proposal(carried_out_on=day, **act)) == "reason-missing"
    assert refused(lambda: measure_proposal(**act)) == "proposal-status-wrong"
    done = carry_out_proposal(decision_id=decision.pk, **act)
    assert (done.status, done.carried_out_on) == (ProposalStatus.CARRIED_OUT, day)
    assert executed(agency, year=2026).carried_out == 1
    assert executed(agency, year=2026, internal=True).approved == 0
    assert refused(lambda: measure_proposal(**act)) == "nothing-to-measure"
    assert undo_carrying_out(reason="Nhầm quyết định", **act).status == ProposalStatus.APPROVED


def test_measured_from_dossiers_apart_from_what_was_planned(
    reviewing: Reviewing, in_hand: Callable[..., Dossier], promulgated: Callable[..., PromulgationDecision]
) -> None:
    before = in_hand(applicant="Lê Thị Trước")
    proposal = reviewing.decided()
    day = reviewing.moment.date() + timedelta(days=20)
    carry_out_proposal(
        proposal_id=proposal.pk,
        decision_id=promulgated(proposal, day).pk,
        by=reviewing.keeper,
        at=reviewing.moment + timedelta(days=21),
    )
    after = in_hand(applicant="Vũ Văn Sau", at=reviewing.moment + timedelta(days=21))
    for dossier, hours in ((before, 50), (after, 2)):
        Dossier.objects.filter(pk=dossier.pk).update(
            status="resolved", finished_at=dossier.received_at + timedelta(hours=hours)
        )
    found = measure_proposal(
        proposal_id=proposal.pk, by=reviewing.keeper, at=reviewing.moment + timedelta(days=30)
    )
    assert (found.dossiers_before, found.dossiers_after) == (1, 1)
    assert found.mean_after is not None
    assert found.mean_before is not None
    assert found.mean_after < found.mean_before
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.MEASURED
    assert saving_of(proposal).cost.percent == Decimal("77.44")


def test_sums_of_proposals(reviewing: Reviewing, django_assert_num_queries: Any) -> None:
    code = reviewing.decided().procedure.code
    with django_assert_num_queries(1):
        rows = list(proposals_of(reviewing.bodies.department.pk, 2026))
        assert [row.procedure.code for row in rows] == [code]
    planned = planned_of(rows)
    assert planned.cost_year.less == Decimal(2559804000)
    assert (planned.proposals, planned.with_cost, planned.papers.less) == (1, 1, Decimal(1))


def test_a_proposal_follows_what_was_tried(reviewing: Reviewing) -> None:
    item = reviewing.filled()
    proposal = SimplificationProposal.objects.get(item=item)
    tried = keep_scenario(
        version_id=proposal.version_id,
        agency_id=proposal.agency_id,
        name="Rút thời hạn",
        reason="Hồ sơ chỉ cần một ngày",
        changes=[Change(CutKind.SHORTEN_LIMIT, amount=Fraction(2))],
        by=reviewing.keeper,
        at=reviewing.moment,
    )
    hand_in_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)
    accept_form(item_id=item.pk, by=reviewing.keeper, at=reviewing.moment)
    entry = ProposalEntry((ProposalKind.AMEND,), scenario_id=tried.pk, changes=(CHANGE,))
    saved = save_proposal(proposal_id=proposal.pk, entry=entry, by=reviewing.keeper, at=reviewing.moment)
    assert saved.scenario == tried
    assert saved.reason == "Hồ sơ chỉ cần một ngày"
    assert saved.content == tried.changes.get().said
    assert saved.limit_before is not None
    assert saved.limit_after is not None
    assert saved.limit_after < saved.limit_before
    other = ProposalEntry((ProposalKind.AMEND,), scenario_id=uuid4())
    by = {"by": reviewing.keeper, "at": reviewing.moment}
    assert refused(lambda: save_proposal(proposal_id=proposal.pk, entry=other, **by)) == "scenario-not-found"


def test_groups_of_procedures(reviewing: Reviewing, publish: Publish) -> None:
    made = reviewing.running()
    items = items_of(made)
    shared = shared_papers(items)
    assert all(len(one.items) > 1 for one in shared)
    act = {"round_id": made.pk, "by": reviewing.keeper, "at": reviewing.moment}
    entry = GroupEntry(
        "Văn bằng", tuple(item.pk for item in items), "Cùng đòi văn bằng", GroupWish.MERGE, "Gộp hai thủ tục"
    )
    one = GroupEntry("Văn bằng", (items[0].pk,), "x", GroupWish.APART)
    assert refused(lambda: put_group(entry=one, **act)) == "review-group-small"
    empty = GroupEntry("Văn bằng", entry.item_ids, "x", GroupWish.MERGE)
    assert refused(lambda: put_group(entry=empty, **act)) == "review-group-incomplete"
    group = put_group(entry=entry, **act)
    assert group.items.count() == 2
    remove_group(group_id=group.pk, **act)
    assert refused(lambda: remove_group(group_id=group.pk, **act)) == "review-group-not-found"


def test_a_yearly_plan_that_nobody_began_is_asked_for_once_in_january(reviewing: Reviewing) -> None:
    reviewing.started()  # about one subject: no yearly plan
    january = reviewing.moment.replace(year=2027, month=1, day=5)
    asked = Notice.objects.filter(body__contains="Lập kế hoạch rà soát năm")
    for day in (reviewing.moment.replace(month=12), january.replace(day=31), january.replace(month=2)):
        remind_of_reviews(at=day)
    assert not asked.exists()
    for day in (january, january.replace(day=6), january.replace(day=30)):
        remind_of_reviews(at=day)
    [notice] = asked.filter(recipient=reviewing.keeper)
    assert notice.event == "review_due_soon"
    assert "30/01/2027" in notice.body
    assert {one.recipient for one in asked} == {reviewing.keeper, reviewing.second}


def test_a_yearly_plan_once_begun_is_not_asked_for(reviewing: Reviewing) -> None:
    year = Period(date(2027, 1, 1), date(2028, 1, 1))
    reviewing.started(kind=RoundKind.YEARLY, year=2027, period=year, chain=())
    remind_of_reviews(at=reviewing.moment.replace(year=2027, month=1, day=5))
    assert not Notice.objects.filter(body__contains="chưa ai bắt đầu").exists()


def test_units_are_reminded_once_for_each_step(reviewing: Reviewing) -> None:
    reviewing.running()
    near = reviewing.moment.replace(month=10, day=3)
    remind_of_reviews(at=near)
    remind_of_reviews(at=near + timedelta(hours=1))
    notice = Notice.objects.get(event="review_due_soon", recipient=reviewing.officer)
    assert "Rà soát 2 thủ tục" in notice.body
    remind_of_reviews(at=reviewing.moment.replace(month=10, day=10))
    assert Notice.objects.filter(event="review_late", recipient=reviewing.officer).count() == 1
    assert Notice.objects.filter(event="review_escalated", recipient=reviewing.keeper).exists()
    assert Notice.objects.filter(event="review_due_soon", recipient=reviewing.keeper).exists()
