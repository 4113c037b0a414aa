"""Kept lines: the medium-low value, exact products, how sure a sheet is, files beside drafts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.enums import Certainty
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.evidence import Income, sure_of
from motcua.reviews.rules.cost.kept import (
    KeptLine,
    Value,
    confidence_of,
    exactly,
    medium_low,
    plain_line,
)
from motcua.reviews.rules.cost.merging import merged_lines
from motcua.reviews.rules.cost.sheets import CostLine, cost_of

NUMBERS = st.decimals(min_value=0, max_value=10**6, places=4, allow_nan=False, allow_infinity=False)
VALUES = st.builds(
    Value,
    part=st.sampled_from(list(CostPart)),
    value=NUMBERS,
    origin=st.sampled_from(list(CostOrigin)),
    source=st.text("abc", min_size=1, max_size=3),
    confidence=st.sampled_from(list(Confidence)),
)
LINES = st.builds(
    KeptLine,
    key=st.uuids().map(str),
    block=st.sampled_from(list(Block)),
    activity=st.just("Việc"),
    hourly_income_vnd=NUMBERS,
    values=st.lists(VALUES, max_size=8).map(tuple),
)


def said(value: str, part: CostPart = CostPart.HOURS, source: str = "nguồn") -> Value:
    return Value(part, Decimal(value), CostOrigin.OFFICER, source, Confidence.MEDIUM)


@pytest.mark.parametrize(
    ("values", "taken"),
    [
        (["2"], "2"),
        (["3", "1"], "1"),
        (["9", "1", "2"], "2"),
        (["4", "1", "3", "2"], "2"),
        (["5", "5", "1", "1"], "1"),
    ],
)
def test_the_medium_low_of_several(values: list[str], taken: str) -> None:
    found = medium_low([said(value, source=value) for value in values])
    assert found is not None
    assert found.value == Decimal(taken)


def test_nobody_says_anything() -> None:
    assert medium_low([]) is None
    line = KeptLine("a", Block.PREPARE, "Việc", Decimal(100))
    assert line.number(CostPart.TIMES) == 1
    assert line.cost == 0
    assert line.confidence is Confidence.HIGH


@given(st.lists(VALUES, min_size=1, max_size=9))
def test_what_is_taken_was_said_and_is_not_above_the_median(values: list[Value]) -> None:
    found = medium_low(values)
    assert found in values
    assert sum(value.value < found.value for value in values) <= (len(values) - 1) // 2
    assert sum(value.value > found.value for value in values) <= len(values) // 2


@given(LINES)
def test_the_plain_line_costs_the_same(line: KeptLine) -> None:
    assert plain_line(line).cost == line.cost


@given(st.lists(LINES, max_size=6), st.data())
def test_cutting_a_line_never_raises_cost_and_lines_add_up(
    lines: list[KeptLine], data: st.DataObject
) -> None:
    whole = cost_of(plain_line(line) for line in lines)
    assert whole == sum((line.cost for line in lines), Fraction(0))
    if lines:
        cut = data.draw(st.integers(0, len(lines) - 1))
        rest = cost_of(plain_line(line) for place, line in enumerate(lines) if place != cut)
        assert rest <= whole
        assert whole - rest == lines[cut].cost


def test_products_keep_all_digits() -> None:
    assert exactly(Decimal("0.333333333"), Decimal("123456789.123456789")) == Decimal(
        "41152262.999999999958847737"
    )
    assert str(exactly(Decimal("2.0000"), Decimal("5.000"))) == "10"


def test_the_same_source_speaks_once() -> None:
    line = KeptLine("a", Block.PREPARE, "Việc", Decimal(1), (said("3"),))
    assert line.with_value(said("2")).values == (said("2"),)
    assert len(line.with_value(said("2", source="khác")).values) == 2


def test_a_line_is_as_sure_as_its_least_sure_number() -> None:
    sure = Value(CostPart.FEE, Decimal(5), CostOrigin.CATALOGUE, "danh mục", Confidence.HIGH)
    line = KeptLine("a", Block.PAY, "Phí", Decimal(1), (sure,))
    assert line.confidence is Confidence.HIGH
    assert line.with_value(said("1")).confidence is Confidence.MEDIUM


def test_hours_are_as_sure_as_what_an_hour_is_worth() -> None:
    income = Income(Decimal(100), "GDP, chưa đối chiếu", Confidence.LOW).value()
    fee = Value(CostPart.FEE, Decimal(5), CostOrigin.CATALOGUE, "danh mục", Confidence.HIGH)
    line = KeptLine("a", Block.PAY, "Phí", Decimal(100), (fee, income))
    assert line.confidence is Confidence.HIGH
    worked = line.with_value(said("1"))
    assert worked.confidence is Confidence.LOW
    assert worked.own_confidence is Confidence.MEDIUM
    assert worked.cost == 105


@pytest.mark.parametrize(
    ("certainty", "sure"),
    [("A", "high"), ("B", "medium"), ("C", "medium"), ("M", "low"), ("E", "low")],
)
def test_how_sure_an_origin_makes_a_number(certainty: str, sure: str) -> None:
    assert sure_of(Certainty(certainty)) is Confidence(sure)


def test_a_file_with_the_same_income_keeps_its_source() -> None:
    income = Income(Decimal("59422.348484848"), "GDP", Confidence.LOW).value()
    kept = KeptLine("a", Block.SUBMIT, "Đi lại", income.value, (said("1"), income))
    told = [
        CostLine("Đi lại", Decimal(2), Decimal("59422.348484848")),
        CostLine("Việc", Decimal(1), Decimal(9)),
    ]
    [changed, added] = merged_lines([kept], told, source="Tệp a.xlsx")
    assert changed.taken(CostPart.INCOME) == income
    taken = added.taken(CostPart.INCOME)
    assert taken is not None
    assert (taken.value, taken.origin, taken.source) == (9, CostOrigin.FILE, "Tệp a.xlsx")


@pytest.mark.parametrize(
    ("high", "medium", "low", "sure"),
    [
        (80, 0, 20, Confidence.HIGH),
        (79, 1, 20, Confidence.MEDIUM),
        (0, 79, 21, Confidence.LOW),
        (0, 0, 0, Confidence.HIGH),
    ],
)
def test_how_sure_a_sheet_is(high: int, medium: int, low: int, sure: Confidence) -> None:
    costs = {
        Confidence.HIGH: Fraction(high),
        Confidence.MEDIUM: Fraction(medium),
        Confidence.LOW: Fraction(low),
    }
    assert confidence_of(costs) is sure


def test_a_file_that_says_the_same_keeps_the_sources() -> None:
    kept = KeptLine(
        "paper:1:copy_paper",
        Block.PREPARE,
        "Sao chụp giấy tờ: Căn cước",
        Decimal("59422.348484848"),
        (said("0.1"), said("0.5", CostPart.TIMES)),
    )
    other = CostLine("Việc mới", Decimal(1), Decimal(50_000), block=Block.OTHER)
    assert merged_lines([kept], [plain_line(kept)], source="Tệp a.xlsx") == [kept]
    [changed, added] = merged_lines(
        [kept],
        [CostLine(kept.activity, Decimal(2), Decimal(50_000), block=Block.PREPARE), other],
        source="Tệp",
    )
    assert (changed.key, changed.cost) == (kept.key, 100_000)
    assert {value.origin for value in changed.values} == {CostOrigin.FILE}
    assert (added.block, added.cost) == (Block.OTHER, 50_000)


@given(st.lists(LINES, max_size=5))
def test_a_file_costs_what_it_says(lines: list[KeptLine]) -> None:
    incoming = [plain_line(line) for line in lines]
    assert cost_of(map(plain_line, merged_lines([], incoming, source="Tệp"))) == cost_of(incoming)
