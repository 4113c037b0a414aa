"""What is due again and again runs once in its interval, whatever the other works do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import OperationalError
from django.utils.module_loading import import_string

from motcua.jobs.actions.periodic import run_due
from motcua.jobs.models import PeriodicWork
from motcua.jobs.queries import periodic_failures
from motcua.jobs.rules.work import RUN_LOST, every, interval_of

HERE = "tests.jobs.test_periodic"
SHIPPED = configured.PERIODIC_WORK
ran: list[datetime] = []


@every(timedelta(minutes=5))
def note(at: datetime) -> None:
    ran.append(at)


@every(timedelta(minutes=1))
def fail(at: datetime) -> None:
    raise KeyError("x")


@every(timedelta(minutes=5))
def lose_database(at: datetime) -> None:
    raise OperationalError("gone")


def unmarked(at: datetime) -> None: ...


@pytest.fixture(autouse=True)
def works(settings: Any) -> None:
    ran.clear()
    settings.PERIODIC_WORK = (f"{HERE}.fail", f"{HERE}.note")


def due(at: datetime, **more: Any) -> int:
    return run_due(clock=lambda: at, **more)


def test_each_work_runs_once_in_its_interval(moment: datetime, db: None) -> None:
    assert due(moment) == 2
    assert due(moment + timedelta(minutes=4, seconds=59)) == 1  # only the one that is due each minute
    assert due(moment + timedelta(minutes=5)) == 1
    assert ran == [moment, moment + timedelta(minutes=5)]


def test_asking_what_is_due_costs_one_query(
    moment: datetime, db: None, django_assert_num_queries: Any
) -> None:
    due(moment)
    with django_assert_num_queries(1):
        assert due(moment + timedelta(seconds=1)) == 0


def test_a_failure_is_noted_and_stops_nobody(moment: datetime, db: None) -> None:
    due(moment)
    assert ran == [moment]
    failed = PeriodicWork.objects.get(pk=f"{HERE}.fail")
    assert failed.error == "KeyError: 'x'"
    assert periodic_failures() == [failed]
    assert due(moment + timedelta(minutes=1)) == 1


def test_work_of_a_killed_worker_is_taken_up_before_its_interval(moment: datetime, db: None) -> None:
    name = f"{HERE}.note"
    PeriodicWork.objects.create(name=name, next_at=moment + timedelta(days=1), started_at=moment)
    assert due(moment + RUN_LOST - timedelta(seconds=1), names=[name]) == 0
    assert due(moment + RUN_LOST, names=[name]) == 1
    assert due(moment + RUN_LOST, names=[name]) == 0


def test_a_lost_database_is_for_the_worker_to_mend(moment: datetime, db: None) -> None:
    with pytest.raises(OperationalError):
        due(moment, names=[f"{HERE}.lose_database"])


def test_an_unmarked_function_is_refused(db: None) -> None:
    with pytest.raises(TypeError, match="every"):
        interval_of(unmarked)


@pytest.mark.parametrize("name", [*SHIPPED])
def test_all_configured_work_is_there_and_marked(name: str) -> None:
    assert interval_of(import_string(name)) > timedelta(0)
