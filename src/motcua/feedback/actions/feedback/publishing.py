"""Questions and answers for the public: a text without personal data, confirmed by a person; the original stays.

Basis: NĐ 20/2008 art. 19.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.acting import Acting, acting
from motcua.feedback.actions.feedback.telling import tell_sender
from motcua.feedback.enums.feedback import Act
from motcua.feedback.models import Feedback, PublishedFile, PublishedText
from motcua.feedback.queries.feedback.publishing import answer_files, proposed_text
from motcua.feedback.queries.feedback.visible import is_closed
from motcua.feedback.rules.feedback.intake import LONGEST_TITLE
from motcua.feedback.rules.feedback.privacy import public_name
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold


def confirm_text(
    *,
    feedback_id: UUID,
    title: str,
    question: str,
    answer: str,
    files: Sequence[UUID] = (),
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> PublishedText:
    """Fix the text that will be shown, after reading it beside the original. A later one takes its place until it is
    published. Of the answer's files only those in `files` are shown with it, which the person read and found without
    personal data; under names that tell nothing.

    :raises Refused: "conduct-not-published", "hidden-not-published", "title-missing", "question-missing",
        "answer-missing", "file-not-of-answer", ….
    """
    with acting(feedback_id=feedback_id, act=Act.CONFIRM_TEXT, by=by, at=at, seen=seen) as one:
        _require_publishable(one.feedback)
        texts = {
            "title": " ".join(clean(title).split())[:LONGEST_TITLE],
            "question": clean(question),
            "answer": clean(answer),
        }
        for name, text in texts.items():
            if not fold(text):
                raise Refused(f"{name}-missing", "Không để trống phần này của bản công khai.", field=name)
        removed = {kind.value: number for kind, number in proposed_text(one.feedback).removed.items()}
        shown = PublishedText.objects.filter(
            feedback=one.feedback, published_at=None, taken_down_at=None
        ).first()
        shown = shown or PublishedText(feedback=one.feedback)
        for name, text in texts.items():
            setattr(shown, name, text)
        shown.removed, shown.confirmed_by, shown.confirmed_at = removed, by, at
        shown.folded = fold(f"{_procedure(one.feedback)} {' '.join(texts.values())}")
        shown.save()
        _put_files(shown, files)
        one.recount()
        one.tell(removed=sum(removed.values()), files=len(files))
    return shown


def publish(*, feedback_id: UUID, by: Person, at: datetime, seen: int | None = None) -> PublishedText:
    """Show the confirmed text to everybody; an earlier one gives way.

    :raises Refused: "text-not-confirmed", "conduct-not-published", "hidden-not-published", ….
    """
    with acting(feedback_id=feedback_id, act=Act.PUBLISH, by=by, at=at, seen=seen) as one:
        _require_publishable(one.feedback)
        texts = PublishedText.objects.select_for_update().filter(feedback=one.feedback, taken_down_at=None)
        waiting = texts.filter(published_at=None).first()
        if waiting is None:
            raise Refused("text-not-confirmed", "Chưa chốt bản công khai. Đọc và chốt bản công khai trước.")
        texts.filter(published_at__isnull=False).update(
            taken_down_at=at, taken_down_why="Có bản công khai mới."
        )
        waiting.published_by, waiting.published_at = by, at
        waiting.save(update_fields=["published_by", "published_at"])
        one.feedback.published_at = at
        one.feedback.act_by = None
        tell_sender(one.feedback, "feedback_published", at=at)
    return waiting


def withhold(
    *, feedback_id: UUID, reason: str, by: Person, at: datetime, seen: int | None = None
) -> Feedback:
    """Do not show this question and answer, and say why; the sender has the answer all the same.

    :raises Refused: "reason-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.WITHHOLD, by=by, at=at, seen=seen) as one:
        one.feedback.withheld_reason = _reason(reason)
        _take_away(one, one.feedback.withheld_reason, is_waiting=True)
        one.recount()
        one.tell(reason=one.feedback.withheld_reason[:200])
    return one.feedback


def take_down(
    *, feedback_id: UUID, reason: str, by: Person, at: datetime, seen: int | None = None
) -> Feedback:
    """Show it no more; a corrected text can be confirmed and published again.

    :raises Refused: "reason-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.TAKE_DOWN, by=by, at=at, seen=seen) as one:
        said = _reason(reason)
        _take_away(one, said, is_waiting=False)
        one.feedback.published_at = None
        one.recount()
        one.tell(reason=said[:200])
    return one.feedback


def _take_away(one: Acting, why: str, *, is_waiting: bool) -> None:
    texts = PublishedText.objects.filter(
        feedback=one.feedback, taken_down_at=None, published_at__isnull=is_waiting
    )
    texts.update(taken_down_at=one.at, taken_down_why=why)


def _put_files(shown: PublishedText, wanted: Sequence[UUID]) -> None:
    """The cleared files of the latest answer, in the order in which they were attached."""
    rows = answer_files(shown.feedback).filter(pk__in=wanted)
    found = list(rows.select_related("file"))
    if len(found) < len(set(wanted)):
        raise Refused("file-not-of-answer", "Chỉ công khai tệp kèm câu trả lời mới nhất.", field="files")
    shown.files.all().delete()
    PublishedFile.objects.bulk_create(
        PublishedFile(text=shown, file=one.file, name=public_name(place, one.file.name), position=place)
        for place, one in enumerate(found, start=1)
    )


def _require_publishable(feedback: Feedback) -> None:
    if feedback.hidden_as:
        raise Refused(
            "hidden-not-published",
            "Nội dung đang bị ẩn sau kiểm duyệt. Xem lại kiểm duyệt trước khi công khai.",
        )
    if is_closed(feedback):
        raise Refused(
            "conduct-not-published",
            "Phản ánh về hành vi, hoặc có dấu hiệu tố cáo, không được công khai nội dung.",
        )


def _reason(text: str) -> str:
    said = clean(text)[:2000]
    if len(fold(said)) < 3:
        raise Refused("reason-missing", "Ghi lý do.", field="reason")
    return said


def _procedure(feedback: Feedback) -> str:
    return feedback.procedure.code if feedback.procedure else ""
