"""The state machine of feedback: every state against every act, written down apart from the table."""

from __future__ import annotations

import pytest

from motcua.feedback.enums.feedback import Act, Box, State, Subject
from motcua.feedback.rules.feedback.moves import (
    ANSWERED,
    BOX_OF,
    ENDED,
    IN_WORK,
    MOVES,
    OF_SENDER,
    OPEN,
    WAITS_FOR_SENDER,
    acts_at,
    may_do,
    state_after,
    supplement_act,
)
from motcua.feedback.rules.feedback.terms import TERM_OF
from motcua.feedback.rules.feedback.wording import KIND_OF, WORDS
from motcua.kernel.refusals import Refused

S, A = State, Act

# Reading it twice finds slips: where each act is possible, and where it leads.
_STAYS_IN_WORK = {S.PROCESSING: S.PROCESSING, S.REOPENED: S.REOPENED}
_EARLY = (S.WAITING_INTAKE, S.WAITING_SUPPLEMENT, S.PROCESSING, S.REOPENED)
_LATER = (S.ANSWERED, S.WAITING_PUBLICATION, S.PUBLISHED)
EXPECTED: dict[Act, dict[State, State]] = {
    A.CLASSIFY: {state: state for state in _EARLY},
    A.ACCEPT: {S.WAITING_INTAKE: S.PROCESSING},
    A.REJECT: {S.WAITING_INTAKE: S.REJECTED, S.WAITING_SUPPLEMENT: S.REJECTED},
    A.RETURN: {S.WAITING_INTAKE: S.RETURNED},
    A.ASK_SUPPLEMENT: {S.WAITING_INTAKE: S.WAITING_SUPPLEMENT, S.PROCESSING: S.WAITING_SUPPLEMENT},
    A.SUPPLEMENT: {S.WAITING_SUPPLEMENT: S.WAITING_INTAKE},
    A.SUPPLEMENT_WORK: {S.WAITING_SUPPLEMENT: S.PROCESSING},
    A.TRANSFER_WITHIN: dict.fromkeys((S.WAITING_INTAKE, S.PROCESSING, S.REOPENED), S.WAITING_INTAKE),
    A.TRANSFER_OUT: dict.fromkeys((S.WAITING_INTAKE, S.PROCESSING, S.REOPENED), S.TRANSFERRED),
    A.KEEP_OUTSIDE_ANSWER: {S.TRANSFERRED: S.TRANSFERRED},
    A.TAKE_BACK: {S.TRANSFERRED: S.WAITING_INTAKE},
    A.ASSIGN: _STAYS_IN_WORK,
    A.CONSULT: _STAYS_IN_WORK,
    A.GIVE_OPINION: _STAYS_IN_WORK,
    A.DRAFT_ANSWER: _STAYS_IN_WORK,
    A.SUBMIT_ANSWER: _STAYS_IN_WORK,
    A.SEND_BACK_ANSWER: _STAYS_IN_WORK,
    A.APPROVE_ANSWER: {S.PROCESSING: S.ANSWERED, S.REOPENED: S.ANSWERED},
    A.CONFIRM_TEXT: dict.fromkeys((S.ANSWERED, S.WAITING_PUBLICATION), S.WAITING_PUBLICATION),
    A.PUBLISH: {S.WAITING_PUBLICATION: S.PUBLISHED},
    A.WITHHOLD: {S.ANSWERED: S.ANSWERED, S.WAITING_PUBLICATION: S.ANSWERED},
    A.TAKE_DOWN: {S.PUBLISHED: S.WAITING_PUBLICATION},
    A.REOPEN: dict.fromkeys(_LATER, S.REOPENED),
    A.ASK_AGAIN: dict.fromkeys(_LATER, S.REOPENED),
    A.WITHDRAW: dict.fromkeys(_EARLY, S.WITHDRAWN),
    A.RATE: {state: state for state in _LATER},
    A.MARK_REPEAT: {state: state for state in (*_EARLY, S.ANSWERED)},
    A.MODERATE: {state: state for state in S},
    A.NAME_OBJECT: {state: state for state in (*_EARLY, *_LATER)},
    A.FREE_NAMED: {state: state for state in (*_EARLY, *_LATER)},
    A.FOLLOW_UP: {state: state for state in (S.PROCESSING, S.REOPENED, *_LATER)},
}


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("state", list(State))
def test_every_state_against_every_act(state: State, act: Act) -> None:
    wanted = EXPECTED[act].get(state)
    assert may_do(state, act) == (wanted is not None)
    if wanted is None:
        with pytest.raises(Refused) as refused:
            state_after(state, act)
        assert refused.value.code == "feedback-wrong-moment"
        assert state.label in refused.value.message
    else:
        assert state_after(state, act) is wanted
        assert act in acts_at(state)


def test_states_part_into_open_published_and_ended() -> None:
    assert set(State) == OPEN | ENDED | {S.PUBLISHED}
    assert not OPEN & ENDED
    assert WAITS_FOR_SENDER | IN_WORK < OPEN
    assert {S.ANSWERED, S.WAITING_PUBLICATION, S.PUBLISHED} == ANSWERED
    assert set(BOX_OF) == OPEN
    assert set(BOX_OF.values()) < set(Box)


def test_ended_feedback_can_only_be_moderated_save_what_a_body_outside_sends_back() -> None:
    for state in ENDED - {S.TRANSFERRED}:
        assert acts_at(state) == {A.MODERATE}
    assert acts_at(S.TRANSFERRED) == {A.MODERATE, A.KEEP_OUTSIDE_ANSWER, A.TAKE_BACK}


def test_every_state_is_reached_and_left_as_it_should() -> None:
    assert set(MOVES.values()) == set(State)
    assert {act for _, act in MOVES} == set(Act)


def test_a_supplement_goes_back_where_it_was_asked() -> None:
    assert supplement_act(was_accepted=False) is A.SUPPLEMENT
    assert supplement_act(was_accepted=True) is A.SUPPLEMENT_WORK
    assert {A.SUPPLEMENT, A.SUPPLEMENT_WORK, A.WITHDRAW, A.RATE, A.ASK_AGAIN} == OF_SENDER


def test_each_act_has_words() -> None:
    assert set(KIND_OF) == set(Act)
    assert set(KIND_OF.values()) <= set(WORDS)
    assert set(TERM_OF) <= set(Act)
    assert set(Subject) == {Subject.RULE, Subject.CONDUCT}
