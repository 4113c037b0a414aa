"""Questions to a dialogue conference: sorted, judged, answered, approved, made public, or set aside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.feedback.actions.about_whom import judge
from motcua.feedback.actions.dialogues.conferences import locked_conference
from motcua.feedback.enums import (
    AsideReason,
    QuestionStatus,
)
from motcua.feedback.models import DialogueQuestion
from motcua.feedback.policy.dialogues import (
    question_not_found,
    require_answer,
    require_approve,
    require_keep,
    require_see_question,
)
from motcua.feedback.queries.dialogues import questions_visible_to, units_for
from motcua.feedback.rules.about_whom import AboutWhom
from motcua.feedback.rules.dialogues import (
    LONGEST_THEME,
    PUBLIC_CONFERENCES,
    Asked,
    checked_answer,
    checked_question,
    may_judge_question,
    question_after,
    require_not_conduct,
)
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

QUESTION = "dialogue_question"


@dataclass(frozen=True, slots=True)
class Sorting:
    """What is said of questions that belong together: their group, who answers them, by which day."""

    theme: str
    unit_id: UUID
    answer_by: date | None = None


@transaction.atomic
def sort_questions(
    *, conference_id: UUID, question_ids: Collection[UUID], sorting: Sorting, by: Person, at: datetime
) -> int:
    """Put questions into one group and give them to the unit that answers. How many.

    :raises Refused: "conference-not-found", "keep-feedback-not-allowed", "questions-missing",
        "question-not-found", "question-about-conduct", "question-not-at-that-point", "unit-not-near".
    """
    row = locked_conference(conference_id)
    on = local_day(at)
    require_keep(by, agency_id=row.agency_id, on=on)
    wanted = set(question_ids)
    if not wanted:
        raise Refused("questions-missing", "Đánh dấu ít nhất một câu hỏi.")
    seen = questions_visible_to(by, on).filter(pk__in=wanted).values("pk")
    rows = list(row.questions.select_for_update().filter(pk__in=seen).order_by("number"))
    if len(rows) != len(wanted):
        raise question_not_found()
    if not units_for(row, on).filter(pk=sorting.unit_id).exists():
        raise Refused(
            "unit-not-near", "Đơn vị được giao phải là cơ quan tổ chức hoặc đơn vị trực thuộc.", field="unit"
        )
    theme = " ".join(clean(sorting.theme).split())[:LONGEST_THEME]
    for one in rows:
        require_not_conduct("assign", one.text, is_closed=one.is_closed)
        one.status = question_after(QuestionStatus(one.status), "assign")
        one.theme, one.unit_id, one.answer_by = theme, sorting.unit_id, sorting.answer_by
        one.revision += 1
        one.conference = row
    names = ["status", "theme", "unit", "answer_by", "revision"]
    DialogueQuestion.objects.bulk_update(rows, names)
    for one in rows:
        _note(one, "QuestionAssigned", {"theme": theme, "unit": str(sorting.unit_id)}, by, at)
    return len(rows)


@transaction.atomic
def answer_question(
    *, question_id: UUID, answer: str, by: Person, at: datetime, seen: int | None = None
) -> DialogueQuestion:
    """Write the answer and put it before whoever approves.

    :raises Refused: "question-not-found", "question-changed", "answer-feedback-not-allowed",
        "question-not-at-that-point", "answer-missing", "answer-too-long".
    """
    row = _locked(question_id, seen)
    require_answer(by, row, on=local_day(at))
    _require_open(row, "answer", by, at)
    row.status = question_after(QuestionStatus(row.status), "answer")
    row.answer, row.answered_by, row.answered_at = checked_answer(answer), by, at
    row.sent_back_for = ""
    _save(row, "QuestionAnswered", {"answer": row.answer}, by, at)
    return row


@transaction.atomic
def send_back_question(*, question_id: UUID, reason: str, by: Person, at: datetime) -> DialogueQuestion:
    """The answer goes back to who wrote it, with what is to be mended.

    :raises Refused: "question-not-found", "approve-feedback-not-allowed", "own-answer-not-allowed",
        "question-not-at-that-point", "question-reason-missing".
    """
    row = _locked(question_id, None)
    require_approve(by, row, on=local_day(at))
    _require_open(row, "send_back", by, at)
    row.status = question_after(QuestionStatus(row.status), "send_back")
    row.sent_back_for = _reason(reason, "Ghi điều cần sửa trong câu trả lời.")
    row.approved_by = row.approved_at = None
    _save(row, "QuestionSentBack", {"reason": row.sent_back_for}, by, at)
    return row


@transaction.atomic
def approve_question(
    *, question_id: UUID, public_text: str, by: Person, at: datetime, seen: int | None = None
) -> DialogueQuestion:
    """Approve the answer, with the question as the public may read it: without personal data.

    :raises Refused: "question-not-found", "question-changed", "approve-feedback-not-allowed",
        "own-answer-not-allowed", "question-not-at-that-point", "question-too-short", "question-too-long".
    """
    row = _locked(question_id, seen)
    require_approve(by, row, on=local_day(at))
    _require_open(row, "approve", by, at)
    row.status = question_after(QuestionStatus(row.status), "approve")
    row.public_text = checked_question(Asked(public_text)).text
    row.approved_by, row.approved_at = by, at
    row.folded = fold(f"{row.theme} {row.public_text} {row.answer}")
    _save(row, "QuestionApproved", {}, by, at)
    return row


@transaction.atomic
def publish_question(*, question_id: UUID, by: Person, at: datetime) -> DialogueQuestion:
    """Make an approved answer public before or after the conference; the way to reach who asked is forgotten.

    :raises Refused: "question-not-found", "keep-feedback-not-allowed", "question-not-at-that-point",
        "conference-not-announced".
    """
    row = _locked(question_id, None)
    require_keep(by, agency_id=row.conference.agency_id, on=local_day(at))
    _require_open(row, "publish", by, at)
    row.status = question_after(QuestionStatus(row.status), "publish")
    if row.conference.status not in PUBLIC_CONFERENCES:
        raise Refused("conference-not-announced", "Thông báo hội nghị trước rồi mới công khai câu trả lời.")
    row.published_at, row.contact = at, ""
    _save(row, "QuestionPublished", {}, by, at)
    return row


@transaction.atomic
def set_question_aside(
    *,
    question_id: UUID,
    reason: AsideReason,
    note: str = "",
    duplicate_of: UUID | None = None,
    by: Person,
    at: datetime,
) -> DialogueQuestion:
    """Leave a question out, with the reason; of a duplicate it is said which question it repeats.

    :raises Refused: "question-not-found", "keep-feedback-not-allowed", "question-not-at-that-point",
        "duplicate-not-found", "question-reason-missing".
    """
    row = _locked(question_id, None)
    require_keep(by, agency_id=row.conference.agency_id, on=local_day(at))
    _require_open(row, "set_aside", by, at)
    row.status = question_after(QuestionStatus(row.status), "set_aside")
    if reason is AsideReason.DUPLICATE:
        row.duplicate_of = _original(row, duplicate_of, by, at)
    elif reason is not AsideReason.WITHDRAWN:
        _reason(note, "Ghi rõ vì sao không đưa câu hỏi này ra hội nghị.")
    row.aside_for, row.aside_note = reason, clean(note)[:500]
    _save(row, "QuestionSetAside", {"reason": reason.value, "note": row.aside_note}, by, at)
    return row


@transaction.atomic
def take_question_up(*, question_id: UUID, by: Person, at: datetime) -> DialogueQuestion:
    """Take up again a question that was set aside.

    :raises Refused: "question-not-found", "keep-feedback-not-allowed", "question-not-at-that-point".
    """
    row = _locked(question_id, None)
    require_keep(by, agency_id=row.conference.agency_id, on=local_day(at))
    _require_open(row, "take_up", by, at)
    row.status = question_after(QuestionStatus(row.status), "take_up")
    row.aside_for = row.aside_note = ""
    row.duplicate_of = None
    _save(row, "QuestionTakenUp", {}, by, at)
    return row


@transaction.atomic
def judge_question(*, question_id: UUID, found: AboutWhom, by: Person, at: datetime) -> DialogueQuestion:
    """Say whether a question is about somebody's conduct, and of whom: they and their body do not see it, and it is
    not brought before the conference.

    :raises Refused: "question-not-found", "keep-feedback-not-allowed", "question-not-at-that-point",
        "about-without-conduct", "agency-not-found", "person-not-found".
    """
    row = _locked(question_id, None)
    require_keep(by, agency_id=row.conference.agency_id, on=local_day(at))
    require_see_question(by, row, on=local_day(at))
    if not may_judge_question(QuestionStatus(row.status)):
        raise Refused(
            "question-not-at-that-point",
            "Câu hỏi đã được duyệt để công khai. Người duyệt trả lại trước, rồi mới ghi câu hỏi nói về ai.",
        )
    judge(row, found)
    _save(row, "QuestionJudged", {}, by, at)
    return row


def _require_open(row: DialogueQuestion, act: str, by: Person, at: datetime) -> None:
    require_see_question(by, row, on=local_day(at))
    require_not_conduct(act, row.text, is_closed=row.is_closed)


def _locked(question_id: UUID, seen: int | None) -> DialogueQuestion:
    rows = DialogueQuestion.objects.select_for_update(of=("self",)).select_related(
        "conference__agency", "unit"
    )
    row = rows.filter(pk=question_id).first()
    if row is None:
        raise question_not_found()
    if seen is not None and seen != row.revision:
        raise Refused(
            "question-changed",
            "Câu hỏi vừa được người khác cập nhật. Nội dung bạn gõ vẫn ở đây: xem thay đổi rồi lưu lần nữa.",
            revision=row.revision,
        )
    return row


def _original(row: DialogueQuestion, original: UUID | None, by: Person, at: datetime) -> DialogueQuestion:
    seen = questions_visible_to(by, local_day(at)).filter(conference=row.conference_id).exclude(pk=row.pk)
    found = seen.filter(pk=original).first() if original else None
    if found is None or found.status == QuestionStatus.SET_ASIDE:
        raise Refused(
            "duplicate-not-found",
            "Ghi số của câu hỏi mà câu này trùng: một câu khác còn được đưa ra hội nghị.",
            field="duplicate_of",
        )
    return found


def _reason(text: str, missing: str) -> str:
    said = clean(text)[:500]
    if not said:
        raise Refused("question-reason-missing", missing, field="note")
    return said


def _save(row: DialogueQuestion, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    row.revision += 1
    row.save()
    _note(row, kind, payload, by, at)


def _note(row: DialogueQuestion, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    fact = Fact(kind, QUESTION, str(row.pk), {"number": row.number, **payload})
    record(fact=fact, actor=by.actor, at=at)
