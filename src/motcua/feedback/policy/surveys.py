"""Who may do what with surveys."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal
from motcua.accounts.queries import agencies_where
from motcua.feedback.models import SurveyResponse
from motcua.kernel.refusals import Refused


def may_keep_surveys(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` prepares and carries out surveys of the agency on the day."""
    return may(person, Capability.KEEP_SURVEYS, agency_id=agency_id, on=on)


def require_keep_surveys(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` prepares and carries out surveys of the agency.

    :raises Refused: "keep-surveys-not-allowed".
    """
    if not may_keep_surveys(person, agency_id=agency_id, on=on):
        raise refusal(Capability.KEEP_SURVEYS)


def may_enter_surveys(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` types in paper sheets of the agency's surveys on the day: there, or at one of its own units."""
    places = agencies_where(person, Capability.ENTER_SURVEYS, on)
    own = Q(pk=agency_id) | Q(superiors__parent=agency_id, superiors__in_force__contains=on)
    return places.filter(own).exists()


def require_enter_surveys(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` types in paper sheets of the agency's surveys.

    :raises Refused: "enter-surveys-not-allowed".
    """
    if not may_enter_surveys(person, agency_id=agency_id, on=on):
        raise refusal(Capability.ENTER_SURVEYS)


def require_differing(response: SurveyResponse) -> None:
    """Refuse to look at, or change, what a single sheet says unless two people read it differently.

    :raises Refused: "survey-sheet-not-differing".
    """
    second = getattr(response, "second", None)
    if second is None or second.is_settled:
        raise Refused(
            "survey-sheet-not-differing",
            "Phiếu này không có hai lần nhập khác nhau nên không có gì để chọn. Nhập nhầm thì bỏ phiếu, ghi lý do, rồi "
            "nhập lại.",
        )


def survey_not_found() -> Refused:
    """The refusal for a survey that is not there, or not for this person: nobody learns which."""
    return Refused("survey-not-found", "Không có cuộc khảo sát này trong phạm vi của bạn.")


def questionnaire_not_found() -> Refused:
    """The refusal for a questionnaire that is not there, or not for this person."""
    return Refused("questionnaire-not-found", "Không có bộ câu hỏi này trong phạm vi của bạn.")
