"""Who took whose place: to whom a procedure led, and what passes on to whom."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from motcua.reviews.rules.succession import PassedOn, Replaced, heirs, passed_on

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)
CHAIN = [Replaced("1", "2", MARCH), Replaced("2", "3", JUNE)]
_CODES = st.sampled_from("12345")
_LINKS = st.lists(st.builds(Replaced, _CODES, _CODES, st.just(MARCH)), max_size=8)


def test_the_nearest_in_force_takes_over() -> None:
    assert heirs(CHAIN, ended="12", in_force="3") == {"1": "3", "2": "3"}
    assert heirs(CHAIN, ended="1", in_force="23") == {"1": "2"}
    assert heirs(CHAIN, ended="12", in_force="9") == {}
    assert heirs(CHAIN, ended="1", in_force="123") == {}  # it is still in force itself
    split = [Replaced("1", "3", MARCH), Replaced("1", "2", MARCH)]
    assert heirs(split, ended="1", in_force="23") == {"1": "2"}


def test_what_was_said_passes_on_until_something_is_said_anew() -> None:
    assert passed_on({"1": True}, CHAIN) == {
        "2": PassedOn(True, (CHAIN[0],)),
        "3": PassedOn(True, (CHAIN[1], CHAIN[0])),
    }
    assert passed_on({"1": True}, CHAIN)["3"].since == JUNE
    assert passed_on({"1": True, "2": False}, CHAIN) == {"3": PassedOn(False, (CHAIN[1],))}
    assert passed_on({"1": True, "2": False, "3": True}, CHAIN) == {}
    assert passed_on({}, CHAIN) == {}


def test_of_several_merged_one_is_enough() -> None:
    merged = [Replaced("1", "3", MARCH), Replaced("2", "3", MARCH)]
    assert passed_on({"1": False, "2": True}, merged) == {"3": PassedOn(True, (merged[1],))}
    assert passed_on({"1": False}, merged) == {"3": PassedOn(False, (merged[0],))}


@given(_LINKS, st.sets(_CODES), st.dictionaries(_CODES, st.booleans()))
def test_rings_end_and_nobody_is_told_against_what_is_said(
    links: list[Replaced], in_force: set[str], said: dict[str, bool]
) -> None:
    led = heirs(links, ended="12345", in_force=in_force)
    assert set(led.values()) <= in_force
    assert not set(led) & in_force
    told = passed_on(said, links)
    assert not set(told) & set(said)
    assert all(one.links[-1].earlier in said for one in told.values())
    assert all(said[one.links[-1].earlier] is one.concerns for one in told.values())
    assert set(told) <= {link.later for link in links}
