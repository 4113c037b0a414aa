"""Asking for another term or to be let off, deciding it; days that become known."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.cast import Bodies
from tests.planning import Followed

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.plans.actions.asking import (
    Asked,
    decide_change,
    record_event,
    request_change,
    set_due_day,
    set_due_day_for_all,
    withdraw_request,
)
from motcua.plans.actions.drafting import close_plan
from motcua.plans.actions.lines import LineEntry
from motcua.plans.enums import DutyStatus, RequestKind, RequestStatus, TaskStatus
from motcua.plans.models import ChangeRequest, Duty, Task

pytestmark = pytest.mark.django_db


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


def test_a_day_for_all_units_that_have_none(
    approved,
    bodies: Bodies,
    control_focal_officer: Person,
    principal: Person,
    division_head: Person,
    moment: datetime,
) -> None:
    leads = ("Các đơn vị trực thuộc", "Phòng Quản lý chất lượng", "Văn phòng Sở")
    plan = approved(LineEntry(content="Theo lộ trình", leads=leads))
    at_office = Duty.objects.get(unit=bodies.division)
    told = {"by": control_focal_officer, "at": moment}
    set_due_day(duty_id=at_office.pk, due_on=date(2026, 11, 1), reason="Chỉ đạo", **told)
    said = {"task_id": at_office.task_id, "due_on": date(2026, 10, 15), "reason": "Công văn số 9", **told}
    for changes, code in (
        ({"by": principal}, "keep-plans-not-allowed"),
        ({"reason": " "}, "reason-missing"),
        ({"due_on": date(2025, 12, 31)}, "new-day-wrong"),
    ):
        with pytest.raises(Refused) as refused:
            set_due_day_for_all(**{**said, **changes})
        assert refused.value.code == code
    assert Duty.objects.filter(due_on=None).count() == 2
    assert set_due_day_for_all(**said) == 2
    assert dict(Duty.objects.values_list("unit", "due_on")) == {
        bodies.division.pk: date(2026, 11, 1),
        bodies.exam_division.pk: date(2026, 10, 15),
        bodies.upper_secondary_school.pk: date(2026, 10, 15),
    }
    heads = Notice.objects.filter(event="duty_term_set").values_list("recipient", flat=True)
    assert sorted(heads) == sorted([principal.pk, division_head.pk])
    assert JournalEntry.objects.get(kind="TaskTermSet").payload["duties"] == 2
    with pytest.raises(Refused) as refused:
        set_due_day_for_all(**said)
    assert refused.value.code == "nothing-without-term"
    close_plan(plan_id=plan.pk, note="Xong", **told)
    with pytest.raises(Refused) as refused:
        set_due_day_for_all(**said)
    assert refused.value.code == "plan-status-wrong"
