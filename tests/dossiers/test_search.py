"""Dossiers found by what is written on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.dossiers.enums import Door, PartyRole
from motcua.dossiers.queries.listing import Narrowing
from motcua.dossiers.queries.searching import page_of_matching
from motcua.dossiers.queries.visible import reach_of
from motcua.dossiers.rules.intake import NewParty
from motcua.dossiers.rules.searching import codes_in, index_query, words_of

Find = Callable[..., list[str]]


@pytest.fixture
def find(desk_officer: Person, moment: datetime) -> Find:
    def look(text: str, *, by: Person = desk_officer, **changes: object) -> list[str]:
        rows = page_of_matching(text, reach=reach_of(by, moment.date()), **changes)  # type: ignore[arg-type]  # as named
        return [row.code for row in rows]

    return look


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "NGUYỄN thị hồng",
        "nguyen hong",
        "hong ngu",
        "031185000123",
        "0311 8500 0123",
        "0912.345.678",
        "+84912345678",
        "0000001",
        "T002-2026",
        "de nghi",
    ],
)
def test_by_part_of_anything_written_on_it(find: Find, taken_in: TakenIn, typed: str) -> None:
    code = taken_in().code
    assert find(typed) == [code]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "  ", "…", "hồng trần", "0912345679", "nguyen & !hong:*'", "'); DROP"])
def test_nothing_for_what_is_not_on_it(find: Find, taken_in: TakenIn, typed: str) -> None:
    taken_in(applicant="Lê Văn Tám")
    assert find(typed) == []


@pytest.mark.django_db
def test_the_submitter_is_found_too(find: Find, taken_in: TakenIn) -> None:
    applicant = NewParty(PartyRole.APPLICANT, "Trường THPT Ngô Quyền")
    owner = NewParty(PartyRole.OWNER, "Vũ Thị Đào")
    code = taken_in(parties=[applicant, owner]).code
    assert find("vu thi dao") == [code]


@pytest.mark.django_db
def test_the_exact_code_comes_first_then_the_latest(find: Find, taken_in: TakenIn) -> None:
    first = taken_in()
    second = taken_in(outside_code=first.code, outside_system="Cổng khác")
    third = taken_in()
    assert find("hong") == [third.code, second.code, first.code]
    fourth = taken_in(applicant=f"Hồ {first.code}")
    assert find(first.code) == [second.code, first.code, fourth.code]


@pytest.mark.django_db
def test_pages_follow_each_other(
    find: Find, taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    made = [taken_in().code for _ in range(5)]
    reach = reach_of(desk_officer, moment.date())
    first = page_of_matching("hong", reach=reach, size=2)
    second = page_of_matching("hong", reach=reach, size=2, after=first[1].id)
    assert [row.code for row in [*first[:2], *second]] == made[::-1]


@pytest.mark.django_db
def test_only_within_what_one_may_see_and_asks_for(
    find: Find, taken_in: TakenIn, outsider: Person, head: Person
) -> None:
    code = taken_in().code
    assert find("hong", by=outsider) == []
    assert find("hong", by=head) == [code]
    assert find("hong", narrowing=Narrowing(door=Door.POST)) == []


@pytest.mark.django_db
def test_one_query_and_none_for_nothing(
    taken_in: TakenIn, desk_officer: Person, moment: datetime, django_assert_max_num_queries
) -> None:
    taken_in()
    reach = reach_of(desk_officer, moment.date())
    with django_assert_max_num_queries(1):
        page_of_matching("hong", reach=reach)
    with django_assert_max_num_queries(0):
        page_of_matching("?", reach=reach)


@given(st.text(max_size=300))
def test_whatever_is_typed_becomes_a_proper_question(text: str) -> None:
    words = words_of(text)
    assert len(words) <= 8
    asked = index_query(text)
    assert bool(asked) == bool(words)
    assert set(asked) <= set("0123456789abcdefghijklmnopqrstuvwxyz':*&|() ")
    assert asked.count("(") == asked.count(")")
    assert len(codes_in(text)) <= 16


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hồng", "'hong':*"),
        ("a b", "'a' & 'b'"),
        ("42", "('42':* | '0042' | '0000042')"),
        ("0912 345 678", "('0912':* | '0000912') & ('345':* | '0345' | '0000345')"),
    ],
)
def test_how_words_are_asked(text: str, asked: str) -> None:
    assert asked in index_query(text)
