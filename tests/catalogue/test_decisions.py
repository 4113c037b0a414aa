"""A decision from its draft to the periods of the procedures it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from motcua.accounts.models import Person
from motcua.catalogue.actions.decision_items import (
    Proposal,
    add_procedure,
    amend_procedure,
    put_items,
    remove_item,
)
from motcua.catalogue.actions.decisions import (
    DecisionData,
    change_decision,
    promulgate,
    record_publication,
    send_back,
    send_to_check,
    start_decision,
    submit_decision,
    withdraw_decision,
)
from motcua.catalogue.actions.drafts import save_draft
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import (
    ChangeKind,
    Channel,
    Constituent,
    DecisionStage,
    FindingKind,
    LinkKind,
    ProcedureKind,
    VersionState,
)
from motcua.catalogue.models import Procedure, ProcedureLink, ProcedureVersion, PromulgationDecision
from motcua.catalogue.policy import may_approve
from motcua.catalogue.queries.contents import content_of
from motcua.catalogue.queries.decisions import (
    decision_clocks,
    decisions_awaiting_approval,
    decisions_visible_to,
    item_diffs,
)
from motcua.catalogue.queries.quality import procedures_with_findings
from motcua.catalogue.queries.search import search_procedures
from motcua.catalogue.rules.content import ComponentContent, Content, MethodContent, StepContent
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

DATA = DecisionData(title="Công bố thủ tục sửa đổi lĩnh vực giáo dục", issuer="Ủy ban nhân dân thành phố")
CONTENT = Content(
    name="Cấp bản sao văn bằng, chứng chỉ từ sổ gốc",
    competent_authority="Sở Giáo dục và Đào tạo",
    steps=(StepContent(text="Nộp hồ sơ"),),
    methods=(
        MethodContent(channel=Channel.DIRECT, limit_amount=Decimal(5), limit_unit=LimitUnit.WORKING_DAY),
    ),
    components=(ComponentContent(name="Đơn đề nghị", originals=1, copies=0),),
)
FASTER = replace(CONTENT, methods=(replace(CONTENT.methods[0], limit_amount=Decimal(1)),))


@pytest.fixture
def make_procedure(moment: datetime) -> Callable[..., Procedure]:
    def make(code: str, since: date = date(2025, 7, 1), content: Content = CONTENT) -> Procedure:
        procedure = Procedure.objects.create(code=code, kind=ProcedureKind.MINISTRY)
        new = NewVersion(procedure_id=procedure.pk, content=content)
        drafts = write_versions(versions=[new], actor="system", at=moment)
        put_versions_in_force(versions=drafts, from_on=since, actor="system", at=moment)
        return procedure

    return make


@pytest.fixture
def draft(control_focal_officer: Person, bodies: Any, moment: datetime) -> PromulgationDecision:
    return start_decision(agency=bodies.department, data=DATA, by=control_focal_officer, at=moment)


@pytest.fixture
def procedure(make_procedure: Callable[..., Procedure]) -> Procedure:
    return make_procedure("3.000465")


def submitted(draft: PromulgationDecision, by: Person, at: datetime) -> PromulgationDecision:
    send_to_check(decision=draft, by=by, at=at)
    return submit_decision(decision=draft, by=by, at=at)


def amended(
    draft: PromulgationDecision, procedure: Procedure, by: Person, at: datetime, **more: Any
) -> PromulgationDecision:
    given = {"change": ChangeKind.AMENDED, "content": FASTER, **more}
    amend_procedure(decision=draft, procedure=procedure, by=by, at=at, **given)
    return submitted(draft, by, at)


def signed(decision: PromulgationDecision, by: Person, at: datetime, **more: Any) -> PromulgationDecision:
    today = at.date()
    given = {"number": "864/QĐ-UBND", "signed_on": today, "effective_on": today + timedelta(days=14), **more}
    return promulgate(decision=decision, by=by, at=at, **given)


def test_the_versions_change_on_the_day_and_the_old_one_stays(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    old = procedure.versions.get()
    decision = signed(amended(draft, procedure, control_focal_officer, moment), head, moment)
    effective = moment.date() + timedelta(days=14)
    old.refresh_from_db()
    new = procedure.versions.get(number=2)
    assert (old.in_force.lower, old.in_force.upper) == (date(2025, 7, 1), effective)
    assert (new.in_force.lower, new.in_force.upper, new.state) == (effective, None, VersionState.PROMULGATED)
    assert content_of(old) == CONTENT
    assert content_of(new) == replace(FASTER, decision_number="864/QĐ-UBND")
    assert (decision.stage, decision.approved_by) == (DecisionStage.PROMULGATED, head)
    kinds = [entry.kind for entry in entries_about("decision", str(decision.pk))]
    assert kinds == [
        "DecisionDrafted",
        "DecisionItemPut",
        "DecisionSentToCheck",
        "DecisionSubmitted",
        "DecisionPromulgated",
    ]


def test_the_diff_shows_what_changes_before_and_after_promulgation(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    decision = amended(draft, procedure, control_focal_officer, moment)
    (before,) = item_diffs(decision, on=moment.date())
    assert before.change is ChangeKind.AMENDED
    assert [change.field for change in before.changes] == ["methods"]
    decision = signed(decision, head, moment)
    assert decision.effective_on is not None
    (after,) = item_diffs(decision, on=decision.effective_on)
    assert "methods" in [change.field for change in after.changes]


def test_diffs_take_the_same_queries_for_many_items(
    draft: PromulgationDecision,
    make_procedure: Callable[..., Procedure],
    control_focal_officer: Person,
    moment: datetime,
    django_assert_num_queries: Any,
) -> None:
    procedures = [make_procedure(f"1.00000{number}") for number in range(6)]
    proposals = [Proposal(procedure=one, change=ChangeKind.AMENDED, content=FASTER) for one in procedures]
    put_items(decision=draft, proposals=proposals, by=control_focal_officer, at=moment)
    with django_assert_num_queries(10):
        assert len(item_diffs(draft, on=moment.date())) == 6


def test_nobody_approves_what_they_wrote(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    second_control_officer: Person,
    moment: datetime,
) -> None:
    item = amend_procedure(
        decision=draft, procedure=procedure, change=ChangeKind.AMENDED, by=control_focal_officer, at=moment
    )
    assert item.version is not None
    save_draft(version=item.version, content=FASTER, by=second_control_officer, at=moment)
    decision = submitted(draft, control_focal_officer, moment)
    for writer in (control_focal_officer, second_control_officer):
        assert not may_approve(writer, decision=decision, on=moment.date())
        with pytest.raises(Refused) as refusal:
            signed(decision, writer, moment)
        assert refusal.value.code == "own-decision-not-allowed"
    assert procedure.versions.filter(state=VersionState.PROMULGATED).count() == 1


@pytest.mark.parametrize("who", ["outsider", "handling_officer", "technical_administrator", "citizen"])
def test_the_wrong_person_is_refused_and_leaves_no_trace(
    who: str,
    request: pytest.FixtureRequest,
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    bodies: Any,
    moment: datetime,
) -> None:
    person = request.getfixturevalue(who)
    decision = amended(draft, procedure, control_focal_officer, moment)
    before = JournalEntry.objects.count()
    attempts: list[Callable[[], object]] = [
        lambda: start_decision(agency=bodies.department, data=DATA, by=person, at=moment),
        lambda: signed(decision, person, moment),
        lambda: send_back(decision=decision, reason="Thiếu", by=person, at=moment),
        lambda: withdraw_decision(decision=decision, reason="Thiếu", by=person, at=moment),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="không có quyền"):
            attempt()
    decision.refresh_from_db()
    assert decision.stage == DecisionStage.SUBMITTED_TO_CHAIRMAN
    assert JournalEntry.objects.count() == before
    assert list(decisions_visible_to(person, moment.date())) == []


def test_the_wrong_moment_is_refused(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    with pytest.raises(Refused) as early:
        signed(draft, head, moment)
    assert early.value.code == "decision-wrong-stage"
    decision = amended(draft, procedure, control_focal_officer, moment)
    with pytest.raises(Refused) as late:
        change_decision(decision=decision, data=DATA, by=control_focal_officer, at=moment)
    assert late.value.code == "decision-wrong-stage"


def test_an_empty_decision_goes_nowhere(
    draft: PromulgationDecision, control_focal_officer: Person, moment: datetime
) -> None:
    with pytest.raises(Refused, match="chưa có thủ tục nào"):
        send_to_check(decision=draft, by=control_focal_officer, at=moment)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"number": "  "}, "decision-number-missing"),
        ({"signed_on": date(2026, 9, 18)}, "signed-in-future"),
        ({"signed_on": date(2026, 9, 10), "effective_on": date(2026, 9, 9)}, "effective-before-signed"),
    ],
)
def test_impossible_signatures_are_refused(
    given: dict[str, Any],
    code: str,
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    decision = amended(draft, procedure, control_focal_officer, moment)
    with pytest.raises(Refused) as refusal:
        signed(decision, head, moment, **given)
    assert refusal.value.code == code
    assert procedure.versions.get(number=2).state == VersionState.DRAFT


def test_a_repealed_procedure_ends_and_a_replaced_one_points_on(
    draft: PromulgationDecision,
    make_procedure: Callable[..., Procedure],
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    gone, old, new = make_procedure("1.000001"), make_procedure("1.000002"), make_procedure("1.000003")
    proposals = [
        Proposal(procedure=gone, change=ChangeKind.REPEALED),
        Proposal(procedure=old, change=ChangeKind.REPLACED, replaced_by=new),
    ]
    put_items(decision=draft, proposals=proposals, by=control_focal_officer, at=moment)
    decision = signed(submitted(draft, control_focal_officer, moment), head, moment)
    for procedure in (gone, old):
        assert procedure.versions.get().in_force.upper == decision.effective_on
    assert ProcedureLink.objects.get(procedure=old).other == new
    assert ProcedureLink.objects.get(procedure=old).kind == LinkKind.REPLACED_BY
    assert [diff.ends for diff in item_diffs(decision, on=decision.effective_on)] == [True, True]  # type: ignore[arg-type]


def test_a_new_procedure_begins_on_its_day(
    draft: PromulgationDecision, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    add_procedure(
        decision=draft,
        code="1.014999",
        kind=ProcedureKind.LOCAL_SPECIFIC,
        content=CONTENT,
        by=control_focal_officer,
        at=moment,
    )
    decision = signed(submitted(draft, control_focal_officer, moment), head, moment)
    version = ProcedureVersion.objects.get(procedure__code="1.014999")
    assert version.in_force.lower == decision.effective_on
    assert version.decision_number == "864/QĐ-UBND"


@pytest.mark.parametrize(
    ("change", "since", "code"),
    [
        (ChangeKind.NEW, date(2025, 7, 1), "procedure-already-in-force"),
        (ChangeKind.AMENDED, date(2026, 12, 1), "procedure-later-version"),
        (ChangeKind.REPEALED, date(2026, 12, 1), "procedure-later-version"),
    ],
)
def test_periods_that_would_overlap_are_refused_whole(
    change: ChangeKind,
    since: date,
    code: str,
    draft: PromulgationDecision,
    make_procedure: Callable[..., Procedure],
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    fine, wrong = make_procedure("1.000001"), make_procedure("1.000002", since=since)
    content = None if change is ChangeKind.REPEALED else FASTER
    proposals = [
        Proposal(procedure=fine, change=ChangeKind.AMENDED, content=FASTER),
        Proposal(procedure=wrong, change=change, content=content),
    ]
    put_items(decision=draft, proposals=proposals, by=control_focal_officer, at=moment)
    decision = submitted(draft, control_focal_officer, moment)
    with pytest.raises(Refused) as refusal:
        signed(decision, head, moment)
    assert (refusal.value.code, refusal.value.details["codes"]) == (code, ["1.000002"])
    assert fine.versions.get(number=1).in_force.upper is None


def test_one_open_decision_for_a_procedure(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    bodies: Any,
    moment: datetime,
) -> None:
    who = {"by": control_focal_officer, "at": moment}
    item = amend_procedure(decision=draft, procedure=procedure, change=ChangeKind.AMENDED, **who)  # type: ignore[arg-type]
    other = start_decision(agency=bodies.department, data=DATA, **who)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refusal:
        amend_procedure(decision=other, procedure=procedure, change=ChangeKind.AMENDED, **who)  # type: ignore[arg-type]
    assert refusal.value.code == "procedure-in-open-decision"
    remove_item(item=item, **who)  # type: ignore[arg-type]
    amend_procedure(decision=other, procedure=procedure, change=ChangeKind.AMENDED, **who)  # type: ignore[arg-type]
    assert procedure.versions.get(number=2).state == VersionState.ABANDONED


def test_sent_back_with_a_reason_and_withdrawn(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    decision = amended(draft, procedure, control_focal_officer, moment)
    with pytest.raises(Refused, match="lý do"):
        send_back(decision=decision, reason=" ", by=head, at=moment)
    decision = send_back(decision=decision, reason="Thiếu mẫu đơn", by=head, at=moment)
    assert decision.stage == DecisionStage.DRAFT
    withdraw_decision(decision=decision, reason="Chờ nghị định", by=control_focal_officer, at=moment)
    assert procedure.versions.get(number=2).state == VersionState.ABANDONED
    assert procedure.versions.get(number=1).in_force.upper is None


def test_publication_is_noted_and_its_clock_told(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    decision = signed(amended(draft, procedure, control_focal_officer, moment), head, moment)
    later = moment + timedelta(days=8)
    with pytest.raises(Refused) as refusal:
        record_publication(
            decision=decision, published_on=date(2026, 9, 1), by=control_focal_officer, at=later
        )
    assert refusal.value.details == {"field": "published_on"}
    decision = record_publication(
        decision=decision, published_on=later.date(), by=control_focal_officer, at=later
    )
    (clock,) = decision_clocks(decision, today=later.date())
    # Signed Thursday 17 September 2026: five working days end on Thursday 24; published Friday 25.
    assert (clock.due_on, clock.late_days) == (date(2026, 9, 24), 1)


def test_the_second_person_finds_it_waiting(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    decision = amended(draft, procedure, control_focal_officer, moment)
    assert list(decisions_awaiting_approval(head, moment.date())) == [decision]
    assert list(decisions_awaiting_approval(control_focal_officer, moment.date())) == []


def test_the_new_version_is_searched_and_checked_from_its_day(
    draft: PromulgationDecision,
    procedure: Procedure,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    renamed = replace(FASTER, name="Cấp bản sao bằng lái xe cổ", components=())
    decision = amended(draft, procedure, control_focal_officer, moment, content=renamed)
    signed(decision, head, moment)
    effective = moment.date() + timedelta(days=14)
    assert search_procedures("lái xe cổ", on=moment.date()).hits == []
    (hit,) = search_procedures("lái xe cổ", on=effective).hits
    assert hit.code == procedure.code
    (found,) = procedures_with_findings(on=effective, kind=FindingKind.MISSING_CONSTITUENT)
    lacking = {finding.constituent for finding in found.findings}
    assert lacking == {Constituent.COMPONENTS, Constituent.APPLICANTS}
