"""All measures, each with the period in which its definition is in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from motcua.indicators.enums import Side
from motcua.indicators.rules.declared.awaited import AWAITED
from motcua.indicators.rules.declared.catalogue import CATALOGUE
from motcua.indicators.rules.declared.dossiers import DOSSIERS
from motcua.indicators.rules.declared.feedback import FEEDBACK
from motcua.indicators.rules.declared.reviews import REVIEWS
from motcua.indicators.rules.declared.surveys import SURVEYS
from motcua.indicators.rules.declared.work import WORK
from motcua.indicators.rules.measures import SEALED, Measure
from motcua.kernel.refusals import Refused

MEASURES: tuple[Measure, ...] = (*DOSSIERS, *FEEDBACK, *SURVEYS, *CATALOGUE, *REVIEWS, *WORK, *AWAITED)


def measures_on(on: date, among: Sequence[Measure] = MEASURES) -> list[Measure]:
    """The measures whose definition is in force on the day, as they are declared."""
    return [measure for measure in among if measure.in_force.contains(on)]


def get_measure(code: str, on: date, among: Sequence[Measure] = MEASURES) -> Measure:
    """The definition of `code` in force on the day: an old window is measured as it was defined then.

    :raises Refused: "measure-not-found", "measure-not-in-force".
    """
    known = [measure for measure in among if measure.code == code]
    for measure in known:
        if measure.in_force.contains(on):
            return measure
    if known:
        raise Refused(
            "measure-not-in-force",
            f"Chỉ số “{code}” chưa có hoặc không còn định nghĩa áp dụng vào ngày {on:%d/%m/%Y}. Chọn kỳ khác.",
        )
    raise Refused(
        "measure-not-found",
        f"Không có chỉ số mã “{code}”. Xem các chỉ số bằng ./motcua measure --list.",
    )


def overlapping(among: Sequence[Measure] = MEASURES) -> list[str]:
    """Codes that have two definitions on one day; there are none."""
    return sorted(
        {
            one.code
            for one, other in combinations(among, 2)
            if one.code == other.code and one.in_force.overlaps(other.in_force)
        }
    )


def is_sealed(code: str, side: Side, among: Sequence[Measure] = MEASURES) -> bool:
    """Whether the rows behind this side of the measure are for nobody, in any of its definitions."""
    return any(
        not SEALED.isdisjoint(
            measure.numerator if side is Side.NUMERATOR or not measure.is_share else measure.denominator
        )
        for measure in among
        if measure.code == code
    )
