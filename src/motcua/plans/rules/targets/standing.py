"""How a target stands against what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from motcua.plans.enums import Commitment, Direction, TargetStanding
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.targets.comparing import conflicting


@dataclass(frozen=True, slots=True)
class Reached:
    """What was measured: the value before rounding (None: nothing arose), in which unit."""

    exact: Fraction | None
    unit: str


def is_met(*, direction: Direction, number: Decimal, exact: Fraction) -> bool:
    """Whether the exact value lies on the wanted side: 97,996 does not reach 98 because it is shown as 98."""
    wanted = Fraction(number)
    return {
        Direction.AT_LEAST: exact >= wanted,
        Direction.MORE_THAN: exact > wanted,
        Direction.AT_MOST: exact <= wanted,
        Direction.LESS_THAN: exact < wanted,
        Direction.EXACTLY: exact == wanted,
    }[direction]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted at an instant: rows above the line and below it (None: a mere number)."""

    numerator: int
    denominator: int | None


def look_back(*, gone: int) -> int | None:
    """How many days back the pace is taken from, `gone` days after the beginning: half of them, at most thirty; None
    in the first two weeks, which tell nothing."""
    return min(30, gone // 2) if gone >= 14 else None


def projected(*, now: Counted, before: Counted, days_between: int, days_left: int) -> Fraction | None:
    """The value at the end if what was added from `before` to `now` goes on at the same pace; None when there is
    nothing to take a share of."""
    numerator = _continued(now.numerator, before.numerator, days_between, days_left)
    if now.denominator is None or before.denominator is None:
        return numerator
    denominator = _continued(now.denominator, before.denominator, days_between, days_left)
    return min(100 * numerator / denominator, Fraction(100)) if denominator else None


def _continued(now: int, before: int, days_between: int, days_left: int) -> Fraction:
    return max(now + Fraction((now - before) * days_left, days_between), Fraction(0))


def standing_of(
    *,
    direction: Direction,
    number: Decimal,
    unit: str,
    reached: Reached | None,
    is_over: bool,
    projection: Fraction | None = None,
) -> TargetStanding:
    """How the target stands; `reached` None: nothing is measured. A share is not judged by a number, nor a number by
    a share. Missed only when the time is over; at risk while the pace (`projection`) does not lead there."""
    if reached is None or (unit == "%") != (reached.unit == "%"):
        return TargetStanding.NOT_MEASURED
    if reached.exact is None:
        return TargetStanding.NOTHING_AROSE
    met = is_met(direction=direction, number=number, exact=reached.exact)
    if is_over:
        return TargetStanding.MET if met else TargetStanding.MISSED
    if projection is not None and not is_met(direction=direction, number=number, exact=projection):
        return TargetStanding.AT_RISK
    return TargetStanding.MET if met else TargetStanding.ON_THE_WAY


def share_of_way(*, direction: Direction, number: Decimal, exact: Fraction) -> int | None:
    """How much of the wanted number is reached, in whole percent from 0 to 100, never 100 before it is; None where the
    number is a ceiling that was passed."""
    if is_met(direction=direction, number=number, exact=exact):
        return 100
    if direction in (Direction.AT_MOST, Direction.LESS_THAN) or number <= 0 or exact > number:
        return None
    return min(99, int(exact * 100 / Fraction(number)))


def in_conflict(targets: list[FoundTarget], indicators: list[str]) -> set[int]:
    """The places of the targets that cannot all be meant: by wording, or tied to one measure with another number."""
    place = {id(target): at for at, target in enumerate(targets)}
    found = {place[id(one)] for pair in conflicting(targets) for one in (pair.one, pair.other)}
    for at, other in combinations(range(len(targets)), 2):
        if indicators[at] and indicators[at] == indicators[other] and _differ(targets[at], targets[other]):
            found |= {at, other}
    return found


def _differ(one: FoundTarget, other: FoundTarget) -> bool:
    if one.unit != other.unit or one.number == other.number:
        return False
    return not (one.text == other.text and {one.commitment, other.commitment} == set(Commitment))
