"""How often in a year: which of several sources counts, and why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reviews.enums import Confidence, CostOrigin
from motcua.reviews.rules.cost.frequency import Often, taken_often, with_often


def often(dossiers: int, subjects: int, source: str = "ai đó", origin: str = "officer") -> Often:
    return Often(Decimal(dossiers), Decimal(subjects), CostOrigin(origin), source, Confidence.MEDIUM)


COUNTED = Often(Decimal(10), Decimal(8), CostOrigin.DOSSIERS, "10 hồ sơ", Confidence.HIGH, 10)
NONE = Often(Decimal(0), Decimal(0), CostOrigin.ASSUMED, "Chưa có hồ sơ", Confidence.LOW, 0)
EVERY = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda two: often(max(two), min(two), str(two))),
    min_size=1,
    max_size=7,
)


@pytest.mark.parametrize(
    ("said", "taken", "why"),
    [
        ([COUNTED], (10, 8), "một nguồn"),
        ([COUNTED, often(30, 25)], (10, 8), "trung bình thấp"),
        ([COUNTED, often(4, 4)], (4, 4), "trung bình thấp"),
        ([COUNTED, often(6, 6)], (6, 6), "trung bình thấp"),
        ([COUNTED, often(30, 5)], (10, 5), "trung bình thấp"),
        ([COUNTED, often(10, 8)], (10, 8), "như nhau"),
        ([COUNTED, often(300, 250, "a"), often(20, 15, "b")], (20, 15), "trung bình thấp"),
        ([NONE], (0, 0), "một nguồn"),
        ([NONE, often(300, 250)], (300, 250), "Chưa có hồ sơ"),
    ],
)
def test_the_medium_low_of_a_year(said: list[Often], taken: tuple[int, int], why: str) -> None:
    found = taken_often(said)
    assert (found.dossiers.dossiers, found.subjects.subjects) == taken
    assert why in found.why
    assert taken_often(said[::-1]) == found


def test_two_sources_are_both_told() -> None:
    found = taken_often([COUNTED, often(30, 5, "Hỏi phòng.")])
    assert found.source == "Số hồ sơ: 10 hồ sơ Số đối tượng: Hỏi phòng."
    assert found.confidence is Confidence.MEDIUM
    assert taken_often([COUNTED]).source == "10 hồ sơ"


@given(EVERY)
def test_what_counts_was_said_and_subjects_are_never_more(said: list[Often]) -> None:
    found = taken_often(said)
    assert found.dossiers in said
    assert found.subjects in said
    assert found.subjects.subjects <= found.dossiers.dossiers
    assert sum(one.dossiers < found.dossiers.dossiers for one in said) <= (len(said) - 1) // 2


def test_the_same_source_speaks_once() -> None:
    first, second = often(1, 1), often(2, 2)
    assert with_often([COUNTED, first], second) == [COUNTED, second]
    assert len(with_often([first], often(1, 1, "khác"))) == 2
    assert often(5, 2).times == Decimal("2.5")
    assert NONE.times == 1
