"""Why each change is in a set: what would be missing without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.reviews.enums import Burden
from motcua.reviews.rules.changes.applying import totals
from motcua.reviews.rules.changes.effects import Change, effect_of
from motcua.reviews.rules.changes.facts import NONE, ProcedureFacts
from motcua.reviews.rules.solving.asked import Aim, Answer, Case, Choice, Reached


@dataclass(frozen=True, slots=True)
class Without:
    """How far an aim falls back without one change: the burden with all of them, and without that one."""

    aim: Aim
    before: Fraction
    with_it: Fraction
    without: Fraction

    @property
    def share(self) -> Fraction:
        """By which share the burden would still fall."""
        return (self.before - self.without) / self.before if self.before else NONE

    @property
    def gives(self) -> Fraction:
        """Which share of the burden falls only because of it."""
        return (self.without - self.with_it) / self.before if self.before else NONE

    @property
    def is_missed(self) -> bool:
        """Whether the aim is reached with all of them, and not without it."""
        reached = Reached(self.aim, self.before, self.with_it).is_reached
        return reached and not Reached(self.aim, self.before, self.without).is_reached


def explained(cases: Sequence[Case], answer: Answer) -> dict[Choice, tuple[Without, ...]]:
    """What each change of the set is there for: of every aim that it matters to, how far it would fall back without
    it, the aims that would be missed first.

    :raises Refused: as `effects.effect_of`.
    """
    found = {}
    for place in sorted({choice.case for choice in answer.choices}):
        own = answer.of(place)
        for change in own:
            rest = tuple(one for one in own if one != change)
            sides = [
                Without(reached.aim, reached.before, reached.after, reached.after + grown)
                for reached, grown in zip(
                    answer.reached,
                    _growth(cases[place].facts, own, rest, [one.aim.burden for one in answer.reached]),
                    strict=True,
                )
                if grown
            ]
            found[Choice(place, change)] = tuple(
                sorted(sides, key=lambda one: (not one.is_missed, -one.gives))
            )
    return found


def _growth(
    facts: ProcedureFacts, with_it: Sequence[Change], without: Sequence[Change], burdens: Sequence[Burden]
) -> list[Fraction]:
    """By how much each burden of the procedure is greater without the change."""
    one = totals(facts, [effect_of(change, facts) for change in with_it])
    other = totals(facts, [effect_of(change, facts) for change in without])
    return [other.of(burden) - one.of(burden) for burden in burdens]
