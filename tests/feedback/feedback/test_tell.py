"""Officers hear of feedback only as long as they may see it: also of what was told before it closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import conduct, sent

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.feedback.actions.feedback import add_supplement
from motcua.feedback.actions.feedback.answering import draft_answer, send_back_answer, submit_answer
from motcua.feedback.actions.feedback.intake import Classification, accept, ask_for_more, classify, transfer
from motcua.feedback.actions.feedback.working import assign
from motcua.feedback.enums.feedback import Content, Kind, Outcome, Subject
from motcua.feedback.models import Feedback
from motcua.notices.enums import Audience
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db
RULE = Classification(kind=Kind.REPORT, subject=Subject.RULE, content=Content.UNFIT)


def heard(person: Person, feedback: Feedback) -> list[str]:
    rows = Notice.objects.filter(recipient=person, subject_id=str(feedback.pk), audience=Audience.STAFF)
    return list(rows.order_by("at", "id").values_list("event", flat=True))


def test_what_turns_out_to_be_conduct_is_taken_back_from_the_unit(
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    one = sent(moment).feedback
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    accept(feedback_id=one.pk, found=RULE, **by)
    assign(feedback_id=one.pk, unit_id=bodies.exam_division.pk, person_id=None, **by)
    own: dict[str, Any] = {"by": handling_officer, "at": moment}
    text = "Theo quy định thì phải nộp đủ giấy tờ như đã hướng dẫn."
    draft_answer(feedback_id=one.pk, text=text, outcome=Outcome.EXPLAINED, **own)
    submit_answer(feedback_id=one.pk, **own)
    assert heard(handling_officer, one) == ["feedback_assigned"]
    assert "feedback_answer_submitted" in heard(head, one)

    found = Classification(
        Kind.REPORT, Subject.CONDUCT, Content.TROUBLE, about_agency_id=bodies.exam_division.pk
    )
    classify(feedback_id=one.pk, found=found, **by)
    assert heard(handling_officer, one) == []
    assert heard(head, one)  # who may see it keeps what they were told
    send_back_answer(feedback_id=one.pk, why="Người soạn thuộc đơn vị bị phản ánh", by=head, at=moment)
    assert heard(handling_officer, one) == []  # nor is the one who wrote it told why it came back


def test_who_is_given_it_by_name_hears_and_who_passed_it_on_hears_no_more(
    bodies: Bodies,
    control_focal_officer: Person,
    outsider: Person,
    make_person: MakePerson,
    citizen: Person,
    moment: datetime,
) -> None:
    clerk = make_person("Phan Thị Ngay", role=Role.HANDLER, agency=bodies.division)
    made = sent(moment, conduct(about_agency_id=bodies.exam_division.pk), by=citizen)
    one = made.feedback
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    found = Classification(
        Kind.REPORT, Subject.CONDUCT, Content.TROUBLE, about_agency_id=bodies.exam_division.pk
    )
    accept(feedback_id=one.pk, found=found, **by)
    assign(feedback_id=one.pk, unit_id=None, person_id=clerk.pk, **by)
    assert heard(clerk, one) == ["feedback_assigned"]
    ask_for_more(feedback_id=one.pk, what="Ảnh giấy hẹn", **by)
    add_supplement(feedback_id=one.pk, text="Đã gửi", by=citizen, at=moment)
    assert heard(clerk, one)[-1] == "feedback_supplemented"
    transfer(feedback_id=one.pk, taker_id=bodies.other_department.pk, reason="Thuộc Sở Nội vụ", **by)
    assert heard(outsider, one) == ["feedback_came"]
    assert heard(clerk, one) == heard(control_focal_officer, one) == []
    told = Notice.objects.filter(recipient=citizen, subject_id=str(one.pk), audience=Audience.APPLICANT)
    assert told.count() >= 3  # the sender keeps everything
