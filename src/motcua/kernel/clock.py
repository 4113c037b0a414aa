"""The clock. Read only at the doors (web, command line, background entrances) and passed on as `at=`."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, aware, in Vietnam's time."""
    return datetime.now(tz=VIETNAM)


def local_day(at: datetime) -> date:
    """The calendar day in Vietnam on which the aware instant `at` falls."""
    return at.astimezone(VIETNAM).date()
