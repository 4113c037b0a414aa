"""Which duties follow from a term, and how a duty stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.periods import Period
from motcua.plans.enums import DutyStatus, TermKind, Timing
from motcua.plans.rules.duties import Due, due_after_event, dues_of, names_once
from motcua.plans.rules.reminders import USUAL, Rhythm, calls_of, checked_rhythm
from motcua.plans.rules.terms import read_term
from motcua.plans.rules.terms.term import Term
from motcua.plans.rules.timing import days_left, timing_of

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def _dues(words: str) -> list[tuple[str, date, date | None]]:
    term = read_term(words, year=2026, issued_on=None)
    return [
        (due.name, due.starts_on, due.due_on)
        for due in dues_of(term=term, plan_period=YEAR, from_on=YEAR.start)
    ]


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Trước ngày 15/01/2026", date(2026, 1, 14)),
        ("Chậm nhất ngày 21/4/2026", date(2026, 4, 21)),
        ("Tháng 02/2026", date(2026, 2, 28)),
        ("Quý I năm 2026", date(2026, 3, 31)),
        ("Cả năm 2026", date(2026, 12, 31)),
        ("Thường xuyên", date(2026, 12, 31)),
    ],
)
def test_one_occurrence_with_its_last_day(words: str, last: date) -> None:
    [(name, starts_on, due_on)] = _dues(words)
    assert (name, due_on) == ("", last)
    assert starts_on <= last


@pytest.mark.parametrize(
    "words",
    ["", "Sau khi Thành phố ra Quyết định sửa đổi", "Theo lộ trình tại Kế hoạch", "Khi phát sinh", "??"],
)
def test_what_the_plan_does_not_say_is_not_made_up(words: str) -> None:
    assert _dues(words) == [("", YEAR.start, None)]


def test_recurring_work_has_a_duty_for_each_time() -> None:
    quarters = _dues("Hàng quý")
    assert len(quarters) == 4
    assert [due for _, _, due in quarters] == sorted(due for _, _, due in quarters)  # type: ignore[type-var]
    assert len({name for name, _, _ in quarters}) == 4


def test_two_times_in_one_cell_are_two_duties() -> None:
    found = _dues("Quý II và quý IV năm 2026")
    assert [due for _, _, due in found] == [date(2026, 6, 30), date(2026, 12, 31)]
    assert [name for name, _, _ in found] == ["Trong Quý II năm 2026", "Trong Quý IV năm 2026"]


def test_nothing_that_ended_before_the_plan_reached_people_is_owed() -> None:
    term = read_term("Hàng quý", year=2026, issued_on=None)
    late = dues_of(term=term, plan_period=YEAR, from_on=date(2026, 7, 10))
    assert all(due.due_on is not None and due.due_on >= date(2026, 7, 10) for due in late)
    assert len(late) == 2


def test_names_tell_duties_apart() -> None:
    due = Due("Quý I", date(2026, 1, 1), None)
    assert [each.name for each in names_once([due, due, due])] == ["Quý I", "Quý I (2)", "Quý I (3)"]


def test_a_length_counts_from_its_event() -> None:
    thirty = Term("30 ngày", TermKind.LENGTH, length_days=30)
    assert due_after_event(term=thirty, event_on=date(2026, 3, 1)) == date(2026, 3, 31)
    two_months = Term("02 tháng", TermKind.LENGTH, length_months=2)
    assert due_after_event(term=two_months, event_on=date(2026, 12, 31)) == date(2027, 2, 28)
    assert due_after_event(term=Term("", TermKind.MISSING), event_on=date(2026, 3, 1)) is None


@pytest.mark.parametrize(
    "words",
    [
        "Hàng tháng",
        "06 tháng/lần hoặc khi thấy cần thiết",
        "Trước ngày 15/01/2026",
        "30 ngày",
        "Quý II, III/2026",
    ],
)
def test_a_term_is_the_same_after_it_was_kept(words: str) -> None:
    term = read_term(words, year=2026, issued_on=None)
    assert Term.from_dict(term.as_dict()) == term


@pytest.mark.parametrize(
    ("status", "due_on", "done_on", "expected"),
    [
        (DutyStatus.OPEN, None, None, Timing.NO_TERM),
        (DutyStatus.OPEN, date(2026, 9, 16), None, Timing.LATE),
        (DutyStatus.DOING, date(2026, 9, 17), None, Timing.NEAR),
        (DutyStatus.DOING, date(2026, 9, 24), None, Timing.NEAR),
        (DutyStatus.DOING, date(2026, 9, 25), None, Timing.IN_TIME),
        (DutyStatus.REPORTED, date(2026, 9, 16), date(2026, 9, 16), Timing.DONE_IN_TIME),
        (DutyStatus.REPORTED, date(2026, 9, 16), date(2026, 9, 17), Timing.DONE_LATE),
        (DutyStatus.DONE, None, date(2026, 9, 17), Timing.DONE_IN_TIME),
        (DutyStatus.CANCELLED, date(2020, 1, 1), None, Timing.CANCELLED),
    ],
)
def test_how_a_duty_stands(
    status: DutyStatus, due_on: date | None, done_on: date | None, expected: Timing
) -> None:
    assert timing_of(status=status, due_on=due_on, done_on=done_on, on=date(2026, 9, 17)) is expected


def test_days_left() -> None:
    assert days_left(due_on=date(2026, 9, 20), on=date(2026, 9, 17)) == 3
    assert days_left(due_on=date(2026, 9, 14), on=date(2026, 9, 17)) == -3
    assert days_left(due_on=None, on=date(2026, 9, 17)) is None


@pytest.mark.parametrize(
    ("left", "events"),
    [
        (8, []),
        (7, ["duty_due_soon"]),
        (4, ["duty_due_soon"]),
        (0, ["duty_due_today"]),
        (-1, ["duty_late"]),
        (-3, ["duty_late", "duty_escalated"]),
    ],
)
def test_when_somebody_is_called(left: int, events: list[str]) -> None:
    due_on = date(2026, 9, 17) + timedelta(days=left)
    assert [call.event for call in calls_of(due_on=due_on, on=date(2026, 9, 17), rhythm=USUAL)] == events


@given(due_on=DAYS, first=DAYS)
def test_nobody_is_called_twice_for_one_step(due_on: date, first: date) -> None:
    """Over any sixty days in a row each key comes up on neighbouring days only, and no more steps than set."""
    keys = [
        call.key
        for offset in range(60)
        for call in calls_of(due_on=due_on, on=first + timedelta(days=offset), rhythm=USUAL)
        if call.event == "duty_due_soon"
    ]
    assert len(set(keys)) <= len(USUAL.days_before)


def test_a_rhythm_is_checked() -> None:
    assert checked_rhythm(days_before=[1, 7, 3, 3], repeat_days=5, escalate_days=2) == Rhythm((7, 3, 1), 5, 2)
    for days, repeat, escalate in (([], 1, 1), ([0], 1, 1), ([61], 1, 1), ([3], 0, 1), ([3], 1, 99)):
        with pytest.raises(ValueError, match="between 1 and 60"):
            checked_rhythm(days_before=days, repeat_days=repeat, escalate_days=escalate)
