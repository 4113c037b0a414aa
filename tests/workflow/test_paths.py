"""The longest way, against trying all ways."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from motcua.workflow.rules.paths import Graph

_KEYS = tuple("abcdef")
_EDGES = st.dictionaries(
    st.sampled_from(_KEYS), st.frozensets(st.sampled_from(_KEYS), max_size=3), max_size=6
)


def graph(edges: dict[str, frozenset[str]]) -> Graph:
    full = {key: edges.get(key, frozenset()) - {key} for key in _KEYS}
    return Graph(_KEYS, full, full)


def heaviest_simple_way(one: Graph, weights: dict[str, Fraction]) -> Fraction:
    def onward(path: tuple[str, ...]) -> Fraction:
        here = sum((weights[key] for key in path), Fraction(0))
        return max([here, *(onward((*path, to)) for to in one.ahead[path[-1]] if to not in path)])

    return max(onward((key,)) for key in _KEYS)


@given(_EDGES, st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_no_way_without_loops_takes_longer(edges: dict[str, frozenset[str]], amounts: list[int]) -> None:
    one = graph(edges)
    weights = {key: Fraction(amount) for key, amount in zip(_KEYS, amounts, strict=True)}
    assert one.longest(weights).total >= heaviest_simple_way(one, weights)


@given(_EDGES, st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_without_circles_it_is_exactly_the_heaviest_way(
    edges: dict[str, frozenset[str]], amounts: list[int]
) -> None:
    onward = {key: frozenset(to for to in leading if to > key) for key, leading in edges.items()}
    one = graph(onward)
    weights = {key: Fraction(amount) for key, amount in zip(_KEYS, amounts, strict=True)}
    way = one.longest(weights)
    assert way.total == heaviest_simple_way(one, weights)
    assert sum(weights[key] for key in way.keys) == way.total


@given(_EDGES)
def test_reaching_and_leading_are_the_same_seen_from_both_ends(edges: dict[str, frozenset[str]]) -> None:
    one = graph(edges)
    for key in _KEYS:
        assert all(key in one.leading_to(other) for other in one.reached_from(key))
