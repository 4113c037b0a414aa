"""What a change saved, from the dossiers before and after it was in force.

Basis: Thông tư 02/2017/TT-VPCP, Điều 27: the benefit is the cost as it was minus the cost after, its rate that part of
the cost as it was; the cost of a year is that of one performance × performances in a year, the same number on both
sides unless the change itself is about how often somebody has to come. How many dossiers are enough to say a number is
this system's choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from motcua.reviews.enums import Confidence
from motcua.reviews.enums.measured import NotMeasured
from motcua.reviews.rules.cost.evidence import SOME_DOSSIERS, WHOLE_YEAR, Observed, yearly
from motcua.reviews.rules.cost.kept import SURE_SHARE, KeptLine, least_sure
from motcua.reviews.rules.cost.numbers import percent, whole_vnd
from motcua.reviews.rules.measured.lines import shown_share

_HALF = Fraction(1, 2)
_YEAR = timedelta(days=WHOLE_YEAR)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the dossiers of its window, one performance as they show it, and by which sheet that is priced.

    `lines` is None where there is nothing to price with; after a repeal nobody performs anything any more.
    """

    observed: Observed
    lines: Sequence[KeptLine] | None
    waited_days: Decimal | None = None
    priced_by: str = ""
    is_repealed: bool = False

    @property
    def once(self) -> Fraction | None:
        """What one performance costs, in đồng, exact."""
        if self.is_repealed:
            return Fraction(0)
        return None if self.lines is None else sum((line.cost for line in self.lines), Fraction(0))

    @property
    def is_enough(self) -> bool:
        """Whether there are dossiers enough to say what a performance costs."""
        return self.is_repealed or self.observed.dossiers >= SOME_DOSSIERS

    @property
    def confidence(self) -> Confidence:
        """As sure as so many dossiers are, and as the part of the cost that they show is large."""
        if self.is_repealed:
            return Confidence.HIGH
        share = shown_share(self.lines or ())
        by_share = Confidence.MEDIUM if share >= _HALF else Confidence.LOW
        return least_sure([self.observed.confidence, Confidence.HIGH if share >= SURE_SHARE else by_share])


@dataclass(frozen=True, slots=True)
class MeasuredSaving:
    """Both sides, with dossiers of twelve months on each; `counts_own` says that the change is about how often somebody
    has to come, so that each side counts with its own number."""

    before: Side
    after: Side
    counts_own: bool = False

    @property
    def missing(self) -> NotMeasured | None:
        """Why no amount is given; None when one is."""
        if not self.before.is_enough:
            return NotMeasured.FEW_BEFORE
        if not self.after.is_enough:
            return NotMeasured.FEW_AFTER
        if self.before.once is None or self.after.once is None:
            return NotMeasured.NO_RATES
        return None

    @property
    def performances(self) -> tuple[Decimal, Decimal]:
        """Performances of twelve months by which each side is multiplied."""
        before, after = yearly(self.before.observed)[0], yearly(self.after.observed)[0]
        if self.counts_own:
            return before, after
        return (after, after) if self._counts_after else (before, before)

    @property
    def _counts_after(self) -> bool:
        """Of both records the longer one tells the number of a year; of equal ones the later."""
        if self.after.is_repealed:
            return False
        return self.after.observed.days >= self.before.observed.days

    @property
    def once_vnd(self) -> tuple[int, int] | None:
        """What one performance cost before and costs after, whole đồng; None where no amount is given."""
        if self.missing or self.before.once is None or self.after.once is None:
            return None
        return whole_vnd(self.before.once), whole_vnd(self.after.once)

    @property
    def year_vnd(self) -> tuple[int, int] | None:
        """The same of a year; rounded once."""
        exact = self._year
        return None if exact is None else (whole_vnd(exact[0]), whole_vnd(exact[1]))

    @property
    def saving_vnd(self) -> int | None:
        """What is saved in a year, whole đồng; negative where it costs more than before."""
        found = self.year_vnd
        return None if found is None else found[0] - found[1]

    @property
    def percent(self) -> Decimal | None:
        """The rate of saving of a year, exact until two places; None of nothing."""
        exact = self._year
        return None if exact is None else percent(exact[0] - exact[1], exact[0])

    @property
    def confidence(self) -> Confidence:
        """As sure as the less sure side and as the number of a year."""
        sides = [self.before, self.after] if self.counts_own else [self._counted_by]
        often = [yearly(side.observed)[3] for side in sides if not side.is_repealed]
        return least_sure([self.before.confidence, self.after.confidence, *often])

    @property
    def _counted_by(self) -> Side:
        return self.after if self._counts_after else self.before

    @property
    def _year(self) -> tuple[Fraction, Fraction] | None:
        if self.missing or self.before.once is None or self.after.once is None:
            return None
        often = self.performances
        return self.before.once * Fraction(often[0]), self.after.once * Fraction(often[1])


@dataclass(frozen=True, slots=True)
class Spans:
    """Whose dossiers are counted: received from `before_from` on and before `before_until`; likewise after."""

    before_from: date
    before_until: date
    after_from: date
    after_until: date


def spans_of(
    day: date, *, on: date, before_since: date | None = None, after_ends: date | None = None
) -> Spans:
    """A year before the change came into force on `day`, and at most the last year since, up to and with `on`. Neither
    reaches into a time in which other rules held: before `before_since`, or from `after_ends` on."""
    end = on + timedelta(days=1)
    after_until = min(end, after_ends) if after_ends is not None else end
    before_from = day - _YEAR
    if before_since is not None:
        before_from = min(max(before_from, before_since), day)
    return Spans(before_from, day, max(day, after_until - _YEAR), max(day, after_until))
