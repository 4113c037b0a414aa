"""Keeping calendars: special days, weekly hours, an agency's own calendar, what is known of a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.deadlines.enums import Certainty, DayKind, YearState
from motcua.deadlines.models import CalendarDay, CalendarYear, WeeklyPattern, WorkingCalendar
from motcua.deadlines.queries import not_found
from motcua.deadlines.rules.calendars import FIRST_DAY, LAST_DAY, SpecialDay
from motcua.deadlines.rules.hours import WeeklyHours, read_sessions, write_sessions
from motcua.deadlines.rules.shipped import NATIONAL, shipped_special_days
from motcua.kernel.actions import Fact, record
from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def create_calendar(
    *,
    code: str,
    name: str,
    by: str,
    at: datetime,
    agency_code: str = "",
    counts_makeup_days: bool = True,
) -> WorkingCalendar:
    """A calendar that starts out with the national hours and days off.

    :raises Refused: "bad-calendar-code", "calendar-name-missing", "calendar-exists".
    """
    _require_code(code)
    with transaction.atomic():
        national = _locked(NATIONAL)
        week = WeeklyPattern.objects.filter(calendar=national).order_by("in_force").last()
        assert week is not None
        try:
            with transaction.atomic():
                calendar = WorkingCalendar.objects.create(
                    code=code,
                    name=_require(name, "calendar-name-missing", "Hãy đặt tên cho lịch làm việc."),
                    agency_code=agency_code,
                    counts_makeup_days=counts_makeup_days,
                    changed_at=at,
                )
        except IntegrityError:
            raise _exists(code, agency_code) from None
        WeeklyPattern.objects.create(calendar=calendar, in_force=DateRange(FIRST_DAY, None), days=week.days)
        payload = {"name": calendar.name, "agency": agency_code, "counts_makeup_days": counts_makeup_days}
        _record("CalendarCreated", calendar, payload, by=by, at=at)
    return calendar


def change_calendar(*, code: str, name: str, counts_makeup_days: bool, by: str, at: datetime) -> None:
    """Change a calendar's name, and whether its make-up days count as working days.

    :raises Refused: "calendar-not-found", "calendar-name-missing".
    """
    name = _require(name, "calendar-name-missing", "Hãy đặt tên cho lịch làm việc.")
    with transaction.atomic():
        calendar = _locked(code)
        before = {"name": calendar.name, "counts_makeup_days": calendar.counts_makeup_days}
        after = {"name": name, "counts_makeup_days": counts_makeup_days}
        if before == after:
            return
        calendar.name, calendar.counts_makeup_days = name, counts_makeup_days
        _record("CalendarChanged", calendar, {"before": before, "after": after}, by=by, at=at)


def put_special_day(
    *,
    code: str,
    on: date,
    kind: DayKind,
    name: str,
    basis: str,
    by: str,
    at: datetime,
    certainty: Certainty = Certainty.SECONDARY,
    paired_with: date | None = None,
    hours: str = "",
) -> CalendarDay:
    """Enter a special day, or change what was entered for that date; an ordinary day undoes a national one.

    :raises Refused: "calendar-not-found", "calendar-out-of-range", "day-name-missing", "basis-missing",
        "bad-hours", "hours-missing", "hours-on-a-day-off", "paired-with-itself".
    """
    values = _checked_day(on, kind, name, basis, certainty, paired_with, hours)
    with transaction.atomic():
        calendar = _locked(code)
        before = CalendarDay.objects.filter(calendar=calendar, on=on).first()
        title = f"{on:%d/%m/%Y}: {values['name']}"
        payload = {"title": title, "on": on, "before": _as_dict(before), "after": values}
        day, _ = CalendarDay.objects.update_or_create(
            calendar=calendar, on=on, defaults={**values, "is_shipped": False}
        )
        _record("CalendarDayPut", calendar, payload, by=by, at=at)
    return day


def remove_special_day(*, code: str, on: date, by: str, at: datetime) -> None:
    """Take back what was entered for a date.

    In an agency's calendar the national entry shows again. In the national calendar a day that the program
    ships becomes an ordinary one, so that it does not come back with the next version.

    :raises Refused: "calendar-not-found", "calendar-day-not-found".
    """
    with transaction.atomic():
        calendar = _locked(code)
        day = CalendarDay.objects.filter(calendar=calendar, on=on).first()
        if day is None or (day.kind == DayKind.ORDINARY and _is_shipped(calendar, on)):
            raise Refused(
                "calendar-day-not-found",
                f"Lịch “{calendar.name}” không ghi gì riêng cho ngày {on:%d/%m/%Y} nên không có gì để bỏ.",
                calendar=code,
            )
        before = _as_dict(day)
        if _is_shipped(calendar, on):
            day.kind, day.paired_with, day.hours, day.is_shipped = DayKind.ORDINARY, None, "", False
            day.save()
        else:
            day.delete()
        payload = {"title": f"{on:%d/%m/%Y}", "on": on, "before": before}
        _record("CalendarDayRemoved", calendar, payload, by=by, at=at)


def change_weekly_hours(*, code: str, start: date, days: Sequence[str], by: str, at: datetime) -> None:
    """Set the hours of the seven weekdays from `start` on, Monday first; the hours before stay as they were.

    :raises Refused: "calendar-not-found", "calendar-out-of-range", "bad-hours", "week-without-work",
        "later-hours-exist".
    """
    _require_in_range(start)
    written = [write_sessions(read_sessions(text)) for text in days]
    WeeklyHours(tuple(read_sessions(text) for text in written))
    with transaction.atomic():
        calendar = _locked(code)
        last = WeeklyPattern.objects.filter(calendar=calendar).order_by("in_force").last()
        assert last is not None
        if last.in_force.lower > start:
            raise Refused(
                "later-hours-exist",
                f"Lịch “{calendar.name}” đã có giờ làm việc từ {last.in_force.lower:%d/%m/%Y}. "
                "Giờ mới phải bắt đầu từ ngày đó hoặc sau đó.",
                calendar=code,
            )
        if last.days == written:
            return
        title = f"từ {start:%d/%m/%Y}"
        payload = {"title": title, "start": start, "before": last.days, "after": written}
        if last.in_force.lower == start:
            last.days = written
            last.save()
        else:
            last.in_force = DateRange(last.in_force.lower, start)
            last.save()
            WeeklyPattern.objects.create(calendar=calendar, in_force=DateRange(start, None), days=written)
        _record("WeeklyHoursChanged", calendar, payload, by=by, at=at)


def confirm_year(
    *, year: int, tet: YearState, national_day: YearState, note: str, by: str, at: datetime
) -> None:
    """Say how sure the days off of a year are, by which notice; due dates of that year stop or start to warn.

    :raises Refused: "calendar-out-of-range", "basis-missing".
    """
    _require_in_range(date(min(max(year, 1), 9999), 1, 1))
    note = _require(note, "basis-missing", f"Hãy ghi thông báo nào cho biết ngày nghỉ năm {year}.")
    with transaction.atomic():
        calendar = _locked(NATIONAL)
        values = {"tet": tet, "national_day": national_day, "note": note}
        CalendarYear.objects.update_or_create(year=year, defaults={**values, "is_shipped": False})
        _record("CalendarYearConfirmed", calendar, {"title": str(year), "year": year, **values}, by=by, at=at)


def _checked_day(
    on: date,
    kind: DayKind,
    name: str,
    basis: str,
    certainty: Certainty,
    paired_with: date | None,
    hours: str,
) -> dict[str, Any]:
    _require_in_range(on)
    sessions = read_sessions(hours)
    if sessions and kind not in (DayKind.HALF, DayKind.MAKEUP_WORK):
        raise Refused(
            "hours-on-a-day-off", f"Ngày {on:%d/%m/%Y} là “{kind.label}” nên không ghi giờ làm việc riêng."
        )
    if paired_with == on:
        raise Refused("paired-with-itself", f"Ngày {on:%d/%m/%Y} không thể hoán đổi với chính nó.")
    day = SpecialDay(
        on=on,
        kind=kind,
        name=_require(name, "day-name-missing", f"Hãy ghi lý do của ngày {on:%d/%m/%Y}."),
        basis=_require(basis, "basis-missing", f"Hãy ghi văn bản làm căn cứ cho ngày {on:%d/%m/%Y}."),
        certainty=certainty,
        paired_with=paired_with,
        hours=sessions or None,
    )
    return {
        "kind": day.kind,
        "name": day.name,
        "basis": day.basis,
        "certainty": day.certainty,
        "paired_with": day.paired_with,
        "hours": write_sessions(sessions),
    }


def _as_dict(day: CalendarDay | None) -> dict[str, Any] | None:
    if day is None:
        return None
    fields = ("kind", "name", "basis", "certainty", "paired_with", "hours")
    return {field: getattr(day, field) for field in fields}


def _is_shipped(calendar: WorkingCalendar, on: date) -> bool:
    return calendar.code == NATIONAL and any(day.on == on for day in shipped_special_days())


def _locked(code: str) -> WorkingCalendar:
    calendar = WorkingCalendar.objects.select_for_update().filter(code=code).first()
    if calendar is None:
        raise not_found(code)
    return calendar


def _record(kind: str, calendar: WorkingCalendar, payload: dict[str, Any], *, by: str, at: datetime) -> None:
    """Give the calendar a new revision and write the fact."""
    calendar.revision, calendar.changed_at = new_id(), at
    calendar.save()
    record(fact=Fact(kind, "calendar", calendar.code, payload), actor=by, at=at)


def _require(text: str, code: str, message: str) -> str:
    found = clean(text)
    if not found:
        raise Refused(code, message)
    return found


def _require_code(code: str) -> None:
    if not _CODE.fullmatch(code) or len(code) > 40:
        raise Refused(
            "bad-calendar-code",
            f"Mã lịch “{code}” chưa đúng: dùng chữ thường không dấu, số và dấu gạch nối, ví dụ so-gddt.",
            calendar=code,
        )


def _require_in_range(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(
            "calendar-out-of-range",
            f"Ngày {day:%d/%m/%Y} nằm ngoài khoảng lịch làm việc ({FIRST_DAY:%d/%m/%Y}–{LAST_DAY:%d/%m/%Y}).",
        )


def _exists(code: str, agency_code: str) -> Refused:
    whose = f", hoặc cơ quan {agency_code} đã có lịch riêng" if agency_code else ""
    return Refused("calendar-exists", f"Đã có lịch làm việc mang mã “{code}”{whose}.", calendar=code)
