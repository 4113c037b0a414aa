"""A working calendar: which days and hours count, from dated weekly hours and special days.

Everything is precomputed once per calendar: the answer to "how many working days, how many working seconds
before this moment" is one look-up. Plain lists serve one question at a time; `arrays` holds the same as numpy
arrays for many at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from motcua.deadlines.enums import Certainty, DayKind, YearState
from motcua.deadlines.rules import bases
from motcua.deadlines.rules.hours import DAY, Sessions, WeeklyHours, seconds_of
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.deadlines.rules.arrays import CalendarArrays

FIRST_DAY, LAST_DAY = date(2010, 1, 1), date(2035, 12, 31)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
OFF_KINDS = frozenset(
    {DayKind.PUBLIC_HOLIDAY, DayKind.COMPENSATORY_OFF, DayKind.SWAPPED_OFF, DayKind.CLOSURE}
)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that does not follow its weekday, and why.

    `paired_with` is the other day of a swap. A make-up day has the hours of the weekday it makes up for,
    unless it states its own `hours`; a half day must state them.
    """

    on: date
    kind: DayKind
    name: str
    basis: str
    certainty: Certainty = Certainty.SECONDARY
    paired_with: date | None = None
    hours: Sessions | None = None

    def __post_init__(self) -> None:
        if self.kind is DayKind.HALF and not self.hours:
            raise Refused(
                "hours-missing",
                f"Ngày {self.on:%d/%m/%Y} làm việc một phần: hãy ghi giờ làm việc của ngày đó.",
            )


@dataclass(frozen=True, slots=True)
class YearKnowledge:
    """How sure the days off of one year are: the Lunar New Year's and the National Day's are set each year."""

    tet: YearState
    national_day: YearState
    note: str = ""


@dataclass(frozen=True)
class Calendar:
    """The working time of one agency. `weeks` holds each weekly pattern with its first day, oldest first."""

    code: str
    name: str
    weeks: tuple[tuple[date, WeeklyHours], ...]
    special_days: tuple[SpecialDay, ...] = ()
    years: tuple[tuple[int, YearKnowledge], ...] = ()
    counts_makeup_days: bool = True
    first: date = FIRST_DAY
    last: date = LAST_DAY

    @cached_property
    def special(self) -> Mapping[date, SpecialDay]:
        """Special days by date; a later entry for a day stands in for an earlier one, an ordinary day for none."""
        last = {day.on: day for day in self.special_days}
        return {on: day for on, day in last.items() if day.kind is not DayKind.ORDINARY}

    @cached_property
    def knowledge(self) -> Mapping[int, YearKnowledge]:
        """How sure each year's days off are."""
        return dict(self.years)

    @cached_property
    def sessions(self) -> list[Sessions]:
        """The working sessions of each day, from `first` to `last`."""
        plain = self._weekly_sessions()
        for on, special in self.special.items():
            if self.first <= on <= self.last:
                plain[self._place(on)] = self._special_sessions(special)
        return plain

    @cached_property
    def seconds(self) -> list[int]:
        """The working seconds of each day."""
        return [seconds_of(sessions) for sessions in self.sessions]

    @cached_property
    def seconds_before(self) -> list[int]:
        """Working seconds before the start of each day; one more entry than there are days."""
        return list(accumulate(self.seconds, initial=0))

    @cached_property
    def days_before(self) -> list[int]:
        """Working days before each day; one more entry than there are days."""
        return list(accumulate((1 if seconds else 0 for seconds in self.seconds), initial=0))

    @cached_property
    def working_places(self) -> list[int]:
        """The places (days since `first`) of the working days, in order."""
        return [place for place, seconds in enumerate(self.seconds) if seconds]

    @cached_property
    def arrays(self) -> CalendarArrays:
        """The same tables as numpy arrays, for many due dates at once."""
        from motcua.deadlines.rules.arrays import CalendarArrays

        return CalendarArrays.of(self)

    def place(self, day: date) -> int:
        """Days since `first`.

        :raises Refused: "calendar-out-of-range".
        """
        if not self.first <= day <= self.last:
            raise self.out_of_range(day)
        return self._place(day)

    def day_at(self, place: int) -> date:
        """The day `place` days after `first`.

        :raises Refused: "calendar-out-of-range".
        """
        day = self.first + timedelta(days=place)
        if not self.first <= day <= self.last:
            raise self.out_of_range(day)
        return day

    def out_of_range(self, day: date | None = None) -> Refused:
        """The refusal of a day for which the calendar knows no days off."""
        named = f"ngày {day:%d/%m/%Y} " if day else "kết quả "
        return Refused(
            "calendar-out-of-range",
            f"Lịch làm việc “{self.name}” có dữ liệu từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}; "
            f"{named}nằm ngoài khoảng đó. Kiểm tra lại ngày và thời hạn đã nhập.",
            calendar=self.code,
        )

    def is_working(self, day: date) -> bool:
        """Whether any working hour falls on `day`."""
        return self.seconds[self.place(day)] > 0

    def hours_of(self, day: date) -> Sessions:
        """The working sessions of `day`, empty on a day off."""
        return self.sessions[self.place(day)]

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it when negative); for 0, `day` or the next working day.

        :raises Refused: "calendar-out-of-range".
        """
        place = self.place(day)
        if count < 0:
            index = self.days_before[place] + count
        else:
            index = self.days_before[place + 1 if count else place] + max(count - 1, 0)
        if not 0 <= index < len(self.working_places):
            raise self.out_of_range()
        return self.day_at(self.working_places[index])

    def roll_forward(self, day: date) -> date:
        """`day` if it is a working day, else the next one."""
        return self.add_working_days(day, 0)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
        return self.days_before[self.place(end) + 1] - self.days_before[self.place(start) + 1]

    def working_days_in(self, start: date, end: date) -> int:
        """Working days from `start` up to, not including, `end`."""
        return self.days_before[self.place(end)] - self.days_before[self.place(start)]

    def opening(self, day: date) -> datetime:
        """The start of working hours of a working day."""
        return instant(day, self.hours_of(day)[0][0])

    def closing(self, day: date) -> datetime:
        """The end of working hours of a working day."""
        return instant(day, self.hours_of(day)[-1][1])

    def working_seconds_before(self, at: datetime) -> int:
        """Working seconds of this calendar before the instant, counted from its first day."""
        local = at.astimezone(VIETNAM)
        place, second = self.place(local.date()), second_of_day(local)
        today = sum(max(0, min(second, end) - start) for start, end in self.sessions[place])
        return self.seconds_before[place] + today

    def instant_after(self, seconds: int) -> datetime:
        """The earliest instant before which `seconds` working seconds lie (at least one).

        :raises Refused: "calendar-out-of-range".
        """
        place = bisect_left(self.seconds_before, seconds) - 1
        if not 0 <= place < len(self.sessions):
            raise self.out_of_range()
        return instant(self.day_at(place), _into(self.sessions[place], seconds - self.seconds_before[place]))

    def next_working_instant(self, at: datetime) -> datetime:
        """`at` if it lies in working hours, else the next opening of a session."""
        local = at.astimezone(VIETNAM)
        day, second = local.date(), second_of_day(local)
        for start, end in self.hours_of(day):
            if second < end:
                return max(local.replace(microsecond=0), instant(day, start))
        return self.opening(self.add_working_days(day, 1))

    def instant_in(self, day: date, seconds: int) -> datetime:
        """The instant at which `seconds` of the working time of `day` have passed."""
        return instant(day, _into(self.hours_of(day), seconds))

    def why_off(self, day: date) -> tuple[str, str]:
        """Why `day` does not count: words and basis."""
        special = self.special.get(day)
        if special is not None and special.kind in OFF_KINDS:
            return special.name, special.basis
        weekday = WEEKDAYS[day.weekday()]
        if special is not None and special.kind is DayKind.MAKEUP_WORK:
            return f"Nghỉ hằng tuần ({weekday}); cơ quan không tính ngày làm bù", bases.AGENCY_HOURS
        return f"Nghỉ hằng tuần ({weekday})", bases.weekly_rest(day)

    def week_of(self, day: date) -> WeeklyHours:
        """The weekly pattern in force on `day`; before the first one starts, the first."""
        index = bisect_right([start for start, _ in self.weeks], day) - 1
        return self.weeks[max(index, 0)][1]

    def _place(self, day: date) -> int:
        return (day - self.first).days

    def _weekly_sessions(self) -> list[Sessions]:
        total, weekday = self._place(self.last) + 1, self.first.weekday()
        days: list[Sessions] = []
        starts = [max(0, self._place(start)) for start, _ in self.weeks[1:]]
        for (_, week), end in zip(self.weeks, [*starts, total], strict=True):
            days.extend(week.days[(weekday + place) % 7] for place in range(len(days), min(end, total)))
        return days

    def _special_sessions(self, special: SpecialDay) -> Sessions:
        if special.kind in OFF_KINDS:
            return ()
        if special.kind is DayKind.MAKEUP_WORK and not self.counts_makeup_days:
            return ()
        if special.hours is not None:
            return special.hours
        return self._makeup_sessions(special)

    def _makeup_sessions(self, special: SpecialDay) -> Sessions:
        """A make-up day is worked as the day it stands for would have been, never as some fixed weekday."""
        stands_for = special.paired_with or special.on
        sessions = self.week_of(special.on).of(stands_for.weekday())
        return sessions or self.week_of(special.on).of(special.on.weekday())


def instant(day: date, second: int) -> datetime:
    """The instant `second` seconds into `day`, in Vietnam's time; 86400 is the next midnight."""
    midnight = datetime.combine(day, time(), tzinfo=VIETNAM)
    return midnight + timedelta(seconds=min(second, DAY))


def second_of_day(local: datetime) -> int:
    """Whole seconds since midnight of a local instant."""
    return local.hour * 3600 + local.minute * 60 + local.second


def _into(sessions: Sessions, seconds: int) -> int:
    """The second of the day at which `seconds` working seconds have passed."""
    for start, end in sessions:
        if seconds <= end - start:
            return start + seconds
        seconds -= end - start
    return sessions[-1][1]
