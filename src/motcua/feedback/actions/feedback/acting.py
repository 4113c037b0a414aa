"""The frame of every act on feedback: lock, policy, table of moves, change, clock, journal, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.deadlines.queries import calendar_for_agency
from motcua.deadlines.rules.calendars import Calendar
from motcua.feedback.actions.feedback.telling import untell_unseeing
from motcua.feedback.enums.feedback import Act, State, Term
from motcua.feedback.models import Feedback
from motcua.feedback.policy.feedback import feedback_not_found, require_act, require_sender
from motcua.feedback.queries.feedback.clocks import clock_of
from motcua.feedback.queries.feedback.settings import terms_at
from motcua.feedback.queries.feedback.visible import is_closed
from motcua.feedback.rules.feedback.moves import state_after
from motcua.feedback.rules.feedback.terms import TERM_OF, Clock, Terms, due_of, late_term, next_due
from motcua.feedback.rules.feedback.wording import KIND_OF, SUBJECT
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused


@dataclass(slots=True)
class Acting:
    """One act under way: the locked feedback, who acts, when, and what the journal will say."""

    feedback: Feedback
    act: Act
    by: Person | None
    at: datetime
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The day of the act in Vietnam."""
        return local_day(self.at)

    def tell(self, **facts: Any) -> None:
        """What the journal keeps beside the act: never names or texts of the sender or of who is complained about."""
        self.told |= facts

    def end(self, note: str) -> None:
        """The feedback comes to its end with what its sender is told."""
        self.feedback.ended_at = self.at
        self.feedback.end_note = note
        self.feedback.act_by = None

    def recount(self) -> None:
        """The due instants as they follow from what stands now."""
        recount(self.feedback)


@contextmanager
def acting(
    *, feedback_id: UUID, act: Act, by: Person, at: datetime, seen: int | None = None
) -> Iterator[Acting]:
    """An act of the office. `seen` is the revision that the person had before their eyes.

    :raises Refused: "feedback-not-found", "…-not-allowed", "feedback-changed", "feedback-wrong-moment".
    """
    with transaction.atomic():
        feedback = locked(feedback_id)
        require_act(by, feedback, act, on=local_day(at))
        yield from _run(feedback, act, by, at, seen)


@contextmanager
def sender_acting(
    *, feedback_id: UUID, act: Act, by: Person | None, secret: str, at: datetime
) -> Iterator[Acting]:
    """An act of the sender: signed in as them, or with the secret.

    :raises Refused: "feedback-not-found", "feedback-wrong-moment".
    """
    with transaction.atomic():
        feedback = locked(feedback_id)
        require_sender(by, feedback, secret)
        yield from _run(feedback, act, by, at, None)


def locked(feedback_id: UUID) -> Feedback:
    """The feedback, held until the transaction ends.

    :raises Refused: "feedback-not-found".
    """
    rows = Feedback.objects.select_for_update(of=("self",)).select_related("agency", "procedure")
    found = rows.filter(pk=feedback_id).first()
    if found is None:
        raise feedback_not_found()
    return found


def recount(feedback: Feedback) -> None:
    """Sets when the answer is due and by when somebody must act; the calendar and terms of the agency that has it."""
    calendar, terms, clock = counting(feedback)
    state = State(feedback.state)
    feedback.due_at = due_of(Term.ANSWER, calendar=calendar, terms=terms, clock=clock)
    is_settled = is_closed(feedback) or bool(feedback.withheld_reason)
    is_past = is_settled and state in {State.ANSWERED, State.WAITING_PUBLICATION}
    feedback.act_by = None if is_past else next_due(state, calendar=calendar, terms=terms, clock=clock)


def counting(feedback: Feedback) -> tuple[Calendar, Terms, Clock]:
    """What the feedback's terms are counted with."""
    calendar = calendar_for_agency(feedback.agency.code)
    return calendar, terms_at(feedback.agency_id, local_day(feedback.clock_from)), clock_of(feedback)


def _run(feedback: Feedback, act: Act, by: Person | None, at: datetime, seen: int | None) -> Iterator[Acting]:
    if seen is not None and seen != feedback.revision:
        raise Refused(
            "feedback-changed",
            "Có người vừa làm việc khác với phản ánh, kiến nghị này. Tải lại trang, xem rồi làm lại.",
        )
    after = state_after(State(feedback.state), act)
    _note_lateness(feedback, act, at)
    one = Acting(feedback, act, by, at)
    before = _reached(feedback)
    feedback.state = after
    yield one
    feedback.revision += 1
    feedback.save()
    if is_closed(feedback) and _reached(feedback) != before:
        untell_unseeing(feedback, on=one.on)
    fact = Fact(KIND_OF[act], SUBJECT, str(feedback.pk), {"state": feedback.state, **one.told})
    record(fact=fact, actor=by.actor if by else "public", at=at)


def _reached(feedback: Feedback) -> tuple[object, ...]:
    """What decides, beside who is named in it, who may see it."""
    return is_closed(feedback), feedback.agency_id, feedback.holder_id, feedback.about_agency_id


def _note_lateness(feedback: Feedback, act: Act, at: datetime) -> None:
    """Keeps for good which term the act failed to keep."""
    term = TERM_OF.get(act)
    if term is None:
        return
    if act is Act.ASK_SUPPLEMENT and feedback.supplements.exists():
        return  # only the first request has a term
    calendar, terms, clock = counting(feedback)
    late = late_term(act, due_at=due_of(term, calendar=calendar, terms=terms, clock=clock), at=at)
    if late is not None and late.value not in feedback.late_terms:
        feedback.late_terms = [*feedback.late_terms, late.value]
