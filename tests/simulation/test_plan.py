"""What a played year is to contain: it adds up, it is the same for a seed, it keeps to working days."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.deadlines.rules.shipped import national_calendar
from motcua.kernel.refusals import Refused
from motcua.simulation.plan import Fate, Matter, Target, plan, read_target, usual_target

MATTERS = [Matter("a", 1), Matter("b", 5), Matter("c", 20)]
REPORT = {
    "received_online": 2205,
    "received_direct": 2,
    "carried_over": 8,
    "resolved_early": 2155,
    "resolved_on_time": 17,
    "resolved_late": 0,
    "pending": 43,
}


def test_a_report_s_counts_are_a_target() -> None:
    target = read_target(REPORT, dossiers=2215)
    assert target.total == 2215
    cases = plan(year=2024, target=target, matters=MATTERS, calendar=national_calendar(), seed=7)
    fates = Counter(case.fate for case in cases)
    assert fates == {Fate.EARLY: 2155, Fate.ON_TIME: 17, Fate.PENDING: 43}
    assert sum(case.is_carried_over for case in cases) == 8
    assert sum(not case.is_online for case in cases) == 2


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"received": 3},
        {"pending": -1},
        {"pending": True},
        {"received_online": 2, "pending": 1},
        {**REPORT, "pending": 44},
    ],
)
def test_what_does_not_add_up_is_refused(document: object) -> None:
    with pytest.raises(Refused) as refused:
        read_target(document, dossiers=None)
    assert refused.value.code.startswith("target-")


def test_more_carried_over_than_resolved_is_refused() -> None:
    target = Target(carried_over=3, pending=3)
    with pytest.raises(Refused) as refused:
        plan(year=2024, target=target, matters=MATTERS, calendar=national_calendar(), seed=1)
    assert refused.value.code == "target-not-playable"


@settings(max_examples=25)
@given(st.integers(20, 3000), st.integers(0, 10**6))
def test_a_usual_year_adds_up(dossiers: int, seed: int) -> None:
    target = usual_target(dossiers, seed=seed)
    assert target.total == len(target.fates()) == dossiers


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_one_seed_gives_one_plan_on_working_days(seed: int) -> None:
    target, calendar = usual_target(60, seed=seed), national_calendar()
    cases = plan(year=2024, target=target, matters=MATTERS, calendar=calendar, seed=seed)
    assert cases == plan(year=2024, target=target, matters=MATTERS, calendar=calendar, seed=seed)
    assert all(calendar.is_working(case.lodged_at.date()) for case in cases)
    assert all((case.lodged_at.year == 2023) is case.is_carried_over for case in cases)
