"""Cost sheets as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.models import CostEstimate, CostEstimateLine, CostFrequency
from motcua.reviews.rules.cost.frequency import Often, taken_often
from motcua.reviews.rules.cost.kept import KeptLine, confidence_of
from motcua.reviews.rules.cost.numbers import percent, whole_vnd

_WORTH_ASKING = 3


@dataclass(frozen=True, slots=True)
class ShownValue:
    """What a source says of a number."""

    pk: int
    value: Decimal | int
    origin: str
    source: str
    confidence: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A number of a line with all that its sources say."""

    part: CostPart
    label: str
    number: Decimal | int
    values: Sequence[ShownValue]

    @property
    def is_own(self) -> bool:
        """Whether it is said of this line; what an hour is worth is said of the whole sheet."""
        return self.part is not CostPart.INCOME

    @property
    def is_chosen(self) -> bool:
        """Whether several sources differ, so that the medium-low one was taken."""
        return len({value.value for value in self.values}) > 1


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with what it costs and its share of the sheet."""

    row: CostEstimateLine
    kept: KeptLine
    cost_vnd: int
    share: Decimal
    width: str
    parts: Sequence[ShownPart]

    @property
    def confidence(self) -> Confidence:
        """How sure its cost is."""
        return self.kept.confidence

    @property
    def work(self) -> str:
        """How its cost comes about, in words."""
        said = []
        times = tidy(self.kept.number(CostPart.TIMES))
        if hours := self.kept.number(CostPart.HOURS):
            said.append(_("%s giờ") % shown(hours))
        money = sum(
            (self.kept.number(part) for part in (CostPart.SERVICE, CostPart.FEE, CostPart.OTHER)), Decimal(0)
        )
        if money:
            said.append(_("%s đ") % shown(money))
        words = " + ".join(said) or _("0 đ")
        if times == 1:
            return words
        return f"{shown(times)} × ({words})" if len(said) > 1 else f"{shown(times)} × {words}"


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """The lines of a block and what they cost together."""

    block: Block
    lines: Sequence[ShownLine]
    cost_vnd: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A whole sheet."""

    blocks: Sequence[ShownBlock]
    once: Fraction
    dossiers: Fraction
    confidence: Confidence
    worth_asking: Sequence[ShownLine]

    @property
    def per_dossier_vnd(self) -> int:
        """Whole đồng for one dossier."""
        return whole_vnd(self.once)

    @property
    def per_year_vnd(self) -> int:
        """Whole đồng for a year."""
        return whole_vnd(self.once * self.dossiers)


def shown_sheet(estimate: CostEstimate, lines: Sequence[tuple[CostEstimateLine, KeptLine]]) -> ShownSheet:
    """The sheet by blocks, and which lines are most worth a better number: unsure ones that weigh most."""
    whole = sum((kept.cost for _row, kept in lines), Fraction(0))
    every = [_line(row, kept, whole) for row, kept in lines]
    blocks = []
    for block in Block:
        some = [line for line in every if line.kept.block is block]
        if some:
            cost = sum((line.kept.cost for line in some), Fraction(0))
            blocks.append(ShownBlock(block, some, whole_vnd(cost), _share(cost, whole)))
    costs: dict[Confidence, Fraction] = {}
    for line in every:
        costs[line.confidence] = costs.get(line.confidence, Fraction(0)) + line.kept.cost
    unsure = sorted(
        (line for line in every if line.kept.own_confidence is Confidence.LOW and line.cost_vnd),
        key=lambda one: -one.share,
    )
    return ShownSheet(
        blocks,
        whole,
        Fraction(estimate.dossiers_per_year),
        confidence_of(costs),
        unsure[:_WORTH_ASKING],
    )


def shown_parts(row: CostEstimateLine, kept: KeptLine) -> list[ShownPart]:
    """The numbers of a line that somebody says something of, in the order of the sheet."""
    rows = list(row.values.all())
    parts = []
    for part in CostPart:
        if part is CostPart.INCOME and not kept.number(CostPart.HOURS):
            continue
        values = [
            ShownValue(
                one.pk,
                tidy(round(one.value, _places(part))),
                CostOrigin(one.origin).label,
                one.source,
                Confidence(one.confidence).label,
                one.is_taken,
            )
            for one in rows
            if one.part == part
        ]
        if values:
            parts.append(ShownPart(part, part.label, tidy(round(kept.number(part), _places(part))), values))
    return parts


@dataclass(frozen=True, slots=True)
class ShownOften:
    """What a source says of a year, and whether its numbers count."""

    pk: int
    dossiers: str
    subjects: str
    origin: str
    source: str
    counted: int | None
    confidence: str
    gives_dossiers: bool
    gives_subjects: bool
    who: str


def shown_often(said: Sequence[tuple[CostFrequency, Often]]) -> dict[str, Any]:
    """All that is said of a year, and why which of it counts."""
    taken = taken_often([often for _row, often in said]) if said else None
    rows = [
        ShownOften(
            row.pk,
            shown(often.dossiers),
            shown(often.subjects),
            often.origin.label,
            often.source,
            often.counted,
            often.confidence.label,
            row.gives_dossiers,
            row.gives_subjects,
            row.by.full_name if row.by and often.counted is None else "",
        )
        for row, often in said
    ]
    return {"rows": rows, "why": taken.why if taken and len(rows) > 1 else "", "is_many": len(rows) > 1}


def _places(part: CostPart) -> int:
    """With how many places a number is shown."""
    return 2 if part is CostPart.INCOME else 4


def tidy(number: Decimal) -> Decimal | int:
    """A number without the zeros of its column."""
    if number == number.to_integral_value():
        return int(number)
    return number.normalize()


def shown(number: Decimal | int) -> str:
    """A number as Vietnamese writes it, at most four places."""
    value = tidy(round(Decimal(number), 4))
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def _line(row: CostEstimateLine, kept: KeptLine, whole: Fraction) -> ShownLine:
    share = _share(kept.cost, whole)
    return ShownLine(
        row,
        kept,
        whole_vnd(kept.cost),
        share,
        f"{share * 100:.1f}",
        shown_parts(row, kept),
    )


def _share(part: Fraction, whole: Fraction) -> Decimal:
    """A part of the whole, between 0 and 1."""
    return (percent(part, whole) or Decimal(0)) / 100


def compared(lines: Iterable[Any]) -> list[dict[str, Any]]:
    """Changes between two copies for the table."""
    return [
        {
            "activity": change.activity,
            "block": change.block.label,
            "before": change.before_vnd,
            "after": change.after_vnd,
            "saving": change.saving_vnd,
        }
        for change in lines
    ]
