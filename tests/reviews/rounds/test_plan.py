"""A round planned: begun, its procedures chosen, approved by another person, set going, handed in, closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing import Publish
from tests.reviews.rounds.conftest import Reviewing

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.reviews.actions.rounds import open_item_from_feedback
from motcua.reviews.actions.rounds.hand_ins import hand_in, undo_hand_in
from motcua.reviews.actions.rounds.items import (
    Choice,
    bring_back_item,
    change_item,
    leave_out_item,
    open_items_from_finding,
    put_items,
)
from motcua.reviews.actions.rounds.planning import (
    approve_round,
    begin_round,
    close_round,
    drop_round,
    save_round,
    submit_round,
)
from motcua.reviews.enums import Clue
from motcua.reviews.enums.rounds import (
    HandInProduct,
    HandInStanding,
    HandInStep,
    ItemSource,
    ItemStatus,
    RoundKind,
    RoundStatus,
)
from motcua.reviews.models import HandIn, ReviewRound, RoundItem
from motcua.reviews.queries.rounds.lists import chain_of, newest_rounds, plan_standing, waiting_items, work_of
from motcua.reviews.queries.rounds.visible import find_item, find_round, reach_of
from motcua.reviews.rules.rounds.dates import DueStep, is_in_order, plan_due_on, standing_of
from motcua.reviews.rules.rounds.states import ITEM_GOES, ROUND_GOES

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_the_yearly_plan_goes_out_before_the_last_of_january() -> None:
    assert plan_due_on(2027) == date(2027, 1, 30)


@given(due=DAYS, on=DAYS, done=st.none() | DAYS)
@settings(max_examples=60)
def test_something_due_stands_one_way(due: date, on: date, done: date | None) -> None:
    standing = standing_of(due_on=due, done_on=done, on=on)
    if done is not None:
        assert (standing is HandInStanding.DONE_LATE) == (done > due)
    else:
        assert (standing is HandInStanding.LATE) == (on > due)
        assert (standing is HandInStanding.NEAR) == (0 <= (due - on).days <= 7)


@given(days=st.lists(DAYS, min_size=4, max_size=4))
@settings(max_examples=40)
def test_a_chain_is_in_order_when_nobody_is_due_before_whom_they_wait_for(days: list[date]) -> None:
    chain = [DueStep(step, HandInProduct.RESULT, day) for step, day in zip(HandInStep, days, strict=True)]
    assert is_in_order(chain) == (days == sorted(days))
    assert is_in_order(list(reversed(chain))) == is_in_order(chain)
    assert is_in_order(
        [*chain, DueStep(HandInStep.UNIT, HandInProduct.LIST, date(2026, 12, 31))]
    ) == is_in_order(chain)


def test_every_state_is_named_in_the_tables() -> None:
    assert set(ROUND_GOES) == set(RoundStatus)
    assert set(ITEM_GOES) == set(ItemStatus)


def test_start_and_save(reviewing: Reviewing) -> None:
    made = reviewing.started(kind=RoundKind.YEARLY, title="  Kế hoạch   rà soát  ")
    assert (made.title, made.status) == ("Kế hoạch rà soát", RoundStatus.DRAFT)
    assert made.hand_ins.count() == 2
    assert refused(lambda: reviewing.started(kind=RoundKind.YEARLY)) == "review-round-twice"
    saved = save_round(
        round_id=made.pk,
        facts=reviewing.facts(kind=RoundKind.YEARLY, title="Kế hoạch năm", chain=()),
        by=reviewing.keeper,
        at=reviewing.moment,
        seen=1,
    )
    assert (saved.title, saved.revision, saved.hand_ins.count()) == ("Kế hoạch năm", 2, 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "review-round-title-missing"),
        ({"year": 1900}, "review-round-year-wrong"),
        (
            {
                "chain": (
                    DueStep(HandInStep.UNIT, HandInProduct.RESULT, date(2026, 10, 5)),
                    DueStep(HandInStep.CONTROL, HandInProduct.RESULT, date(2026, 10, 4)),
                )
            },
            "review-chain-order",
        ),
    ],
)
def test_what_a_round_must_say(reviewing: Reviewing, changes: dict[str, Any], code: str) -> None:
    assert refused(lambda: reviewing.started(**changes)) == code
    assert not ReviewRound.objects.exists()
    assert not JournalEntry.objects.filter(subject_kind="review_round").exists()


def test_only_keepers_plan(reviewing: Reviewing, outsider: Person) -> None:
    made = reviewing.drafted()
    for person in (outsider, reviewing.officer, reviewing.head):
        assert (
            refused(
                lambda person=person: save_round(
                    round_id=made.pk, facts=reviewing.facts(), by=person, at=reviewing.moment
                )
            )
            == "keep-reviews-not-allowed"
        )
    assert (
        refused(
            lambda: save_round(
                round_id=made.pk, facts=reviewing.facts(), by=reviewing.keeper, at=reviewing.moment, seen=9
            )
        )
        == "review-round-changed"
    )


def test_choosing_procedures(reviewing: Reviewing, publish: Publish) -> None:
    made = reviewing.drafted()
    again = put_items(
        round_id=made.pk,
        choices=[Choice(reviewing.procedures[0].pk, "Lý do khác")],
        given=reviewing.given(),
        by=reviewing.keeper,
        at=reviewing.moment,
    )
    assert again == []
    assert list(made.items.values_list("reason", flat=True).distinct()) == ["Nhiều giấy tờ trùng nhau"]
    ended = publish("1.000009", since=reviewing.moment.date() + timedelta(days=30))

    def choose(**changes: Any) -> Callable[[], object]:
        said = {"choices": [Choice(ended.pk, "x")], "given": reviewing.given(), **changes}
        return lambda: put_items(round_id=made.pk, by=reviewing.keeper, at=reviewing.moment, **said)

    assert refused(choose()) == "review-procedure-not-in-force"
    assert refused(choose(choices=[])) == "review-choice-missing"
    assert (
        refused(choose(given=reviewing.given(unit_id=reviewing.bodies.committee.pk)))
        == "review-unit-not-found"
    )
    assert refused(choose(given=reviewing.given(due_on=date(2027, 1, 1)))) == "review-due-wrong"
    assert made.items.count() == 2


def test_approval_by_another_person_and_only_with_procedures(reviewing: Reviewing) -> None:
    empty = reviewing.started()
    by_head = {"by": reviewing.head, "at": reviewing.moment}
    assert refused(lambda: approve_round(round_id=empty.pk, **by_head)) == "review-round-empty"
    made = reviewing.drafted()
    assert refused(lambda: approve_round(round_id=made.pk, by=reviewing.keeper, at=reviewing.moment)) == (
        "approve-reviews-not-allowed"
    )
    submit_round(round_id=made.pk, by=reviewing.keeper, at=reviewing.moment)
    assert Notice.objects.filter(event="review_to_approve", recipient=reviewing.head).count() == 1
    approve_round(round_id=made.pk, document_number="12/QĐ", issued_on=reviewing.moment.date(), **by_head)
    assert refused(lambda: approve_round(round_id=made.pk, **by_head)) == "review-round-status-wrong"
    made.refresh_from_db()
    assert (made.status, made.document_number) == (RoundStatus.APPROVED, "12/QĐ")


def test_begun_each_unit_has_its_line_and_is_told(reviewing: Reviewing) -> None:
    made = reviewing.running()
    lines = {(row.step, row.unit_id) for row in made.hand_ins.all()}
    assert lines == {("unit", reviewing.bodies.exam_division.pk), ("control", None)}
    notice = Notice.objects.get(event="review_asked", recipient=reviewing.officer)
    assert "2 thủ tục" in notice.body
    put_items(
        round_id=made.pk,
        choices=[Choice(reviewing.procedures[0].pk, "x")],
        given=reviewing.given(unit_id=reviewing.bodies.division.pk),
        by=reviewing.keeper,
        at=reviewing.moment,
    )
    assert made.hand_ins.count() == 3


def test_handing_in_along_the_chain(reviewing: Reviewing, helper: Person) -> None:
    made = reviewing.running()
    up = made.hand_ins.get(step=HandInStep.CONTROL)
    day = reviewing.moment.date()
    at = {"at": reviewing.moment}
    assert refused(lambda: hand_in(hand_in_id=up.pk, done_on=day, by=helper, **at)) == "hand-in-not-allowed"
    later = day + timedelta(days=1)
    assert refused(lambda: hand_in(hand_in_id=up.pk, done_on=later, by=reviewing.keeper, **at)) == (
        "hand-in-day-wrong"
    )
    own = made.hand_ins.get(step=HandInStep.UNIT)
    assert refused(lambda: hand_in(hand_in_id=own.pk, done_on=day, by=reviewing.officer, **at)) == (
        "hand-in-too-early"
    )
    hand_in(hand_in_id=up.pk, done_on=day, document_number="15/BC", by=reviewing.keeper, **at)
    [last] = [one for one in chain_of(made, on=date(2026, 11, 1)) if one.row.pk == up.pk]
    assert last.standing is HandInStanding.DONE_IN_TIME
    [first] = [one for one in chain_of(made, on=date(2026, 10, 7)) if one.row.pk == own.pk]
    assert (first.standing, first.days, first.is_late) == (HandInStanding.LATE, -2, True)
    undo_hand_in(hand_in_id=up.pk, reason="Gửi nhầm", by=reviewing.keeper, **at)
    assert HandIn.objects.get(pk=up.pk).done_on is None


def test_changing_leaving_out_and_bringing_back(reviewing: Reviewing, helper: Person) -> None:
    made = reviewing.running()
    item = reviewing.item(made)
    to = reviewing.given(unit_id=reviewing.bodies.division.pk, due_on=date(2026, 10, 1))
    change = {"item_id": item.pk, "given": to, "by": reviewing.keeper, "at": reviewing.moment}
    assert refused(lambda: change_item(reason="Đổi", assignee_id=reviewing.officer.pk, **change)) == (
        "review-assignee-wrong"
    )
    change_item(reason="Đổi đơn vị", assignee_id=helper.pk, **change)
    item.refresh_from_db()
    assert (item.unit, item.assignee, item.due_on) == (reviewing.bodies.division, helper, date(2026, 10, 1))
    act = {"item_id": item.pk, "by": reviewing.keeper, "at": reviewing.moment}
    assert refused(lambda: leave_out_item(reason="", **act)) == "reason-missing"
    assert leave_out_item(reason="Bộ đang sửa", **act).status == ItemStatus.LEFT_OUT
    assert bring_back_item(**act).status == ItemStatus.OPEN


def test_waiting_items_from_feedback_and_findings_are_taken_in(
    reviewing: Reviewing, outsider: Person
) -> None:
    first, second = reviewing.procedures
    at = {"agency_id": reviewing.bodies.department.pk, "at": reviewing.moment}
    told = {"procedure_id": first.pk, "reference": "PAKN-26-0001", "reason": "Đòi nộp lại bản sao"}
    item = open_item_from_feedback(by=reviewing.keeper, **told, **at)
    assert (item.status, item.source, item.round) == (ItemStatus.WAITING, ItemSource.FEEDBACK, None)
    assert open_item_from_feedback(by=reviewing.keeper, **told, **at) == item
    assert refused(lambda: open_item_from_feedback(by=outsider, **told, **at)) == "keep-reviews-not-allowed"
    clue = {"clue": Clue.SAME_PAPER, "finding_key": "0123456789abcdef", "reason": "Giấy tờ trùng"}
    open_items_from_finding(procedure_ids=[second.pk], by=reviewing.keeper, **clue, **at)
    reach = reach_of(reviewing.keeper, reviewing.moment.date())
    waiting = waiting_items(reach, agency_ids=[reviewing.bodies.department.pk])
    assert [one.procedure for one in waiting] == [first, second]
    made = reviewing.drafted()
    sources = dict(made.items.values_list("procedure__code", "source"))
    assert sources == {first.code: ItemSource.FEEDBACK, second.code: ItemSource.FINDING}
    assert "Đòi nộp lại bản sao" in made.items.get(procedure=first).reason
    assert not waiting.all().exists()


def test_who_sees_what(reviewing: Reviewing, helper: Person, outsider: Person) -> None:
    today = reviewing.moment.date()
    draft, made = reviewing.drafted(title="Dự kiến"), reviewing.running()
    item = reviewing.item(made)
    for person, sees_draft, sees in (
        (reviewing.keeper, True, True),
        (reviewing.head, True, True),
        (reviewing.officer, False, True),
        (helper, False, False),
        (outsider, False, False),
    ):
        reach = reach_of(person, today)
        assert (find_round(draft.pk, reach) is not None) == sees_draft, person
        assert (find_round(made.pk, reach) is not None) == sees, person
        assert (find_item(item.pk, reach) is not None) == sees, person
    assert work_of(reach_of(reviewing.officer, today)).count() == 2
    assert work_of(reach_of(helper, today)).count() == 0


def test_lists_ask_few_queries(reviewing: Reviewing, django_assert_num_queries: Any) -> None:
    reviewing.running()
    reach = reach_of(reviewing.keeper, reviewing.moment.date())
    with django_assert_num_queries(1):
        [row] = newest_rounds(reach)
    assert (row.chosen, row.reviewed, row.owed_late) == (2, 0, 0)  # type: ignore[attr-defined]  # annotated
    with django_assert_num_queries(1):
        chain_of(row, on=reviewing.moment.date())


def test_closing_waits_for_the_work_and_dropping_for_a_reason(reviewing: Reviewing) -> None:
    made = reviewing.running()
    by = {"by": reviewing.keeper, "at": reviewing.moment}
    assert refused(lambda: close_round(round_id=made.pk, **by)) == "review-round-unfinished"
    for item in made.items.all():
        leave_out_item(item_id=item.pk, reason="Không còn hiệu lực", **by)
    assert close_round(round_id=made.pk, note="Xong", **by).status == RoundStatus.CLOSED
    other = reviewing.drafted()
    assert refused(lambda: drop_round(round_id=other.pk, reason=" ", **by)) == "reason-missing"
    assert drop_round(round_id=other.pk, reason="Gộp vào đợt khác", **by).status == RoundStatus.DROPPED
    assert refused(lambda: begin_round(round_id=other.pk, **by)) == "review-round-status-wrong"


def test_the_yearly_plan_is_late_until_it_is_sent(reviewing: Reviewing) -> None:
    made = reviewing.approved(kind=RoundKind.YEARLY)
    assert plan_standing(made, on=date(2026, 1, 28)) is HandInStanding.NEAR
    assert plan_standing(made, on=date(2026, 1, 31)) is HandInStanding.LATE
    begin_round(round_id=made.pk, sent_on=date(2026, 1, 30), by=reviewing.keeper, at=reviewing.moment)
    made.refresh_from_db()
    assert plan_standing(made, on=date(2026, 9, 1)) is HandInStanding.DONE_IN_TIME
    assert plan_standing(reviewing.drafted(), on=date(2026, 9, 1)) is None
    assert RoundItem.objects.filter(round=made).count() == 2
