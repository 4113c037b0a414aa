from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forms.written import FEW, answered, plain_data, schemas

from motcua.forms.rules.answers import check_answers
from motcua.forms.rules.carrying import Lost, Wanted, carry_over
from motcua.forms.rules.comparing import differences
from motcua.forms.rules.display import blocks, changed, summary
from motcua.forms.rules.prefill import prefill
from motcua.forms.rules.schema import FormSchema, as_json, read_schema

ON = date(2026, 9, 17)


def schema(*fields: dict[str, Any]) -> FormSchema:
    return read_schema({"title": "Đơn", "sections": [{"key": "s", "title": "Phần", "fields": list(fields)}]})


def text(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "text", "label": f"Câu {key}", **more}


PERSON = {"key": "owner", "kind": "person", "label": "Chủ hồ sơ", "prefill": "person"}
ROWS = {
    "key": "rows",
    "kind": "group",
    "label": "Bản sao",
    "max_rows": 5,
    "fields": [text("n"), {"key": "d", "kind": "date", "label": "Ngày"}],
}


@settings(max_examples=FEW)
@given(answered(), schemas)
def test_carrying_over_never_refuses_and_gives_what_the_new_form_reads(
    case: tuple[FormSchema, dict[str, Any]], new: FormSchema
) -> None:
    old, said = case
    carried = carry_over(said, old, new)
    again = carry_over(carried.answers, new, new)
    assert again.answers == carried.answers
    assert again.dropped == []


@settings(max_examples=FEW)
@given(plain_data, schemas, schemas)
def test_carrying_over_anything(said: Any, old: FormSchema, new: FormSchema) -> None:
    carry_over(said, old, new)


@settings(max_examples=FEW)
@given(answered())
def test_the_same_form_keeps_every_right_answer(case: tuple[FormSchema, dict[str, Any]]) -> None:
    asked, said = case
    clean = check_answers(asked, said, files={}, on=ON, is_final=False).clean
    assert carry_over(clean, asked, asked).answers == clean


def test_what_has_no_place_is_told_in_words() -> None:
    old = schema(text("a"), text("b"), ROWS, {"key": "c", "kind": "yes_no", "label": "Có không?"})
    new = schema(text("a"), {**ROWS, "fields": [text("n")]}, text("fresh", is_required=True))
    said = {"a": "giữ", "b": "mất", "rows": [{"n": "1", "d": "2026-01-02"}], "c": True}
    carried = carry_over(said, old, new)
    assert carried.answers == {"a": "giữ", "rows": [{"n": "1"}]}
    assert carried.dropped == [
        Lost("b", "Câu b", "mất"), Lost("rows.0.d", "Ngày", "02/01/2026"), Lost("c", "Có không?", "Có")
    ]  # fmt: skip
    assert carried.new_required == [Wanted("fresh", "Câu fresh")]


@settings(max_examples=FEW)
@given(answered())
def test_answers_are_shown_without_fail(case: tuple[FormSchema, dict[str, Any]]) -> None:
    asked, said = case
    summary(asked, said)
    clean = check_answers(asked, said, files={}, on=ON, is_final=False).clean
    shown = summary(asked, clean)
    assert all(label and line for _, lines in shown for label, line in lines)
    assert changed(asked, clean, clean) == []


def test_answers_read_as_people_say_them() -> None:
    asked = schema(
        PERSON,
        ROWS,
        {"key": "n", "kind": "number", "label": "Số bản"},
        {"key": "f", "kind": "file", "label": "Tệp"},
        {"key": "a", "kind": "address", "label": "Nơi ở"},
        {"key": "c", "kind": "choices", "label": "Chọn", "options": [{"value": v, "label": v.upper()} for v in "xyz"]},
    )  # fmt: skip
    said = {
        "owner": {"full_name": "Lê Mẫu", "born_on": "1990-02-01", "gender": "female"},
        "rows": [{"n": "Bằng"}, {"d": "2026-01-02"}],
        "n": 1250.5,
        "f": ["f1"],
        "a": {
            "street": "Số 1",
            "commune_name": "Phường X",
            "province_name": "Tỉnh Y",
            "former": "Xã Z, Huyện T",
        },
        "c": ["x", "z"],
    }
    assert summary(asked, said, files={"f1": "don.pdf"}) == [
        (
            "Phần",
            [
                ("Chủ hồ sơ – Họ và tên", "Lê Mẫu"),
                ("Chủ hồ sơ – Ngày sinh", "01/02/1990"),
                ("Chủ hồ sơ – Giới tính", "Nữ"),
                ("Bản sao 1 – Câu n", "Bằng"),
                ("Bản sao 2 – Ngày", "02/01/2026"),
                ("Số bản", "1.250,5"),
                ("Tệp", "don.pdf"),
                ("Nơi ở", "Số 1, Phường X, Tỉnh Y (trước đây: Xã Z, Huyện T)"),
                ("Chọn", "X; Z"),
            ],
        )
    ]


def test_what_a_supplement_changed_is_marked() -> None:
    asked = schema(text("a"), text("b"), PERSON, ROWS)
    old = {"a": "1", "b": "2", "owner": {"full_name": "A", "phone": "0912345678"}, "rows": [{"n": "x"}]}
    new = {"a": "1", "owner": {"full_name": "A", "phone": "0987654321"}, "rows": [{"n": "x"}, {"n": "y"}]}
    paths = changed(asked, old, new)
    assert paths == ["owner.phone", "rows.1.n", "b"]
    marked = [
        line.path
        for block in blocks(asked, new, changed_paths=paths)
        for line in block.lines
        if line.is_changed
    ]
    assert marked == ["owner.phone", "rows.1.n"]


def test_empty_answers_are_filled_from_what_is_known() -> None:
    asked = schema(
        PERSON, text("phone", format="phone", prefill="submitter.phone"), text("x", prefill="previous.old")
    )
    sources = {
        "person": {"full_name": "Lê Mẫu", "phone": "0912 345 678", "secret": "?"},
        "submitter": {"phone": "không có"},
        "previous": {"old": "như lần trước"},
    }
    filled = prefill(asked, sources)
    assert filled.answers == {
        "owner": {"full_name": "Lê Mẫu", "phone": "0912345678"},
        "x": "như lần trước",
    }
    assert filled.origins == {"owner": "person", "x": "previous.old"}
    assert prefill(asked, sources, answers={"x": "đã ghi", "owner": {"full_name": "B"}}).origins == {}


@settings(max_examples=FEW)
@given(schemas, plain_data, st.dictionaries(st.sampled_from(["person", "previous"]), plain_data))
def test_prefilling_from_anything(asked: FormSchema, said: Any, sources: dict[str, Any]) -> None:
    prefill(asked, sources, answers=said if isinstance(said, dict) else None)


@settings(max_examples=FEW)
@given(schemas, schemas)
def test_differences_are_told_for_any_two_forms(one: FormSchema, other: FormSchema) -> None:
    assert differences(as_json(one), as_json(one)) == []
    told = differences(as_json(one), as_json(other))
    assert bool(told) == (as_json(one) != as_json(other))


def test_differences_in_words() -> None:
    before, after = (
        as_json(schema(text("a"), text("b"))),
        as_json(schema(text("a", help="Ghi rõ"), text("c"))),
    )
    assert differences(before, after) == [
        "Sửa câu “Câu a”: lời giải thích.",
        "Thêm câu “Câu c”.",
        "Bỏ câu “Câu b”.",
    ]
    assert differences(before, as_json(schema(text("b"), text("a")))) == ["Đổi thứ tự các câu hỏi."]
