"""Inspections: each act works, refuses the wrong person, refuses the wrong moment, and leaves no trace when refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from tests.cast import Bodies, MakePerson
from tests.inspecting import Steps

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.organisations.models import Agency
from motcua.plans.actions.asking import Asked, decide_change, request_change
from motcua.plans.actions.inspections.checklists import (
    ItemEntry,
    draft_next_checklist,
    publish_checklist,
    save_checklist,
    start_checklist,
)
from motcua.plans.actions.inspections.concluding import conclude, propose_conclusion
from motcua.plans.actions.inspections.drawing import (
    Seed,
    add_unit,
    draw_units,
    leave_out_unit,
    set_last_inspected,
    set_units,
    take_back_decision,
)
from motcua.plans.actions.inspections.findings import FindingEntry, add_finding, drop_finding, save_finding
from motcua.plans.actions.inspections.holding import (
    SignedPaper,
    Visited,
    end_visit,
    give_opinion,
    keep_signed,
    save_answers,
)
from motcua.plans.actions.inspections.planning import (
    cancel_inspection,
    change_inspection,
    notify_unit,
    plan_inspection,
    plan_surprise,
)
from motcua.plans.actions.inspections.rounds import approve_round, close_round, drop_round, save_round
from motcua.plans.actions.inspections.settings import set_inspection_ways
from motcua.plans.actions.reporting import Told, confirm_done, report_done
from motcua.plans.enums import CheckResult, DutyStatus, InspectionStatus, RequestKind, RoundStatus
from motcua.plans.models import (
    Candidate,
    CheckAnswer,
    Duty,
    Inspection,
    InspectionFinding,
    InspectionMember,
    InspectionRound,
    Task,
)
from motcua.plans.queries.inspections.figures import share_inspected
from motcua.plans.queries.inspections.visible import inspections_visible_to, rounds_visible_to
from motcua.plans.queries.inspections.ways import ways_of
from motcua.plans.rules.drawing import ticket_of
from motcua.plans.rules.inspecting import USUAL_WAYS, Answered, Ways

pytestmark = pytest.mark.django_db


def _refused(act: Callable[[], Any]) -> str:
    """The code of the refusal, after which nothing has been written."""
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        act()
    assert JournalEntry.objects.count() == before
    return refused.value.code


def _kinds(subject: str) -> list[str]:
    return list(
        JournalEntry.objects.filter(subject_kind=subject).order_by("seq").values_list("kind", flat=True)
    )


# Rounds and lots


def test_a_round_is_drawn_so_that_anyone_can_draw_it_again(steps: Steps) -> None:
    drawn = steps.round()
    seed = Seed("482913", "Xổ số kiến thiết Hải Phòng ngày 16/9/2026, giải đặc biệt")
    drawn = draw_units(round_id=drawn.pk, seed=seed, by=steps.keeper, at=steps.moment)
    rows = list(drawn.candidates.select_related("unit").order_by("place"))
    assert [row.ticket for row in rows] == sorted(ticket_of("482913", row.unit.code) for row in rows)
    assert [row.is_taken for row in rows] == [True, False, False]
    assert "thứ tự 1" in rows[0].reason
    assert Notice.objects.get(event="inspection_round_drawn").recipient == steps.head


def test_the_system_makes_a_seed_that_cannot_be_known_before(steps: Steps) -> None:
    seeds = {draw_units(round_id=steps.round().pk, by=steps.keeper, at=steps.moment).seed for _ in range(3)}
    assert len(seeds) == 3
    assert all(len(seed) == 32 for seed in seeds)


def test_drawing_again_needs_a_reason_and_stays_on_record(steps: Steps) -> None:
    drawn = steps.round()
    first = draw_units(round_id=drawn.pk, by=steps.keeper, at=steps.moment).seed
    assert (
        _refused(lambda: draw_units(round_id=drawn.pk, by=steps.keeper, at=steps.moment)) == "reason-missing"
    )
    assert InspectionRound.objects.get().seed == first
    draw_units(round_id=drawn.pk, reason="Thiếu một trường", by=steps.keeper, at=steps.moment)
    last = JournalEntry.objects.filter(kind="InspectionUnitsDrawn").order_by("-seq")[0]
    assert last.payload["before"]["seed"] == first
    assert last.payload["reason"] == "Thiếu một trường"
    assert last.payload["draw"] == 2


def test_a_seed_says_where_it_was_published(steps: Steps) -> None:
    drawn = steps.round()
    for seed in (Seed("123", " "), Seed("", "báo"), Seed("1" * 65, "báo")):
        act = lambda seed=seed: draw_units(round_id=drawn.pk, seed=seed, by=steps.keeper, at=steps.moment)  # noqa: E731
        assert _refused(act) == "seed-wrong"


def test_units_inspected_lately_stand_behind(steps: Steps) -> None:
    drawn, school = steps.round(), steps.bodies.upper_secondary_school
    set_last_inspected(
        round_id=drawn.pk, unit_id=school.pk, inspected_on=date(2025, 11, 1), by=steps.keeper, at=steps.moment
    )
    for number in range(4):
        seed, reason = Seed(str(number), "bảng tin"), "thử"
        draw_units(round_id=drawn.pk, seed=seed, reason=reason, by=steps.keeper, at=steps.moment)
        row = Candidate.objects.get(unit=school)
        assert (row.place, row.is_taken) == (3, False)
        assert "đã kiểm tra ngày 01/11/2025, xếp sau" in row.reason


def test_decisions_stand_outside_the_lot(steps: Steps) -> None:
    drawn = steps.round()
    draw_units(round_id=drawn.pk, by=steps.keeper, at=steps.moment)
    first, second, third = drawn.candidates.order_by("place")
    common = {"round_id": drawn.pk, "by": steps.keeper, "at": steps.moment}
    assert _refused(lambda: add_unit(unit_id=first.unit_id, reason="x", **common)) == "unit-taken-already"
    assert _refused(lambda: add_unit(unit_id=third.unit_id, reason=" ", **common)) == "reason-missing"
    assert (
        _refused(lambda: add_unit(unit_id=steps.bodies.committee.pk, reason="x", **common))
        == "unit-not-in-round"
    )
    leave_out_unit(unit_id=first.unit_id, reason="Đang sáp nhập", **common)
    add_unit(unit_id=third.unit_id, reason="Ba phản ánh", **common)
    rows = {row.unit_id: row for row in drawn.candidates.all()}
    assert [rows[each.unit_id].is_taken for each in (first, second, third)] == [False, True, True]
    assert rows[first.unit_id].ticket == first.ticket
    assert rows[second.unit_id].place == 1
    assert rows[first.unit_id].reason == "để lại theo quyết định: Đang sáp nhập"
    assert (
        _refused(lambda: leave_out_unit(unit_id=first.unit_id, reason="x", **common))
        == "unit-left-out-already"
    )
    assert _refused(lambda: take_back_decision(unit_id=second.unit_id, **common)) == "unit-not-decided"
    take_back_decision(unit_id=first.unit_id, **common)
    take_back_decision(unit_id=third.unit_id, **common)
    again = [(row.unit_id, row.place, row.is_taken) for row in drawn.candidates.order_by("place")]
    assert again == [(row.unit_id, row.place, row.is_taken) for row in (first, second, third)]


def test_the_list_and_the_rules_stay_once_lots_are_drawn(steps: Steps) -> None:
    drawn = steps.round()
    common = {"round_id": drawn.pk, "by": steps.keeper, "at": steps.moment}
    kept = [steps.bodies.division.pk, steps.bodies.upper_secondary_school.pk]
    set_units(unit_ids=kept, **common)
    assert drawn.candidates.count() == 2
    assert _refused(lambda: set_units(unit_ids=[], **common)) == "round-units-missing"
    draw_units(**common)
    assert _refused(lambda: set_units(unit_ids=kept, **common)) == "round-drawn"
    assert _refused(lambda: save_round(facts=steps.facts(least_share=10), **common)) == "round-drawn"
    assert save_round(facts=steps.facts(title="Tên khác"), **common).title == "Tên khác"


def test_only_who_inspects_makes_and_draws_rounds(
    steps: Steps, outsider: Person, head: Person, principal: Person
) -> None:
    drawn = steps.round()
    for person in (outsider, head, principal):
        for act in (
            lambda person=person: draw_units(round_id=drawn.pk, by=person, at=steps.moment),
            lambda person=person: drop_round(round_id=drawn.pk, reason="x", by=person, at=steps.moment),
            lambda person=person: add_unit(
                round_id=drawn.pk, unit_id=steps.bodies.division.pk, reason="x", by=person, at=steps.moment
            ),
        ):
            assert _refused(act) == "keep-inspections-not-allowed"
    assert InspectionRound.objects.get().seed == ""


def test_another_person_approves_what_was_drawn(
    steps: Steps, make_person: MakePerson, bodies: Bodies, principal: Person
) -> None:
    drawn = steps.round()
    assert (
        _refused(lambda: approve_round(round_id=drawn.pk, by=steps.head, at=steps.moment))
        == "round-not-drawn"
    )
    draw_units(round_id=drawn.pk, by=steps.keeper, at=steps.moment)
    for person in (steps.keeper, principal):
        act = lambda person=person: approve_round(round_id=drawn.pk, by=person, at=steps.moment)  # noqa: E731
        assert _refused(act) == "approve-plans-not-allowed"
    InspectionRound.objects.update(created_by=steps.head)
    assert (
        _refused(lambda: approve_round(round_id=drawn.pk, by=steps.head, at=steps.moment))
        == "own-round-not-allowed"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionRound.objects.update(approved_by=steps.head)
    InspectionRound.objects.update(created_by=steps.keeper)
    approved = approve_round(round_id=drawn.pk, by=steps.head, at=steps.moment)
    assert approved.status == RoundStatus.APPROVED
    again = lambda: draw_units(round_id=drawn.pk, reason="x", by=steps.keeper, at=steps.moment)  # noqa: E731
    assert _refused(again) == "round-status-wrong"


def test_too_few_units_are_not_approved(steps: Steps) -> None:
    drawn = steps.round()
    draw_units(round_id=drawn.pk, by=steps.keeper, at=steps.moment)
    for row in drawn.candidates.all():
        leave_out_unit(
            round_id=drawn.pk, unit_id=row.unit_id, reason="Bận thi", by=steps.keeper, at=steps.moment
        )
    assert (
        _refused(lambda: approve_round(round_id=drawn.pk, by=steps.head, at=steps.moment))
        == "round-share-missed"
    )


def test_a_round_given_up_stays_on_record(steps: Steps) -> None:
    drawn = steps.round()
    assert _refused(lambda: drop_round(round_id=drawn.pk, reason="", by=steps.keeper, at=steps.moment)) == (
        "reason-missing"
    )
    assert drop_round(round_id=drawn.pk, reason="Trùng", by=steps.keeper, at=steps.moment).status == (
        RoundStatus.DROPPED
    )
    assert _kinds("inspection_round") == ["InspectionRoundStarted", "InspectionRoundDropped"]


# Going there


def test_the_team_is_not_of_the_unit_and_the_check_list_is_published(
    steps: Steps, principal: Person, citizen: Person
) -> None:
    drawn, school = steps.approved(), steps.bodies.upper_secondary_school
    common = {"round_id": drawn.pk, "unit_id": school.pk, "by": steps.keeper, "at": steps.moment}
    for person in (principal, citizen):
        act = lambda person=person: plan_inspection(visit=steps.visit(member_ids=(person.pk,)), **common)  # noqa: E731
        assert _refused(act) == "team-wrong"
    draft = draft_next_checklist(checklist_id=steps.checklist.checklist_id, by=steps.keeper, at=steps.moment)
    act = lambda: plan_inspection(visit=steps.visit(checklist_id=draft.pk), **common)  # noqa: E731
    assert _refused(act) == "checklist-not-found"
    for day in (date(2026, 9, 16), date(2027, 1, 1)):
        act = lambda day=day: plan_inspection(visit=steps.visit(planned_on=day), **common)  # noqa: E731
        assert _refused(act) == "inspection-day-wrong"
    assert not Inspection.objects.exists()
    made = plan_inspection(visit=steps.visit(), **common)
    leader = InspectionMember.objects.get(inspection=made, is_leader=True)
    assert leader.person == steps.inspector
    assert set(Notice.objects.filter(event="inspection_team_named").values_list("recipient", flat=True)) == {
        steps.inspector.pk
    }
    assert _refused(lambda: plan_inspection(visit=steps.visit(), **common)) == "inspection-planned-already"


def test_only_units_that_an_approved_round_took(steps: Steps) -> None:
    drawn = steps.round()
    draw_units(round_id=drawn.pk, by=steps.keeper, at=steps.moment)
    left = drawn.candidates.filter(is_taken=False)[0]
    common = {"unit_id": left.unit_id, "visit": steps.visit(), "by": steps.keeper, "at": steps.moment}
    assert _refused(lambda: plan_inspection(round_id=drawn.pk, **common)) == "round-status-wrong"
    approve_round(round_id=drawn.pk, by=steps.head, at=steps.moment)
    assert _refused(lambda: plan_inspection(round_id=drawn.pk, **common)) == "unit-not-taken"


def test_a_unit_is_told_in_time(steps: Steps, principal: Person) -> None:
    inspection = steps.planned()
    late = steps.visited_at - timedelta(days=2)
    assert (
        _refused(lambda: notify_unit(inspection_id=inspection.pk, by=steps.keeper, at=late))
        == "notice-too-late"
    )
    told = notify_unit(inspection_id=inspection.pk, by=steps.keeper, at=late - timedelta(days=1))
    assert told.status == InspectionStatus.NOTIFIED
    assert Notice.objects.get(event="inspection_announced").recipient == principal
    again = lambda: notify_unit(inspection_id=inspection.pk, by=steps.keeper, at=steps.told_at)  # noqa: E731
    assert _refused(again) == "inspection-status-wrong"


def test_a_moved_day_is_told_anew_and_in_time(steps: Steps, principal: Person) -> None:
    inspection = steps.notified()
    change = {"inspection_id": inspection.pk, "by": steps.keeper, "at": steps.told_at}
    soon = steps.visit(planned_on=date(2026, 9, 19))
    assert _refused(lambda: change_inspection(visit=soon, **change)) == "notice-too-late"
    assert _refused(lambda: change_inspection(visit=steps.visit(), seen=1, **change)) == "inspection-changed"
    change_inspection(visit=steps.visit(planned_on=date(2026, 9, 28)), **change)
    assert Notice.objects.filter(event="inspection_announced", recipient=principal).count() == 2


def test_a_surprise_says_why_and_is_not_announced(steps: Steps, principal: Person) -> None:
    common = {
        "agency_id": steps.bodies.department.pk,
        "unit_id": steps.bodies.upper_secondary_school.pk,
        "visit": steps.visit(planned_on=steps.moment.date()),
        "by": steps.keeper,
        "at": steps.moment,
    }
    assert _refused(lambda: plan_surprise(reason=" ", **common)) == "reason-missing"
    inspection = plan_surprise(reason="Phản ánh số 12 ngày 10/9/2026 về thu phí", **common)
    act = lambda: notify_unit(inspection_id=inspection.pk, by=steps.keeper, at=steps.moment)  # noqa: E731
    assert _refused(act) == "surprise-not-announced"
    on = steps.moment.date()
    assert not inspections_visible_to(principal, on).exists()
    save_answers(
        inspection_id=inspection.pk,
        answers={steps.checklist.items.all()[0].pk: Answered(CheckResult.MET)},
        by=steps.inspector,
        at=steps.moment,
    )
    assert not inspections_visible_to(principal, on).exists()
    assert not Notice.objects.filter(recipient=principal).exists()


def test_nobody_goes_after_all(steps: Steps, principal: Person) -> None:
    inspection = steps.notified()
    common = {"inspection_id": inspection.pk, "at": steps.told_at}
    assert _refused(lambda: cancel_inspection(reason="", by=steps.keeper, **common)) == "reason-missing"
    assert (
        _refused(lambda: cancel_inspection(reason="x", by=principal, **common))
        == "keep-inspections-not-allowed"
    )
    cancel_inspection(reason="Bão", by=steps.keeper, **common)
    assert Notice.objects.get(event="inspection_cancelled").recipient == principal
    assert (
        _refused(lambda: cancel_inspection(reason="x", by=steps.keeper, **common))
        == "inspection-status-wrong"
    )


# At the unit


def test_answers_are_saved_step_by_step(steps: Steps, principal: Person, outsider: Person) -> None:
    inspection = steps.notified()
    first, second, _third = steps.checklist.items.values_list("pk", flat=True)
    save = lambda by=steps.inspector, at=steps.visited_at, item=first, result=CheckResult.MET: save_answers(  # noqa: E731
        inspection_id=inspection.pk, answers={item: Answered(result, "")}, by=by, at=at
    )
    for person in (principal, outsider):
        assert _refused(lambda person=person: save(by=person)) == "keep-inspections-not-allowed"
    assert _refused(lambda: save(at=steps.told_at)) == "inspection-not-yet"
    assert _refused(lambda: save(item=10**9)) == "checklist-item-not-found"
    assert not CheckAnswer.objects.exists()
    save()
    save(item=second)
    save(result=CheckResult.PARTLY)
    assert dict(CheckAnswer.objects.values_list("item", "result")) == {first: "partly", second: "met"}
    inspection.refresh_from_db()
    assert inspection.began_at == steps.visited_at


def test_nobody_works_at_a_unit_that_was_not_told(steps: Steps) -> None:
    inspection = steps.planned()
    act = lambda: steps.answered(inspection)  # noqa: E731
    assert _refused(act) == "inspection-not-announced"


def test_a_visit_ends_when_every_item_has_an_answer(steps: Steps, principal: Person) -> None:
    inspection = steps.notified()
    items = list(steps.checklist.items.values_list("pk", flat=True))
    end = lambda **changes: end_visit(  # noqa: E731
        **{
            "inspection_id": inspection.pk,
            "visited": Visited("Cao Thị Hiệu, Hiệu trưởng"),
            "by": steps.inspector,
            "at": steps.visited_at + timedelta(hours=2),
            **changes,
        }
    )
    save_answers(
        inspection_id=inspection.pk,
        answers={items[0]: Answered(CheckResult.NOT_MET), items[1]: Answered(CheckResult.MET)},
        by=steps.inspector,
        at=steps.visited_at,
    )
    with pytest.raises(Refused) as refused:
        end()
    assert refused.value.details["lacks"] == ["mục 1 chưa ghi điều đã thấy", "mục 3 chưa có kết quả"]
    steps.answered(inspection)
    assert _refused(lambda: end(visited=Visited(" "))) == "unit-people-missing"
    wrong = Visited("Hiệu", ended_at=steps.visited_at - timedelta(hours=1))
    assert _refused(lambda: end(visited=wrong)) == "visit-times-wrong"
    held = end()
    assert (held.status, held.held_on) == (InspectionStatus.HELD, steps.visited_at.date())
    assert Notice.objects.get(event="inspection_held").recipient == principal
    assert _refused(end) == "inspection-status-wrong"


def test_findings_have_a_basis_and_remedies_a_term(steps: Steps) -> None:
    inspection = steps.notified()
    common = {"inspection_id": inspection.pk, "by": steps.inspector, "at": steps.visited_at}
    assert _refused(lambda: add_finding(entry=FindingEntry("a", "b"), **common)) == "inspection-status-wrong"
    steps.answered(inspection)
    for entry, code in (
        (FindingEntry("", "b"), "finding-incomplete"),
        (FindingEntry("a", " "), "finding-incomplete"),
        (FindingEntry("a", "b", "c"), "remedy-term-wrong"),
        (FindingEntry("a", "b", "c", "", date(2026, 9, 1)), "remedy-term-wrong"),
        (FindingEntry("a", "b", item_id=10**9), "checklist-item-not-found"),
    ):
        assert _refused(lambda entry=entry: add_finding(entry=entry, **common)) == code
    finding = add_finding(entry=FindingEntry("a", "b"), **common)
    save_finding(finding_id=finding.pk, entry=FindingEntry("c", "d"), by=steps.inspector, at=steps.visited_at)
    finding.refresh_from_db()
    assert (finding.content, finding.basis, finding.due_on) == ("c", "d", None)
    drop_finding(finding_id=finding.pk, by=steps.inspector, at=steps.visited_at)
    assert not InspectionFinding.objects.exists()


def test_the_unit_s_head_gives_its_opinion_until_the_conclusion(
    steps: Steps, principal: Person, head: Person
) -> None:
    inspection = steps.held()
    common = {"inspection_id": inspection.pk, "at": steps.visited_at + timedelta(hours=4)}
    for person in (head, steps.inspector):
        act = lambda person=person: give_opinion(text="x", by=person, **common)  # noqa: E731
        assert _refused(act) == "unit-opinion-not-allowed"
    assert _refused(lambda: give_opinion(text=" ", by=principal, **common)) == "opinion-missing"
    assert give_opinion(text="Nhất trí", by=principal, **common).unit_opinion == "Nhất trí"


def test_signed_papers_are_kept(steps: Steps, principal: Person) -> None:
    inspection = steps.held()
    file = Brought(b"%PDF-1.4 bien ban", "bien-ban.txt")
    common = {"inspection_id": inspection.pk, "file": file, "at": steps.visited_at + timedelta(hours=4)}
    assert _refused(lambda: keep_signed(paper=SignedPaper.MINUTES, by=principal, **common)) == (
        "keep-inspections-not-allowed"
    )
    assert _refused(lambda: keep_signed(paper=SignedPaper.CONCLUSION, by=steps.inspector, **common)) == (
        "inspection-status-wrong"
    )


# The conclusion and what follows


def test_the_conclusion_is_signed_by_another_than_the_team(
    steps: Steps, principal: Person, make_person: MakePerson, bodies: Bodies
) -> None:
    inspection = steps.held()
    at = steps.visited_at + timedelta(days=1)
    propose_conclusion(inspection_id=inspection.pk, text="Tốt", by=steps.inspector, at=at)
    assert Notice.objects.get(event="inspection_proposed").recipient == steps.head
    sign = lambda by=steps.head, **changes: conclude(  # noqa: E731
        **{
            "inspection_id": inspection.pk,
            "text": "Tốt",
            "number": "215/TB-SGDĐT",
            "concluded_on": at.date(),
            "by": by,
            "at": at,
            **changes,
        }
    )
    for person in (steps.inspector, principal):
        assert _refused(lambda person=person: sign(person)) == "approve-plans-not-allowed"
    deputy = make_person("Phó Giám Đốc", role=Role.HEAD, agency=bodies.department)
    InspectionMember.objects.create(inspection=inspection, person=deputy)
    assert _refused(lambda: sign(deputy)) == "own-inspection-not-allowed"
    assert _refused(lambda: sign(text="")) == "conclusion-missing"
    assert _refused(lambda: sign(number=" ")) == "conclusion-number-missing"
    assert _refused(lambda: sign(concluded_on=date(2026, 9, 1))) == "conclusion-day-wrong"
    InspectionFinding.objects.filter(position=1).update(due_on=steps.visited_at.date())
    assert _refused(sign) == "remedy-term-wrong"
    assert not Task.objects.exists()


def test_remedies_become_work_of_the_unit_and_end_the_inspection(steps: Steps, principal: Person) -> None:
    inspection = steps.concluded()
    at = steps.visited_at + timedelta(days=3)
    assert inspection.status == InspectionStatus.FOLLOWED
    duties = list(Duty.objects.order_by("task__position").select_related("task"))
    assert [(duty.unit, duty.task.owner) for duty in duties] == [
        (steps.bodies.upper_secondary_school, steps.bodies.department)
    ] * 2
    assert [duty.task.plan for duty in duties] == [None, None]
    assert duties[0].due_on == steps.visited_at.date() + timedelta(days=30)
    assert Notice.objects.filter(event="inspection_concluded").get().recipient == principal
    for duty in duties:
        told = Told("Đã sửa", product_reference="Báo cáo số 3" if duty.task.product else "")
        report_done(duty_id=duty.pk, told=told, by=principal, at=at)
    # An inspector confirms too, without keeping plans.
    confirm_done(duty_id=duties[0].pk, by=steps.inspector, at=at)
    inspection.refresh_from_db()
    assert inspection.status == InspectionStatus.FOLLOWED
    confirm_done(duty_id=duties[1].pk, by=steps.keeper, at=at)
    inspection.refresh_from_db()
    assert inspection.status == InspectionStatus.CLOSED
    assert _kinds("inspection")[-1] == "InspectionClosed"


def test_a_remedy_let_off_also_ends_the_inspection(steps: Steps, principal: Person) -> None:
    inspection = steps.concluded(remedies=1)
    at = steps.visited_at + timedelta(days=3)
    asked = request_change(
        duty_id=Duty.objects.get().pk, asked=Asked(RequestKind.CANCEL, "Đã bỏ"), by=principal, at=at
    )
    decide_change(request_id=asked.pk, grants=True, by=steps.inspector, at=at)
    inspection.refresh_from_db()
    assert inspection.status == InspectionStatus.CLOSED
    assert Duty.objects.get().status == DutyStatus.CANCELLED


def test_nothing_to_mend_ends_with_the_conclusion(steps: Steps) -> None:
    assert steps.concluded(remedies=0).status == InspectionStatus.CONCLUDED
    assert not Task.objects.exists()


def test_a_round_closes_with_the_share_that_was_reached(steps: Steps) -> None:
    inspection = steps.concluded()
    drawn = inspection.round
    assert drawn is not None
    at = steps.visited_at + timedelta(days=4)
    close = lambda note="", by=steps.keeper: close_round(round_id=drawn.pk, note=note, by=by, at=at)  # noqa: E731
    with pytest.raises(Refused) as refused:
        close()
    assert refused.value.code == "round-unfinished"
    assert "Văn phòng Sở" in refused.value.message
    for unit in (steps.bodies.division, steps.bodies.exam_division):
        made = plan_inspection(
            round_id=drawn.pk,
            unit_id=unit.pk,
            visit=steps.visit(planned_on=at.date(), member_ids=()),
            by=steps.keeper,
            at=at,
        )
        cancel_inspection(inspection_id=made.pk, reason="Bão", by=steps.keeper, at=at)
    assert _refused(lambda: close(by=steps.head)) == "keep-inspections-not-allowed"
    assert _refused(close) == "note-missing"
    closed = close("Bão kéo dài")
    assert closed.status == RoundStatus.CLOSED
    entry = JournalEntry.objects.get(kind="InspectionRoundClosed")
    assert (entry.payload["inspected"], entry.payload["units"]) == (1, 3)


# Who sees, how much was inspected, how the agency inspects


def test_who_sees_what(
    steps: Steps, principal: Person, outsider: Person, handling_officer: Person, make_person: MakePerson
) -> None:
    inspection = steps.planned()
    on = steps.moment.date()
    seen = lambda person: inspections_visible_to(person, on).filter(pk=inspection.pk).exists()  # noqa: E731
    assert all(seen(person) for person in (steps.keeper, steps.inspector, steps.head))
    assert not any(seen(person) for person in (principal, outsider, handling_officer))
    notify_unit(inspection_id=inspection.pk, by=steps.keeper, at=steps.told_at)
    assert seen(principal)
    assert not any(seen(person) for person in (outsider, handling_officer))
    InspectionMember.objects.create(inspection=inspection, person=handling_officer)
    assert seen(handling_officer)
    assert not rounds_visible_to(principal, on).exists()
    assert rounds_visible_to(steps.head, on).exists()


def test_the_share_of_the_year_counts_divisions_and_attached_units(
    steps: Steps, django_assert_num_queries: Any
) -> None:
    steps.concluded()
    on = steps.visited_at.date()
    with django_assert_num_queries(3):
        share = share_inspected(steps.bodies.department.pk, year=2026, on=on)
    assert (share.reached.inspected, share.reached.units, share.reached.is_enough) == (1, 3, True)
    assert share.not_inspected == ("Phòng Quản lý chất lượng", "Văn phòng Sở")
    assert share_inspected(steps.bodies.department.pk, year=2025, on=on).reached.inspected == 0


def test_an_agency_sets_how_it_inspects(steps: Steps, outsider: Person) -> None:
    department: Agency = steps.bodies.department
    on = steps.moment.date()
    assert ways_of(department.pk, on) == USUAL_WAYS
    ways = Ways(40, "Quyết định 1", 3, 10)
    act = lambda by=steps.keeper, ways=ways: set_inspection_ways(  # noqa: E731
        agency=department, ways=ways, by=by, at=steps.moment
    )
    assert _refused(lambda: act(outsider)) == "keep-inspections-not-allowed"
    for wrong in (Ways(0, "", 1, 1), Ways(101, "", 1, 1), Ways(30, "", 11, 1), Ways(30, "", 1, 61)):
        assert _refused(lambda wrong=wrong: act(ways=wrong)) == "inspection-ways-wrong"
    act()
    act(ways=Ways(50, "Quyết định 2", 3, 10))
    assert ways_of(department.pk, on).least_share == 50
    assert ways_of(department.pk, on - timedelta(days=1)) == USUAL_WAYS
    inspection = steps.planned()
    assert _refused(lambda: notify_unit(inspection_id=inspection.pk, by=steps.keeper, at=steps.told_at)) == (
        "notice-too-late"
    )


# Check-lists


def test_a_published_check_list_does_not_change(steps: Steps, outsider: Person, head: Person) -> None:
    version = steps.checklist
    common = {"by": steps.keeper, "at": steps.moment}
    act = lambda: save_checklist(version_id=version.pk, items=[ItemEntry("x")], **common)  # noqa: E731
    assert _refused(act) == "checklist-published"
    with pytest.raises(IntegrityError), transaction.atomic():
        version.items.update(question="khác")
    draft = draft_next_checklist(checklist_id=version.checklist_id, **common)
    assert draft_next_checklist(checklist_id=version.checklist_id, **common) == draft
    assert [item.question for item in draft.items.all()] == [item.question for item in version.items.all()]
    for person in (outsider, head):
        act = lambda person=person: save_checklist(  # noqa: E731
            version_id=draft.pk, items=[ItemEntry("x")], by=person, at=steps.moment
        )
        assert _refused(act) == "keep-inspections-not-allowed"
    assert _refused(lambda: save_checklist(version_id=draft.pk, items=[ItemEntry(" ")], **common)) == (
        "checklist-items-wrong"
    )
    assert (
        _refused(lambda: save_checklist(version_id=draft.pk, items=[], seen=9, **common))
        == "checklist-changed"
    )
    save_checklist(version_id=draft.pk, items=[], seen=1, **common)
    assert _refused(lambda: publish_checklist(version_id=draft.pk, **common)) == "checklist-empty"


def test_a_check_list_has_a_title_of_its_own(steps: Steps) -> None:
    start = lambda title: start_checklist(  # noqa: E731
        agency_id=steps.bodies.department.pk, title=title, by=steps.keeper, at=steps.moment
    )
    assert _refused(lambda: start("  ")) == "checklist-title-missing"
    assert _refused(lambda: start("Kiểm soát  thủ tục hành chính")) == "checklist-exists"
