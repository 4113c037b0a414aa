"""Running what is due again and again: each function of PERIODIC_WORK, by one worker at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from django.conf import settings
from django.db import OperationalError, connection
from django.utils.module_loading import import_string

from motcua.jobs.models import PeriodicWork
from motcua.jobs.queries import resting_works
from motcua.jobs.rules.work import RUN_LOST, interval_of

_LOG = logging.getLogger(__name__)
_LONGEST_ERROR = 2000


def run_due(*, clock: Callable[[], datetime], names: Sequence[str] | None = None) -> int:
    """Run every work that is due, one after the other; how many ran.

    `clock` tells the moment before each. A work that fails is noted and logged, and due again after its interval;
    the others run all the same.

    :raises OperationalError: the database is gone.
    """
    ran = 0
    wanted = settings.PERIODIC_WORK if names is None else names
    resting = resting_works(wanted, clock())
    for name in wanted:
        if name in resting:
            continue
        work = import_string(name)
        at = clock()
        if not _claim(name, at, (at + interval_of(work))):
            continue
        ran += 1
        _finish(name, clock, _run(work, at))
    return ran


def _run(work: Callable[[datetime], object], at: datetime) -> str:
    """Runs the work; what went wrong, or "" when it went well."""
    try:
        work(at)
    except OperationalError:
        raise
    except Exception as error:
        _LOG.exception("periodic work %s failed", work)
        return f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]
    return ""


def _claim(name: str, at: datetime, next_at: datetime) -> bool:
    """Takes the work on when it is due or its last run was killed. Of two workers only one succeeds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO jobs_periodicwork AS w (name, next_at, started_at, error) VALUES (%s, %s, %s, '')"
            " ON CONFLICT (name) DO UPDATE SET next_at = excluded.next_at, started_at = excluded.started_at"
            " WHERE w.next_at <= excluded.started_at OR (w.started_at <= %s"
            " AND (w.finished_at IS NULL OR w.finished_at < w.started_at))",
            [name, next_at, at, at - RUN_LOST],
        )
        return bool(cursor.rowcount)


def _finish(name: str, clock: Callable[[], datetime], error: str) -> None:
    PeriodicWork.objects.filter(pk=name).update(finished_at=clock(), error=error)
