"""A portfolio equals the sum of its procedures, however it is parted; targets are judged exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.enums import ProcedureKind
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.rules.changes.portfolio import (
    ADDED,
    Cut,
    Held,
    Wanted,
    Weighed,
    chosen,
    falls,
    position,
    staying,
    sums,
    sums_by,
)

_AMOUNT = st.fractions(min_value=0, max_value=1000, max_denominator=7)
_WEIGHED = st.builds(Weighed, _AMOUNT, _AMOUNT, _AMOUNT, _AMOUNT)


@st.composite
def held(draw: st.DrawFn) -> Held:
    before = draw(_WEIGHED)
    now = before - draw(_WEIGHED)
    return Held(
        draw(st.uuids()).hex,
        "Thủ tục",
        "id",
        draw(st.sampled_from(ProcedureKind)),
        draw(st.sampled_from(["Mầm non", "Trung học", "Văn bằng", ""])),
        ("province",),
        draw(st.booleans()),
        before,
        now,
        now - draw(_WEIGHED),
        draw(st.booleans()),
        draw(st.booleans()),
    )


SOME = st.lists(held(), max_size=8)


@given(SOME)
def test_parts_add_up_to_the_whole(every: list[Held]) -> None:
    whole, parts = sums(every), sums_by(every, lambda one: [one.field])
    assert sum(part.count for part in parts.values()) == whole.count
    for burden in ADDED:
        for side in ("before", "now", "planned"):
            assert sum(getattr(part, side).of(burden) for part in parts.values()) == getattr(whole, side).of(
                burden
            )
            assert sum(getattr(one, side).of(burden) for one in every) == getattr(whole, side).of(burden)


@given(SOME, st.sampled_from(ADDED), st.integers(1, 3))
def test_falling_bars_lead_from_before_to_planned(every: list[Held], burden: Burden, most: int) -> None:
    whole, steps = sums(every), falls(every, burden, most=most)
    at = whole.before.of(burden)
    for step in steps:
        assert step.start == at
        at -= step.amount
    assert at == whole.planned.of(burden)
    assert sum(step.amount for step in steps if step.is_done) == whole.before.of(burden) - whole.now.of(
        burden
    )
    assert all(sum(step.is_done is done for step in steps) <= most + 1 for done in (True, False))


@given(SOME, st.sampled_from(ADDED), st.sampled_from([TargetSet.ALL, TargetSet.BUSINESS, TargetSet.INTERNAL]))
def test_a_position_is_that_of_its_procedures(every: list[Held], burden: Burden, wanted: TargetSet) -> None:
    found = position(every, Wanted(wanted, burden, Decimal(30)))
    own = chosen(every, wanted)
    assert found.count <= len(own)
    assert found.planned <= found.now <= found.before <= sums(own).before.of(burden)
    assert found.is_reached <= found.is_planned
    assert (found.lacking == 0) == (found.is_planned or found.before == 0)


def test_exactly_thirty_per_cent_reaches_thirty() -> None:
    one = Held(
        "1",
        "",
        "",
        ProcedureKind.MINISTRY,
        before=Weighed(Fraction(10)),
        now=Weighed(Fraction(7)),
        planned=Weighed(Fraction(7)),
        has_limit=True,
    )
    assert position([one], Wanted(TargetSet.ALL, Burden.TIME, Decimal(30))).is_reached
    assert not position([one], Wanted(TargetSet.ALL, Burden.TIME, Decimal("30.01"))).is_reached
    nothing = position([], Wanted(TargetSet.ALL, Burden.TIME, Decimal(30)))
    assert (nothing.done_percent, nothing.is_reached, nothing.lacking) == (None, False, 0)


def test_time_leaves_out_what_has_no_limit_and_cost_what_has_no_sheet() -> None:
    heavy = Weighed(Fraction(10), Fraction(100), Fraction(3), Fraction(1))
    one = Held("1", "", "", ProcedureKind.MINISTRY, before=heavy, now=heavy, planned=heavy)
    assert position([one], Wanted(TargetSet.ALL, Burden.TIME, Decimal(30))).count == 0
    assert position([one], Wanted(TargetSet.ALL, Burden.COST, Decimal(30))).count == 0
    assert position([one], Wanted(TargetSet.ALL, Burden.PAPERS, Decimal(30))).count == 1


def test_a_field_has_its_own_target() -> None:
    one = Held("1", "", "", ProcedureKind.MINISTRY, "Mầm non")
    assert chosen([one], TargetSet.FIELD, "Mầm non") == [one]
    assert chosen([one], TargetSet.FIELD, "Trung học") == []


def test_a_saving_is_taken_as_a_share_of_what_the_sheet_says() -> None:
    """The proposal reckons 85,680,000 đ a year, the sheet 8,844,420: three fifths of the one do not empty the other."""
    before, after = Fraction(612_000 * 140), Fraction(245_000 * 140)
    left = Cut(Weighed(Fraction(8)), staying(before, after)).of(Weighed(Fraction(20), Fraction(8_844_420)))
    assert left == Weighed(Fraction(12), Fraction(8_844_420 * 245, 612))
    assert Cut(stays=staying(before, after)).of(Weighed(cost=before)).cost == after


@given(st.lists(st.builds(Cut, _WEIGHED, st.fractions(0, 1)), max_size=4), _WEIGHED)
def test_cuts_never_add_and_their_order_is_nothing(cuts: list[Cut], held: Weighed) -> None:
    one, other = Cut(), Cut()
    for cut in cuts:
        one = one.and_also(cut)
    for cut in reversed(cuts):
        other = other.and_also(cut)
    assert one == other
    assert all(one.of(held).of(burden) <= held.of(burden) for burden in ADDED)
    assert Cut().of(held) == held


@given(st.one_of(st.none(), st.fractions(0, 9)), st.one_of(st.none(), st.fractions(0, 9)))
def test_what_is_not_said_stays_whole(before: Fraction | None, after: Fraction | None) -> None:
    share = staying(before, after)
    assert 0 <= share <= 1
    if before is None or after is None or after >= before:
        assert share == 1
