"""When whoever has not answered a survey is reminded without anybody pressing a button."""

from __future__ import annotations

from datetime import date, timedelta

MOST_REMINDERS = 3
_BEFORE_LAST = timedelta(days=2)


def reminder_days(*, first: date, last: date) -> tuple[date, ...]:
    """The days of the reminders of a survey that is answered from `first` to `last`: in the middle, two days before the
    last, on the last; never on the day of the invitation, so that a short survey has fewer."""
    middle = first + (last - first) / 2
    days = {day for day in (middle, last - _BEFORE_LAST, last) if day > first}
    return tuple(sorted(days))[-MOST_REMINDERS:]


def step_on(*, first: date, last: date, on: date) -> int:
    """How many reminders somebody who has not answered should have had by the day; 0 after the last day."""
    if on > last:
        return 0
    return sum(day <= on for day in reminder_days(first=first, last=last))
