"""Rules on doing business counted by kind: how many there were, how many were cut or made simpler, what they cost.

Basis: Nghị quyết 68/NQ-CP ngày 12/5/2020 asks that at least 20 % of the rules be cut or made simpler and at least 20 %
of the cost of complying be cut, of the rules in force when they are first counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from motcua.deadlines.enums import Certainty
from motcua.kernel.periods import Period
from motcua.reviews.enums import ConditionState, RuleKind
from motcua.reviews.rules.conditions.counting import CutTarget, target_on
from motcua.reviews.rules.conditions.standing import Marked, state_on

# Counted so since the programme began; the list of kinds is remembered, not read in an instrument.
KINDS_CERTAINTY = Certainty.UNVERIFIED
KINDS_SINCE = date(2020, 5, 12)
_BASIS = "Nghị quyết 68/NQ-CP ngày 12/5/2020, giai đoạn 2020–2025"
_PROGRAMME = Period(date(2020, 5, 12), date(2026, 1, 1))
RULE_TARGETS: tuple[CutTarget, ...] = (CutTarget(Decimal(20), _BASIS, Certainty.SECONDARY, _PROGRAMME),)
_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule said in a period: its kind, and what complying costs a year, where somebody knows."""

    since: date
    until: date | None
    kind: RuleKind
    cost_vnd: int | None = None

    def holds(self, on: date) -> bool:
        """Whether it applies on the day."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule as far as it is counted: what it said in which period, in order, and what was found of it."""

    said: Sequence[Said]
    marks: Sequence[Marked] = ()

    def on(self, day: date) -> Said | None:
        """What it says on the day; None while it does not apply."""
        return next((one for one in self.said if one.holds(day)), None)


@dataclass(frozen=True, slots=True)
class Balance:
    """Rules of a kind between two days.

    `before` applied on the eve of the first day. Of these `cut` were abolished by a decision, `simplified` amended by
    one and still apply, `ended` no longer apply for another reason. `added` began since and apply at the end, when
    `now` apply. `reviewed` and `proposed` are of `before`, at any time up to the end. Costs are of a year, of those of
    `before` whose cost is known on both days, what no longer applies costing nothing; `uncosted` are the others.
    """

    before: int = 0
    reviewed: int = 0
    proposed: int = 0
    cut: int = 0
    simplified: int = 0
    ended: int = 0
    added: int = 0
    now: int = 0
    cost_before_vnd: int = 0
    cost_now_vnd: int = 0
    uncosted: int = 0

    def __add__(self, other: Balance) -> Balance:
        return Balance(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def percent(self) -> Decimal | None:
        """How many of a hundred were cut or made simpler, with two places; None of nothing."""
        return _percent(self.cut + self.simplified, self.before)

    @property
    def cost_percent(self) -> Decimal | None:
        """By how many per cent the known cost fell; below nothing where it grew; None where none is known."""
        return _percent(self.cost_before_vnd - self.cost_now_vnd, self.cost_before_vnd)

    def is_enough(self, target: Decimal) -> bool:
        """Whether so many per cent were cut or made simpler, exactly."""
        return bool(self.before) and 100 * (self.cut + self.simplified) >= target * self.before

    def is_cost_enough(self, target: Decimal) -> bool:
        """Whether the known cost fell by so many per cent, exactly."""
        fell = self.cost_before_vnd - self.cost_now_vnd
        return bool(self.cost_before_vnd) and 100 * fell >= target * self.cost_before_vnd


def target_of_rules(on: date) -> CutTarget | None:
    """The share of rules, and of their cost, that is to be cut on the day; after the programme its last one is told
    on, since plans go on setting it."""
    return target_on(on, RULE_TARGETS) or (RULE_TARGETS[-1] if on >= KINDS_SINCE else None)


def balances(rules: Iterable[Ruled], *, since: date, eve: date, on: date) -> Mapping[RuleKind, Balance]:
    """The rules by kind from the day `since`, `eve` being the day before it, to the end of the day `on`.

    A rule is of the kind that it was on the eve, else of the kind it is at the end.
    """
    found: dict[RuleKind, Balance] = defaultdict(Balance)
    for rule in rules:
        was, now = rule.on(eve), rule.on(on)
        if was is not None:
            found[was.kind] += _of_before(rule, was, now, since, on)
        elif now is not None:
            found[now.kind] += Balance(added=1, now=1)
    return {kind: found[kind] for kind in RuleKind if kind in found}


def together(parts: Iterable[Balance]) -> Balance:
    """Balances added up."""
    return sum(parts, Balance())


def _of_before(rule: Ruled, was: Said, now: Said | None, since: date, on: date) -> Balance:
    is_cut = now is None and state_on(rule.marks, on) is ConditionState.CUT
    states = {mark.state for mark in rule.marks if mark.since <= on}
    is_simpler = now is not None and any(
        mark.state is ConditionState.AMENDED and since <= mark.since <= on for mark in rule.marks
    )
    cost_now = 0 if now is None else now.cost_vnd
    is_costed = was.cost_vnd is not None and cost_now is not None
    return Balance(
        before=1,
        reviewed=bool(states),
        proposed=bool(states & {ConditionState.PROPOSED, ConditionState.CUT, ConditionState.AMENDED}),
        cut=is_cut,
        simplified=is_simpler,
        ended=now is None and not is_cut,
        now=now is not None,
        cost_before_vnd=(was.cost_vnd or 0) if is_costed else 0,
        cost_now_vnd=(cost_now or 0) if is_costed else 0,
        uncosted=not is_costed,
    )


def _percent(part: int, whole: int) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(_PLACES, ROUND_HALF_UP) if whole else None
