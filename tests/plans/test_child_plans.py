"""Plans that units must send under a plan: asked for, received, urged; who has not sent theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies, MakeAgency
from tests.planning import Draft, Followed

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.plans.actions.approving import approve_version, submit_version
from motcua.plans.actions.children import ask_for_child_plans, receive_child_plan, urge_child_plans
from motcua.plans.actions.drafting import close_plan
from motcua.plans.models import ChildPlan, Plan
from motcua.plans.queries.plans import asked_of, child_plans_of
from motcua.plans.queries.visible import plans_visible_to

pytestmark = pytest.mark.django_db

Told = dict[str, Any]


@pytest.fixture
def told(followed: Followed, control_focal_officer: Person, moment: datetime) -> Told:
    """Which plan, who keeps it, and when."""
    return {"plan_id": followed.plan.pk, "by": control_focal_officer, "at": moment}


@pytest.fixture
def asked(told: Told, bodies: Bodies) -> list[ChildPlan]:
    """A division and a school owe a plan of their own by the end of September."""
    units = [bodies.exam_division.pk, bodies.upper_secondary_school.pk]
    assert ask_for_child_plans(unit_ids=units, due_on=date(2026, 9, 30), **told) == 2
    return list(ChildPlan.objects.order_by("id"))


def test_whose_plan_is_missing_stands_first_and_late_once_its_day_passed(
    followed: Followed, asked: list[ChildPlan], told: Told, bodies: Bodies
) -> None:
    receive_child_plan(
        unit_id=bodies.exam_division.pk,
        document_number=" 03/KH-QLCL ",
        received_on=date(2026, 9, 16),
        file=Brought(b"Ke hoach cua phong", "ke-hoach.txt"),
        **told,
    )
    standing = [
        (one.row.unit, one.is_late, one.row.document_number)
        for one in child_plans_of(followed.plan, date(2026, 9, 30))
    ]
    assert standing == [
        (bodies.upper_secondary_school, False, ""),
        (bodies.exam_division, False, "03/KH-QLCL"),
    ]
    [missing, received] = child_plans_of(followed.plan, date(2026, 10, 1))
    assert (missing.is_late, received.is_late) == (True, False)
    assert received.row.file is not None
    assert [row.unit for row in asked_of([row.unit_id for row in asked])] == [bodies.upper_secondary_school]


def test_asking_again_asks_only_the_new_and_moves_the_day_of_those_who_owe(
    principal: Person, asked: list[ChildPlan], told: Told, bodies: Bodies
) -> None:
    units = [bodies.upper_secondary_school.pk, bodies.division.pk]
    assert ask_for_child_plans(unit_ids=units, due_on=date(2026, 10, 15), **told) == 1
    days = dict(ChildPlan.objects.values_list("unit", "due_on"))
    assert days == {
        bodies.exam_division.pk: date(2026, 9, 30),
        bodies.upper_secondary_school.pk: date(2026, 10, 15),
        bodies.division.pk: date(2026, 10, 15),
    }
    assert Notice.objects.filter(event="child_plan_asked", recipient=principal).count() == 1


def test_who_is_asked_may_read_the_plan(
    followed: Followed, told: Told, bodies: Bodies, principal: Person, today: date
) -> None:
    assert followed.plan not in plans_visible_to(principal, today)
    ask_for_child_plans(unit_ids=[bodies.upper_secondary_school.pk], due_on=None, **told)
    assert followed.plan in plans_visible_to(principal, today)


def test_heads_are_urged_once_a_day_and_only_where_the_plan_is_missing(
    principal: Person, division_head: Person, asked: list[ChildPlan], told: Told, bodies: Bodies
) -> None:
    receive_child_plan(
        unit_id=bodies.exam_division.pk, document_number="3", received_on=date(2026, 9, 16), file=None, **told
    )
    assert urge_child_plans(**told) == 1
    urge_child_plans(**told)
    urge_child_plans(**{**told, "at": told["at"] + timedelta(days=1)})
    urged = Notice.objects.filter(event="child_plan_urged")
    assert [urged.filter(recipient=person).count() for person in (principal, division_head)] == [2, 0]
    receive_child_plan(
        unit_id=bodies.upper_secondary_school.pk,
        document_number="4",
        received_on=date(2026, 9, 17),
        file=None,
        **told,
    )
    with pytest.raises(Refused) as refused:
        urge_child_plans(**told)
    assert refused.value.code == "nobody-to-urge"


def test_a_unit_that_keeps_its_plan_here_has_sent_it_once_it_is_in_force(
    followed: Followed,
    asked: list[ChildPlan],
    draft: Draft,
    review: Any,
    bodies: Bodies,
    control_focal_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    version = draft(review, agency_id=bodies.department.pk, title="Kế hoạch khác", parent_id=followed.plan.pk)
    Plan.objects.filter(pk=version.plan_id).update(agency=bodies.exam_division)
    owed = ChildPlan.objects.filter(received_on=None, unit=bodies.exam_division)
    assert owed.exists()
    submit_version(version_id=version.pk, by=head, at=moment)
    approve_version(version_id=version.pk, by=head, at=moment)
    row = ChildPlan.objects.get(unit=bodies.exam_division)
    assert (row.child, row.received_on) == (version.plan, moment.date())
    assert not owed.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"unit_ids": []}, "units-missing"),
        ({"unit_ids": ["division", "closed"]}, "agency-not-found"),
        ({"unit_ids": ["department"]}, "agency-not-found"),
    ],
)
def test_askings_that_are_not_taken(
    told: Told, bodies: Bodies, make_agency: MakeAgency, changes: dict[str, Any], code: str
) -> None:
    closed = make_agency("Phòng cũ", parent=bodies.department, until=date(2026, 3, 1))
    units = [getattr(bodies, name, closed).pk for name in changes["unit_ids"]]
    with pytest.raises(Refused) as refused:
        ask_for_child_plans(unit_ids=units, due_on=None, **told)
    assert refused.value.code == code
    assert not ChildPlan.objects.exists()
    assert not JournalEntry.objects.filter(kind="ChildPlansAskedFor").exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"unit": "division"}, "unit-not-asked"),
        ({"document_number": "  "}, "number-missing"),
        ({"received_on": date(2026, 9, 18)}, "received-day-wrong"),
        ({"file": Brought(b"PK\x03\x04 broken", "ke-hoach.docx")}, "file"),
    ],
)
def test_receipts_that_are_not_taken(
    asked: list[ChildPlan], told: Told, bodies: Bodies, changes: dict[str, Any], code: str
) -> None:
    said = {"document_number": "3", "received_on": date(2026, 9, 16), "file": None, **changes}
    unit = getattr(bodies, said.pop("unit", "exam_division"))
    with pytest.raises(Refused) as refused:
        receive_child_plan(unit_id=unit.pk, **said, **told)
    assert refused.value.code.startswith(code)
    assert not ChildPlan.objects.filter(received_on__isnull=False).exists()
    assert not JournalEntry.objects.filter(kind="ChildPlanReceived").exists()


def test_neither_strangers_nor_after_the_plan_ended(
    followed: Followed, asked: list[ChildPlan], told: Told, bodies: Bodies, outsider: Person, head: Person
) -> None:
    units = [bodies.division.pk]
    acts: list[Callable[[Told], object]] = [
        lambda told: ask_for_child_plans(unit_ids=units, due_on=None, **told),
        lambda told: urge_child_plans(**told),
        lambda told: receive_child_plan(
            unit_id=bodies.exam_division.pk,
            document_number="3",
            received_on=date(2026, 9, 16),
            file=None,
            **told,
        ),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act({**told, "by": outsider})
        assert refused.value.code == "keep-plans-not-allowed"
    close_plan(plan_id=followed.plan.pk, note="Xong", by=told["by"], at=told["at"])
    for act in acts:
        with pytest.raises(Refused) as refused:
            act(told)
        assert refused.value.code == "plan-status-wrong"
    assert ChildPlan.objects.filter(received_on=None).count() == 2
