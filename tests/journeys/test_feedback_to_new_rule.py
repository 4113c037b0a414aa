"""A parent says that a rule is unfit: answered, reviewed in a round, the rule changed by a decision, and the parent
hears of it; each step by the one who takes it. And an answer that leads to an inspection."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.feedback.feedback.scene import RULE, sent
from tests.inspecting import Steps
from tests.publishing import Publish
from tests.reviews.rounds.conftest import Reviewing
from tests.reviews.rounds.conftest import reviewing as reviewing

from motcua.accounts.models import Person
from motcua.catalogue.actions.decision_items import amend_procedure
from motcua.catalogue.actions.decisions import (
    DecisionData,
    promulgate,
    send_to_check,
    start_decision,
    submit_decision,
)
from motcua.catalogue.actions.drafts import save_draft
from motcua.catalogue.enums import ChangeKind
from motcua.catalogue.models import Procedure, PromulgationDecision
from motcua.catalogue.queries.contents import content_of
from motcua.feedback.actions.feedback import rate_answer
from motcua.feedback.actions.feedback.answering import approve_answer, draft_answer, submit_answer
from motcua.feedback.actions.feedback.following_up import open_inspection, open_review, tell_of_changed_rules
from motcua.feedback.actions.feedback.intake import Classification, accept
from motcua.feedback.actions.feedback.sending import Sent
from motcua.feedback.enums.feedback import Content, Contentment, FollowUpKind, Kind, Outcome, Subject
from motcua.feedback.models import Feedback, FollowUp
from motcua.feedback.queries.feedback import find_by_tracking, sender_view
from motcua.feedback.tasks import tell_of_rules
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.organisations.models import Agency, Installation
from motcua.plans.actions.inspections.concluding import conclude
from motcua.plans.actions.inspections.findings import FindingEntry, add_finding
from motcua.plans.actions.inspections.holding import Visited, end_visit, save_answers
from motcua.plans.actions.reporting import Told, confirm_done, report_done
from motcua.plans.enums import CheckResult, InspectionKind, InspectionStatus
from motcua.plans.models import Duty, Inspection
from motcua.plans.rules.inspecting import Answered
from motcua.reviews.actions.rounds.tracking import carry_out_proposal
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.enums.rounds import ItemSource, ItemStatus
from motcua.reviews.models import RoundItem

pytestmark = pytest.mark.django_db
ANSWER = "Cơ quan sẽ đề nghị bỏ yêu cầu nộp bản giấy căn cước."


def came_and_answered(
    procedure: Procedure, keeper: Person, head: Person, moment: datetime, *, outcome: Outcome
) -> Sent:
    """Sent about the procedure, taken in, answered by two people, found helpful by the sender."""
    came = sent(moment, procedure_id=procedure.pk)
    one, by = came.feedback.pk, {"by": keeper, "at": moment}
    found = Classification(Kind.REPORT, Subject.RULE, Content.UNFIT, procedure.pk, "components")
    accept(feedback_id=one, found=found, **by)
    draft_answer(feedback_id=one, text=ANSWER, outcome=outcome, **by)
    submit_answer(feedback_id=one, **by)
    approve_answer(feedback_id=one, by=head, at=moment)
    rate_answer(feedback_id=one, contentment=Contentment.CONTENT, by=None, at=moment, secret=came.secret)
    return came


def drafted(procedure: Procedure, agency: Agency, keeper: Person, at: datetime) -> PromulgationDecision:
    """A decision that drops the procedure's second paper, before who signs."""
    data = DecisionData(title="Công bố thủ tục sửa đổi về văn bằng", issuer="Ủy ban nhân dân thành phố")
    decision = start_decision(agency=agency, data=data, by=keeper, at=at)
    item = amend_procedure(
        decision=decision, procedure=procedure, change=ChangeKind.AMENDED, by=keeper, at=at
    )
    assert item.version is not None
    content = content_of(item.version)
    shorter = replace(
        content,
        components=content.components[:1],
        methods=tuple(replace(one, limit_amount=Decimal(2), limit_text="") for one in content.methods),
    )
    assert save_draft(version=item.version, content=shorter, by=keeper, at=at)
    send_to_check(decision=decision, by=keeper, at=at)
    return submit_decision(decision=decision, by=keeper, at=at)


def test_from_feedback_to_the_new_rule(
    reviewing: Reviewing, handling_officer: Person, citizen: Person, moment: datetime
) -> None:
    bodies, keeper, head = reviewing.bodies, reviewing.keeper, reviewing.head
    Installation.objects.update_or_create(pk=1, defaults={"home": bodies.department})
    procedure = reviewing.procedures[0]
    came = came_and_answered(procedure, keeper, head, moment, outcome=Outcome.PROPOSED)
    bystander = sent(moment, procedure_id=reviewing.procedures[1].pk, by=citizen).feedback
    one, by = came.feedback.pk, {"by": keeper, "at": moment}

    # The answer opens a review: the procedure waits, once however often it is told, without the sender's name.
    why = "Nộp thừa căn cước bản giấy"
    with pytest.raises(Refused) as refused:
        open_review(feedback_id=one, reason="Không phải việc của tôi", by=handling_officer, at=moment)
    assert refused.value.code == "feedback-not-found"
    waiting = open_review(feedback_id=one, reason=why, **by)
    assert open_review(feedback_id=one, reason=why, **by) == waiting
    assert (waiting.status, waiting.reference) == (ItemStatus.WAITING, came.feedback.code)
    assert RULE.name not in f"{waiting.reason}{waiting.reference}"

    # A round takes it up with where it came from; the unit reviews, the proposal is approved.
    held = reviewing.running()
    item = held.items.get(procedure=procedure)
    assert (item.source, item.reference) == (ItemSource.FEEDBACK, came.feedback.code)
    assert why in item.reason
    assert RoundItem.objects.get(pk=waiting.pk).status == ItemStatus.LEFT_OUT
    proposal = reviewing.decided(held)
    assert (proposal.item, proposal.status) == (item, ProposalStatus.APPROVED)

    # A decision changes the procedure; a second person promulgates it, in force a month later.
    signed = moment + timedelta(days=5)
    decision = drafted(procedure, bodies.department, keeper, signed)
    in_force = signed.date() + timedelta(days=30)
    words = {"number": "864/QĐ-UBND", "signed_on": signed.date(), "effective_on": in_force, "at": signed}
    with pytest.raises(Refused):
        promulgate(decision=decision, by=keeper, **words)
    promulgate(decision=decision, by=head, **words)
    assert procedure.versions.count() == 2

    # Nobody is told before the rule is in force; then who spoke of it, once; nobody else.
    tell_of_rules(signed + timedelta(days=1))
    assert tell_of_changed_rules(at=signed + timedelta(days=29)) == 0
    assert not Notice.objects.filter(event="feedback_rule_changed").exists()
    on_the_day = signed + timedelta(days=30)
    tell_of_rules(on_the_day)
    assert tell_of_changed_rules(at=on_the_day + timedelta(hours=1)) == 0
    told = Notice.objects.get(event="feedback_rule_changed")
    assert (told.subject_label, told.audience) == (came.feedback.code, "applicant")
    assert f"{in_force:%d/%m/%Y}" in f"{told.title} {told.body}"
    assert FollowUp.objects.get().told_at == on_the_day
    followed = find_by_tracking(came.feedback.code, came.secret)
    assert followed is not None
    assert "Quy định đã thay đổi" in [step.what for step in sender_view(followed, at=on_the_day).steps]
    assert "Quy định đã thay đổi" not in [step.what for step in sender_view(bystander, at=on_the_day).steps]

    # The keeper confirms which decision carried the proposal out; the feedback was in time throughout.
    done = carry_out_proposal(proposal_id=proposal.pk, decision_id=decision.pk, by=keeper, at=on_the_day)
    assert (done.status, done.carried_out_on) == (ProposalStatus.CARRIED_OUT, in_force)
    assert Feedback.objects.get(pk=one).late_terms == []


def test_who_wrote_hears_that_the_procedure_is_replaced_or_repealed(
    reviewing: Reviewing, publish: Publish, moment: datetime
) -> None:
    bodies, keeper, head = reviewing.bodies, reviewing.keeper, reviewing.head
    Installation.objects.update_or_create(pk=1, defaults={"home": bodies.department})
    replaced, successor = reviewing.procedures
    repealed = publish("1.000003", name="Cấp lại văn bằng")
    heirs = successor.versions.get().name
    first = came_and_answered(replaced, keeper, head, moment, outcome=Outcome.PROPOSED)
    second = came_and_answered(repealed, keeper, head, moment, outcome=Outcome.PROPOSED)
    kept = came_and_answered(successor, keeper, head, moment, outcome=Outcome.PROPOSED)
    came_and_answered(replaced, keeper, head, moment, outcome=Outcome.EXPLAINED)

    # One decision ends two procedures, ten days later; nobody is told before that day.
    signed = moment + timedelta(days=5)
    data = DecisionData(title="Công bố thủ tục bị thay thế, bãi bỏ", issuer="Ủy ban nhân dân thành phố")
    decision = start_decision(agency=bodies.department, data=data, by=keeper, at=signed)
    by = {"decision": decision, "by": keeper, "at": signed}
    amend_procedure(procedure=replaced, change=ChangeKind.REPLACED, replaced_by=successor, **by)
    amend_procedure(procedure=repealed, change=ChangeKind.REPEALED, **by)
    send_to_check(**by)
    submit_decision(**by)
    end = signed.date() + timedelta(days=10)
    words = {"number": "865/QĐ-UBND", "signed_on": signed.date(), "effective_on": end, "at": signed}
    promulgate(decision=decision, by=head, **words)
    assert tell_of_changed_rules(at=signed + timedelta(days=9)) == 0

    # On the day each hears once: one what replaced it, the other only that it is no more.
    day = signed + timedelta(days=10)
    assert tell_of_changed_rules(at=day) == 2
    assert tell_of_changed_rules(at=day + timedelta(hours=1)) == 0
    told = {notice.subject_label: notice for notice in Notice.objects.filter(event="feedback_rule_ended")}
    assert set(told) == {first.feedback.code, second.feedback.code}
    assert f"Thay bằng: {heirs}" in told[first.feedback.code].body
    assert "Thay bằng" not in told[second.feedback.code].body
    assert all(f"{end:%d/%m/%Y}" in notice.body for notice in told.values())
    steps = {
        one.feedback.pk: [
            step for step in sender_view(one.feedback, at=day).steps if "không còn" in step.what
        ]
        for one in (first, second, kept)
    }
    [ended] = steps[first.feedback.pk]
    assert ended.more.endswith(f", từ ngày {end:%d/%m/%Y}. Thay bằng: {heirs}.")
    [ended] = steps[second.feedback.pk]
    assert ended.more.endswith(f", từ ngày {end:%d/%m/%Y}.")
    assert steps[kept.feedback.pk] == []


def test_an_answer_leads_to_an_inspection(
    steps: Steps, diploma: Procedure, handling_officer: Person, division_head: Person
) -> None:
    bodies, keeper, moment = steps.bodies, steps.keeper, steps.moment
    Installation.objects.update_or_create(pk=1, defaults={"home": bodies.department})
    came = came_and_answered(diploma, keeper, steps.head, moment, outcome=Outcome.RIGHT_DONE)
    unit = bodies.exam_division
    words = {
        "feedback_id": came.feedback.pk, "unit_id": unit.pk, "reason": "Kiểm tra việc yêu cầu giấy tờ",
        "visit": steps.visit(),
    }  # fmt: skip
    with pytest.raises(Refused):
        open_inspection(by=handling_officer, at=moment, **words)
    assert not Inspection.objects.exists()
    for told in (came.feedback.code, RULE.name.lower(), RULE.phone, "+84 912.345.678"):
        with pytest.raises(Refused) as refused:
            open_inspection(by=keeper, at=moment, **{**words, "reason": f"Theo phản ánh ({told})"})
        assert refused.value.code == "reason-tells-feedback"
    assert not Inspection.objects.exists()
    made = open_inspection(by=keeper, at=moment, **words)
    assert (made.kind, made.unit, made.notified_at) == (InspectionKind.SURPRISE, unit, None)
    follow = FollowUp.objects.get()
    assert (follow.kind, follow.subject_id) == (FollowUpKind.INSPECTION, made.pk)
    assert not Notice.objects.filter(subject_kind="inspection", recipient=division_head).exists()

    # Visited, something found wanting, concluded by a second person; the unit owes the remedy until it is confirmed.
    at = steps.visited_at
    items = list(steps.checklist.items.values_list("pk", flat=True))
    answers = dict.fromkeys(items, Answered(CheckResult.MET))
    answers[items[0]] = Answered(CheckResult.NOT_MET, "Vẫn đòi bản giấy căn cước")
    save_answers(inspection_id=made.pk, answers=answers, by=steps.inspector, at=at)
    entry = FindingEntry(
        "Yêu cầu giấy tờ ngoài quy định", "Điều 4", "Bỏ yêu cầu bản giấy", "", at.date() + timedelta(days=10)
    )
    add_finding(inspection_id=made.pk, entry=entry, by=steps.inspector, at=at)
    visited = Visited("Mai Văn Phòng, Trưởng phòng", "Sẽ sửa ngay.")
    end_visit(inspection_id=made.pk, visited=visited, by=steps.inspector, at=at + timedelta(hours=3))
    signed = at + timedelta(days=2)
    concluded = conclude(
        inspection_id=made.pk, text="Có sai sót.", number="215/TB-SGDĐT", concluded_on=signed.date(),
        by=steps.head, at=signed,
    )  # fmt: skip
    assert concluded.status == InspectionStatus.FOLLOWED
    duty = Duty.objects.get()
    report_done(duty_id=duty.pk, told=Told("Đã bỏ yêu cầu"), by=division_head, at=signed + timedelta(days=1))
    confirm_done(duty_id=duty.pk, by=keeper, at=signed + timedelta(days=2))
    made.refresh_from_db()
    assert made.status == InspectionStatus.CLOSED
    one = Feedback.objects.get()
    assert (one.answered_at, one.late_terms) == (moment, [])
    assert RULE.name not in f"{made.reason} {made.conclusion}"
