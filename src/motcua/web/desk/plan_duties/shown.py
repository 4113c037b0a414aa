"""How a duty is shown in lists and on its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.plans.enums import DutyStatus, Timing
from motcua.plans.models import Duty
from motcua.plans.policy import duty_not_found
from motcua.plans.queries.visible import find_duty
from motcua.plans.rules.timing import days_left, timing_of
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.plans.shown import BADGES, reach


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """A duty with how it stands today, in words."""

    row: Duty
    timing: Timing
    left: int | None

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


def shown_duty(duty: Duty, on: date) -> ShownDuty:
    """The duty as it stands on the day."""
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
