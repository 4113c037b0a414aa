"""Taking hold of surveys before they change, and noting what happened to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.feedback.enums.surveys import SurveyStatus
from motcua.feedback.models import Survey
from motcua.feedback.policy.surveys import survey_not_found
from motcua.kernel.actions import Fact, record
from motcua.kernel.refusals import Refused


def lock_survey(survey_id: UUID, *allowed: SurveyStatus) -> Survey:
    """The survey, held until the transaction ends, in one of the statuses `allowed`.

    :raises Refused: "survey-not-found", "survey-status-wrong".
    """
    found = (
        Survey.objects.select_for_update(of=("self",))
        .select_related("agency", "version")
        .filter(pk=survey_id)
        .first()
    )
    if found is None:
        raise survey_not_found()
    require_status(found, *allowed)
    return found


def require_status(survey: Survey, *allowed: SurveyStatus) -> None:
    """Refuse when the survey stands elsewhere.

    :raises Refused: "survey-status-wrong".
    """
    if allowed and survey.status not in allowed:
        raise Refused(
            "survey-status-wrong",
            f"Cuộc khảo sát “{survey.title}” đang ở bước “{SurveyStatus(survey.status).label}” nên không làm được việc "
            "này. Tải lại trang để xem bước hiện tại.",
            status=survey.status,
        )


def note(survey: Survey, kind: str, payload: Mapping[str, object], by: Person, at: datetime) -> None:
    """Record what a person did with the survey."""
    record(fact=Fact(kind, "survey", str(survey.pk), payload), actor=by.actor, at=at)
