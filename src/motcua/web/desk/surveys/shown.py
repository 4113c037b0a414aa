"""What several pages of surveys need: the thing itself or a refusal, and what the person may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.feedback.enums.surveys import Population, SurveyStatus
from motcua.feedback.models import Questionnaire, QuestionnaireVersion, Survey
from motcua.feedback.policy.surveys import (
    may_enter_surveys,
    may_keep_surveys,
    questionnaire_not_found,
    survey_not_found,
)
from motcua.feedback.queries.surveys.visible import (
    questionnaires_visible_to,
    surveys_to_enter,
    surveys_visible_to,
)
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.web.desk.access import DeskRequest

READS = (Capability.READ_SURVEYS, Capability.KEEP_SURVEYS)
TYPES = (Capability.ENTER_SURVEYS,)


def survey_or_refuse(request: DeskRequest, code: str) -> Survey:
    """The survey, when the person may read it.

    :raises Refused: "survey-not-found".
    """
    return _find(surveys_visible_to(request.desk.person, request.desk.today), code)


def survey_to_type_or_refuse(request: DeskRequest, code: str) -> Survey:
    """The survey, when it runs and the person may type its sheets.

    :raises Refused: "survey-not-found".
    """
    return _find(surveys_to_enter(request.desk.person, request.desk.today), code)


def version_or_refuse(request: DeskRequest, pk: UUID) -> QuestionnaireVersion:
    """The version of a questionnaire, when the person may see it.

    :raises Refused: "questionnaire-not-found".
    """
    seen = questionnaires_visible_to(request.desk.person, request.desk.today)
    found = (
        QuestionnaireVersion.objects.select_related("questionnaire__agency")
        .filter(pk=pk, questionnaire__in=seen)
        .first()
    )
    if found is None:
        raise questionnaire_not_found()
    return found


def questionnaire_or_refuse(request: DeskRequest, pk: UUID) -> Questionnaire:
    """The questionnaire, when the person may see it.

    :raises Refused: "questionnaire-not-found".
    """
    found = questionnaires_visible_to(request.desk.person, request.desk.today).filter(pk=pk).first()
    if found is None:
        raise questionnaire_not_found()
    return found


def own_agency(request: DeskRequest) -> Agency:
    """Where the person keeps surveys by a role held there; the first in the order of names.

    :raises Refused: "agency-not-found".
    """
    kept = agencies_where(request.desk.person, Capability.KEEP_SURVEYS, request.desk.today)
    found = kept.filter(role_holdings__person=request.desk.person).order_by("sort_key", "id").first()
    if found is None:
        raise Refused("agency-not-found", "Bạn không lập khảo sát cho cơ quan nào.")
    return found


@dataclass(frozen=True, slots=True)
class SurveySeat:
    """What the person may do with a survey now."""

    keeps: bool
    types: bool
    is_preparing: bool
    is_running: bool
    is_closed: bool
    is_list: bool
    is_open_link: bool
    is_of_dossiers: bool


def seat_at(request: DeskRequest, survey: Survey) -> SurveySeat:
    """What the person may do with the survey now."""
    given: dict[str, Any] = {"agency_id": survey.agency_id, "on": request.desk.today}
    is_running = survey.status == SurveyStatus.RUNNING
    return SurveySeat(
        keeps=may_keep_surveys(request.desk.person, **given),
        types=is_running and may_enter_surveys(request.desk.person, **given),
        is_preparing=survey.status == SurveyStatus.PREPARING,
        is_running=is_running,
        is_closed=survey.status == SurveyStatus.CLOSED,
        is_list=survey.population == Population.LIST,
        is_open_link=survey.population == Population.OPEN,
        is_of_dossiers=survey.population == Population.DOSSIERS,
    )


def _find(among: QuerySet[Survey], code: str) -> Survey:
    found = among.select_related("agency", "version__questionnaire").filter(code=code.upper()).first()
    if found is None:
        raise survey_not_found()
    return found
