"""Units and officers evaluated: the nine indices over a window, as they stood at an instant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from motcua.indicators.enums import Dimension, Source, Tally
from motcua.indicators.queries.measuring import count, figures
from motcua.indicators.queries.parting import labels_of
from motcua.indicators.queries.scores import hears_all
from motcua.indicators.queries.telling import told, told_within
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import KEPT_BACK, SEALED
from motcua.indicators.rules.scores.definition import NOT_HEARD, WAITS
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

_PUBLICATION, _ATTITUDE, _FEEDBACK, _ONLINE = 6, 7, 8, 9
_ATTITUDES = (Tally.ATTITUDE_EARLY, Tally.ATTITUDE_ON_TIME, Tally.ATTITUDE_BAD)
_KNOWN = (Tally.MADE_KNOWN_BOTH, Tally.MADE_KNOWN_ONE, Tally.MADE_KNOWN_NOT)


@dataclass(frozen=True, slots=True)
class OfficerSheet:
    """An officer and how their dossiers were resolved."""

    key: str
    name: str
    dossiers: int
    evaluation: Evaluation


def evaluate(asked: Asked, *, hears: Callable[[Source], bool] = hears_all) -> Evaluation:
    """The nine indices of an agency and all below it; those of what people say as of the last end of a month, to who
    `hears` what is counted of that source.

    :raises Refused: "evaluation-not-in-force", "window-without-end", "closed-before-window".
    """
    if not IN_FORCE.contains(asked.last_day):
        raise Refused(
            "evaluation-not-in-force", "Trước ngày 21/6/2018 chưa có cách đánh giá này. Chọn kỳ sau ngày đó."
        )
    counted = count(_tallies(CRITERIA), [asked])[0][""]
    known = count(_KNOWN, [asked])[0][""]
    codes = ("any_online_services_rate", "online_rate")
    services, dossiers = figures([(get_measure(code, asked.last_day), asked) for code in codes])
    late = counted[Tally.RESOLVED_LATE]

    def graded(each: Criterion) -> Graded:
        if each.number == _PUBLICATION:
            return grade_publication(each, known)
        if each.number == _ATTITUDE:
            return _attitude(each, asked) if hears(Source.DOSSIERS) else Graded(each, None, lack=NOT_HEARD)
        if each.number == _FEEDBACK:
            return _feedback(each, asked) if hears(Source.FEEDBACK) else Graded(each, None, lack=NOT_HEARD)
        if each.number == _ONLINE:
            return grade_online(each, services=services, dossiers=dossiers, late=late)
        return grade(each, counted)

    return Evaluation(tuple(graded(each) for each in CRITERIA), BANDS, Decimal(2 * len(CRITERIA)))


def _attitude(criterion: Criterion, asked: Asked) -> Graded:
    """By dossiers of the months that may be told."""
    [heard] = told(Source.DOSSIERS, _ATTITUDES, [asked])
    if heard.months is None:
        return Graded(criterion, None, lack=WAITS)
    return _or_too_few(grade(criterion, heard.whole), is_kept_back=heard.is_kept_back)


def _or_too_few(graded: Graded, *, is_kept_back: bool) -> Graded:
    is_untold = graded.points is None and is_kept_back
    return Graded(graded.criterion, None, lack=KEPT_BACK) if is_untold else graded


def _feedback(criterion: Criterion, asked: Asked) -> Graded:
    where = asked.by_month
    if where is None:
        return Graded(criterion, None, lack=WAITS)
    [in_time] = figures([(get_measure("feedback_in_time_rate", asked.last_day), where)])
    return grade_feedback(criterion, in_time=in_time)


def officer_sheets(asked: Asked, *, hears: Callable[[Source], bool] = hears_all) -> list[OfficerSheet]:
    """Each officer who resolved dossiers of the agency in the window, in the order of names; three statements. What was
    found right of what people said is told of officers with enough dossiers in a month, to who hears it."""
    own = [each for each in CRITERIA if each.of_officers]
    parts = count(_tallies(own), [asked], by=Dimension.OFFICER)[0]
    attitudes: Mapping[str, Mapping[Tally, int]] = (
        told_within(Dimension.OFFICER, Source.DOSSIERS, _ATTITUDES, asked) if hears(Source.DOSSIERS) else {}
    )
    nothing = dict.fromkeys(_ATTITUDES, 0)
    resolved = (Tally.RESOLVED_EARLY, Tally.RESOLVED_ON_TIME, Tally.RESOLVED_LATE)
    handled = {key: counted for key, counted in parts.items() if sum(counted[tally] for tally in resolved)}
    return [
        OfficerSheet(
            key,
            name,
            sum(handled[key][tally] for tally in resolved),
            Evaluation(
                tuple(grade(each, {**handled[key], **attitudes.get(key, nothing)}) for each in own),
                OFFICER_BANDS,
                Decimal(2 * len(own)),
            ),
        )
        for key, name in labels_of(Dimension.OFFICER, keys=handled, asked=asked)
    ]


def _tallies(criteria: list[Criterion] | tuple[Criterion, ...]) -> list[Tally]:
    """What is counted of every dossier: not what people say of it."""
    return [tally for each in criteria for tally in each.tallies or () if tally and tally not in SEALED]
