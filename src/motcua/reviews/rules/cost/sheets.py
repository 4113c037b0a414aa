"""A cost sheet and what follows from it.

Basis: Thông tư 02/2017/TT-VPCP, Điều 27: the cost of one performance is that of every activity the rules require plus
fees and charges; that of a year is one performance × times a year × subjects a year; the benefit is the cost as it is
minus the cost after simplification.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.reviews.enums import Block, Side
from motcua.reviews.rules.cost.numbers import percent, whole_vnd

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One activity of one performance: hours of the subject's own work at an hourly income, and what is paid out.

    Amounts are đồng, hours are hours; all exact and not negative.
    """

    activity: str
    hours: Decimal = ZERO
    hourly_income_vnd: Decimal = ZERO
    service_vnd: Decimal = ZERO
    fee_vnd: Decimal = ZERO
    other_vnd: Decimal = ZERO
    block: Block | None = None
    note: str = ""

    @property
    def work(self) -> Fraction:
        """What the subject's own time is worth, in đồng."""
        return Fraction(self.hours) * Fraction(self.hourly_income_vnd)

    @property
    def cost(self) -> Fraction:
        """What the activity costs at one performance, in đồng, exact."""
        return self.work + Fraction(self.service_vnd) + Fraction(self.fee_vnd) + Fraction(self.other_vnd)


@dataclass(frozen=True, slots=True)
class CostSheet:
    """A procedure's cost as it is and as it would be; both for the same number of performances in a year."""

    procedure: str
    times_per_year: Decimal
    subjects_per_year: Decimal
    before: tuple[CostLine, ...]
    after: tuple[CostLine, ...]

    def lines(self, side: Side) -> tuple[CostLine, ...]:
        """The lines of one copy."""
        return self.before if side is Side.BEFORE else self.after

    @property
    def performances(self) -> Fraction:
        """How often it is carried out in a year, by all subjects together."""
        return Fraction(self.times_per_year) * Fraction(self.subjects_per_year)


@dataclass(frozen=True, slots=True)
class Cost:
    """An amount for one dossier and for a year, in đồng, exact until shown."""

    dossier: Fraction
    year: Fraction

    @property
    def per_dossier_vnd(self) -> int:
        """Whole đồng for one dossier."""
        return whole_vnd(self.dossier)

    @property
    def per_year_vnd(self) -> int:
        """Whole đồng for a year; rounded once, not the rounded dossier multiplied."""
        return whole_vnd(self.year)

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.dossier - other.dossier, self.year - other.year)


@dataclass(frozen=True, slots=True)
class Costed:
    """What follows from a sheet."""

    sheet: CostSheet
    before: Cost
    after: Cost

    @property
    def saving(self) -> Cost:
        """What is saved; negative when the proposal costs more."""
        return self.before - self.after

    @property
    def saving_percent(self) -> Decimal | None:
        """The rate of saving with two places; None when it costs nothing today."""
        return percent(self.saving.dossier, self.before.dossier)


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one line matters: its cost, its share of the copy's cost in per cent (None of nothing), and by how many
    per cent the cost of the copy moves when the line alone moves by the tenth part."""

    side: Side
    line: CostLine
    cost_vnd: int
    share: Decimal | None
    moves: Decimal | None


def cost_of(lines: Iterable[CostLine]) -> Fraction:
    """The cost of one performance, in đồng, exact."""
    return sum((line.cost for line in lines), Fraction(0))


def costed(sheet: CostSheet) -> Costed:
    """Cost before, after, and what is saved.

    Basis: Thông tư 02/2017/TT-VPCP, Điều 27.
    """
    return Costed(sheet, _both(sheet, Side.BEFORE), _both(sheet, Side.AFTER))


def weights(sheet: CostSheet, side: Side) -> list[Weight]:
    """The lines of one copy that cost something, the heaviest first; equal ones in the order of the sheet."""
    whole = cost_of(sheet.lines(side))
    found = [
        Weight(side, line, whole_vnd(line.cost), percent(line.cost, whole), percent(line.cost / 10, whole))
        for line in sheet.lines(side)
        if line.cost
    ]
    return sorted(found, key=lambda weight: -weight.line.cost)


def _both(sheet: CostSheet, side: Side) -> Cost:
    once = cost_of(sheet.lines(side))
    return Cost(once, once * sheet.performances)
