"""A term as a plan says it, and what it means exactly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from motcua.kernel.periods import Period
from motcua.plans.enums import Cycle, TermKind


@dataclass(frozen=True, slots=True)
class Term:
    """When something is due. `text` is what the document says; nothing is filled in that it does not say.

    `due_on` is the last day on which the work is still in time (for "trước ngày 15" the 14th). `period` is the time
    named ("Quý I năm 2023": 1 January up to, not including, 1 April). `recurrence` is an iCalendar RRULE
    ("FREQ=MONTHLY;INTERVAL=6"); `length_days` a number of days after `event`, working days when `is_working_days`;
    `condition` the words of an event or of another document; `is_year_assumed` when the year came from the plan.
    `length_months` is a length said in months. Of a recurrence, `cycle` is what one occurrence covers, and
    `is_due_after` says that it is due after the time it covers has ended ("ngày 05 tháng đầu quý sau").
    `also` holds further terms of the same sentence (a recurring report and its yearly one).
    """

    text: str
    kind: TermKind
    due_on: date | None = None
    period: Period | None = None
    recurrence: str = ""
    length_days: int | None = None
    is_working_days: bool = False
    condition: str = ""
    is_year_assumed: bool = False
    also: tuple[Term, ...] = ()
    length_months: int | None = None
    cycle: Cycle | None = None
    is_due_after: bool = False

    @property
    def named_on(self) -> date | None:
        """The very day that the words name: of "trước ngày 15" the 15th, although the 14th is the last in time."""
        if self.kind is TermKind.BEFORE_DAY and self.due_on is not None:
            return self.due_on + timedelta(days=1)
        return self.due_on if self.kind in (TermKind.ON_DAY, TermKind.BY_DAY) else None

    def as_dict(self) -> dict[str, Any]:
        """The term as plain data; days in ISO form, `period` as first day and day after the last."""
        known: dict[str, Any] = {
            "text": self.text,
            "kind": self.kind.value,
            "label": self.kind.label,
            "named_on": self.named_on.isoformat() if self.named_on else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "starts_on": self.period.start.isoformat() if self.period else None,
            "ends_before": self.period.end.isoformat() if self.period and self.period.end else None,
            "recurrence": self.recurrence or None,
            "length_days": self.length_days,
            "length_months": self.length_months,
            "is_working_days": self.is_working_days if self.length_days is not None else None,
            "cycle": self.cycle.value if self.cycle else None,
            "is_due_after": self.is_due_after if self.cycle else None,
            "condition": self.condition or None,
            "is_year_assumed": self.is_year_assumed,
        }
        if self.also:
            known["also"] = [term.as_dict() for term in self.also]
        return known

    @classmethod
    def from_dict(cls, known: dict[str, Any]) -> Term:
        """The term that `as_dict` wrote."""
        start, end = known.get("starts_on"), known.get("ends_before")
        return cls(
            text=known["text"],
            kind=TermKind(known["kind"]),
            due_on=date.fromisoformat(known["due_on"]) if known.get("due_on") else None,
            period=Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)
            if start
            else None,
            recurrence=known.get("recurrence") or "",
            length_days=known.get("length_days"),
            is_working_days=bool(known.get("is_working_days")),
            condition=known.get("condition") or "",
            is_year_assumed=bool(known.get("is_year_assumed")),
            also=tuple(cls.from_dict(other) for other in known.get("also", ())),
            length_months=known.get("length_months"),
            cycle=Cycle(known["cycle"]) if known.get("cycle") else None,
            is_due_after=bool(known.get("is_due_after")),
        )
