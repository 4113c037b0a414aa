"""A dossier's time: the promise to the applicant, the share of each step and each agency, the apology.

Everything is counted by `deadlines`; here stands what of a dossier enters the count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import Due, Facts, due
from motcua.deadlines.rules.explain import explain
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.pauses import Pause
from motcua.kernel.clock import local_day

_HOURS_OF_A_DAY = Decimal(8)
# A step of nothing would be late on arrival.
_SHORTEST_STEP = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What a dossier's due instant depends on. `started_at` None: counting has not begun."""

    started_at: datetime | None
    limit: Limit
    pauses: tuple[Pause, ...] = ()
    restarted_at: datetime | None = None
    extension: Limit | None = None
    late_receipt_next_day: bool = False

    @property
    def is_counting(self) -> bool:
        """Whether there is anything to count."""
        return self.started_at is not None and self.limit.unit is not LimitUnit.NONE


def promise(*, calendar: Calendar, clock: ClockFacts) -> Due | None:
    """When the dossier is due; None before counting begins and where the law sets no limit.

    Basis: NĐ 309/2026 art. 17(3): the time begins when the competent agency has the complete dossier.
    """
    return due(calendar=calendar, facts=_facts(clock)) if clock.is_counting else None


def explained_promise(*, calendar: Calendar, clock: ClockFacts) -> Due | None:
    """The same with its steps, day by day, for people."""
    return explain(calendar=calendar, facts=_facts(clock)) if clock.is_counting else None


def step_due(
    *, calendar: Calendar, entered_at: datetime, minutes: int | None, pauses: Sequence[Pause]
) -> datetime | None:
    """By when a step should be done: its share in working time since the hand-over; pauses since then stand still.

    The share orders the work inside the office and never replaces the promise to the applicant.
    """
    if minutes is None:
        return None
    since = tuple(
        Pause(max(one.start, entered_at), one.end)
        for one in pauses
        if one.end is None or one.end > entered_at
    )
    share = max(timedelta(minutes=minutes), _SHORTEST_STEP)
    limit = Limit(Decimal(round(share.total_seconds())) / 3600, LimitUnit.HOUR)
    return due(calendar=calendar, facts=Facts(entered_at, limit, since)).due_at


def legs_due(
    *, calendar: Calendar, clock: ClockFacts, limits: Sequence[Limit]
) -> tuple[datetime | None, ...]:
    """When each agency of an interconnected dossier is due: one after the other, inside the one promise.

    Basis: NĐ 61/2018 art. 19(6): the lead agency passes on with the term of each.
    """
    found: list[datetime | None] = []
    at = clock.restarted_at or clock.started_at
    for place, limit in enumerate(limits):
        if at is None:
            found.append(None)
            continue
        since = tuple(pause for pause in clock.pauses if pause.start >= at)
        late = clock.late_receipt_next_day and place == 0
        at = due(calendar=calendar, facts=Facts(at, limit, since, late_receipt_next_day=late)).due_at
        found.append(at)
    return tuple(found)


def is_apology_in_time(*, due_at: datetime, at: datetime, lead_days: int) -> bool:
    """Whether an apology at the instant comes early enough: `lead_days` whole days before the due day.

    Basis: NĐ 61/2018 art. 19(9): at least one day before the due date.
    """
    return local_day(at) <= local_day(due_at) - timedelta(days=lead_days)


def is_same_day(limit: Limit) -> bool:
    """Whether the answer is given on the day of receipt, so that the counter may finish it at once."""
    return limit.unit in {LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE} or (
        limit.unit is LimitUnit.HOUR and limit.amount <= _HOURS_OF_A_DAY
    )


def _facts(clock: ClockFacts) -> Facts:
    assert clock.started_at is not None
    return Facts(
        received_at=clock.started_at,
        limit=clock.limit,
        pauses=clock.pauses,
        restarted_at=clock.restarted_at,
        extension=clock.extension,
        late_receipt_next_day=clock.late_receipt_next_day,
    )
