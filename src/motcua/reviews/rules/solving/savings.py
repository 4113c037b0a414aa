"""What changes save, written as sums of a solver's variables without losing anything.

A paper falls once however many changes take it; of an amount of cost the change that takes most decides, and it is
multiplied by how often the procedure is still carried out. Each such rule becomes a few more variables between 0 and 1
that the solver sets as high as the chosen changes let it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from motcua.reviews.enums import Burden
from motcua.reviews.rules.changes.facts import NONE, WHOLE, ProcedureFacts
from motcua.reviews.rules.solving.asked import Case, Option

Terms = dict[int, Fraction]


@dataclass
class Sums:
    """Variables and rows so far: the first are the options, each 0 or 1; the others lie between 0 and `upper`.

    A row is a sum that must not be greater than its bound.
    """

    options: int
    upper: list[Fraction] = field(default_factory=list)
    rows: list[tuple[Terms, Fraction]] = field(default_factory=list)

    def variable(self, upper: Fraction = WHOLE) -> int:
        """One more variable."""
        self.upper.append(upper)
        return self.options + len(self.upper) - 1

    def at_most(self, terms: Terms, bound: Fraction) -> None:
        """One more row."""
        self.rows.append((terms, bound))


def saved(sums: Sums, cases: Sequence[Case], options: Sequence[Option], burden: Burden) -> Terms:
    """How much of the burden all chosen changes save together."""
    own: dict[int, list[int]] = defaultdict(list)
    for place, option in enumerate(options):
        own[option.case].append(place)
    terms: Terms = defaultdict(Fraction)
    for case, places in own.items():
        for variable, amount in _SAVED[burden](sums, cases[case].facts, options, places):
            terms[variable] += amount
    return {variable: amount for variable, amount in terms.items() if amount}


Saving = Iterable[tuple[int, Fraction]]


def _time(sums: Sums, facts: ProcedureFacts, options: Sequence[Option], places: Sequence[int]) -> Saving:
    days = {place: options[place].effect.days for place in places if options[place].effect.days}
    limit = facts.days or NONE
    if sum(days.values(), NONE) <= limit:
        return list(days.items())
    together = sums.variable(limit)
    sums.at_most({together: WHOLE, **{place: -taken for place, taken in days.items()}}, NONE)
    return [(together, WHOLE)]


def _parts(
    weights: Callable[[ProcedureFacts], Mapping[str, Fraction]],
    taken: Callable[[Option], frozenset[str]],
) -> Callable[[Sums, ProcedureFacts, Sequence[Option], Sequence[int]], Saving]:
    def saving(
        sums: Sums, facts: ProcedureFacts, options: Sequence[Option], places: Sequence[int]
    ) -> Iterator[tuple[int, Fraction]]:
        for key, weight in weights(facts).items():
            takers = [place for place in places if key in taken(options[place])]
            if takers:
                yield _any_of(sums, takers), weight

    return saving


def _any_of(sums: Sums, places: Sequence[int]) -> int:
    """A variable that can be 1 when one of the options is chosen."""
    if len(places) == 1:
        return places[0]
    one = sums.variable()
    sums.at_most({one: WHOLE, **dict.fromkeys(places, -WHOLE)}, NONE)
    return one


def _cost(
    sums: Sums, facts: ProcedureFacts, options: Sequence[Option], places: Sequence[int]
) -> Iterator[tuple[int, Fraction]]:
    rarer = [place for place in places if options[place].effect.frequency < 1]
    alike: dict[tuple[tuple[int, Fraction], ...], Fraction] = defaultdict(Fraction)
    for atom, amount in facts.atoms.items():
        takers = tuple(
            (place, options[place].effect.keeps[atom])
            for place in places
            if atom in options[place].effect.keeps
        )
        alike[takers] += amount * (facts.performances or WHOLE)
    for takers, amount in alike.items():
        if takers or rarer:
            yield from _amount(sums, amount, dict(takers), {p: options[p].effect.frequency for p in rarer})


def _amount(
    sums: Sums, amount: Fraction, takers: Mapping[int, Fraction], rarer: Mapping[int, Fraction]
) -> Iterator[tuple[int, Fraction]]:
    """What is saved of one amount: at most one change that takes from it and one that makes it rarer count."""
    if len(takers) + len(rarer) == 1:
        [(place, stays)] = [*takers.items(), *rarer.items()]
        yield place, amount * (1 - stays)
        return
    if not rarer and len(set(takers.values())) == 1:
        yield _any_of(sums, list(takers)), amount * (1 - next(iter(takers.values())))
        return
    counted = []
    for taker, stays in [(None, WHOLE), *takers.items()]:
        for rare, often in [(None, WHOLE), *rarer.items()]:
            needs = [place for place in (taker, rare) if place is not None]
            if needs:
                one = sums.variable()
                for place in needs:
                    sums.at_most({one: WHOLE, place: -WHOLE}, NONE)
                counted.append(one)
                yield one, amount * (1 - stays * often)
    sums.at_most(dict.fromkeys(counted, WHOLE), WHOLE)


_SAVED: Mapping[Burden, Callable[[Sums, ProcedureFacts, Sequence[Option], Sequence[int]], Saving]] = {
    Burden.TIME: _time,
    Burden.COST: _cost,
    Burden.PAPERS: _parts(
        lambda facts: {paper.key: WHOLE for paper in facts.papers}, lambda option: option.effect.papers
    ),
    Burden.CONDITIONS: _parts(
        lambda facts: {condition.key: WHOLE for condition in facts.conditions},
        lambda option: option.effect.conditions,
    ),
    Burden.TRIPS: _parts(
        lambda facts: {trip.key: trip.share for trip in facts.trips}, lambda option: option.effect.trips
    ),
}
