"""What is asked of each paper, requirement and fee, what the catalogue answers already, and how it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.reviews.rounds.conftest import ANSWERS, STEP, Reviewing, answers_about

from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules.content import ComponentContent, Content, FormContent
from motcua.kernel.clock import local_day
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.rounds.forms import FormEntry, PartEntry, begin_form, hand_in_form, save_form
from motcua.reviews.actions.rounds.parts import put_roadmap
from motcua.reviews.enums.proposals import Verdict
from motcua.reviews.models import ReviewForm, SimplificationProposal
from motcua.reviews.queries.rounds.form_paper import form_paper
from motcua.reviews.queries.rounds.forms import gaps_of
from motcua.reviews.rules.rounds.completeness import StepSaid
from motcua.reviews.rules.rounds.papers.review_form import review_form_paper
from motcua.reviews.rules.rounds.part_questions import (
    definition_on,
    of_fee,
    of_paper,
    open_questions,
    questions_of,
)
from motcua.reviews.rules.rounds.prefill import parts_of, requirements_in

TODAY = date(2026, 9, 17)


@pytest.mark.parametrize(
    ("paper", "answers"),
    [
        (
            ComponentContent(name="Bản sao có chứng thực giấy khai sinh", copies=2),
            {
                "by_data": "yes",
                "database": "Cơ sở dữ liệu hộ tịch điện tử",
                "has_form": "no",
                "certified": "yes",
                "copies": "2",
            },
        ),
        (
            ComponentContent(name="Đơn đề nghị cấp lại", originals=1, forms=(FormContent(name="Mẫu 01"),)),
            {
                "issuer": "Người làm thủ tục tự lập.",
                "by_data": "no",
                "has_form": "yes",
                "certified": "no",
                "copies": "1",
            },
        ),
        (
            ComponentContent(name="Quyết định cho phép hoạt động"),
            {
                "issuer": "Là kết quả của thủ tục 1.000009 Cho phép hoạt động.",
                "by_data": "yes",
                "database": "Kết quả đã cấp của thủ tục 1.000009 Cho phép hoạt động",
                "has_form": "no",
            },
        ),
    ],
)
def test_what_is_known_of_a_paper(paper: ComponentContent, answers: dict[str, str]) -> None:
    givers = {"Quyết định cho phép hoạt động": "1.000009 Cho phép hoạt động"}
    assert of_paper(paper, results=givers) == answers


def test_the_act_named_by_a_fee() -> None:
    said = "500.000 đồng theo Nghị quyết số 12/2023/NQ-HĐND và Thông tư 85/2019/TT-BTC"
    assert of_fee(said) == {"basis": "Nghị quyết số 12/2023/NQ-HĐND; Thông tư 85/2019/TT-BTC"}
    assert of_fee("Không thu") == {}


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("Có đất, có tiền", ["Có đất, có tiền"]),
        ("- Có đất\n- Có tiền", ["- Có đất", "- Có tiền"]),
        (
            "Điều kiện:\na) Có đất\nrộng 5 ha\nb) Có tiền",
            ["Điều kiện:", "a) Có đất\nrộng 5 ha", "b) Có tiền"],
        ),
        ("1. Có đất\n1.2. Có cây\n\n2) Có tiền", ["1. Có đất", "1.2. Có cây", "2) Có tiền"]),
        ("\n".join(f"- {n}" for n in range(40)), ["\n".join(f"- {n}" for n in range(40))]),
    ],
)
def test_requirements_one_by_one(said: str, parts: list[str]) -> None:
    assert requirements_in(said) == parts


def test_each_paper_requirement_and_fee_is_a_part() -> None:
    content = Content(
        name="Cấp phép",
        requirements="- Có đất\n- Có tiền",
        components=(ComponentContent(name="Căn cước"), ComponentContent(name="Đơn")),
    )
    found = [part.constituent for part in parts_of(content)]
    assert found.count(Constituent.COMPONENTS) == found.count(Constituent.REQUIREMENTS) == 2
    assert found.count(Constituent.FEES) == 1


def test_what_is_still_asked() -> None:
    questions = questions_of(Constituent.COMPONENTS, on=TODAY)
    keys = lambda answers, verdict=None: [  # noqa: E731
        one.key for one in open_questions(questions, answers, verdict)
    ]
    assert keys({}) == ["issuer", "by_data", "has_form", "certified", "copies"]
    assert "database" in keys({"by_data": "yes"})
    assert "certified_basis" in keys({"certified": "yes"})
    assert "form_needs" in keys({"has_form": "yes"})
    assert keys({}, Verdict.DROP) == []
    assert "issuer" in keys({}, Verdict.DATA)
    assert questions_of(Constituent.NAME, on=TODAY) == ()
    assert questions_of(Constituent.COMPONENTS, on=date(2000, 1, 1)) == ()
    found = definition_on(TODAY)
    assert found is not None
    assert found.certainty == "M"
    assert definition_on(date(2000, 1, 1)) is None


@pytest.mark.django_db
def test_answers_are_kept_checked_and_missed(reviewing: Reviewing) -> None:
    item = reviewing.item()
    by: dict[str, Any] = {"by": reviewing.officer, "at": reviewing.moment}
    form = begin_form(item_id=item.pk, **by)
    assert (form.dossiers_counted, form.counted_at) == (0, reviewing.moment)
    paper = form.parts.filter(constituent="components").first()
    assert paper is not None
    assert paper.answers["has_form"] in {"yes", "no"}
    proposal = SimplificationProposal.objects.get(item=item)
    said = [gap.what for gap in gaps_of(form, proposal)]
    assert any("cơ quan nào cấp" in one or "thay bằng dữ liệu" in one for one in said)

    def save(answers: dict[str, str]) -> None:
        entry = FormEntry(parts={paper.position: PartEntry(Verdict.KEEP, answers=answers)})
        save_form(item_id=item.pk, entry=entry, **by)

    before = JournalEntry.objects.count()
    for answers in (
        {"copies": "hai"},
        {"copies": "-1"},
        {"copies": "NaN"},
        {"by_data": "maybe"},
        {"khac": "1"},
    ):
        with pytest.raises(Refused) as refused:
            save(answers)
        assert refused.value.code == "review-answer-wrong"
    assert JournalEntry.objects.count() == before
    save({"copies": "3", "issuer": "Trường cấp"})
    paper.refresh_from_db()
    assert (paper.answers["copies"], paper.answers["issuer"]) == ("3", "Trường cấp")
    save({"issuer": "Sở cấp"})
    paper.refresh_from_db()
    assert (paper.answers["copies"], paper.answers["issuer"]) == ("3", "Sở cấp")
    entry = reviewing.entry(form)
    parts = {place: replace(part, answers=None) for place, part in entry.parts.items()}
    save_form(item_id=item.pk, entry=replace(entry, parts=parts), **by)
    with pytest.raises(Refused) as refused:
        hand_in_form(item_id=item.pk, **by)
    assert "Chưa trả lời" in refused.value.message
    save_form(item_id=item.pk, entry=reviewing.entry(form, roadmap=()), **by)
    with pytest.raises(Refused) as refused:
        hand_in_form(item_id=item.pk, **by)
    assert refused.value.details["gaps"] == ["Chưa ghi lộ trình: làm việc gì, ai làm, xong khi nào"]
    save_form(item_id=item.pk, entry=reviewing.entry(form), **by)
    hand_in_form(item_id=item.pk, **by)
    [step] = proposal.roadmap.all()
    assert (step.what, step.who, step.due_on) == (STEP.what, STEP.who, STEP.due_on)


@pytest.mark.django_db
def test_the_paper_says_all_of_it(reviewing: Reviewing) -> None:
    item = reviewing.item()
    by: dict[str, Any] = {"by": reviewing.officer, "at": reviewing.moment}
    form = begin_form(item_id=item.pk, **by)
    save_form(item_id=item.pk, entry=reviewing.entry(form), **by)
    form = ReviewForm.objects.get(pk=form.pk)
    proposal = SimplificationProposal.objects.get(item=item)
    paper = form_paper(item, form, proposal, on=local_day(reviewing.moment))
    said = repr(review_form_paper(paper))
    for words in (
        "chưa đối chiếu với bản in chính thức",
        "Câu hỏi về giấy tờ, điều kiện, phí",
        "tiếp nhận",
        "SỰ CẦN THIẾT",
        "Lộ trình:",
        STEP.what,
        "cơ quan nào cấp",
        "giảm 77,44%",
        ANSWERS["goal"],
    ):
        assert words in said, words


@pytest.mark.django_db
def test_a_roadmap_needs_what_and_who(reviewing: Reviewing) -> None:
    begin_form(item_id=reviewing.item().pk, by=reviewing.officer, at=reviewing.moment)
    proposal = SimplificationProposal.objects.get()
    for steps in ([StepSaid("Sửa", "")], [StepSaid(" ", "Sở")], [STEP] * 31):
        with pytest.raises(Refused):
            put_roadmap(proposal, steps)
    assert not proposal.roadmap.exists()
    put_roadmap(proposal, [STEP, replace(STEP, what="Công bố")])
    assert [step.what for step in proposal.roadmap.all()] == [STEP.what, "Công bố"]
    assert answers_about(ReviewForm.objects.get(), ReviewForm.objects.get().parts.all()[0]) == {}
