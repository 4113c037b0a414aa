from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from tests.forms.written import FEW, answered, plain_data, schemas

from motcua.forms.rules.answers import Checked, check_answers
from motcua.forms.rules.schema import FormSchema, read_schema
from motcua.kernel.refusals import Refused

ON = date(2026, 9, 17)
FILES = {"f1": "don.pdf", "f2": "anh.jpg"}


def schema(*fields: dict[str, Any]) -> FormSchema:
    return read_schema({"title": "Đơn", "sections": [{"key": "s", "title": "Phần", "fields": list(fields)}]})


def field(kind: str, **more: Any) -> dict[str, Any]:
    return {"key": "q", "kind": kind, "label": "Câu hỏi", **more}


def check(asked: FormSchema, said: Any, *, is_final: bool = True) -> Checked:
    return check_answers(asked, said, files=FILES, on=ON, is_final=is_final)


def told(asked: FormSchema, said: Any, *, is_final: bool = True) -> dict[str, str]:
    return {error.path: error.message for error in check(asked, said, is_final=is_final).errors}


@settings(max_examples=FEW)
@given(answered())
def test_what_was_found_right_stays_right_and_the_same(case: tuple[FormSchema, dict[str, Any]]) -> None:
    asked, said = case
    draft = check(asked, said, is_final=False)
    again = check(asked, draft.clean, is_final=False)
    assert again.clean == draft.clean
    assert again.errors == []
    final = check(asked, said)
    if final.is_right:
        assert check(asked, final.clean).is_right
        assert check(asked, final.clean).clean == final.clean


@settings(max_examples=FEW)
@given(answered())
def test_a_draft_keeps_what_was_typed(case: tuple[FormSchema, dict[str, Any]]) -> None:
    asked, said = case
    once = check(asked, said, is_final=False)
    assert check(asked, once.typed, is_final=False).typed == once.typed
    assert check(asked, once.typed, is_final=False).clean == once.clean


@settings(max_examples=FEW)
@given(schemas, plain_data)
def test_any_data_is_checked_or_refused(asked: FormSchema, said: Any) -> None:
    with contextlib.suppress(Refused):
        assert all(error.label and error.message for error in check(asked, said).errors)


@settings(max_examples=FEW)
@given(answered())
def test_a_draft_never_has_more_faults_than_the_final_form(case: tuple[FormSchema, dict[str, Any]]) -> None:
    asked, said = case
    assert set(check(asked, said, is_final=False).errors) <= set(check(asked, said).errors)


@pytest.mark.parametrize(
    ("asked", "said", "kept"),
    [
        (field("text"), "  Lê  Thị\u200b Mẫu ", "Lê Thị Mẫu"),
        (field("text", format="phone"), "+84 912 345 678", "0912345678"),
        (field("text", format="phone"), "024.3333.4444", "02433334444"),
        (field("text", format="phone"), "+33 1 23 45 67 89", "+33123456789"),
        (field("text", format="phone"), "1900 1234", "19001234"),
        (field("text", format="identity_number"), "012 345 678 901", "012345678901"),
        (field("text", format="identity_number"), "123456789", "123456789"),
        (field("text", format="tax_code"), "0101234567-001", "0101234567-001"),
        (field("text", format="tax_code"), "0101234567001", "0101234567-001"),
        (field("text", format="tax_code"), "0101234567", "0101234567"),
        (field("text", format="email"), "ten@vidu.vn", "ten@vidu.vn"),
        (field("text", format="year"), "2015", "2015"),
        (field("text", pattern="AA 999999|999"), "ab 123456", "ab 123456"),
        (field("long_text"), "Dòng một\r\nDòng hai", "Dòng một\nDòng hai"),
        (field("number"), "1.250", 1250),
        (field("number"), "1.250.000,5", 1250000.5),
        (field("number"), "7,5", 7.5),
        (field("number"), "7.5", 7.5),
        (field("number"), 3, 3),
        (field("number"), "-12", -12),
        (field("date"), "9/9/2026", "2026-09-09"),
        (field("date"), "09-09-2026", "2026-09-09"),
        (field("date"), "2026-09-09", "2026-09-09"),
        (field("yes_no"), "yes", True),
        (field("yes_no"), False, False),
        (field("choice", options=[{"value": "a", "label": "A"}]), "a", "a"),
        (field("choices", options=[{"value": v, "label": v} for v in "abc"]), ["c", "a", "a"], ["a", "c"]),
        (field("file"), ["f2", "f2"], ["f2"]),
        (field("school"), "Trường THPT Mẫu", {"name": "Trường THPT Mẫu", "agency": ""}),
        (field("address"), {"street": "5 Rue X", "is_abroad": True}, {"street": "5 Rue X", "is_abroad": True}),
        (
            field("person"),
            {"full_name": "Lê Mẫu", "born_on": "1/2/1990", "gender": "female", "shoe": "42"},
            {"full_name": "Lê Mẫu", "born_on": "1990-02-01", "gender": "female"},
        ),
    ],
)  # fmt: skip
def test_answers_are_read_as_people_write_them(asked: dict[str, Any], said: Any, kept: Any) -> None:
    checked = check(schema(asked), {"q": said})
    assert checked.errors == []
    assert checked.clean == {"q": kept}


@pytest.mark.parametrize(
    ("asked", "said", "path", "words"),
    [
        (field("text", is_required=True), "", "q", "Hãy điền mục này"),
        (field("text", is_required=True), " \u200b ", "q", "Hãy điền mục này"),
        (field("text", max=3), "bốn mươi", "q", "Không quá 3 ký tự; đang có 8"),
        (field("text", min=10), "ngắn", "q", "Cần ít nhất 10 ký tự"),
        (field("text", format="identity_number"), "12345678901", "q", "đã ghi 11 chữ số"),
        (field("text", format="identity_number"), "12345678901a", "q", "chỉ gồm chữ số"),
        (field("text", format="personal_id"), "123456789", "q", "đúng 12 chữ số"),
        (field("text", format="tax_code"), "12345", "q", "10, 12 hoặc 13"),
        (field("text", format="phone"), "0123456789", "q", "chưa đúng"),
        (field("text", format="phone"), "09123", "q", "Di động có 10 chữ số"),
        (field("text", format="email"), "ten@vidu", "q", "ten@vidu.vn"),
        (field("text", format="email"), "a b@vidu.vn", "q", "ten@vidu.vn"),
        (field("text", format="year"), "15", "q", "4 chữ số"),
        (field("text", pattern="AA 999999"), "A 1", "q", "ví dụ AA 999999"),
        (field("text", pattern="999", pattern_message="Ghi ba số."), "A 1", "q", "Ghi ba số."),
        (field("number"), "nhiều", "q", "bằng chữ số"),
        (field("number"), "1,234.5", "q", "bằng chữ số"),
        (field("number", format="whole"), "1,5", "q", "số nguyên"),
        (field("number", min=1), "0", "q", "Phải từ 1 trở lên"),
        (field("number", max=1000), "1.001", "q", "Không quá 1.000"),
        (field("number"), 10**30, "q", "quá lớn"),
        (field("number"), float("nan"), "q", "quá lớn"),
        (field("date"), "31/02/2026", "q", "Không có ngày 31/02/2026"),
        (field("date"), "hôm qua", "q", "ngày/tháng/năm"),
        (field("date", label="Ngày sinh", max="today"), "18/9/2026", "q", "Ngày sinh không thể ở sau hôm nay."),
        (field("date", min="2026-01-01"), "31/12/2025", "q", "ở trước ngày 01/01/2026"),
        (field("yes_no", is_required=True), None, "q", "có hoặc không"),
        (field("choice", options=[{"value": "a", "label": "A"}]), "b", "q", "không có trong danh sách"),
        (field("choices", options=[{"value": "a", "label": "A"}]), ["a", {}], "q", "không nằm trong danh sách"),
        (field("file", is_required=True), [], "q", "đính kèm tệp"),
        (field("file"), ["f9"], "q", "không còn trong hồ sơ"),
        (field("file", max=1), ["f1", "f2"], "q", "Không quá 1 tệp"),
        (field("address", is_required=True), {}, "q", "địa chỉ"),
        (field("address"), {"street": "Số 1"}, "q", "Hãy chọn xã, phường"),
        (field("school", is_required=True), {"name": ""}, "q", "tên trường"),
        (field("school"), {"name": "A", "agency": "1; DROP"}, "q", "Không nhận ra trường"),
        (field("person", is_required=True), {"phone": "0912345678"}, "q.full_name", "Hãy điền"),
        (field("person"), {"full_name": "A", "born_on": "1/1/2030"}, "q.born_on", "sau hôm nay"),
        (field("person", required_parts=["full_name", "phone"]), {"full_name": "A"}, "q.phone", "Hãy điền"),
        (field("person"), {"full_name": "A", "address": {"street": "Số 1"}}, "q.address", "xã, phường"),
        (field("organisation"), {"name": "A", "tax_code": "1"}, "q.tax_code", "Mã số thuế"),
        (field("person"), "Lê Mẫu", "q", "Không đọc được"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_plain_words(
    asked: dict[str, Any], said: Any, path: str, words: str
) -> None:
    found = told(schema(asked), {"q": said})
    assert list(found) == [path]
    assert words in found[path]


def test_a_draft_may_be_incomplete_but_not_wrong() -> None:
    asked = schema(field("person", is_required=True), {**field("date", max="today"), "key": "d"})
    assert told(asked, {}, is_final=False) == {}
    assert list(told(asked, {"q": {"phone": "1"}, "d": "1/1/2030"}, is_final=False)) == ["q.phone", "d"]


def test_a_question_that_is_not_asked_is_left_out_but_kept_for_the_draft() -> None:
    asked = schema(
        {"key": "other", "kind": "yes_no", "label": "Nộp thay?"},
        {**field("text", is_required=True), "condition": {"field": "other", "is": True}},
        {**field("text"), "key": "r", "condition": {"field": "q", "filled": True}},
    )
    checked = check(asked, {"other": False, "q": "Lê Mẫu", "r": "x"})
    assert checked.errors == []
    assert checked.clean == {"other": False}
    assert checked.typed == {"other": False, "q": "Lê Mẫu", "r": "x"}
    assert checked.shown == {"other"}
    assert told(asked, {"other": True}) == {"q": "Hãy điền mục này."}


def test_a_hidden_section_is_left_out() -> None:
    asked = read_schema(
        {
            "title": "Đơn",
            "sections": [
                {"key": "a", "title": "A", "fields": [{"key": "o", "kind": "yes_no", "label": "?"}]},
                {
                    "key": "b",
                    "title": "B",
                    "condition": {"field": "o", "is": True},
                    "fields": [field("text", is_required=True)],
                },
            ],
        }
    )  # fmt: skip
    assert check(asked, {"o": False, "q": "x"}).clean == {"o": False}
    assert list(told(asked, {"o": True})) == ["q"]


def group(**more: Any) -> dict[str, Any]:
    inner = [
        {"key": "name", "kind": "text", "label": "Tên", "is_required": True},
        {"key": "is_minor", "kind": "yes_no", "label": "Chưa đủ tuổi?"},
        {
            "key": "guardian",
            "kind": "text",
            "label": "Giám hộ",
            "is_required": True,
            "condition": {"field": "is_minor", "is": True},
        },
    ]
    return {
        "key": "rows",
        "kind": "group",
        "label": "Người",
        "min_rows": 1,
        "max_rows": 2,
        "fields": inner,
    } | more


def test_rows_are_checked_each_by_itself() -> None:
    said = {"rows": [{"name": "A"}, {}, {"name": "B", "is_minor": True}]}
    checked = check(schema(group()), said)
    assert [(error.path, error.label) for error in checked.errors] == [("rows.2.guardian", "Giám hộ")]
    assert checked.clean == {"rows": [{"name": "A"}, {"name": "B", "is_minor": True}]}


def test_a_group_needs_so_many_rows_and_takes_no_more() -> None:
    assert told(schema(group()), {}) == {"rows.0.name": "Hãy điền mục này."}
    assert told(schema(group(min_rows=0)), {}) == {}
    assert told(schema(group()), {"rows": [{}, "?", {"name": "A"}]}) == {}
    many = {"rows": [{"name": name} for name in "ABC"]}
    assert told(schema(group()), many) == {"rows": "Chỉ ghi được nhiều nhất 2 dòng; đang có 3."}
    assert len(check(schema(group()), many).clean["rows"]) == 2


def test_answers_that_are_no_answers_are_refused() -> None:
    with pytest.raises(Refused, match="Không đọc được các câu trả lời"):
        check(schema(field("text")), ["a"])
