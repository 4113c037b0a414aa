"""Doing a duty: reporting, saying it is done with its product, confirming, sending back, assigning."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.planning import Followed

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.plans.actions.asking import (
    Asked,
    decide_change,
    record_event,
    request_change,
    set_due_day,
    withdraw_request,
)
from motcua.plans.actions.lines import LineEntry
from motcua.plans.actions.reminding import remind_of_duties, set_rhythm
from motcua.plans.actions.reporting import (
    Shown,
    Told,
    assign_duty,
    confirm_done,
    report_done,
    report_progress,
    send_back,
)
from motcua.plans.enums import DutyStatus, FileRole, RequestKind, RequestStatus, TaskStatus
from motcua.plans.models import ChangeRequest, Duty, ProgressReport, Task

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


def test_a_later_day_is_asked_for_and_granted(
    followed: Followed, division_head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    asked = Asked(RequestKind.EXTEND, "Chờ số liệu của các trường", date(2026, 10, 15))
    request = request_change(duty_id=followed.duty.pk, asked=asked, by=division_head, at=moment)
    with pytest.raises(Refused) as refused:
        request_change(duty_id=followed.duty.pk, asked=asked, by=division_head, at=moment)
    assert refused.value.code == "request-open"
    with pytest.raises(Refused) as refused:
        decide_change(request_id=request.pk, grants=False, by=control_focal_officer, at=moment)
    assert refused.value.code == "note-missing"
    decide_change(request_id=request.pk, grants=True, by=control_focal_officer, at=moment)
    duty = Duty.objects.get()
    assert (duty.due_on, duty.first_due_on) == (date(2026, 10, 15), date(2026, 9, 29))
    with pytest.raises(Refused) as refused:
        decide_change(request_id=request.pk, grants=True, by=control_focal_officer, at=moment)
    assert refused.value.code == "request-not-open"


def test_nobody_decides_their_own_request(followed: Followed, head: Person, moment: datetime) -> None:
    asked = Asked(RequestKind.CANCEL, "Không còn cần")
    request = request_change(duty_id=followed.duty.pk, asked=asked, by=head, at=moment)
    with pytest.raises(Refused) as refused:
        decide_change(request_id=request.pk, grants=True, by=head, at=moment)
    assert refused.value.code == "own-request-not-allowed"
    withdraw_request(request_id=request.pk, by=head, at=moment)
    assert ChangeRequest.objects.get().status == RequestStatus.WITHDRAWN


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(RequestKind.EXTEND, " ", date(2026, 10, 15)), "reason-missing"),
        (Asked(RequestKind.EXTEND, "x"), "new-day-wrong"),
        (Asked(RequestKind.EXTEND, "x", date(2026, 9, 29)), "new-day-wrong"),
        (Asked(RequestKind.CHANGE, "x"), "new-content-missing"),
    ],
)
def test_requests_that_are_not_taken(
    followed: Followed, division_head: Person, moment: datetime, asked: Asked, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        request_change(duty_id=followed.duty.pk, asked=asked, by=division_head, at=moment)
    assert refused.value.code == code
    assert not ChangeRequest.objects.exists()


def test_let_off_the_last_duty_the_task_ends(
    followed: Followed, division_head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    asked = Asked(RequestKind.CANCEL, "Đã gộp vào việc khác")
    request = request_change(duty_id=followed.duty.pk, asked=asked, by=division_head, at=moment)
    decide_change(request_id=request.pk, grants=True, by=control_focal_officer, at=moment)
    assert Duty.objects.get().status == DutyStatus.CANCELLED
    assert Task.objects.get().status == TaskStatus.CANCELLED


def test_a_term_after_an_event_counts_once_the_event_came(
    approved, control_focal_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    approved(
        LineEntry(
            content="Trình quy định mới",
            leads=("Văn phòng Sở",),
            term="Trong 10 ngày làm việc kể từ ngày Thành phố ban hành quyết định",
        )
    )
    duty = Duty.objects.select_related("task").get()
    assert duty.due_on is None
    told = {"task_id": duty.task_id, "by": control_focal_officer, "at": moment}
    with pytest.raises(Refused) as refused:
        record_event(event_on=date(2026, 9, 18), **told)
    assert refused.value.code == "event-day-wrong"
    record_event(event_on=date(2026, 9, 14), **told)
    duty.refresh_from_db()
    assert duty.due_on == date(2026, 9, 28)


def test_a_day_is_set_with_its_reason(
    followed: Followed, control_focal_officer: Person, division_head: Person, moment: datetime
) -> None:
    told = {"duty_id": followed.duty.pk, "by": control_focal_officer, "at": moment}
    with pytest.raises(Refused) as refused:
        set_due_day(due_on=date(2026, 10, 1), reason="", **told)
    assert refused.value.code == "reason-missing"
    set_due_day(due_on=date(2026, 10, 1), reason="Chỉ đạo của Giám đốc", **told)
    assert Duty.objects.get().due_on == date(2026, 10, 1)
    assert Notice.objects.get(event="duty_term_set").recipient == division_head


def test_reminders_come_once_a_step_and_go_up_when_late(
    followed: Followed,
    division_head: Person,
    head: Person,
    control_focal_officer: Person,
    moment: datetime,
    django_assert_max_num_queries,
) -> None:
    due = followed.duty.due_on
    assert due == date(2026, 9, 29)
    told: dict[str, int] = {}
    for offset in range(40):
        at = moment + timedelta(days=offset)
        with django_assert_max_num_queries(16):
            remind_of_duties(at=at)
        remind_of_duties(at=at)
    for event in ("duty_due_soon", "duty_due_today", "duty_late", "duty_escalated"):
        told[event] = Notice.objects.filter(event=event, recipient=division_head).count()
    assert told == {"duty_due_soon": 3, "duty_due_today": 1, "duty_late": 4, "duty_escalated": 0}
    assert Notice.objects.filter(event="duty_escalated", recipient=head).count() == 1
    assert Notice.objects.filter(event="duty_escalated", recipient=control_focal_officer).count() == 1


def test_an_agency_sets_its_own_rhythm(
    followed: Followed,
    division_head: Person,
    control_focal_officer: Person,
    outsider: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    said = {"agency": bodies.department, "repeat_days": 30, "escalate_days": 60, "at": moment}
    with pytest.raises(Refused) as refused:
        set_rhythm(days_before=[12], by=outsider, **said)
    assert refused.value.code == "keep-plans-not-allowed"
    with pytest.raises(Refused) as refused:
        set_rhythm(days_before=[0], by=control_focal_officer, **said)
    assert refused.value.code == "reminder-days-wrong"
    set_rhythm(days_before=[12], by=control_focal_officer, **said)
    assert remind_of_duties(at=moment) == 1
    assert Notice.objects.get(event="duty_due_soon").recipient == division_head
    assert remind_of_duties(at=moment + timedelta(days=9)) == 0
