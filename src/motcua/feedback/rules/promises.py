"""How far what was promised at a conference is, as the work that it follows says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from motcua.feedback.enums import ConferenceStatus, PromiseStanding
from motcua.feedback.enums.feedback import State
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.plans.enums import DutyStatus
from motcua.reviews.enums.rounds import ItemStatus

LONGEST = 1000
_LATEST = timedelta(days=5 * 366)
_P = PromiseStanding

# Each state of the work has its place; a state that is added without one fails the tests.
OF_DUTY: Mapping[DutyStatus, PromiseStanding] = MappingProxyType(
    {
        DutyStatus.OPEN: _P.WAITING,
        DutyStatus.DOING: _P.UNDER_WAY,
        DutyStatus.REPORTED: _P.UNDER_WAY,
        DutyStatus.DONE: _P.DONE,
        DutyStatus.CANCELLED: _P.STOPPED,
    }
)
OF_FEEDBACK: Mapping[State, PromiseStanding] = MappingProxyType(
    {
        State.WAITING_INTAKE: _P.WAITING,
        State.WAITING_SUPPLEMENT: _P.UNDER_WAY,
        State.PROCESSING: _P.UNDER_WAY,
        State.REOPENED: _P.UNDER_WAY,
        State.TRANSFERRED: _P.UNDER_WAY,
        State.ANSWERED: _P.DONE,
        State.WAITING_PUBLICATION: _P.DONE,
        State.PUBLISHED: _P.DONE,
        State.REJECTED: _P.STOPPED,
        State.RETURNED: _P.STOPPED,
        State.WITHDRAWN: _P.STOPPED,
    }
)
OF_ITEM: Mapping[ItemStatus, PromiseStanding] = MappingProxyType(
    {
        ItemStatus.WAITING: _P.WAITING,
        ItemStatus.OPEN: _P.WAITING,
        ItemStatus.FILLING: _P.UNDER_WAY,
        ItemStatus.HANDED_IN: _P.UNDER_WAY,
        ItemStatus.SENT_BACK: _P.UNDER_WAY,
        ItemStatus.ACCEPTED: _P.DONE,
        ItemStatus.LEFT_OUT: _P.STOPPED,
    }
)
_SETTLED = frozenset({_P.DONE, _P.DROPPED})


# In which states of the work the promise is kept, for conditions over many.
KEPT_BY_DUTY = frozenset(state for state, place in OF_DUTY.items() if place is _P.DONE)
KEPT_BY_FEEDBACK = frozenset(state for state, place in OF_FEEDBACK.items() if place is _P.DONE)
KEPT_BY_ITEM = frozenset(state for state, place in OF_ITEM.items() if place is _P.DONE)


def is_late(standing: PromiseStanding, *, due_on: date, on: date) -> bool:
    """Whether it should have been done: also where the work it follows was stopped, since it is promised still."""
    return standing not in _SETTLED and due_on < on


def checked_promise(*, text: str, due_on: date, status: ConferenceStatus, held_on: date | None) -> str:
    """What was promised, as it is kept.

    :raises Refused: "conference-not-at-that-point" before the conference was held, "promise-missing",
        "promise-term-wrong".
    """
    if status not in {ConferenceStatus.HELD, ConferenceStatus.CONCLUDED} or held_on is None:
        raise Refused(
            "conference-not-at-that-point",
            "Hội nghị chưa tổ chức nên chưa có việc đã hứa. Ghi “Đã tổ chức” trước.",
        )
    said = " ".join(clean(text).split())[:LONGEST]
    if len(fold(said)) < 3:
        raise Refused("promise-missing", "Ghi việc đã hứa làm.", field="text")
    if not held_on <= due_on <= held_on + _LATEST:
        raise Refused(
            "promise-term-wrong",
            "Hạn làm xong không sớm hơn ngày hội nghị và không quá năm năm sau đó.",
            field="due_on",
        )
    return said
