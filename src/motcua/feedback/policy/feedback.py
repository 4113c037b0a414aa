"""Who may do what with feedback."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal, require
from motcua.feedback.enums.feedback import Act, Channel, ReplyStatus, State
from motcua.feedback.models import Feedback, OpinionAsked, Reply
from motcua.feedback.queries.feedback.following import secret_digest
from motcua.feedback.queries.feedback.people import answerers_below, recognised_in
from motcua.feedback.queries.feedback.visible import (
    FeedbackReach,
    feedback_reach,
    find_visible_feedback,
    is_closed,
    is_kept_from_some,
    is_of_conduct,
    is_own,
    own_body,
)
from motcua.feedback.rules.feedback.moves import OF_SENDER, acts_at
from motcua.feedback.rules.feedback.tracking import is_same
from motcua.kernel.refusals import Refused

C = Capability

# What each act of the office asks for at the agency that has the feedback; any one is enough.
_ASKED: Mapping[Act, frozenset[Capability]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                Act.CLASSIFY,
                Act.ACCEPT,
                Act.REJECT,
                Act.RETURN,
                Act.ASK_SUPPLEMENT,
                Act.TRANSFER_WITHIN,
                Act.TRANSFER_OUT,
                Act.ASSIGN,
                Act.MARK_REPEAT,
                Act.MODERATE,
                Act.KEEP_OUTSIDE_ANSWER,
                Act.TAKE_BACK,
                Act.NAME_OBJECT,
                Act.FREE_NAMED,
                Act.FOLLOW_UP,
                Act.REOPEN,
                Act.CONFIRM_TEXT,
                Act.PUBLISH,
                Act.WITHHOLD,
                Act.TAKE_DOWN,
            ),
            frozenset({C.KEEP_FEEDBACK}),
        ),
        Act.SEND_BACK_ANSWER: frozenset({C.APPROVE_FEEDBACK}),
        Act.APPROVE_ANSWER: frozenset({C.APPROVE_FEEDBACK}),
    }
)
# What the person or unit does to whom it was given.
_OF_HOLDER = frozenset({Act.DRAFT_ANSWER, Act.SUBMIT_ANSWER, Act.CONSULT, Act.ASK_SUPPLEMENT})


def feedback_not_found() -> Refused:
    """The refusal for feedback that is not there, or not for this person: nobody learns which."""
    return Refused(
        "feedback-not-found",
        "Không tìm thấy phản ánh, kiến nghị này, hoặc nó không thuộc phạm vi của bạn. Kiểm tra lại mã.",
    )


def require_see(person: Person, feedback: Feedback, *, on: date) -> None:
    """Refuse who may not see the feedback in the office, as if it were not there.

    :raises Refused: "feedback-not-found".
    """
    if find_visible_feedback(feedback.pk, person, on) is None:
        raise feedback_not_found()


def _may_act(person: Person, feedback: Feedback, act: Act, *, reach: FeedbackReach, stands_in: bool) -> bool:
    """Whether an officer who sees the feedback may do the act, wherever it stands; `stands_in` for keepers."""
    if act in OF_SENDER:
        return False
    asked = _ASKED.get(act, frozenset())
    if asked and (stands_in or feedback.agency_id in reach.able(*asked)):
        return True
    if act is Act.GIVE_OPINION:
        return opinion_of(person, feedback, reach=reach) is not None
    return act in _OF_HOLDER and _works_on(person, feedback, reach)


def _stands_in(feedback: Feedback, reach: FeedbackReach) -> bool:
    """Whether a head may do what keepers do: on what is said of people, since a keeper may be the one."""
    return feedback.agency_id in reach.able(C.APPROVE_FEEDBACK) and is_kept_from_some(feedback)


def require_act(person: Person, feedback: Feedback, act: Act, *, on: date) -> None:
    """Refuse a person who may not do the act: as not found where they may not even see it.

    :raises Refused: "feedback-not-found", "…-not-allowed".
    """
    reach = feedback_reach(person, on)
    if find_visible_feedback(feedback.pk, person, on, reach=reach) is None:
        raise feedback_not_found()
    if not _may_act(person, feedback, act, reach=reach, stands_in=_stands_in(feedback, reach)):
        needed = _ASKED.get(act, frozenset({C.ANSWER_FEEDBACK}))
        raise refusal(sorted(needed)[0])


def acts_of(person: Person, feedback: Feedback, *, on: date, reach: FeedbackReach) -> frozenset[Act]:
    """What the person may do with it as it stands; each action asks again."""
    state, heads = State(feedback.state), _stands_in(feedback, reach)
    found = {act for act in acts_at(state) if _may_act(person, feedback, act, reach=reach, stands_in=heads)}
    reply = Reply.objects.filter(feedback=feedback).exclude(status=ReplyStatus.APPROVED).first()
    status = ReplyStatus(reply.status) if reply else None
    if status is not ReplyStatus.SUBMITTED:
        found -= {Act.APPROVE_ANSWER, Act.SEND_BACK_ANSWER}
    if status not in {ReplyStatus.DRAFT, ReplyStatus.SENT_BACK}:
        found -= {Act.SUBMIT_ANSWER}
    if status is ReplyStatus.SUBMITTED:
        found -= {Act.DRAFT_ANSWER}
    if reply is not None and reply.written_by_id == person.pk:
        found -= {Act.APPROVE_ANSWER}
    if feedback.channel != Channel.TRANSFERRED:
        found -= {Act.RETURN}
    if is_of_conduct(feedback) or feedback.withheld_reason:
        found -= {Act.WITHHOLD}
    if is_closed(feedback) or feedback.withheld_reason:
        found -= {Act.CONFIRM_TEXT, Act.PUBLISH}
    if Act.FREE_NAMED in found and not recognised_in(feedback):
        found -= {Act.FREE_NAMED}
    if state is State.TRANSFERRED and not feedback.transfers.filter(taker=None, back="").exists():
        found -= {Act.KEEP_OUTSIDE_ANSWER, Act.TAKE_BACK}
    return frozenset(found)


def require_another_approves(person: Person, reply: Reply) -> None:
    """Refuse who wrote the answer: another pair of eyes approves it.

    :raises Refused: "own-answer-not-allowed".
    """
    if reply.written_by_id == person.pk:
        raise Refused(
            "own-answer-not-allowed",
            "Người soạn không tự duyệt câu trả lời của mình. Trình người có quyền duyệt khác.",
        )


def require_registrar(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who does not write down at the agency what people say.

    :raises Refused: "receive-feedback-not-allowed".
    """
    require(person, Capability.RECEIVE_FEEDBACK, agency_id=agency_id, on=on)


def require_keeper(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who does not keep the agency's feedback.

    :raises Refused: "keep-feedback-not-allowed".
    """
    require(person, Capability.KEEP_FEEDBACK, agency_id=agency_id, on=on)


def require_sender(person: Person | None, feedback: Feedback, secret: str) -> None:
    """Refuse who is not its sender: neither signed in as them nor with its secret.

    :raises Refused: "feedback-not-found".
    """
    if person is not None and is_own(person, feedback):
        return
    if not secret or not is_same(feedback.secret_digest, secret_digest(secret)):
        raise feedback_not_found()


def require_may_hold(person: Person | None, unit_id: UUID | None, feedback: Feedback, *, on: date) -> None:
    """Refuse to give feedback to somebody who may not have it: who is complained about, or does not answer feedback
    there; what is about conduct goes to a person by name who is not of the body it is about.

    :raises Refused: "holder-is-object", "holder-unnamed", "holder-not-able".
    """
    if is_closed(feedback):
        _require_apart(person, unit_id, feedback, on)
    if person is None:
        return
    if feedback.objects_of.filter(person=person, freed_at=None).exists():
        raise _is_object()
    if unit_id is None:  # by name, whichever unit they are of
        is_able = answerers_below(feedback, on).filter(pk=person.pk).exists()
    else:
        is_able = may(person, Capability.ANSWER_FEEDBACK, agency_id=unit_id, on=on)
    if not is_able and not may(person, Capability.KEEP_FEEDBACK, agency_id=feedback.agency_id, on=on):
        raise Refused(
            "holder-not-able",
            f"{person.full_name} không có quyền trả lời phản ánh, kiến nghị tại đơn vị này. Chọn người khác.",
            field="person",
        )


def opinion_of(person: Person, feedback: Feedback, *, reach: FeedbackReach) -> OpinionAsked | None:
    """The open question that the person may answer; None when there is none."""
    rows = OpinionAsked.objects.filter(feedback=feedback, given_at=None).order_by("asked_at")
    for row in rows:
        if row.person_id == person.pk:
            return row
        if row.person_id is None and row.agency_id in reach.able(Capability.ANSWER_FEEDBACK):
            return row
    return None


def _works_on(person: Person, feedback: Feedback, reach: FeedbackReach) -> bool:
    if feedback.holder_id is not None:
        return feedback.holder_id == person.pk
    if feedback.unit_id is not None:
        return feedback.unit_id in reach.able(Capability.ANSWER_FEEDBACK)
    return feedback.agency_id in reach.able(Capability.KEEP_FEEDBACK)


def _require_apart(person: Person | None, unit_id: UUID | None, feedback: Feedback, on: date) -> None:
    if person is None:
        raise Refused(
            "holder-unnamed",
            "Phản ánh về hành vi chỉ giao cho một người cụ thể, không giao chung cho đơn vị.",
            field="person",
        )
    body = feedback.about_agency_id
    if body is None or body == feedback.agency_id:
        return
    own = Feedback.objects.filter(own_body(feedback_reach(person, on)), pk=feedback.pk)
    if unit_id == body or own.exists():
        raise _is_object()


def _is_object() -> Refused:
    return Refused(
        "holder-is-object",
        "Không giao cho người hoặc đơn vị đang bị phản ánh. Chọn người ở đơn vị khác, hoặc tự xử lý.",
        field="person",
    )
