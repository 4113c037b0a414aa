"""Who may do what with dialogue conferences and hotlines."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal, require
from motcua.feedback.models import DialogueQuestion, HotlineEntry
from motcua.feedback.queries.dialogues import questions_visible_to
from motcua.feedback.queries.hotlines import entries_visible_to
from motcua.kernel.refusals import Refused


def require_keep(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` keeps the conferences and hotlines of the agency.

    :raises Refused: "keep-feedback-not-allowed".
    """
    require(person, Capability.KEEP_FEEDBACK, agency_id=agency_id, on=on)


def may_receive(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` writes down questions and calls for the agency."""
    able = (Capability.RECEIVE_FEEDBACK, Capability.KEEP_FEEDBACK)
    return any(may(person, one, agency_id=agency_id, on=on) for one in able)


def require_receive(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` writes down questions and calls for the agency.

    :raises Refused: "receive-feedback-not-allowed".
    """
    if not may_receive(person, agency_id=agency_id, on=on):
        raise refusal(Capability.RECEIVE_FEEDBACK)


def may_answer(person: Person, question: DialogueQuestion, *, on: date) -> bool:
    """Whether `person` writes the answer: at the unit that was asked for it, or as keeper of the conference."""
    if question.unit_id and may(person, Capability.ANSWER_FEEDBACK, agency_id=question.unit_id, on=on):
        return True
    return may(person, Capability.KEEP_FEEDBACK, agency_id=question.conference.agency_id, on=on)


def require_answer(person: Person, question: DialogueQuestion, *, on: date) -> None:
    """Refuse who may not write the answer.

    :raises Refused: "answer-feedback-not-allowed".
    """
    if not may_answer(person, question, on=on):
        raise refusal(Capability.ANSWER_FEEDBACK)


def require_approve(person: Person, question: DialogueQuestion, *, on: date) -> None:
    """Refuse who may not approve answers of the conference's agency, and whoever wrote the very answer.

    :raises Refused: "approve-feedback-not-allowed", "own-answer-not-allowed".
    """
    require(person, Capability.APPROVE_FEEDBACK, agency_id=question.conference.agency_id, on=on)
    if question.answered_by_id == person.pk:
        raise Refused(
            "own-answer-not-allowed",
            "Bạn là người soạn trả lời này nên không thể tự duyệt. Hãy trình lãnh đạo khác có quyền duyệt.",
        )


def may_settle(person: Person, entry: HotlineEntry, *, on: date) -> bool:
    """Whether `person` says what came of an open call: who takes calls there, or the unit it was passed on to."""
    if may_receive(person, agency_id=entry.agency_id, on=on):
        return True
    return entry.unit_id is not None and may(
        person, Capability.ANSWER_FEEDBACK, agency_id=entry.unit_id, on=on
    )


def require_see_call(person: Person, entry: HotlineEntry, *, on: date) -> None:
    """Refuse who may not see the call, as if it were not there.

    :raises Refused: "hotline-not-found".
    """
    if not entries_visible_to(person, on).filter(pk=entry.pk).exists():
        raise hotline_not_found()


def require_see_question(person: Person, question: DialogueQuestion, *, on: date) -> None:
    """Refuse who may not see the question, as if it were not there.

    :raises Refused: "question-not-found".
    """
    if not questions_visible_to(person, on).filter(pk=question.pk).exists():
        raise question_not_found()


def conference_not_found() -> Refused:
    """The refusal for a conference that is not there, or not for this person."""
    return Refused(
        "conference-not-found",
        "Không tìm thấy hội nghị này, hoặc hội nghị không thuộc phạm vi của bạn. Xem lại danh sách hội nghị.",
    )


def question_not_found() -> Refused:
    """The refusal for a question that is not there, or not for this person."""
    return Refused(
        "question-not-found",
        "Không tìm thấy câu hỏi này, hoặc câu hỏi không thuộc phạm vi của bạn. Xem lại danh sách câu hỏi.",
    )


def hotline_not_found() -> Refused:
    """The refusal for a number or a call that is not there, or not for this person."""
    return Refused(
        "hotline-not-found",
        "Không tìm thấy số điện thoại hoặc cuộc gọi này trong phạm vi của bạn. Xem lại sổ đường dây nóng.",
    )
