"""A draft act from its proposal to what came out of it: who may, when, and that a refusal leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind, DecisionStage
from motcua.catalogue.models import DecisionItem, PromulgationDecision
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.impact.acts import (
    ActFacts,
    Foreseen,
    begin_draft_act,
    change_draft_act,
    put_draft_procedure,
    remove_draft_procedure,
)
from motcua.reviews.actions.impact.assessing import answer_questions, keep_cost_lines
from motcua.reviews.actions.impact.concluding import (
    advance_to_drafting,
    drop_draft_act,
    follow_in_decision,
    issue_draft_act,
    record_appraisal,
    send_to_appraisal,
)
from motcua.reviews.actions.impact.consulting import answer_opinion, log_consultation, record_opinion
from motcua.reviews.enums import (
    ActKind,
    ActStage,
    ActStatus,
    AppraisalOutcome,
    Confidence,
    ConsultationWay,
    CostOrigin,
    ImpactReply,
    OpinionOutcome,
    Side,
)
from motcua.reviews.models import DraftAct, DraftActProcedure, ImpactAssessment
from motcua.reviews.queries.impact.acts import draft_acts_visible_to, items_of
from motcua.reviews.queries.impact.following import decisions_after, followed
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.impact.answers import Answer
from motcua.reviews.rules.impact.sources import Origin, SourcedLine, sourced

pytestmark = pytest.mark.django_db
FACTS = ActFacts("Quy định về dạy thêm", ActKind.COMMITTEE_DECISION, date(2026, 9, 1))
LINE = CostLine("Điền đơn", hours=Decimal(2), hourly_income_vnd=Decimal(50_000), fee_vnd=Decimal(100_000))
ASKED = Origin(CostOrigin.OFFICER, "Hỏi 12 người nộp", Confidence.MEDIUM)


@pytest.fixture
def act(bodies: Bodies, handling_officer: Person, moment: datetime) -> DraftAct:
    return begin_draft_act(agency_id=bodies.exam_division.pk, facts=FACTS, by=handling_officer, at=moment)


@pytest.fixture
def item(act: DraftAct, publish: Publish, handling_officer: Person, moment: datetime) -> DraftActProcedure:
    publish("1.000001", name="Cấp phép dạy thêm")
    foreseen = Foreseen(
        ChangeKind.AMENDED,
        code="1.000001",
        papers=2,
        limit_amount=Decimal(10),
        limit_unit=LimitUnit.WORKING_DAY,
    )
    return put_draft_procedure(act_id=act.pk, foreseen=foreseen, by=handling_officer, at=moment)


Assess = Callable[[], None]


@pytest.fixture
def assess(act: DraftAct, item: DraftActProcedure, handling_officer: Person, moment: datetime) -> Assess:
    """Answers everything and gives the cost."""

    def wholly() -> None:
        [view] = items_of(act, on=moment.date())
        answers = {
            one.code: Answer(None if one.is_text else ImpactReply.YES, "Có căn cứ")
            for one in view.form.questions
        }
        answer_questions(act_id=act.pk, item_id=item.pk, answers=answers, by=handling_officer, at=moment)
        keep_cost_lines(
            act_id=act.pk,
            item_id=item.pk,
            side=Side.AFTER,
            lines=[sourced(LINE, known=(), own=ASKED, income=None)],
            times_per_year=Decimal(1),
            subjects_per_year=Decimal(300),
            year_source="Sổ theo dõi năm 2025",
            year_confidence=Confidence.HIGH,
            by=handling_officer,
            at=moment,
        )

    return wholly


def send(act: DraftAct, by: Person, at: datetime, **changes: Any) -> None:
    facts = {"body": "Sở Tư pháp", "sent_on": at.date(), "due_on": at.date() + timedelta(days=10), **changes}
    send_to_appraisal(act_id=act.pk, by=by, at=at, **facts)


def answered(act: DraftAct, outcome: AppraisalOutcome, by: Person, at: datetime) -> None:
    record_appraisal(
        act_id=act.pk, outcome=outcome, answered_on=at.date(), opinion="Đủ điều kiện", by=by, at=at
    )


def refused_with(code: str, do: Callable[[], object]) -> None:
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        do()
    assert refused.value.code == code
    assert JournalEntry.objects.count() == before


def test_a_number_from_nowhere_is_refused(
    act: DraftAct, item: DraftActProcedure, assess: Assess, handling_officer: Person, moment: datetime
) -> None:
    assess()
    usual: dict[str, Any] = {
        "act_id": act.pk,
        "item_id": item.pk,
        "side": Side.AFTER,
        "times_per_year": Decimal(1),
        "subjects_per_year": Decimal(1),
        "year_confidence": Confidence.LOW,
        "by": handling_officer,
        "at": moment,
    }
    refused_with(
        "cost-source-missing",
        lambda: keep_cost_lines(lines=[SourcedLine(LINE)], year_source="Sổ", **usual),
    )
    refused_with("cost-source-missing", lambda: keep_cost_lines(lines=[], year_source=" ", **usual))
    [view] = items_of(act, on=moment.date())
    [line] = view.lines_after
    assert (line.confidence, view.cost_confidence(Side.AFTER)) == (Confidence.MEDIUM, Confidence.MEDIUM)
    assert {one.source for one in line.origins.values()} == {"Hỏi 12 người nộp"}
    assert (view.item.year_source, view.item.year_confidence) == ("Sổ theo dõi năm 2025", "high")


def test_the_whole_way(
    act: DraftAct,
    item: DraftActProcedure,
    assess: Assess,
    bodies: Bodies,
    handling_officer: Person,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    keeper = control_focal_officer
    refused_with("impact-assessment-missing", lambda: send(act, keeper, moment))
    assess()
    [view] = items_of(act, on=moment.date())
    cost = view.cost(Side.AFTER)
    assert cost is not None
    assert (cost.per_dossier_vnd, cost.per_year_vnd) == (200_000, 60_000_000)
    said = record_opinion(
        act_id=act.pk,
        giver="Trường A",
        content="Bỏ giấy B",
        received_on=moment.date(),
        item_id=item.pk,
        by=handling_officer,
        at=moment,
    )
    refused_with("opinions-unanswered", lambda: send(act, keeper, moment))
    answer_opinion(
        act_id=act.pk,
        opinion_id=said.pk,
        outcome=OpinionOutcome.ACCEPTED,
        answer="Đã bỏ",
        by=handling_officer,
        at=moment,
    )
    refused_with("keep-reviews-not-allowed", lambda: send(act, handling_officer, moment))
    send(act, keeper, moment)
    refused_with(
        "draft-act-not-ready",
        lambda: change_draft_act(act_id=act.pk, facts=FACTS, by=handling_officer, at=moment),
    )
    answered(act, AppraisalOutcome.AFTER_CHANGES, keeper, moment)
    refused_with(
        "draft-act-only-proposed",
        lambda: issue_draft_act(
            act_id=act.pk,
            number="12/2026/QĐ-UBND",
            issued_on=moment.date(),
            effective_on=moment.date(),
            by=keeper,
            at=moment,
        ),
    )
    advance_to_drafting(act_id=act.pk, by=handling_officer, at=moment)
    act.refresh_from_db()
    assert (act.stage, act.status) == (ActStage.DRAFTING, ActStatus.ASSESSING)
    [view] = items_of(act, on=moment.date())
    assert view.completeness.is_whole  # what was answered at the proposal is where the draft begins
    send(act, keeper, moment)
    answered(act, AppraisalOutcome.AGREED, keeper, moment)
    issue_draft_act(
        act_id=act.pk,
        number="12/2026/QĐ-UBND",
        issued_on=moment.date(),
        effective_on=moment.date() + timedelta(days=10),
        by=keeper,
        at=moment,
    )
    decision = PromulgationDecision.objects.create(
        number="34/QĐ-UBND",
        title="Công bố",
        issuer="Chủ tịch",
        agency=bodies.department,
        stage=DecisionStage.PROMULGATED,
        signed_on=moment.date(),
        effective_on=moment.date(),
        prepared_by=keeper,
        prepared_at=moment,
        approved_by=head,
        approved_at=moment,
    )
    assert item.procedure is not None
    version = item.procedure.versions.get()
    DecisionItem.objects.create(
        decision=decision, procedure=item.procedure, change=ChangeKind.AMENDED, version=version
    )
    act.refresh_from_db()
    assert list(decisions_after(act, on=moment.date())) == [decision]
    follow_in_decision(act_id=act.pk, decision_id=decision.pk, by=keeper, at=moment)
    act.refresh_from_db()
    [one], besides = followed(act)
    assert not besides
    assert {each.what: each.is_same for each in one.differences}["Số giấy tờ"] is (
        version.components.count() == 2
    )


def test_a_refused_draft_is_assessed_further(
    act: DraftAct, assess: Assess, control_focal_officer: Person, moment: datetime
) -> None:
    assess()
    send(act, control_focal_officer, moment)
    answered(act, AppraisalOutcome.REFUSED, control_focal_officer, moment)
    act.refresh_from_db()
    assert act.status == ActStatus.ASSESSING
    send(act, control_focal_officer, moment)
    assert act.appraisals.count() == 2


@pytest.mark.parametrize(
    ("foreseen", "code"),
    [
        (Foreseen(ChangeKind.AMENDED, "Tên"), "procedure-not-found"),
        (Foreseen(ChangeKind.NEW), "impact-words-missing"),
        (Foreseen(ChangeKind.NEW, "Tên", "9.999999"), "procedure-not-found"),
        (Foreseen(ChangeKind.REPEALED, code="1.000001"), "draft-procedure-twice"),
        (Foreseen(ChangeKind.NEW, "Tên", limit_amount=Decimal(3)), "draft-procedure-limit-wrong"),
    ],
)
def test_what_cannot_be_put_in(
    act: DraftAct,
    item: DraftActProcedure,
    handling_officer: Person,
    moment: datetime,
    foreseen: Foreseen,
    code: str,
) -> None:
    refused_with(
        code,
        lambda: put_draft_procedure(act_id=act.pk, foreseen=foreseen, by=handling_officer, at=moment),
    )


def test_another_change_asks_another_form(
    act: DraftAct, item: DraftActProcedure, assess: Assess, handling_officer: Person, moment: datetime
) -> None:
    assess()
    repeal = Foreseen(ChangeKind.REPEALED, code="1.000001")
    put_draft_procedure(act_id=act.pk, item_id=item.pk, foreseen=repeal, by=handling_officer, at=moment)
    assert not ImpactAssessment.objects.exists()
    [view] = items_of(act, on=moment.date())
    assert view.form.code == "bãi bỏ"
    remove_draft_procedure(act_id=act.pk, item_id=item.pk, by=handling_officer, at=moment)
    assert not items_of(act, on=moment.date())


def test_others_stay_outside(
    act: DraftAct, bodies: Bodies, outsider: Person, head: Person, receiving_officer: Person, moment: datetime
) -> None:
    today = moment.date()
    assert draft_acts_visible_to(head, today).count() == 1
    assert not draft_acts_visible_to(outsider, today).exists()
    assert not draft_acts_visible_to(receiving_officer, today).exists()
    for person in (outsider, receiving_officer):
        refused_with(
            "do-reviews-not-allowed",
            lambda person=person: begin_draft_act(  # type: ignore[misc]
                agency_id=bodies.exam_division.pk, facts=FACTS, by=person, at=moment
            ),
        )


def test_consultations_and_days_that_cannot_be(
    act: DraftAct, handling_officer: Person, control_focal_officer: Person, moment: datetime
) -> None:
    facts: dict[str, Any] = {"act_id": act.pk, "by": handling_officer, "at": moment}
    log_consultation(way=ConsultationWay.PORTAL, asked="Người dân", began_on=moment.date(), **facts)
    tomorrow = moment.date() + timedelta(days=1)
    refused_with(
        "consultation-days-wrong",
        lambda: log_consultation(way=ConsultationWay.PORTAL, asked="A", began_on=tomorrow, **facts),
    )
    refused_with(
        "opinion-day-wrong", lambda: record_opinion(giver="A", content="B", received_on=tomorrow, **facts)
    )
    refused_with(
        "draft-act-changed", lambda: change_draft_act(facts=FACTS, seen=act.revision, **facts)
    )  # the consultation went on after what was shown
    drop_draft_act(act_id=act.pk, reason="Không làm nữa", by=control_focal_officer, at=moment)
    refused_with("draft-act-not-ready", lambda: change_draft_act(facts=FACTS, **facts))
