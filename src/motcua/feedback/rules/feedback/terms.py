"""The terms of feedback, counted as dossiers' clocks are: on the agency's calendar, pauses left out, explained.

Each counts from when the feedback came to the agency that has it now: its sending, transfer or reopening. The time
in which the sender was asked to supplement stands still. Publishing, and the sender's asking again, count from the
answer.

Basis: NĐ 20/2008/NĐ-CP art. 9(1d); QĐ 766/QĐ-TTg (2, 5, 15, 2 working days). An agency's own terms may be shorter; the
sender's, which no law sets, longer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import Due, Facts, due
from motcua.deadlines.rules.explain import explain
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.pauses import Pause
from motcua.feedback.enums.feedback import Act, State, Term
from motcua.kernel.refusals import Refused

# The legal numbers in `deadlines` by which each term is known.
LEGAL_CODE: Mapping[Term, str] = MappingProxyType(
    {
        Term.REFUSE: "feedback.refuse",
        Term.ASK_SUPPLEMENT: "feedback.first_supplement",
        Term.TRANSFER: "feedback.transfer",
        Term.ANSWER: "feedback.answer",
        Term.PUBLISH: "feedback.publish_answer",
        Term.ASK_AGAIN: "feedback.ask_again",
    }
)
_FROM_ANSWER = frozenset({Term.PUBLISH, Term.ASK_AGAIN})
# Which term an act of the office must keep.
TERM_OF: Mapping[Act, Term] = MappingProxyType(
    {
        Act.REJECT: Term.REFUSE,
        Act.RETURN: Term.REFUSE,
        Act.ASK_SUPPLEMENT: Term.ASK_SUPPLEMENT,
        Act.TRANSFER_WITHIN: Term.TRANSFER,
        Act.TRANSFER_OUT: Term.TRANSFER,
        Act.APPROVE_ANSWER: Term.ANSWER,
        Act.PUBLISH: Term.PUBLISH,
    }
)


@dataclass(frozen=True, slots=True)
class SetTerm:
    """How long one thing may take, and by which document."""

    limit: Limit
    basis: str


Terms = Mapping[Term, SetTerm]


@dataclass(frozen=True, slots=True)
class Clock:
    """What the due instants depend on: `started_at` with the agency that has it now, and the waits for the sender."""

    started_at: datetime
    pauses: tuple[Pause, ...] = ()
    answered_at: datetime | None = None


def due_of(term: Term, *, calendar: Calendar, terms: Terms, clock: Clock) -> datetime | None:
    """When the term ends; None while the sender is asked, without such a term, and for what counts from the answer
    before there is one."""
    facts = _facts(term, terms, clock)
    return due(calendar=calendar, facts=facts).due_at if facts else None


def explained(term: Term, *, calendar: Calendar, terms: Terms, clock: Clock) -> Due | None:
    """The same with its days, each with the reason why it counted or not."""
    facts = _facts(term, terms, clock)
    return explain(calendar=calendar, facts=facts) if facts else None


def next_due(state: State, *, calendar: Calendar, terms: Terms, clock: Clock) -> datetime | None:
    """By when somebody must act next where the feedback stands: at intake within the term to refuse, since later it
    can only be taken in or passed on; then the answer; then its publication."""
    term = {
        State.WAITING_INTAKE: Term.REFUSE,
        State.PROCESSING: Term.ANSWER,
        State.REOPENED: Term.ANSWER,
        State.ANSWERED: Term.PUBLISH,
        State.WAITING_PUBLICATION: Term.PUBLISH,
    }.get(state)
    return due_of(term, calendar=calendar, terms=terms, clock=clock) if term else None


def terms_with_own(legal: Terms, own: Mapping[Term, SetTerm]) -> Terms:
    """The law's terms, each replaced by the agency's own where it has one."""
    return {**legal, **{term: one for term, one in own.items() if term in legal}}


def require_fair(own: Limit, legal: SetTerm, term: Term) -> None:
    """Refuse an agency's own term that is longer than the law's (shorter, for what the sender may do), or counted
    otherwise.

    :raises Refused: "own-term-longer", "own-term-shorter", "own-term-other-unit".
    """
    if own.unit is not legal.limit.unit:
        raise Refused(
            "own-term-other-unit",
            f"Thời hạn “{term.label}” được tính bằng {legal.limit.unit.label}. Ghi theo cùng đơn vị.",
            field="amount",
        )
    if term is Term.ASK_AGAIN:
        if own.amount < legal.limit.amount:
            raise Refused(
                "own-term-shorter",
                f"Thời hạn để người gửi đề nghị xem xét lại không được ngắn hơn mức chung ({legal.limit}).",
                field="amount",
            )
        return
    if own.amount > legal.limit.amount:
        raise Refused(
            "own-term-longer",
            f"Thời hạn riêng của cơ quan không được dài hơn quy định ({legal.limit}, {legal.basis}).",
            field="amount",
        )


def late_term(act: Act, *, due_at: datetime | None, at: datetime) -> Term | None:
    """The term that the act failed to keep; None when it was in time or keeps none."""
    term = TERM_OF.get(act)
    return term if term is not None and due_at is not None and at > due_at else None


def _facts(term: Term, terms: Terms, clock: Clock) -> Facts | None:
    if term not in terms:
        return None
    limit = terms[term].limit
    if term in _FROM_ANSWER:
        return Facts(received_at=clock.answered_at, limit=limit) if clock.answered_at else None
    return Facts(received_at=clock.started_at, limit=limit, pauses=_within(clock.pauses, clock.started_at))


def _within(pauses: Sequence[Pause], started_at: datetime) -> tuple[Pause, ...]:
    """The waits since counting began; one that began earlier counts from then on."""
    return tuple(
        Pause(max(one.start, started_at), one.end)
        for one in pauses
        if one.end is None or one.end > started_at
    )
