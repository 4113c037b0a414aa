"""Results of surveys: one survey in full, two side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, QuerySet

from motcua.feedback.enums.surveys import SurveyStatus
from motcua.feedback.models import Survey, SurveyStratum, SurveyTheme, SurveyVerbatim
from motcua.feedback.queries.surveys.answers import answers_of, content_of
from motcua.feedback.rules.surveys.comparing import Compared, compare, untold
from motcua.feedback.rules.surveys.questionnaires import Content
from motcua.feedback.rules.surveys.results import Answered, Part, results
from motcua.feedback.rules.surveys.seeing import require_results
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
    """How many of a stratum were asked and answered."""

    stratum: SurveyStratum
    asked: int
    answered: int

    @property
    def share(self) -> float | None:
        """The response rate; None when nobody was asked by name or quota."""
        return self.answered / self.asked if self.asked else None

    @property
    def weight(self) -> Fraction | None:
        """For how many people one answer stands; None where nobody answered or nobody knows how many there are."""
        if not self.answered or self.stratum.size is None:
            return None
        return Fraction(max(self.stratum.size, self.answered), self.answered)


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How often answers in own words speak of a theme. `answers` None: too few to say."""

    question: str
    label: str
    answers: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """An earlier survey, and every line of the later one beside its own."""

    survey: Survey
    lines: tuple[Compared, ...]


def results_of(survey: Survey) -> SurveyResults:
    """The results of a closed survey, always the same. Two queries.

    :raises Refused: "survey-results-not-yet".
    """
    [found] = results_of_many([survey])
    return found


def results_of_many(surveys: Sequence[Survey]) -> list[SurveyResults]:
    """The results of each; two queries, however many there are.

    :raises Refused: "survey-results-not-yet".
    """
    for survey in surveys:
        require_results(status=survey.status, title=survey.title)
    strata: dict[UUID, list[SurveyStratum]] = {survey.pk: [] for survey in surveys}
    for stratum in SurveyStratum.objects.filter(survey__in=surveys):
        strata[stratum.survey_id].append(stratum)
    answers = answers_of(surveys)
    return [_results(survey, strata[survey.pk], answers[survey.pk]) for survey in surveys]


def _results(survey: Survey, strata: Sequence[SurveyStratum], answers: Sequence[Answered]) -> SurveyResults:
    content = content_of(survey)
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
    """Every line of `now` beside that of an earlier survey, as far as both may be told; nothing where one of the two
    has too few answers."""
    if min(now.everybody.respondents, before.everybody.respondents) < SMALLEST:
        return ()
    lines = compare((before.content, before.everybody), (now.content, now.everybody))
    return tuple(
        untold(one) if any(each.shown_units.hides("", one.kind, one.code) for each in (now, before)) else one
        for one in lines
    )


def beside_earlier(now: SurveyResults, earlier: Sequence[Survey]) -> list[Beside]:
    """Each of the earlier surveys beside this one; those with too few answers are left out. Two queries."""
    found = [(each.survey, compared_with(now, each)) for each in results_of_many(earlier)]
    return [Beside(survey, lines) for survey, lines in found if lines]


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
    under five are not said.

    :raises Refused: "survey-results-not-yet".
    """
    require_results(status=survey.status, title=survey.title)
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
    """Closed surveys with the same questionnaire, newest first, with all that their results need."""
    same = visible.filter(version__questionnaire=survey.version.questionnaire_id, status=SurveyStatus.CLOSED)
    return same.exclude(pk=survey.pk).select_related("version").order_by("-year", "-closed_at", "pk")


def earlier_surveys(survey: Survey, visible: QuerySet[Survey]) -> QuerySet[Survey]:
    """Of these the ones that were asked before."""
    return comparable_surveys(survey, visible).filter(period__startswith__lt=survey.period.lower)


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
