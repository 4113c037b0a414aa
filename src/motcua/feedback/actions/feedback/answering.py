"""The answer: drafted, submitted, sent back or approved by a second person; opened again when it was not enough.

Basis: NĐ 20/2008 art. 14, 15.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.documents.actions.files import forget_files
from motcua.feedback.actions.feedback.acting import Acting, acting
from motcua.feedback.actions.feedback.attaching import attach
from motcua.feedback.actions.feedback.telling import tell_sender, tell_staff
from motcua.feedback.enums.feedback import Act, Outcome, ReplyStatus
from motcua.feedback.models import Feedback, Reopening, Reply
from motcua.feedback.policy.feedback import require_another_approves
from motcua.feedback.queries.feedback.people import heads_of, keepers_of
from motcua.feedback.queries.feedback.visible import is_closed, is_of_conduct
from motcua.feedback.rules.feedback.intake import MOST_FILES
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

_SHORTEST, _LONGEST = 20, 20_000
_ONLY_SENDER = (
    "Phản ánh về hành vi, hoặc có dấu hiệu tố cáo, chỉ trả lời người gửi, không công khai nội dung."
)


def draft_answer(
    *,
    feedback_id: UUID,
    text: str,
    outcome: Outcome,
    legal_basis: str = "",
    files: Collection[UUID] = (),
    drop: Collection[UUID] = (),
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Reply:
    """Write the answer, or go on writing it; nobody is told. `files` that this person kept come with it, those of its
    files that are in `drop` no longer.

    :raises Refused: "answer-too-short", "answer-too-long", "answer-submitted", "too-many-files", "file-not-found", ….
    """
    with acting(feedback_id=feedback_id, act=Act.DRAFT_ANSWER, by=by, at=at, seen=seen) as one:
        said = _checked(text)
        reply = _in_work(one)
        if reply is not None and reply.status == ReplyStatus.SUBMITTED:
            raise Refused(
                "answer-submitted", "Câu trả lời đang chờ duyệt. Người duyệt trả lại thì mới sửa được."
            )
        if reply is None:
            number = Reply.objects.filter(feedback=one.feedback).count() + 1
            reply = Reply(feedback=one.feedback, number=number, status=ReplyStatus.DRAFT)
        reply.text, reply.outcome, reply.legal_basis = said, outcome, clean(legal_basis)[:2000]
        reply.written_by, reply.written_at = by, at
        reply.save()
        _change_files(one, reply, files, drop)
    return reply


def submit_answer(*, feedback_id: UUID, by: Person, at: datetime, seen: int | None = None) -> Reply:
    """Put the draft before whoever approves.

    :raises Refused: "answer-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.SUBMIT_ANSWER, by=by, at=at, seen=seen) as one:
        reply = _of_status(one, ReplyStatus.DRAFT, ReplyStatus.SENT_BACK)
        reply.status, reply.submitted_at = ReplyStatus.SUBMITTED, at
        reply.save(update_fields=["status", "submitted_at"])
        tell_staff(one.feedback, "feedback_answer_submitted", heads_of(one.feedback, one.on), at=at, but=by)
    return reply


def send_back_answer(
    *, feedback_id: UUID, why: str, by: Person, at: datetime, seen: int | None = None
) -> Reply:
    """Ask for a better answer.

    :raises Refused: "why-missing", "answer-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.SEND_BACK_ANSWER, by=by, at=at, seen=seen) as one:
        reply = _of_status(one, ReplyStatus.SUBMITTED)
        said = clean(why)[:4000]
        if len(fold(said)) < 3:
            raise Refused("why-missing", "Ghi điều cần sửa trong câu trả lời.", field="why")
        reply.status, reply.send_back_why = ReplyStatus.SENT_BACK, said
        reply.save(update_fields=["status", "send_back_why"])
        people = [reply.written_by, one.feedback.holder]
        tell_staff(one.feedback, "feedback_answer_sent_back", people, at=at, but=by, reason=said[:300])
    return reply


def approve_answer(*, feedback_id: UUID, by: Person, at: datetime, seen: int | None = None) -> Reply:
    """Approve the answer: the sender has it from this moment, and what is about a rule waits to be published. An
    answer after its term is taken and flagged.

    :raises Refused: "own-answer-not-allowed", "answer-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.APPROVE_ANSWER, by=by, at=at, seen=seen) as one:
        feedback, reply = one.feedback, _of_status(one, ReplyStatus.SUBMITTED)
        require_another_approves(by, reply)
        reply.status, reply.approved_by, reply.approved_at = ReplyStatus.APPROVED, by, at
        reply.save(update_fields=["status", "approved_by", "approved_at"])
        feedback.answered_at, feedback.contentment = at, ""
        if is_of_conduct(feedback):
            feedback.withheld_reason = _ONLY_SENDER
        one.recount()
        one.tell(outcome=reply.outcome, is_late="answer" in feedback.late_terms)
        tell_sender(feedback, "feedback_answered", at=at)
        if not is_closed(feedback):
            tell_staff(feedback, "feedback_answered", keepers_of(feedback, one.on), at=at, but=by)
    return reply


def reopen(*, feedback_id: UUID, reason: str, by: Person, at: datetime, seen: int | None = None) -> Feedback:
    """Work on it again, with a new term; the answers given stay, and so does what is published until the next.

    :raises Refused: "reason-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.REOPEN, by=by, at=at, seen=seen) as one:
        said = clean(reason)[:4000]
        if len(fold(said)) < 3:
            raise Refused("reason-missing", "Ghi lý do mở lại.", field="reason")
        feedback = one.feedback
        open_again(one, reason=said, is_of_sender=False)
        if not is_closed(feedback):
            one.tell(reason=said[:200])
        tell_sender(feedback, "feedback_reopened", at=at)
        people = [feedback.holder, *heads_of(feedback, one.on)]
        tell_staff(feedback, "feedback_reopened", people, at=at, but=by)
    return feedback


def open_again(one: Acting, *, reason: str, is_of_sender: bool) -> None:
    """Its terms begin anew, and why is kept beside the answer that was not enough."""
    feedback = one.feedback
    replies = Reply.objects.filter(feedback=feedback, status=ReplyStatus.APPROVED)
    Reopening.objects.create(
        feedback=feedback,
        reply=replies.latest("number"),
        is_of_sender=is_of_sender,
        reason=reason,
        by=one.by,
        at=one.at,
    )
    feedback.clock_from, feedback.answered_at, feedback.withheld_reason = one.at, None, ""
    one.recount()


def _change_files(one: Acting, reply: Reply, files: Collection[UUID], drop: Collection[UUID]) -> None:
    assert one.by is not None  # officers write answers
    dropped = reply.files.filter(pk__in=drop)
    gone = list(dropped.values_list("file_id", flat=True))
    dropped.delete()
    forget_files(files=gone)
    if reply.files.count() + len(set(files)) > MOST_FILES:
        raise Refused("too-many-files", f"Mỗi câu trả lời kèm nhiều nhất {MOST_FILES} tệp.", field="files")
    attach(one.feedback, files, actor=one.by.actor, at=one.at, is_of_office=True, reply=reply)


def _in_work(one: Acting) -> Reply | None:
    rows = Reply.objects.select_for_update(of=("self",)).filter(feedback=one.feedback)
    return rows.exclude(status=ReplyStatus.APPROVED).select_related("written_by").first()


def _of_status(one: Acting, *wanted: ReplyStatus) -> Reply:
    reply = _in_work(one)
    if reply is None or reply.status not in wanted:
        raise Refused("answer-missing", "Không có câu trả lời nào ở bước này. Tải lại trang để xem.")
    return reply


def _checked(text: str) -> str:
    said = clean(text)
    if len(fold(said)) < _SHORTEST:
        raise Refused(
            "answer-too-short", "Câu trả lời quá ngắn. Trả lời đủ từng điểm người gửi nêu.", field="text"
        )
    if len(said) > _LONGEST:
        raise Refused(
            "answer-too-long", f"Câu trả lời dài quá {_LONGEST} ký tự; phần dài gửi bằng tệp.", field="text"
        )
    return said
