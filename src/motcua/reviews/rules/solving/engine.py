"""Handing sums to the solver HiGHS; one thread and a fixed seed, so that the same question has the same answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from motcua.kernel.refusals import Refused
from motcua.reviews.rules.solving.savings import Sums

if TYPE_CHECKING:
    from highspy import Highs

# What reaches an aim but for the solver's own rounding is let through and then checked exactly.
SLACK = 1e-7
LONGEST_SECONDS = 15.0
REFINING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Found:
    """The options chosen, by place; `is_proven` when no better choice exists; `bound` that no choice can better."""

    places: tuple[int, ...]
    bound: float
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sum that must come to at least this, and perhaps to no more than that."""

    terms: Mapping[int, Fraction]
    least: float
    most: float | None = None


_SETTINGS: Mapping[str, bool | int | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
}


def best(
    sums: Sums,
    objective: Mapping[int, Fraction],
    *,
    wanted: Sequence[Wanted],
    maximise: bool,
    gap: float,
    seconds: float = LONGEST_SECONDS,
) -> Found | None:
    """The choice with the best objective under the rows and what is wanted; None when there is none.

    `gap` is how much worse than the best an answer may be to count as the best.

    :raises Refused: "solving-took-too-long" when the time is over without any answer.
    """
    from highspy import Highs, HighsModelStatus, SolutionStatus

    solver = Highs()  # type: ignore[no-untyped-call]  # its constructor carries no types
    for name, value in _SETTINGS.items():
        solver.setOptionValue(name, value)
    solver.setOptionValue("mip_abs_gap", gap)
    solver.setOptionValue("time_limit", seconds)
    _fill(solver, sums, objective, wanted, maximise=maximise)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if info.primal_solution_status != SolutionStatus.kSolutionStatusFeasible:
        if status == HighsModelStatus.kInfeasible:
            return None
        raise Refused(
            "solving-took-too-long",
            f"Sau {seconds:.0f} giây chưa tìm được tập thay đổi nào. Bớt mục tiêu hoặc bớt thủ tục "
            "rồi thử lại.",
        )
    values = solver.getSolution().col_value
    places = tuple(place for place in range(sums.options) if values[place] > 0.5)
    return Found(places, info.mip_dual_bound, status == HighsModelStatus.kOptimal)


def _fill(
    solver: Highs,
    sums: Sums,
    objective: Mapping[int, Fraction],
    wanted: Sequence[Wanted],
    *,
    maximise: bool,
) -> None:
    from highspy import HighsVarType, ObjSense

    for place in range(sums.options):
        solver.addVar(0.0, 1.0)
        solver.changeColIntegrality(place, HighsVarType.kInteger)
    for upper in sums.upper:
        solver.addVar(0.0, float(upper))
    for variable, cost in objective.items():
        solver.changeColCost(variable, float(cost))
    solver.changeObjectiveSense(ObjSense.kMaximize if maximise else ObjSense.kMinimize)
    endless = solver.getInfinity()
    for terms, bound in sums.rows:
        _row(solver, terms, -endless, float(bound))
    for want in wanted:
        _row(solver, want.terms, want.least, endless if want.most is None else want.most)


def _row(solver: Highs, terms: Mapping[int, Fraction], lower: float, upper: float) -> None:
    places = np.array(list(terms), dtype=np.int32)
    numbers = np.array([float(number) for number in terms.values()], dtype=np.float64)
    solver.addRow(lower, upper, len(places), places, numbers)
