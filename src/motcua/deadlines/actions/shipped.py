"""Taking over the calendar and the legal numbers that the program ships, without undoing officers' work."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.deadlines.models import CalendarDay, CalendarYear, LegalTerm, WeeklyPattern, WorkingCalendar
from motcua.deadlines.rules.calendars import FIRST_DAY, SpecialDay
from motcua.deadlines.rules.hours import OFFICE_WEEK, write_sessions
from motcua.deadlines.rules.shipped import (
    NATIONAL,
    NATIONAL_NAME,
    ShippedTerm,
    shipped_special_days,
    shipped_terms,
    shipped_years,
)
from motcua.kernel.actions import Fact, record
from motcua.kernel.ids import new_id
from motcua.kernel.models import LoadedData

DATA_NAME = "deadlines"


def load_shipped(*, digest: str, at: datetime) -> None:
    """Bring shipped rows to what the program ships now; rows that an officer has touched stay as they are."""
    with transaction.atomic():
        calendar, created = WorkingCalendar.objects.select_for_update().get_or_create(
            code=NATIONAL, defaults={"name": NATIONAL_NAME, "changed_at": at}
        )
        if created:
            days = [write_sessions(sessions) for sessions in OFFICE_WEEK.days]
            WeeklyPattern.objects.create(calendar=calendar, in_force=DateRange(FIRST_DAY, None), days=days)
        counts = {"days": _load_days(calendar), "years": _load_years(), "terms": _load_terms()}
        calendar.revision, calendar.changed_at = new_id(), at
        calendar.save()
        LoadedData.objects.update_or_create(name=DATA_NAME, defaults={"digest": digest, "at": at})
        record(fact=Fact("ShippedDataLoaded", "calendar", NATIONAL, counts), actor="system", at=at)


def _load_days(calendar: WorkingCalendar) -> int:
    CalendarDay.objects.filter(calendar=calendar, is_shipped=True).delete()
    touched = set(CalendarDay.objects.filter(calendar=calendar).values_list("on", flat=True))
    rows = [_day_row(calendar, day) for day in shipped_special_days() if day.on not in touched]
    return len(CalendarDay.objects.bulk_create(rows))


def _day_row(calendar: WorkingCalendar, day: SpecialDay) -> CalendarDay:
    return CalendarDay(
        calendar=calendar,
        on=day.on,
        kind=day.kind,
        name=day.name,
        basis=day.basis,
        certainty=day.certainty,
        paired_with=day.paired_with,
        hours=write_sessions(day.hours or ()),
        is_shipped=True,
    )


def _load_years() -> int:
    CalendarYear.objects.filter(is_shipped=True).delete()
    touched = set(CalendarYear.objects.values_list("year", flat=True))
    rows = [
        CalendarYear(
            year=year, tet=known.tet, national_day=known.national_day, note=known.note, is_shipped=True
        )
        for year, known in shipped_years()
        if year not in touched
    ]
    return len(CalendarYear.objects.bulk_create(rows))


def _load_terms() -> int:
    """A code of which any period was touched is left to the officers as a whole."""
    LegalTerm.objects.filter(is_shipped=True).delete()
    touched = set(LegalTerm.objects.values_list("code", flat=True))
    rows = [_term_row(term) for term in shipped_terms() if term.code not in touched]
    return len(LegalTerm.objects.bulk_create(rows))


def _term_row(term: ShippedTerm) -> LegalTerm:
    return LegalTerm(
        code=term.code,
        amount=term.limit.amount,
        unit=term.limit.unit,
        basis=term.basis,
        in_force=DateRange(term.start, term.end),
        certainty=term.certainty,
        note=term.note,
        is_shipped=True,
    )
