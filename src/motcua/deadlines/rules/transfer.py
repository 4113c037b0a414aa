"""Handing a received dossier on to the competent agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from motcua.deadlines.rules import bases
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import CUTOFF
from motcua.kernel.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class TransferBy:
    """By when a dossier must have been handed on, and why."""

    at: datetime
    reason: str
    basis: str


def transfer_by(*, calendar: Calendar, received_at: datetime, cutoff: time = CUTOFF) -> TransferBy:
    """By the end of the same working day; received after the cut-off or outside working days, at the next opening.

    The cut-off moves the handing on only, never day 0 of the applicant's limit.

    Basis: NĐ 61/2018 art. 18(2)(3); NĐ 118/2025 art. 18(2) as amended by NĐ 309/2026.
    """
    at = received_at.astimezone(VIETNAM)
    day, basis = at.date(), bases.transfer(at.date())
    if calendar.is_working(day) and at.time() <= cutoff and at < calendar.closing(day):
        return TransferBy(calendar.closing(day), "Chuyển ngay trong ngày làm việc", basis)
    following = calendar.add_working_days(day, 1)
    why = f"Nhận sau {cutoff:%H:%M}" if calendar.is_working(day) else "Nhận vào ngày không làm việc"
    return TransferBy(calendar.opening(following), f"{why}: chuyển vào đầu ngày làm việc tiếp theo", basis)
