"""Units and officers evaluated: the nine indices over a window, as they stood at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.measuring import count, figures
from motcua.indicators.queries.parting import labels_of
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.scores.evaluation import (
    BANDS,
    CRITERIA,
    IN_FORCE,
    OFFICER_BANDS,
    Criterion,
    Evaluation,
    Graded,
    grade,
    grade_feedback,
    grade_online,
    grade_publication,
)
from motcua.kernel.refusals import Refused

_PUBLICATION, _FEEDBACK, _ONLINE = 6, 8, 9
_KNOWN = (Tally.MADE_KNOWN_BOTH, Tally.MADE_KNOWN_ONE, Tally.MADE_KNOWN_NOT)


@dataclass(frozen=True, slots=True)
class OfficerSheet:
    """An officer and how their dossiers were resolved."""

    key: str
    name: str
    dossiers: int
    evaluation: Evaluation


def evaluate(asked: Asked) -> Evaluation:
    """The nine indices of an agency and all below it.

    :raises Refused: "evaluation-not-in-force", "window-without-end", "closed-before-window".
    """
    if not IN_FORCE.contains(asked.last_day):
        raise Refused(
            "evaluation-not-in-force", "Trước ngày 21/6/2018 chưa có cách đánh giá này. Chọn kỳ sau ngày đó."
        )
    counted = count(_tallies(CRITERIA), [asked])[0][""]
    known = count(_KNOWN, [asked])[0][""]
    codes = ("any_online_services_rate", "online_rate", "feedback_in_time_rate")
    services, dossiers, in_time = figures([(get_measure(code, asked.last_day), asked) for code in codes])
    late = counted[Tally.RESOLVED_LATE]

    def graded(each: Criterion) -> Graded:
        if each.number == _PUBLICATION:
            return grade_publication(each, known)
        if each.number == _FEEDBACK:
            return grade_feedback(each, in_time=in_time)
        if each.number == _ONLINE:
            return grade_online(each, services=services, dossiers=dossiers, late=late)
        return grade(each, counted)

    return Evaluation(tuple(graded(each) for each in CRITERIA), BANDS, Decimal(2 * len(CRITERIA)))


def officer_sheets(asked: Asked) -> list[OfficerSheet]:
    """Each officer who resolved dossiers of the agency in the window, in the order of names; two statements."""
    own = [each for each in CRITERIA if each.of_officers]
    parts = count(_tallies(own), [asked], by=Dimension.OFFICER)[0]
    resolved = (Tally.RESOLVED_EARLY, Tally.RESOLVED_ON_TIME, Tally.RESOLVED_LATE)
    handled = {key: counted for key, counted in parts.items() if sum(counted[tally] for tally in resolved)}
    return [
        OfficerSheet(
            key,
            name,
            sum(handled[key][tally] for tally in resolved),
            Evaluation(
                tuple(grade(each, handled[key]) for each in own), OFFICER_BANDS, Decimal(2 * len(own))
            ),
        )
        for key, name in labels_of(Dimension.OFFICER, keys=handled, asked=asked)
    ]


def _tallies(criteria: list[Criterion] | tuple[Criterion, ...]) -> list[Tally]:
    return [tally for each in criteria if each.tallies for tally in each.tallies if tally]
