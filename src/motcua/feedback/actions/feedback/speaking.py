"""What senders do after sending: supplement, withdraw, say whether the answer helped."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.acting import Acting, sender_acting
from motcua.feedback.actions.feedback.answering import open_again
from motcua.feedback.actions.feedback.attaching import attach
from motcua.feedback.actions.feedback.naming import hear_more
from motcua.feedback.actions.feedback.telling import tell_staff
from motcua.feedback.enums.feedback import Act, Contentment, ReplyStatus
from motcua.feedback.models import Feedback, Reply, Satisfaction, Supplement
from motcua.feedback.queries.feedback.clocks import ask_again_until
from motcua.feedback.queries.feedback.people import handlers_of, heads_of, keepers_of
from motcua.feedback.rules.feedback.intake import LONGEST_BODY, SHORTEST_BODY
from motcua.feedback.rules.feedback.moves import supplement_act
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

_LONGEST_COMMENT = 2000


def add_supplement(
    *,
    feedback_id: UUID,
    text: str,
    by: Person | None,
    at: datetime,
    secret: str = "",
    files: Collection[UUID] = (),
) -> Feedback:
    """The sender adds what was asked for; time goes on from here.

    :raises Refused: "feedback-not-found", "feedback-wrong-moment", "supplement-empty", "too-many-files", ….
    """
    act = supplement_act(was_accepted=_was_accepted(feedback_id))
    with sender_acting(feedback_id=feedback_id, act=act, by=by, secret=secret, at=at) as acting:
        said = clean(text)[:LONGEST_BODY]
        if not fold(said) and not files:
            raise Refused("supplement-empty", "Ghi phần bổ sung hoặc đính kèm tệp.", field="text")
        asked = Supplement.objects.select_for_update().get(feedback=acting.feedback, answered_at=None)
        asked.text, asked.answered_at = said, at
        asked.waited = _until(asked, at)
        asked.save()
        hear_more(acting.feedback, said=said, on=acting.on, at=at)
        attach(acting.feedback, files, actor=by.actor if by else "public", at=at)
        acting.recount()
        people = [acting.feedback.holder, *handlers_of(acting.feedback, acting.on)]
        tell_staff(acting.feedback, "feedback_supplemented", people, at=at)
    return acting.feedback


def withdraw(
    *, feedback_id: UUID, reason: str = "", by: Person | None, at: datetime, secret: str = ""
) -> Feedback:
    """The sender takes it back before there is an answer.

    :raises Refused: "feedback-not-found", "feedback-wrong-moment".
    """
    with sender_acting(feedback_id=feedback_id, act=Act.WITHDRAW, by=by, secret=secret, at=at) as acting:
        close_wait(acting)
        acting.end(clean(reason)[:_LONGEST_COMMENT])
        people = [acting.feedback.holder, *handlers_of(acting.feedback, acting.on)]
        tell_staff(acting.feedback, "feedback_withdrawn", people, at=at)
    return acting.feedback


def rate_answer(
    *,
    feedback_id: UUID,
    contentment: Contentment,
    comment: str = "",
    by: Person | None,
    at: datetime,
    secret: str = "",
) -> Satisfaction:
    """The sender says whether the latest answer helped; once for each answer.

    :raises Refused: "feedback-not-found", "feedback-wrong-moment", "answer-already-rated".
    """
    with sender_acting(feedback_id=feedback_id, act=Act.RATE, by=by, secret=secret, at=at) as acting:
        feedback = acting.feedback
        rows = Reply.objects.filter(feedback=feedback, status=ReplyStatus.APPROVED)
        reply = rows.order_by("-number").first()
        assert reply is not None  # the state says that there is an answer
        if Satisfaction.objects.filter(reply=reply).exists():
            raise Refused("answer-already-rated", "Anh/chị đã đánh giá câu trả lời này. Cảm ơn anh/chị.")
        said = Satisfaction.objects.create(
            reply=reply, contentment=contentment, comment=clean(comment)[:_LONGEST_COMMENT], at=at
        )
        feedback.contentment = contentment
        acting.tell(contentment=contentment.value)
        if contentment is Contentment.DISSATISFIED:
            people = [*keepers_of(feedback, acting.on), *heads_of(feedback, acting.on)]
            tell_staff(feedback, "feedback_dissatisfied", people, at=at)
    return said


def ask_again(
    *, feedback_id: UUID, reason: str, by: Person | None, at: datetime, secret: str = ""
) -> Feedback:
    """The sender is not satisfied and asks to have it looked at again: once, within the term that counts from the
    answer. Who has not judged the answer yet says with it that it was not enough.

    :raises Refused: "feedback-not-found", "feedback-wrong-moment", "asked-again-already", "answer-was-enough",
        "ask-again-too-late", "reason-missing".
    """
    with sender_acting(feedback_id=feedback_id, act=Act.ASK_AGAIN, by=by, secret=secret, at=at) as acting:
        feedback, said = acting.feedback, clean(reason)[:4000]
        _require_may_ask_again(feedback, at)
        if len(fold(said)) < SHORTEST_BODY:
            raise Refused(
                "reason-missing", "Ghi rõ điều chưa được trả lời hoặc trả lời chưa đúng.", field="reason"
            )
        reply = Reply.objects.filter(feedback=feedback, status=ReplyStatus.APPROVED).latest("number")
        if not Satisfaction.objects.filter(reply=reply).exists():
            Satisfaction.objects.create(reply=reply, contentment=Contentment.DISSATISFIED, comment="", at=at)
            feedback.contentment = Contentment.DISSATISFIED
        open_again(acting, reason=said, is_of_sender=True)
        hear_more(feedback, said=said, on=acting.on, at=at)
        people = [feedback.holder, *keepers_of(feedback, acting.on), *heads_of(feedback, acting.on)]
        tell_staff(feedback, "feedback_asked_again", people, at=at)
    return acting.feedback


def _require_may_ask_again(feedback: Feedback, at: datetime) -> None:
    if feedback.reopenings.filter(is_of_sender=True).exists():
        raise Refused(
            "asked-again-already",
            "Anh/chị đã đề nghị xem xét lại một lần. Nếu vẫn chưa thỏa đáng, gửi phản ánh mới hoặc khiếu nại theo "
            "luật.",
        )
    if feedback.contentment not in {"", Contentment.DISSATISFIED}:
        raise Refused("answer-was-enough", "Anh/chị đã cho biết câu trả lời là được, nên không mở lại.")
    until = ask_again_until(feedback)
    if until is None or at > until:
        raise Refused(
            "ask-again-too-late", "Đã hết hạn đề nghị xem xét lại. Anh/chị có thể gửi phản ánh mới."
        )


def close_wait(acting: Acting) -> None:
    """Nobody waits for the sender any more, whether or not they answered."""
    for one in Supplement.objects.filter(feedback=acting.feedback, answered_at=None):
        one.answered_at = acting.at
        one.waited = _until(one, acting.at)
        one.save(update_fields=["answered_at", "waited"])


def _until(one: Supplement, at: datetime) -> DateTimeTZRange:
    """From the asking to its end; answered at the same instant it is no empty range, which would forget when it was."""
    return DateTimeTZRange(one.waited.lower, max(at, one.waited.lower + timedelta(microseconds=1)))


def _was_accepted(feedback_id: UUID) -> bool:
    return Feedback.objects.filter(pk=feedback_id, accepted_at__isnull=False).exists()
