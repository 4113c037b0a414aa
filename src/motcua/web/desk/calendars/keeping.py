"""Who keeps which calendar: the keeper of its agency; of the national one, the keeper of the home agency."""

from __future__ import annotations

from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may, refusal
from motcua.deadlines.models import WorkingCalendar
from motcua.deadlines.queries import get_calendar
from motcua.organisations.models import Agency, Installation
from motcua.web.desk.access import Desk

KEEP = Capability.KEEP_CALENDARS


def may_keep(desk: Desk, agency_code: str) -> bool:
    """Whether the person at the desk keeps the calendar of the agency with this code ("" for the national one)."""
    agency_id = _agency_id(agency_code)
    return agency_id is not None and may(desk.person, KEEP, agency_id=agency_id, on=desk.today)


def require_keeper(desk: Desk, agency_code: str) -> None:
    """Refuse unless the person at the desk keeps the calendar of that agency.

    :raises Refused: "keep-calendars-not-allowed".
    """
    if not may_keep(desk, agency_code):
        raise refusal(KEEP)


def get_kept_calendar(desk: Desk, code: str) -> WorkingCalendar:
    """The calendar, if the person at the desk keeps it.

    :raises Refused: "calendar-not-found", "keep-calendars-not-allowed".
    """
    calendar = get_calendar(code)
    require_keeper(desk, calendar.agency_code)
    return calendar


def _agency_id(agency_code: str) -> UUID | None:
    if not agency_code:
        return Installation.objects.values_list("home_id", flat=True).first()
    return Agency.objects.filter(code=agency_code).values_list("pk", flat=True).first()
