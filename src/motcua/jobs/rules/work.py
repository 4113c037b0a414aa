"""What makes a function work of the background: how often it is due, whether it may begin anew after a kill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

# A run that began so long ago and never ended was killed; it is due again.
RUN_LOST = timedelta(minutes=10)
# A job that told nothing for so long was killed.
JOB_LOST = timedelta(minutes=15)
MOST_ATTEMPTS = 3
# How long finished jobs are kept for those who asked for them.
KEPT = timedelta(days=30)

F = TypeVar("F", bound=Callable[..., Any])


def every(interval: timedelta) -> Callable[[F], F]:
    """Marks a function `run(at)` named in PERIODIC_WORK with how often it is due.

    It may be run twice for the same moment, by two workers or after a kill, and must bear that.
    """

    def mark(work: F) -> F:
        work.interval = interval  # type: ignore[attr-defined]  # a mark on the function itself
        return work

    return mark


def interval_of(work: Callable[..., Any]) -> timedelta:
    """How often the function is due.

    :raises TypeError: it is not marked by `every`.
    """
    interval = getattr(work, "interval", None)
    if not isinstance(interval, timedelta):
        raise TypeError(f"{work!r} is not marked by @every(…)")
    return interval


def restartable(run: F) -> F:
    """Marks a background job that may simply begin anew when its worker was killed."""
    run.restartable = True  # type: ignore[attr-defined]  # a mark on the function itself
    return run


def may_restart(run: Callable[..., Any], *, attempts: int) -> bool:
    """Whether a job that was killed after so many attempts begins anew."""
    return getattr(run, "restartable", False) and attempts < MOST_ATTEMPTS


def share(done: int, total: int | None) -> int | None:
    """Whole percent of the work done, at most 100; None when nobody knows how much there is."""
    return min(100, done * 100 // total) if total else None
