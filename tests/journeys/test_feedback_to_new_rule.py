"""A parent says that a rule is unfit: answered, reviewed, the rule changed by a decision, the parent hears of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.feedback.feedback.scene import RULE, sent
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback import rate_answer
from motcua.feedback.actions.feedback.answering import approve_answer, draft_answer, submit_answer
from motcua.feedback.actions.feedback.following_up import open_review, tell_of_changed_rules
from motcua.feedback.actions.feedback.intake import Classification, accept
from motcua.feedback.enums.feedback import Content, Contentment, Kind, Outcome, Subject
from motcua.feedback.models import Feedback, FollowUp
from motcua.feedback.queries.feedback import find_by_tracking, sender_view
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.organisations.models import Installation
from motcua.reviews.models import RoundItem

pytestmark = pytest.mark.django_db


def test_from_feedback_to_the_new_rule(
    publish: Publish,
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    Installation.objects.update_or_create(pk=1, defaults={"home": bodies.department})
    procedure = publish("1.005143", name="Cấp bản sao văn bằng từ sổ gốc")
    came = sent(moment, procedure_id=procedure.pk)
    one, keeper = came.feedback.pk, {"by": control_focal_officer}

    found = Classification(Kind.REPORT, Subject.RULE, Content.UNFIT, procedure.pk, "components")
    accept(feedback_id=one, found=found, at=moment, **keeper)
    draft_answer(
        feedback_id=one,
        text="Cơ quan sẽ đề nghị bỏ yêu cầu nộp bản giấy căn cước.",
        outcome=Outcome.PROPOSED,
        at=moment,
        **keeper,
    )
    submit_answer(feedback_id=one, at=moment, **keeper)
    approve_answer(feedback_id=one, by=head, at=moment)
    rate_answer(feedback_id=one, contentment=Contentment.CONTENT, by=None, at=moment, secret=came.secret)

    item = open_review(feedback_id=one, reason="Nộp thừa căn cước bản giấy", at=moment, **keeper)
    assert (item.procedure_id, item.reference) == (procedure.pk, came.feedback.code)
    assert RULE.name not in f"{item.reason}{item.reference}"
    again = open_review(feedback_id=one, reason="Nộp thừa căn cước bản giấy", at=moment, **keeper)
    assert (again, RoundItem.objects.count(), FollowUp.objects.count()) == (item, 1, 1)
    with pytest.raises(Refused) as refused:
        open_review(feedback_id=one, reason="Không phải việc của tôi", by=handling_officer, at=moment)
    assert refused.value.code == "feedback-not-found"

    later = moment + timedelta(days=40)
    assert tell_of_changed_rules(at=later) == 0
    publish("1.005143", name="Cấp bản sao văn bằng từ sổ gốc", since=date(2026, 10, 20))
    assert tell_of_changed_rules(at=later) == 1
    assert tell_of_changed_rules(at=later + timedelta(hours=1)) == 0
    told = Notice.objects.get(event="feedback_rule_changed")
    assert (told.subject_label, told.audience) == (came.feedback.code, "applicant")
    assert FollowUp.objects.get().told_at == later
    followed = find_by_tracking(came.feedback.code, came.secret)
    assert followed is not None
    assert "Quy định đã thay đổi" in [step.what for step in sender_view(followed).steps]
    assert Feedback.objects.get().late_terms == []
