"""Questionnaires: answers as an office writes them, what is refused, what looks wrong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from motcua.feedback.rules.surveys.checking import doubts, problems
from motcua.feedback.rules.surveys.questionnaires import (
    Condition,
    Content,
    Group,
    Item,
    OpenQuestion,
    as_json,
    from_json,
    index_of,
    lines_of,
    options_of,
    satisfied_from,
)

FIVE = options_of(
    "5: Rất hài lòng\n4: Hài lòng\n3: Bình thường\n2: Không hài lòng\n1: Rất không hài lòng", satisfied_from=4
)
LATE = "5: Có xin lỗi, hẹn lại cụ thể\n3: Chỉ thông báo chung\n1: Không nhận được thông báo\n"


def content(*items: Item, groups: tuple[Group, ...] = (Group("g", "Nhóm"),)) -> Content:
    return Content("", groups, items)


def item(code: str = "a", **more: object) -> Item:
    return replace(Item(code, "g", f"Câu {code}", FIVE), **more)  # type: ignore[arg-type]  # fields of the item


def test_answers_are_written_one_a_line() -> None:
    assert [(o.code, o.score, o.is_satisfied) for o in FIVE] == [
        ("1", 5, True),
        ("2", 4, True),
        ("3", 3, False),
        ("4", 2, False),
        ("5", 1, False),
    ]
    assert options_of(lines_of(FIVE), satisfied_from=satisfied_from(FIVE)) == FIVE


def test_an_answer_may_stand_outside_of_the_scale() -> None:
    options = options_of(f"{LATE}-: Không bị trễ hẹn", satisfied_from=5)
    assert [o.score for o in options] == [5, 3, 1, None]
    assert not options[3].is_satisfied
    assert Item("a", "g", "?", options).scores == (5, 3, 1)


@pytest.mark.parametrize("line", ["Rất hài lòng", "5:", "năm: Tốt", "101: Tốt", "-1: Tốt", "²: Tốt"])
def test_a_line_that_says_no_score_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="Dòng “"):
        options_of(f"5: Tốt\n{line}", satisfied_from=4)


def test_what_was_stored_comes_back() -> None:
    whole = Content(
        "Mời anh/chị",
        (Group("g", "Nhóm", 2),),
        (item("a"), item("b", when=Condition("a", frozenset({"4", "5"})), weight=3)),
        (OpenQuestion("y", "Ý kiến khác"),),
    )
    assert from_json(as_json(whole)) == whole
    assert problems(whole) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (content(), "chưa có câu hỏi"),
        (content(item(), item()), "dùng 2 lần"),
        (content(item("A")), "chữ thường"),
        (content(item(group="khac")), "không có trong phiếu"),
        (content(item(options=FIVE[:1])), "từ 2 đến"),
        (content(item(when=Condition("z", frozenset("1")))), "đứng trước"),
        (content(item("a", when=Condition("b", frozenset("1"))), item("b")), "đứng trước"),
        (content(item("a"), item("b", when=Condition("a", frozenset("9")))), "không có"),
        (content(item("a", group="khac"), item("b", when=Condition("a", frozenset("1")))), "đứng trước"),
        (content(item(options=options_of("3: Có\n2: Không", satisfied_from=4))), "không có mức nào"),
        (content(item(options=options_of("-: Nam\n-: Nữ", satisfied_from=4))), "chưa có câu nào tính điểm"),
    ],
)
def test_what_cannot_be_used_is_said(wrong: Content, says: str) -> None:
    assert any(says in said for said in problems(wrong))


def test_not_late_as_the_worst_answer_is_doubted() -> None:
    """Whoever was not late has nothing to be apologised for: five answers in a row, the last being nought."""
    flawed = item(options=options_of(f"{LATE}0: Không bị trễ hẹn", satisfied_from=4))
    [said] = doubts(content(flawed))
    assert "Không bị trễ hẹn" in said
    assert "0 điểm" in said
    mended = item(options=options_of(f"{LATE}-: Không bị trễ hẹn", satisfied_from=4))
    assert doubts(content(mended)) == []


def test_not_satisfied_is_no_answer_outside_of_the_scale() -> None:
    assert doubts(content(item())) == []


def test_the_index_reaches_from_the_worst_to_the_best_answer() -> None:
    assert index_of(item(), Fraction(5)) == 100
    assert index_of(item(), Fraction(1)) == 0
    assert index_of(item(), Fraction(4)) == 75
    points = item(options=options_of("100: Tốt\n50: Vừa\n0: Kém", satisfied_from=100))
    assert index_of(points, Fraction(40)) == 40
