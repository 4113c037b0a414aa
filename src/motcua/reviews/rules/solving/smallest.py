"""The smallest set of changes that reaches targets, for one procedure or many.

Changes only remove, so every subset of a set that fails fails as well: a set which the solver's rounding let through
is ruled out with all its subsets, and the solver is asked again. What is answered is always checked exactly.

Basis: none in law; the targets are those of the plans that ask for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import ceil

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Wish
from motcua.reviews.rules.changes.applying import clash
from motcua.reviews.rules.changes.facts import NONE, WHOLE
from motcua.reviews.rules.changes.kinds import weight_of
from motcua.reviews.rules.solving.asked import (
    Aim,
    Answer,
    Case,
    Choice,
    Option,
    Reached,
    options_of,
    reached_by,
)
from motcua.reviews.rules.solving.engine import REFINING_SECONDS, SLACK, Found, Wanted, best
from motcua.reviews.rules.solving.savings import Sums, Terms, saved

_MOST_TRIES = 50
_NOTHING = Found((), 0.0, True)
_WHOLE_NUMBERS = 0.99  # objectives that count are whole, so that nearer than one is the same


def smallest(cases: Sequence[Case], aims: Sequence[Aim], *, wish: Wish = Wish.FEWEST) -> Answer:
    """The smallest set of changes that reaches all aims: the fewest, of these the easiest; or the easiest, of these
    the fewest. Where nothing reaches them, the smallest set that comes nearest, and how far each could be reached.

    :raises Refused: "aim-missing", "aim-of-nothing" when there is nothing of a burden to begin with, "changes-missing",
        "solving-took-too-long"; as `effects.effect_of` for the changes.
    """
    _require(cases, aims)
    question = _Question(cases, aims, options_of(cases), wish)
    if not question.options:
        raise Refused(
            "changes-missing", "Không có thay đổi nào để chọn. Chọn ít nhất một thay đổi có thể làm."
        )
    found = question.reaching([aim.share for aim in aims])
    if found is not None:
        return question.answer(found)
    most = tuple(question.most(place) for place in range(len(aims)))
    possible = [min(aim.share, one.share) for aim, one in zip(aims, most, strict=True)]
    part = question.nearest(possible)
    nearest = question.reaching([share * part for share in possible])
    return question.answer(nearest or _NOTHING, most=most)


def _require(cases: Sequence[Case], aims: Sequence[Aim]) -> None:
    if not aims:
        raise Refused("aim-missing", "Chưa có mục tiêu. Ghi ít nhất một mục tiêu, ví dụ thời hạn giảm 30 %.")
    for reached in reached_by(cases, aims, ()):
        if not reached.before:
            raise Refused(
                "aim-of-nothing",
                f"Không có gì để cắt ở “{reached.aim.burden.label}”: hiện tại là 0 hoặc chưa có số liệu. Bỏ mục tiêu "
                "này hoặc lập bảng chi phí, sửa thời hạn trước.",
                burden=reached.aim.burden.value,
            )


@dataclass
class _Question:
    """One asking: the sums of all variables, built once."""

    cases: Sequence[Case]
    aims: Sequence[Aim]
    options: list[Option]
    wish: Wish

    @cached_property
    def sums(self) -> Sums:
        sums = Sums(len(self.options))
        by_case: dict[int, list[int]] = defaultdict(list)
        for place, option in enumerate(self.options):
            by_case[option.case].append(place)
        for places in by_case.values():
            for one, other in combinations(places, 2):
                if clash(self.options[one].change, self.options[other].change):
                    sums.at_most({one: WHOLE, other: WHOLE}, WHOLE)
        return sums

    @cached_property
    def before(self) -> tuple[Fraction, ...]:
        return tuple(reached.before for reached in reached_by(self.cases, self.aims, ()))

    @cached_property
    def saving(self) -> list[Terms]:
        """For each aim, the share saved of what there is."""
        return [
            {
                variable: amount / before
                for variable, amount in saved(self.sums, self.cases, self.options, aim.burden).items()
            }
            for aim, before in zip(self.aims, self.before, strict=True)
        ]

    @cached_property
    def effort(self) -> tuple[Terms, Terms]:
        """What each option adds to what is wished for first, and to what decides between equals."""
        counts = dict.fromkeys(range(len(self.options)), WHOLE)
        weights = {
            place: Fraction(
                weight_of(option.change.kind, is_central=self.cases[option.case].facts.is_central)
            )
            for place, option in enumerate(self.options)
        }
        return (counts, weights) if self.wish is Wish.FEWEST else (weights, counts)

    def reached(self, found: Found) -> tuple[Reached, ...]:
        return reached_by(self.cases, self.aims, [self.options[place] for place in found.places])

    def answer(self, found: Found, *, most: tuple[Reached, ...] = ()) -> Answer:
        chosen = [self.options[place] for place in found.places]
        choices = tuple(Choice(option.case, option.change) for option in chosen)
        least = ceil(found.bound - SLACK) if not found.is_proven else 0
        effort = int(sum((self.effort[0][place] for place in found.places), NONE))
        return Answer(choices, self.reached(found), most, found.is_proven, least, effort)

    def reaching(self, shares: Sequence[Fraction]) -> Found | None:
        """The smallest set that makes every burden fall by its share."""
        wanted = [
            Wanted(terms, float(share) - SLACK) for terms, share in zip(self.saving, shares, strict=True)
        ]
        for _try in range(_MOST_TRIES):
            found = self._smallest(wanted)
            if found is None or self._is_enough(found, shares):
                return found
            others = set(range(len(self.options))) - set(found.places)
            wanted.append(Wanted(dict.fromkeys(sorted(others), WHOLE), 1.0))
        return None

    def _smallest(self, wanted: Sequence[Wanted]) -> Found | None:
        """The least of what is wished for first; of these, as far as time allows, the least of the other."""
        first, then = self.effort
        found = best(self.sums, first, wanted=wanted, maximise=False, gap=_WHOLE_NUMBERS)
        if found is None:
            return None
        least = float(sum((first[place] for place in found.places), NONE))
        same = Wanted(first, 0.0, least + 0.5)
        try:
            refined = best(
                self.sums,
                then,
                wanted=[*wanted, same],
                maximise=False,
                gap=_WHOLE_NUMBERS,
                seconds=REFINING_SECONDS,
            )
        except Refused:  # no time to choose between equals
            refined = None
        return found if refined is None else Found(refined.places, found.bound, found.is_proven)

    def _is_enough(self, found: Found, shares: Sequence[Fraction]) -> bool:
        return all(reached.share >= share for reached, share in zip(self.reached(found), shares, strict=True))

    def most(self, aim: int) -> Reached:
        """How far one aim could be reached if it were the only one."""
        found = best(self.sums, self.saving[aim], wanted=(), maximise=True, gap=SLACK)
        return self.reached(found or _NOTHING)[aim]

    def nearest(self, possible: Sequence[Fraction]) -> Fraction:
        """Of what is possible for each aim alone, the greatest part that all can have together, exactly as the set
        found has it."""
        together = self.sums.variable()
        wanted = [
            Wanted({**terms, together: -share}, 0.0)
            for terms, share in zip(self.saving, possible, strict=True)
        ]
        found = best(self.sums, {together: WHOLE}, wanted=wanted, maximise=True, gap=SLACK) or _NOTHING
        parts = [
            reached.share / share
            for reached, share in zip(self.reached(found), possible, strict=True)
            if share
        ]
        return min(parts, default=NONE)
