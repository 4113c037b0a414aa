"""From days and closing instants to the values that the statements take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from motcua.feedback.rules.ratings.telling import month_of, months_ended
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom and when something is counted: an agency and all below it, or everything; a half-open window of days;
    the instant at which the figures are closed (None: when the window ends). `unheard`: feedback that is about who
    asks and not told to them; it is not counted, since a number without its rows would tell that it is there."""

    agency_id: UUID | None
    window: Period
    as_of: datetime | None = None
    unheard: frozenset[UUID] = frozenset()

    @property
    def last_day(self) -> date:
        """The last day of the window.

        :raises Refused: "window-without-end".
        """
        if self.window.end is None:
            raise Refused("window-without-end", "Kỳ số liệu cần có ngày kết thúc.")
        return self.window.end - timedelta(days=1)

    @property
    def has_begun(self) -> bool:
        """Whether any of the window lies before the closing."""
        return self.as_of is None or self.as_of > _midnight(self.window.start)

    @property
    def by_month(self) -> Asked | None:
        """The same closed at the last end of a month: what people say is not told day by day. None when the window had
        not begun by then."""
        if self.as_of is None:
            return self
        closed = replace(self, as_of=_midnight(month_of(local_day(self.as_of))))
        return closed if closed.has_begun else None

    @property
    def in_months(self) -> Asked | None:
        """The whole months that had ended when the figures were closed, for what ratings move; None: there is none.

        :raises Refused: "window-without-end".
        """
        closed = month_of(local_day(self.as_of)) if self.as_of else None
        months = months_ended(Period(self.window.start, self.last_day + timedelta(days=1)), closed=closed)
        return replace(self, window=months, as_of=_midnight(closed) if closed else None) if months else None

    def instants(self) -> tuple[datetime, datetime]:
        """From when until when is counted; figures closed earlier end there.

        :raises Refused: "window-without-end", "closed-before-window".
        """
        since, until = _midnight(self.window.start), _midnight(self.last_day + timedelta(days=1))
        if self.as_of is None:
            return since, until
        if not self.has_begun:
            raise Refused(
                "closed-before-window",
                f"Thời điểm chốt số liệu {self.as_of.astimezone(VIETNAM):%H:%M %d/%m/%Y} phải sau ngày bắt đầu kỳ "
                f"{self.window.start:%d/%m/%Y}.",
            )
        return since, min(until, self.as_of)


def values_of(asked: Sequence[Asked]) -> list[list[Any]]:
    """The six arrays that `facts.ASKED` takes: one value for each asked, and what none of them is told."""
    instants = [each.instants() for each in asked]
    return [
        list(range(len(asked))),
        [each.agency_id for each in asked],
        [since for since, _ in instants],
        [until for _, until in instants],
        [each.as_of for each in asked],
        sorted(frozenset[UUID]().union(*(each.unheard for each in asked))),
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=VIETNAM)
