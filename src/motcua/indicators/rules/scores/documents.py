"""Scores as plain documents, for machines and the command line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from motcua.indicators.rules.documents import of_figure
from motcua.indicators.rules.measures import KEPT_BACK, NO_DATA_YET, NOTHING_AROSE, PERCENT
from motcua.indicators.rules.scores.definition import NOT_HEARD, WAITS
from motcua.indicators.rules.scores.evaluation import BASIS, NAME, Evaluation, Graded
from motcua.indicators.rules.scores.scoring import Score, Scored, Told

_SAYS = {
    Told.NO_DATA: NO_DATA_YET,
    Told.NOTHING_AROSE: NOTHING_AROSE,
    Told.NO_MAXIMUM: "chưa nhập điểm tối đa",
    Told.ONLY_SHOWN: "không chấm điểm",
    Told.KEPT_BACK: KEPT_BACK,
    Told.NOT_HEARD: NOT_HEARD,
    Told.WAITS: WAITS,
}


def says(scored: Scored) -> str:
    """What is said of a component: its rate, or why it has no points."""
    rate = of_figure(scored.figure, PERCENT)["says"] if scored.figure is not None else None
    if scored.told is Told.POINTS:
        return str(rate)
    reason = _SAYS[scored.told]
    return f"{rate}; {reason}" if rate and scored.told is Told.NO_MAXIMUM else reason


def of_score(score: Score) -> dict[str, Any]:
    """The score with all its components; points rounded to two places only here."""
    return {
        "index": score.index.code,
        "name": score.index.name,
        "basis": score.index.basis,
        "points": rounded(score.points),
        "out_of": rounded(score.out_of),
        "most": float(score.index.most),
        "band": score.band.name if score.band else None,
        "is_provisional": not score.is_whole,
        "components": [_component(each) for each in score.components],
        "best_gains": [
            {
                "number": each.component.number,
                "name": each.component.name,
                "lost": rounded(each.lost),
                "rows_wanted": each.rows_wanted,
            }
            for each in score.best_gains
        ],
    }


def of_evaluation(found: Evaluation) -> dict[str, Any]:
    """The nine indices, in the same words as a score."""
    lost = [each for each in found.graded if each.points is not None and each.points < 2]
    return {
        "index": "61",
        "name": NAME,
        "basis": BASIS,
        "points": float(found.points),
        "out_of": float(found.out_of),
        "most": float(found.most),
        "band": found.band.name if found.band else None,
        "is_provisional": not found.is_whole,
        "components": [_graded(each) for each in found.graded],
        "best_gains": [
            {
                "number": str(each.criterion.number),
                "name": each.criterion.name,
                "lost": float(2 - each.points),
            }
            for each in sorted(lost, key=lambda each: (each.points or 0, each.criterion.number))
            if each.points is not None
        ],
    }


def _graded(graded: Graded) -> dict[str, Any]:
    criterion, counted = graded.criterion, graded.counted
    said = (criterion.two, criterion.one, criterion.none)
    shown = (
        "; ".join(f"{words}: {number}" for words, number in zip(said, counted, strict=True))
        if counted
        else ""
    )
    lack = graded.lack or criterion.missing or NOTHING_AROSE
    return {
        "number": str(criterion.number),
        "name": criterion.name,
        "points": None if graded.points is None else float(graded.points),
        "most": 2.0,
        "counted": list(counted) if counted else None,
        "missing": criterion.missing or None,
        "says": lack if graded.points is None else shown or f"{graded.points} điểm".replace(".", ","),
    }


def rounded(points: Fraction) -> float:
    """Points with two places."""
    return float(round(points, 2))


def _component(scored: Scored) -> dict[str, Any]:
    figure = scored.figure
    return {
        "number": scored.component.number,
        "group": scored.component.group,
        "name": scored.component.name,
        "measure": scored.component.measure or None,
        "numerator": figure.numerator if figure else None,
        "denominator": figure.denominator if figure else None,
        "rate": float(figure.value) if figure and figure.value is not None else None,
        "full_at": float(scored.component.full_at),
        "most": float(scored.most.points) if scored.most else None,
        "certainty": scored.most.certainty.value if scored.most else None,
        "points": None if scored.points is None else rounded(scored.points),
        "told": scored.told.value,
        "says": says(scored),
    }
