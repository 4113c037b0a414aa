"""A name that comes to light after sending closes the feedback to whom it names, as one found at once does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import conduct, sent

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.feedback.actions.feedback import add_supplement
from motcua.feedback.actions.feedback.intake import Classification, ask_for_more, classify, transfer
from motcua.feedback.actions.feedback.working import free_named, moderate, name_object
from motcua.feedback.enums.feedback import Content, Kind, ModerationKind, Named, Recognised, Subject
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.people import nameable_in, recognised_in
from motcua.feedback.queries.feedback.visible import find_visible_feedback
from motcua.kernel.models import JournalEntry
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
    assert named(first) == named(second) == [(handling_officer, Named.RECOGNISED)]
    for one in (first, second):
        classify(feedback_id=one.pk, found=FOUND, by=control_focal_officer, at=moment)
        assert one.objects_of.get().freed_by == control_focal_officer
    found = replace(FOUND, recognised=Recognised.DENUNCIATION)
    classify(feedback_id=first.pk, found=found, by=control_focal_officer, at=moment)
    assert find_visible_feedback(first.pk, handling_officer, moment.date()) is None
    assert first.objects_of.get().freed_at is None
    moderate(
        feedback_id=second.pk,
        kind=ModerationKind.SECRET,
        reason="Có số liệu mật",
        by=control_focal_officer,
        at=moment,
    )
    assert second.objects_of.get().freed_at is None


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
    words: dict[str, Any] = {"reason": "Thuộc Sở khác", "by": control_focal_officer, "at": moment}
    with pytest.raises(Refused) as refused:  # it would only come back to the giver
        transfer(feedback_id=made.pk, taker_id=bodies.other_department.pk, **words)
    assert refused.value.code == "taker-keeps-none"
    make_person("Lê Thị Ủy", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.committee)
    done = transfer(feedback_id=made.pk, taker_id=bodies.other_department.pk, **words)
    assert (outsider, Named.RECOGNISED) in named(done)
    assert done.agency == bodies.committee


def test_recognised_by_mistake_they_are_freed_with_a_reason(
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    head: Person,
    outsider: Person,
    moment: datetime,
) -> None:
    made = sent(
        moment, conduct("nào đó"), body=f"Cán bộ hẹn lại ba lần. {head.full_name} đã hướng dẫn rất tốt."
    )
    one, on = made.feedback, moment.date()
    assert named(one) == [(head, Named.RECOGNISED)]
    assert find_visible_feedback(one.pk, head, on) is None
    words: dict[str, Any] = {"feedback_id": one.pk, "person_id": head.pk, "at": moment}
    for by, reason, code in (
        (control_focal_officer, " ", "reason-missing"),
        (outsider, "Chỉ được nhắc tên", "feedback-not-found"),
        (head, "Chỉ được nhắc tên", "feedback-not-found"),
    ):
        with pytest.raises(Refused) as refused:
            free_named(reason=reason, by=by, **words)
        assert refused.value.code == code
    assert recognised_in(one) == [head]
    free_named(reason="Chỉ được nhắc tên", by=control_focal_officer, **words)
    assert find_visible_feedback(one.pk, head, on) == one
    kept = one.objects_of.get()
    assert (kept.freed_by, kept.freed_at, kept.freed_why) == (
        control_focal_officer,
        moment,
        "Chỉ được nhắc tên",
    )
    entry = JournalEntry.objects.get(kind="FeedbackNamedFreed")
    assert head.full_name not in str(entry.payload)
    with pytest.raises(Refused) as twice:
        free_named(reason="Lần nữa", by=control_focal_officer, **words)
    assert twice.value.code == "person-not-named"

    # The same name in what comes later does not close it to them anew; a person who writes them down does.
    ask_for_more(feedback_id=one.pk, what="Ai đã hẹn lại?", by=control_focal_officer, at=moment)
    said = f"Không phải {head.full_name}, là người khác"
    add_supplement(feedback_id=one.pk, text=said, by=None, at=moment, secret=made.secret)
    assert find_visible_feedback(one.pk, head, on) == one
    name_object(feedback_id=one.pk, person_id=head.pk, by=control_focal_officer, at=moment)
    assert find_visible_feedback(one.pk, head, on) is None
    with pytest.raises(Refused) as by_person:
        free_named(reason="Ghi nhầm", by=control_focal_officer, **words)
    assert by_person.value.code == "person-not-named"


def test_people_of_units_below_and_of_the_body_it_is_about_can_be_named(
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    outsider: Person,
    moment: datetime,
) -> None:
    one, on = sent(moment, conduct("ở quầy")).feedback, moment.date()
    found = set(nameable_in(one, on))
    assert {handling_officer, control_focal_officer} <= found
    assert outsider not in found
    one.about_agency = bodies.other_department
    assert outsider in set(nameable_in(one, on))
    name_object(feedback_id=one.pk, person_id=handling_officer.pk, by=control_focal_officer, at=moment)
    assert handling_officer not in set(nameable_in(one, on))
