"""From intake to the published answer: each act works, refuses the wrong person and moment, and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import sent

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.feedback.actions.feedback import add_supplement, rate_answer, withdraw
from motcua.feedback.actions.feedback.answering import (
    approve_answer,
    draft_answer,
    reopen,
    send_back_answer,
    submit_answer,
)
from motcua.feedback.actions.feedback.intake import (
    Classification,
    accept,
    ask_for_more,
    classify,
    give_back,
    reject,
    transfer,
)
from motcua.feedback.actions.feedback.publishing import confirm_text, publish, take_down, withhold
from motcua.feedback.actions.feedback.sending import Sent
from motcua.feedback.actions.feedback.working import (
    ask_opinion,
    assign,
    give_opinion,
    mark_repeat,
    moderate,
)
from motcua.feedback.enums.feedback import (
    Content,
    Contentment,
    Kind,
    ModerationKind,
    Outcome,
    RejectReason,
    State,
    Subject,
    Term,
)
from motcua.feedback.models import Feedback, Moderation, PublishedText, Reply, Transfer
from motcua.feedback.queries.feedback import find_by_tracking, published, sender_view
from motcua.feedback.queries.feedback.clocks import explained_terms
from motcua.feedback.queries.feedback.publishing import proposed_text, still_personal
from motcua.feedback.queries.feedback.visible import feedback_visible_to
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

FOUND = Classification(kind=Kind.REPORT, subject=Subject.RULE, content=Content.UNFIT)
ANSWER = "Từ nay công dân không phải nộp bản giấy căn cước; cán bộ tra trên hệ thống theo quy định."


def state_of(one: Feedback) -> State:
    return State(Feedback.objects.values_list("state", flat=True).get(pk=one.pk))


def refused_without_trace(act: Callable[..., Any], feedback: Feedback, code: str, **args: Any) -> None:
    before = (Feedback.objects.values().get(pk=feedback.pk), JournalEntry.objects.count())
    with pytest.raises(Refused) as refused:
        act(feedback_id=feedback.pk, **args)
    assert refused.value.code == code
    assert (Feedback.objects.values().get(pk=feedback.pk), JournalEntry.objects.count()) == before


@pytest.fixture
def came(control_focal_officer: Person, moment: datetime) -> Sent:
    return sent(moment)


@pytest.fixture
def in_work(came: Sent, control_focal_officer: Person, moment: datetime) -> Feedback:
    return accept(feedback_id=came.feedback.pk, found=FOUND, by=control_focal_officer, at=moment)


@pytest.fixture
def answered(in_work: Feedback, control_focal_officer: Person, head: Person, moment: datetime) -> Feedback:
    draft_answer(
        feedback_id=in_work.pk, text=ANSWER, outcome=Outcome.TO_AMEND, by=control_focal_officer, at=moment
    )
    submit_answer(feedback_id=in_work.pk, by=control_focal_officer, at=moment)
    approve_answer(feedback_id=in_work.pk, by=head, at=moment)
    return Feedback.objects.get(pk=in_work.pk)


def test_taking_in_needs_a_classification(
    came: Sent, control_focal_officer: Person, outsider: Person, handling_officer: Person, moment: datetime
) -> None:
    one = came.feedback
    refused_without_trace(accept, one, "not-classified", by=control_focal_officer, at=moment)
    refused_without_trace(accept, one, "feedback-not-found", found=FOUND, by=outsider, at=moment)
    refused_without_trace(accept, one, "feedback-not-found", found=FOUND, by=handling_officer, at=moment)
    refused_without_trace(
        accept, one, "feedback-changed", found=FOUND, by=control_focal_officer, at=moment, seen=7
    )
    done = accept(feedback_id=one.pk, found=FOUND, by=control_focal_officer, at=moment, seen=0)
    assert (done.state, done.content, done.accepted_at) == (State.PROCESSING, "2", moment)
    assert done.act_by == done.due_at
    refused_without_trace(
        accept, one, "feedback-wrong-moment", found=FOUND, by=control_focal_officer, at=moment
    )


def test_a_head_reads_but_does_not_classify(came: Sent, head: Person, moment: datetime) -> None:
    refused_without_trace(
        classify, came.feedback, "keep-feedback-not-allowed", found=FOUND, by=head, at=moment
    )


def test_a_refusal_says_where_to_go_and_when_it_was_late(
    came: Sent, control_focal_officer: Person, moment: datetime
) -> None:
    one, late = came.feedback, moment + timedelta(days=6)
    words: dict[str, Any] = {"reason": RejectReason.IS_COMPLAINT, "by": control_focal_officer}
    refused_without_trace(reject, one, "guidance-missing", guidance=" ", at=moment, **words)
    done = reject(feedback_id=one.pk, guidance="Gửi đơn khiếu nại đến nơi tiếp công dân.", at=late, **words)
    assert (done.state, done.late_terms, done.ended_at) == (State.REJECTED, [Term.REFUSE], late)
    assert sender_view(done, at=moment).end_note == "Gửi đơn khiếu nại đến nơi tiếp công dân."
    other = sent(moment).feedback
    assert reject(feedback_id=other.pk, guidance="Viết rõ hơn", at=moment, **words).late_terms == []


def test_waiting_for_the_sender_stops_the_clock(
    came: Sent, control_focal_officer: Person, moment: datetime
) -> None:
    one = came.feedback
    ask_for_more(feedback_id=one.pk, what="Gửi ảnh giấy hẹn", by=control_focal_officer, at=moment)
    waiting = Feedback.objects.get(pk=one.pk)
    assert (waiting.state, waiting.due_at, waiting.act_by) == (State.WAITING_SUPPLEMENT, None, None)
    assert sender_view(waiting, at=moment).asked == "Gửi ảnh giấy hẹn"
    later = moment + timedelta(days=7)
    refused_without_trace(add_supplement, one, "feedback-not-found", text="Đây ạ", by=None, at=later)
    refused_without_trace(
        add_supplement, one, "feedback-not-found", text="Đây ạ", by=None, at=later, secret="AAAAA-AAAAA"
    )
    refused_without_trace(
        add_supplement, one, "supplement-empty", text=" ", by=None, at=later, secret=came.secret
    )
    back = add_supplement(feedback_id=one.pk, text="Đây ạ", by=None, at=later, secret=came.secret)
    assert back.state == State.WAITING_INTAKE
    assert back.due_at is not None
    assert back.due_at.date() == date(2026, 10, 15)
    answer = next(told for told in explained_terms(back) if told.term is Term.ANSWER)
    assert answer.due.due_at == back.due_at
    assert sum(step.counts for step in answer.due.steps) == 15


def test_asked_while_worked_on_it_goes_on_there(
    in_work: Feedback, came: Sent, control_focal_officer: Person, moment: datetime
) -> None:
    ask_for_more(feedback_id=in_work.pk, what="Gửi ảnh", by=control_focal_officer, at=moment)
    add_supplement(feedback_id=in_work.pk, text="Đã gửi", by=None, at=moment, secret=came.secret)
    assert state_of(in_work) is State.PROCESSING


def test_passed_on_within_its_terms_begin_anew(
    came: Sent, bodies: Bodies, control_focal_officer: Person, outsider: Person, moment: datetime
) -> None:
    one, later = came.feedback, moment + timedelta(days=11)
    words: dict[str, Any] = {"by": control_focal_officer, "at": later}
    refused_without_trace(transfer, one, "taker-missing", reason="Không thuộc thẩm quyền", **words)
    refused_without_trace(transfer, one, "taker-is-giver", taker_id=one.agency_id, reason="Sai", **words)
    done = transfer(
        feedback_id=one.pk, taker_id=bodies.other_department.pk, reason="Thuộc Sở Nội vụ", **words
    )
    assert (done.state, done.agency, done.clock_from) == (
        State.WAITING_INTAKE,
        bodies.other_department,
        later,
    )
    assert done.late_terms == [Term.TRANSFER]
    assert accept(feedback_id=one.pk, found=FOUND, by=outsider, at=later).state == State.PROCESSING
    refused_without_trace(classify, one, "keep-feedback-not-allowed", found=FOUND, **words)


def test_where_nobody_keeps_feedback_the_next_above_gets_it(
    came: Sent,
    bodies: Bodies,
    control_focal_officer: Person,
    outsider: Person,
    make_person: MakePerson,
    moment: datetime,
) -> None:
    one = came.feedback
    words: dict[str, Any] = {"reason": "Thuộc thẩm quyền xã", "by": control_focal_officer, "at": moment}
    office = bodies.social_office.pk
    refused_without_trace(transfer, one, "taker-keeps-none", taker_id=office, **words)
    school = bodies.upper_secondary_school.pk
    refused_without_trace(transfer, one, "taker-keeps-none", taker_id=school, **words)
    keeper = make_person("Đỗ Văn Xã", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.commune_committee)
    done = transfer(feedback_id=one.pk, taker_id=office, **words)
    assert (done.agency, Transfer.objects.get().taker) == (bodies.commune_committee, bodies.commune_committee)
    assert feedback_visible_to(keeper, moment.date()).get() == done
    told = JournalEntry.objects.get(kind="FeedbackTransferred").payload
    assert (told["to"], told["wanted"]) == (bodies.commune_committee.code, bodies.social_office.code)
    assert sender_view(done, at=moment).agency == bodies.commune_committee.name


def test_passed_on_outside_it_ends(came: Sent, control_focal_officer: Person, moment: datetime) -> None:
    done = transfer(
        feedback_id=came.feedback.pk,
        outside="Bộ Giáo dục và Đào tạo",
        reason="Quy định do Bộ ban hành",
        by=control_focal_officer,
        at=moment,
    )
    assert (done.state, done.late_terms) == (State.TRANSFERRED, [])
    assert Transfer.objects.get().outside == "Bộ Giáo dục và Đào tạo"
    assert sender_view(done, at=moment).agency == "Bộ Giáo dục và Đào tạo"


def test_only_what_a_body_passed_on_is_given_back(
    came: Sent, control_focal_officer: Person, moment: datetime
) -> None:
    refused_without_trace(
        give_back, came.feedback, "came-from-nobody", reason="Nhầm", by=control_focal_officer, at=moment
    )


def test_given_to_a_unit_its_officers_write_the_answer(
    in_work: Feedback,
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    words: dict[str, Any] = {"text": ANSWER, "outcome": Outcome.EXPLAINED}
    refused_without_trace(
        draft_answer, in_work, "feedback-not-found", by=handling_officer, at=moment, **words
    )
    assign(
        feedback_id=in_work.pk,
        unit_id=bodies.exam_division.pk,
        person_id=None,
        by=control_focal_officer,
        at=moment,
    )
    draft_answer(feedback_id=in_work.pk, by=handling_officer, at=moment, **words)
    refused_without_trace(
        approve_answer, in_work, "approve-feedback-not-allowed", by=handling_officer, at=moment
    )
    refused_without_trace(approve_answer, in_work, "answer-missing", by=head, at=moment)
    submit_answer(feedback_id=in_work.pk, by=handling_officer, at=moment)
    refused_without_trace(draft_answer, in_work, "answer-submitted", by=handling_officer, at=moment, **words)
    send_back_answer(feedback_id=in_work.pk, why="Nêu rõ căn cứ", by=head, at=moment)
    draft_answer(feedback_id=in_work.pk, by=handling_officer, at=moment, **words)
    submit_answer(feedback_id=in_work.pk, by=handling_officer, at=moment)
    reply = approve_answer(feedback_id=in_work.pk, by=head, at=moment)
    assert (reply.number, reply.approved_by) == (1, head)
    assert state_of(in_work) is State.ANSWERED


def test_nobody_approves_their_own_answer(in_work: Feedback, head: Person, moment: datetime) -> None:
    Feedback.objects.filter(pk=in_work.pk).update(holder=head)
    draft_answer(feedback_id=in_work.pk, text=ANSWER, outcome=Outcome.EXPLAINED, by=head, at=moment)
    submit_answer(feedback_id=in_work.pk, by=head, at=moment)
    refused_without_trace(approve_answer, in_work, "own-answer-not-allowed", by=head, at=moment)


def test_a_late_answer_is_flagged_for_good(
    in_work: Feedback, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    late = moment + timedelta(days=30)
    draft_answer(
        feedback_id=in_work.pk, text=ANSWER, outcome=Outcome.EXPLAINED, by=control_focal_officer, at=late
    )
    submit_answer(feedback_id=in_work.pk, by=control_focal_officer, at=late)
    approve_answer(feedback_id=in_work.pk, by=head, at=late)
    assert Feedback.objects.get(pk=in_work.pk).late_terms == [Term.ANSWER]


def test_asking_for_an_opinion(
    in_work: Feedback,
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    moment: datetime,
) -> None:
    ask_opinion(
        feedback_id=in_work.pk,
        question="Có cần bản giấy không?",
        agency_id=bodies.exam_division.pk,
        by=control_focal_officer,
        at=moment,
    )
    refused_without_trace(
        give_opinion, in_work, "opinion-missing", opinion="", by=handling_officer, at=moment
    )
    given = give_opinion(feedback_id=in_work.pk, opinion="Không cần", by=handling_officer, at=moment)
    assert (given.opinion, given.given_by) == ("Không cần", handling_officer)
    refused_without_trace(
        give_opinion,
        in_work,
        "answer-feedback-not-allowed",
        opinion="Nữa",
        by=control_focal_officer,
        at=moment,
    )


def test_published_without_personal_data(
    answered: Feedback, control_focal_officer: Person, citizen: Person, moment: datetime
) -> None:
    proposed = proposed_text(answered)
    assert still_personal(answered, proposed.title, proposed.question, proposed.answer) == []
    words: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    refused_without_trace(publish, answered, "feedback-wrong-moment", **words)
    refused_without_trace(
        confirm_text, answered, "question-missing", title="Bản sao", question=" ", answer=ANSWER, **words
    )
    confirm_text(
        feedback_id=answered.pk,
        title="Bản sao đòi giấy thừa",
        question=proposed.question,
        answer=proposed.answer,
        **words,
    )
    assert published() == []
    publish(feedback_id=answered.pk, **words)
    (shown,) = published(text="ban sao giay")
    assert (shown.title, shown.answer) == ("Bản sao đòi giấy thừa", ANSWER)
    assert "Dân" not in f"{shown.question}{shown.answer}"
    assert published(text="học bổng du học") == []
    assert published(text="b sao gi") == [shown]  # each word as far as it was typed
    assert published(text="(bản & !sao) | 'giấy':*") == [shown]  # signs are no commands
    moderate(feedback_id=answered.pk, kind=ModerationKind.PRIVATE, reason="Còn tên trường", **words)
    assert published() == []
    moderate(feedback_id=answered.pk, kind=ModerationKind.CLEARED, reason="Đã xem lại", **words)
    take_down(feedback_id=answered.pk, reason="Sửa lại", **words)
    assert published() == []
    assert state_of(answered) is State.WAITING_PUBLICATION
    assert Moderation.objects.count() == 2
    assert PublishedText.objects.get().taken_down_why == "Sửa lại"


def test_withheld_with_a_reason(answered: Feedback, control_focal_officer: Person, moment: datetime) -> None:
    refused_without_trace(
        withhold, answered, "reason-missing", reason="", by=control_focal_officer, at=moment
    )
    done = withhold(
        feedback_id=answered.pk, reason="Chỉ liên quan một người", by=control_focal_officer, at=moment
    )
    assert (done.state, done.act_by) == (State.ANSWERED, None)


def test_the_sender_says_whether_it_helped_and_it_is_opened_again(
    answered: Feedback, came: Sent, control_focal_officer: Person, moment: datetime
) -> None:
    said: dict[str, Any] = {"contentment": Contentment.DISSATISFIED, "comment": "Chưa rõ", "at": moment}
    refused_without_trace(rate_answer, answered, "feedback-not-found", by=control_focal_officer, **said)
    rate_answer(feedback_id=answered.pk, by=None, secret=came.secret, **said)
    refused_without_trace(rate_answer, answered, "answer-already-rated", by=None, secret=came.secret, **said)
    later = moment + timedelta(days=1)
    done = reopen(feedback_id=answered.pk, reason="Trả lời chưa đủ", by=control_focal_officer, at=later)
    assert (done.state, done.clock_from, done.contentment) == (State.REOPENED, later, "dissatisfied")
    assert Reply.objects.count() == 1


def test_the_sender_takes_it_back(came: Sent, in_work: Feedback, moment: datetime) -> None:
    done = withdraw(feedback_id=in_work.pk, reason="Đã xong", by=None, at=moment, secret=came.secret)
    assert (done.state, done.end_note) == (State.WITHDRAWN, "Đã xong")
    refused_without_trace(withdraw, in_work, "feedback-wrong-moment", by=None, at=moment, secret=came.secret)
    assert find_by_tracking(done.code, came.secret) == done


def test_repeats_are_marked(
    came: Sent, control_focal_officer: Person, outsider: Person, moment: datetime
) -> None:
    again = sent(moment + timedelta(hours=1)).feedback
    words: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    refused_without_trace(mark_repeat, came.feedback, "repeat-of-itself", earlier_id=again.pk, **words)
    assert mark_repeat(feedback_id=again.pk, earlier_id=came.feedback.pk, **words).repeat_of == came.feedback
    assert again.spam_score >= 60


def test_the_procedure_is_linked(
    came: Sent, diploma: Procedure, control_focal_officer: Person, moment: datetime
) -> None:
    found = Classification(Kind.REPORT, Subject.RULE, Content.UNFIT, diploma.pk, "components")
    done = classify(feedback_id=came.feedback.pk, found=found, by=control_focal_officer, at=moment)
    assert (done.procedure, done.constituent, done.state) == (diploma, "components", State.WAITING_INTAKE)
