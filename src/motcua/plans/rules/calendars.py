"""Duties as an iCalendar file that calendar programs subscribe to (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

ALARM_DAYS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One duty in a calendar: a whole day, its last in time. `uid` never changes, `revision` counts its changes."""

    uid: str
    due_on: date
    summary: str
    description: str
    url: str
    revision: int
    is_done: bool


def calendar_of(*, name: str, entries: Iterable[Entry], made_at: datetime) -> bytes:
    """The calendar with one whole-day event for each entry, and an alarm some days before those not done.

    Titles are the public words of a plan: no personal data stands in a file that programs fetch without signing in.
    """
    from icalendar import Alarm, Calendar, Event  # heavy: only those who subscribe pay for it

    calendar = Calendar()
    calendar.add("prodid", "-//motcua//ke hoach//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT6H")
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("dtstart", entry.due_on)
        event.add("dtend", entry.due_on + timedelta(days=1))
        event.add("sequence", entry.revision)
        event.add("summary", f"✓ {entry.summary}" if entry.is_done else entry.summary)
        event.add("description", entry.description)
        event.add("url", entry.url)
        event.add("transp", "TRANSPARENT")
        if not entry.is_done:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", entry.summary)
            alarm.add("trigger", timedelta(days=-ALARM_DAYS))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def digest_of(secret: str) -> str:
    """What is kept of the secret part of a calendar's address."""
    return hashlib.sha256(secret.encode()).hexdigest()
