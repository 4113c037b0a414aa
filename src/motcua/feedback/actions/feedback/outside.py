"""What comes back from a body outside to which feedback was passed on: its answer, or the feedback itself.

Basis: NĐ 20/2008 art. 9(1d), 12: the sender may ask how far it is, wherever it lies.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.acting import Acting, acting
from motcua.feedback.actions.feedback.attaching import attach
from motcua.feedback.actions.feedback.telling import tell_sender
from motcua.feedback.enums.feedback import Act, Back
from motcua.feedback.models import Feedback, Transfer
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

_LONGEST = 20_000


def keep_outside_answer(
    *,
    feedback_id: UUID,
    text: str,
    document: str = "",
    answered_on: date | None = None,
    files: Collection[UUID] = (),
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Transfer:
    """Write down what the body outside answered, as it came; the sender reads it where they follow. It stays where it
    lies: what it says is that body's.

    :raises Refused: "text-missing", "answered-in-future", "answered-before-transfer", "nothing-outside", ….
    """
    with acting(feedback_id=feedback_id, act=Act.KEEP_OUTSIDE_ANSWER, by=by, at=at, seen=seen) as one:
        said = _required(text, "Chép lại nội dung cơ quan đó đã trả lời.")
        passed = _outside(one)
        _require_likely(answered_on, passed, one.on)
        _keep_back(one, passed, Back.ANSWER, said)
        passed.back_document = " ".join(clean(document).split())[:120]
        passed.back_on = answered_on
        passed.save()
        attach(one.feedback, files, actor=by.actor, at=at, is_of_office=True, transfer=passed)
        one.tell(place=passed.outside, document=passed.back_document)
        tell_sender(one.feedback, "feedback_answered_outside", at=at, place=passed.outside)
    return passed


def take_back(
    *, feedback_id: UUID, reason: str, by: Person, at: datetime, seen: int | None = None
) -> Feedback:
    """The body outside sent it back: it waits to be taken in here again, with new terms.

    :raises Refused: "text-missing", "nothing-outside", ….
    """
    with acting(feedback_id=feedback_id, act=Act.TAKE_BACK, by=by, at=at, seen=seen) as one:
        said = _required(reason, "Ghi vì sao cơ quan đó trả lại.")
        passed = _outside(one)
        _keep_back(one, passed, Back.RETURNED, said)
        passed.save()
        feedback = one.feedback
        feedback.ended_at, feedback.end_note, feedback.accepted_at = None, "", None
        feedback.clock_from = at
        one.recount()
        one.tell(place=passed.outside)
        tell_sender(feedback, "feedback_taken_back", at=at, place=passed.outside)
    return one.feedback


def _outside(one: Acting) -> Transfer:
    """The passing on by which it lies outside, as long as nothing came back."""
    rows = Transfer.objects.select_for_update().filter(feedback=one.feedback, taker=None)
    last = rows.order_by("-at", "-id").first()
    if last is None or last.back:
        raise Refused("nothing-outside", "Đã ghi trả lời của cơ quan ngoài rồi. Tải lại trang để xem.")
    return last


def _keep_back(one: Acting, passed: Transfer, what: Back, said: str) -> None:
    passed.back, passed.back_text, passed.back_by, passed.back_at = what, said, one.by, one.at


def _require_likely(answered_on: date | None, passed: Transfer, on: date) -> None:
    if answered_on is None:
        return
    if answered_on > on:
        raise Refused("answered-in-future", "Ngày trả lời không thể ở sau hôm nay.", field="answered_on")
    if answered_on < local_day(passed.at):
        raise Refused(
            "answered-before-transfer",
            f"Ngày trả lời không thể trước ngày chuyển ({local_day(passed.at):%d/%m/%Y}).",
            field="answered_on",
        )


def _required(text: str, message: str) -> str:
    said = clean(text)[:_LONGEST]
    if len(fold(said)) < 3:
        raise Refused("text-missing", message, field="text")
    return said
