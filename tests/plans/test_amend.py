"""What an amendment does to work that is under way: days that were granted, units that come and go, work taken up
again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.planning import Followed, facts

from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.plans.actions.approving import amend_plan, approve_version, submit_version
from motcua.plans.actions.asking import Asked, decide_change, record_event, request_change, set_due_day
from motcua.plans.actions.children import ask_for_child_plans
from motcua.plans.actions.drafting import close_plan, save_plan_facts
from motcua.plans.actions.lines import LineEntry, add_line, drop_line, save_line
from motcua.plans.actions.reporting import Told, confirm_done, report_done, report_progress
from motcua.plans.enums import DutyStatus, RequestKind, RequestStatus, TaskStatus
from motcua.plans.models import ChangeRequest, Duty, Plan, PlanVersion, Task
from motcua.plans.queries.plans import amendment_of

pytestmark = pytest.mark.django_db

Change = Callable[[PlanVersion], object]
Amend = Callable[..., PlanVersion]
TAUGHT = LineEntry(number="2", content="Tập huấn", leads=("Văn phòng Sở",), term="Tháng 10/2026")


@pytest.fixture
def amend(control_focal_officer: Person, head: Person, moment: datetime) -> Amend:
    """A maker of approved amendments: `amend(plan, change)`."""

    def make(plan: Plan, change: Change = lambda version: None) -> PlanVersion:
        told = {"by": control_focal_officer, "at": moment}
        version = amend_plan(plan_id=plan.pk, reason="Sắp xếp lại", **told)
        change(version)
        submit_version(version_id=version.pk, **told)
        return approve_version(version_id=version.pk, by=head, at=moment)

    return make


@pytest.fixture
def told(control_focal_officer: Person, moment: datetime) -> dict[str, object]:
    """By whom and when drafts are changed."""
    return {"by": control_focal_officer, "at": moment}


def test_days_that_people_gave_stay_while_the_plan_says_the_same(
    approved: Callable[..., Plan], amend: Amend, told: dict, division_head: Person, moment: datetime
) -> None:
    waits = LineEntry(
        content="Trình quy định",
        leads=("Văn phòng Sở",),
        term="Trong 10 ngày làm việc kể từ ngày Thành phố ban hành quyết định",
    )
    plan = approved(
        LineEntry(content="Xin lùi", leads=("Phòng Quản lý chất lượng",), term="Trước ngày 30/9/2026"),
        LineEntry(content="Chưa ghi hạn", leads=("Văn phòng Sở",)),
        waits,
    )
    duties = {duty.task.content: duty for duty in Duty.objects.select_related("task")}
    asked = Asked(RequestKind.EXTEND, "Cần thêm", date(2026, 11, 15))
    request = request_change(duty_id=duties["Xin lùi"].pk, asked=asked, by=division_head, at=moment)
    decide_change(request_id=request.pk, grants=True, **told)
    set_due_day(duty_id=duties["Chưa ghi hạn"].pk, due_on=date(2026, 12, 1), reason="Chỉ đạo", **told)
    record_event(task_id=duties["Trình quy định"].task_id, event_on=date(2026, 9, 14), **told)

    def add_a_unit(version: PlanVersion) -> None:
        line = version.lines.get(content="Trình quy định")
        entry = replace(waits, leads=("Văn phòng Sở", "Phòng Quản lý chất lượng"))
        save_line(line_id=line.pk, entry=entry, **told)

    amend(plan, add_a_unit)
    days = set(Duty.objects.values_list("task__content", "unit__name", "due_on"))
    assert days == {
        ("Xin lùi", "Phòng Quản lý chất lượng", date(2026, 11, 15)),
        ("Chưa ghi hạn", "Văn phòng Sở", date(2026, 12, 1)),
        ("Trình quy định", "Văn phòng Sở", date(2026, 9, 28)),
        ("Trình quy định", "Phòng Quản lý chất lượng", date(2026, 9, 28)),
    }


def test_a_new_day_of_the_plan_replaces_a_granted_one(
    followed: Followed, review: LineEntry, amend: Amend, told: dict, division_head: Person, moment: datetime
) -> None:
    asked = Asked(RequestKind.EXTEND, "Cần thêm", date(2026, 11, 15))
    request = request_change(duty_id=followed.duty.pk, asked=asked, by=division_head, at=moment)
    decide_change(request_id=request.pk, grants=True, **told)
    later = replace(review, term="Trước ngày 31/12/2026")
    amend(followed.plan, lambda version: save_line(line_id=version.lines.get().pk, entry=later, **told))
    duty = Duty.objects.get()
    assert (duty.due_on, duty.first_due_on) == (date(2026, 12, 30), date(2026, 12, 30))


def test_dropped_work_lapses_its_requests_and_is_taken_up_again_by_the_same_words(
    approved: Callable[..., Plan],
    review: LineEntry,
    amend: Amend,
    told: dict,
    division_head: Person,
    handling_officer: Person,
    moment: datetime,
) -> None:
    plan = approved(review, TAUGHT)
    duty = Duty.objects.get(task__content=review.content)
    report_progress(duty_id=duty.pk, told=Told("Đã rà soát", 60), by=handling_officer, at=moment)
    request_change(duty_id=duty.pk, asked=Asked(RequestKind.CANCEL, "Thôi"), by=division_head, at=moment)
    amend(plan, lambda version: drop_line(line_id=version.lines.get(number="1").pk, **told))
    duty.refresh_from_db()
    assert (duty.status, duty.revision) == (DutyStatus.CANCELLED, 3)
    assert ChangeRequest.objects.get().status == RequestStatus.LAPSED
    assert Task.objects.get(pk=duty.task_id).status == TaskStatus.CANCELLED
    amend(plan, lambda version: add_line(version_id=version.pk, entry=review, **told))
    duty.refresh_from_db()
    assert (duty.status, duty.percent, duty.due_on) == (DutyStatus.OPEN, 60, date(2026, 9, 29))
    assert Task.objects.get(pk=duty.task_id).status == TaskStatus.OPEN
    assert Task.objects.count() == 2


def test_a_done_task_opens_again_for_a_further_unit_and_ends_with_it(
    followed: Followed,
    review: LineEntry,
    amend: Amend,
    told: dict,
    handling_officer: Person,
    moment: datetime,
) -> None:
    done = Told("Xong", product_reference="số 1")
    report_done(duty_id=followed.duty.pk, told=done, by=handling_officer, at=moment)
    confirm_done(duty_id=followed.duty.pk, **told)
    assert Task.objects.get().status == TaskStatus.DONE
    both = replace(review, leads=("Phòng Quản lý chất lượng", "Văn phòng Sở"), partners=())
    amend(followed.plan, lambda version: save_line(line_id=version.lines.get().pk, entry=both, **told))
    task = Task.objects.get()
    assert (task.status, task.ended_at) == (TaskStatus.OPEN, None)
    amend(followed.plan, lambda version: save_line(line_id=version.lines.get().pk, entry=review, **told))
    assert Task.objects.get().status == TaskStatus.DONE
    assert sorted(Duty.objects.values_list("status", flat=True)) == ["cancelled", "done"]


def test_who_has_done_something_or_owes_a_plan_still_sees_the_plan(
    approved: Callable[..., Plan],
    review: LineEntry,
    amend: Amend,
    told: dict,
    handling_officer: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    plan = approved(review, TAUGHT)
    duty = Duty.objects.get(task__content=review.content)
    report_done(duty_id=duty.pk, told=Told("Xong", product_reference="1"), by=handling_officer, at=moment)
    confirm_done(duty_id=duty.pk, **told)
    ask_for_child_plans(plan_id=plan.pk, unit_ids=[bodies.upper_secondary_school.pk], due_on=None, **told)
    amend(plan, lambda version: drop_line(line_id=version.lines.get(number="1").pk, **told))
    plan.refresh_from_db()
    assert {bodies.exam_division.pk, bodies.upper_secondary_school.pk} <= set(plan.involved)


def test_content_changed_on_request_is_in_the_next_version(
    followed: Followed, amend: Amend, told: dict, division_head: Person, moment: datetime
) -> None:
    asked = Asked(RequestKind.CHANGE, "Rõ hơn", new_content="Rà soát thủ tục của hai phòng")
    request = request_change(duty_id=followed.duty.pk, asked=asked, by=division_head, at=moment)
    decide_change(request_id=request.pk, grants=True, **told)
    version = amend(followed.plan)
    assert Task.objects.get().content == asked.new_content
    found = amendment_of(version)
    assert found is not None
    assert [change.changes[0].after for change in found.changed] == [asked.new_content]


def test_the_name_of_a_plan_in_force_stays(
    followed: Followed, told: dict, control_focal_officer: Person
) -> None:
    version = amend_plan(plan_id=followed.plan.pk, reason="Sửa", **told)
    save_plan_facts(
        version_id=version.pk, facts=facts(title="Tên khác", document_number="30/KH-SGDĐT"), **told
    )
    version.refresh_from_db()
    assert version.document_number == "30/KH-SGDĐT"
    assert Plan.objects.get().title == followed.plan.title


def test_terms_are_read_anew_when_the_year_of_a_draft_changes(
    draft: Callable[..., PlanVersion], told: dict
) -> None:
    from motcua.kernel.periods import Period

    version = draft(LineEntry(content="Sơ kết", leads=("Văn phòng Sở",), term="Trước ngày 15/6"))
    assert version.lines.get().term["due_on"] == "2026-06-14"
    next_year = Period(date(2027, 1, 1), date(2028, 1, 1))
    save_plan_facts(version_id=version.pk, facts=facts(period=next_year), **told)
    assert version.lines.get().term["due_on"] == "2027-06-14"


def test_months_of_a_school_year_lie_in_the_year_they_belong_to(draft: Callable[..., PlanVersion]) -> None:
    from motcua.kernel.periods import Period

    year = Period(date(2026, 8, 1), date(2027, 8, 1))
    version = draft(
        LineEntry(content="Tổng kết", leads=("Văn phòng Sở",), term="Tháng 5"),
        LineEntry(content="Khai giảng", leads=("Văn phòng Sở",), term="Tháng 9"),
        period=year,
    )
    starts = {line.content: line.term["starts_on"] for line in version.lines.all()}
    assert starts == {"Tổng kết": "2027-05-01", "Khai giảng": "2026-09-01"}


def test_times_that_were_over_before_the_plan_came_are_not_owed(approved: Callable[..., Plan]) -> None:
    approved(
        LineEntry(content="Báo cáo", leads=("Văn phòng Sở",), term="Hàng quý"),
        issued_on=date(2026, 5, 4),
    )
    assert list(Duty.objects.order_by("due_on").values_list("name", flat=True)) == [
        "Quý II năm 2026",
        "Quý III năm 2026",
        "Quý IV năm 2026",
    ]


def test_a_plan_ends_only_when_what_was_reported_is_answered_and_then_nothing_moves(
    followed: Followed,
    told: dict,
    handling_officer: Person,
    division_head: Person,
    moment: datetime,
) -> None:
    done = Told("Xong", product_reference="số 1")
    report_done(duty_id=followed.duty.pk, told=done, by=handling_officer, at=moment)
    with pytest.raises(Refused) as refused:
        close_plan(plan_id=followed.plan.pk, note="Xong", **told)
    assert refused.value.code == "plan-work-unconfirmed"
    report_progress(duty_id=followed.duty.pk, told=Told("Chưa xong hẳn"), by=handling_officer, at=moment)
    asked = Asked(RequestKind.EXTEND, "Cần thêm", date(2026, 12, 31))
    request = request_change(duty_id=followed.duty.pk, asked=asked, by=division_head, at=moment)
    close_plan(plan_id=followed.plan.pk, note="Còn một việc", **told)
    request.refresh_from_db()
    assert request.status == RequestStatus.LAPSED
    for act in (
        lambda: report_progress(
            duty_id=followed.duty.pk, told=Told("Muộn"), by=handling_officer, at=moment + timedelta(days=1)
        ),
        lambda: set_due_day(duty_id=followed.duty.pk, due_on=date(2026, 12, 1), reason="x", **told),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "plan-status-wrong"


def test_a_request_of_a_confirmed_duty_needs_no_decision(
    followed: Followed, told: dict, handling_officer: Person, division_head: Person, moment: datetime
) -> None:
    asked = Asked(RequestKind.EXTEND, "Cần thêm", date(2026, 12, 31))
    request = request_change(duty_id=followed.duty.pk, asked=asked, by=division_head, at=moment)
    done = Told("Xong", product_reference="số 1")
    report_done(duty_id=followed.duty.pk, told=done, by=handling_officer, at=moment)
    confirm_done(duty_id=followed.duty.pk, **told)
    with pytest.raises(Refused) as refused:
        decide_change(request_id=request.pk, grants=True, **told)
    assert refused.value.code == "request-not-open"
