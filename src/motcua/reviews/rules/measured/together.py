"""Planned and measured savings side by side, and added up. A measured number stands beside a planned one, never in its
place: each sum says of how many proposals it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.reviews.rules.rounds.savings import Saved, total


@dataclass(frozen=True, slots=True)
class PlannedAndMeasured:
    """The cost of a year of one proposal: as planned at approval, and as measured; unknown where it is not."""

    planned: Saved
    measured: Saved


@dataclass(frozen=True, slots=True)
class Together:
    """Proposals added up: all that have a plan, all that were measured, and those that have both, to compare like with
    like."""

    proposals: int
    with_plan: int
    with_measure: int
    with_both: int
    planned: Saved
    measured: Saved
    planned_of_both: Saved
    measured_of_both: Saved


def together(every: Iterable[PlannedAndMeasured]) -> Together:
    """The sums; each of those proposals of which both sides are known."""
    rows = list(every)
    both = [one for one in rows if one.planned.is_known and one.measured.is_known]
    return Together(
        len(rows),
        sum(one.planned.is_known for one in rows),
        sum(one.measured.is_known for one in rows),
        len(both),
        total(one.planned for one in rows),
        total(one.measured for one in rows),
        total(one.planned for one in both),
        total(one.measured for one in both),
    )
