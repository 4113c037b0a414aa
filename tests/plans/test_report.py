"""Doing a duty: reporting, saying it is done with its product, confirming, sending back, assigning."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.planning import Followed

from motcua.accounts.models import Person, RoleHolding
from motcua.documents.actions.files import Brought
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.plans.actions.lines import LineEntry
from motcua.plans.actions.reminding import remind_of_duties
from motcua.plans.actions.reporting import (
    Shown,
    Told,
    assign_duty,
    confirm_done,
    report_done,
    report_progress,
    send_back,
)
from motcua.plans.enums import DutyStatus, FileRole, TaskStatus
from motcua.plans.models import Duty, ProgressReport, Task
from motcua.plans.queries.visible import duties_visible_to

pytestmark = pytest.mark.django_db

PRODUCT = Shown(FileRole.PRODUCT, Brought(b"Bao cao ket qua ra soat", "bao-cao.txt"))


def test_from_first_report_to_confirmation(
    followed: Followed, handling_officer: Person, control_focal_officer: Person, moment: datetime
) -> None:
    duty_id = followed.duty.pk
    report_progress(duty_id=duty_id, told=Told("Đã lập danh mục", 40), by=handling_officer, at=moment)
    duty = Duty.objects.get()
    assert (duty.status, duty.percent) == (DutyStatus.DOING, 40)
    report_done(duty_id=duty_id, told=Told("Đã gửi báo cáo"), files=[PRODUCT], by=handling_officer, at=moment)
    duty.refresh_from_db()
    assert (duty.status, duty.done_on, duty.percent) == (DutyStatus.REPORTED, date(2026, 9, 17), 100)
    assert Notice.objects.get(event="duty_reported_done").recipient == control_focal_officer
    confirm_done(duty_id=duty_id, by=control_focal_officer, at=moment)
    duty.refresh_from_db()
    assert (duty.status, duty.confirmed_by) == (DutyStatus.DONE, control_focal_officer)
    assert Task.objects.get().status == TaskStatus.DONE
    kinds = (
        JournalEntry.objects.filter(subject_kind="plan_task").order_by("seq").values_list("kind", flat=True)
    )
    assert list(kinds) == ["DutyProgressReported", "DutyReportedDone", "DutyDone"]


def test_done_needs_the_product(followed: Followed, handling_officer: Person, moment: datetime) -> None:
    told = {"duty_id": followed.duty.pk, "by": handling_officer, "at": moment}
    with pytest.raises(Refused) as refused:
        report_done(told=Told("Xong"), **told)
    assert refused.value.code == "product-missing"
    assert not ProgressReport.objects.exists()
    report_done(told=Told("Xong", product_reference="Báo cáo số 90/BC-QLCL ngày 16/9/2026"), **told)
    assert Duty.objects.get().status == DutyStatus.REPORTED


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told("  "), "report-empty"),
        (Told("x", 101), "percent-wrong"),
        (Told("x", done_on=date(2026, 9, 18), product_reference="số 1"), "done-day-wrong"),
    ],
)
def test_reports_that_are_not_taken(
    followed: Followed, handling_officer: Person, moment: datetime, told: Told, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        report_done(duty_id=followed.duty.pk, told=told, by=handling_officer, at=moment)
    assert refused.value.code == code
    assert not ProgressReport.objects.exists()


def test_measured_progress_is_not_typed(
    followed: Followed, handling_officer: Person, moment: datetime
) -> None:
    Task.objects.update(indicator="on_time_rate")
    with pytest.raises(Refused) as refused:
        report_progress(duty_id=followed.duty.pk, told=Told("Tốt", 90), by=handling_officer, at=moment)
    assert refused.value.code == "percent-is-measured"


def test_only_the_unit_reports_and_only_the_keeper_confirms(
    followed: Followed, outsider: Person, principal: Person, handling_officer: Person, moment: datetime
) -> None:
    for person in (outsider, principal):
        with pytest.raises(Refused) as refused:
            report_progress(duty_id=followed.duty.pk, told=Told("x"), by=person, at=moment)
        assert refused.value.code == "do-plan-tasks-not-allowed"
    report_done(
        duty_id=followed.duty.pk, told=Told("Xong", product_reference="số 1"), by=handling_officer, at=moment
    )
    for person in (outsider, handling_officer):
        with pytest.raises(Refused) as refused:
            confirm_done(duty_id=followed.duty.pk, by=person, at=moment)
        assert refused.value.code == "keep-plans-not-allowed"


def test_not_confirmed_before_it_is_reported(
    followed: Followed, control_focal_officer: Person, moment: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        confirm_done(duty_id=followed.duty.pk, by=control_focal_officer, at=moment)
    assert refused.value.code == "duty-not-reported"


def test_sent_back_it_goes_on(
    followed: Followed,
    handling_officer: Person,
    control_focal_officer: Person,
    division_head: Person,
    moment: datetime,
) -> None:
    report_done(
        duty_id=followed.duty.pk, told=Told("Xong", product_reference="số 1"), by=handling_officer, at=moment
    )
    send_back(duty_id=followed.duty.pk, answer="Thiếu phụ lục", by=control_focal_officer, at=moment)
    duty = Duty.objects.get()
    assert (duty.status, duty.done_on, duty.percent) == (DutyStatus.DOING, None, None)
    told = set(Notice.objects.filter(event="duty_sent_back").values_list("recipient", flat=True))
    assert told == {handling_officer.pk, division_head.pk}


def test_two_people_on_one_duty(followed: Followed, handling_officer: Person, moment: datetime) -> None:
    seen = followed.duty.revision
    report_progress(duty_id=followed.duty.pk, told=Told("a"), by=handling_officer, at=moment, seen=seen)
    with pytest.raises(Refused) as refused:
        report_progress(duty_id=followed.duty.pk, told=Told("b"), by=handling_officer, at=moment, seen=seen)
    assert refused.value.code == "duty-changed"


def test_the_head_of_the_unit_assigns(
    followed: Followed,
    division_head: Person,
    handling_officer: Person,
    receiving_officer: Person,
    principal: Person,
    moment: datetime,
) -> None:
    told = {"duty_id": followed.duty.pk, "at": moment}
    assign_duty(person_id=handling_officer.pk, by=division_head, **told)
    assert Duty.objects.get().assignee == handling_officer
    assert Notice.objects.get(event="duty_assigned").recipient == handling_officer
    with pytest.raises(Refused) as refused:
        assign_duty(person_id=receiving_officer.pk, by=division_head, **told)
    assert refused.value.code == "person-not-of-unit"
    with pytest.raises(Refused) as refused:
        assign_duty(person_id=None, by=principal, **told)
    assert refused.value.code == "keep-plans-not-allowed"


def test_who_moved_away_reports_no_more(
    followed: Followed, division_head: Person, handling_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    told = {"duty_id": followed.duty.pk, "at": moment}
    assign_duty(person_id=handling_officer.pk, by=division_head, **told)
    RoleHolding.objects.filter(person=handling_officer).update(agency=bodies.primary_school)
    with pytest.raises(Refused) as refused:
        report_progress(told=Told("Vẫn làm"), by=handling_officer, **told)
    assert refused.value.code == "do-plan-tasks-not-allowed"
    assert not duties_visible_to(handling_officer, moment.date()).exists()
    assert remind_of_duties(at=moment + timedelta(days=5)) == 1
    assert Notice.objects.get(event="duty_due_soon").recipient == division_head


def test_each_time_of_recurring_work_is_done_by_itself(
    approved, bodies: Bodies, division_head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    approved(
        LineEntry(
            content="Báo cáo quý", leads=("Phòng Quản lý chất lượng",), term="Hàng quý", product="Báo cáo"
        )
    )
    quarters = list(Duty.objects.order_by("due_on"))
    assert [(duty.name, duty.due_on and duty.due_on.month) for duty in quarters] == [
        ("Quý I năm 2026", 3),
        ("Quý II năm 2026", 6),
        ("Quý III năm 2026", 9),
        ("Quý IV năm 2026", 12),
    ]
    told = {"duty_id": quarters[2].pk, "at": moment}
    report_done(told=Told("Xong", product_reference="số 3"), by=division_head, **told)
    confirm_done(by=control_focal_officer, **told)
    statuses = Duty.objects.order_by("due_on").values_list("status", flat=True)
    assert list(statuses) == [DutyStatus.OPEN, DutyStatus.OPEN, DutyStatus.DONE, DutyStatus.OPEN]
    assert Task.objects.get().status == TaskStatus.OPEN
    with pytest.raises(Refused) as refused:
        report_done(duty_id=quarters[3].pk, told=Told("Xong"), by=division_head, at=moment)
    assert refused.value.code == "product-missing"
