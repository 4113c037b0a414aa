"""Calendars and facts that the tests of this room share, and a slow count to hold the fast ones against."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from motcua.deadlines.enums import Certainty, DayKind, LimitUnit
from motcua.deadlines.rules.calendars import FIRST_DAY, Calendar, SpecialDay
from motcua.deadlines.rules.due import Facts
from motcua.deadlines.rules.hours import Sessions, WeeklyHours, read_sessions
from motcua.deadlines.rules.limits import Limit, read_limit
from motcua.deadlines.rules.pauses import Pause
from motcua.deadlines.rules.shipped import national_calendar
from motcua.kernel.clock import VIETNAM

NATIONAL = national_calendar()


def at(text: str) -> datetime:
    """ "2026-08-28 09:00" in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def pause(start: str, end: str | None = None) -> Pause:
    return Pause(at(start), at(end) if end else None)


def limit(text: str) -> Limit:
    found = read_limit(text).limit
    assert found is not None
    return found


def facts(received: str, words: str, **more: object) -> Facts:
    return Facts(at(received), limit(words), **more)  # type: ignore[arg-type]


def calendar_of(hours: list[str], special: list[SpecialDay] | None = None, **more: object) -> Calendar:
    """A calendar with the hours of the seven weekdays."""
    week = WeeklyHours(tuple(read_sessions(text) for text in hours))
    return Calendar("test", "Lịch thử", ((FIRST_DAY, week),), tuple(special or ()), **more)  # type: ignore[arg-type]


def special(on: str, kind: DayKind, paired_with: str | None = None, hours: str | None = None) -> SpecialDay:
    return SpecialDay(
        on=date.fromisoformat(on),
        kind=kind,
        name=f"{kind.label} thử",
        basis="Quyết định thử",
        certainty=Certainty.LAW,
        paired_with=date.fromisoformat(paired_with) if paired_with else None,
        hours=read_sessions(hours) if hours else None,
    )


DAY_HOURS = ["", "07:30-11:30", "07:30-11:30, 13:30-17:30", "08:00-12:00, 13:00-16:00", "07:00-17:00"]
SPANS = (date(2024, 1, 1), date(2026, 6, 30))


@st.composite
def weeks(draw: st.DrawFn) -> WeeklyHours:
    days = [read_sessions(draw(st.sampled_from(DAY_HOURS))) for _ in range(7)]
    if not any(days):
        days[0] = read_sessions("07:30-11:30")
    return WeeklyHours(tuple(days))


@st.composite
def special_days(draw: st.DrawFn) -> SpecialDay:
    kind = draw(st.sampled_from(list(DayKind)))
    on = draw(st.dates(*SPANS))
    hours: Sessions | None = ((8 * 3600, 11 * 3600),) if kind is DayKind.HALF else None
    return SpecialDay(on, kind, "Ngày thử", "Quyết định thử", Certainty.LAW, None, hours)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """The national calendar, or one with its own hours, its change of hours, its special days."""
    if draw(st.booleans()):
        return NATIONAL
    days = {day.on: day for day in draw(st.lists(special_days(), max_size=25))}
    return Calendar(
        code="drawn",
        name="Lịch thử",
        weeks=((FIRST_DAY, draw(weeks())), (draw(st.dates(*SPANS)), draw(weeks()))),
        special_days=tuple(days.values()),
        counts_makeup_days=draw(st.booleans()),
        first=date(2023, 1, 1),
        last=date(2029, 12, 31),
    )


instants = st.datetimes(datetime(2024, 1, 1), datetime(2026, 6, 30)).map(  # noqa: DTZ001 - given a zone here
    lambda moment: moment.replace(tzinfo=VIETNAM, microsecond=0)
)
amounts = st.integers(1, 60)


@st.composite
def limits(draw: st.DrawFn) -> Limit:
    unit = draw(st.sampled_from([unit for unit in LimitUnit if unit is not LimitUnit.NONE]))
    if unit in (LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE):
        return Limit(Decimal(0), unit)
    if unit is LimitUnit.MONTH:
        return Limit(Decimal(draw(st.integers(1, 14))), unit)
    if unit is LimitUnit.CALENDAR_DAY:
        return Limit(Decimal(draw(amounts)), unit)
    return Limit(Decimal(draw(st.integers(1, 200))) / 4, unit)


@st.composite
def pauses_after(draw: st.DrawFn, received: datetime, *, may_be_open: bool = True) -> tuple[Pause, ...]:
    """Pauses one after the other, the last one perhaps still open."""
    found, moment = [], received
    for _ in range(draw(st.integers(0, 3))):
        start = moment + timedelta(minutes=draw(st.integers(0, 12_000)))
        end = start + timedelta(minutes=draw(st.integers(0, 20_000)))
        found.append(Pause(start, end))
        moment = end
    if found and may_be_open and draw(st.integers(0, 4)) == 0:
        found[-1] = Pause(found[-1].start)
    return tuple(found)


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """Everything that can happen to one dossier."""
    received = draw(instants)
    restarted = draw(st.none() | st.integers(0, 20_000).map(lambda m: received + timedelta(minutes=m)))
    extension = draw(st.none() | st.integers(1, 10).map(lambda n: Limit(Decimal(n), LimitUnit.WORKING_DAY)))
    return Facts(
        received_at=received,
        limit=draw(limits()),
        pauses=draw(pauses_after(restarted or received)),
        restarted_at=restarted,
        extension=extension,
        late_receipt_next_day=draw(st.booleans()),
        cutoff=draw(st.sampled_from([time(15), time(11, 30), time(16, 30)])),
    )


def slow_due_day(calendar: Calendar, received: date, amount: int) -> date:
    """Count working days one by one: what the fast ways must agree with."""
    day, counted = received, 0
    while counted < amount or (amount == 0 and not calendar.is_working(day)):
        day += timedelta(days=1)
        counted += calendar.is_working(day)
    return day


def slow_due_instant(calendar: Calendar, received: datetime, seconds: int) -> datetime:
    """Count working minutes one by one; `received` on the minute, `seconds` whole minutes."""
    moment, left = received, seconds
    while left > 0:
        second = moment.hour * 3600 + moment.minute * 60
        if any(start <= second < end for start, end in calendar.hours_of(moment.date())):
            left -= 60
        moment += timedelta(minutes=1)
    return moment
