"""Impact assessment: forms, completeness, what may follow on what, what came of it, the papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.catalogue.enums import ChangeKind
from motcua.deadlines.enums import Certainty, LimitUnit
from motcua.documents.official.content import Signing, Table
from motcua.documents.official.issuing import Issuing
from motcua.documents.official.sheet import lay_out
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import ActStage, ActStatus, AppraisalOutcome, ImpactReply, QuestionGroup
from motcua.reviews.rules.cost.sheets import Cost
from motcua.reviews.rules.impact.answers import Answer, checked_answers, completeness, is_answered
from motcua.reviews.rules.impact.following import ProcedureSaid, compared
from motcua.reviews.rules.impact.forms import FORMS, form_for, form_named
from motcua.reviews.rules.impact.life import (
    ActVerb,
    ItemStands,
    require_drafting,
    require_ready_for_appraisal,
    require_verb,
    status_after,
)
from motcua.reviews.rules.impact.papers import (
    ConsultedLine,
    ImpactPaper,
    ItemLine,
    OpinionLine,
    QuestionLine,
    assessment_report,
    opinions_table,
)

TODAY = date(2026, 9, 17)
NEW = form_for(ChangeKind.NEW, on=TODAY)
YES, NO, NOT_APPLICABLE = ImpactReply


def test_each_change_asks_its_form() -> None:
    asked = {
        change: form_for(change, on=TODAY).code for change in ChangeKind if change != ChangeKind.STANDARDISED
    }
    assert asked == {"new": "01A", "amended": "01B", "replaced": "01A", "repealed": "bãi bỏ"}
    assert {form.certainty for form in FORMS} == {Certainty.UNVERIFIED}
    assert [group for group, _some in NEW.groups()] == list(QuestionGroup)


@pytest.mark.parametrize(("code", "on"), [("01A", date(2010, 1, 1)), ("", TODAY), ("09Z", TODAY)])
def test_a_form_that_does_not_hold_is_refused(code: str, on: date) -> None:
    with pytest.raises(Refused) as refused:
        form_named(code, on=on)
    assert refused.value.code == "impact-form-not-found"


def test_codes_of_questions_are_their_own() -> None:
    for form in FORMS:
        codes = [question.code for question in form.questions]
        assert len(codes) == len(set(codes))


def test_an_answer_needs_the_words_that_go_with_it() -> None:
    by_code = {one.code: one for one in NEW.questions}
    conflict, online, aim, fees = (
        by_code[code] for code in ("authority_conflict", "online_full", "need_aim", "part_fees")
    )
    assert is_answered(conflict, Answer(NO))
    assert not is_answered(conflict, Answer(YES))
    assert is_answered(online, Answer(YES))
    assert not is_answered(online, Answer(NO))
    assert not is_answered(aim, Answer(None, ""))
    assert is_answered(aim, Answer(None, "Bảo vệ người học"))
    assert is_answered(fees, Answer(NOT_APPLICABLE))


def test_wrong_answers_are_refused() -> None:
    for answers, code in (
        ({"need_nothing": Answer(YES)}, "impact-question-unknown"),
        ({"part_name": Answer(NOT_APPLICABLE)}, "impact-reply-wrong"),
        ({"need_aim": Answer(None, "a" * 5000)}, "impact-text-too-long"),
    ):
        with pytest.raises(Refused) as refused:
            checked_answers(NEW, answers)
        assert refused.value.code == code


FULL = {one.code: Answer(None if one.is_text else YES, "Có căn cứ") for one in NEW.questions}


def test_a_form_is_whole_with_its_cost() -> None:
    assert completeness(NEW, FULL, has_cost=True).is_whole
    lacking = completeness(NEW, FULL, has_cost=False)
    assert (lacking.asked - lacking.answered, len(lacking.missing)) == (1, 1)


@given(some.sets(some.sampled_from(sorted(FULL))), some.booleans())
def test_what_is_asked_is_answered_or_missing(codes: set[str], has_cost: bool) -> None:
    found = completeness(NEW, {code: FULL[code] for code in codes}, has_cost=has_cost)
    assert found.answered + len(found.missing) == found.asked
    assert found.answered == len(codes) + has_cost


def test_nothing_unassessed_is_handed_over() -> None:
    whole = ItemStands("A", completeness(NEW, FULL, has_cost=True))
    half = ItemStands("B", completeness(NEW, {}, has_cost=False))
    for items, opinions, code in (
        ([], 0, "draft-act-without-procedures"),
        ([whole, ItemStands("C", None)], 0, "impact-assessment-missing"),
        ([whole, half], 0, "impact-assessment-missing"),
        ([whole], 2, "opinions-unanswered"),
    ):
        with pytest.raises(Refused) as refused:
            require_ready_for_appraisal(items, open_opinions=opinions)
        assert refused.value.code == code
    require_ready_for_appraisal([whole], open_opinions=0)


ALLOWED = {
    (ActVerb.WORK, ActStatus.ASSESSING),
    (ActVerb.SEND, ActStatus.ASSESSING),
    (ActVerb.APPRAISE, ActStatus.SENT),
    (ActVerb.ADVANCE, ActStatus.APPRAISED),
    (ActVerb.ISSUE, ActStatus.APPRAISED),
    (ActVerb.FOLLOW, ActStatus.ISSUED),
    (ActVerb.DROP, ActStatus.ASSESSING),
    (ActVerb.DROP, ActStatus.SENT),
    (ActVerb.DROP, ActStatus.APPRAISED),
}


@pytest.mark.parametrize("verb", list(ActVerb))
@pytest.mark.parametrize("status", list(ActStatus))
def test_the_table_of_moves_is_closed(verb: ActVerb, status: ActStatus) -> None:
    if (verb, status) in ALLOWED:
        require_verb(verb, status)
    else:
        with pytest.raises(Refused):
            require_verb(verb, status)


def test_a_proposal_is_drafted_before_it_is_issued() -> None:
    for stage, verb in ((ActStage.PROPOSAL, ActVerb.ISSUE), (ActStage.DRAFTING, ActVerb.ADVANCE)):
        with pytest.raises(Refused):
            require_drafting(stage, verb)
    assert status_after(AppraisalOutcome.REFUSED) is ActStatus.ASSESSING
    assert status_after(AppraisalOutcome.AFTER_CHANGES) is ActStatus.APPRAISED


def test_what_came_out_is_held_against_what_was_foreseen() -> None:
    ten = ((Decimal(10), LimitUnit.WORKING_DAY),)
    foreseen = ProcedureSaid(ChangeKind.AMENDED, "Cấp phép dạy thêm", 3, ten)
    came = ProcedureSaid(
        ChangeKind.AMENDED, "Cấp phép  dạy thêm", 5, ((Decimal(15), LimitUnit.WORKING_DAY),), (100_000,)
    )
    found = {one.what: one.is_same for one in compared(foreseen, came)}
    assert found == {"Nội dung": True, "Tên": True, "Số giấy tờ": False, "Thời hạn": False}
    assert len(compared(ProcedureSaid(ChangeKind.REPEALED, "A", 2), came)) == 2


def cost(once: int) -> Cost:
    return Cost(Fraction(once), Fraction(once * 3228))


def paper(**changes: object) -> ImpactPaper:
    answers = (QuestionLine("Có cần không?", "Có", "Để bảo vệ người học"),)
    item = ItemLine(
        "Cấp phép dạy thêm",
        "1.000001",
        "Sửa đổi, bổ sung",
        "01B",
        (("Sự cần thiết", answers),),
        cost(1_024_000),
        cost(231_000),
    )
    facts: dict[str, object] = {
        "issuing": Issuing("Sở Giáo dục và Đào tạo", "BC", "Hải Phòng", 2026, Signing("Giám đốc")),
        "kind": "Quyết định của Ủy ban nhân dân",
        "title": "Quy định dạy thêm",
        "stage": "Soạn thảo văn bản",
        "items": (item,),
        "consulted": (ConsultedLine("Gửi văn bản lấy ý kiến", "Các trường", TODAY, None, 2),),
        "opinions": (
            OpinionLine("Trường A", "Bỏ giấy B", "Tiếp thu", "Đã bỏ"),
            OpinionLine("B", "C", "", ""),
        ),
    }
    return ImpactPaper(**{**facts, **changes})  # type: ignore[arg-type]


def words_of(blocks: object) -> str:
    return str(blocks)


def test_the_report_tells_cost_and_answers() -> None:
    report = assessment_report(paper())
    said = words_of(report.blocks)
    assert "giảm 77,44%" in said
    assert "3.305.472.000" in said
    assert "745.668.000" in said
    assert "Nhận 02 ý kiến, đã tiếp thu hoặc giải trình 01 ý kiến" in said
    assert "Có cần không?" in words_of(report.annexes)
    assert lay_out(report)["kind"] == "BÁO CÁO"


def test_the_table_has_a_row_for_each_opinion() -> None:
    [table] = [block for block in opinions_table(paper()).blocks if isinstance(block, Table)]
    assert [row.cells[3] for row in table.rows] == ["Tiếp thu.\nĐã bỏ", "Chưa xử lý."]
    assert "chưa nhận được ý kiến" in words_of(opinions_table(paper(opinions=())).blocks)
