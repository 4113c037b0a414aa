"""Every term over Tết 2027, National Day and swapped days, each day counted by hand; waits for the sender; receipt at
night; and whether an act was late at the very instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.feedback.feedback.scene import sent

from motcua.accounts.models import Person
from motcua.deadlines.rules.pauses import Pause
from motcua.deadlines.rules.shipped import national_calendar, shipped_terms
from motcua.feedback.actions.feedback import add_supplement
from motcua.feedback.actions.feedback.answering import approve_answer, draft_answer, submit_answer
from motcua.feedback.actions.feedback.intake import Classification, accept, ask_for_more, reject, transfer
from motcua.feedback.actions.feedback.publishing import confirm_text, publish
from motcua.feedback.enums.feedback import Content, Kind, Outcome, RejectReason, State, Subject, Term
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.clocks import explained_terms
from motcua.feedback.rules.feedback.terms import LEGAL_CODE, Clock, SetTerm, Terms, due_of, explained
from motcua.kernel.clock import VIETNAM, local_day

T = Term
CALENDAR = national_calendar()
FOUND = Classification(kind=Kind.REPORT, subject=Subject.RULE, content=Content.UNFIT)


def at(text: str) -> datetime:
    """An instant in Vietnam, written "2027-02-02 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def law(on: date) -> Terms:
    """The law's terms as they are shipped."""
    shipped = {
        one.code: one for one in shipped_terms() if one.start <= on and (one.end is None or on < one.end)
    }
    return {
        term: SetTerm(shipped[code].limit, shipped[code].basis)
        for term, code in LEGAL_CODE.items()
        if code in shipped
    }


def due(term: Term, clock: Clock) -> date | None:
    terms = law(local_day(clock.started_at))
    found = due_of(term, calendar=CALENDAR, terms=terms, clock=clock)
    told = explained(term, calendar=CALENDAR, terms=terms, clock=clock)
    assert (told.due_at if told else None) == found  # day by day as by arithmetic
    return local_day(found) if found else None


# Tết 2027 as it is estimated: off from Thursday 4 to Wednesday 10 February. Working: 1, 2, 3, 11, 12, 15–19, 22–26
# February, 1–5 March.
@pytest.mark.parametrize(
    ("came", "refuse", "five", "answer"),
    [
        # Tuesday: 3 | 11 · then 12, 15, 16 · then 17–19, 22–26, 1, 2 March
        ("2027-02-02 09:00", "2027-02-11", "2027-02-16", "2027-03-02"),
        # Wednesday at ten in the evening: the evening counts for nothing, 11 | 12 · 15, 16, 17 · … 3 March
        ("2027-02-03 22:00", "2027-02-12", "2027-02-17", "2027-03-03"),
        # The last minutes of the same working day begin the same count.
        ("2027-02-03 16:59", "2027-02-12", "2027-02-17", "2027-03-03"),
        # The first night of the year, a Saturday, and the last day off: nothing counts before Thursday 11.
        ("2027-02-06 00:05", "2027-02-12", "2027-02-17", "2027-03-03"),
        ("2027-02-10 20:00", "2027-02-12", "2027-02-17", "2027-03-03"),
        # Back at work on Thursday 11: 12 | 15 · 16, 17, 18 · 19, 22–26, 1–4 March
        ("2027-02-11 08:00", "2027-02-15", "2027-02-18", "2027-03-04"),
        # Swapped: Friday 2 January 2026 off, Saturday 10 January at work.
        # 31 | 5 · 6, 7, 8 · 9, Saturday 10, 12–16, 19, 20, 21
        ("2025-12-30 09:00", "2026-01-05", "2026-01-08", "2026-01-21"),
        # Swapped: Saturday 22 August 2026 at work, Monday 31 off with 1 and 2 September.
        # 21 | Saturday 22 · 24, 25, 26 · 27, 28, 3, 4, 7–11, 14 September
        ("2026-08-20 09:00", "2026-08-22", "2026-08-26", "2026-09-14"),
        # The day of culture, Tuesday 24 November 2026: 23 | 25 · 26, 27, 30 · 1–4, 7–11, 14 December
        ("2026-11-20 15:30", "2026-11-25", "2026-11-30", "2026-12-14"),
    ],
)
def test_each_term_to_the_day(came: str, refuse: str, five: str, answer: str) -> None:
    clock = Clock(at(came))
    assert due(T.REFUSE, clock) == date.fromisoformat(refuse)
    assert due(T.ASK_SUPPLEMENT, clock) == due(T.TRANSFER, clock) == date.fromisoformat(five)
    assert due(T.ANSWER, clock) == date.fromisoformat(answer)
    assert due(T.PUBLISH, clock) is None


@pytest.mark.parametrize(
    ("answered", "wanted"),
    [
        ("2027-02-02 16:00", "2027-02-11"),  # 3 | 11
        ("2027-02-03 09:00", "2027-02-12"),  # 11 | 12
        ("2027-02-11 09:00", "2027-02-15"),  # 12 | 15
        ("2026-08-21 09:00", "2026-08-24"),  # Saturday 22 at work | 24
        ("2026-08-28 18:00", "2026-09-04"),  # 3 | 4 September
    ],
)
def test_publishing_to_the_day(answered: str, wanted: str) -> None:
    clock = Clock(at("2026-08-17 09:00"), answered_at=at(answered))
    assert due(T.PUBLISH, clock) == date.fromisoformat(wanted)


@pytest.mark.parametrize(
    ("waits", "wanted"),
    [
        # Asked on 3 February, answered on Monday 15, which counts: 15–19, 22–26, 1–5 March.
        ([("2027-02-03 10:00", "2027-02-15 09:00")], "2027-03-05"),
        # A wait within Tết takes no working day away: as without it.
        ([("2027-02-05 10:00", "2027-02-10 09:00")], "2027-03-02"),
        # Twice: 3, then out 11 and 12; 15, 16; out 17 and 18; 19 · 22–26 · 1–5 · 8 March are fifteen.
        ([("2027-02-11 08:30", "2027-02-15 08:30"), ("2027-02-17 09:00", "2027-02-19 09:00")], "2027-03-08"),
        ([("2027-02-03 10:00", None)], None),
    ],
)
def test_waits_for_the_sender_to_the_day(waits: list[tuple[str, str | None]], wanted: str | None) -> None:
    pauses = tuple(Pause(at(first), at(last) if last else None) for first, last in waits)
    found = due(T.ANSWER, Clock(at("2027-02-02 09:00"), pauses))
    assert found == (date.fromisoformat(wanted) if wanted else None)


@pytest.mark.django_db
def test_the_acts_themselves_are_late_only_after_the_instant(control_focal_officer: Person) -> None:
    by: dict[str, Any] = {"by": control_focal_officer}
    came = at("2027-02-02 09:00")
    acts: tuple[tuple[Callable[..., Any], dict[str, Any], Term], ...] = (
        (reject, {"reason": RejectReason.NO_CLEAR_CONTENT, "guidance": "Ghi rõ việc"}, T.REFUSE),
        (ask_for_more, {"what": "Ảnh giấy hẹn"}, T.ASK_SUPPLEMENT),
        (transfer, {"outside": "Bộ Giáo dục và Đào tạo", "reason": "Quy định của Bộ"}, T.TRANSFER),
    )
    for act, words, term in acts:
        for late in (False, True):
            one = sent(came).feedback
            last = next(told.due.due_at for told in explained_terms(one) if told.term is term)
            assert last is not None
            assert local_day(last) == date(2027, 2, 11 if term is T.REFUSE else 16)
            moment = last + timedelta(seconds=late)
            act(feedback_id=one.pk, at=moment, **words, **by)
            one.refresh_from_db()
            assert one.late_terms == ([term] if late else []), term


@pytest.mark.django_db
def test_from_sending_over_tet_to_publishing(control_focal_officer: Person, head: Person) -> None:
    by: dict[str, Any] = {"by": control_focal_officer}
    came = at("2027-02-02 09:00")
    made = sent(came)
    one = made.feedback
    assert one.act_by is not None
    assert (local_day(one.act_by), local_day(one.due_at or came)) == (date(2027, 2, 11), date(2027, 3, 2))
    ask_for_more(feedback_id=one.pk, what="Ảnh giấy hẹn", at=at("2027-02-03 10:00"), **by)
    back = add_supplement(
        feedback_id=one.pk, text="Đã gửi", by=None, at=at("2027-02-15 09:00"), secret=made.secret
    )
    assert back.act_by is not None
    assert back.due_at is not None
    # To refuse 2 days are left of which none was used: 15 and 16; to answer fifteen: until 5 March.
    assert (local_day(back.act_by), local_day(back.due_at)) == (date(2027, 2, 16), date(2027, 3, 5))
    accept(feedback_id=one.pk, found=FOUND, at=at("2027-02-16 17:00"), **by)
    text = "Không phải nộp bản giấy căn cước nữa, theo quy định mới."
    draft_answer(feedback_id=one.pk, text=text, outcome=Outcome.EXPLAINED, at=back.due_at, **by)
    submit_answer(feedback_id=one.pk, at=back.due_at, **by)
    approve_answer(feedback_id=one.pk, by=head, at=back.due_at)
    done = Feedback.objects.get(pk=one.pk)
    assert (done.state, done.late_terms) == (State.ANSWERED, [])
    assert done.act_by is not None
    assert local_day(done.act_by) == date(2027, 3, 9)  # answered on Friday 5: 8 | 9
    confirm_text(feedback_id=one.pk, title="Bản sao", question="Hỏi", answer=text, at=done.act_by, **by)
    publish(feedback_id=one.pk, at=done.act_by + timedelta(seconds=1), **by)
    assert Feedback.objects.get(pk=one.pk).late_terms == [Term.PUBLISH]
