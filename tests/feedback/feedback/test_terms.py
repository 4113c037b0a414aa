"""The terms of feedback: with holidays, with waits for the sender, shorter ones of an agency, explained."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.pauses import Pause
from motcua.deadlines.rules.shipped import national_calendar, shipped_terms
from motcua.feedback.enums.feedback import Act, State, Term
from motcua.feedback.rules.feedback.terms import (
    LEGAL_CODE,
    Clock,
    SetTerm,
    due_of,
    explained,
    late_term,
    next_due,
    require_fair,
    terms_with_own,
)
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused

CALENDAR = national_calendar()


def days(amount: int) -> Limit:
    return Limit(Decimal(amount), LimitUnit.WORKING_DAY)


TERMS = {term: SetTerm(days(amount), "QĐ") for term, amount in zip(Term, (2, 5, 5, 15, 2, 10), strict=True)}


def at(day: int, month: int = 9, hour: int = 9, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


def due(term: Term, clock: Clock) -> date | None:
    found = due_of(term, calendar=CALENDAR, terms=TERMS, clock=clock)
    return found.date() if found else None


def test_the_shipped_numbers_are_those_of_the_law() -> None:
    on = date(2026, 9, 17)
    shipped = {
        one.code: one.limit
        for one in shipped_terms()
        if one.start <= on and (one.end is None or on < one.end)
    }
    amounts = [int(shipped[LEGAL_CODE[term]].amount) for term in Term]
    assert amounts == [2, 5, 5, 15, 2, 10]
    assert {shipped[LEGAL_CODE[term]].unit for term in Term} == {LimitUnit.WORKING_DAY}


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (Term.REFUSE, date(2026, 9, 21)),
        (Term.ASK_SUPPLEMENT, date(2026, 9, 24)),
        (Term.TRANSFER, date(2026, 9, 24)),
        (Term.ANSWER, date(2026, 10, 8)),
        (Term.PUBLISH, None),
        (Term.ASK_AGAIN, None),
    ],
)
def test_an_ordinary_thursday(term: Term, wanted: date | None) -> None:
    assert due(term, Clock(at(17))) == wanted


def test_national_day_is_left_out() -> None:
    # Sent on Friday 28 August 2026: the days off around 2 September do not count.
    answer = explained(Term.ANSWER, calendar=CALENDAR, terms=TERMS, clock=Clock(at(28, 8)))
    assert answer is not None
    assert answer.due_on is not None
    off = {step.day for step in answer.steps if not step.counts}
    assert date(2026, 9, 2) in off
    assert sum(step.counts for step in answer.steps) == 15
    assert answer.due_on > date(2026, 9, 18)


def test_waiting_for_the_sender_stands_still() -> None:
    waits = (Pause(at(18), at(25)),)
    straight, paused = due(Term.ANSWER, Clock(at(17))), due(Term.ANSWER, Clock(at(17), waits))
    assert straight == date(2026, 10, 8)
    assert paused == date(2026, 10, 15)  # five working days later
    assert due(Term.ANSWER, Clock(at(17), (Pause(at(18)),))) is None


def test_a_wait_before_the_transfer_does_not_count_here() -> None:
    early = Pause(at(1), at(8))
    over = Pause(at(15), at(18))
    assert due(Term.REFUSE, Clock(at(17), (early,))) == due(Term.REFUSE, Clock(at(17)))
    assert due(Term.ANSWER, Clock(at(17), (over,))) is not None


def test_publishing_counts_from_the_answer() -> None:
    assert due(Term.PUBLISH, Clock(at(1), answered_at=at(17))) == date(2026, 9, 21)


def test_asking_again_counts_from_the_answer() -> None:
    assert due(Term.ASK_AGAIN, Clock(at(1), answered_at=at(17))) == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (State.WAITING_INTAKE, date(2026, 9, 21)),
        (State.PROCESSING, date(2026, 10, 8)),
        (State.REOPENED, date(2026, 10, 8)),
        (State.ANSWERED, date(2026, 9, 22)),
        (State.WAITING_PUBLICATION, date(2026, 9, 22)),
        (State.WAITING_SUPPLEMENT, None),
        (State.PUBLISHED, None),
        (State.REJECTED, None),
    ],
)
def test_what_is_due_next(state: State, wanted: date | None) -> None:
    clock = Clock(at(17), answered_at=at(18))
    found = next_due(state, calendar=CALENDAR, terms=TERMS, clock=clock)
    assert (found.date() if found else None) == wanted


def test_an_agency_may_be_quicker_never_slower() -> None:
    legal = TERMS[Term.ANSWER]
    require_fair(days(10), legal, Term.ANSWER)
    with pytest.raises(Refused) as longer:
        require_fair(days(16), legal, Term.ANSWER)
    assert longer.value.code == "own-term-longer"
    with pytest.raises(Refused) as other:
        require_fair(Limit(Decimal(10), LimitUnit.CALENDAR_DAY), legal, Term.ANSWER)
    assert other.value.code == "own-term-other-unit"
    theirs = TERMS[Term.ASK_AGAIN]
    require_fair(days(20), theirs, Term.ASK_AGAIN)
    with pytest.raises(Refused) as shorter:
        require_fair(days(9), theirs, Term.ASK_AGAIN)
    assert shorter.value.code == "own-term-shorter"
    own = terms_with_own(TERMS, {Term.ANSWER: SetTerm(days(5), "Quy chế")})
    assert own[Term.ANSWER].basis == "Quy chế"
    assert own[Term.REFUSE] is TERMS[Term.REFUSE]


@pytest.mark.parametrize(
    ("act", "term"),
    [
        (Act.REJECT, Term.REFUSE),
        (Act.RETURN, Term.REFUSE),
        (Act.ASK_SUPPLEMENT, Term.ASK_SUPPLEMENT),
        (Act.TRANSFER_OUT, Term.TRANSFER),
        (Act.TRANSFER_WITHIN, Term.TRANSFER),
        (Act.APPROVE_ANSWER, Term.ANSWER),
        (Act.PUBLISH, Term.PUBLISH),
    ],
)
def test_late_only_after_the_instant(act: Act, term: Term) -> None:
    assert late_term(act, due_at=at(17), at=at(17)) is None
    assert late_term(act, due_at=at(17), at=at(17, hour=10)) is term
    assert late_term(act, due_at=None, at=at(17)) is None
    assert late_term(Act.ASSIGN, due_at=at(1), at=at(17)) is None


@given(
    day=st.dates(date(2024, 1, 2), date(2027, 6, 1)),
    length=st.integers(0, 20),
    begins=st.integers(0, 30),
)
def test_a_wait_never_brings_the_answer_forward(day: date, length: int, begins: int) -> None:
    start = datetime(day.year, day.month, day.day, 9, tzinfo=VIETNAM)
    since = start + timedelta(days=begins)
    pause = Pause(since, since + timedelta(days=length))
    straight = due_of(Term.ANSWER, calendar=CALENDAR, terms=TERMS, clock=Clock(start))
    waited = due_of(Term.ANSWER, calendar=CALENDAR, terms=TERMS, clock=Clock(start, (pause,)))
    assert straight is not None
    assert waited is not None
    assert waited >= straight
    told = explained(Term.ANSWER, calendar=CALENDAR, terms=TERMS, clock=Clock(start, (pause,)))
    assert told is not None
    assert told.due_at == waited
