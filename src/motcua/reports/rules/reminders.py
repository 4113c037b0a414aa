"""On which days before and after its last day a report is recalled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

BEFORE = (7, 3, 1)
_REPEAT = 7


@dataclass(frozen=True, slots=True)
class Call:
    """One telling; the same key is told once."""

    event: str
    key: str


def call_of(*, due_on: date, on: date) -> Call | None:
    """What is to be said on the day: 7, 3 and 1 days before (the nearest that has been reached, so that none is lost
    over a day without work), on the day itself, and every week from the day after."""
    left = (due_on - on).days
    if left > BEFORE[0]:
        return None
    if left > 0:
        step = min(days for days in BEFORE if days >= left)
        return Call("report_due_soon", f"before:{step}")
    if left == 0:
        return Call("report_due_today", "today")
    return Call("report_late", f"late:{(-left - 1) // _REPEAT}")
