"""From rates to points, and what would raise them most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from motcua.deadlines.enums import Certainty
from motcua.indicators.rules.measures import Figure, Measure
from motcua.indicators.rules.scores.definition import Band, Component, Group, Index, band_of


@dataclass(frozen=True, slots=True)
class Most:
    """The most points that a component can have, on which basis."""

    points: Decimal
    basis: str
    certainty: Certainty


class Told(StrEnum):
    """What can be said of a component."""

    POINTS = "points"
    ONLY_SHOWN = "only_shown"
    NO_DATA = "no_data"
    NOTHING_AROSE = "nothing_arose"
    NO_MAXIMUM = "no_maximum"
    KEPT_BACK = "kept_back"
    NOT_HEARD = "not_heard"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Scored:
    """A component with its measure and figure, the most points and those it has (None: none could be given)."""

    component: Component
    measure: Measure | None
    figure: Figure | None
    most: Most | None
    points: Fraction | None
    told: Told

    @property
    def lost(self) -> Fraction:
        """How many points it could still have."""
        return (
            Fraction(self.most.points) - self.points if self.most and self.points is not None else Fraction(0)
        )

    @property
    def rows_wanted(self) -> int:
        """How many rows more would have to be as they should for all the points; 0 when it has them."""
        if self.figure is None or not self.figure.denominator or not self.lost:
            return 0
        wanted = ceil(Fraction(self.component.full_at) * self.figure.denominator / 100)
        return max(0, wanted - self.figure.numerator)

    @property
    def gain(self) -> Fraction:
        """How many points each of those rows would bring."""
        return self.lost / self.rows_wanted if self.rows_wanted else Fraction(0)


@dataclass(frozen=True, slots=True)
class ScoredGroup:
    """A group with its components, the points given and out of how many that could be counted."""

    group: Group
    components: tuple[Scored, ...]

    @property
    def points(self) -> Fraction:
        """The points given."""
        return sum((each.points for each in self.components if each.points is not None), Fraction(0))

    @property
    def out_of(self) -> Fraction:
        """Out of how many points, of the components that could be counted."""
        given = (each.most for each in self.components if each.points is not None and each.most)
        return sum((Fraction(most.points) for most in given), Fraction(0))


@dataclass(frozen=True, slots=True)
class Score:
    """An index counted: what is given, out of how many points that could be counted, of how many in all."""

    index: Index
    groups: tuple[ScoredGroup, ...]

    @property
    def points(self) -> Fraction:
        """The points given."""
        return sum((each.points for each in self.groups), Fraction(0))

    @property
    def out_of(self) -> Fraction:
        """Out of how many points."""
        return sum((each.out_of for each in self.groups), Fraction(0))

    @property
    def is_whole(self) -> bool:
        """Whether all points of the index could be counted."""
        return self.out_of == Fraction(self.index.most)

    @property
    def band(self) -> Band | None:
        """How it is called; only provisional while it is not whole."""
        return band_of(self.index.bands, points=self.points, out_of=self.out_of, most=self.index.most)

    @property
    def components(self) -> list[Scored]:
        """All components in order."""
        return [each for group in self.groups for each in group.components]

    @property
    def best_gains(self) -> list[Scored]:
        """The components that lose points, those first that can win most; among equals what takes the fewest rows."""
        losing = [each for each in self.components if each.lost > 0]
        return sorted(losing, key=lambda each: (-each.lost, each.rows_wanted, each.component.number))


def points_for(*, rate: Decimal, most: Decimal, full_at: Decimal) -> Fraction:
    """The points for a rate in percent, rounded to two places before: all from `full_at` on, else in proportion."""
    if rate >= full_at:
        return Fraction(most)
    return Fraction(rate) * Fraction(most) / Fraction(full_at)


def score_component(
    component: Component,
    *,
    measure: Measure | None,
    figure: Figure | None,
    most: Most | None,
    nothing_is_zero: bool = False,
    withheld: Told | None = None,
) -> Scored:
    """What a component has. Where nothing arose it is left out of the sum, or has no points, as the office reports.
    What is `withheld`, or of too few people to be told, is left out."""

    def told(how: Told, points: Fraction | None = None) -> Scored:
        return Scored(component, measure, figure, most, points, how)

    if not component.is_scored:
        return told(Told.ONLY_SHOWN)
    if withheld is not None:
        return told(withheld)
    if figure is None:
        return told(Told.NO_DATA)
    if figure.value is None and figure.is_kept_back:
        return told(Told.KEPT_BACK)
    if most is None:
        return told(Told.NO_MAXIMUM)
    if figure.value is None:
        return told(Told.NOTHING_AROSE, Fraction(0) if nothing_is_zero else None)
    return told(Told.POINTS, points_for(rate=figure.value, most=most.points, full_at=component.full_at))


def score_index(
    index: Index,
    *,
    measures: Mapping[str, Measure],
    figures: Mapping[str, Figure | None],
    mosts: Mapping[str, Most],
    nothing_is_zero: bool = False,
    withheld: Mapping[str, Told] | None = None,
) -> Score:
    """The index from its figures by code of measure and the most points by number of component; `withheld` says, by
    code of measure, why one is not told."""

    def scored(each: Component) -> Scored:
        return score_component(
            each,
            measure=measures.get(each.measure),
            figure=figures.get(each.measure),
            most=mosts.get(each.number),
            nothing_is_zero=nothing_is_zero,
            withheld=(withheld or {}).get(each.measure),
        )

    return Score(
        index,
        tuple(
            ScoredGroup(group, tuple(scored(each) for each in index.components_of(group)))
            for group in index.groups
        ),
    )
