"""What makes a function work of the background: how often it is due, whether it may begin anew after a kill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from motcua.accounts.enums import Capability

# A run that began so long ago and never ended was killed; it is due again.
RUN_LOST = timedelta(minutes=10)
# A job that told nothing for so long was killed.
JOB_LOST = timedelta(minutes=15)
MOST_ATTEMPTS = 3
# How long a file that a job made can be fetched: it holds data that live on elsewhere, and change.
RESULT_KEPT = timedelta(days=2)
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


def needs(capability: Capability) -> Callable[[F], F]:
    """Marks a background job with what its asker must be able to do, at `payload["agency"]` if there is one: at the
    asking, while it runs and when its file is fetched."""

    def mark(run: F) -> F:
        run.needs = capability  # type: ignore[attr-defined]  # a mark on the function itself
        return run

    return mark


def needed_for(run: Callable[..., Any]) -> Capability | None:
    """What the function is marked with by `needs`; None for nothing."""
    found: Capability | None = getattr(run, "needs", None)
    return found


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
