"""The clocks of feedback, gathered from its rows; and each count explained day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.deadlines.queries import calendar_for_agency
from motcua.deadlines.rules.due import Due
from motcua.deadlines.rules.pauses import Pause
from motcua.feedback.enums.feedback import State, Term
from motcua.feedback.models import Feedback, Supplement
from motcua.feedback.queries.feedback.settings import terms_at
from motcua.feedback.rules.feedback.moves import ANSWERED, ENDED
from motcua.feedback.rules.feedback.terms import Clock, SetTerm, due_of, explained
from motcua.kernel.clock import local_day


@dataclass(frozen=True, slots=True)
class ExplainedTerm:
    """One term of feedback with its count, and whether it was kept. `done_at` None: what it asks is not done."""

    term: Term
    set_term: SetTerm
    due: Due
    done_at: datetime | None
    was_late: bool


def clock_of(feedback: Feedback) -> Clock:
    """What the due instants depend on, as it stands; one query."""
    waits = Supplement.objects.filter(feedback=feedback, waited__isempty=False).order_by("waited")
    pauses = tuple(Pause(row.lower, row.upper) for row in waits.values_list("waited", flat=True))
    return Clock(feedback.clock_from, pauses, feedback.answered_at)


def explained_terms(feedback: Feedback) -> list[ExplainedTerm]:
    """The terms that bear on the feedback where it stands: those of intake before it was taken in, then the answer,
    then its publication; none once it has ended. A handful of queries."""
    calendar = calendar_for_agency(feedback.agency.code)
    terms = terms_at(feedback.agency_id, local_day(feedback.clock_from))
    clock, done = clock_of(feedback), _done(feedback)
    found = []
    for term in _bearing(feedback):
        counted = explained(term, calendar=calendar, terms=terms, clock=clock)
        if counted is not None:
            late = term.value in feedback.late_terms
            found.append(ExplainedTerm(term, terms[term], counted, done.get(term), late))
    return found


def ask_again_until(feedback: Feedback) -> datetime | None:
    """Until when its sender may ask to have the latest answer looked at again, by the term alone; a few queries."""
    terms = terms_at(feedback.agency_id, local_day(feedback.clock_from))
    calendar = calendar_for_agency(feedback.agency.code)
    return due_of(Term.ASK_AGAIN, calendar=calendar, terms=terms, clock=clock_of(feedback))


def _bearing(feedback: Feedback) -> tuple[Term, ...]:
    state = State(feedback.state)
    if state in ENDED:
        return ()
    if state in {State.WAITING_INTAKE, State.WAITING_SUPPLEMENT} and feedback.accepted_at is None:
        return (Term.REFUSE, Term.ASK_SUPPLEMENT, Term.TRANSFER, Term.ANSWER)
    return (Term.ANSWER, Term.PUBLISH, Term.ASK_AGAIN) if state in ANSWERED else (Term.ANSWER,)


def _done(feedback: Feedback) -> dict[Term, datetime | None]:
    return {Term.ANSWER: feedback.answered_at, Term.PUBLISH: feedback.published_at}
