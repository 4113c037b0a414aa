"""Surveys of the sample department: parents last year, closed, and this year, on their way; people with dossiers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from motcua.accounts.models import Person
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import document
from motcua.feedback.actions.surveys.preparing import (
    SurveyFacts,
    SurveySeed,
    UnitSize,
    draw_people,
    set_units,
    start_survey,
)
from motcua.feedback.actions.surveys.questionnaires import (
    publish_questionnaire,
    set_themes,
    start_questionnaire,
)
from motcua.feedback.actions.surveys.running import (
    close_survey,
    number_sheets,
    open_survey,
    remark_on_results,
)
from motcua.feedback.actions.surveys.sheets import bring_answers, code_verbatim
from motcua.feedback.enums.surveys import Population
from motcua.feedback.files.survey_sheets import SheetRow
from motcua.feedback.models import QuestionnaireVersion, Survey, SurveyVerbatim
from motcua.feedback.rules.surveys.answering import is_asked
from motcua.feedback.rules.surveys.questionnaires import Content, from_json
from motcua.feedback.rules.surveys.templates import TEMPLATES
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.periods import Period

_HOME = "MAU-SGDDT"
_EVERY = 9  # every ninth sheet carries words


def load_surveys(*, at: datetime) -> None:
    """Two questionnaires, three closed surveys, two of them of one questionnaire, and one that takes answers."""
    said, today = document("surveys"), local_day(at)
    parents = _questionnaire(said["education"], "giao-duc", _at(date(today.year - 1, 9, 20)))
    earlier = _asked(parents, said["education"], date(today.year - 1, 10, 6), year=today.year - 1)
    _answered(earlier, said["education"], luck=0)
    _closed(earlier, said["education"])
    _coded(earlier, said["education"])
    spring = _asked(
        parents, said["education"], today - timedelta(days=170), year=(today - timedelta(days=170)).year
    )
    _answered(spring, said["education"], luck=2, share=90)
    _closed(spring, said["education"])
    _coded(spring, said["education"])
    now = _asked(parents, said["education"], today - timedelta(days=12), year=today.year)
    _answered(now, said["education"], luck=1, share=60)
    served = _questionnaire(said["procedures"], "thu-tuc", _at(today - timedelta(days=70)))
    counter = _asked(served, said["procedures"], today - timedelta(days=60), year=today.year)
    _answered(counter, said["procedures"], luck=1)
    _closed(counter, said["procedures"])


def _questionnaire(said: dict[str, Any], template: str, at: datetime) -> QuestionnaireVersion:
    keeper, content = _keeper(), TEMPLATES[template].content
    draft = start_questionnaire(
        agency_id=agency_on(_HOME, local_day(at)).pk,
        title=said["title"],
        subject=TEMPLATES[template].subject,
        content=content,
        by=keeper,
        at=at,
        is_sample=True,
    )
    if said["themes"]:
        set_themes(questionnaire_id=draft.questionnaire_id, labels=said["themes"], by=keeper, at=at)
    return publish_questionnaire(version_id=draft.pk, by=keeper, at=at + timedelta(hours=2))


def _asked(version: QuestionnaireVersion, said: dict[str, Any], since: date, *, year: int) -> Survey:
    """Set up, drawn by a number drawn in public, open, with paper sheets for everybody who is to be asked."""
    keeper, at = _keeper(), _at(since)
    survey = start_survey(
        agency_id=agency_on(_HOME, since).pk,
        facts=SurveyFacts(
            title=said["survey"].format(year=year),
            version_id=version.pk,
            year=year,
            period=Period(since, since + timedelta(days=30)),
            population=Population.LIST,
            wanted=said["wanted"],
            least=said["least"],
        ),
        by=keeper,
        at=at,
        is_sample=True,
    )
    units = [UnitSize(name, "", size) for name, size, _mood in said["schools"]]
    set_units(survey_id=survey.pk, units=units, by=keeper, at=at)
    seed = SurveySeed(f"{since:%d%m}17", f"Số bốc trước cuộc họp giao ban của Sở ngày {since:%d/%m/%Y}")
    draw_people(survey_id=survey.pk, seed=seed, by=keeper, at=at)
    open_survey(survey_id=survey.pk, by=keeper, at=at + timedelta(hours=1))
    number_sheets(survey_id=survey.pk, count=said["wanted"], by=keeper, at=at + timedelta(hours=1))
    return Survey.objects.select_related("version").get(pk=survey.pk)


def _answered(survey: Survey, said: dict[str, Any], *, luck: int, share: int = 100) -> None:
    """Sheets of `share` percent of those to be asked, by a fixed rule around each school's mood."""
    content = from_json(survey.version.content)
    moods = {name: mood for name, _size, mood in said["schools"]}
    rows: list[SheetRow] = []
    for stratum in survey.strata.all():
        for number in range(stratum.quota * share // 100):
            sheet = len(rows) + 1
            chosen = _ticked(
                content, f"{survey.year}:{stratum.unit_name}:{number}", moods[stratum.unit_name] + luck
            )
            words = {}
            if number % _EVERY == 0 and content.open_questions:
                words = {content.open_questions[0].code: said["words"][sheet % len(said["words"])][0]}
            rows.append(SheetRow(sheet, sheet, stratum.key, chosen, words))
    when = _at(survey.period.lower + timedelta(days=11))
    bring_answers(survey_id=survey.pk, rows=rows, by=_keeper(), at=when)


def _ticked(content: Content, who: str, mood: int) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for item in content.in_order:
        chance = int(sha256(f"{who}:{item.code}".encode()).hexdigest()[:8], 16) % 100
        last = len(item.options)
        bad = 34 - 5 * mood + (12 if item.group == "co_so" else 0)
        place = 1 if chance < 30 + 4 * mood else 2 if chance < 100 - bad else 3 if chance < 97 else last
        if is_asked(item, chosen):
            chosen[item.code] = str(min(place, last))
    return chosen


def _coded(survey: Survey, said: dict[str, Any]) -> None:
    """Each answer in own words put to its theme."""
    themes = list(survey.version.questionnaire.themes.all())
    about = {words: themes[place].code for words, place in said["words"]}
    at = _at(survey.period.upper + timedelta(days=1))
    for verbatim in SurveyVerbatim.objects.filter(response__survey=survey):
        code_verbatim(
            survey_id=survey.pk, verbatim_id=verbatim.pk, themes=[about[verbatim.text]], by=_keeper(), at=at
        )


def _closed(survey: Survey, said: dict[str, Any]) -> None:
    at = _at(survey.period.upper)
    close_survey(survey_id=survey.pk, by=_keeper(), at=at)
    remark_on_results(survey_id=survey.pk, remark=said["note"], by=_keeper(), at=at)


def _keeper() -> Person:
    return Person.objects.get(username="kiemsoat")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), VIETNAM)
