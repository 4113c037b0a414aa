"""When somebody is reminded of a duty, and when its lateness goes to the heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How an agency reminds: so many days before the last day, then every so many days; after so many days late the
    heads of the agency that gave the task are told."""

    days_before: tuple[int, ...]
    repeat_days: int
    escalate_days: int


# Practice of offices, not law; each agency sets its own (models.ReminderSetting).
USUAL = Rhythm(days_before=(7, 3, 1), repeat_days=7, escalate_days=3)


@dataclass(frozen=True, slots=True)
class Call:
    """One reminder: which event, and the key under which nobody hears it twice."""

    event: str
    key: str


def calls_of(*, due_on: date, on: date, rhythm: Rhythm) -> tuple[Call, ...]:
    """Whom to call about a running duty today; () when today is no day for it.

    A day on which nothing ran loses nothing: what should have been said is said on the next, once.
    """
    left = (due_on - on).days
    if left == 0:
        return (Call("duty_due_today", f"{due_on}"),)
    if left > 0:
        steps = [days for days in sorted(rhythm.days_before) if left <= days]
        return (Call("duty_due_soon", f"{due_on}:{steps[0]}"),) if steps else ()
    late = -left
    found = [Call("duty_late", f"{due_on}:{(late - 1) // max(rhythm.repeat_days, 1)}")]
    if late >= rhythm.escalate_days:
        found.append(Call("duty_escalated", f"{due_on}"))
    return tuple(found)


def checked_rhythm(*, days_before: Sequence[int], repeat_days: int, escalate_days: int) -> Rhythm:
    """The rhythm with its days in falling order, each once.

    :raises ValueError: a number outside 1 to 60, or no day at all.
    """
    days = tuple(sorted(set(days_before), reverse=True))
    if (
        not days
        or len(days) > 10
        or any(not 1 <= number <= 60 for number in (*days, repeat_days, escalate_days))
    ):
        raise ValueError("days of reminders are between 1 and 60")
    return Rhythm(days, repeat_days, escalate_days)
