from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forms.written import FEW, forms, plain_data, schemas

from motcua.forms.rules.conditions import holds, read_condition
from motcua.forms.rules.schema import FormSchema, as_json, problems_of, read_schema
from motcua.kernel.refusals import Refused


def form(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "Đơn", "sections": [{"key": "a", "title": "Phần A", "fields": list(fields), **more}]}


def text(key: str = "name", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "text", "label": "Họ và tên", **more}


@settings(max_examples=FEW)
@given(schemas)
def test_a_schema_comes_back_from_its_own_data(schema: FormSchema) -> None:
    written = as_json(schema)
    assert read_schema(json.loads(json.dumps(written))) == schema
    assert as_json(read_schema(written)) == written


@settings(max_examples=FEW)
@given(plain_data)
def test_any_data_is_read_or_refused(data: Any) -> None:
    with contextlib.suppress(Refused):
        read_schema(data)


@settings(max_examples=FEW)
@given(forms(), st.data())
def test_a_form_with_one_part_spoilt_is_read_or_refused(data: dict[str, Any], choose: st.DataObject) -> None:
    """Any value anywhere in an otherwise right form."""
    place: Any = data
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = choose.draw(st.sampled_from(keys))
        inner = place[key]
        if not (isinstance(inner, dict | list) and inner) or choose.draw(st.booleans()):
            place[key] = choose.draw(plain_data)
            break
        place = inner
    problems = problems_of(data)
    if problems:
        with pytest.raises(Refused, match="Biểu mẫu chưa dùng được"):
            read_schema(data)
    else:
        schema = read_schema(data)
        assert read_schema(as_json(schema)) == schema


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        ([], "", "phải là một mục"),
        ({"title": "Đơn", "sections": []}, "sections", "ít nhất một phần"),
        (form(), "sections.0.fields", "Phần 1 “Phần A”: phải có ít nhất một câu hỏi"),
        (form(text(), text()), "sections.0.fields.1", "mã “name” đã dùng ở chỗ khác"),
        (form(text(key="họ tên")), "sections.0.fields.0", "chữ không dấu"),
        (form(text(kind="picture")), "sections.0.fields.0.kind", "loại câu hỏi không có trong danh sách"),
        (form(text(label=" ")), "sections.0.fields.0.label", "Phần 1 “Phần A”, câu 1: chưa có câu hỏi"),
        (form(text(colour="red")), "sections.0.fields.0", "không hiểu thuộc tính colour"),
        (form(text(kind="choice")), "sections.0.fields.0", "phải có các lựa chọn"),
        (form(text(options=[{"value": "a", "label": "A"}])), "sections.0.fields.0", "để chọn"),
        (form(text(min=9, max=3)), "sections.0.fields.0", "nhỏ nhất lớn hơn"),
        (form(text(kind="date", max="tomorrow")), "sections.0.fields.0", "giới hạn ngày"),
        (form(text(kind="yes_no", min=1)), "sections.0.fields.0", "không có giới hạn"),
        (form(text(format="whole")), "sections.0.fields.0", "dạng chữ này không hợp"),
        (form(text(kind="number", pattern="99")), "sections.0.fields.0", "mẫu ký tự"),
        (form(text(kind="person", parts=["phone"])), "sections.0.fields.0", "phải hỏi ít nhất “Họ và tên”"),
        (form(text(kind="person", parts=["name"])), "sections.0.fields.0", "không hỏi được"),
        (form(text(prefill="secrets.key")), "sections.0.fields.0.prefill", "nguồn điền sẵn"),
        (form(text(is_required="yes")), "sections.0.fields.0.is_required", "đúng hoặc sai"),
        (form(text(kind="note", is_required=True)), "sections.0.fields.0", "không thể bắt buộc"),
        (
            form(text(condition={"field": "later", "filled": True}), text(key="later")),
            "sections.0.fields.0.condition",
            "không phải một câu hỏi đứng trước",
        ),
        (form(text(condition={"eval": "1"})), "sections.0.fields.0.condition", "phải nêu tên một câu hỏi"),
        (
            form({"key": "g", "kind": "group", "label": "Nhóm", "min_rows": 3, "max_rows": 2, "fields": [text()]}),
            "sections.0.fields.0",
            "số dòng",
        ),
        (
            form({"key": "g", "kind": "group", "label": "Nhóm", "fields": [text(kind="group")]}),
            "sections.0.fields.0.fields.0.kind",
            "không có trong danh sách",
        ),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_place(data: Any, place: str, words: str) -> None:
    found = problems_of(data)
    assert place in [problem.place for problem in found]
    assert any(words in problem.message for problem in found), found
    with pytest.raises(Refused) as refused:
        read_schema(data)
    assert refused.value.code == "form-schema-wrong"


def test_all_faults_are_told_at_once() -> None:
    assert len(problems_of(form(text(label=""), text(kind="x"), text(key="1")))) >= 3


def test_a_form_has_a_size() -> None:
    many = [text(key=f"q{number}") for number in range(150)]
    two = {"title": "Đơn", "sections": [{"key": name, "title": "P", "fields": many} for name in ("a", "b")]}
    assert any("hơn 200 câu" in problem.message for problem in problems_of(two))


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ({"field": "a", "is": "x"}, {"a": "x"}, True),
        ({"field": "a", "is": "x"}, {"a": ["y", "x"]}, True),
        ({"field": "a", "is": "x"}, {}, False),
        ({"field": "a", "is": True}, {"a": True}, True),
        ({"field": "a", "is": True}, {"a": 1}, False),
        ({"field": "a", "in": ["x", "y"]}, {"a": "y"}, True),
        ({"field": "a", "in": ["x", "y"]}, {"a": "z"}, False),
        ({"field": "a", "filled": True}, {"a": ""}, False),
        ({"field": "a", "filled": True}, {"a": 0}, True),
        ({"field": "a", "filled": True}, {"a": False}, True),
        ({"field": "a", "filled": False}, {}, True),
        ({"not": {"field": "a", "is": "x"}}, {"a": "y"}, True),
        ({"all": [{"field": "a", "is": "x"}, {"field": "b", "is": "y"}]}, {"a": "x"}, False),
        ({"any": [{"field": "a", "is": "x"}, {"field": "b", "is": "y"}]}, {"a": "x"}, True),
    ],
)
def test_conditions(condition: Any, answers: dict[str, Any], expected: bool) -> None:
    assert holds(read_condition(condition), answers) is expected


def test_conditions_are_not_nested_without_end() -> None:
    deep: Any = {"field": "a", "filled": True}
    for _ in range(2000):
        deep = {"not": deep}
    with pytest.raises(Refused, match="không quá bốn lớp"):
        read_condition(deep)
