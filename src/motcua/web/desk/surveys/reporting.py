"""What the report of a survey says, gathered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from motcua.documents.official.wording import short_day
from motcua.documents.queries.issuing import issuing_of
from motcua.feedback.enums.surveys import Population, SurveyChannel
from motcua.feedback.models import Survey
from motcua.feedback.queries.surveys.results import Beside, SurveyResults, by_channel, rates_of, theme_counts
from motcua.feedback.rules.surveys.report import EarlierSurvey, ReportFacts, ReportRate, ReportTheme

_RECIPIENTS = ("Các đơn vị được khảo sát", "Lưu: VT")


def report_facts(found: SurveyResults, *, beside: Sequence[Beside], on: date) -> ReportFacts:
    """The facts of the report of these results; five queries."""
    survey = found.survey
    themes, coded, verbatims = theme_counts(survey)
    questions = {question.code: question.text for question in found.content.open_questions}
    whens = _whens([survey, *(one.survey for one in beside)])
    until = survey.period.upper - timedelta(days=1)
    return ReportFacts(
        issuing=issuing_of(
            survey.agency, on=on, symbol="BC", recipients=_RECIPIENTS, is_sample=survey.is_sample
        ),
        title=survey.title,
        when=whens[0],
        asked_whom=Population(survey.population).label,
        period=f"từ ngày {short_day(survey.period.lower)} đến hết ngày {short_day(until)}",
        channels=[(SurveyChannel(key).label, count) for key, count in by_channel(survey).items()],
        drawn_how=_drawn_how(survey.seed, survey.seed_source),
        is_weighted=found.is_weighted,
        content=found.content,
        everybody=found.everybody,
        units=found.units,
        kinds=found.kinds,
        shown=found.shown_units,
        shown_kinds=found.shown_kinds,
        earlier=[
            EarlierSurvey(one.survey.title, when, one.lines)
            for one, when in zip(beside, whens[1:], strict=True)
        ],
        rates=[
            ReportRate(one.stratum.label, one.stratum.size, one.asked, one.answered, one.weight)
            for one in rates_of(survey)
        ],
        themes=[
            ReportTheme(questions.get(one.question, one.question), one.label, one.answers) for one in themes
        ],
        coded=coded,
        verbatims=verbatims,
        note=survey.closing_note,
    )


def _whens(surveys: Sequence[Survey]) -> list[str]:
    """What tells surveys apart by time: the year, or month and year where several are of one year."""
    years = [survey.year for survey in surveys]
    if len(set(years)) == len(years):
        return [str(year) for year in years]
    return [f"{survey.period.lower:%m/%Y}" for survey in surveys]


def _drawn_how(seed: str, source: str) -> str:
    if not seed:
        return ""
    said = f"“{seed}”" + (f" ({source})" if source else "")
    return f"Chọn ngẫu nhiên trong từng đơn vị bằng con số rút {said}; ai cũng rút lại được"
