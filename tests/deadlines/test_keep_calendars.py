from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.deadlines.calendars import NATIONAL, at, facts

from motcua.deadlines.actions.calendars import (
    change_calendar,
    change_weekly_hours,
    confirm_year,
    create_calendar,
    put_special_day,
    remove_special_day,
)
from motcua.deadlines.enums import Certainty, DayKind, YearState
from motcua.deadlines.models import CalendarDay, WeeklyPattern, WorkingCalendar
from motcua.deadlines.queries import calendar_for, calendar_for_agency, calendars, get_calendar, own_days
from motcua.deadlines.rules.due import due
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

NOW = at("2026-11-21 09:00")
WHO: dict[str, Any] = {"by": "person:1", "at": NOW}
SATURDAY_MORNINGS = [*["07:30-11:30, 13:30-17:30"] * 5, "7h30 - 11h30", ""]


def due_on(code: str, received: str, words: str) -> date | None:
    return due(calendar=calendar_for(code), facts=facts(received, words)).due_on


def agency_calendar(**more: Any) -> WorkingCalendar:
    given = {"code": "so-mau", "name": "Lịch của Sở mẫu", "agency_code": "SM01", **WHO, **more}
    return create_calendar(**given)


def facts_written() -> int:
    return sum(entries_about("calendar", code).count() for code in ("national", "so-mau"))


class TestNational:
    def test_counts_as_the_shipped_one(self) -> None:
        stored = calendar_for("national")
        assert stored.sessions == NATIONAL.sessions
        assert stored.knowledge == NATIONAL.knowledge
        assert stored.why_off(date(2026, 8, 31)) == NATIONAL.why_off(date(2026, 8, 31))

    def test_is_computed_once_for_each_state(self, django_assert_num_queries: Any) -> None:
        first = calendar_for("national")
        with django_assert_num_queries(1):
            assert calendar_for("national") is first
        change_calendar(code="national", name="Lịch chung", counts_makeup_days=False, **WHO)
        assert calendar_for("national") is not first
        assert due_on("national", "2026-01-09 09:00", "1 ngày làm việc") == date(2026, 1, 12)

    def test_a_removed_shipped_day_becomes_ordinary(self) -> None:
        remove_special_day(code="national", on=date(2026, 8, 31), **WHO)
        assert due_on("national", "2026-08-28 09:00", "1 ngày làm việc") == date(2026, 8, 31)
        with pytest.raises(Refused) as refused:
            remove_special_day(code="national", on=date(2026, 8, 31), **WHO)
        assert refused.value.code == "calendar-day-not-found"

    def test_an_official_notice_ends_the_warning(self) -> None:
        given = facts("2027-03-01 09:00", "1 ngày làm việc")
        assert due(calendar=calendar_for("national"), facts=given).warnings
        official = YearState.OFFICIAL
        confirm_year(year=2027, tet=official, national_day=official, note="Thông báo thử", **WHO)
        assert not due(calendar=calendar_for("national"), facts=given).warnings
        assert entries_about("calendar", "national").last().kind == "CalendarYearConfirmed"


class TestAgencyCalendar:
    def test_starts_as_the_national_one(self) -> None:
        agency_calendar()
        assert calendar_for("so-mau").sessions == calendar_for("national").sessions
        assert calendar_for_agency("SM01").code == "so-mau"
        assert calendar_for_agency("SM02").code == "national"
        assert calendar_for_agency("").code == "national"
        assert [calendar.code for calendar in calendars()] == ["national", "so-mau"]

    def test_follows_what_the_national_one_becomes(self) -> None:
        agency_calendar()
        before = calendar_for("so-mau")
        put_special_day(
            code="national",
            on=date(2027, 2, 3),
            kind=DayKind.PUBLIC_HOLIDAY,
            name="Tết",
            basis="TB thử",
            **WHO,
        )
        assert before.is_working(date(2027, 2, 3))
        assert not calendar_for("so-mau").is_working(date(2027, 2, 3))

    def test_make_up_days_may_not_count(self) -> None:
        agency_calendar(counts_makeup_days=False)
        assert due_on("so-mau", "2026-01-08 09:00", "2 ngày làm việc") == date(2026, 1, 12)
        assert due_on("national", "2026-01-08 09:00", "2 ngày làm việc") == date(2026, 1, 10)

    def test_own_days_stand_before_national_ones(self) -> None:
        agency_calendar()
        given: dict[str, Any] = {"code": "so-mau", "basis": "QĐ 1/QĐ-SM", **WHO}
        put_special_day(on=date(2026, 8, 31), kind=DayKind.ORDINARY, name="Không hoán đổi", **given)
        put_special_day(on=date(2026, 9, 8), kind=DayKind.CLOSURE, name="Chuyển trụ sở", **given)
        put_special_day(on=date(2026, 9, 9), kind=DayKind.HALF, name="Hội nghị", hours="7:30-11:30", **given)
        calendar = calendar_for("so-mau")
        assert calendar.is_working(date(2026, 8, 31))
        assert calendar.why_off(date(2026, 9, 8)) == ("Chuyển trụ sở", "QĐ 1/QĐ-SM")
        assert calendar.closing(date(2026, 9, 9)) == at("2026-09-09 11:30")
        assert not calendar_for("national").is_working(date(2026, 8, 31))
        remove_special_day(code="so-mau", on=date(2026, 8, 31), **WHO)
        assert not calendar_for("so-mau").is_working(date(2026, 8, 31))
        assert own_days(get_calendar("so-mau"), 2026).count() == 2

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"code": "Sở mẫu"}, "bad-calendar-code"),
            ({"code": ""}, "bad-calendar-code"),
            ({"name": "  "}, "calendar-name-missing"),
            ({"code": "national"}, "calendar-exists"),
            ({"code": "khac"}, "calendar-exists"),
        ],
    )
    def test_refused(self, more: dict[str, Any], code: str) -> None:
        agency_calendar()
        with pytest.raises(Refused) as refused:
            agency_calendar(**more)
        assert refused.value.code == code
        assert WorkingCalendar.objects.count() == 2


class TestWeeklyHours:
    def test_change_from_a_day_on(self) -> None:
        agency_calendar()
        change_weekly_hours(code="so-mau", start=date(2026, 10, 1), days=SATURDAY_MORNINGS, **WHO)
        assert due_on("so-mau", "2026-09-25 09:00", "1 ngày làm việc") == date(2026, 9, 28)
        assert due_on("so-mau", "2026-10-02 09:00", "1 ngày làm việc") == date(2026, 10, 3)
        assert calendar_for("so-mau").closing(date(2026, 10, 3)) == at("2026-10-03 11:30")
        entry = entries_about("calendar", "so-mau").last()
        assert entry.kind == "WeeklyHoursChanged"
        assert entry.payload["after"][5] == "07:30-11:30"

    def test_the_same_start_replaces_and_the_same_hours_leave_no_trace(self) -> None:
        agency_calendar()
        for _ in range(2):
            change_weekly_hours(code="so-mau", start=date(2026, 10, 1), days=SATURDAY_MORNINGS, **WHO)
        assert entries_about("calendar", "so-mau").count() == 2
        week = ["08:00-16:00"] * 5 + ["", ""]
        change_weekly_hours(code="so-mau", start=date(2026, 10, 1), days=week, **WHO)
        assert WeeklyPattern.objects.filter(calendar__code="so-mau").count() == 2

    @pytest.mark.parametrize(
        ("start", "days", "code"),
        [
            (date(2026, 9, 1), SATURDAY_MORNINGS[::-1], "later-hours-exist"),
            (date(2036, 9, 1), SATURDAY_MORNINGS, "calendar-out-of-range"),
            (date(2026, 11, 1), [""] * 7, "week-without-work"),
            (date(2026, 11, 1), ["07:30-11:30, 11:00-17:00"] + [""] * 6, "bad-hours"),
            (date(2026, 11, 1), ["11:30-07:30"] + [""] * 6, "bad-hours"),
            (date(2026, 11, 1), ["25:00-26:00"] + [""] * 6, "bad-hours"),
            (date(2026, 11, 1), ["sáng"] + [""] * 6, "bad-hours"),
        ],
    )
    def test_refused(self, start: date, days: list[str], code: str) -> None:
        agency_calendar()
        change_weekly_hours(code="so-mau", start=date(2026, 10, 1), days=SATURDAY_MORNINGS, **WHO)
        written, revision = facts_written(), get_calendar("so-mau").revision
        with pytest.raises(Refused) as refused:
            change_weekly_hours(code="so-mau", start=start, days=days, **WHO)
        assert refused.value.code == code
        assert (facts_written(), get_calendar("so-mau").revision) == (written, revision)


REFUSED_DAYS: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "day-name-missing"),
    ({"basis": ""}, "basis-missing"),
    ({"on": date(2040, 1, 1)}, "calendar-out-of-range"),
    ({"hours": "08:00-11:00"}, "hours-on-a-day-off"),
    ({"kind": DayKind.HALF}, "hours-missing"),
    ({"kind": DayKind.HALF, "hours": "8-11"}, "bad-hours"),
    ({"kind": DayKind.MAKEUP_WORK, "paired_with": date(2026, 12, 5)}, "paired-with-itself"),
    ({"code": "khong-co"}, "calendar-not-found"),
]


@pytest.mark.parametrize(("wrong", "code"), REFUSED_DAYS)
def test_a_special_day_is_refused_and_leaves_no_trace(wrong: dict[str, Any], code: str) -> None:
    given = {
        "code": "national",
        "on": date(2026, 12, 5),
        "kind": DayKind.CLOSURE,
        "name": "Bão",
        "basis": "QĐ thử",
    }
    written = facts_written()
    with pytest.raises(Refused) as refused:
        put_special_day(**{**given, **WHO, **wrong})
    assert refused.value.code == code
    assert facts_written() == written
    assert not CalendarDay.objects.filter(on=date(2026, 12, 5)).exists()


def test_the_journal_tells_who_changed_what() -> None:
    put_special_day(
        code="national",
        on=date(2026, 11, 24),
        kind=DayKind.PUBLIC_HOLIDAY,
        name="Ngày Văn hóa Việt Nam",
        basis="Nghị quyết 28/2026/QH16; thông báo thử",
        certainty=Certainty.LAW,
        **WHO,
    )
    entry = entries_about("calendar", "national").last()
    assert (entry.kind, entry.actor, entry.at) == ("CalendarDayPut", "person:1", NOW)
    assert entry.payload["before"]["certainty"] == "B"
    assert entry.payload["after"]["certainty"] == "A"


@pytest.mark.parametrize(
    "act",
    [
        lambda: remove_special_day(code="khong-co", on=date(2026, 1, 1), **WHO),
        lambda: change_calendar(code="khong-co", name="X", counts_makeup_days=True, **WHO),
        lambda: change_weekly_hours(code="khong-co", start=date(2026, 1, 1), days=SATURDAY_MORNINGS, **WHO),
        lambda: calendar_for("khong-co"),
        lambda: get_calendar("khong-co"),
    ],
)
def test_an_unknown_calendar_is_not_found(act: Callable[[], object]) -> None:
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.code == "calendar-not-found"


def test_constraints_hold_whatever_code_runs() -> None:
    national = get_calendar("national")
    period = DateRange(date(2020, 1, 1), None)
    for broken in (
        lambda: WeeklyPattern.objects.create(calendar=national, in_force=period, days=[""] * 7),
        lambda: CalendarDay.objects.create(
            calendar=national, on=date(2026, 12, 1), kind="half", name="x", basis="y"
        ),
        lambda: WorkingCalendar.objects.filter(pk=national.pk).update(agency_code="X"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()
