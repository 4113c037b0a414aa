"""Work in plans passes on with a unit; what was done stays with who did it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.cast import Bodies, MakeAgency
from tests.planning import Draft

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.plans.actions.asking import Asked, request_change
from motcua.plans.actions.children import ask_for_child_plans
from motcua.plans.actions.hand_over import OpenPlans
from motcua.plans.actions.lines import LineEntry
from motcua.plans.actions.naming import name_unit
from motcua.plans.enums import DutyStatus, RequestKind, RequestStatus, TaskStatus
from motcua.plans.models import ChangeRequest, ChildPlan, Duty, LineUnit, Plan, Task, UnitAlias

pytestmark = pytest.mark.django_db

BOTH = LineEntry(content="Niêm yết", leads=("Văn phòng Sở", "Phòng Quản lý chất lượng"), term="Tháng 10/2026")


def test_two_divisions_become_one(
    approved: Callable[..., Plan],
    draft: Draft,
    bodies: Bodies,
    make_agency: MakeAgency,
    control_focal_officer: Person,
    division_head: Person,
    moment: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    told = {"by": control_focal_officer, "at": moment}
    plan = approved(
        BOTH,
        LineEntry(
            content="Báo cáo",
            leads=("Phòng Quản lý chất lượng",),
            partners=("Văn phòng Sở",),
            term="Tháng 11/2026",
        ),
    )
    Duty.objects.filter(task__content="Báo cáo").update(assignee=division_head)
    name_unit(
        owner_id=bodies.department.pk, name="Tổ KT", agency_id=bodies.exam_division.pk, group=None, **told
    )
    next_one = draft(LineEntry(content="Năm sau", leads=("Văn phòng Sở",)))
    both = [bodies.division.pk, bodies.exam_division.pk]
    ask_for_child_plans(plan_id=plan.pk, unit_ids=both, due_on=None, **told)
    for duty in Duty.objects.filter(task__content="Niêm yết", unit=bodies.exam_division):
        request_change(duty_id=duty.pk, asked=Asked(RequestKind.CANCEL, "Gộp"), by=division_head, at=moment)
    new = make_agency("Văn phòng - Khảo thí", parent=bodies.department)
    on = moment.date()
    assert [one.count for one in OpenPlans().count(predecessors=both, on=on)] == [3]
    with django_assert_max_num_queries(40):
        OpenPlans().hand_over(predecessors=both, successor=new.pk, on=on, at=moment, actor="operator")
    running = Duty.objects.exclude(status=DutyStatus.CANCELLED)
    assert {(duty.task.content, duty.unit, duty.assignee) for duty in running.select_related("task")} == {
        ("Niêm yết", new, None),
        ("Báo cáo", new, None),
    }
    assert set(Task.objects.values_list("status", flat=True)) == {TaskStatus.OPEN}
    plan.refresh_from_db()
    assert new.pk in plan.involved
    assert Task.objects.get(content="Báo cáo").partners.filter(agency=new).exists()
    assert UnitAlias.objects.get().agency == new
    assert LineUnit.objects.get(line__version=next_one).agency == new
    assert [row.unit for row in ChildPlan.objects.all()] == [new]
    assert set(ChangeRequest.objects.values_list("status", flat=True)) <= {
        RequestStatus.LAPSED,
        RequestStatus.ASKED,
    }
    assert JournalEntry.objects.filter(kind="DutiesHandedOver").count() == 2


def test_a_department_passes_on_its_plans_with_the_names_it_explained(
    approved: Callable[..., Plan],
    bodies: Bodies,
    make_agency: MakeAgency,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    plan = approved(BOTH)
    name_unit(
        owner_id=bodies.department.pk,
        name="Tổ KT",
        agency_id=bodies.exam_division.pk,
        group=None,
        by=control_focal_officer,
        at=moment,
    )
    new = make_agency("Sở mới", parent=bodies.committee)
    OpenPlans().hand_over(
        predecessors=[bodies.department.pk], successor=new.pk, on=moment.date(), at=moment, actor="operator"
    )
    plan.refresh_from_db()
    assert (plan.agency, Task.objects.get().owner) == (new, new)
    assert UnitAlias.objects.filter(owner=new, name="Tổ KT", agency=bodies.exam_division).exists()
    assert set(Duty.objects.values_list("unit", flat=True)) == {bodies.division.pk, bodies.exam_division.pk}


def test_a_unit_that_is_no_more_owes_nothing(
    approved: Callable[..., Plan], bodies: Bodies, moment: datetime
) -> None:
    approved(BOTH, LineEntry(content="Riêng", leads=("Văn phòng Sở",), term="Tháng 12/2026"))
    left = OpenPlans().close(
        predecessors=[bodies.division.pk], on=date(2026, 9, 17), at=moment, actor="operator"
    )
    assert list(left) == []
    assert set(Duty.objects.filter(unit=bodies.division).values_list("status", flat=True)) == {"cancelled"}
    assert Task.objects.get(content="Niêm yết").status == TaskStatus.OPEN
    assert Task.objects.get(content="Riêng").status == TaskStatus.CANCELLED
