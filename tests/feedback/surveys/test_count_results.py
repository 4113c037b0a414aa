"""Results against what is counted another way: by hand, by brute force, by the books."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feedback.surveys.test_word_questionnaires import FIVE, content, item

from motcua.feedback.rules.surveys.comparing import compare
from motcua.feedback.rules.surveys.estimating import wilson
from motcua.feedback.rules.surveys.questionnaires import Content, Group, Item, options_of
from motcua.feedback.rules.surveys.results import Answered, LineKind, Part, results
from motcua.feedback.rules.surveys.suppressing import hidden_parts, items_told, shown_of

ONE = content(item("a"))
BOTH = Content(
    "",
    (Group("g", "Một"), Group("h", "Hai", 3)),
    (item("a"), item("b", weight=2), Item("c", "h", "Câu c", FIVE)),
)


def said(stratum: str, *digits: str, codes: str = "a") -> list[Answered]:
    """One answer for each text of digits; 0 leaves the item out."""
    return [
        Answered(stratum, {code: mark for code, mark in zip(codes, each, strict=True) if mark != "0"})
        for each in digits
    ]


def test_wilson_as_in_the_books() -> None:
    found = wilson(0.9, 10)
    assert isclose(found.low, 0.5958, abs_tol=5e-5)
    assert isclose(found.high, 0.9821, abs_tol=5e-5)
    assert wilson(0, 10).low == 0
    assert wilson(1, 10).high == 1


def test_a_simple_draw_of_many_is_wilson_of_its_number() -> None:
    [everybody] = results(ONE, said("s", *("1" * 9 + "5")), sizes={})
    line = everybody.line("a")
    assert (line.answered, line.satisfied) == (10, 9)
    assert line.share == Fraction(9, 10)
    assert line.mean == Fraction(46, 10)
    assert line.share_interval is not None
    assert isclose(line.share_interval.low, wilson(0.9, 10).low)


def test_everybody_heard_leaves_no_doubt() -> None:
    [everybody] = results(ONE, said("s", "1", "2", "5"), sizes={"s": 3})
    interval = everybody.line("a").share_interval
    assert interval is not None
    assert isclose(interval.low, 2 / 3)
    assert isclose(interval.high, 2 / 3)


def test_a_small_school_does_not_weigh_more_than_its_people() -> None:
    """A hundred parents of whom two are unhappy, nine hundred of whom two are happy: 10 percent, not a half."""
    answers = [*said("small", "1", "1"), *said("large", "5", "5")]
    [everybody] = results(ONE, answers, sizes={"small": 100, "large": 900})
    line = everybody.line("a")
    assert line.plain_share == Fraction(1, 2)
    assert line.share == Fraction(1, 10)
    assert line.mean == Fraction(14, 10)


def test_groups_and_the_whole_are_weighted_means_of_items() -> None:
    answers = said("s", "115", "155", "111", "011", codes="abc")
    [everybody] = results(BOTH, answers, sizes={})
    share = {line.code: line.share for line in everybody.lines}
    assert share["a"] == 1
    assert share["b"] == Fraction(3, 4)
    assert share["c"] == Fraction(1, 2)
    assert share["g"] == Fraction(5, 6)
    assert share["h"] == Fraction(1, 2)
    assert everybody.whole.share == (Fraction(5, 6) + 3 * Fraction(1, 2)) / 4
    assert everybody.line("g", LineKind.GROUP).answered == 7


def test_not_late_counts_neither_for_nor_against() -> None:
    options = options_of("5: Có xin lỗi\n1: Không có\n-: Không bị trễ hẹn", satisfied_from=4)
    asked = content(item("a", options=options))
    [everybody] = results(asked, said("s", "1", "2", "3", "3", "3", "3"), sizes={})
    line = everybody.line("a")
    assert (line.answered, line.satisfied) == (2, 1)
    assert line.counts == {"1": 1, "2": 1, "3": 4}
    assert line.share == Fraction(1, 2)


def test_nobody_answered() -> None:
    [everybody] = results(BOTH, [], sizes={})
    assert everybody.respondents == 0
    assert everybody.whole.share is None
    assert everybody.line("a").share is None


def _values(answers: Sequence[Answered]) -> list[int]:
    return [1 if answer.chosen["a"] in "12" else 0 for answer in answers]


def test_the_variance_of_a_stratified_draw_is_what_the_books_say() -> None:
    """Σ W² (1 − f) s²/n, on its own counted the long way."""
    strata = {"x": ("1111555522", 40), "y": ("1555", 25), "z": ("222225", 300)}
    answers = [one for key, (digits, _size) in strata.items() for one in said(key, *digits)]
    sizes = {key: size for key, (_digits, size) in strata.items()}
    [everybody] = results(ONE, answers, sizes=sizes)
    whole = sum(sizes.values())
    expected = 0.0
    for key, (digits, size) in strata.items():
        values = np.array(_values(said(key, *digits)))
        n = len(values)
        expected += (size / whole) ** 2 * (1 - n / size) * values.var(ddof=1) / n
    assert isclose(everybody.line("a").variance, expected)


def test_the_variance_is_that_over_all_possible_draws() -> None:
    """Drawing 3 of 5 and 2 of 4 in all ways: the estimates' own variance is the mean of the estimated ones."""
    people = {"x": "11255", "y": "1555"}
    shares, variances = [], []
    for ours, theirs in product(combinations(people["x"], 3), combinations(people["y"], 2)):
        [everybody] = results(ONE, [*said("x", *ours), *said("y", *theirs)], sizes={"x": 5, "y": 4})
        share = everybody.line("a").share
        assert share is not None
        shares.append(float(share))
        variances.append(everybody.line("a").variance)
    assert isclose(np.mean(shares), 4 / 9)
    assert isclose(np.mean(variances), np.var(shares))


def test_parts_are_counted_apart() -> None:
    answers = [*said("x", *"11155"), *said("y", *"55555")]
    everybody, x, y = results(
        ONE, answers, sizes={}, parts={"x": lambda key: key == "x", "y": lambda key: key == "y"}
    )
    assert [part.respondents for part in (everybody, x, y)] == [10, 5, 5]
    assert [part.line("a").share for part in (everybody, x, y)] == [Fraction(3, 10), Fraction(3, 5), 0]


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("012345")), max_size=30))
def test_counts_are_those_of_a_plain_loop(rows: list[tuple[str, str]]) -> None:
    answers = [one for stratum, mark in rows for one in said(stratum, mark)]
    [everybody] = results(ONE, answers, sizes={"x": 50, "y": 60, "z": 70})
    line, marks = everybody.line("a"), [mark for _stratum, mark in rows if mark != "0"]
    assert line.answered == len(marks)
    assert line.satisfied == sum(mark in "12" for mark in marks)
    assert sum(line.counts.values()) == len(marks)
    if marks:
        assert line.share is not None
        assert line.share_interval is not None
        assert 0 <= line.share_interval.low <= float(line.share) + 1e-12
        assert float(line.share) - 1e-12 <= line.share_interval.high <= 1


@pytest.mark.parametrize(
    ("numbers", "whole", "hidden"),
    [
        ({"a": 10, "b": 10}, 20, set()),
        ({"a": 3, "b": 20, "c": 8}, 31, {"a", "c"}),
        ({"a": 3, "b": 4, "c": 8}, 15, {"a", "b"}),
        ({"a": 2, "b": 2, "c": 8}, 12, {"a", "b", "c"}),
        ({"a": 3, "b": 20}, 40, {"a"}),
        ({"a": 0, "b": 20}, 20, set()),
        ({"a": 3}, 3, {"a"}),
    ],
)
def test_small_parts_and_what_would_tell_them(numbers: dict[str, int], whole: int, hidden: set[str]) -> None:
    assert hidden_parts(numbers, whole=whole) == hidden


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 12), min_size=1, max_size=8))
def test_nobody_can_subtract_to_a_small_number(numbers: dict[str, int]) -> None:
    whole = sum(numbers.values())
    hidden = hidden_parts(numbers, whole=whole)
    shown = [numbers[key] for key in numbers if key not in hidden]
    assert all(number == 0 or number >= 5 for number in shown)
    unsaid = whole - sum(shown)
    assert unsaid == 0 or unsaid >= 5 or not any(shown)


@pytest.mark.parametrize(("respondents", "told"), [(0, set()), (4, set()), (5, {"b", "c"}), (90, {"b", "c"})])
def test_a_sum_counts_what_may_be_told(respondents: int, told: set[str]) -> None:
    assert items_told({"a": 4, "b": 5, "c": 80, "d": 0}, respondents=respondents) == told


def test_a_hidden_item_hides_the_group_from_which_it_could_be_told() -> None:
    asked = content(item("a"), item("b"))
    answers = [*said("x", *["11"] * 6, codes="ab"), *said("y", *["11"] * 2, *["10"] * 6, codes="ab")]
    parts = results(asked, answers, sizes={}, parts={"x": lambda k: k == "x", "y": lambda k: k == "y"})
    shown = shown_of(asked, parts)
    assert shown.hides("y", LineKind.ITEM, "b")
    assert shown.hides("x", LineKind.ITEM, "b")
    assert shown.hides("y", LineKind.GROUP, "g")
    assert not shown.hides("y", LineKind.ITEM, "a")
    assert not shown.hides("", LineKind.ITEM, "b")


def test_nothing_is_shown_of_four() -> None:
    parts = results(ONE, said("x", *"1111"), sizes={})
    assert shown_of(ONE, parts).hides("", LineKind.ITEM, "a")


def _one(asked: Content, *digits: str) -> tuple[Content, Part]:
    [everybody] = results(asked, said("s", *digits, codes="".join(i.code for i in asked.items)), sizes={})
    return asked, everybody


def test_two_years_side_by_side() -> None:
    before, after = _one(ONE, *"1" * 50, *"5" * 50), _one(ONE, *"1" * 90, *"5" * 10)
    found = {one.code: one for one in compare(before, after)}
    assert found["a"].difference == Fraction(4, 10)
    assert found["a"].is_sure
    assert found["g"].difference == found["index"].difference == Fraction(4, 10)
    interval = found["a"].interval
    assert interval is not None
    assert isclose((interval.high - interval.low) / 2, 1.959964 * sqrt(0.25 / 99 + 0.09 / 99), rel_tol=1e-6)


def test_a_small_change_is_not_sure() -> None:
    before, after = _one(ONE, *"1" * 5, *"5" * 5), _one(ONE, *"1" * 6, *"5" * 4)
    assert not next(iter(compare(before, after))).is_sure


def test_other_words_are_not_compared() -> None:
    other = content(item("a", options=options_of("5: Tốt\n1: Kém", satisfied_from=4)), item("b"))
    found = {one.code: one for one in compare(_one(ONE, *"11555"), _one(other, *["11"] * 5))}
    assert found["a"].difference is None
    assert "đã đổi" in found["a"].why_not
    assert found["b"].why_not == "câu hỏi mới"
    assert found["g"].difference is None
    assert found["index"].difference is None
