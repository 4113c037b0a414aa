"""The quarters and years for which ratings are summed up. Basis: NĐ 61/2018/NĐ-CP, Điều 33: each quarter and year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from motcua.feedback.enums.ratings import SummaryKind
from motcua.kernel.clock import VIETNAM

_ROMAN = ("", "I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Span:
    """A quarter of a calendar year, or (`quarter` 0) the whole year."""

    year: int
    quarter: int = 0

    @property
    def kind(self) -> SummaryKind:
        return SummaryKind.QUARTER if self.quarter else SummaryKind.YEAR

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def end(self) -> date:
        """The day after the last."""
        return (
            date(self.year + 1, 1, 1) if self.quarter in {0, 4} else date(self.year, 3 * self.quarter + 1, 1)
        )

    @property
    def label(self) -> str:
        """“quý III năm 2026”, “năm 2026”."""
        return f"quý {_ROMAN[self.quarter]} năm {self.year}" if self.quarter else f"năm {self.year}"

    @property
    def key(self) -> str:
        """“2026-3”, “2026”: as it stands in an address."""
        return f"{self.year}-{self.quarter}" if self.quarter else str(self.year)

    def since(self) -> datetime:
        """The instant at which it begins."""
        return midnight(self.first)

    def until(self, today: date) -> datetime:
        """The instant up to which is counted: its end, or the beginning of this month while it lasts (not before it
        begins): counted up to each day, the difference of two days would tell a single rating."""
        return midnight(max(self.first, min(self.end, today.replace(day=1))))

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.end <= today


def midnight(day: date) -> datetime:
    """The beginning of the day in Vietnam."""
    return datetime.combine(day, time(), tzinfo=VIETNAM)


def span_of(key: str) -> Span | None:
    """The quarter or year of an address; None for anything else."""
    year, _, quarter = key.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and 2018 <= int(year) <= 2100):
        return None
    if not quarter:
        return Span(int(year))
    return Span(int(year), int(quarter)) if quarter in {"1", "2", "3", "4"} else None


def spans_until(today: date, *, quarters: int = 8, years: int = 3) -> list[Span]:
    """The present quarter and those before it, then the present year and those before it."""
    at = today.year * 4 + (today.month - 1) // 3
    found = [Span(place // 4, place % 4 + 1) for place in range(at, at - quarters, -1)]
    return found + [Span(year) for year in range(today.year, today.year - years, -1)]
