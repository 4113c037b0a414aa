"""Results of surveys: one survey in full, two side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from motcua.feedback.enums.surveys import SurveyStatus
from motcua.feedback.models import Survey, SurveyStratum, SurveyTheme, SurveyVerbatim
from motcua.feedback.queries.surveys.answers import answers_of, content_of
from motcua.feedback.rules.surveys.comparing import Compared, compare
from motcua.feedback.rules.surveys.questionnaires import Content
from motcua.feedback.rules.surveys.results import Answered, Part, results
from motcua.feedback.rules.surveys.suppressing import SMALLEST, Shown, shown_of


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """What a survey says: of all, of each unit, of each kind of people; and what of it may not be shown."""

    survey: Survey
    content: Content
    everybody: Part
    units: tuple[Part, ...]
    kinds: tuple[Part, ...]
    shown_units: Shown
    shown_kinds: Shown
    is_weighted: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a stratum were asked and answered. `size` None: nobody knows how many people there are."""

    stratum: SurveyStratum
    asked: int
    answered: int

    @property
    def share(self) -> float | None:
        """The response rate; None when nobody was asked by name or quota."""
        return self.answered / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How often answers in own words speak of a theme. `answers` None: too few to say."""

    question: str
    label: str
    answers: int | None


def results_of(survey: Survey) -> SurveyResults:
    """The results as of now; of a closed survey always the same. Two queries."""
    content = content_of(survey)
    strata = list(survey.strata.all())
    answers = answers_of(survey)
    sizes = {stratum.key: stratum.size for stratum in strata}
    units = _parts(strata, lambda stratum: stratum.unit_name)
    kinds = (
        _parts(strata, lambda stratum: stratum.respondents)
        if len({s.respondents for s in strata}) > 1
        else {}
    )
    everybody, *by_unit = _counted(content, answers, sizes, units)
    by_kind = _counted(content, answers, sizes, kinds)[1:] if kinds else ()
    heard = {answer.stratum for answer in answers}
    return SurveyResults(
        survey=survey,
        content=content,
        everybody=everybody,
        units=tuple(by_unit),
        kinds=tuple(by_kind),
        shown_units=shown_of(content, [everybody, *by_unit]),
        shown_kinds=shown_of(content, [everybody, *by_kind]),
        is_weighted=bool(heard) and all(sizes[key] is not None for key in heard),
    )


def compared_with(now: SurveyResults, before: SurveyResults) -> tuple[Compared, ...]:
    """Every line of `now` beside that of an earlier survey; nothing where one of the two has too few answers."""
    if min(now.everybody.respondents, before.everybody.respondents) < SMALLEST:
        return ()
    return compare((before.content, before.everybody), (now.content, now.everybody))


def rates_of(survey: Survey) -> list[Rate]:
    """Asked and answered by stratum, in the order of names; one query for the strata, one for the answers."""
    answered = dict(survey.responses.values("stratum").annotate(n=Count("pk")).values_list("stratum", "n"))
    return [Rate(stratum, stratum.quota, answered.get(stratum.pk, 0)) for stratum in survey.strata.all()]


def by_channel(survey: Survey) -> dict[str, int]:
    """How many answers came which way."""
    rows = survey.responses.values("channel").annotate(n=Count("pk")).values_list("channel", "n")
    return dict(rows.order_by("channel"))


def theme_counts(survey: Survey) -> tuple[list[ThemeCount], int, int]:
    """Themes with their number of answers, how many answers in own words were coded, how many there are. Numbers
    under five are not said."""
    labels = dict(
        SurveyTheme.objects.filter(questionnaire=survey.version.questionnaire_id).values_list("code", "label")
    )
    rows = SurveyVerbatim.objects.filter(response__survey=survey).values_list(
        "question", "themes", "coded_by"
    )
    counts: dict[tuple[str, str], int] = {}
    coded = total = 0
    for question, themes, by in rows:
        total += 1
        coded += by is not None
        for code in themes:
            counts[question, code] = counts.get((question, code), 0) + 1
    found = [
        ThemeCount(question, labels.get(code, code), number if number >= SMALLEST else None)
        for (question, code), number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return found, coded, total


def comparable_surveys(survey: Survey, visible: QuerySet[Survey]) -> QuerySet[Survey]:
    """Closed surveys with the same questionnaire, newest first."""
    same = visible.filter(version__questionnaire=survey.version.questionnaire_id, status=SurveyStatus.CLOSED)
    return same.exclude(pk=survey.pk).order_by("-year", "-closed_at", "pk")


def find_survey(code: str) -> Survey | None:
    """The survey of this code."""
    return Survey.objects.select_related("agency", "version__questionnaire").filter(code=code.upper()).first()


def _parts(
    strata: Sequence[SurveyStratum], name: Callable[[SurveyStratum], str]
) -> dict[str, Callable[[str], bool]]:
    keys: dict[str, set[str]] = {}
    for stratum in strata:
        keys.setdefault(name(stratum), set()).add(stratum.key)
    return {part: own.__contains__ for part, own in keys.items()}


def _counted(
    content: Content,
    answers: Sequence[Answered],
    sizes: Mapping[str, int | None],
    parts: Mapping[str, Callable[[str], bool]],
) -> tuple[Part, ...]:
    return results(content, answers, sizes=sizes, parts=parts)
