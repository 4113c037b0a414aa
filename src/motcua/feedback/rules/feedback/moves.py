"""The state machine of feedback: one closed table. What is not in it is refused.

Basis: NĐ 20/2008/NĐ-CP art. 9, 14, 15, 19 as amended; the states of the national portal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from motcua.feedback.enums.feedback import Act, Box, State
from motcua.kernel.refusals import Refused

S, A = State, Act

_IN_WORK = (S.PROCESSING, S.REOPENED)
# Work inside the office, which leaves feedback where it stands.
_INSIDE = (
    A.ASSIGN,
    A.CONSULT,
    A.GIVE_OPINION,
    A.DRAFT_ANSWER,
    A.SUBMIT_ANSWER,
    A.SEND_BACK_ANSWER,
)
_BEFORE_ANSWER = (S.WAITING_INTAKE, S.WAITING_SUPPLEMENT, *_IN_WORK)
_AFTER_ANSWER = (S.ANSWERED, S.WAITING_PUBLICATION, S.PUBLISHED)

MOVES: Mapping[tuple[State, Act], State] = MappingProxyType(
    {
        **{(state, A.MODERATE): state for state in S},
        **{(state, A.NAME_OBJECT): state for state in (*_BEFORE_ANSWER, *_AFTER_ANSWER)},
        **{(state, A.FREE_NAMED): state for state in (*_BEFORE_ANSWER, *_AFTER_ANSWER)},
        **{(state, A.MARK_REPEAT): state for state in (*_BEFORE_ANSWER, S.ANSWERED)},
        **{(state, A.CLASSIFY): state for state in _BEFORE_ANSWER},
        **{(state, A.WITHDRAW): S.WITHDRAWN for state in _BEFORE_ANSWER},
        **{(state, A.FOLLOW_UP): state for state in (*_IN_WORK, *_AFTER_ANSWER)},
        (S.WAITING_INTAKE, A.ACCEPT): S.PROCESSING,
        (S.WAITING_INTAKE, A.REJECT): S.REJECTED,
        (S.WAITING_INTAKE, A.RETURN): S.RETURNED,
        (S.WAITING_INTAKE, A.ASK_SUPPLEMENT): S.WAITING_SUPPLEMENT,
        (S.WAITING_INTAKE, A.TRANSFER_WITHIN): S.WAITING_INTAKE,
        (S.WAITING_INTAKE, A.TRANSFER_OUT): S.TRANSFERRED,
        (S.WAITING_SUPPLEMENT, A.SUPPLEMENT): S.WAITING_INTAKE,
        (S.WAITING_SUPPLEMENT, A.SUPPLEMENT_WORK): S.PROCESSING,
        (S.WAITING_SUPPLEMENT, A.REJECT): S.REJECTED,
        **{(state, act): state for state in _IN_WORK for act in _INSIDE},
        **{(state, A.APPROVE_ANSWER): S.ANSWERED for state in _IN_WORK},
        **{(state, A.TRANSFER_WITHIN): S.WAITING_INTAKE for state in _IN_WORK},
        **{(state, A.TRANSFER_OUT): S.TRANSFERRED for state in _IN_WORK},
        (S.TRANSFERRED, A.KEEP_OUTSIDE_ANSWER): S.TRANSFERRED,
        (S.TRANSFERRED, A.TAKE_BACK): S.WAITING_INTAKE,
        (S.PROCESSING, A.ASK_SUPPLEMENT): S.WAITING_SUPPLEMENT,
        **{(state, A.RATE): state for state in _AFTER_ANSWER},
        **{(state, A.REOPEN): S.REOPENED for state in _AFTER_ANSWER},
        **{(state, A.ASK_AGAIN): S.REOPENED for state in _AFTER_ANSWER},
        (S.ANSWERED, A.CONFIRM_TEXT): S.WAITING_PUBLICATION,
        (S.WAITING_PUBLICATION, A.CONFIRM_TEXT): S.WAITING_PUBLICATION,
        (S.WAITING_PUBLICATION, A.PUBLISH): S.PUBLISHED,
        (S.ANSWERED, A.WITHHOLD): S.ANSWERED,
        (S.WAITING_PUBLICATION, A.WITHHOLD): S.ANSWERED,
        (S.PUBLISHED, A.TAKE_DOWN): S.WAITING_PUBLICATION,
    }
)

# Nothing follows here any more, save that what is shown may be hidden, and what a body outside sends back.
ENDED = frozenset({S.REJECTED, S.RETURNED, S.TRANSFERRED, S.WITHDRAWN})
IN_WORK = frozenset(_IN_WORK)
ANSWERED = frozenset(_AFTER_ANSWER)
# Time stands still while the sender is asked.
WAITS_FOR_SENDER = frozenset({S.WAITING_SUPPLEMENT})
# Somebody of the office, or the sender, has something to do.
OPEN = frozenset({*_BEFORE_ANSWER, S.ANSWERED, S.WAITING_PUBLICATION})
# What a sender does; everything else is the office's.
OF_SENDER = frozenset({A.SUPPLEMENT, A.SUPPLEMENT_WORK, A.WITHDRAW, A.RATE, A.ASK_AGAIN})

BOX_OF: Mapping[State, Box] = MappingProxyType(
    {
        S.WAITING_INTAKE: Box.INTAKE,
        S.WAITING_SUPPLEMENT: Box.SENDER,
        S.PROCESSING: Box.WORK,
        S.REOPENED: Box.WORK,
        S.ANSWERED: Box.PUBLISH,
        S.WAITING_PUBLICATION: Box.PUBLISH,
    }
)


def may_do(state: State, act: Act) -> bool:
    """Whether the act is possible at all where the feedback stands."""
    return (state, act) in MOVES


def state_after(state: State, act: Act) -> State:
    """Where feedback stands after the act.

    :raises Refused: "feedback-wrong-moment".
    """
    after = MOVES.get((state, act))
    if after is None:
        raise Refused(
            "feedback-wrong-moment",
            f"Phản ánh, kiến nghị đang ở trạng thái “{state.label}” nên không thể thực hiện “{act.label}”. "
            "Tải lại trang để xem các việc có thể làm lúc này.",
            state=state.value,
            act=act.value,
        )
    return after


def acts_at(state: State) -> frozenset[Act]:
    """What is possible at all where feedback stands."""
    return frozenset(act for place, act in MOVES if place is state)


def supplement_act(*, was_accepted: bool) -> Act:
    """The act of a sender who supplements: what was taken in already goes on, the rest is looked at anew."""
    return Act.SUPPLEMENT_WORK if was_accepted else Act.SUPPLEMENT
