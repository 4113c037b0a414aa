"""A measure in words: what stands above the line and below it."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.indicators.enums import Tally
from motcua.indicators.rules.declared import MEASURES
from motcua.indicators.rules.measures import Measure


def formula_of(known: Measure) -> tuple[str, str]:
    """What is counted above the line and below it; "" below for a mere number."""
    return _sum(known.numerator), _sum(known.denominator)


def code_counting(tally: Tally) -> str:
    """The measure that counts just this, to open its rows; "" when there is none."""
    return next((each.code for each in MEASURES if each.numerator == (tally,) and not each.is_share), "")


def _sum(tallies: Sequence[Tally]) -> str:
    first, *others = [tally.label for tally in tallies] or [""]
    return " + ".join([first, *(words[:1].lower() + words[1:] for words in others)])
