"""Small numbers are not shown, and what is shown does not tell them."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from motcua.indicators.rules.suppressing import Place, hidden, smallest_shown, with_sums

Table = dict[tuple[str, str], int]
ROWS, COLUMNS = "ABCD", "xyz"
TABLES = st.fixed_dictionaries(
    {cell: st.sampled_from([0, 0, 1, 2, 4, 5, 6, 9, 30]) for cell in product(ROWS, COLUMNS)}
)


def determined(table: Table, out: set[Place]) -> set[Place]:
    """The hidden places whose value follows from what is shown and from what adds up, by linear algebra: where a
    further equation for the place alone says nothing new."""
    unknown = sorted((place for place in with_sums(table) if place in out), key=str)
    lines = [[(row, column) for column in (*COLUMNS, None)] for row in (*ROWS, None)]
    lines += [[(row, column) for row in (*ROWS, None)] for column in (*COLUMNS, None)]
    sign = {place: -1.0 if None in place and place != (None, None) else 1.0 for place in unknown}
    matrix = np.array([[sign[place] if place in line else 0.0 for place in unknown] for line in lines])
    rank = np.linalg.matrix_rank(matrix) if unknown else 0
    single = np.eye(len(unknown))
    return {
        place
        for at, place in enumerate(unknown)
        if np.linalg.matrix_rank(np.vstack([matrix, single[at]])) == rank
    }


def test_five_since_the_decree() -> None:
    assert smallest_shown(date(2026, 9, 1)) == 5


def test_what_is_large_enough_is_shown() -> None:
    assert hidden([{("A", "x"): 5, ("A", "y"): 7, ("B", "x"): 0}], smallest=5) == set()


def test_one_small_number_takes_others_with_it() -> None:
    """3 alone would be the sum less the others: in its row and in its column another is hidden, and a fourth where
    those two meet."""
    table = {("A", "x"): 3, ("A", "y"): 10, ("A", "z"): 40, ("B", "x"): 12, ("B", "y"): 11, ("B", "z"): 50}
    assert hidden([table], smallest=5) == {("A", "x"), ("A", "y"), ("B", "x"), ("B", "y")}


def test_small_in_one_way_of_counting_is_hidden_in_all() -> None:
    received = {("A", "x"): 9, ("A", "y"): 9, ("B", "x"): 9, ("B", "y"): 9}
    resolved = {**received, ("A", "x"): 1}
    assert ("A", "x") in hidden([received, resolved], smallest=5)


@given(TABLES)
def test_no_small_number_is_shown(table: Table) -> None:
    out = hidden([table], smallest=5)
    assert all(place in out for place, number in with_sums(table).items() if 0 < number < 5)


@given(TABLES)
def test_what_a_sum_leaves_open_is_not_small(table: Table) -> None:
    """Whoever takes the shown numbers of a line from its shown sum gets nothing or something large."""
    out, summed = hidden([table], smallest=5), with_sums(table)
    for row in (*ROWS, None):
        if (row, None) not in out:
            rest = sum(summed.get((row, column), 0) for column in COLUMNS if (row, column) in out)
            assert rest == 0 or rest >= 5
    for column in (*COLUMNS, None):
        if (None, column) not in out:
            rest = sum(summed.get((row, column), 0) for row in ROWS if (row, column) in out)
            assert rest == 0 or rest >= 5


@given(TABLES)
def test_no_hidden_number_follows_from_the_shown(table: Table) -> None:
    out = hidden([table], smallest=5)
    known_zero = {place for place, number in with_sums(table).items() if not number}
    assert not determined(table, out) - known_zero
