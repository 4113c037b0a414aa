"""Shares of time, and what a limit holds of working time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workflow.contents import changed, ordinary

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.workflow.rules.paths import Graph
from motcua.workflow.rules.processes import ProcessContent
from motcua.workflow.rules.shares import Share, in_minutes, read_share, write_share


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 giờ", 120),
        ("02 giờ làm việc", 120),
        ("1 ngày", 480),
        ("0,5 ngày", 240),
        ("1.5 ngày làm việc", 720),
        ("1 ngày 4 giờ", 720),
        ("1 ngày, 4 giờ và 30 phút", 750),
        ("30'", 30),
        ("2h", 120),
        ("8h30p", 510),
        ("4 gio", 240),
    ],
)
def test_working_time_is_read_as_offices_write_it(text: str, minutes: int) -> None:
    assert read_share(text) == Share(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["hai giờ", "2", "giờ", "2 tuần", "0,001 giờ", "120 %", "99999 ngày", "2 giờ?", "-1 giờ"]
)
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    assert read_share(text) is None


def test_percentages_and_nothing() -> None:
    assert read_share("25 %") == Share(percent=Decimal(25))
    assert read_share("12,5% thời hạn") == Share(percent=Decimal("12.5"))
    assert read_share("") == read_share(" – ") == Share()


@given(st.integers(0, 1_000_000))
def test_minutes_come_back_as_they_were_written(minutes: int) -> None:
    assert read_share(write_share(minutes, None)) == Share(minutes=minutes)


@given(st.decimals(0, 100, places=2))
def test_percentages_come_back_as_they_were_written(percent: Decimal) -> None:
    assert read_share(write_share(None, percent)) == Share(percent=percent)


@pytest.mark.parametrize(
    ("amount", "unit", "minutes"),
    [
        ("5", LimitUnit.WORKING_DAY, 2400),
        ("1.5", LimitUnit.WORKING_DAY, 720),
        ("4", LimitUnit.HOUR, 240),
        ("7", LimitUnit.CALENDAR_DAY, 2400),
        ("15", LimitUnit.CALENDAR_DAY, 10 * 480),
        ("1", LimitUnit.CALENDAR_DAY, 480),
        ("2", LimitUnit.MONTH, 40 * 480),
        ("0", LimitUnit.SAME_DAY, 480),
        ("0", LimitUnit.IMMEDIATE, 480),
        ("0", LimitUnit.NONE, None),
    ],
)
def test_a_limit_holds_so_much_working_time(amount: str, unit: LimitUnit, minutes: int | None) -> None:
    assert in_minutes(Limit(Decimal(amount), unit)) == minutes


@given(st.lists(st.decimals(0, 25, places=2), min_size=4, max_size=4), st.integers(1, 30))
def test_parts_of_a_limit_never_add_up_to_more(percents: list[Decimal], days: int) -> None:
    content: ProcessContent = ordinary()
    for key, percent in zip(("nhan", "tham-dinh", "ky", "tra"), percents, strict=True):
        content = changed(content, key, share_minutes=None, share_percent=percent)
    limit = Limit(Decimal(days), LimitUnit.WORKING_DAY)
    applied = content.applied_to(limit)
    assert sum(step.share_minutes or 0 for step in applied.steps) <= days * 480
    assert applied.limit == limit


def test_next_steps_and_acts() -> None:
    from motcua.workflow.enums import Act

    content = ordinary()
    assert [step.key for step in content.next_of("ky", Act.SEND_BACK)] == ["tham-dinh"]
    assert content.next_of("ky", Act.ISSUE) == []
    assert content.step("ky").next_keys == ((Act.SIGN, "tra"), (Act.SEND_BACK, "tham-dinh"))
    assert (content.first().key, content.last().key) == ("nhan", "tra")
    with pytest.raises(KeyError):
        content.step("không có")
    with pytest.raises(ValueError, match="no role"):
        _ = changed(content, "ky", role=None).step("ky").responsible
    assert Graph.of(content).reached_from("tham-dinh") == {"tham-dinh", "ky", "tra"}
