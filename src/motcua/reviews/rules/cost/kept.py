"""A kept line: each number with what its sources say, and which of them is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction

from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.sheets import ZERO, CostLine

ONE = Decimal(1)
# The numbers that a line says by itself; what an hour is worth it has from its sheet.
OWN_PARTS = tuple(part for part in CostPart if part is not CostPart.INCOME)
_RANK = {Confidence.HIGH: 2, Confidence.MEDIUM: 1, Confidence.LOW: 0}
# A sheet is as sure as the lines that make up this share of its cost.
SURE_SHARE = Fraction(4, 5)
_DIGITS = 80


@dataclass(frozen=True, slots=True)
class Value:
    """What one source says of one number of a line."""

    part: CostPart
    value: Decimal
    origin: CostOrigin
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One activity with the numbers taken: `times` in one performance, each of the others once.

    What an hour is worth is `hourly_income_vnd`; a value of that part only tells where it is from and how sure.
    """

    key: str
    block: Block
    activity: str
    hourly_income_vnd: Decimal
    values: tuple[Value, ...] = ()
    channel: str = ""
    norm: str = ""
    component_id: int | None = None
    note: str = ""

    def taken(self, part: CostPart) -> Value | None:
        """The value taken for a part; None where no source says anything."""
        return medium_low([value for value in self.values if value.part is part])

    def number(self, part: CostPart) -> Decimal:
        """The number of a part: once where nobody says how often, else nothing where nobody says how much."""
        if part is CostPart.INCOME:
            return self.hourly_income_vnd
        found = self.taken(part)
        if found is None:
            return ONE if part is CostPart.TIMES else ZERO
        return found.value

    @property
    def cost(self) -> Fraction:
        """What it costs in one performance, in đồng, exact."""
        once = (
            Fraction(self.number(CostPart.HOURS)) * Fraction(self.hourly_income_vnd)
            + Fraction(self.number(CostPart.SERVICE))
            + Fraction(self.number(CostPart.FEE))
            + Fraction(self.number(CostPart.OTHER))
        )
        return Fraction(self.number(CostPart.TIMES)) * once

    @property
    def confidence(self) -> Confidence:
        """As sure as the least sure of the numbers it is counted with; with hours, also of what an hour is worth."""
        income = self.taken(CostPart.INCOME) if self.number(CostPart.HOURS) else None
        return least_sure([self.own_confidence, *([income.confidence] if income else [])])

    @property
    def own_confidence(self) -> Confidence:
        """The same without what an hour is worth, which no better answer about this activity changes."""
        taken = [self.taken(part) for part in OWN_PARTS]
        return least_sure(value.confidence for value in taken if value is not None and value.value)

    def with_value(self, value: Value) -> KeptLine:
        """The line where one more source speaks; the same source speaks once of a part."""
        others = [
            one
            for one in self.values
            if (one.part, one.origin, one.source) != (value.part, value.origin, value.source)
        ]
        return replace(self, values=(*others, value))


def medium_low(values: Sequence[Value]) -> Value | None:
    """Of several values the middle one, of an even number the lower of the two in the middle; None of none.

    Basis: Thông tư 02/2017/TT-VPCP, Điều 27: where sources differ the medium-low value is taken. That this is the lower
    median is this system's reading: it is always a number that some source gave.
    """
    if not values:
        return None
    ordered = sorted(values, key=lambda one: (one.value, -_RANK[one.confidence], one.origin, one.source))
    return ordered[(len(ordered) - 1) // 2]


def sureness(confidence: Confidence) -> int:
    """The higher the surer."""
    return _RANK[confidence]


def least_sure(found: Iterable[Confidence]) -> Confidence:
    """The lowest of them; sure where there is none."""
    return min(found, key=lambda one: _RANK[one], default=Confidence.HIGH)


def confidence_of(costs: Mapping[Confidence, Fraction]) -> Confidence:
    """How sure a sheet is, from what its lines of each confidence cost: the level four fifths of the cost reach."""
    whole = sum(costs.values(), Fraction(0))
    reached = Fraction(0)
    for level in (Confidence.HIGH, Confidence.MEDIUM):
        reached += costs.get(level, Fraction(0))
        if reached >= whole * SURE_SHARE:
            return level
    return Confidence.LOW


def plain_line(line: KeptLine) -> CostLine:
    """The line as the cost formula counts it: what is done several times, or in a share of the dossiers, multiplied.

    Basis: Thông tư 02/2017/TT-VPCP, Điều 27.
    """
    times = line.number(CostPart.TIMES)
    return CostLine(
        line.activity,
        hours=exactly(times, line.number(CostPart.HOURS)),
        hourly_income_vnd=line.hourly_income_vnd,
        service_vnd=exactly(times, line.number(CostPart.SERVICE)),
        fee_vnd=exactly(times, line.number(CostPart.FEE)),
        other_vnd=exactly(times, line.number(CostPart.OTHER)),
        block=line.block,
        note=line.note,
    )


def exactly(times: Decimal, number: Decimal) -> Decimal:
    """The product with all its digits."""
    with localcontext(prec=_DIGITS):
        product = (times * number).normalize()
        return product.quantize(ONE) if product == product.to_integral_value() else product
