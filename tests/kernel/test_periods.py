"""Half-open periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.ids import new_id
from motcua.kernel.periods import Period

DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))
PERIODS = st.builds(
    lambda start, length: Period(start, start + timedelta(days=length) if length else None),
    DAYS,
    st.integers(0, 40),
)


def test_a_period_ends_after_it_starts() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period(date(2025, 7, 1), date(2025, 7, 1))


@given(PERIODS, DAYS)
def test_the_end_does_not_belong(period: Period, day: date) -> None:
    assert period.contains(period.start)
    assert period.end is None or not period.contains(period.end)
    assert period.contains(day) == (period.start <= day and (period.end is None or day < period.end))


@given(PERIODS, PERIODS)
def test_the_intersection_is_what_both_contain(one: Period, other: Period) -> None:
    both = one.intersection(other)
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(120)]
    expected = [day for day in days if one.contains(day) and other.contains(day)]
    assert [day for day in days if both is not None and both.contains(day)] == expected
    assert one.overlaps(other) == other.overlaps(one) == (both is not None)


def test_identifiers_sort_by_time_and_do_not_repeat() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert all(identifier.version == 7 for identifier in ids)
    milliseconds = [identifier.int >> 80 for identifier in ids]
    assert milliseconds == sorted(milliseconds)
