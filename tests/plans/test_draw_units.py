"""Drawing units by lot: fair, explained, and the same for whoever draws again."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.plans.rules.drawing import Drawable, draw, is_recent, least_number, ticket_of
from motcua.plans.rules.inspecting import Reached

ON = date(2026, 1, 1)
DAYS = st.one_of(st.none(), st.integers(0, 3000).map(lambda days: ON - timedelta(days=days)))


@st.composite
def _units(make: st.DrawFn) -> list[Drawable]:
    codes = make(st.lists(st.text("ABCDE0123456789-", min_size=1, max_size=8), unique=True, max_size=40))
    return [
        Drawable(
            code,
            make(DAYS),
            **make(
                st.sampled_from(
                    [{}, {}, {}, {"added_for": "nhiều phản ánh"}, {"left_out_for": "vừa thanh tra"}]
                )
            ),
        )
        for code in codes
    ]


@given(_units(), st.text(max_size=64), st.integers(1, 100), st.integers(0, 5), st.randoms())
def test_the_same_seed_gives_the_same_draw_in_whatever_order_units_come(
    units, seed, share, years, random
) -> None:
    asked = {"seed": seed, "share": share, "avoid_years": years, "on": ON}
    mixed = units[:]
    random.shuffle(mixed)
    assert draw(units=units, **asked) == draw(units=mixed, **asked)


@given(_units(), st.text(max_size=64), st.integers(1, 100), st.integers(0, 5))
def test_who_is_taken(units, seed, share, years) -> None:
    known = {unit.code: unit for unit in units}
    lots = draw(units=units, seed=seed, share=share, avoid_years=years, on=ON)
    assert sorted(lot.code for lot in lots) == sorted(known)
    in_lot = [lot for lot in lots if lot.place is not None]
    assert [lot.place for lot in in_lot] == list(range(1, len(in_lot) + 1))
    taken = [lot for lot in in_lot if lot.is_taken]
    assert len(taken) == min(len(in_lot), ceil(len(units) * share / 100))
    left = [lot for lot in in_lot if not lot.is_taken]
    # Nobody inspected lately is taken while somebody else is left.
    assert not (any(lot.is_recent for lot in taken) and any(not lot.is_recent for lot in left))
    for lot in lots:
        unit = known[lot.code]
        assert lot.ticket == sha256(f"{seed}:{lot.code}".encode()).hexdigest()
        assert lot.reason
        if unit.added_for:
            assert lot.is_taken
        if unit.left_out_for:
            assert not lot.is_taken


@given(_units(), st.text(max_size=64), st.integers(1, 100))
def test_a_decision_about_one_unit_changes_no_ticket_and_no_order_of_the_others(units, seed, share) -> None:
    asked = {"seed": seed, "share": share, "avoid_years": 2, "on": ON}
    before = [lot for lot in draw(units=units, **asked) if lot.place is not None]
    if not before:
        return
    gone = before[0].code
    changed = [
        Drawable(unit.code, unit.last_inspected_on, left_out_for="đang sáp nhập")
        if unit.code == gone
        else unit
        for unit in units
    ]
    after = [lot for lot in draw(units=changed, **asked) if lot.place is not None]
    assert [(lot.code, lot.ticket) for lot in after] == [(lot.code, lot.ticket) for lot in before[1:]]


def test_every_unit_has_the_same_chance() -> None:
    units = [Drawable(f"DV-{number:02}") for number in range(20)]
    draws, taken = 2000, Counter[str]()
    for number in range(draws):
        lots = draw(units=units, seed=f"lần {number}", share=30, avoid_years=2, on=ON)
        taken.update(lot.code for lot in lots if lot.is_taken)
    expected = draws * 6 / 20
    chi_square = sum((taken[unit.code] - expected) ** 2 / expected for unit in units)
    # 19 degrees of freedom: 43.8 is passed by chance once in a thousand; the seeds are fixed.
    assert chi_square < 43.8
    assert sum(taken.values()) == draws * 6


def test_reasons_are_words() -> None:
    units = [
        Drawable("A"),
        Drawable("B", date(2025, 5, 6)),
        Drawable("C", date(2020, 2, 3)),
        Drawable("D", added_for="ba phản ánh trong quý"),
        Drawable("E", left_out_for="đang được thanh tra"),
    ]
    lots = {lot.code: lot for lot in draw(units=units, seed="s", share=50, avoid_years=2, on=ON)}
    assert lots["A"].reason.startswith(
        f"chưa được kiểm tra lần nào; phiếu rút số {ticket_of('s', 'A')[:8]}; thứ tự "
    )
    assert lots["B"].reason.startswith("đã kiểm tra ngày 06/05/2025, xếp sau; ")
    assert lots["C"].reason.startswith("chưa kiểm tra trong 2 năm gần đây; ")
    assert lots["D"].reason == "chọn theo quyết định: ba phản ánh trong quý"
    assert lots["E"].reason == "để lại theo quyết định: đang được thanh tra"
    assert lots["B"].place == 3


@pytest.mark.parametrize(
    ("units", "share", "number"), [(43, 30, 13), (9, 30, 3), (10, 30, 3), (0, 30, 0), (1, 1, 1)]
)
def test_at_least_the_share(units: int, share: int, number: int) -> None:
    assert least_number(units, share=share) == number


def test_recent_ends_after_whole_years() -> None:
    assert is_recent(Drawable("A", date(2024, 1, 2)), avoid_years=2, on=ON)
    assert not is_recent(Drawable("A", date(2024, 1, 1)), avoid_years=2, on=ON)
    assert not is_recent(Drawable("A", date(2025, 12, 31)), avoid_years=0, on=ON)


def test_enough_means_at_least_the_share_of_some_units() -> None:
    assert Reached(13, 43, 30).is_enough
    assert not Reached(12, 43, 30).is_enough
    assert not Reached(0, 0, 30).is_enough
    assert Reached(0, 0, 30).share == 0.0
