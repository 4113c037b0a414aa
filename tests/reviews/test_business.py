"""Which procedures count as business ones, the same wherever they are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.enums import ProcedureLevel
from motcua.reviews.rules.business import LEVELS, by_highest_level, concerns_business, highest_level


@pytest.mark.parametrize(
    ("recorded", "applicants", "expected"),
    [
        (True, ("citizen",), True),
        (False, ("enterprise",), False),
        (None, ("citizen", "enterprise"), True),
        (None, ("cooperative",), True),
        (None, ("foreign_invested_enterprise",), True),
        (None, ("citizen",), False),
        (None, (), False),
    ],
)
def test_the_record_speaks_first_then_the_applicants(
    recorded: bool | None, applicants: tuple[str, ...], expected: bool
) -> None:
    assert concerns_business(recorded=recorded, applicants=applicants) is expected


@pytest.mark.parametrize("recorded", [True, False, None])
def test_what_officers_marked_goes_before_the_record(recorded: bool | None) -> None:
    assert concerns_business(recorded=recorded, applicants=("enterprise",), marked=False) is False
    assert concerns_business(recorded=recorded, applicants=("citizen",), marked=True) is True


def test_the_known_set_is_told_by_level() -> None:
    """The set that a ministry's procedures make in a province's plan: 129 = 93 + 31 + 5."""
    levels = [("province",)] * 80 + [("province", "commune")] * 13 + [("district",)] * 31 + [("commune",)] * 5
    counted = by_highest_level(levels)
    assert counted == {"province": 93, "district": 31, "commune": 5}
    assert sum(counted.values()) == 129


@given(st.lists(st.sets(st.sampled_from([*ProcedureLevel]), max_size=4), max_size=30))
def test_each_counts_once(levels: list[set[str]]) -> None:
    counted = by_highest_level(levels)
    assert sum(counted.values()) == len(levels)
    assert all(highest_level(some) in {*some, ""} for some in levels)
    assert set(LEVELS) == {*ProcedureLevel}
