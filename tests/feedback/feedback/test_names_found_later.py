"""A name that comes to light after sending closes the feedback to whom it names, as one found at once does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import conduct, sent

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.feedback.actions.feedback import add_supplement
from motcua.feedback.actions.feedback.intake import Classification, ask_for_more, classify, transfer
from motcua.feedback.actions.feedback.working import moderate
from motcua.feedback.enums.feedback import Content, Kind, ModerationKind, Named, Recognised, Subject
from motcua.feedback.models import Feedback
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

FOUND = Classification(kind=Kind.REPORT, subject=Subject.RULE, content=Content.UNFIT)


def named(one: Feedback) -> list[tuple[Person, Named]]:
    return [(each.person, Named(each.named)) for each in one.objects_of.all()]


def test_a_supplement_that_names_the_keeper(
    bodies: Bodies, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    about = conduct(about_agency_id=bodies.exam_division.pk, agency_id=bodies.exam_division.pk)
    made = sent(moment, about)
    ask_for_more(feedback_id=made.feedback.pk, what="Ai đã làm?", by=control_focal_officer, at=moment)
    said = f"Là ông {control_focal_officer.full_name} ở Sở"
    add_supplement(feedback_id=made.feedback.pk, text=said, by=None, at=moment, secret=made.secret)
    assert named(made.feedback) == [(control_focal_officer, Named.RECOGNISED)]
    with pytest.raises(Refused) as refused:
        ask_for_more(feedback_id=made.feedback.pk, what="Gì nữa?", by=control_focal_officer, at=moment)
    assert refused.value.code == "feedback-not-found"


def test_taken_for_a_denunciation_or_holding_a_secret(
    control_focal_officer: Person, handling_officer: Person, moment: datetime
) -> None:
    body = f"Khi nộp hồ sơ tôi gặp {handling_officer.full_name}, giấy tờ đòi thêm rất vô lý và mất thời gian."
    first, second = sent(moment, body=body).feedback, sent(moment, body=body).feedback
    assert named(first) == named(second) == []
    found = replace(FOUND, recognised=Recognised.DENUNCIATION)
    classify(feedback_id=first.pk, found=found, by=control_focal_officer, at=moment)
    assert named(first) == [(handling_officer, Named.RECOGNISED)]
    moderate(
        feedback_id=second.pk,
        kind=ModerationKind.SECRET,
        reason="Có số liệu mật",
        by=control_focal_officer,
        at=moment,
    )
    assert named(second) == [(handling_officer, Named.RECOGNISED)]


def test_it_is_not_passed_on_to_whom_it_names(
    bodies: Bodies,
    control_focal_officer: Person,
    outsider: Person,
    make_person: MakePerson,
    moment: datetime,
) -> None:
    about = conduct(about_agency_id=bodies.exam_division.pk, agency_id=bodies.exam_division.pk)
    about = replace(about, body=f"{about.body} Người gây khó dễ là {outsider.full_name}.")
    made = sent(moment, about).feedback
    words = {"reason": "Thuộc Sở khác", "by": control_focal_officer, "at": moment}
    with pytest.raises(Refused) as refused:  # it would only come back to the giver
        transfer(feedback_id=made.pk, taker_id=bodies.other_department.pk, **words)
    assert refused.value.code == "taker-keeps-none"
    make_person("Lê Thị Ủy", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.committee)
    done = transfer(feedback_id=made.pk, taker_id=bodies.other_department.pk, **words)
    assert (outsider, Named.RECOGNISED) in named(done)
    assert done.agency == bodies.committee
