"""Two copies of a sheet merged side by side: every line is in it once, and together they save what the sheets save."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.comparing import LineChange, changes_between
from motcua.reviews.rules.cost.kept import ONE, KeptLine, Value

_AMOUNTS = st.integers(0, 500_000).map(Decimal)


def line(key: str, other: Decimal, times: Decimal = ONE) -> KeptLine:
    values = tuple(
        Value(part, number, CostOrigin.NORM, "x", Confidence.MEDIUM)
        for part, number in ((CostPart.TIMES, times), (CostPart.OTHER, other))
    )
    return KeptLine(key, Block.OTHER, f"Việc {key}", Decimal(50_000), values)


def sheets() -> st.SearchStrategy[dict[str, KeptLine]]:
    entries = st.tuples(_AMOUNTS, st.sampled_from([Decimal(1), Decimal("0.5"), Decimal(2)]))
    return st.dictionaries(st.sampled_from("abcdef"), entries, max_size=6).map(
        lambda said: {key: line(key, *numbers) for key, numbers in said.items()}
    )


def cost(lines: dict[str, KeptLine]) -> Fraction:
    return sum((one.cost for one in lines.values()), Fraction(0))


def merged(before: dict[str, KeptLine], after: dict[str, KeptLine]) -> list[LineChange]:
    return changes_between(list(before.values()), list(after.values()))


@given(sheets(), sheets())
def test_the_lines_together_save_what_the_sheets_save(
    before: dict[str, KeptLine], after: dict[str, KeptLine]
) -> None:
    found = merged(before, after)
    assert sum((one.saving for one in found), Fraction(0)) == cost(before) - cost(after)
    assert len({one.activity for one in found}) == len(found)
    back = merged(after, before)
    assert {(one.activity, -one.saving) for one in back} == {(one.activity, one.saving) for one in found}


@given(sheets(), st.data())
def test_dropping_lines_one_by_one_or_together_is_the_same_and_never_costs_more(
    before: dict[str, KeptLine], data: st.DataObject
) -> None:
    dropped = data.draw(st.lists(st.sampled_from(sorted(before)), unique=True) if before else st.just([]))
    together = {key: one for key, one in before.items() if key not in dropped}
    left, saved = before, Fraction(0)
    for key in data.draw(st.permutations(dropped)):
        rest = {other: one for other, one in left.items() if other != key}
        step = sum((one.saving for one in merged(left, rest)), Fraction(0))
        assert step >= 0
        left, saved = rest, saved + step
    assert left == together
    assert saved == sum((one.saving for one in merged(before, together)), Fraction(0))


def test_a_copy_that_changes_nothing_has_no_changes() -> None:
    own = {"a": line("a", Decimal(10))}
    assert merged(own, dict(own)) == []
