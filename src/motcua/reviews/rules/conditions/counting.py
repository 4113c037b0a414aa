"""How many business conditions there are, how many of those not needed were cut, and whether that is enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from motcua.deadlines.enums import Certainty
from motcua.kernel.periods import Period
from motcua.reviews.enums import ConditionKind, ConditionState, RuleKind
from motcua.reviews.rules.conditions.standing import Marked, state_on, was_listed


@dataclass(frozen=True, slots=True)
class CutTarget:
    """Which share of the conditions listed as unnecessary is to be abolished, in per cent, and who says so."""

    percent: Decimal
    basis: str
    certainty: Certainty
    in_force: Period


TARGETS: tuple[CutTarget, ...] = (
    CutTarget(
        Decimal(30),
        "Nghị quyết 66/NQ-CP ngày 26/3/2025: bãi bỏ ít nhất 30 % điều kiện kinh doanh không cần thiết",
        Certainty.SECONDARY,
        Period(date(2025, 3, 26)),
    ),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A condition, or another rule, as far as it is counted: since when it applies, until when, what was said of it."""

    kind: ConditionKind
    line: str
    since: date
    until: date | None
    marks: Sequence[Marked]
    rule_kind: RuleKind = RuleKind.CONDITION

    def state(self, on: date) -> ConditionState | None:
        """Its state on the day."""
        return state_on(self.marks, on)


@dataclass(frozen=True, slots=True)
class Counts:
    """Conditions of an agency on a day.

    `known` are all that applied by the day, `in_force` those that still do; `listed` those listed as unnecessary, and
    `cut` how many of these were abolished. `cut_unlisted` were abolished without being listed first: they are told,
    and do not count towards the target.
    """

    known: int = 0
    in_force: int = 0
    unseen: int = 0
    needed: int = 0
    listed: int = 0
    proposed: int = 0
    amended: int = 0
    cut: int = 0
    cut_unlisted: int = 0

    @property
    def percent(self) -> Decimal | None:
        """How many of a hundred listed were abolished, with two places; None when none is listed."""
        if not self.listed:
            return None
        return (Decimal(100 * self.cut) / self.listed).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

    def missing(self, target: Decimal) -> int:
        """How many more of the listed must be abolished to reach so many per cent."""
        wanted = (self.listed * target / 100).to_integral_value(ROUND_CEILING)
        return max(0, int(wanted) - self.cut)


def target_on(on: date, among: Sequence[CutTarget] = TARGETS) -> CutTarget | None:
    """The target that holds on the day; None before there was one."""
    return next((one for one in among if one.in_force.contains(on)), None)


def counts_of(conditions: Iterable[Counted], *, on: date) -> Counts:
    """The conditions counted as they stood on the day.

    Basis: Nghị quyết 66/NQ-CP (2025), as the plans of departments count it: abolished / listed as unnecessary.
    """
    found: Counter[str] = Counter()
    for one in conditions:
        if one.since > on:
            continue
        state, listed = one.state(on), was_listed(one.marks, on)
        is_cut = state is ConditionState.CUT
        found["known"] += 1
        found["in_force"] += not is_cut and (one.until is None or on < one.until)
        found["unseen"] += state is None
        found["needed"] += state is ConditionState.NEEDED
        found["listed"] += listed
        found["proposed"] += state is ConditionState.PROPOSED
        found["amended"] += state is ConditionState.AMENDED
        found["cut"] += is_cut and listed
        found["cut_unlisted"] += is_cut and not listed
    return Counts(**found)


def counts_by_line(conditions: Iterable[Counted], *, on: date) -> Mapping[str, Counts]:
    """The same for each line of business, in the order in which they come."""
    lines: dict[str, list[Counted]] = {}
    for one in conditions:
        lines.setdefault(one.line, []).append(one)
    return {line: counts_of(some, on=on) for line, some in lines.items()}
