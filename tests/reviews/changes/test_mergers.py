"""Mergers over a portfolio: counted once, and the parts still add up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reviews.changes.made_up import LICENCE, LIKE_ANOTHER

from motcua.catalogue.enums import ProcedureKind
from motcua.reviews.enums import CutKind
from motcua.reviews.rules.changes.applying import apply
from motcua.reviews.rules.changes.effects import Change
from motcua.reviews.rules.changes.facts import ProcedureFacts
from motcua.reviews.rules.changes.mergers import Asks, disjoint, with_mergers
from motcua.reviews.rules.changes.portfolio import ADDED, Held, Weighed, sums, sums_by

_CODES = [f"1.00{number}" for number in range(8)]


def held(code: str, *, days: int, papers: int, conditions: int = 0, cost: int = 0, **more: object) -> Held:
    weighs = Weighed(Fraction(days), Fraction(cost), Fraction(papers), Fraction(conditions))
    return Held(
        code,
        code,
        code,
        ProcedureKind.MINISTRY,
        before=weighs,
        now=weighs,
        planned=weighs,
        **more,  # type: ignore[arg-type]  # facts by name
    )


def test_what_both_ask_for_is_asked_once() -> None:
    every = [
        held("1", days=10, papers=3, conditions=2, cost=100),
        held("2", days=15, papers=3, conditions=1, cost=50),
        held("3", days=7, papers=2),
    ]
    asks = {
        "1": Asks(("don", "can cuoc", "bang"), ("a", "b")),
        "2": Asks(("don", "can cuoc", "ly lich"), ("a",)),
        "3": Asks(("don", "anh")),
    }
    merged, [merger] = with_mergers(every, [("2", "1")], asks)
    assert merger.codes == ("1", "2")
    assert merger.saves == Weighed(Fraction(10), Fraction(0), Fraction(2), Fraction(1))
    assert sums(merged).planned == Weighed(Fraction(15 + 7), Fraction(150), Fraction(6), Fraction(2))
    assert sums(merged).now == sums(every).now


@pytest.mark.parametrize("own", [LICENCE, LIKE_ANOTHER])
def test_one_procedure_alone_says_what_the_portfolio_says(own: ProcedureFacts) -> None:
    [other] = own.neighbours
    tried = apply(own, [Change(CutKind.MERGE, other.code)])
    every = [
        held(LICENCE.code, days=20, papers=3, conditions=2, cost=int(tried.before.year)),
        held(other.code, days=8, papers=1, conditions=len(other.conditions)),
    ]
    asks = {
        LICENCE.code: Asks(
            tuple(paper.same_as for paper in LICENCE.papers), tuple(one.same_as for one in LICENCE.conditions)
        ),
        other.code: Asks(tuple(other.papers), tuple(other.conditions)),
    }
    _merged, [merger] = with_mergers(every, [(LICENCE.code, other.code)], asks)
    before, after = tried.before, tried.after
    assert before.days is not None
    assert after.days is not None
    assert merger.saves == Weighed(
        before.days - after.days,
        before.year - after.year,
        Fraction(before.papers - after.papers),
        Fraction(before.conditions - after.conditions),
    )
    assert merger.saves.cost == 0 < merger.saves.days


def test_groups_that_share_a_procedure_are_one_and_save_once() -> None:
    every = [held(code, days=5, papers=1) for code in ("1", "2", "3")]
    asks = {code: Asks(("don",)) for code in ("1", "2", "3")}
    merged, [merger] = with_mergers(every, [("1", "2"), ("2", "3"), ("1", "3"), ("1", "2")], asks)
    assert merger.codes == ("1", "2", "3")
    assert merger.saves == Weighed(days=Fraction(10), papers=Fraction(2))
    assert sums(merged).planned == Weighed(days=Fraction(5), papers=Fraction(1))


def test_what_is_planned_already_is_not_saved_again() -> None:
    one = held("1", days=5, papers=2)
    other = Held(
        "2",
        "2",
        "2",
        ProcedureKind.MINISTRY,
        before=one.before,
        now=one.now,
        planned=Weighed(papers=Fraction(1)),
    )
    asks = {"1": Asks(("don", "bang")), "2": Asks(("don", "bang"))}
    merged, [merger] = with_mergers([one, other], [("1", "2")], asks)
    assert merger.saves == Weighed(papers=Fraction(1))  # one of the two was gone already
    assert sums(merged).planned.papers == 2


def test_what_ended_or_is_unknown_merges_with_nothing() -> None:
    every = [held("1", days=5, papers=2), held("2", days=5, papers=2, is_ended=True)]
    merged, mergers = with_mergers(every, [("1", "2"), ("1", "9")], {})
    assert (merged, mergers) == (every, [])


@given(st.lists(st.lists(st.sampled_from(_CODES), max_size=4), max_size=6))
def test_no_procedure_is_in_two_groups(some: list[list[str]]) -> None:
    found = disjoint(some)
    members = [code for group in found for code in group]
    assert len(members) == len(set(members))
    for group in some:
        if len(set(group)) > 1:
            assert any(set(group) <= set(one) for one in found)


_ASKS = st.lists(st.sampled_from("abcdef"), max_size=5).map(tuple)


@given(
    asks=st.lists(st.tuples(_ASKS, _ASKS, st.integers(0, 30)), min_size=8, max_size=8),
    chosen=st.lists(st.lists(st.sampled_from(_CODES), min_size=2, max_size=4), max_size=4),
)
def test_the_portfolio_is_the_sum_and_each_merger_saves_once(
    asks: list[tuple[tuple[str, ...], tuple[str, ...], int]], chosen: list[list[str]]
) -> None:
    every = [
        held(code, days=days, papers=len(papers), conditions=len(conditions), cost=days)
        for code, (papers, conditions, days) in zip(_CODES, asks, strict=True)
    ]
    known = {
        code: Asks(papers, conditions) for code, (papers, conditions, _days) in zip(_CODES, asks, strict=True)
    }
    merged, mergers = with_mergers(every, chosen, known)
    whole = sums(merged)
    assert whole.before == sums(every).before
    assert whole.now == sums(every).now
    saved = sum((one.saves for one in mergers), Weighed())
    assert whole.planned + saved == sums(every).planned
    parts = sums_by(merged, lambda one: [one.code[-1]])
    assert sum((one.planned for one in parts.values()), Weighed()) == whole.planned
    for burden in ADDED:
        assert all(one.saves.of(burden) >= 0 for one in mergers)
    # One after the other is the same as all at once, in any order of the groups.
    at_once, _mergers = with_mergers(every, list(reversed(chosen)), known)
    assert at_once == merged
    again, nothing = with_mergers(merged, chosen, known)
    assert sums(again).planned.days == whole.planned.days
    assert all(one.saves.cost == 0 for one in nothing)
