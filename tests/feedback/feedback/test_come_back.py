"""What lies with a body outside comes back: its answer, or the feedback itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Bodies
from tests.feedback.feedback.scene import sent

from motcua.accounts.models import Person
from motcua.documents.actions.files import keep_file
from motcua.feedback.actions.feedback.hand_over import OpenFeedback
from motcua.feedback.actions.feedback.intake import transfer
from motcua.feedback.actions.feedback.outside import keep_outside_answer, take_back
from motcua.feedback.actions.feedback.sending import Sent
from motcua.feedback.enums.feedback import Act, Back, Box, State
from motcua.feedback.models import Feedback, Transfer
from motcua.feedback.policy.feedback import acts_of
from motcua.feedback.queries.feedback import sender_view
from motcua.feedback.queries.feedback.inbox import FeedbackInbox
from motcua.feedback.queries.feedback.visible import feedback_reach
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db

MINISTRY = "Bộ Giáo dục và Đào tạo"


@pytest.fixture
def away(control_focal_officer: Person, citizen: Person, moment: datetime) -> Sent:
    made = sent(moment, by=citizen)
    transfer(
        feedback_id=made.feedback.pk,
        outside=MINISTRY,
        reason="Quy định do Bộ ban hành",
        by=control_focal_officer,
        at=moment,
    )
    return made


def boxes(person: Person, at: datetime) -> dict[Box, int]:
    return FeedbackInbox(feedback_reach(person, at.date()), at).counts()


def test_the_answer_comes_back_to_the_sender(
    away: Sent, control_focal_officer: Person, moment: datetime
) -> None:
    one, later = Feedback.objects.get(), moment + timedelta(days=12)
    keeper = feedback_reach(control_focal_officer, later.date())
    assert boxes(control_focal_officer, later)[Box.OUTSIDE] == 1
    assert FeedbackInbox(keeper, later).page(Box.OUTSIDE) == [one]
    assert FeedbackInbox(keeper, later).page(None) == []
    paper = keep_file(data="Trả lời".encode(), name="tra-loi.txt", by=control_focal_officer.actor, at=later)
    keep_outside_answer(
        feedback_id=one.pk,
        text="Bộ đã ghi nhận và sẽ sửa thông tư.",
        document="1234/BGDĐT-PC",
        answered_on=date(2026, 9, 25),
        files=[paper.pk],
        by=control_focal_officer,
        at=later,
    )
    one.refresh_from_db()
    assert (one.state, one.answered_at) == (State.TRANSFERRED, None)
    view = sender_view(one, at=later)
    (answer,) = view.outside
    assert (view.agency, answer.place, answer.document) == (MINISTRY, MINISTRY, "1234/BGDĐT-PC")
    assert [kept.file for kept in answer.files] == [paper]
    assert view.files == ()
    assert (view.due_at, view.is_away) == (None, True)
    assert "Cơ quan được chuyển đã trả lời" in [step.what for step in view.steps]
    assert Notice.objects.filter(event="feedback_answered_outside").count() == 1
    assert boxes(control_focal_officer, later)[Box.OUTSIDE] == 0
    assert acts_of(control_focal_officer, one, on=later.date(), reach=keeper) == {Act.MODERATE}


def test_only_its_keeper_writes_it_down_and_once(
    away: Sent, control_focal_officer: Person, outsider: Person, head: Person, moment: datetime
) -> None:
    words: dict[str, Any] = {"feedback_id": away.feedback.pk, "text": "Đã trả lời", "at": moment}
    before = JournalEntry.objects.count()
    for by, more, code in (
        (outsider, {}, "feedback-not-found"),
        (head, {}, "keep-feedback-not-allowed"),
        (control_focal_officer, {"text": " "}, "text-missing"),
        (control_focal_officer, {"answered_on": date(2026, 9, 18)}, "answered-in-future"),
        (control_focal_officer, {"answered_on": date(2026, 9, 16)}, "answered-before-transfer"),
    ):
        with pytest.raises(Refused) as refused:
            keep_outside_answer(**{**words, **more}, by=by)
        assert refused.value.code == code
    assert JournalEntry.objects.count() == before
    keep_outside_answer(**words, by=control_focal_officer)
    with pytest.raises(Refused) as again:
        keep_outside_answer(**words, by=control_focal_officer)
    assert again.value.code == "nothing-outside"


def test_sent_back_it_waits_here_again(away: Sent, control_focal_officer: Person, moment: datetime) -> None:
    later = moment + timedelta(days=7)
    done = take_back(
        feedback_id=away.feedback.pk, reason="Bộ cho là việc của Sở", by=control_focal_officer, at=later
    )
    assert (done.state, done.ended_at, done.end_note, done.clock_from) == (
        State.WAITING_INTAKE,
        None,
        "",
        later,
    )
    assert done.act_by is not None
    assert Transfer.objects.get().back == Back.RETURNED
    view = sender_view(done, at=later)
    assert (view.agency, view.outside) == (done.agency.name, ())
    with pytest.raises(Refused) as refused:
        take_back(feedback_id=done.pk, reason="Lần nữa", by=control_focal_officer, at=later)
    assert refused.value.code == "feedback-wrong-moment"


def test_what_waits_for_a_body_outside_passes_on_with_its_agency(
    away: Sent, bodies: Bodies, control_focal_officer: Person, outsider: Person, moment: datetime
) -> None:
    work, before = OpenFeedback(), [bodies.department.pk]
    assert [items.count for items in work.count(predecessors=before, on=moment.date())] == [1]
    after = bodies.other_department.pk
    with transaction.atomic():
        work.hand_over(predecessors=before, successor=after, on=moment.date(), at=moment, actor="operator")
    kept = keep_outside_answer(
        feedback_id=away.feedback.pk, text="Bộ đã trả lời", by=outsider, at=moment + timedelta(days=1)
    )
    assert kept.back_by == outsider
    assert work.count(predecessors=[after], on=moment.date()) == []
