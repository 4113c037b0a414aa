"""Where each number of a cost sheet of a draft act is from: carried over from a kept sheet, or said with the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext

from motcua.kernel.text import fold
from motcua.reviews.enums import Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.evidence import Income
from motcua.reviews.rules.cost.kept import ONE, KeptLine, Value, least_sure, plain_line
from motcua.reviews.rules.cost.sheets import CostLine

# A number of a kept sheet has nine places; how often × how much has twice as many.
_ONCE = Decimal("1e-9")
_PRODUCT = Decimal("1e-18")
_MANY = 100
# The column of each number, and the places it is kept with.
_COLUMNS: Mapping[CostPart, tuple[str, Decimal]] = {
    CostPart.HOURS: ("hours", _PRODUCT),
    CostPart.INCOME: ("hourly_income_vnd", _ONCE),
    CostPart.SERVICE: ("service_vnd", _PRODUCT),
    CostPart.FEE: ("fee_vnd", _PRODUCT),
    CostPart.OTHER: ("other_vnd", _PRODUCT),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number is from, in words, and how sure it is."""

    origin: CostOrigin
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class SourcedLine:
    """A line with the origin of each of its numbers."""

    line: CostLine
    origins: Mapping[CostPart, Origin] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[CostPart, ...]:
        """The numbers of which nobody says where they are from."""
        return tuple(part for part in numbers_of(self.line) if part not in self.origins)

    @property
    def confidence(self) -> Confidence:
        """As sure as the least sure of its numbers; one of which nobody says where it is from is not sure."""
        if self.missing:
            return Confidence.LOW
        return least_sure(self.origins[part].confidence for part in numbers_of(self.line))


def numbers_of(line: CostLine) -> dict[CostPart, Decimal]:
    """The numbers a line is counted with; what an hour is worth only where there are hours."""
    found = {part: rounded(line, part) for part in _COLUMNS}
    if not found[CostPart.HOURS]:
        found.pop(CostPart.INCOME)
    return {part: number for part, number in found.items() if number}


def rounded(line: CostLine, part: CostPart) -> Decimal:
    """A number of the line with the places it is kept with, without noughts behind."""
    name, places = _COLUMNS[part]
    return _within(getattr(line, name), places)


def _within(number: Decimal, places: Decimal) -> Decimal:
    with localcontext(prec=_MANY):
        short = number.quantize(places, ROUND_HALF_UP).normalize()
        return short.quantize(ONE) if short == short.to_integral_value() else short


def of_kept(line: KeptLine) -> SourcedLine:
    """A line of a kept sheet, with what its taken values say. How often it is done in one performance is part of each
    number, so that its source is told beside it."""
    plain = plain_line(line)
    often = line.taken(CostPart.TIMES)
    many = often if often is not None and often.value != ONE else None
    origins = {}
    for part in numbers_of(plain):
        said = line.taken(part)
        if said is not None:
            origins[part] = _joined(said, None if part is CostPart.INCOME else many)
    return SourcedLine(plain, origins)


def sourced(
    line: CostLine, *, known: Iterable[SourcedLine], own: Origin | None, income: Income | None
) -> SourcedLine:
    """The line with the origin of each number: the one it has in a line known of the same activity, when the number is
    the same; what an hour is worth as the agency has it; else what was said with the line."""
    same = [
        one
        for one in known
        if fold(one.line.activity) == fold(line.activity) and one.line.block == line.block
    ]
    origins = {}
    for part, number in numbers_of(line).items():
        found = next(
            (one.origins[part] for one in same if part in one.origins and rounded(one.line, part) == number),
            None,
        )
        if found is None and part is CostPart.INCOME and income is not None and _is_hourly(income, number):
            found = Origin(income.origin, income.source, income.confidence)
        if (found or own) is not None:
            origins[part] = found or own
    return SourcedLine(line, {part: one for part, one in origins.items() if one is not None})


def confidence_of_lines(lines: Sequence[SourcedLine]) -> Confidence:
    """As sure as the least sure of the lines that cost something."""
    return least_sure(one.confidence for one in lines if one.line.cost)


def _is_hourly(income: Income, number: Decimal) -> bool:
    return _within(income.hourly_vnd, _ONCE) == number


def _joined(said: Value, often: Value | None) -> Origin:
    if often is None:
        return Origin(said.origin, said.source, said.confidence)
    times = f"{often.value.normalize():f}".replace(".", ",")
    return Origin(
        said.origin,
        f"{said.source} Nhân {times} lần một hồ sơ: {often.source}",
        least_sure([said.confidence, often.confidence]),
    )
