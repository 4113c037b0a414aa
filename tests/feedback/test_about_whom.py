"""Calls and questions to a conference that speak of somebody's conduct: kept from them, their body and who only reads;
in no list, search, sum, group of questions, minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import SINCE, Bodies, MakePerson
from tests.feedback.feedback.scene import conduct
from tests.feedback.test_dialogues import Conference, ask
from tests.feedback.test_dialogues import conference as conference
from tests.feedback.test_hotlines import call

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, RoleHolding
from motcua.feedback.actions.dialogues.conferences import Held, conclude_conference, hold_conference
from motcua.feedback.actions.dialogues.questions import (
    Sorting,
    answer_question,
    approve_question,
    judge_question,
    publish_question,
    send_back_question,
    set_question_aside,
    sort_questions,
)
from motcua.feedback.actions.feedback.intake import Classification, classify
from motcua.feedback.actions.hotlines import enter_call, judge_call, make_feedback, settle_call
from motcua.feedback.enums import AsideReason, CallOutcome, QuestionStatus
from motcua.feedback.enums.feedback import Content, Kind, Named, Subject
from motcua.feedback.models import DialogueQuestion, HotlineEntry
from motcua.feedback.queries.dialogue_papers import minutes_of
from motcua.feedback.queries.dialogues import (
    WantedConferences,
    conferences_visible_to,
    countable_questions,
    counts_of,
    ordinals_of,
    page_of_conferences,
    questions_visible_to,
    themes_of,
)
from motcua.feedback.queries.hotlines import WantedCalls, calls_wanted, counts_in, entries_visible_to
from motcua.feedback.rules.about_whom import AboutWhom, checked_about
from motcua.feedback.rules.hotlines import checked_call
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
NAME = "Cao Thị Phiền"
SAID = f"Cán bộ {NAME} ở phòng thi quát mắng phụ huynh khi nhận đơn phúc khảo."
PLAIN = AboutWhom(is_conduct=False)


@pytest.fixture
def accused(make_person: MakePerson, bodies: Bodies) -> Person:
    """Answers in the division, and keeps and heads feedback at the department as well."""
    person = make_person(NAME, role=Role.HANDLER, agency=bodies.exam_division)
    _also(person, bodies, Role.CONTROL_FOCAL_OFFICER, Role.HEAD, Role.RECEPTION_OFFICER)
    return person


@pytest.fixture
def colleague(make_person: MakePerson, bodies: Bodies) -> Person:
    """Shares the division, and keeps feedback at the department."""
    person = make_person("Đinh Văn Cạnh", role=Role.HANDLER, agency=bodies.exam_division)
    _also(person, bodies, Role.CONTROL_FOCAL_OFFICER)
    return person


@pytest.fixture
def reader(make_person: MakePerson, bodies: Bodies) -> Person:
    """Only reads what people say at the department."""
    return make_person("Phan Văn Đọc", role=Role.INSPECTOR, agency=bodies.department)


def _also(person: Person, bodies: Bodies, *roles: Role) -> None:
    for role in roles:
        RoleHolding.objects.create(
            person=person,
            agency=bodies.department,
            role=role,
            includes_below=True,
            held=DateRange(SINCE, None),
        )


def refused_without_trace(act: Callable[..., Any], code: str, **args: Any) -> None:
    def all_of() -> tuple[Any, ...]:
        return (
            list(HotlineEntry.objects.order_by("id").values()),
            list(DialogueQuestion.objects.order_by("id").values()),
            JournalEntry.objects.count(),
        )

    before = all_of()
    with pytest.raises(Refused) as refused:
        act(**args)
    assert refused.value.code == code
    assert all_of() == before


def sees_call(person: Person, row: HotlineEntry, at: datetime) -> bool:
    """Whether the call is in the register as this person reads it, found by its words and counted in its sums: all
    or nothing."""
    mine = entries_visible_to(person, at.date())
    listed = row in mine
    assert (row in calls_wanted(mine, WantedCalls("quat mang"))) == listed
    assert counts_in(mine, year=2026, today=at.date()).total == mine.count()
    return listed


def test_a_call_about_conduct_is_kept_from_whom_it_is_about(
    bodies: Bodies,
    accused: Person,
    colleague: Person,
    reader: Person,
    division_head: Person,
    receiving_officer: Person,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    said = replace(call(moment), text=SAID, is_conduct=True, about_agency_id=bodies.exam_division.pk)
    row = enter_call(agency_id=bodies.department.pk, call=said, by=control_focal_officer, at=moment)
    assert (row.is_closed, row.objects_of.get().person) == (True, accused)
    for person in (accused, colleague, reader, division_head, receiving_officer):
        assert not sees_call(person, row, moment), person.full_name
    for person in (control_focal_officer, head):
        assert sees_call(person, row, moment)
    sending = conduct(NAME)
    for person in (accused, colleague):
        refused_without_trace(
            settle_call, "hotline-not-found", entry_id=row.pk, note="Đã gọi", by=person, at=moment
        )
        refused_without_trace(
            make_feedback, "hotline-not-found", entry_id=row.pk, sending=sending, by=person, at=moment
        )
        refused_without_trace(
            judge_call, "hotline-not-found", entry_id=row.pk, found=PLAIN, by=person, at=moment
        )
    payloads = JournalEntry.objects.filter(subject_id=str(row.pk)).values_list("payload", flat=True)
    assert NAME not in str(list(payloads))


def test_who_wrote_it_down_sees_it_unless_named(
    bodies: Bodies, accused: Person, receiving_officer: Person, moment: datetime
) -> None:
    said = replace(call(moment), text="Tôi tố cáo cán bộ nhận hối lộ, vi phạm pháp luật.")
    where: dict[str, Any] = {"agency_id": bodies.division.pk, "at": moment}
    row = enter_call(call=said, by=receiving_officer, **where)
    assert row.is_closed  # a denunciation, whatever was ticked
    assert row in entries_visible_to(receiving_officer, moment.date())
    own = enter_call(
        call=replace(call(moment), text=SAID), by=accused, agency_id=bodies.department.pk, at=moment
    )
    assert own not in entries_visible_to(accused, moment.date())


def test_a_name_alone_hides_a_call_from_whom_it_names_until_a_keeper_judged(
    bodies: Bodies, accused: Person, reader: Person, control_focal_officer: Person, moment: datetime
) -> None:
    said = replace(call(moment), text=f"Quát mắng gì đâu, {NAME} chỉ giúp tôi nơi nộp.")
    row = enter_call(agency_id=bodies.department.pk, call=said, by=control_focal_officer, at=moment)
    assert not row.is_closed
    assert sees_call(reader, row, moment)
    assert not sees_call(accused, row, moment)
    judge: dict[str, Any] = {"entry_id": row.pk, "by": control_focal_officer, "at": moment}
    judge_call(found=PLAIN, **judge)
    assert sees_call(accused, row, moment)
    judge_call(found=AboutWhom(True, None, accused.pk), **judge)
    assert not sees_call(accused, row, moment)
    assert not sees_call(reader, row, moment)
    judge_call(found=PLAIN, **judge)
    assert row.objects_of.get().named == Named.BY_OFFICER  # written down by an officer: it stays
    assert not sees_call(accused, row, moment)
    assert sees_call(reader, row, moment)


def test_a_call_about_conduct_is_not_passed_on(
    bodies: Bodies,
    handling_officer: Person,
    head: Person,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    passed = replace(
        call(moment, CallOutcome.PASSED_ON),
        text="Quát mắng phụ huynh",
        unit_id=bodies.exam_division.pk,
        answer_by=moment.date() + timedelta(days=2),
        contact="0912345678",
    )
    with pytest.raises(Refused) as refused:
        checked_call(replace(passed, is_conduct=True), at=moment)
    assert refused.value.code == "call-about-conduct"
    row = enter_call(agency_id=bodies.department.pk, call=passed, by=control_focal_officer, at=moment)
    assert sees_call(handling_officer, row, moment)
    about = AboutWhom(True, bodies.exam_division.pk)
    words: dict[str, Any] = {"entry_id": row.pk, "found": about, "at": moment}
    refused_without_trace(judge_call, "keep-feedback-not-allowed", by=head, **words)
    done = judge_call(by=control_focal_officer, **words)
    assert (done.outcome, done.unit) == (CallOutcome.CALL_BACK, None)
    assert not sees_call(handling_officer, row, moment)


def test_made_feedback_it_is_as_closed_as_the_feedback(
    bodies: Bodies,
    accused: Person,
    colleague: Person,
    reader: Person,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    said = replace(call(moment), text="Quát mắng phụ huynh", is_conduct=True)
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    row = enter_call(agency_id=bodies.department.pk, call=said, **by)
    judge_call(entry_id=row.pk, found=AboutWhom(True, None, accused.pk), **by)
    made = make_feedback(
        entry_id=row.pk, sending=conduct("ở phòng thi", about_agency_id=bodies.exam_division.pk), **by
    ).feedback
    assert [one.person for one in made.objects_of.all()] == [accused]
    for person in (accused, colleague, reader):
        assert row not in entries_visible_to(person, moment.date())
    assert row in entries_visible_to(control_focal_officer, moment.date())
    refused_without_trace(judge_call, "call-is-feedback", entry_id=row.pk, found=PLAIN, **by)
    found = Classification(Kind.REPORT, Subject.RULE, Content.UNFIT)
    classify(feedback_id=made.pk, found=found, **by)
    assert row in entries_visible_to(reader, moment.date())  # about a rule after all
    assert row not in entries_visible_to(accused, moment.date())


def test_what_does_not_agree_with_itself_is_refused(bodies: Bodies, moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        checked_about(AboutWhom(False, bodies.exam_division.pk))
    assert refused.value.code == "about-without-conduct"
    assert checked_about(AboutWhom(True)) == AboutWhom(True)


def test_a_question_that_names_somebody_waits_for_a_keeper(
    conference: Conference,
    bodies: Bodies,
    accused: Person,
    colleague: Person,
    reader: Person,
    receiving_officer: Person,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    row, on = conference(), moment.date()
    plain, about = ask(row, moment), ask(row, moment, text=SAID)
    assert (plain.is_closed, about.is_closed) == (False, True)

    def shown_to(person: Person) -> int:
        """How many questions the person is shown, the same in the list and in every sum."""
        seen = questions_visible_to(person, on).filter(conference=row)
        told = countable_questions(person, on)
        (listed,) = page_of_conferences(
            conferences_visible_to(person, on), WantedConferences(), countable=told
        )
        sums = counts_of(told.filter(conference=row), today=on)
        assert seen.count() == sums.total == listed.asked == listed.waiting  # type: ignore[attr-defined]
        return sums.total

    assert [shown_to(person) for person in (accused, reader)] == [1, 1]
    assert [shown_to(person) for person in (control_focal_officer, head, colleague)] == [2, 2, 2]

    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    sorting = Sorting("Về chị Phiền", bodies.exam_division.pk)
    words: dict[str, Any] = {"conference_id": row.pk, "question_ids": [about.pk], "sorting": sorting}
    refused_without_trace(sort_questions, "question-about-conduct", **words, **by)
    refused_without_trace(sort_questions, "question-not-found", by=accused, at=moment, **words)
    own = {"by": accused, "at": moment}
    for act, more in (
        (answer_question, {"answer": "Không có"}),
        (approve_question, {"public_text": "Câu hỏi gì đó"}),
        (send_back_question, {"reason": "Sửa"}),
        (publish_question, {}),
        (set_question_aside, {"reason": AsideReason.ABUSIVE, "note": "Bịa"}),
        (judge_question, {"found": PLAIN}),
    ):
        refused_without_trace(act, "question-not-found", question_id=about.pk, **more, **own)
    note = {"reason": AsideReason.DUPLICATE, "duplicate_of": about.pk}
    refused_without_trace(set_question_aside, "duplicate-not-found", question_id=plain.pk, **note, **own)

    # Judged to be about the division: whoever belongs to it sees it no more, wherever else they keep feedback.
    refused_without_trace(
        judge_question, "keep-feedback-not-allowed", question_id=about.pk, found=PLAIN, by=head, at=moment
    )
    judge_question(question_id=about.pk, found=AboutWhom(True, bodies.exam_division.pk), **by)
    assert [shown_to(person) for person in (accused, colleague, control_focal_officer)] == [1, 1, 2]

    # Judged to name somebody only in passing, it goes its way; its group shows where it is shown.
    judge_question(question_id=about.pk, found=PLAIN, **by)
    assert [shown_to(person) for person in (accused, colleague, reader)] == [2, 2, 2]
    sort_questions(**words, **by)
    judge_question(question_id=about.pk, found=AboutWhom(True, None, accused.pk), **by)
    assert themes_of(countable_questions(accused, on).filter(conference=row)) == []
    assert questions_visible_to(colleague, on).filter(pk=about.pk).exists()
    refused_without_trace(
        answer_question, "question-about-conduct", question_id=about.pk, answer="Đã nhắc nhở", **by
    )
    done = set_question_aside(
        question_id=about.pk, reason=AsideReason.COMPLAINT, note="Đã ghi thành phản ánh", **by
    )
    assert done.status == QuestionStatus.SET_ASIDE

    # The numbers that each is shown have no gap where one is kept from them.
    later = ask(row, moment, text="Bao giờ công bố điểm chuẩn?")
    for person in (accused, reader):
        assert ordinals_of(person, row.pk, on) == {plain.pk: 1, later.pk: 2}
    for person in (colleague, control_focal_officer):
        assert ordinals_of(person, row.pk, on) == {plain.pk: 1, about.pk: 2, later.pk: 3}


def test_the_minutes_do_not_speak_of_it(
    conference: Conference, accused: Person, control_focal_officer: Person, moment: datetime
) -> None:
    row = conference()
    ask(row, moment)
    ask(row, moment, text=SAID)
    end = row.starts_at + timedelta(hours=3)
    by: dict[str, Any] = {"by": control_focal_officer, "at": end}
    held = hold_conference(conference_id=row.pk, held=Held(end, "Ông Trưởng", "Bà Ghi"), **by)
    minutes = minutes_of(held, on=end.date())
    assert minutes is not None
    assert dict(minutes.sums)["Câu hỏi, ý kiến nhận được"] == 1
    assert len(minutes.questions) == 1
    conclude_conference(conference_id=row.pk, conclusion="Tiếp thu ý kiến", **by)
    assert not DialogueQuestion.objects.filter(is_closed=True, status=QuestionStatus.PUBLISHED).exists()


def test_who_only_answers_learns_of_no_conference_by_it(
    conference: Conference,
    bodies: Bodies,
    handling_officer: Person,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    row = conference()
    one = ask(row, moment, text="Phòng thi quát mắng phụ huynh.")
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    sort_questions(
        conference_id=row.pk, question_ids=[one.pk], sorting=Sorting("", bodies.exam_division.pk), **by
    )
    assert row in conferences_visible_to(handling_officer, moment.date())
    judge_question(question_id=one.pk, found=AboutWhom(True, bodies.exam_division.pk), **by)
    assert row not in conferences_visible_to(handling_officer, moment.date())
