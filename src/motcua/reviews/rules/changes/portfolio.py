"""Many procedures together: what they weighed, weigh and will weigh, and how far that is from a target.

Carried out is what procedures in force already no longer ask; planned is what approved proposals not yet carried out
will take away; scenarios are trials and count nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from motcua.catalogue.enums import ProcedureKind
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.rules.changes.facts import NONE, WHOLE, cut_percent
from motcua.reviews.rules.succession import Replaced

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Burdens that add up: working days of limits, đồng of a year, papers, conditions."""

    days: Fraction = NONE
    cost: Fraction = NONE
    papers: Fraction = NONE
    conditions: Fraction = NONE

    def __add__(self, other: Weighed) -> Weighed:
        return Weighed(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def __sub__(self, other: Weighed) -> Weighed:
        """What remains; never below nothing."""
        return Weighed(
            *(max(NONE, getattr(self, one.name) - getattr(other, one.name)) for one in fields(self))
        )

    def of(self, burden: Burden) -> Fraction:
        """How much of this burden; trips are not added up over procedures."""
        match burden:
            case Burden.TIME:
                return self.days
            case Burden.COST:
                return self.cost
            case Burden.PAPERS:
                return self.papers
            case Burden.CONDITIONS:
                return self.conditions
            case Burden.TRIPS:
                return NONE


@dataclass(frozen=True, slots=True)
class Cut:
    """What proposals take away: days, papers and conditions by number. Of the cost of a year a share `stays`: what a
    proposal names need not be what the sheet names, and what saves 60 % of the one does not empty the other. `often` is
    the share of the performances that remain where people come less often."""

    away: Weighed = Weighed()
    stays: Fraction = WHOLE
    often: Fraction = WHOLE

    def and_also(self, other: Cut) -> Cut:
        """Both of them."""
        return Cut(self.away + other.away, self.stays * other.stays, self.often * other.often)

    def of(self, held: Weighed) -> Weighed:
        """What remains of it."""
        return replace(held - self.away, cost=held.cost * self.stays)


def staying(before: Fraction | None, after: Fraction | None) -> Fraction:
    """Which share of a cost stays; all of it where one of the two was not said or it does not fall."""
    return WHOLE if not before or after is None else min(WHOLE, after / before)


ADDED = (Burden.TIME, Burden.COST, Burden.PAPERS, Burden.CONDITIONS)


@dataclass(frozen=True, slots=True)
class Held:
    """A procedure of the portfolio: as it was on the day from which targets count, as it is, and as approved proposals
    will leave it. `has_cost` says that a sheet was agreed; `is_ended` that nobody has to carry it out any more. The
    cost of both sides is reckoned with `dossiers` a year and `hourly` đồng an hour; both None where no sheet was
    agreed. `has_draft`: a sheet is being made that counts once it is agreed. `replaces`: the procedures whose place it
    took since that day; what they weighed stands in its `before`, so that a procedure replaced is not one cut."""

    code: str
    name: str
    procedure_id: str
    kind: ProcedureKind
    field: str = ""
    levels: tuple[str, ...] = ()
    is_business: bool = False
    before: Weighed = Weighed()
    now: Weighed = Weighed()
    planned: Weighed = Weighed()
    has_cost: bool = False
    has_limit: bool = False
    is_ended: bool = False
    dossiers: Fraction | None = None
    hourly: Fraction | None = None
    has_draft: bool = False
    replaces: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheets:
    """Of how many procedures the cost is told: those with an agreed sheet, and those whose sheet is but a draft."""

    count: int
    agreed: int
    drafts: int

    @property
    def without(self) -> int:
        """How many have no agreed sheet and stand in no sum of costs."""
        return self.count - self.agreed


def sheets_of(held: Iterable[Held]) -> Sheets:
    """How far the costs of these procedures are known: a whole is told only with that."""
    every = list(held)
    return Sheets(
        len(every),
        sum(one.has_cost for one in every),
        sum(one.has_draft and not one.has_cost for one in every),
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """Procedures added up."""

    count: int
    before: Weighed
    now: Weighed
    planned: Weighed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target: of which procedures (of one level, or of all), which burden, by how many per cent."""

    procedures: TargetSet
    burden: Burden
    percent: Decimal
    field: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a target is: the burden of its procedures before, now and as planned."""

    wanted: Wanted
    count: int
    before: Fraction
    now: Fraction
    planned: Fraction

    @property
    def done_percent(self) -> Decimal | None:
        """By how many per cent it fell already; None of nothing."""
        return cut_percent(self.before, self.now)

    @property
    def planned_percent(self) -> Decimal | None:
        """By how many per cent it will have fallen once approved proposals are carried out; None of nothing."""
        return cut_percent(self.before, self.planned)

    @property
    def is_reached(self) -> bool:
        """Whether what was carried out reaches it, exactly."""
        return self._is_enough(self.now)

    @property
    def is_planned(self) -> bool:
        """Whether what was carried out and approved together reach it."""
        return self._is_enough(self.planned)

    @property
    def lacking(self) -> Fraction:
        """How much more must fall beyond what is carried out and approved."""
        goal = self.before * (1 - Fraction(self.wanted.percent) / 100)
        return max(NONE, self.planned - goal)

    def _is_enough(self, after: Fraction) -> bool:
        return self.before > 0 and (self.before - after) * 100 >= self.before * Fraction(self.wanted.percent)


def sums(held: Iterable[Held]) -> Sums:
    """Procedures added up."""
    every = list(held)
    return Sums(
        len(every),
        sum((one.before for one in every), Weighed()),
        sum((one.now for one in every), Weighed()),
        sum((one.planned for one in every), Weighed()),
    )


def sums_by(held: Iterable[Held], keys: Callable[[Held], Iterable[Key]]) -> dict[Key, Sums]:
    """Procedures added up by what `keys` says of each; one with several keys counts under each."""
    groups: dict[Key, list[Held]] = defaultdict(list)
    for one in held:
        for key in keys(one):
            groups[key].append(one)
    return {key: sums(some) for key, some in groups.items()}


def chosen(held: Iterable[Held], wanted: TargetSet, field: str = "", level: str = "") -> list[Held]:
    """The procedures that a target is about.

    Basis: that of the target.
    """
    fits: Mapping[TargetSet, Callable[[Held], bool]] = {
        TargetSet.ALL: lambda one: True,
        TargetSet.BUSINESS: lambda one: one.is_business,
        TargetSet.INTERNAL: lambda one: one.kind is ProcedureKind.INTERNAL,
        TargetSet.FIELD: lambda one: one.field == field,
    }
    return [one for one in held if fits[wanted](one) and (not level or level in one.levels)]


def position(held: Iterable[Held], wanted: Wanted) -> Position:
    """How far the target is. Time counts only procedures with a limit that can be read, cost those with a sheet."""
    own = chosen(held, wanted.procedures, wanted.field, wanted.level)
    if wanted.burden is Burden.TIME:
        own = [one for one in own if one.has_limit]
    if wanted.burden is Burden.COST:
        own = [one for one in own if one.has_cost]
    whole, burden = sums(own), wanted.burden
    return Position(wanted, len(own), whole.before.of(burden), whole.now.of(burden), whole.planned.of(burden))


@dataclass(frozen=True, slots=True)
class Fall:
    """A piece of the way from before to planned: how much falls, from where, and whether it fell already."""

    name: str
    start: Fraction
    amount: Fraction
    is_done: bool


def falls(held: Iterable[Held], burden: Burden, *, most: int) -> list[Fall]:
    """The way from before to planned by field: first what was carried out, then what is planned, the greatest first;
    more than `most` fields of each are put together. They add up to all that falls; a field in which a burden grew has
    a negative amount."""
    by_field = sums_by(held, lambda one: [one.field])
    at = sum((one.before.of(burden) for one in by_field.values()), NONE)
    found = []
    for is_done, amounts in (
        (True, {field: one.before.of(burden) - one.now.of(burden) for field, one in by_field.items()}),
        (False, {field: one.now.of(burden) - one.planned.of(burden) for field, one in by_field.items()}),
    ):
        for name, amount in _greatest(amounts, most):
            found.append(Fall(name, at, amount, is_done))
            at -= amount
    return found


def _greatest(amounts: Mapping[str, Fraction], most: int) -> Sequence[tuple[str, Fraction]]:
    ordered = sorted(
        ((name, amount) for name, amount in amounts.items() if amount), key=lambda pair: (-pair[1], pair[0])
    )
    rest = sum((amount for _name, amount in ordered[most:]), NONE)
    return [*ordered[:most], *([("", rest)] if rest else [])]
