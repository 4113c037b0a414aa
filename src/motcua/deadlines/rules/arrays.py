"""Due days of many dossiers at once, on the same tables as single ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from motcua.deadlines.enums import LimitUnit

if TYPE_CHECKING:
    from motcua.deadlines.rules.calendars import Calendar

Days = NDArray[np.datetime64]
Whole = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class CalendarArrays:
    """A calendar's tables as arrays, indexed by days since `first`."""

    first: np.datetime64
    days_before: NDArray[np.int32]
    working_places: NDArray[np.int32]
    closing: NDArray[np.int32]

    @classmethod
    def of(cls, calendar: Calendar) -> CalendarArrays:
        """The tables of `calendar`."""
        return cls(
            first=np.datetime64(calendar.first, "D"),
            days_before=np.asarray(calendar.days_before, dtype=np.int32),
            working_places=np.asarray(calendar.working_places, dtype=np.int32),
            closing=np.asarray([s[-1][1] if s else 0 for s in calendar.sessions], dtype=np.int32),
        )


def due_days(
    calendar: Calendar,
    received_days: Days,
    amounts: Whole,
    *,
    unit: LimitUnit = LimitUnit.WORKING_DAY,
) -> Days:
    """The due day of each dossier: `received_days` as datetime64[D], `amounts` whole numbers of `unit`.

    The day of receipt is day 0; a due day off rolls forward. Units: working days, calendar days, months.
    Not-a-time in, not-a-time out. A million take a few hundredths of a second.

    Basis: Civil Code 2015 art. 147(2), 148(1)(3)(5).

    :raises Refused: "calendar-out-of-range".
    """
    known = ~np.isnat(received_days)
    if not known.all():
        found = np.full(received_days.shape, np.datetime64("NaT", "D"))
        found[known] = due_days(
            calendar, received_days[known], np.broadcast_to(amounts, known.shape)[known], unit=unit
        )
        return found
    tables = calendar.arrays
    if unit is LimitUnit.WORKING_DAY:
        return _nth_working_day(calendar, tables, received_days, amounts)
    if unit is LimitUnit.CALENDAR_DAY:
        return roll_forward(calendar, received_days + np.asarray(amounts).astype("timedelta64[D]"))
    if unit is LimitUnit.MONTH:
        return roll_forward(calendar, _months_later(received_days, amounts))
    raise ValueError(f"no due day by {unit}")


def roll_forward(calendar: Calendar, days: Days) -> Days:
    """Each day, or the next working day where it is a day off."""
    tables = calendar.arrays
    index = tables.days_before[_places(calendar, tables, days)]
    return _working_day(calendar, tables, index)


def working_days_between(calendar: Calendar, starts: Days, ends: Days) -> NDArray[np.int32]:
    """Working days after each start up to and including its end; negative when the end lies before."""
    tables = calendar.arrays
    after = tables.days_before[_places(calendar, tables, ends) + 1]
    return np.asarray(after - tables.days_before[_places(calendar, tables, starts) + 1])


def closings(calendar: Calendar, days: Days) -> NDArray[np.datetime64]:
    """The end of working hours of each working day, as local datetime64[s]."""
    tables = calendar.arrays
    seconds = tables.closing[_places(calendar, tables, days)].astype("timedelta64[s]")
    return np.asarray(days.astype("datetime64[s]") + seconds)


def _nth_working_day(calendar: Calendar, tables: CalendarArrays, received: Days, amounts: Whole) -> Days:
    places = _places(calendar, tables, received)
    numbers = np.asarray(amounts)
    if numbers.size and numbers.min() < 0:
        raise ValueError("a limit is not negative")
    counted = numbers > 0
    index = tables.days_before[places + counted] + numbers - counted
    return _working_day(calendar, tables, index)


def _working_day(calendar: Calendar, tables: CalendarArrays, index: Whole) -> Days:
    if index.size and index.max() >= len(tables.working_places):
        raise calendar.out_of_range()
    return np.asarray(tables.first + tables.working_places[index].astype("timedelta64[D]"))


def _places(calendar: Calendar, tables: CalendarArrays, days: Days) -> NDArray[np.int64]:
    places = (days.astype("datetime64[D]") - tables.first).astype(np.int64)
    if places.size and not (places.min() >= 0 and places.max() < len(tables.closing)):
        raise calendar.out_of_range()
    return np.asarray(places)


def _months_later(days: Days, months: Whole) -> Days:
    """The same day number `months` later, or the last day of that month."""
    month = days.astype("datetime64[M]")
    day_number = (days.astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.int64)
    wanted = month + np.asarray(months).astype("timedelta64[M]")
    last = ((wanted + 1).astype("datetime64[D]") - wanted.astype("datetime64[D]")).astype(np.int64) - 1
    return np.asarray(wanted.astype("datetime64[D]") + np.minimum(day_number, last).astype("timedelta64[D]"))
