"""What is settled about a survey: its questions, its time, among whom, how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.locking import note
from motcua.feedback.actions.surveys.preparing.strata import forget_draw, lock_preparing, put_strata
from motcua.feedback.enums.surveys import Population
from motcua.feedback.models import QuestionnaireVersion, Survey, SurveyStratum
from motcua.feedback.policy.surveys import questionnaire_not_found, require_keep_surveys
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

EVERYBODY = "chung"


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """What is settled about a survey before it runs."""

    title: str
    version_id: UUID
    year: int
    period: Period
    population: Population
    served: Period | None = None
    wanted: int = 0
    least: int = 0
    twice_share: int = 10


@transaction.atomic
def start_survey(
    *, agency_id: UUID, facts: SurveyFacts, by: Person, at: datetime, is_sample: bool = False
) -> Survey:
    """A survey of the agency, in preparation.

    :raises Refused: "keep-surveys-not-allowed", "survey-title-missing", "survey-period-wrong", "survey-served-missing",
        "questionnaire-not-found", "questionnaire-not-published".
    """
    require_keep_surveys(by, agency_id=agency_id, on=local_day(at))
    said = _checked(facts, agency_id, at)
    survey = Survey.objects.create(
        code=_next_code(facts.year),
        agency_id=agency_id,
        created_by=by,
        created_at=at,
        is_sample=is_sample,
        **said,
    )
    if facts.population is Population.OPEN:
        put_strata(survey, [SurveyStratum(key=EVERYBODY, unit_name="Chung")])
    note(survey, "SurveyStarted", {"title": survey.title, "population": survey.population}, by, at)
    return survey


@transaction.atomic
def change_survey(*, survey_id: UUID, facts: SurveyFacts, by: Person, at: datetime) -> Survey:
    """Settle the survey anew while it is in preparation; a draw that was made no longer stands when numbers or people
    change.

    :raises Refused: as `start_survey`, and "survey-not-found", "survey-status-wrong", "survey-population-settled".
    """
    survey = lock_preparing(survey_id, by, at)
    said = _checked(facts, survey.agency_id, at)
    if facts.population != survey.population and survey.strata.exists():
        raise Refused(
            "survey-population-settled",
            "Cuộc khảo sát này đã có danh sách hoặc đơn vị nên không đổi cách chọn người. Lập cuộc khác.",
            field="population",
        )
    moved = any(getattr(survey, name) != said[name] for name in ("wanted", "least", "served"))
    for name, value in said.items():
        setattr(survey, name, value)
    if moved:
        forget_draw(survey)
    survey.save()
    note(survey, "SurveyChanged", {"title": survey.title, "draw_forgotten": moved}, by, at)
    return survey


def _checked(facts: SurveyFacts, agency_id: UUID, at: datetime) -> dict[str, object]:
    title = " ".join(clean(facts.title).split())[:300]
    if not title:
        raise Refused("survey-title-missing", "Ghi tên cuộc khảo sát.", field="title")
    if facts.period.end is None or facts.period.end <= local_day(at):
        raise Refused("survey-period-wrong", "Thời gian trả lời phải có ngày cuối chưa qua.", field="ends_on")
    if facts.population is Population.DOSSIERS and (facts.served is None or facts.served.end is None):
        raise Refused(
            "survey-served-missing", "Ghi thời gian trả kết quả của các hồ sơ.", field="served_from"
        )
    version = QuestionnaireVersion.objects.filter(
        pk=facts.version_id, questionnaire__agency=agency_id
    ).first()
    if version is None:
        raise questionnaire_not_found()
    if version.published_at is None:
        raise Refused(
            "questionnaire-not-published",
            "Bản câu hỏi này chưa ban hành. Ban hành trước rồi dùng.",
            field="version",
        )
    served = facts.served
    return {
        "title": title,
        "version": version,
        "year": facts.year,
        "period": DateRange(facts.period.start, facts.period.end),
        "population": facts.population,
        "served": DateRange(served.start, served.end) if served else None,
        "wanted": facts.wanted,
        "least": facts.least,
        "twice_share": min(100, facts.twice_share),
    }


def _next_code(year: int) -> str:
    with connection.cursor() as cursor:  # two starts at once: the second counts the first
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('motcua:survey-code'))")
        cursor.execute(
            "SELECT COALESCE(MAX(split_part(code, '-', 3)::int), 0) + 1 FROM feedback_survey WHERE code LIKE %s",
            [f"KS-{year}-%"],
        )
        (number,) = cursor.fetchone()
    return f"KS-{year}-{number:03}"
