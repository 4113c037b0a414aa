"""The smallest set of changes: the same as trying all sets, exactly infeasible, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reviews.changes.made_up import LICENCE, possible, procedures

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Block, Burden, CutKind, Wish
from motcua.reviews.rules.changes.applying import clash
from motcua.reviews.rules.changes.effects import Change
from motcua.reviews.rules.changes.facts import Line, ProcedureFacts
from motcua.reviews.rules.changes.kinds import weight_of
from motcua.reviews.rules.changes.writing import read_aim, read_change
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.solving.asked import Aim, Answer, Case, Option, options_of, reached_by
from motcua.reviews.rules.solving.engine import Found, best
from motcua.reviews.rules.solving.smallest import smallest

ALL = tuple(possible(LICENCE))


def aims(*words: str) -> list[Aim]:
    return [Aim(*read_aim(word)) for word in words]


def keys(answer: Answer) -> list[str]:
    return [change.key for change in answer.of(0)]


def effort(cases: Sequence[Case], chosen: Sequence[Option], wish: Wish) -> tuple[int, int]:
    weight = sum(
        weight_of(option.change.kind, is_central=cases[option.case].facts.is_central) for option in chosen
    )
    return (len(chosen), weight) if wish is Wish.FEWEST else (weight, len(chosen))


def tried(cases: Sequence[Case], wanted: Sequence[Aim], wish: Wish) -> tuple[int, int] | None:
    """The least effort that reaches all aims, by trying every set; None when none does."""
    options = options_of(cases)
    sets = chain.from_iterable(combinations(options, size) for size in range(len(options) + 1))
    fitting = [
        effort(cases, chosen, wish)
        for chosen in sets
        if not any(
            one.case == other.case and clash(one.change, other.change)
            for one, other in combinations(chosen, 2)
        )
        and all(reached.is_reached for reached in reached_by(cases, wanted, chosen))
    ]
    return min(fitting, default=None)


def test_one_change_is_enough() -> None:
    answer = smallest([Case(LICENCE, ALL)], aims("time=30"))
    assert answer.is_reached
    assert answer.is_proven
    assert keys(answer) == ["shorten_limit"]  # a third of twenty days, and the easiest of those that do
    assert answer.reached[0].percent == Decimal("33.33")


def test_several_targets_at_once() -> None:
    answer = smallest([Case(LICENCE, ALL)], aims("time=30", "cost=30", "papers=20"))
    assert answer.is_reached
    assert "merge:1.000002" in keys(
        answer
    )  # 40 % of time and a third of the papers, yet not enough of the cost
    assert len(answer.choices) == 2
    everybody = (
        *ALL,
        read_change("merge:1.000002=100"),
    )  # who lodges one lodges both: 33,3 % of the cost too
    answer = smallest([Case(LICENCE, everybody)], aims("time=30", "cost=30", "papers=20"))
    assert [(one.key, one.amount) for one in answer.of(0)] == [("merge:1.000002", 100)]


def test_the_easiest_is_not_always_the_fewest() -> None:
    wanted = aims("time=30", "papers=30")
    assert keys(smallest([Case(LICENCE, ALL)], wanted)) == ["merge:1.000002"]
    easiest = smallest([Case(LICENCE, ALL)], wanted, wish=Wish.EASIEST)
    assert [change.kind for change in easiest.of(0)] == [CutKind.REPLACE_PAPER, CutKind.SHORTEN_LIMIT]


def test_what_cannot_be_reached_is_told_exactly() -> None:
    limited = (read_change("shorten_limit=5"), read_change("drop_paper:1"))
    answer = smallest([Case(LICENCE, limited)], aims("time=30", "papers=30"))
    assert not answer.is_reached
    assert [reached.percent for reached in answer.most] == [Decimal("25.00"), Decimal("33.33")]
    assert keys(answer) == ["drop_paper:1", "shorten_limit"]  # the nearest


def test_what_cannot_fall_at_all_does_not_hold_up_the_rest() -> None:
    answer = smallest(
        [Case(LICENCE, (read_change("drop_paper:1"), read_change("accept_copy:2")))],
        aims("time=30", "papers=20"),
    )
    assert not answer.is_reached
    assert keys(answer) == ["drop_paper:1"]
    assert [reached.percent for reached in answer.reached] == [Decimal("0.00"), Decimal("33.33")]


def test_exactly_at_the_target_is_enough() -> None:
    answer = smallest([Case(LICENCE, (read_change("shorten_limit=6"),))], aims("time=30"))
    assert answer.is_reached
    just_below = (Change(CutKind.SHORTEN_LIMIT, "", Fraction(6) - Fraction(1, 10**9)),)
    answer = smallest([Case(LICENCE, just_below)], aims("time=30"))
    assert not answer.is_reached  # within the solver's rounding, yet not enough


def test_each_target_alone_but_not_together() -> None:
    facts = replace(LICENCE, lines=(), conditions=())
    options = (read_change("to_ex_post"), read_change("shorten_limit=6"), read_change("shorten_step:1=1"))
    answer = smallest([Case(facts, options[1:])], aims("time=30"))
    assert keys(answer) == ["shorten_limit"]
    answer = smallest([Case(facts, options)], aims("time=30", "trips=100"))
    assert not answer.is_reached
    assert [reached.percent for reached in answer.most] == [Decimal(100), Decimal(50)]


def test_of_nothing_nothing_falls() -> None:
    without_sheet = replace(LICENCE, lines=())
    with pytest.raises(Refused, match="chưa có số liệu") as refused:
        smallest([Case(without_sheet, ALL)], aims("cost=30"))
    assert refused.value.code == "aim-of-nothing"
    with pytest.raises(Refused) as refused:
        smallest([Case(LICENCE, ())], aims("time=30"))
    assert refused.value.code == "changes-missing"
    with pytest.raises(Refused) as refused:
        smallest([Case(LICENCE, ALL)], [])
    assert refused.value.code == "aim-missing"


def test_a_portfolio_takes_what_gives_most() -> None:
    long = replace(LICENCE, code="2", days=Fraction(100))
    short = replace(LICENCE, code="3", days=Fraction(5))
    cut = [Case(long, (read_change("shorten_limit=40"),)), Case(short, (read_change("shorten_limit=4"),))]
    answer = smallest(cut, aims("time=30"))
    assert [(choice.case, choice.change.kind) for choice in answer.choices] == [(0, CutKind.SHORTEN_LIMIT)]


def test_the_same_question_has_the_same_answer_in_whatever_order() -> None:
    first = smallest([Case(LICENCE, ALL)], aims("cost=40", "papers=60"))
    again = smallest([Case(LICENCE, tuple(reversed(ALL)))], aims("cost=40", "papers=60"))
    assert first == again


def test_a_hundred_procedures_in_seconds() -> None:
    many = [
        Case(replace(LICENCE, code=f"1.{number:06}", days=Fraction(10 + number % 17)), ALL[: 4 + number % 9])
        for number in range(110)
    ]
    answer = smallest(many, aims("papers=20"))
    assert answer.is_reached
    assert len(answer.choices) == 66  # a fifth of 330 papers, one each


SHARES = st.sampled_from([Fraction(1, 10), Fraction(1, 5), Fraction(3, 10), Fraction(1, 2), Fraction(9, 10)])


@settings(max_examples=60, deadline=None)
@given(
    procedures(),
    st.data(),
    st.lists(
        st.tuples(st.sampled_from(Burden), SHARES), min_size=1, max_size=3, unique_by=lambda one: one[0]
    ),
    st.sampled_from(Wish),
)
def test_as_small_as_trying_all(
    facts: ProcedureFacts, data: st.DataObject, wanted: list[tuple[Burden, Fraction]], wish: Wish
) -> None:
    options = data.draw(st.lists(st.sampled_from(possible(facts)), min_size=1, max_size=7, unique_by=str))
    cases, goals = [Case(facts, tuple(options))], [Aim(*one) for one in wanted]
    if any(not reached.before for reached in reached_by(cases, goals, ())):
        with pytest.raises(Refused):
            smallest(cases, goals, wish=wish)
        return
    answer, least = smallest(cases, goals, wish=wish), tried(cases, goals, wish)
    chosen = [option for option in options_of(cases) if option.change in answer.of(0)]
    assert answer.reached == reached_by(cases, goals, chosen)
    assert not any(clash(one.change, other.change) for one, other in combinations(chosen, 2))
    if least is None:
        assert not answer.is_reached
        assert all(most.share >= one.share for most, one in zip(answer.most, answer.reached, strict=True))
    else:
        assert answer.is_reached
        assert effort(cases, chosen, wish) == least


def test_shared_lines_and_rarer_performances_are_counted_together() -> None:
    """Two changes that halve the same cost, one by taking half of it and one by making it rarer, save three
    quarters."""
    way = Line("di", CostLine("Đi lại", Decimal(2), Decimal(50_000), block=Block.SUBMIT), is_travel=True)
    facts = replace(LICENCE, lines=(way,))
    halves = (read_change("delegate=50"), read_change("extend_validity=2"))
    answer = smallest([Case(facts, halves)], aims("cost=75"))
    assert answer.is_reached
    assert len(answer.choices) == 2
    assert not smallest([Case(facts, halves)], aims("cost=76")).is_reached


def test_when_time_is_over_the_best_found_comes_with_how_far_it_may_be_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The solver stops with a set and a bound, as it does when the time is over; the answer says both."""

    def cut_short(*args: Any, **kwargs: Any) -> Found | None:
        found = best(*args, **kwargs)
        return None if found is None else Found(found.places, found.bound - 1, is_proven=False)

    monkeypatch.setattr("motcua.reviews.rules.solving.smallest.best", cut_short)
    many = [Case(replace(LICENCE, code=f"1.{number:06}"), ALL) for number in range(10)]
    answer = smallest(many, aims("papers=20"))
    assert answer.is_reached
    assert not answer.is_proven
    assert (answer.effort, answer.at_least) == (6, 5)
    assert answer.gap == Decimal(20)


def test_a_proven_answer_is_off_by_nothing() -> None:
    answer = smallest([Case(LICENCE, ALL)], aims("time=30"))
    assert (answer.is_proven, answer.effort, answer.gap) == (True, 1, Decimal(0))
