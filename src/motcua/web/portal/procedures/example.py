"""An example due day: what the deadlines room answers for a dossier lodged now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import cache

from motcua.catalogue.rules.content import MethodContent
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import Due, Facts
from motcua.deadlines.rules.explain import explain
from motcua.deadlines.rules.limits import Limit
from motcua.kernel.refusals import Refused


def due_if_lodged(at: datetime) -> Callable[[MethodContent], Due | None]:
    """Answers for each method when a complete dossier lodged at the instant is due, explained day by day.

    None where no limit is set or could be read, or it runs beyond the calendar. The calendar is read once.
    """

    @cache
    def calendar() -> Calendar:
        return calendar_for("national")

    def due_of(method: MethodContent) -> Due | None:
        if method.limit_unit in {None, LimitUnit.NONE} or method.limit_needs_person:
            return None
        assert method.limit_unit is not None
        try:
            limit = Limit(amount=method.limit_amount or Decimal(0), unit=method.limit_unit)
            found = explain(calendar=calendar(), facts=Facts(received_at=at, limit=limit))
        except Refused:
            return None
        return found if found.due_on else None

    return due_of
