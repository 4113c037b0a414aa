"""How a duty is shown in lists and on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from motcua.plans.enums import DutyStatus, Timing
from motcua.plans.models import Duty
from motcua.plans.policy import duty_not_found
from motcua.plans.queries.measured import WorkNow, duties_now
from motcua.plans.queries.visible import find_duty
from motcua.plans.rules.timing import days_left, timing_of
from motcua.web.desk.access import Desk, DeskRequest
from motcua.web.desk.plans.shown import BADGES, reach


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """A duty with how it stands today, in words."""

    row: Duty
    timing: Timing
    left: int | None
    now: WorkNow | None = None  # how far it is where a measure tells it

    @property
    def badge(self) -> str:
        return BADGES.get(self.timing, "outline")

    @property
    def words(self) -> str:
        """The clock in words."""
        if self.timing is Timing.LATE and self.left is not None:
            return f"quá hạn {-self.left} ngày"
        if self.timing is Timing.NEAR and self.left is not None:
            return "hạn hôm nay" if self.left == 0 else f"còn {self.left} ngày"
        return self.timing.label.lower()

    @property
    def status(self) -> str:
        return DutyStatus(self.row.status).label

    @property
    def progress(self) -> str:
        """How far it is in words: as measured where a measure tells it, else as last reported."""
        if self.now is not None:
            return self.now.value.words if self.now.value else ""
        return "" if self.row.percent is None else f"{self.row.percent} %"


def shown_duties(duties: Sequence[Duty], desk: Desk) -> list[ShownDuty]:
    """The duties as they stand now, with what their measures tell."""
    measured = duties_now(duties, at=desk.at)
    return [replace(shown_duty(duty, desk.today), now=measured.get(duty.pk)) for duty in duties]


def shown_duty(duty: Duty, on: date) -> ShownDuty:
    """The duty as it stands on the day, without measures."""
    timing = timing_of(status=DutyStatus(duty.status), due_on=duty.due_on, done_on=duty.done_on, on=on)
    return ShownDuty(duty, timing, days_left(due_on=duty.due_on, on=on))


def duty_or_refuse(request: DeskRequest, pk: UUID) -> Duty:
    """The duty, when the person may see it.

    :raises Refused: "duty-not-found".
    """
    duty = find_duty(pk, request.desk.person, request.desk.today, reach=reach(request))
    if duty is None:
        raise duty_not_found()
    return duty
