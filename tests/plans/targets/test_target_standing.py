"""How a target stands against what was measured: on the exact value, missed only when its time is over."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plans.targets.test_compare_targets import targets

from motcua.plans.enums import Commitment, Direction, TargetStanding
from motcua.plans.rules.targets.standing import (
    Counted,
    Reached,
    in_conflict,
    is_met,
    look_back,
    projected,
    share_of_way,
    standing_of,
)

D, S = Direction, TargetStanding


@pytest.mark.parametrize(
    ("direction", "exact", "met"),
    [
        (D.AT_LEAST, Fraction(98), True),
        (D.AT_LEAST, Fraction(97996, 1000), False),
        (D.MORE_THAN, Fraction(98), False),
        (D.AT_MOST, Fraction(98), True),
        (D.LESS_THAN, Fraction(98), False),
        (D.EXACTLY, Fraction(98), True),
        (D.EXACTLY, Fraction(981, 10), False),
    ],
)
def test_rounding_meets_no_target(direction: Direction, exact: Fraction, met: bool) -> None:
    assert is_met(direction=direction, number=Decimal(98), exact=exact) is met


@pytest.mark.parametrize(
    ("reached", "unit", "is_over", "standing"),
    [
        (None, "%", True, S.NOT_MEASURED),
        (Reached(None, "%"), "%", True, S.NOTHING_AROSE),
        (Reached(Fraction(95), "%"), "%", False, S.MET),
        (Reached(Fraction(94), "%"), "%", False, S.ON_THE_WAY),
        (Reached(Fraction(94), "%"), "%", True, S.MISSED),
        (Reached(Fraction(120), "hồ sơ"), "%", True, S.NOT_MEASURED),
        (Reached(Fraction(120), "hồ sơ"), "hồ sơ", True, S.MET),
    ],
)
def test_standing(reached: Reached | None, unit: str, is_over: bool, standing: TargetStanding) -> None:
    found = standing_of(direction=D.AT_LEAST, number=Decimal(95), unit=unit, reached=reached, is_over=is_over)
    assert found is standing


@given(st.sampled_from(list(Direction)), st.decimals(0, 200, places=2), st.fractions(0, 300))
def test_the_whole_way_is_gone_only_when_it_is_met(
    direction: Direction, number: Decimal, exact: Fraction
) -> None:
    share = share_of_way(direction=direction, number=number, exact=exact)
    assert (share == 100) is is_met(direction=direction, number=number, exact=exact)
    assert share is None or 0 <= share <= 100


def test_two_numbers_for_one_measure_are_a_conflict_however_they_are_worded() -> None:
    one, other, third = targets(
        "100% hồ sơ được giải quyết đúng hạn.",
        "Trên 90% hồ sơ hoàn tất không trễ.",
        "Thanh toán trực tuyến đạt 60%.",
    )
    assert in_conflict([one, other, third], ["on_time_rate", "on_time_rate", "online_payment_rate"]) == {0, 1}
    assert in_conflict([one, third, one], ["on_time_rate", "", "on_time_rate"]) == set()


def test_a_step_to_strive_for_is_no_conflict() -> None:
    [must] = targets("100% hồ sơ được giải quyết đúng hạn.")
    strive = type(must)(**{**{name: getattr(must, name) for name in must.__slots__}, "number": Decimal(90)})
    strive = type(must)(
        strive.number,
        must.unit,
        must.direction,
        Commitment.STRIVE,
        "tỷ lệ khác",
        must.text,
        must.source,
        must.place,
    )
    assert in_conflict([must, strive], ["a", "a"]) == set()


@pytest.mark.parametrize(
    ("now", "before", "projection", "standing"),
    [
        # 95 of 100 so far; the last month alone was 5 of 10: met today, not at the end.
        (Counted(95, 100), Counted(90, 90), Fraction(100 * 105, 120), S.AT_RISK),
        (Counted(90, 100), Counted(60, 70), Fraction(100 * 150, 160), S.AT_RISK),
        (Counted(90, 100), Counted(40, 50), Fraction(100 * 190, 200), S.ON_THE_WAY),
        (Counted(96, 100), Counted(48, 50), Fraction(96), S.MET),
        (Counted(0, 0), Counted(0, 0), None, S.NOTHING_AROSE),
    ],
)
def test_the_pace_of_the_last_month_tells_what_is_at_risk(
    now: Counted, before: Counted, projection: Fraction | None, standing: TargetStanding
) -> None:
    found = projected(now=now, before=before, days_between=30, days_left=60)
    assert found == projection
    assert now.denominator is not None
    exact = Fraction(100 * now.numerator, now.denominator) if now.denominator else None
    stands = standing_of(
        direction=D.AT_LEAST,
        number=Decimal(95),
        unit="%",
        reached=Reached(exact, "%"),
        is_over=False,
        projection=found,
    )
    assert stands is standing


def test_a_number_goes_on_at_its_pace_and_the_first_two_weeks_tell_nothing() -> None:
    number = projected(now=Counted(40, None), before=Counted(25, None), days_between=30, days_left=90)
    assert number == 85
    assert [look_back(gone=days) for days in (0, 13, 14, 40, 300)] == [None, None, 7, 20, 30]
