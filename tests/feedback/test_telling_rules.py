"""Which ratings may be told: from all that is told nothing small comes out, however it is added and subtracted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.feedback.rules.ratings.showing import SMALLEST
from motcua.feedback.rules.ratings.telling import following, month_of, months_ended, months_told
from motcua.kernel.periods import Period

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
MONTHS = [date(2026, month, 1) for month in range(1, 13)]
Cell = tuple[int, date]
bodies = st.lists(
    st.lists(st.one_of(st.just(0), st.integers(1, 4), st.integers(0, 12)), min_size=12, max_size=12),
    min_size=1,
    max_size=3,
)


def of(numbers: Sequence[int]) -> dict[date, int]:
    return dict(zip(MONTHS, numbers, strict=True))


def windows(until: date = date(2027, 1, 1)) -> list[Period]:
    """Every run of whole months of the year up to a day: all that can be asked."""
    edges = [*MONTHS, date(2027, 1, 1)]
    return [Period(one, other) for one, other in combinations(edges, 2) if other <= until]


def independent(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """The rows in echelon form."""
    found: list[list[Fraction]] = []
    for row in rows:
        left = remainder(row, found)
        if any(left):
            first = next(place for place, number in enumerate(left) if number)
            found.append([number / left[first] for number in left])
    return found


def remainder(row: list[Fraction], known: list[list[Fraction]]) -> list[Fraction]:
    """What of the row does not follow from those that are known."""
    left = list(row)
    for each in known:
        first = next(place for place, number in enumerate(each) if number)
        if left[first]:
            left = [one - left[first] * other for one, other in zip(left, each, strict=True)]
    return left


@settings(max_examples=40)
@given(bodies)
def test_nothing_small_follows_from_all_that_is_told(numbers: list[list[int]]) -> None:
    """Of every body, of every two and of all of them, in every run of months, read at the end of every month; whoever
    knows where nothing happened knows those cells too."""
    cells: list[Cell] = [(body, month) for body in range(len(numbers)) for month in MONTHS]
    filled = [cell for cell in cells if of(numbers[cell[0]])[cell[1]]]
    told: set[frozenset[Cell]] = set()
    for window in windows():
        own = {
            body: frozenset((body, month) for month in months_told(of(each), window))
            for body, each in enumerate(numbers)
        }
        for size in range(1, len(own) + 1):
            for among in combinations(own.values(), size):
                told.add(frozenset[Cell]().union(*among))
    known = independent([[Fraction(cell in one) for cell in filled] for one in told if one])
    for body, each in enumerate(numbers):
        for size in (1, 2, 3):
            for months in combinations([month for month in MONTHS if of(each)[month]], size):
                if sum(of(each)[month] for month in months) < SMALLEST:
                    wanted = [Fraction(cell[0] == body and cell[1] in months) for cell in filled]
                    assert any(remainder(wanted, known)), (body, months)


@given(bodies)
def test_what_was_told_stays_as_it_was_told(numbers: list[list[int]]) -> None:
    """A month that ends changes nothing of what was told before it."""
    for end in [*MONTHS[1:], date(2027, 1, 1)]:
        until = {month: number for month, number in of(numbers[0]).items() if month < end}
        for window in windows(end):
            assert months_told(until, window) == months_told(of(numbers[0]), window)


@given(bodies)
def test_what_is_told_is_large_or_nothing(numbers: list[list[int]]) -> None:
    for window in windows():
        told = months_told(of(numbers[0]), window)
        number = sum(of(numbers[0])[month] for month in told)
        assert number == 0 or number >= SMALLEST
        assert all(window.contains(month) for month in told)


@pytest.mark.parametrize(
    ("numbers", "window", "told"),
    [
        ({1: 5}, (1, 2), [1]),
        ({1: 4}, (1, 2), []),
        ({1: 2, 2: 2, 3: 1}, (1, 4), [1, 2, 3]),
        ({1: 2, 2: 2, 3: 1}, (1, 3), []),  # the quarter is not over
        ({1: 9, 2: 2, 3: 1}, (1, 4), [1]),  # 12 less 9 would tell three
        ({1: 9, 2: 2, 3: 3}, (1, 4), [1, 2, 3]),
        ({3: 2, 4: 3}, (1, 7), []),  # of two quarters
        ({3: 2, 4: 3}, (1, 13), [3, 4]),
        ({1: 9, 3: 2, 4: 2}, (1, 13), [1]),
    ],
)
def test_small_months_stand_together(
    numbers: dict[int, int], window: tuple[int, int], told: list[int]
) -> None:
    first, end = (following(date(2026, 1, 1), number - 1) for number in window)
    found = months_told({date(2026, month, 1): each for month, each in numbers.items()}, Period(first, end))
    assert sorted(month.month for month in found) == told


@pytest.mark.parametrize(
    ("first", "last", "closed", "told"),
    [
        ("2026-09-01", "2026-09-30", None, ("2026-09-01", "2026-10-01")),
        ("2026-09-01", "2026-09-30", "2026-09-30", None),
        ("2026-09-01", "2026-09-30", "2026-10-01", ("2026-09-01", "2026-10-01")),
        ("2026-09-01", "2026-09-15", None, None),
        ("2026-10-01", "2026-12-31", "2026-11-15", ("2026-10-01", "2026-11-01")),
        ("2026-09-15", "2026-10-14", None, ("2026-09-01", "2026-10-01")),  # a report's month
        ("2026-10-15", "2026-11-14", None, ("2026-10-01", "2026-11-01")),
        ("2026-06-15", "2026-09-14", None, ("2026-06-01", "2026-09-01")),  # a report's quarter
    ],
)
def test_only_whole_months_are_told(
    first: str, last: str, closed: str | None, told: tuple[str, str] | None
) -> None:
    window = Period(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
    found = months_ended(window, closed=date.fromisoformat(closed) if closed else None)
    assert found == (Period(*(date.fromisoformat(day) for day in told)) if told else None)


def test_a_window_without_end_is_no_question() -> None:
    with pytest.raises(ValueError, match="without end"):
        months_ended(Period(date(2026, 1, 1)))
    assert month_of(date(2026, 2, 28)) == date(2026, 2, 1)
    assert following(date(2026, 12, 1)) == date(2027, 1, 1)
