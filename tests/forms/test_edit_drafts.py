"""The moves of the editor, and conditions as its lists say them: on any draft, finished or not."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forms.written import FEW, conditions, forms, plain_data

from motcua.forms.rules.comparing import differences
from motcua.forms.rules.conditions import holds, read_condition
from motcua.forms.rules.editing import (
    digest,
    fresh_key,
    keyed,
    plain,
    read_options,
    rearranged,
    write_options,
)
from motcua.forms.rules.schema import problems_of, read_draft
from motcua.forms.rules.statements import choose, in_words, statements_about, written
from motcua.kernel.refusals import Refused

ACTS = [
    "add-section", "add-field:0", "add-field:0.0", "add-group:0", "up:0.1", "down:0.0", "remove:0.0", "up:0",
    "down:0", "remove:0", "remove:0.0.0", "up:9.9", "nonsense", "remove:x", "add-group:0.0.0.0",
]  # fmt: skip


def draft() -> dict[str, Any]:
    return {
        "title": "Đơn",
        "sections": [
            {"key": "s", "title": "S", "fields": [
                {"key": "a", "kind": "text", "label": "A"},
                {"key": "g", "kind": "group", "label": "G", "min_rows": 1, "max_rows": 3, "fields": [
                    {"key": "b", "kind": "text", "label": "B"}, {"key": "c", "kind": "text", "label": "C"}]},
            ]},
        ],
    }  # fmt: skip


@settings(max_examples=FEW)
@given(plain_data, st.lists(st.sampled_from(ACTS), max_size=5))
def test_any_data_is_edited_or_refused(data: Any, acts: list[str]) -> None:
    with contextlib.suppress(Refused):
        kept = plain(data)
        for act in acts:
            rearranged(kept, act)
        keyed(kept)
        differences({}, kept)
        differences(kept, plain(data))
        read_draft(kept)
        json.dumps(kept)


@settings(max_examples=FEW)
@given(forms(), st.lists(st.sampled_from(ACTS), max_size=6))
def test_moves_leave_a_draft_that_can_be_kept(data: dict[str, Any], acts: list[str]) -> None:
    for act in acts:
        rearranged(data, act)
        keyed(data)
        assert plain(plain(data)) == plain(data)


def labels(items: list[dict[str, Any]]) -> list[str]:
    return [item["label"] for item in items]


@pytest.mark.parametrize(
    ("act", "focus", "top", "inner"),
    [
        ("down:0.0", "0.1", ["G", "A"], ["B", "C"]),
        ("up:0.1", "0.0", ["G", "A"], ["B", "C"]),
        ("up:0.0", "0.0", ["A", "G"], ["B", "C"]),
        ("up:0.1.1", "0.1.0", ["A", "G"], ["C", "B"]),
        ("remove:0.1.0", "0.1.0", ["A", "G"], ["C"]),
        ("remove:0.0", "0.0", ["G"], ["B", "C"]),
        ("add-field:0", "0.2", ["A", "G", ""], ["B", "C"]),
        ("add-field:0.1", "0.1.2", ["A", "G"], ["B", "C", ""]),
        ("add-group:0.1", "", ["A", "G"], ["B", "C"]),
        ("add-field:7", "", ["A", "G"], ["B", "C"]),
    ],
)
def test_each_move(act: str, focus: str, top: list[str], inner: list[str]) -> None:
    data = draft()
    assert rearranged(data, act) == focus
    items = data["sections"][0]["fields"]
    assert labels(items) == top
    assert labels(next(item for item in items if item["kind"] == "group")["fields"]) == inner


def test_sections_are_added_moved_and_removed() -> None:
    data = draft()
    assert rearranged(data, "add-section") == "1"
    assert rearranged(data, "up:1") == "0"
    assert [section["title"] for section in data["sections"]] == ["", "S"]
    rearranged(data, "remove:0")
    assert [section["title"] for section in data["sections"]] == ["S"]


def test_parts_without_a_key_get_one_of_their_words() -> None:
    data = draft()
    rearranged(data, "add-field:0")
    data["sections"][0]["fields"][2]["label"] = "Họ và tên (A)"
    assert keyed(data)["sections"][0]["fields"][2]["key"] == "ho_va_ten_a"
    assert problems_of(data) == []
    assert fresh_key("A", {"a", "a_2"}) == "a_3"
    assert fresh_key("2026", set()) == "c_2026"
    assert fresh_key("???", set()) == "cau"


def test_choices_keep_their_codes_when_reworded() -> None:
    before = read_options("Nam\nNữ", [])
    assert before == [{"value": "nam", "label": "Nam"}, {"value": "nu", "label": "Nữ"}]
    assert read_options("Nam giới\nNữ", before)[0] == {"value": "nam", "label": "Nam giới"}
    assert read_options("Nữ\nNam", before) == before[::-1]
    longer = read_options("Nam\nKhác\nNữ", before)
    assert [one["value"] for one in longer] == ["nam", "khac", "nu"]
    assert read_options("x | Một\n\n  \nHai", []) == [
        {"value": "x", "label": "Một"}, {"value": "hai", "label": "Hai"}
    ]  # fmt: skip
    assert write_options(before) == "Nam\nNữ"


@settings(max_examples=FEW)
@given(
    conditions(["a", "b", "c"]),
    st.dictionaries(st.sampled_from("abc"), st.sampled_from(["mot", "hai", True, ["mot"]])),
)
def test_what_the_lists_can_say_means_the_same(condition: dict[str, Any], answers: dict[str, Any]) -> None:
    chosen = choose(condition)
    in_words(condition, {})
    if chosen.is_plain:
        again = written(chosen.codes, takes_any=chosen.takes_any)
        assert again is not None
        assert holds(read_condition(again), answers) == holds(read_condition(condition), answers)


@settings(max_examples=FEW)
@given(plain_data)
def test_any_condition_is_shown(condition: Any) -> None:
    choose(condition)
    in_words(condition, {})


def test_statements_about_questions_before() -> None:
    fields = [
        {"key": "k", "kind": "choice", "label": "Loại", "options": [{"value": "x", "label": "X"}]},
        {"key": "y", "kind": "yes_no", "label": "Có?"},
        {"key": "n", "kind": "note", "label": "Lưu ý"},
        {"kind": "text", "label": "Không mã"},
    ]
    found = dict(statements_about(fields))
    assert [one.code for one in found["Loại"]] == ["k|is|=x", "k|not|=x", "k|filled|", "k|empty|"]
    assert [one.code for one in found["Có?"]] == ["y|is|+", "y|is|-", "y|filled|", "y|empty|"]
    assert set(found) == {"Loại", "Có?"}
    condition = written(["k|is|=x", "y|is|-", "", "?"], takes_any=False)
    assert condition == {"all": [{"field": "k", "is": "x"}, {"field": "y", "is": False}]}
    assert in_words(condition, {"k": fields[0], "y": fields[1]}) == "“Loại” là “X” và “Có?” là Không"


def test_a_digest_tells_drafts_apart() -> None:
    assert digest(draft()) == digest(draft())
    assert digest(draft()) != digest({**draft(), "title": "Khác"})
