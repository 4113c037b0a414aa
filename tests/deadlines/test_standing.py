from __future__ import annotations

import pytest
from hypothesis import given
from tests.deadlines.calendars import NATIONAL, any_facts, at, calendars

from motcua.deadlines.enums import Standing
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import Facts, due
from motcua.deadlines.rules.standing import late_working_days, standing_now, standing_when_finished
from motcua.deadlines.rules.transfer import transfer_by

DUE = at("2026-09-09 17:30")


@pytest.mark.parametrize(
    ("finished", "standing"),
    [
        ("2026-09-08 23:00", Standing.EARLY),
        ("2026-09-09 08:00", Standing.ON_TIME),
        ("2026-09-09 17:30", Standing.ON_TIME),
        ("2026-09-09 17:30:01", Standing.OVERDUE),
        ("2026-09-10 08:00", Standing.OVERDUE),
    ],
)
def test_finished(finished: str, standing: Standing) -> None:
    assert standing_when_finished(due_at=DUE, finished_at=at(finished)) is standing


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ("2026-09-08 18:00", Standing.IN_TIME),
        ("2026-09-09 07:00", Standing.DUE_TODAY),
        ("2026-09-09 17:30", Standing.DUE_TODAY),
        ("2026-09-09 17:31", Standing.OVERDUE),
        ("2026-09-10 08:00", Standing.OVERDUE),
    ],
)
def test_running(now: str, standing: Standing) -> None:
    received = at("2026-08-28 09:00")
    assert standing_now(due_at=DUE, received_at=received, at=at(now)) is standing


def test_a_missing_due_date_is_neither_early_nor_late() -> None:
    received = at("2026-09-01 09:00")
    assert standing_when_finished(due_at=None, finished_at=received) is Standing.NO_DUE_DATE
    assert standing_now(due_at=None, received_at=received, at=DUE) is Standing.NO_DUE_DATE
    assert late_working_days(calendar=NATIONAL, due_at=None, at=DUE) == 0


def test_paused_is_said_before_anything_else() -> None:
    received = at("2026-09-01 09:00")
    assert standing_now(due_at=DUE, received_at=received, at=DUE, is_paused=True) is Standing.PAUSED


@given(calendars(), any_facts())
def test_received_today_is_never_overdue_today(calendar: Calendar, facts: Facts) -> None:
    found = due(calendar=calendar, facts=facts)
    night = facts.received_at.replace(hour=23, minute=59, second=59)
    standing = standing_now(due_at=found.due_at, received_at=facts.received_at, at=night)
    assert standing is not Standing.OVERDUE


def test_lateness_is_counted_in_working_days() -> None:
    assert late_working_days(calendar=NATIONAL, due_at=DUE, at=at("2026-09-09 17:00")) == 0
    assert late_working_days(calendar=NATIONAL, due_at=DUE, at=at("2026-09-10 09:00")) == 1
    assert late_working_days(calendar=NATIONAL, due_at=DUE, at=at("2026-09-14 09:00")) == 3


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("2026-08-28 09:00", "2026-08-28 17:30"),
        ("2026-08-28 15:00", "2026-08-28 17:30"),
        ("2026-08-28 15:00:01", "2026-09-03 07:30"),
        ("2026-08-29 09:00", "2026-09-03 07:30"),
        ("2026-08-22 09:00", "2026-08-22 17:30"),
    ],
)
def test_handing_on(received: str, by: str) -> None:
    found = transfer_by(calendar=NATIONAL, received_at=at(received))
    assert found.at == at(by)
    assert "Điều 18 khoản 2" in found.basis


def test_the_basis_of_handing_on_follows_the_date() -> None:
    assert "61/2018" in transfer_by(calendar=NATIONAL, received_at=at("2025-06-30 09:00")).basis
    assert "118/2025" in transfer_by(calendar=NATIONAL, received_at=at("2025-07-01 09:00")).basis
    assert "309/2026" in transfer_by(calendar=NATIONAL, received_at=at("2026-08-05 09:00")).basis
