"""A sender who is not satisfied asks once, in time, to have it looked at again; files come with answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.documents.samples import pdf
from tests.feedback.feedback.scene import conduct, sent

from motcua.accounts.models import Person
from motcua.documents.actions.files import keep_file
from motcua.documents.models import StoredFile
from motcua.feedback.actions.feedback import ask_again, rate_answer
from motcua.feedback.actions.feedback.answering import approve_answer, draft_answer, submit_answer
from motcua.feedback.actions.feedback.intake import Classification, accept
from motcua.feedback.actions.feedback.publishing import confirm_text, publish
from motcua.feedback.actions.feedback.sending import Sent
from motcua.feedback.enums.feedback import Content, Contentment, Kind, Outcome, State, Subject
from motcua.feedback.models import Feedback, FeedbackFile, Reopening, Satisfaction
from motcua.feedback.queries.feedback import find_published, published, sender_view
from motcua.feedback.queries.feedback.published import find_published_file
from motcua.feedback.queries.feedback.publishing import answer_files, personal_in_file
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db

ANSWER = "Từ nay công dân không phải nộp bản giấy căn cước; cán bộ tra trên hệ thống theo quy định."
WHY = "Trả lời chưa nói khi nào bỏ yêu cầu nộp bản giấy."


def paper(by: Person, at: datetime, text: str = "Quy trình mới, áp dụng từ tháng mười.") -> StoredFile:
    return keep_file(data=text.encode(), name="quy trinh.txt", by=by.actor, at=at)


def answer(made: Sent, keeper: Person, head: Person, at: datetime, *files: StoredFile) -> Feedback:
    one = made.feedback.pk
    words: dict[str, Any] = {"feedback_id": one, "by": keeper, "at": at}
    draft_answer(text=ANSWER, outcome=Outcome.EXPLAINED, files=[each.pk for each in files], **words)
    submit_answer(**words)
    approve_answer(feedback_id=one, by=head, at=at)
    return Feedback.objects.get(pk=one)


@pytest.fixture
def came(control_focal_officer: Person, moment: datetime) -> Sent:
    made = sent(moment)
    found = Classification(kind=Kind.REPORT, subject=Subject.RULE, content=Content.UNFIT)
    accept(feedback_id=made.feedback.pk, found=found, by=control_focal_officer, at=moment)
    return made


def refused(made: Sent, at: datetime, reason: str = WHY, secret: str | None = None) -> str:
    before = (Reopening.objects.count(), JournalEntry.objects.count(), Satisfaction.objects.count())
    with pytest.raises(Refused) as found:
        ask_again(
            feedback_id=made.feedback.pk,
            reason=reason,
            by=None,
            at=at,
            secret=made.secret if secret is None else secret,
        )
    assert (Reopening.objects.count(), JournalEntry.objects.count(), Satisfaction.objects.count()) == before
    return found.value.code


def test_asked_again_it_is_worked_on_with_a_new_term(
    came: Sent, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    assert refused(came, moment) == "feedback-wrong-moment"
    one = answer(came, control_focal_officer, head, moment)
    later = moment + timedelta(days=3)
    until = sender_view(one, at=later).may_ask_again_until
    assert until is not None
    assert until.date().isoformat() == "2026-10-01"
    assert refused(came, later, secret="AAAAA-AAAAA") == "feedback-not-found"
    assert refused(came, later, reason="Chưa") == "reason-missing"
    done = ask_again(feedback_id=one.pk, reason=WHY, by=None, at=later, secret=came.secret)
    assert (done.state, done.clock_from, done.contentment) == (State.REOPENED, later, "dissatisfied")
    kept = Reopening.objects.get()
    assert (kept.is_of_sender, kept.by, kept.reason, kept.reply.number) == (True, None, WHY, 1)
    assert Satisfaction.objects.get().contentment == Contentment.DISSATISFIED
    assert Notice.objects.filter(event="feedback_asked_again", recipient=head).exists()
    assert WHY not in str(list(JournalEntry.objects.values_list("payload", flat=True)))
    answer(came, control_focal_officer, head, later)
    assert refused(came, later) == "asked-again-already"
    assert sender_view(Feedback.objects.get(), at=later).may_ask_again_until is None


def test_not_after_the_term_nor_when_it_was_enough(
    came: Sent, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    one = answer(came, control_focal_officer, head, moment)
    late = moment + timedelta(days=15)
    assert refused(came, late) == "ask-again-too-late"
    assert sender_view(one, at=late).may_ask_again_until is None
    rate_answer(feedback_id=one.pk, contentment=Contentment.ACCEPTING, by=None, at=moment, secret=came.secret)
    assert refused(came, moment) == "answer-was-enough"


def test_who_is_named_while_asking_again_does_not_see_it(
    control_focal_officer: Person, handling_officer: Person, head: Person, moment: datetime
) -> None:
    made = sent(moment, conduct("ở quầy"))
    found = Classification(kind=Kind.REPORT, subject=Subject.CONDUCT, content=Content.TROUBLE)
    accept(feedback_id=made.feedback.pk, found=found, by=control_focal_officer, at=moment)
    answer(made, control_focal_officer, head, moment)
    said = f"Người gây khó dễ là {handling_officer.full_name}, chưa ai xem xét."
    done = ask_again(feedback_id=made.feedback.pk, reason=said, by=None, at=moment, secret=made.secret)
    assert done.objects_of.get().person == handling_officer


def test_files_of_an_answer_reach_the_sender_when_it_is_approved(
    came: Sent, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    first, second = (
        paper(control_focal_officer, moment),
        paper(control_focal_officer, moment, "Danh sách giấy tờ."),
    )
    one = came.feedback
    words: dict[str, Any] = {"text": ANSWER, "outcome": Outcome.EXPLAINED, "at": moment}
    draft_answer(feedback_id=one.pk, files=[first.pk, second.pk], by=control_focal_officer, **words)
    assert sender_view(one, at=moment).files == ()
    draft_answer(
        feedback_id=one.pk,
        drop=[FeedbackFile.objects.get(file=second).pk],
        by=control_focal_officer,
        **words,
    )
    assert not StoredFile.objects.filter(pk=second.pk).exists()
    more = [paper(control_focal_officer, moment, f"Tệp số {number}").pk for number in range(5)]
    with pytest.raises(Refused) as many:
        draft_answer(feedback_id=one.pk, files=more, by=control_focal_officer, **words)
    assert many.value.code == "too-many-files"
    with pytest.raises(Refused) as foreign:
        draft_answer(feedback_id=one.pk, files=[first.pk], by=head, **words)
    assert foreign.value.code == "answer-feedback-not-allowed"
    submit_answer(feedback_id=one.pk, by=control_focal_officer, at=moment)
    approve_answer(feedback_id=one.pk, by=head, at=moment)
    (reply,) = sender_view(Feedback.objects.get(), at=moment).replies
    assert [each.file for each in reply.files] == [first]


def test_only_cleared_files_are_published_and_under_names_that_tell_nothing(
    came: Sent, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    clean = paper(control_focal_officer, moment)
    personal = paper(control_focal_officer, moment, "Kính gửi bà Trần Thị Lan, số 0912345678.")
    one = answer(came, control_focal_officer, head, moment, clean, personal)
    kept = {each.file_id: each for each in answer_files(one)}
    assert personal_in_file(one, clean) == []
    assert "0912345678" in (personal_in_file(one, personal) or [])
    words: dict[str, Any] = {"feedback_id": one.pk, "by": control_focal_officer, "at": moment}
    shown: dict[str, Any] = {"title": "Giấy tờ thừa", "question": "Hỏi về giấy tờ phải nộp", "answer": ANSWER}
    with pytest.raises(Refused) as other:
        confirm_text(**shown, files=[clean.pk], **words)
    assert other.value.code == "file-not-of-answer"
    confirm_text(**shown, files=[kept[clean.pk].pk], **words)
    text = one.published_texts.get()
    row = text.files.get()
    assert find_published_file(text.pk, row.pk) is None
    publish(**words)
    seen = find_published(published()[0].id)
    assert seen is not None
    assert [file.name for file in seen.files] == ["tep-kem-tra-loi-1.txt"]
    found = find_published_file(text.pk, row.pk)
    assert found is not None
    assert found.file == clean


def test_a_file_without_words_is_for_human_eyes(
    came: Sent, control_focal_officer: Person, moment: datetime
) -> None:
    scan = keep_file(data=pdf(), name="quet.pdf", by=control_focal_officer.actor, at=moment)
    assert personal_in_file(came.feedback, scan) is None
