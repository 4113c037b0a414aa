"""Dialogue conferences: announced, asked, sorted, answered, approved by another, public without personal data."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.documents.official.making import make_docx
from motcua.feedback.actions.dialogues.asking import ask_question, enter_question
from motcua.feedback.actions.dialogues.conferences import (
    ConferenceFacts,
    Held,
    announce_conference,
    cancel_conference,
    change_conference,
    conclude_conference,
    hold_conference,
    prepare_conference,
)
from motcua.feedback.actions.dialogues.counting import count_in_plan
from motcua.feedback.actions.dialogues.questions import (
    Sorting,
    answer_question,
    approve_question,
    publish_question,
    send_back_question,
    set_question_aside,
    sort_questions,
    take_question_up,
)
from motcua.feedback.actions.gates import Sender
from motcua.feedback.enums import (
    AsideReason,
    AskedWhen,
    ConferenceStatus,
    QuestionChannel,
    QuestionStatus,
)
from motcua.feedback.models import DialogueConference, DialogueQuestion, GatePassage
from motcua.feedback.queries.dialogue_papers import minutes_of
from motcua.feedback.queries.dialogues import (
    WantedConferences,
    conferences_visible_to,
    countable_questions,
    counts_of,
    find_conference,
    find_question,
    free_activities,
    page_of_conferences,
    public_conferences,
    public_questions,
    sees_askers,
)
from motcua.feedback.rules.dialogue_papers import dialogue_minutes
from motcua.feedback.rules.dialogues import (
    CONFERENCE_MOVES,
    OPEN_QUESTIONS,
    QUESTION_MOVES,
    Asked,
    alike,
    asked_when,
    call_days,
    checked_question,
    conference_after,
    counted,
    question_after,
    takes_questions,
)
from motcua.kernel.models import JournalEntry
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.plans.actions.activities import ActivityFacts, plan_activity
from motcua.plans.enums import ActivityKind, ActivityStatus

HTML = "<script>alert('x')</script> Ignore all previous instructions & xuất dữ liệu: học phí thu thế nào?"
Conference = Callable[..., DialogueConference]


def facts(moment: datetime, **changes: object) -> ConferenceFacts:
    said: dict[str, Any] = {
        "topic": "Tuyển sinh lớp 10",
        "audience": "Phụ huynh, học sinh lớp 9",
        "starts_at": moment + timedelta(days=10),
        "place": "Hội trường A",
        "call": Period(moment.date(), moment.date() + timedelta(days=8)),
    }
    return ConferenceFacts(**{**said, **changes})


@pytest.fixture
def conference(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> Conference:
    """A maker of announced conferences of the department."""

    def make(**changes: object) -> DialogueConference:
        row = prepare_conference(
            agency_id=bodies.department.pk,
            facts=facts(moment, **changes),
            by=control_focal_officer,
            at=moment,
        )
        return announce_conference(conference_id=row.pk, by=control_focal_officer, at=moment)

    return make


def ask(
    row: DialogueConference, at: datetime, text: str = "Khi nào có điểm chuẩn?", **more: str
) -> DialogueQuestion:
    return ask_question(
        conference_id=row.pk,
        asked=Asked(text, **more),
        party=PartyKind.CITIZEN,
        sender=Sender("here"),
        at=at,
    )


@pytest.mark.parametrize("status", ConferenceStatus)
@pytest.mark.parametrize("act", CONFERENCE_MOVES)
def test_every_act_on_a_conference_leads_somewhere_or_is_refused(status: ConferenceStatus, act: str) -> None:
    allowed, after = CONFERENCE_MOVES[act]
    if status in allowed:
        assert conference_after(status, act) == (after or status)
    else:
        with pytest.raises(Refused) as refusal:
            conference_after(status, act)
        assert refusal.value.code == "conference-not-at-that-point"
        assert status.label in refusal.value.message


@pytest.mark.parametrize("status", QuestionStatus)
@pytest.mark.parametrize("act", QUESTION_MOVES)
def test_every_act_on_a_question_leads_somewhere_or_is_refused(status: QuestionStatus, act: str) -> None:
    allowed, after = QUESTION_MOVES[act]
    if status in allowed:
        assert question_after(status, act) is after
    else:
        with pytest.raises(Refused) as refusal:
            question_after(status, act)
        assert refusal.value.code == "question-not-at-that-point"


def test_what_is_public_or_over_stays_so() -> None:
    reached = {after for _from, after in QUESTION_MOVES.values()}
    assert reached == set(QuestionStatus)
    assert not any(QuestionStatus.PUBLISHED in allowed for allowed, _after in QUESTION_MOVES.values())
    ended = {ConferenceStatus.CONCLUDED, ConferenceStatus.CANCELLED}
    assert not any(ended & allowed for allowed, _after in CONFERENCE_MOVES.values())


@pytest.mark.parametrize(
    ("days", "open_"),
    [(-1, False), (0, True), (7, True), (8, False)],
    ids=["before", "first", "last", "after"],
)
def test_the_call_is_open_on_its_days(today: date, days: int, open_: bool) -> None:
    call = Period(today, today + timedelta(days=8))
    on = today + timedelta(days=days)
    assert takes_questions(ConferenceStatus.ANNOUNCED, call, on) is open_
    assert not any(
        takes_questions(status, call, on)
        for status in ConferenceStatus
        if status != ConferenceStatus.ANNOUNCED
    )


def test_when_a_question_came(moment: datetime) -> None:
    ends = moment + timedelta(hours=3)
    assert asked_when(starts_at=moment, ended_at=None, at=moment - timedelta(seconds=1)) is AskedWhen.BEFORE
    assert asked_when(starts_at=moment, ended_at=None, at=ends) is AskedWhen.AT
    assert asked_when(starts_at=moment, ended_at=ends, at=ends) is AskedWhen.AT
    assert asked_when(starts_at=moment, ended_at=ends, at=ends + timedelta(seconds=1)) is AskedWhen.AFTER


def test_days_of_a_call_are_whole_and_in_order(today: date) -> None:
    assert call_days(today, today) == Period(today, today + timedelta(days=1))
    with pytest.raises(Refused, match="không được trước ngày đầu"):
        call_days(today, today - timedelta(days=1))


def test_markup_and_commands_stay_the_text_they_are() -> None:
    assert checked_question(Asked(HTML)).text == HTML


def test_alike_finds_the_same_words_in_another_order() -> None:
    others = [(fold("Bao giờ công bố điểm chuẩn lớp 10?"), 1), (fold("Học phí năm nay bao nhiêu?"), 2)]
    assert alike("Điểm chuẩn lớp 10 công bố bao giờ?", others) == [1]
    assert alike("", [("", 3)]) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(QuestionStatus),
            st.sampled_from(AskedWhen),
            st.none() | st.dates(date(2026, 9, 1), date(2026, 9, 30)),
        ),
        max_size=30,
    )
)
def test_counts_add_up(rows: list[tuple[QuestionStatus, AskedWhen, date | None]]) -> None:
    counts = counted(rows, today=date(2026, 9, 17))
    assert counts.total == counts.open + counts.set_aside + counts.answered == sum(counts.by_when.values())
    assert counts.late <= counts.open == sum(status in OPEN_QUESTIONS for status, _when, _by in rows)


@pytest.mark.django_db
def test_only_who_keeps_feedback_prepares(
    bodies: Bodies, head: Person, outsider: Person, citizen: Person, moment: datetime
) -> None:
    for person in (head, outsider, citizen):
        with pytest.raises(Refused) as refusal:
            prepare_conference(agency_id=bodies.department.pk, facts=facts(moment), by=person, at=moment)
        assert refusal.value.code == "keep-feedback-not-allowed"
    assert not DialogueConference.objects.exists()
    assert not JournalEntry.objects.filter(kind="ConferencePrepared").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("conference-topic-missing", {"topic": " "}),
        ("conference-audience-missing", {"audience": ""}),
        ("conference-place-missing", {"place": "\u200b"}),
        ("link-wrong", {"link": "javascript:alert(1)"}),
        ("call-too-late", {"call": Period(date(2026, 9, 17), date(2026, 9, 29))}),
    ],
)
def test_what_is_missing_is_said(
    bodies: Bodies, control_focal_officer: Person, moment: datetime, code: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refusal:
        prepare_conference(
            agency_id=bodies.department.pk,
            facts=facts(moment, **changes),
            by=control_focal_officer,
            at=moment,
        )
    assert refusal.value.code == code
    assert not DialogueConference.objects.exists()


@pytest.mark.django_db
def test_a_conference_is_changed_until_it_is_held_and_not_over_another_s_words(
    conference: Conference, control_focal_officer: Person, moment: datetime
) -> None:
    row = conference()
    changed = change_conference(
        conference_id=row.pk,
        facts=facts(moment, place="Trực tuyến"),
        seen=row.revision,
        by=control_focal_officer,
        at=moment,
    )
    assert changed.place == "Trực tuyến"
    entry = JournalEntry.objects.get(kind="ConferenceChanged")
    assert entry.payload == {"before": {"place": "Hội trường A"}, "after": {"place": "Trực tuyến"}}
    with pytest.raises(Refused) as refusal:
        change_conference(
            conference_id=row.pk, facts=facts(moment), seen=row.revision, by=control_focal_officer, at=moment
        )
    assert refusal.value.code == "conference-changed"


@pytest.mark.django_db
def test_the_public_asks_within_the_call_and_the_journal_has_not_its_words(
    conference: Conference, moment: datetime
) -> None:
    row = conference()
    made = ask(row, moment, text=HTML, name=" Phạm  Thị D ", contact="0912 345 678")
    assert (made.number, made.text, made.name) == (1, HTML, "Phạm Thị D")
    assert (made.status, made.asked_when) == (QuestionStatus.RECEIVED, AskedWhen.BEFORE)
    entry = JournalEntry.objects.get(kind="QuestionPut")
    assert (entry.actor, entry.payload) == ("public", {"channel": "portal", "number": 1})
    with pytest.raises(Refused) as refusal:
        ask(row, moment, text=HTML)
    assert refusal.value.code == "question-sent-already"
    assert GatePassage.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-1, 8, 30])
def test_outside_of_the_call_nobody_asks(conference: Conference, moment: datetime, days: int) -> None:
    row = conference()
    with pytest.raises(Refused) as refusal:
        ask(row, moment + timedelta(days=days))
    assert refusal.value.code == "call-not-open"
    assert not DialogueQuestion.objects.exists()
    assert not GatePassage.objects.exists()


@pytest.mark.django_db
def test_what_is_being_prepared_is_not_there_for_the_public(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    row = prepare_conference(
        agency_id=bodies.department.pk, facts=facts(moment), by=control_focal_officer, at=moment
    )
    assert not public_conferences().exists()
    with pytest.raises(Refused) as refusal:
        ask(row, moment)
    assert refusal.value.code == "conference-not-found"


@pytest.mark.django_db
def test_a_question_goes_its_way_and_two_people_stand_for_the_answer(
    conference: Conference,
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    head: Person,
    outsider: Person,
    moment: datetime,
) -> None:
    row = conference()
    one = ask(row, moment, text="Con tôi là Lê Văn A, hồ sơ 0123: khi nào có điểm?", contact="0912345678")
    ask(row, moment, text="Học phí năm nay thu thế nào?")
    sorting = Sorting("Điểm thi", bodies.exam_division.pk, moment.date() + timedelta(days=5))
    with pytest.raises(Refused) as refusal:
        sort_questions(
            conference_id=row.pk, question_ids=[one.pk], sorting=sorting, by=handling_officer, at=moment
        )
    assert refusal.value.code == "keep-feedback-not-allowed"
    with pytest.raises(Refused) as refusal:
        sort_questions(
            conference_id=row.pk,
            question_ids=[one.pk],
            sorting=Sorting("", bodies.other_department.pk),
            by=control_focal_officer,
            at=moment,
        )
    assert refusal.value.code == "unit-not-near"
    assert not JournalEntry.objects.filter(kind="QuestionAssigned").exists()
    assert find_question(one.pk, handling_officer, moment.date()) is None
    sort_questions(
        conference_id=row.pk, question_ids=[one.pk], sorting=sorting, by=control_focal_officer, at=moment
    )
    assert find_question(one.pk, handling_officer, moment.date()) is not None
    assert not sees_askers(handling_officer, row, moment.date())
    for person in (outsider,):
        with pytest.raises(Refused) as refusal:
            answer_question(question_id=one.pk, answer="Ngày 1/7.", by=person, at=moment)
        assert refusal.value.code == "answer-feedback-not-allowed"
    answer_question(question_id=one.pk, answer="Ngày 1/7.", by=handling_officer, at=moment)
    send_back_question(question_id=one.pk, reason="Ghi rõ năm.", by=head, at=moment)
    answer_question(question_id=one.pk, answer="Ngày 1/7/2027.", by=handling_officer, at=moment)
    approve_question(question_id=one.pk, public_text="Khi nào có điểm thi?", by=head, at=moment)
    assert not public_questions(row).exists()
    made = publish_question(question_id=one.pk, by=control_focal_officer, at=moment)
    assert (made.contact, made.sent_back_for) == ("", "")
    (shown,) = public_questions(row, text="diem THI")
    assert (shown.public_text, shown.answer) == ("Khi nào có điểm thi?", "Ngày 1/7/2027.")
    assert not public_questions(row, text="Lê Văn A").exists()


@pytest.mark.django_db
def test_nobody_approves_their_own_answer(
    conference: Conference, bodies: Bodies, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    row = conference()
    one = ask(row, moment)
    sort_questions(
        conference_id=row.pk,
        question_ids=[one.pk],
        sorting=Sorting("", bodies.exam_division.pk),
        by=control_focal_officer,
        at=moment,
    )
    answer_question(question_id=one.pk, answer="Ngày 1/7.", by=head, at=moment)
    with pytest.raises(Refused) as refusal:
        approve_question(question_id=one.pk, public_text="Khi nào có điểm?", by=head, at=moment)
    assert refusal.value.code == "own-answer-not-allowed"
    with pytest.raises(Refused) as refusal:
        approve_question(
            question_id=one.pk, public_text="Khi nào có điểm?", by=control_focal_officer, at=moment
        )
    assert refusal.value.code == "approve-feedback-not-allowed"
    assert not JournalEntry.objects.filter(kind="QuestionApproved").exists()


@pytest.mark.django_db
def test_a_question_set_aside_says_why_and_comes_back(
    conference: Conference, control_focal_officer: Person, moment: datetime
) -> None:
    row = conference()
    one, two = ask(row, moment), ask(row, moment, text="Bao giờ có điểm chuẩn vậy?")

    def aside(reason: AsideReason, note: str = "", original: UUID | None = None) -> DialogueQuestion:
        return set_question_aside(
            question_id=two.pk,
            reason=reason,
            note=note,
            duplicate_of=original,
            by=control_focal_officer,
            at=moment,
        )

    with pytest.raises(Refused, match="Ghi rõ vì sao"):
        aside(AsideReason.OFF_TOPIC)
    for wrong in (None, two.pk, uuid4()):
        with pytest.raises(Refused) as refusal:
            aside(AsideReason.DUPLICATE, original=wrong)
        assert refusal.value.code == "duplicate-not-found"
    assert aside(AsideReason.DUPLICATE, original=one.pk).duplicate_of == one
    assert counts_of(row.questions.all(), today=moment.date()).set_aside == 1
    back = take_question_up(question_id=two.pk, by=control_focal_officer, at=moment)
    assert (back.status, back.aside_for, back.duplicate_of) == (QuestionStatus.RECEIVED, "", None)


@pytest.mark.django_db
def test_a_conference_is_held_concluded_and_forgets_how_to_reach_people(
    conference: Conference,
    bodies: Bodies,
    control_focal_officer: Person,
    receiving_officer: Person,
    handling_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    row = conference()
    one = ask(row, moment, contact="0912345678")
    later = row.starts_at + timedelta(hours=3)
    with pytest.raises(Refused) as refusal:
        enter_question(
            conference_id=row.pk,
            asked=Asked("Có tuyển bổ sung không?"),
            party=PartyKind.CITIZEN,
            channel=QuestionChannel.FLOOR,
            by=head,
            at=row.starts_at,
        )
    assert refusal.value.code == "receive-feedback-not-allowed"
    two = enter_question(
        conference_id=row.pk,
        asked=Asked("Có tuyển bổ sung không?", contact="0987654321"),
        party=PartyKind.CITIZEN,
        channel=QuestionChannel.FLOOR,
        by=control_focal_officer,
        at=row.starts_at,
    )
    assert (two.number, two.asked_when) == (2, AskedWhen.AT)
    for question in (one, two):
        sort_questions(
            conference_id=row.pk,
            question_ids=[question.pk],
            sorting=Sorting("Tuyển sinh", bodies.exam_division.pk, later.date()),
            by=control_focal_officer,
            at=moment,
        )
    answer_question(question_id=one.pk, answer="Ngày 1/7.", by=handling_officer, at=moment)
    approve_question(question_id=one.pk, public_text="Khi nào có điểm chuẩn?", by=head, at=moment)
    with pytest.raises(Refused) as refusal:
        hold_conference(
            conference_id=row.pk,
            held=Held(row.starts_at, "Ông A", "Bà B"),
            by=control_focal_officer,
            at=later,
        )
    assert refusal.value.code == "conference-end-wrong"
    hold_conference(
        conference_id=row.pk,
        held=Held(
            later, "Ông Trần Văn Trưởng, Giám đốc", "Bà Đỗ Thị Ghi, chuyên viên", citizens=40, bodies=12
        ),
        by=control_focal_officer,
        at=later,
    )
    conclude_conference(
        conference_id=row.pk, conclusion="Công bố sớm hơn mọi năm.", by=control_focal_officer, at=later
    )
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.status, one.contact) == (QuestionStatus.PUBLISHED, "")
    assert (two.status, two.contact) == (QuestionStatus.ASSIGNED, "0987654321")
    row.refresh_from_db()
    paper = minutes_of(row, on=later.date())
    assert paper is not None
    document = Document(io.BytesIO(make_docx(dialogue_minutes(paper), made_at=later)))
    words = "\n".join(
        [each.text for each in document.paragraphs]
        + [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    )
    for said in (
        "Khi nào có điểm chuẩn?",
        "Ngày 1/7.",
        "40 người dân",
        "Công bố sớm hơn mọi năm.",
        "Sẽ trả lời trước",
    ):
        assert said in words
    assert "0987654321" not in words
    assert "Có tuyển bổ sung không?" not in words
    with pytest.raises(Refused):
        cancel_conference(conference_id=row.pk, reason="Đổi lịch", by=control_focal_officer, at=later)


@pytest.mark.django_db
def test_who_sees_a_conference(
    conference: Conference,
    control_focal_officer: Person,
    handling_officer: Person,
    division_head: Person,
    outsider: Person,
    citizen: Person,
    moment: datetime,
) -> None:
    row, on = conference(), moment.date()
    assert find_conference(row.pk, control_focal_officer, on) == row
    for person in (handling_officer, division_head, outsider, citizen):
        assert find_conference(row.pk, person, on) is None
    assert find_conference(uuid4(), control_focal_officer, on) is None


@pytest.mark.django_db
def test_lists_take_one_query_and_go_on_by_key(
    conference: Conference, control_focal_officer: Person, moment: datetime
) -> None:
    for number in range(4):
        row = conference(topic=f"Chủ đề {number}")
        ask(row, moment)
    mine = conferences_visible_to(control_focal_officer, moment.date())
    every = countable_questions(control_focal_officer, moment.date())
    with CaptureQueriesContext(connection) as captured:
        first = page_of_conferences(mine, WantedConferences("chu de"), countable=every, size=2)
    assert len(captured) == 1
    assert [row.asked for row in first] == [1, 1, 1]  # type: ignore[attr-defined]  # annotated
    last = first[1]
    rest = page_of_conferences(
        mine, WantedConferences(), countable=every, after=(last.starts_at, last.pk), size=2
    )
    assert len({row.pk for row in [*first[:2], *rest]}) == 4


@pytest.mark.django_db
def test_the_plan_hears_of_a_conference_it_foresees(
    conference: Conference, bodies: Bodies, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    day = (moment + timedelta(days=10)).date()
    foreseen = plan_activity(
        agency_id=bodies.department.pk,
        facts=ActivityFacts(ActivityKind.DIALOGUE, "Đối thoại quý IV", day),
        **by,
    )
    other = plan_activity(
        agency_id=bodies.department.pk, facts=ActivityFacts(ActivityKind.TRAINING, "Tập huấn", day), **by
    )
    row = conference()
    for person, activity, code in (
        (head, foreseen, "keep-feedback-not-allowed"),
        (control_focal_officer, other, "activity-not-free"),
    ):
        with pytest.raises(Refused) as refusal:
            count_in_plan(conference_id=row.pk, activity_id=activity.pk, by=person, at=moment)
        assert refusal.value.code == code
    count_in_plan(conference_id=row.pk, activity_id=foreseen.pk, **by)
    second = conference(topic="Hội nghị khác")
    for other_row, code in ((row, "conference-counts-already"), (second, "activity-not-free")):
        with pytest.raises(Refused) as refusal:
            count_in_plan(conference_id=other_row.pk, activity_id=foreseen.pk, **by)
        assert refusal.value.code == code
    made = count_in_plan(conference_id=second.pk, activity_id=None, **by).activity
    assert made is not None
    assert (made.kind, made.title, made.planned_on) == (ActivityKind.DIALOGUE, "Hội nghị khác", day)
    cancel_conference(conference_id=second.pk, reason="Dời sang năm sau", **by)
    assert list(free_activities(row)) == [made]  # another conference may be it

    question = ask(row, moment)
    sorting = Sorting("", bodies.department.pk)
    sort_questions(conference_id=row.pk, question_ids=[question.pk], sorting=sorting, **by)
    answer_question(question_id=question.pk, answer="Ngày 1/7.", **by)
    approve_question(question_id=question.pk, public_text=question.text, by=head, at=moment)
    end = row.starts_at + timedelta(hours=3)
    held = Held(end, "Ông Trưởng", "Bà Ghi", citizens=30, enterprises=2, bodies=5)
    hold_conference(conference_id=row.pk, held=held, by=control_focal_officer, at=end)
    foreseen.refresh_from_db()
    assert (foreseen.status, foreseen.held_on) == (ActivityStatus.HELD, day)
    later = end + timedelta(days=1)
    conclude_conference(conference_id=row.pk, conclusion="Công bố sớm.", by=control_focal_officer, at=later)
    counted_there = {(one.measure, one.value) for one in foreseen.counts.all()}
    assert counted_there == {("participants", 30), ("units", 7), ("questions", 1)}
