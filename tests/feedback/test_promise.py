"""What is promised at a conference follows the work by which it is kept, and is reminded of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import conduct, sent
from tests.feedback.test_dialogues import Conference
from tests.feedback.test_dialogues import conference as conference

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.conferences import Held, hold_conference
from motcua.feedback.actions.dialogues.promises import (
    PromiseFacts,
    add_promise,
    drop_promise,
    remind_of_promises,
)
from motcua.feedback.enums import ConferenceStatus, PromiseStanding
from motcua.feedback.enums.feedback import State, Subject
from motcua.feedback.models import DialogueConference, DialoguePromise, Feedback
from motcua.feedback.queries.promises import Promised, promises_of, public_promises
from motcua.feedback.rules.promises import OF_DUTY, OF_FEEDBACK, OF_ITEM, checked_promise, is_late
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.organisations.actions.successions import merge_agencies
from motcua.organisations.policy import OPERATOR
from motcua.plans.actions.reminding import remind_of_duties
from motcua.plans.actions.reporting import Told, confirm_done, report_done
from motcua.plans.enums import DutyStatus, TaskStatus
from motcua.plans.models import Duty
from motcua.reviews.enums.rounds import ItemStatus

P = PromiseStanding


def test_every_state_of_the_work_has_its_place() -> None:
    assert set(OF_DUTY) == set(DutyStatus)
    assert set(OF_FEEDBACK) == set(State)
    assert set(OF_ITEM) == set(ItemStatus)


@pytest.mark.parametrize(
    ("standing", "days", "late"),
    [
        (P.WAITING, 0, False),
        (P.WAITING, 1, True),
        (P.UNDER_WAY, 1, True),
        (P.STOPPED, 1, True),
        (P.DONE, 1, False),
        (P.DROPPED, 1, False),
    ],
)
def test_what_is_late(standing: PromiseStanding, days: int, late: bool) -> None:
    due = date(2026, 9, 30)
    assert is_late(standing, due_on=due, on=due + timedelta(days=days)) is late


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": ConferenceStatus.ANNOUNCED}, "conference-not-at-that-point"),
        ({"held_on": None}, "conference-not-at-that-point"),
        ({"text": " . "}, "promise-missing"),
        ({"due_on": date(2026, 8, 31)}, "promise-term-wrong"),
        ({"due_on": date(2036, 1, 1)}, "promise-term-wrong"),
    ],
)
def test_what_is_no_promise(change: dict[str, Any], code: str) -> None:
    usual: dict[str, Any] = {
        "text": "Sửa quy trình",
        "due_on": date(2026, 9, 1),
        "status": ConferenceStatus.HELD,
        "held_on": date(2026, 9, 1),
    }
    assert checked_promise(**usual) == "Sửa quy trình"
    with pytest.raises(Refused) as refused:
        checked_promise(**{**usual, **change})
    assert refused.value.code == code


@pytest.fixture
def held(conference: Conference, control_focal_officer: Person) -> tuple[DialogueConference, datetime]:
    """A conference of the department that was held, and the evening of that day."""
    row = conference()
    end = row.starts_at + timedelta(hours=2)
    how = Held(end, "Trần Văn Trưởng, Giám đốc", "Vũ Thị Thư", 40)
    hold_conference(conference_id=row.pk, held=how, by=control_focal_officer, at=end)
    row.refresh_from_db()
    return row, end


def facts(bodies: Bodies, at: datetime, **changes: Any) -> PromiseFacts:
    usual = PromiseFacts("Bỏ bản sao căn cước", bodies.division.pk, at.date() + timedelta(days=20))
    return replace(usual, **changes)


def only(row: DialogueConference, person: Person, on: date) -> Promised:
    [found] = promises_of(row, person, on)
    return found


@pytest.mark.django_db
def test_without_other_work_a_duty_is_given_and_tells_how_far_it_is(
    held: tuple[DialogueConference, datetime],
    bodies: Bodies,
    control_focal_officer: Person,
    make_person: MakePerson,
    head: Person,
) -> None:
    row, at = held
    chief = make_person("Lê Văn Đơn Vị", role=Role.HEAD, agency=bodies.division)
    made = add_promise(conference_id=row.pk, promise=facts(bodies, at), by=control_focal_officer, at=at)
    duty = made.duty
    assert duty is not None
    assert (duty.unit, duty.due_on, duty.task.owner) == (bodies.division, made.due_on, bodies.department)
    assert row.topic in duty.task.source
    assert Notice.objects.filter(recipient=chief, event="duty_assigned").exists()
    assert JournalEntry.objects.filter(subject_id=str(row.pk), kind="PromiseMade").count() == 1
    assert only(row, control_focal_officer, at.date()).standing is P.WAITING

    # Late as any duty of a plan: reminded of there, and not twice.
    late = at + timedelta(days=22)
    remind_of_duties(at=late)
    assert Notice.objects.filter(recipient=chief, event="duty_late").count() == 1
    assert remind_of_promises(at=late) == 0
    found = only(row, control_focal_officer, late.date())
    assert (found.standing, found.is_late) == (P.WAITING, True)

    told = Told(text="Đã sửa biểu mẫu", product_reference="Quyết định 12/QĐ-SGDĐT")
    report_done(duty_id=duty.pk, told=told, by=chief, at=late)
    assert only(row, control_focal_officer, late.date()).standing is P.UNDER_WAY
    confirm_done(duty_id=duty.pk, by=head, at=late)
    found = only(row, control_focal_officer, late.date())
    assert (found.standing, found.is_late, found.done_on) == (P.DONE, False, late.date())
    assert public_promises(row, late.date())[0].standing is P.DONE


@pytest.mark.django_db
def test_it_follows_feedback_and_is_reminded_of_itself(
    held: tuple[DialogueConference, datetime],
    bodies: Bodies,
    control_focal_officer: Person,
    make_person: MakePerson,
    head: Person,
) -> None:
    row, at = held
    chief = make_person("Lê Văn Đơn Vị", role=Role.HEAD, agency=bodies.division)
    one = sent(at, agency_id=bodies.department.pk).feedback
    promise = facts(bodies, at, feedback_code=one.code.lower())
    add_promise(conference_id=row.pk, promise=promise, by=control_focal_officer, at=at)
    assert not Duty.objects.exists()
    found = only(row, control_focal_officer, at.date())
    assert (found.standing, found.code) == (P.WAITING, one.code)
    assert only(row, chief, at.date()).code == ""  # who may not see it reads no code

    late = at + timedelta(days=25)
    assert remind_of_promises(at=late) == 2
    assert remind_of_promises(at=late) == 0
    told = Notice.objects.filter(subject_kind="dialogue_promise").values_list("recipient", "event")
    assert set(told) == {(chief.pk, "duty_late"), (control_focal_officer.pk, "duty_escalated")}

    Feedback.objects.filter(pk=one.pk).update(state=State.ANSWERED, answered_at=late)
    found = only(row, control_focal_officer, late.date())
    assert (found.standing, found.done_on) == (P.DONE, late.date())
    assert remind_of_promises(at=late + timedelta(days=7)) == 0
    # What turns out to be about conduct tells nothing here.
    Feedback.objects.filter(pk=one.pk).update(subject=Subject.CONDUCT)
    assert public_promises(row, late.date())[0].standing is P.UNDER_WAY


@pytest.mark.django_db
def test_what_is_refused_leaves_no_trace(
    held: tuple[DialogueConference, datetime],
    bodies: Bodies,
    control_focal_officer: Person,
    outsider: Person,
    desk_officer: Person,
) -> None:
    row, at = held
    secret = sent(at, conduct("một chị", about_agency_id=bodies.exam_division.pk)).feedback
    before = JournalEntry.objects.count()
    for by, change, code in (
        (outsider, {}, "keep-feedback-not-allowed"),
        (desk_officer, {}, "keep-feedback-not-allowed"),
        (control_focal_officer, {"unit_id": bodies.other_department.pk}, "promise-unit-wrong"),
        (control_focal_officer, {"feedback_code": "PA-2222-2222"}, "promise-work-not-found"),
        (control_focal_officer, {"feedback_code": secret.code}, "promise-work-not-found"),
        (control_focal_officer, {"item_id": row.pk}, "promise-work-not-found"),
        (control_focal_officer, {"duty_id": row.pk}, "promise-work-not-found"),
        (control_focal_officer, {"duty_id": row.pk, "item_id": row.pk}, "promise-follows-many"),
    ):
        with pytest.raises(Refused) as refused:
            add_promise(conference_id=row.pk, promise=facts(bodies, at, **change), by=by, at=at)
        assert refused.value.code == code
    assert not DialoguePromise.objects.exists()
    assert JournalEntry.objects.count() == before


@pytest.mark.django_db
def test_it_is_dropped_with_a_reason_and_its_duty_taken_back(
    held: tuple[DialogueConference, datetime], bodies: Bodies, control_focal_officer: Person, outsider: Person
) -> None:
    row, at = held
    made = add_promise(conference_id=row.pk, promise=facts(bodies, at), by=control_focal_officer, at=at)
    for by, reason, code in (
        (outsider, "Đã có nghị định", "keep-feedback-not-allowed"),
        (control_focal_officer, " ", "promise-reason-missing"),
    ):
        with pytest.raises(Refused) as refused:
            drop_promise(promise_id=made.pk, reason=reason, by=by, at=at)
        assert refused.value.code == code
    drop_promise(promise_id=made.pk, reason="Đã có nghị định", by=control_focal_officer, at=at)
    duty = Duty.objects.select_related("task").get()
    assert (duty.status, duty.cancelled_for) == (DutyStatus.CANCELLED, "Đã có nghị định")
    assert duty.task.status == TaskStatus.CANCELLED
    assert only(row, control_focal_officer, at.date()).standing is P.DROPPED
    with pytest.raises(Refused) as again:
        drop_promise(promise_id=made.pk, reason="Lần nữa", by=control_focal_officer, at=at)
    assert again.value.code == "promise-dropped-already"


@pytest.mark.django_db
def test_it_passes_on_with_its_unit(
    held: tuple[DialogueConference, datetime], bodies: Bodies, control_focal_officer: Person
) -> None:
    row, at = held
    made = add_promise(conference_id=row.pk, promise=facts(bodies, at), by=control_focal_officer, at=at)
    later = at + timedelta(days=1)
    merge_agencies(
        predecessors=[bodies.division.pk], successor=bodies.exam_division.pk, on=later.date(), document="QĐ 7",
        by=OPERATOR, at=later,
    )  # fmt: skip
    made.refresh_from_db()
    assert made.unit == bodies.exam_division
    assert made.duty is not None
    assert made.duty.unit == bodies.exam_division
