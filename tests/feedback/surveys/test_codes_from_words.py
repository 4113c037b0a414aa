"""Codes made of words, and rows of a questionnaire in which little was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from motcua.feedback.rules.surveys.checking import problems
from motcua.feedback.rules.surveys.naming import code_from
from motcua.web.desk.surveys.questionnaire_forms import ContentForms


def test_a_code_is_made_of_the_words() -> None:
    assert code_from("Nhà vệ sinh, nước uống sạch sẽ", taken=()) == "nha_ve_sinh_nuoc_uong_sach_se"
    assert code_from("Sạch sẽ", taken={"sach_se", "sach_se_2"}) == "sach_se_3"
    assert code_from("???", taken=()) == "cau"


@given(st.text(max_size=80), st.sets(st.sampled_from(["cau", "a", "cau_2", "b"])))
def test_a_made_code_is_always_one_that_is_taken(text: str, taken: set[str]) -> None:
    code = code_from(text, taken=taken)
    assert code not in taken
    assert 1 <= len(code) <= 40
    assert set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")
    assert code[0] != "_"


def posted(prefix: str, *rows: dict[str, str]) -> dict[str, str]:
    fields = {
        f"{prefix}-{place}-{name}": said for place, row in enumerate(rows) for name, said in row.items()
    }
    return {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0", **fields}


def test_a_question_needs_only_its_words() -> None:
    forms = ContentForms(
        {
            "lead": "",
            **posted(
                "groups", {"title": "Môi trường học"}, {"title": "Dạy học", "code": "day_hoc", "weight": "2"}
            ),
            **posted(
                "items",
                {"text": "Trường sạch"},
                {
                    "text": "Thầy cô tận tâm",
                    "group": "day_hoc",
                    "options": "2: Có\n1: Không",
                    "satisfied": "2",
                },
                {"text": "Thầy cô tận tâm"},
            ),
            **posted("open", {"text": "Điều muốn nói thêm"}),
        }
    )
    assert forms.is_valid()
    content = forms.content()
    assert [(group.code, group.weight) for group in content.groups] == [("moi_truong_hoc", 1), ("day_hoc", 2)]
    assert [(item.code, item.group, len(item.options)) for item in content.items] == [
        ("truong_sach", "moi_truong_hoc", 5),
        ("thay_co_tan_tam", "day_hoc", 2),
        ("thay_co_tan_tam_2", "day_hoc", 2),
    ]
    assert content.open_questions[0].code == "dieu_muon_noi_them"
    assert problems(content) == []
