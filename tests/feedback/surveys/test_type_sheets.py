"""Typing from paper: digits, blanks, conditions, check digits, the second typing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feedback.surveys.test_word_questionnaires import FIVE, content, item

from motcua.feedback.rules.surveys.answering import Answers, differences, digits_of, kept_of, read_digits
from motcua.feedback.rules.surveys.questionnaires import Condition, Content, OpenQuestion
from motcua.feedback.rules.surveys.sheets import is_typed_twice, read_sheet_code, sheet_code

THREE = content(item("a"), item("b", when=Condition("a", frozenset("45"))), item("c"))


def test_one_digit_an_item() -> None:
    assert read_digits(THREE, "1 0 5") == {"a": "1", "c": "5"}
    assert read_digits(THREE, "43-") == {"a": "4", "b": "3"}
    assert digits_of(THREE, {"a": "1", "c": "5"}) == "105"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("10", "thiếu 1"),
        ("1055", "thừa 1"),
        ("106", "Câu 3 gõ “6”"),
        ("155", "Câu 2 chỉ dành"),
        ("a05", "Câu 1"),
    ],
)
def test_a_wrong_digit_is_named(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_digits(THREE, typed)


@given(st.lists(st.sampled_from("012345"), min_size=3, max_size=3))
def test_what_is_typed_and_kept_is_the_same(marks: list[str]) -> None:
    try:
        chosen = read_digits(THREE, "".join(marks))
    except ValueError:
        assert marks[1] != "0"
        assert marks[0] not in {"4", "5"}
    else:
        assert digits_of(THREE, chosen) == "".join(marks)
        assert kept_of(THREE, chosen=chosen, words={}).chosen == chosen


def test_only_what_is_asked_is_kept() -> None:
    asked = Content("", THREE.groups, THREE.items, (OpenQuestion("y", "Ý kiến"),))
    said = kept_of(asked, chosen={"a": "1", "b": "2", "c": "7", "d": "1"}, words={"y": " Tốt ", "z": "x"})
    assert said == Answers({"a": "1"}, {"y": "Tốt"})
    assert kept_of(asked, chosen={}, words={"y": "  "}).is_empty
    assert len(kept_of(asked, chosen={}, words={"y": "a" * 5000}).words["y"]) == 2000


def test_two_typings_are_compared_item_by_item() -> None:
    found = differences(THREE, {"a": "1", "c": "2"}, {"a": "1", "c": "3"})
    assert [(d.number, d.first, d.second) for d in found] == [(3, "2", "3")]
    assert differences(THREE, {"a": "1"}, {"a": "1"}) == ()


@given(st.integers(1, 99_999))
def test_a_sheet_code_finds_one_wrong_digit(number: int) -> None:
    code = sheet_code(number)
    assert read_sheet_code(code) == number
    assert read_sheet_code(code.replace("-", "")) == number
    place = len(code) - 3
    other = f"{code[:place]}{(int(code[place]) + 1) % 10}{code[place + 1 :]}"
    assert read_sheet_code(other) is None


@pytest.mark.parametrize("typed", ["", "-", "abc", "12", "0000-0", "٣-٣", "²²"])
def test_no_sheet_code(typed: str) -> None:
    assert read_sheet_code(typed) is None


def test_the_share_that_is_typed_twice() -> None:
    chosen = [number for number in range(1, 2001) if is_typed_twice(seed="s", number=number, share=10)]
    assert 140 <= len(chosen) <= 260
    assert not any(is_typed_twice(seed="s", number=number, share=0) for number in range(1, 500))
    assert all(is_typed_twice(seed="s", number=number, share=100) for number in range(1, 500))


def test_scale_of_the_tests() -> None:
    assert [option.code for option in FIVE] == list("12345")
