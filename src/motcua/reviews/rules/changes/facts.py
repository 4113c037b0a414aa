"""A procedure as changes see it: everything in it that can be cut, and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.deadlines.enums import LimitUnit
from motcua.reviews.enums import Block, Burden
from motcua.reviews.rules.cost.numbers import percent
from motcua.reviews.rules.cost.sheets import CostLine

NONE = Fraction(0)
WHOLE = Fraction(1)

# Working days in one of each unit, so that limits of different procedures add up.
# Basis: five working days in seven; 22 working days a month, as hourly income is divided; eight hours a day.
WORKING_DAYS: Mapping[LimitUnit, Fraction] = {
    LimitUnit.WORKING_DAY: WHOLE,
    LimitUnit.CALENDAR_DAY: Fraction(5, 7),
    LimitUnit.HOUR: Fraction(1, 8),
    LimitUnit.MONTH: Fraction(22),
    LimitUnit.SAME_DAY: WHOLE,
    LimitUnit.IMMEDIATE: NONE,
}


def working_days(amount: Decimal | None, unit: LimitUnit | None) -> Fraction | None:
    """A limit in working days; None where none is laid down or it could not be read."""
    if unit is None or unit not in WORKING_DAYS:
        return None
    if unit in (LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE):
        return WORKING_DAYS[unit]
    return None if amount is None else Fraction(amount) * WORKING_DAYS[unit]


@dataclass(frozen=True, slots=True)
class Part:
    """Something a procedure has: a paper, step, fee or condition, by its place from "1"; a step of the internal process
    by its key there, behind `INTERNAL`. `same_as` is what a paper is, however it is called, or what a condition says,
    so that two procedures can be found to ask for the same; `is_own` what applicants write themselves, as a form or
    letter."""

    key: str
    name: str
    same_as: str = ""
    is_own: bool = False


INTERNAL = "qt."  # how the key of a step of the internal process begins


@dataclass(frozen=True, slots=True)
class Trip:
    """A way that somebody goes to an office, and the share of dossiers for which it is gone."""

    key: str
    name: str
    share: Fraction = WHOLE


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cost sheet, how often its activity is done in one performance, and what in the procedure causes it:
    `of` is "paper:2", "fee:1", "condition:3" or ""."""

    key: str
    cost: CostLine
    times: Fraction = WHOLE
    of: str = ""
    is_travel: bool = False
    is_offline: bool = False  # nobody has it who does everything online
    is_certifying: bool = False

    @property
    def block(self) -> Block | None:
        """The part of the sheet in which it stands."""
        return self.cost.block

    @property
    def amounts(self) -> dict[str, Fraction]:
        """What it consists of in one performance, in đồng, by kind; what is nothing is left out."""
        once = {
            "work": self.cost.work,
            "service": Fraction(self.cost.service_vnd),
            "fee": Fraction(self.cost.fee_vnd),
            "other": Fraction(self.cost.other_vnd),
        }
        return {kind: amount * self.times for kind, amount in once.items() if amount and self.times}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another procedure with which this one could be merged: its limit in working days, which papers it asks for and
    which conditions it sets."""

    code: str
    name: str
    days: Fraction | None = None
    papers: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """What a version of a procedure asks. `days` is its limit in working days, None where none is known;
    `performances` how often it is carried out in a year; `lines` its cost of today, empty where no sheet is kept;
    `is_central` says that a ministry laid it down; `online_stays` is what the same costs online, as a share of what is
    offline now."""

    code: str
    name: str = ""
    days: Fraction | None = None
    papers: tuple[Part, ...] = ()
    steps: tuple[Part, ...] = ()
    fees: tuple[Part, ...] = ()
    conditions: tuple[Part, ...] = ()
    trips: tuple[Trip, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    lines: tuple[Line, ...] = ()
    performances: Fraction = NONE
    is_central: bool = True
    online_stays: Fraction = NONE

    @property
    def atoms(self) -> dict[str, Fraction]:
        """The amounts of each line that are not nothing, by line and kind of amount, in đồng for one performance."""
        return {f"{line.key}.{kind}": amount for line in self.lines for kind, amount in line.amounts.items()}


@dataclass(frozen=True, slots=True)
class Totals:
    """What a procedure weighs: working days (None: not known), đồng for one performance, performances by one subject
    compared with today's, papers, conditions, trips."""

    days: Fraction | None
    cost: Fraction
    frequency: Fraction
    performances: Fraction
    papers: int
    conditions: int
    trips: Fraction

    @property
    def year(self) -> Fraction:
        """The cost of a year, in đồng."""
        return self.cost * self.frequency * self.performances

    def of(self, burden: Burden) -> Fraction:
        """How much of this burden; what is not known weighs nothing. Cost is that of a year, or, where nobody knows
        how often a year, that of a dossier."""
        match burden:
            case Burden.TIME:
                return self.days or NONE
            case Burden.COST:
                return self.year if self.performances else self.cost * self.frequency
            case Burden.PAPERS:
                return Fraction(self.papers)
            case Burden.CONDITIONS:
                return Fraction(self.conditions)
            case Burden.TRIPS:
                return self.trips


def cut_percent(before: Fraction, after: Fraction) -> Decimal | None:
    """By how many per cent a burden falls, two places; None of nothing.

    Basis: Thông tư 02/2017/TT-VPCP, Điều 27 (rate of saving).
    """
    return percent(before - after, before)
