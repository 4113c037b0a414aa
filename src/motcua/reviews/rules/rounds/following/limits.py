"""A limit shortened by working days, in the unit in which it is laid down."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from motcua.deadlines.enums import LimitUnit
from motcua.reviews.rules.changes.facts import WORKING_DAYS

_WHOLE = Decimal(1)
_HUNDREDTH = Decimal("0.01")
_COUNTED_WHOLE = (LimitUnit.CALENDAR_DAY, LimitUnit.HOUR)


def limit_left(amount: Decimal, unit: LimitUnit, *, before: Fraction, after: Fraction) -> Decimal:
    """What is left of the limit when it falls from `before` to `after` working days: days of the calendar and hours
    whole, working days and months to two places, each rounded up so that no more is promised than was tried. Of units
    without a length it stays.

    Basis: the same exchange of units by which trials are counted (`rules.changes.facts.WORKING_DAYS`).
    """
    if not after:
        return Decimal(0)
    length = WORKING_DAYS.get(unit)
    if not length:
        return amount
    left = max(Fraction(0), Fraction(amount) - (before - after) / length)
    exact = Decimal(left.numerator) / Decimal(left.denominator)
    step = _WHOLE if unit in _COUNTED_WHOLE else _HUNDREDTH
    return min(amount, exact.quantize(step, rounding=ROUND_CEILING))
