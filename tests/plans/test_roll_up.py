"""How far units are, from one unit over those above it to the whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.plans.actions.drafting import close_plan
from motcua.plans.actions.lines import LineEntry
from motcua.plans.enums import DutyStatus, Timing
from motcua.plans.models import Duty, Plan
from motcua.plans.queries.progress import Counts, counts_by_plan, counts_by_unit, counts_in_reach, whole
from motcua.plans.queries.tasks import rolled_up
from motcua.plans.queries.visible import plan_reach_of
from motcua.plans.rules.timing import timing_of

ON = date(2026, 9, 17)
EVERYWHERE = LineEntry(
    content="Niêm yết", leads=("Các phòng thuộc Sở", "Các đơn vị trực thuộc"), term="Trước ngày 01/10/2026"
)


@given(st.lists(st.dictionaries(st.sampled_from(Timing), st.integers(0, 9))))
def test_the_whole_is_the_sum_of_its_parts(parts: list[dict[Timing, int]]) -> None:
    counts = {uuid4(): Counts(dict(part)) for part in parts}
    total = whole(counts)
    for figure in ("total", "done", "late", "near", "under_way"):
        assert getattr(total, figure) == sum(getattr(each, figure) for each in counts.values())
    assert total.total == total.done + total.late + total.under_way
    assert total.share_done is None or 0 <= total.share_done <= 100


@pytest.fixture
def spread(approved: Callable[..., Plan], bodies: Bodies) -> dict[UUID, Duty]:
    """One piece of work that two divisions and a school owe."""
    approved(EVERYWHERE)
    return {duty.unit_id: duty for duty in Duty.objects.all()}


@pytest.mark.django_db
def test_sql_and_rule_agree_how_a_duty_stands(spread: dict[UUID, Duty], bodies: Bodies) -> None:
    duty = spread[bodies.exam_division.pk]
    days = [None, date(2026, 9, 1), ON, date(2026, 9, 24), date(2026, 9, 25)]
    for status in DutyStatus:
        for due_on in days:
            done_on = ON if status in (DutyStatus.DONE, DutyStatus.REPORTED) else None
            known = Duty.objects.filter(pk=duty.pk)
            known.update(
                status=status, due_on=due_on, first_due_on=due_on, done_on=done_on, starts_on=date(2026, 1, 1)
            )
            counts = counts_by_unit(duty.task.plan_id, ON)  # type: ignore[arg-type]  # of a plan
            timing = timing_of(status=status, due_on=due_on, done_on=done_on, on=ON)
            assert counts[bodies.exam_division.pk].by_timing == {timing: 1}


@pytest.mark.django_db
def test_units_are_gathered_under_the_bodies_above_them_the_slowest_first(
    spread: dict[UUID, Duty],
    bodies: Bodies,
    head: Person,
    principal: Person,
    moment: datetime,
    django_assert_num_queries: Any,
) -> None:
    Duty.objects.filter(unit=bodies.upper_secondary_school).update(due_on=date(2026, 9, 10))
    Duty.objects.filter(unit=bodies.division).update(status=DutyStatus.DONE, done_on=date(2026, 9, 1))
    reads = plan_reach_of(head, ON).reads
    with django_assert_num_queries(1):
        counts = counts_in_reach(reads, ON)
    with django_assert_num_queries(2):
        [group] = rolled_up(counts, ON)
    assert group.above == bodies.department
    assert [unit for unit, _ in group.units] == [
        bodies.upper_secondary_school,
        bodies.exam_division,
        bodies.division,
    ]
    assert (group.sum.total, group.sum.done, group.sum.late) == (3, 1, 1)
    [plan] = Plan.objects.all()
    of_plan = counts_by_plan([plan.pk], ON)[plan.pk]
    assert of_plan.by_timing == group.sum.by_timing == whole(counts).by_timing
    assert of_plan.share_done == 33
    own = counts_in_reach(plan_reach_of(principal, ON).reads, ON)
    assert list(own) == [bodies.upper_secondary_school.pk]


@pytest.mark.django_db
def test_closed_plans_are_no_longer_counted(
    spread: dict[UUID, Duty], bodies: Bodies, head: Person, moment: datetime
) -> None:
    close_plan(plan_id=Plan.objects.get().pk, note="Xong", by=head, at=moment)
    assert counts_in_reach(plan_reach_of(head, ON).reads, ON) == {}
