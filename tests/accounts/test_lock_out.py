"""The lock-out: as a table, as an action, and at the sign-in page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.contrib.auth import authenticate
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import PASSWORD

from motcua.accounts.actions.sign_in import register_failed_sign_in, register_sign_in, unlock
from motcua.accounts.models import SignInGuard
from motcua.accounts.queries import locked_people, locked_until
from motcua.accounts.rules.lock_out import LOCK_OUTS, failures_counted, lock_length, lock_out_on
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import OPERATOR

SETTING = LOCK_OUTS[0]


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, None), (1, None), (4, None), (5, 15), (6, None), (10, 30), (15, 60), (20, 120), (35, 960)],
)
def test_known_lengths(failures: int, minutes: int | None) -> None:
    expected = None if minutes is None else timedelta(minutes=minutes)
    assert lock_length(failures=failures, setting=SETTING) == expected


@given(st.integers(1, 100_000))
def test_never_shorter_than_the_one_before_and_never_past_the_longest(times: int) -> None:
    now = lock_length(failures=times * SETTING.every, setting=SETTING)
    later = lock_length(failures=(times + 1) * SETTING.every, setting=SETTING)
    assert now is not None
    assert later is not None
    assert now <= later <= SETTING.longest


def test_settings_follow_one_another_without_overlap() -> None:
    for one, other in pairwise(LOCK_OUTS):
        assert not one.in_force.overlaps(other.in_force)
    assert lock_out_on(date(2000, 1, 1)) is LOCK_OUTS[0]


def test_old_failures_are_forgotten(moment: datetime) -> None:
    def counted(ago: timedelta) -> int:
        return failures_counted(failures=4, last_failed_at=moment - ago, at=moment, setting=SETTING)

    assert counted(timedelta(hours=24)) == 4
    assert counted(timedelta(hours=24, seconds=1)) == 0
    assert failures_counted(failures=4, last_failed_at=None, at=moment, setting=SETTING) == 0


@pytest.mark.parametrize("username", ["nguoi1", "khong-co-ai"])
def test_known_and_unknown_names_are_treated_alike(
    citizen, username: str, moment: datetime, django_assert_num_queries
) -> None:
    assert citizen.username == "nguoi1"
    for _ in range(4):
        with django_assert_num_queries(7):
            assert register_failed_sign_in(username=username, at=moment) is None
    assert register_failed_sign_in(username=username.upper(), at=moment) == moment + timedelta(minutes=15)
    assert locked_until(username, moment + timedelta(minutes=14)) is not None
    assert locked_until(username, moment + timedelta(minutes=15)) is None


def test_password_is_not_even_looked_at_while_locked(citizen, monkeypatch, moment) -> None:
    monkeypatch.setattr("motcua.accounts.backends.now", lambda: moment)
    assert authenticate(username=citizen.username, password=PASSWORD) == citizen
    for _ in range(5):
        assert authenticate(username=citizen.username, password="sai") is None
    assert authenticate(username=citizen.username, password=PASSWORD) is None
    later = moment + timedelta(minutes=15)
    monkeypatch.setattr("motcua.accounts.backends.now", lambda: later)
    assert authenticate(username=citizen.username, password=PASSWORD) == citizen


def test_unknown_names_do_not_pile_up(db, moment) -> None:
    for number in range(3):
        register_failed_sign_in(username=f"ma-{number}", at=moment)
    register_failed_sign_in(username="ai-do", at=moment + timedelta(hours=25))
    assert SignInGuard.objects.count() == 1


def test_signing_in_forgets_failures_and_is_written_down(citizen, moment) -> None:
    register_failed_sign_in(username=citizen.username, at=moment)
    register_sign_in(person=citizen, at=moment)
    assert not SignInGuard.objects.exists()
    assert [entry.kind for entry in entries_about("person", str(citizen.pk))] == ["SignedIn"]


def test_unlocking(handling_officer, technical_administrator, outsider, moment) -> None:
    for _ in range(5):
        register_failed_sign_in(username=handling_officer.username, at=moment)
    with pytest.raises(Refused) as refused:
        unlock(person=handling_officer, by=outsider, at=moment)
    assert refused.value.code == "keep-sign-ins-not-allowed"
    people = type(handling_officer).objects.all()
    assert set(locked_people(people, moment)) == {handling_officer}
    unlock(person=handling_officer, by=technical_administrator, at=moment)
    assert locked_until(handling_officer.username, moment) is None
    kinds = [entry.kind for entry in entries_about("person", str(handling_officer.pk))]
    assert kinds == ["SignInLocked", "SignInUnlocked"]


def test_nobody_unlocks_themselves_but_the_operator_unlocks_anyone(technical_administrator, moment) -> None:
    for _ in range(5):
        register_failed_sign_in(username=technical_administrator.username, at=moment)
    with pytest.raises(Refused, match="chính mình"):
        unlock(person=technical_administrator, by=technical_administrator, at=moment)
    unlock(person=technical_administrator, by=OPERATOR, at=moment)
    assert locked_until(technical_administrator.username, moment) is None
