"""What the solver is asked, and what it answers; all numbers exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.reviews.enums import Burden
from motcua.reviews.rules.changes.applying import in_order, totals
from motcua.reviews.rules.changes.effects import Change, Effect, effect_of
from motcua.reviews.rules.changes.facts import NONE, ProcedureFacts, cut_percent
from motcua.reviews.rules.cost.numbers import percent


@dataclass(frozen=True, slots=True)
class Case:
    """A procedure and the changes that may be made to it."""

    facts: ProcedureFacts
    options: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A burden that shall fall by at least this share of what all procedures weigh together."""

    burden: Burden
    share: Fraction


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an aim is reached: the burden of all procedures before and after."""

    aim: Aim
    before: Fraction
    after: Fraction

    @property
    def share(self) -> Fraction:
        """By which share the burden falls; nothing falls where there is none."""
        return (self.before - self.after) / self.before if self.before else NONE

    @property
    def percent(self) -> Decimal | None:
        """The same in per cent with two places; None of nothing."""
        return cut_percent(self.before, self.after)

    @property
    def is_reached(self) -> bool:
        """Whether it falls far enough, exactly."""
        return self.before > 0 and self.share >= self.aim.share


@dataclass(frozen=True, slots=True)
class Choice:
    """A change to one of the procedures, by the procedure's place among those asked about."""

    case: int
    change: Change


@dataclass(frozen=True, slots=True)
class Answer:
    """The smallest set, or, where nothing reaches all aims, the set that comes nearest.

    `most` says how far each aim could be reached if it were the only one; filled only where not all are reached.
    `is_proven` is False where the time was over before it was sure that no smaller set does; `at_least` is then what
    every set needs of what was wished for, changes or difficulty, and `effort` how much of it this set takes.
    """

    choices: tuple[Choice, ...]
    reached: tuple[Reached, ...]
    most: tuple[Reached, ...] = ()
    is_proven: bool = True
    at_least: int = 0
    effort: int = 0

    @property
    def gap(self) -> Decimal:
        """By how many per cent of the least that any set needs this one may be too large; nothing of a proven one."""
        if self.is_proven or not self.at_least:
            return Decimal(0)
        return percent(Fraction(self.effort - self.at_least), Fraction(self.at_least)) or Decimal(0)

    @property
    def is_reached(self) -> bool:
        """Whether all aims are reached."""
        return all(one.is_reached for one in self.reached)

    def of(self, case: int) -> tuple[Change, ...]:
        """The changes to one procedure."""
        return in_order(choice.change for choice in self.choices if choice.case == case)


@dataclass(frozen=True, slots=True)
class Option:
    """A possible change with its effect."""

    case: int
    change: Change
    effect: Effect


def options_of(cases: Sequence[Case]) -> list[Option]:
    """All possible changes in an order that does not depend on how they were named.

    :raises Refused: as `effects.effect_of`.
    """
    return [
        Option(place, change, effect_of(change, case.facts))
        for place, case in enumerate(cases)
        for change in in_order(set(case.options))
    ]


def reached_by(cases: Sequence[Case], aims: Sequence[Aim], chosen: Sequence[Option]) -> tuple[Reached, ...]:
    """How far these changes reach the aims, exactly."""
    by_case: dict[int, list[Effect]] = {}
    for option in chosen:
        by_case.setdefault(option.case, []).append(option.effect)
    before = [totals(case.facts, ()) for case in cases]
    after = [
        totals(case.facts, by_case[place]) if place in by_case else before[place]
        for place, case in enumerate(cases)
    ]
    return tuple(
        Reached(
            aim,
            sum((one.of(aim.burden) for one in before), NONE),
            sum((one.of(aim.burden) for one in after), NONE),
        )
        for aim in aims
    )
