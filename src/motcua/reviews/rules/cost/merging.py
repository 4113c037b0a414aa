"""The lines of a file beside those that a draft had: what says the same keeps its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from motcua.kernel.text import fold
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.kept import ONE, KeptLine, Value, plain_line
from motcua.reviews.rules.cost.numbers import MOST_PLACES
from motcua.reviews.rules.cost.sheets import CostLine

_PLACES = Decimal(1).scaleb(-MOST_PLACES)
_AMOUNTS = (CostPart.HOURS, CostPart.SERVICE, CostPart.FEE, CostPart.OTHER)
# A file counts once in a thousand dossiers the same as none: rounding of how often a subject comes.
SAME_COUNT = Fraction(1, 1000)


def merged_lines(before: Sequence[KeptLine], incoming: Sequence[CostLine], *, source: str) -> list[KeptLine]:
    """The lines as the file has them, in its order. A line that says the same as one of the draft is that line, with
    its sources; one of the same activity with other numbers keeps only what it is about; others are new."""
    waiting = list(before)
    incomes = [value for line in before for value in line.values if value.part is CostPart.INCOME]
    lines = []
    for place, line in enumerate(incoming):
        known = _same(waiting, line)
        if known is not None:
            waiting.remove(known)
        lines.append(_merged(known, line, source=source, place=place, incomes=incomes))
    return lines


def says_the_same(known: KeptLine, line: CostLine) -> bool:
    """Whether a line of a file has the numbers of a kept one, as far as lines are kept with places."""
    plain = plain_line(known)
    return all(
        rounded(getattr(plain, name)) == rounded(getattr(line, name))
        for name in ("hours", "hourly_income_vnd", "service_vnd", "fee_vnd", "other_vnd")
        if name != "hourly_income_vnd" or line.hours
    )


def rounded(number: Decimal) -> Decimal:
    """With the places that lines are kept with."""
    return number.quantize(_PLACES, ROUND_HALF_UP)


def _merged(
    known: KeptLine | None, line: CostLine, *, source: str, place: int, incomes: Sequence[Value]
) -> KeptLine:
    if known is not None and says_the_same(known, line):
        return known
    values = [Value(CostPart.TIMES, ONE, CostOrigin.FILE, source, Confidence.MEDIUM)]
    for part in _AMOUNTS:
        if amount := rounded(getattr(line, part.value)):
            values.append(Value(part, amount, CostOrigin.FILE, source, Confidence.MEDIUM))
    if line.hours:
        values.append(_income(line, source=source, among=incomes))
    fresh = KeptLine(
        f"own:file:{place}",
        line.block or Block.OTHER,
        line.activity,
        rounded(line.hourly_income_vnd),
        tuple(values),
        note=line.note,
    )
    if known is None:
        return fresh
    return replace(
        fresh,
        block=known.block,
        key=known.key,
        channel=known.channel,
        norm=known.norm,
        component_id=known.component_id,
    )


def _income(line: CostLine, *, source: str, among: Sequence[Value]) -> Value:
    """What an hour is worth by the file: what the draft says too keeps its source."""
    said = rounded(line.hourly_income_vnd)
    known = next((one for one in among if rounded(one.value) == said), None)
    if known is not None:
        return known
    return Value(CostPart.INCOME, said, CostOrigin.FILE, source, Confidence.MEDIUM)


def _same(waiting: Sequence[KeptLine], line: CostLine) -> KeptLine | None:
    """The line of the same activity, in the same block where the file tells blocks."""
    said = fold(line.activity)
    alike = [one for one in waiting if fold(one.activity) == said and line.block in (None, one.block)]
    return next((one for one in alike if says_the_same(one, line)), alike[0] if alike else None)
