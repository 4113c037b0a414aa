"""Quotas and drawing: proportional with a minimum, the same for whoever draws again."""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from motcua.feedback.rules.surveys.sampling import draw, needed, quotas

_SIZES = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3), st.integers(0, 400), min_size=1, max_size=12
)


def test_in_proportion() -> None:
    assert quotas({"a": 100, "b": 200, "c": 300}, wanted=60, least=0) == {"a": 10, "b": 20, "c": 30}


def test_what_is_left_goes_to_the_largest_remainders_then_by_key() -> None:
    assert quotas({"a": 10, "b": 10, "c": 10}, wanted=10, least=0) == {"a": 4, "b": 3, "c": 3}
    assert quotas({"a": 11, "b": 9, "c": 5}, wanted=10, least=0) == {"a": 4, "b": 4, "c": 2}


def test_a_small_school_has_its_minimum() -> None:
    assert quotas({"a": 1000, "b": 20}, wanted=100, least=10) == {"a": 90, "b": 10}
    assert quotas({"a": 1000, "b": 4}, wanted=100, least=10) == {"a": 96, "b": 4}


def test_minima_come_before_the_number_wanted() -> None:
    assert quotas({"a": 50, "b": 50}, wanted=5, least=10) == {"a": 10, "b": 10}


@given(_SIZES, st.integers(0, 3000), st.integers(0, 30))
def test_quotas_always_add_up(sizes: dict[str, int], wanted: int, least: int) -> None:
    given_ = quotas(sizes, wanted=wanted, least=least)
    floors = {key: min(least, size) for key, size in sizes.items()}
    assert given_.keys() == sizes.keys()
    assert all(floors[key] <= given_[key] <= size for key, size in sizes.items())
    assert sum(given_.values()) == min(sum(sizes.values()), max(wanted, sum(floors.values())))


@given(_SIZES, st.integers(0, 500))
def test_without_a_minimum_nobody_is_a_whole_one_off(sizes: dict[str, int], wanted: int) -> None:
    total = sum(sizes.values())
    for key, number in quotas(sizes, wanted=wanted, least=0).items():
        if wanted < total:
            assert abs(number - Fraction(wanted * sizes[key], total)) < 1


def test_the_draw_can_be_repeated_by_hand() -> None:
    members = [("t1", f"{n}") for n in range(40)] + [("t2", f"{n}") for n in range(30)]
    drawn = draw(members, seed="2026-7", quota={"t1": 8, "t2": 3})
    assert drawn == draw(list(reversed(members)), seed="2026-7", quota={"t1": 8, "t2": 3})
    by_hand = sorted((str(n) for n in range(40)), key=lambda n: sha256(f"2026-7:t1:{n}".encode()).hexdigest())
    assert [one.key for one in drawn if one.stratum == "t1" and one.is_taken] == by_hand[:8]
    assert len([one for one in drawn if one.is_taken]) == 11
    other = draw(members, seed="2026-8", quota={"t1": 8, "t2": 3})
    assert {one.key for one in other if one.is_taken} != {one.key for one in drawn if one.is_taken}


def test_how_many_are_needed() -> None:
    assert needed(10**9, margin=Fraction(5, 100)) == 385
    assert needed(1000, margin=Fraction(5, 100)) == 278
    assert needed(10, margin=Fraction(5, 100)) == 10
    assert needed(0, margin=Fraction(5, 100)) == 0
