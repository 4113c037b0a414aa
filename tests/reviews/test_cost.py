"""The cost of complying: exact figures, and what must hold of any sheet."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reviews.enums import Side
from motcua.reviews.rules.cost.numbers import percent, whole_vnd
from motcua.reviews.rules.cost.sheets import CostLine, CostSheet, cost_of, costed, weights

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
LINES = st.builds(
    CostLine,
    activity=st.just("Việc"),
    hours=st.decimals(min_value=0, max_value=1000, places=3, allow_nan=False, allow_infinity=False),
    hourly_income_vnd=AMOUNTS,
    service_vnd=AMOUNTS,
    fee_vnd=AMOUNTS,
    other_vnd=AMOUNTS,
)


def sheet(before: list[CostLine], after: list[CostLine], times: str = "1", subjects: str = "1") -> CostSheet:
    return CostSheet("Cấp bản sao", Decimal(times), Decimal(subjects), tuple(before), tuple(after))


def test_known_answer() -> None:
    """A published restructuring: 1.024.000 → 231.000 đ, 3.228 subjects, 77,44 %."""
    before = [
        CostLine("Chuẩn bị", Decimal(8), Decimal(100_000), fee_vnd=Decimal(24_000)),
        CostLine("Đi lại", Decimal("2.5"), Decimal(80_000)),
    ]
    found = costed(sheet(before, [CostLine("Điền", Decimal("2.31"), Decimal(100_000))], subjects="3228"))
    assert (found.before.per_dossier_vnd, found.after.per_dossier_vnd) == (1_024_000, 231_000)
    assert (found.before.per_year_vnd, found.after.per_year_vnd) == (3_305_472_000, 745_668_000)
    assert (found.saving.per_dossier_vnd, found.saving.per_year_vnd) == (793_000, 2_559_804_000)
    assert found.saving_percent == Decimal("77.44")


def test_a_year_is_not_the_rounded_dossier_multiplied() -> None:
    found = costed(sheet([CostLine("Chờ", Decimal("0.1"), Decimal(3))], [], subjects="1000"))
    assert found.before.per_dossier_vnd == 0
    assert found.before.per_year_vnd == 300
    assert found.saving_percent == 100


def test_less_than_once_a_year() -> None:
    found = costed(sheet([CostLine("Nộp", other_vnd=Decimal(90_000))], [], times="0.2", subjects="7"))
    assert found.before.per_year_vnd == 126_000


def test_nothing_has_no_rate_of_saving() -> None:
    assert costed(sheet([CostLine("Nộp")], [])).saving_percent is None


def test_a_proposal_that_costs_more_is_said_so() -> None:
    found = costed(sheet([CostLine("Nộp", other_vnd=Decimal(3))], [CostLine("Nộp", other_vnd=Decimal(4))]))
    assert found.saving.per_dossier_vnd == -1
    assert found.saving_percent == Decimal("-33.33")


@pytest.mark.parametrize(
    ("amount", "whole"), [("0.5", 1), ("0.49", 0), ("1.5", 2), ("2.5", 3), ("-0.4", 0), ("-1", -1)]
)
def test_whole_dong(amount: str, whole: int) -> None:
    assert whole_vnd(Fraction(amount)) == whole


def test_percent_of_nothing() -> None:
    assert percent(Fraction(3), Fraction(0)) is None


def test_the_heaviest_line_comes_first() -> None:
    lines = [CostLine("a", other_vnd=Decimal(10)), CostLine("b"), CostLine("c", other_vnd=Decimal(30))]
    found = weights(sheet(lines, []), Side.BEFORE)
    assert [(weight.line.activity, weight.share, weight.moves) for weight in found] == [
        ("c", Decimal("75.00"), Decimal("7.50")),
        ("a", Decimal("25.00"), Decimal("2.50")),
    ]


@given(st.lists(LINES, min_size=1, max_size=8), st.data())
def test_cutting_a_line_never_raises_cost(lines: list[CostLine], data: st.DataObject) -> None:
    cut = data.draw(st.integers(min_value=0, max_value=len(lines) - 1))
    assert cost_of(lines[:cut] + lines[cut + 1 :]) <= cost_of(lines)


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8), st.integers(0, 50), st.integers(0, 10_000))
def test_saving_is_the_difference_and_a_year_is_so_many_dossiers(
    before: list[CostLine], after: list[CostLine], times: int, subjects: int
) -> None:
    found = costed(sheet(before, after, str(times), str(subjects)))
    assert found.before.dossier == found.after.dossier + found.saving.dossier
    assert found.saving.year == found.saving.dossier * times * subjects
    assert found.before.dossier == sum((line.cost for line in before), Fraction(0))


@given(st.lists(LINES, min_size=1, max_size=8))
def test_weights_add_up(lines: list[CostLine]) -> None:
    found = weights(sheet(lines, []), Side.BEFORE)
    assert sum((weight.line.cost for weight in found), Fraction(0)) == cost_of(lines)
    assert [weight.line.cost for weight in found] == sorted(
        (weight.line.cost for weight in found), reverse=True
    )
