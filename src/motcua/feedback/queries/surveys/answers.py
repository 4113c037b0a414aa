"""The answers of a survey as the rules count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from motcua.feedback.models import Survey, SurveyResponse
from motcua.feedback.rules.surveys.questionnaires import Content, from_json
from motcua.feedback.rules.surveys.results import Answered
from motcua.feedback.rules.surveys.suppressing import items_told


def content_of(survey: Survey) -> Content:
    """What the survey asks."""
    return from_json(survey.version.content)


def answers_of(surveys: Sequence[Survey]) -> dict[UUID, list[Answered]]:
    """Every answer with the key of its stratum, by survey; one query."""
    found: dict[UUID, list[Answered]] = {survey.pk: [] for survey in surveys}
    rows = SurveyResponse.objects.filter(survey__in=surveys).values_list("survey", "stratum__key", "chosen")
    for survey, key, chosen in rows.iterator(chunk_size=5000):
        found[survey].append(Answered(key, chosen))
    return found


def tallies_of(survey: Survey) -> Iterator[dict[str, Any]]:
    """What each stratum says of each item that may be told: answers on the scale, satisfied ones; nothing where nobody
    answered."""
    scales = {
        item.code: {option.code: option.is_satisfied for option in item.options if option.score is not None}
        for item in content_of(survey).scored
    }
    counts: dict[tuple[int, str], list[int]] = {}
    by_item: Counter[str] = Counter()
    respondents = 0
    rows = SurveyResponse.objects.filter(survey=survey).values_list("stratum_id", "chosen")
    for stratum, chosen in rows.iterator(chunk_size=5000):
        respondents += 1
        for item, code in chosen.items():
            is_satisfied = scales.get(item, {}).get(code)
            if is_satisfied is not None:
                by_item[item] += 1
                count = counts.setdefault((stratum, item), [0, 0])
                count[0] += 1
                count[1] += int(is_satisfied)
    told = items_told(by_item, respondents=respondents)
    for (stratum, item), (answered, satisfied) in sorted(counts.items()):
        if item in told:
            yield {"stratum_id": stratum, "item": item, "answered": answered, "satisfied": satisfied}
