"""What may be a denunciation is answered to its sender only: at no step does it become public, by whatever name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.feedback.feedback.scene import sent

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.answering import approve_answer, draft_answer, reopen, submit_answer
from motcua.feedback.actions.feedback.intake import Classification, accept, classify
from motcua.feedback.actions.feedback.publishing import confirm_text, publish
from motcua.feedback.actions.feedback.working import moderate
from motcua.feedback.enums.feedback import Act, Content, Kind, ModerationKind, Outcome, Recognised, Subject
from motcua.feedback.models import Feedback, PublishedText
from motcua.feedback.policy.feedback import acts_of
from motcua.feedback.queries.feedback.inbox import FeedbackInbox
from motcua.feedback.queries.feedback.published import find_published, published
from motcua.feedback.queries.feedback.visible import feedback_reach
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

FOUND = Classification(Kind.REPORT, Subject.RULE, Content.UNFIT)
ACCUSING = replace(FOUND, recognised=Recognised.DENUNCIATION)
WORDS: dict[str, Any] = {"title": "Bản sao", "question": "Hỏi về bản sao", "answer": "Đã sửa biểu mẫu"}
OF_PUBLIC = {Act.CONFIRM_TEXT, Act.PUBLISH}


def answered(
    feedback: Feedback, found: Classification, keeper: Person, head: Person, at: datetime
) -> Feedback:
    accept(feedback_id=feedback.pk, found=found, by=keeper, at=at)
    text = "Cơ quan đã xem xét và trả lời đầy đủ từng điểm."
    draft_answer(feedback_id=feedback.pk, text=text, outcome=Outcome.EXPLAINED, by=keeper, at=at)
    submit_answer(feedback_id=feedback.pk, by=keeper, at=at)
    approve_answer(feedback_id=feedback.pk, by=head, at=at)
    return Feedback.objects.get(pk=feedback.pk)


def acts(person: Person, feedback: Feedback, at: datetime) -> frozenset[Act]:
    return acts_of(person, feedback, on=at.date(), reach=feedback_reach(person, at.date()))


def test_a_rule_taken_for_a_denunciation_is_answered_and_settled(
    control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    one = answered(sent(moment).feedback, ACCUSING, control_focal_officer, head, moment)
    assert "chỉ trả lời người gửi" in one.withheld_reason
    assert one.act_by is None
    reach = feedback_reach(control_focal_officer, moment.date())
    assert one not in FeedbackInbox(reach, moment).page(None)
    assert not acts(control_focal_officer, one, moment) & {*OF_PUBLIC, Act.WITHHOLD}
    with pytest.raises(Refused) as refused:
        confirm_text(feedback_id=one.pk, **WORDS, by=control_focal_officer, at=moment)
    assert refused.value.code == "conduct-not-published"
    assert not PublishedText.objects.exists()


def test_what_was_public_before_it_was_taken_for_one_is_shown_no_more(
    control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    one = answered(sent(moment).feedback, FOUND, control_focal_officer, head, moment)
    by: dict[str, Any] = {"feedback_id": one.pk, "by": control_focal_officer, "at": moment}
    text = confirm_text(**WORDS, **by)
    publish(**by)
    assert [shown.id for shown in published()] == [text.pk]
    reopen(reason="Người gửi nêu thêm việc khác", **by)
    classify(found=ACCUSING, **by)
    assert published() == []
    assert find_published(text.pk) is None


def test_what_holds_a_secret_waits_for_no_publication_until_it_is_cleared(
    control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    one = answered(sent(moment).feedback, FOUND, control_focal_officer, head, moment)
    assert one.act_by is not None
    by: dict[str, Any] = {
        "feedback_id": one.pk,
        "by": control_focal_officer,
        "at": moment,
        "reason": "Có số liệu mật",
    }
    moderate(kind=ModerationKind.SECRET, **by)
    one.refresh_from_db()
    assert one.act_by is None
    assert not acts(control_focal_officer, one, moment) & OF_PUBLIC
    moderate(kind=ModerationKind.CLEARED, **by)
    one.refresh_from_db()
    assert one.act_by is not None
    assert Act.CONFIRM_TEXT in acts(control_focal_officer, one, moment)
