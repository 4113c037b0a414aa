"""Calendars and legal numbers, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import Case, Count, Q, QuerySet, Value, When

from motcua.deadlines.enums import Certainty, DayKind, LimitUnit, YearState
from motcua.deadlines.models import CalendarDay, CalendarYear, LegalTerm, WeeklyPattern, WorkingCalendar
from motcua.deadlines.rules.calendars import Calendar, SpecialDay, YearKnowledge
from motcua.deadlines.rules.hours import WeeklyHours, read_sessions
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.kernel.refusals import Refused

_OWN_OR_NATIONAL = (
    "SELECT code, agency_code, revision FROM deadlines_workingcalendar"
    " WHERE code = %s OR (agency_code = %s AND agency_code <> '')"
)


@dataclass(frozen=True, slots=True)
class TermFound:
    """A legal number in force on the day asked for: `amount` in `unit`, with its basis and how sure it is."""

    code: str
    amount: Decimal
    unit: LimitUnit
    basis: str
    certainty: Certainty
    note: str

    @property
    def limit(self) -> Limit:
        """The number as a limit."""
        return Limit(self.amount, self.unit)


def calendar_for(code: str) -> Calendar:
    """The calendar with this code, ready to count with; computed once for each state of its content.

    One query as long as nothing changed.

    :raises Refused: "calendar-not-found".
    """
    revisions = dict(
        WorkingCalendar.objects.filter(code__in={code, NATIONAL}).values_list("code", "revision")
    )
    if code not in revisions:
        raise not_found(code)
    return _built(code, revisions[code], revisions[NATIONAL])


def calendar_for_agency(agency_code: str) -> Calendar:
    """The agency's own calendar, or the national one where it has none. One query as long as nothing changed."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN_OR_NATIONAL, [NATIONAL, agency_code])
        found = {code: (owner, revision) for code, owner, revision in cursor.fetchall()}
    own = sorted(code for code, (owner, _) in found.items() if agency_code and owner == agency_code)
    code = own[0] if own else NATIONAL
    return _built(code, found[code][1], found[NATIONAL][1])


def find_calendar(code: str) -> WorkingCalendar | None:
    """The calendar's row, or None."""
    return WorkingCalendar.objects.filter(code=code).first()


def get_calendar(code: str) -> WorkingCalendar:
    """The calendar's row.

    :raises Refused: "calendar-not-found".
    """
    found = find_calendar(code)
    if found is None:
        raise not_found(code)
    return found


def calendars() -> QuerySet[WorkingCalendar]:
    """All calendars with the number of their own special days, the national one first."""
    own = Count("days", filter=~Q(days__kind=DayKind.ORDINARY))
    place = Case(When(code=NATIONAL, then=Value(0)), default=Value(1))
    return WorkingCalendar.objects.annotate(own_days=own, place=place).order_by("place", "code")


def own_days(calendar: WorkingCalendar, year: int) -> QuerySet[CalendarDay]:
    """The calendar's own entries of one year, by date."""
    return CalendarDay.objects.filter(calendar=calendar, on__year=year).order_by("on")


def weekly_patterns(calendar: WorkingCalendar) -> QuerySet[WeeklyPattern]:
    """The calendar's weekly hours, the latest first."""
    return WeeklyPattern.objects.filter(calendar=calendar).order_by("-in_force")


def find_legal_term(code: str, on: date) -> TermFound | None:
    """The legal number with this code on the day, or None where no rule sets one then."""
    return legal_terms([code], on).get(code)


def legal_term(code: str, on: date) -> TermFound:
    """The legal number with this code on the day.

    :raises Refused: "legal-term-not-found".
    """
    found = find_legal_term(code, on)
    if found is None:
        raise Refused(
            "legal-term-not-found",
            f"Ngày {on:%d/%m/%Y} không có quy định nào về thời hạn “{code}” trong dữ liệu. "
            "Kiểm tra lại ngày, hoặc bổ sung quy định cùng căn cứ.",
            term=code,
        )
    return found


def legal_terms(codes: Iterable[str], on: date) -> dict[str, TermFound]:
    """Those of the legal numbers that hold on the day, by code; one query."""
    rows = LegalTerm.objects.filter(code__in=list(codes), in_force__contains=on)
    return {
        row.code: TermFound(
            row.code, row.amount, LimitUnit(row.unit), row.basis, Certainty(row.certainty), row.note
        )
        for row in rows
    }


def not_found(code: str) -> Refused:
    """The refusal of a code that no calendar has."""
    return Refused(
        "calendar-not-found",
        f"Không có lịch làm việc nào mang mã “{code}”. Xem các mã ở trang Lịch làm việc.",
        calendar=code,
    )


@lru_cache(maxsize=256)
def _built(code: str, revision: UUID, national_revision: UUID) -> Calendar:
    """The calendar as it stands at these revisions, which no other content ever has."""
    row = WorkingCalendar.objects.get(code=code)
    days = CalendarDay.objects.filter(calendar__code__in={code, NATIONAL})
    national_first = Case(When(calendar__code=NATIONAL, then=Value(0)), default=Value(1))
    return Calendar(
        code=code,
        name=row.name,
        weeks=_weeks(row),
        special_days=tuple(_special(day) for day in days.order_by(national_first, "on")),
        years=tuple(_year(year) for year in CalendarYear.objects.order_by("year")),
        counts_makeup_days=row.counts_makeup_days,
    )


def _weeks(row: WorkingCalendar) -> tuple[tuple[date, WeeklyHours], ...]:
    patterns = WeeklyPattern.objects.filter(calendar=row).order_by("in_force")
    return tuple(
        (one.in_force.lower, WeeklyHours(tuple(read_sessions(text) for text in one.days))) for one in patterns
    )


def _special(day: CalendarDay) -> SpecialDay:
    return SpecialDay(
        on=day.on,
        kind=DayKind(day.kind),
        name=day.name,
        basis=day.basis,
        certainty=Certainty(day.certainty),
        paired_with=day.paired_with,
        hours=read_sessions(day.hours) if day.hours else None,
    )


def _year(row: CalendarYear) -> tuple[int, YearKnowledge]:
    return row.year, YearKnowledge(YearState(row.tet), YearState(row.national_day), row.note)
