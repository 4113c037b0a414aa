"""Tasks over the months of a year: a row for each, a bar for each time it is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import Bodies
from tests.planning import Followed

from motcua.plans.actions.lines import LineEntry
from motcua.plans.enums import DutyStatus, Timing
from motcua.plans.models import Duty, Plan
from motcua.plans.queries.timeline import Bar, months_of, place_of, rows_for_timeline
from motcua.web.desk.plan_duties.timelines import in_words

ON = date(2026, 9, 17)


def test_places_in_the_year() -> None:
    assert [place for _, place in months_of(2026)][:3] == [0, 84, 161]
    assert place_of(date(2026, 12, 31), 2026) == 997
    assert place_of(date(2027, 1, 1), 2026) is None


@pytest.mark.django_db
def test_a_row_for_each_task_and_a_bar_for_each_time(
    approved: Callable[..., Plan], review: LineEntry, bodies: Bodies, django_assert_num_queries: Any
) -> None:
    everywhere = ("Các phòng thuộc Sở", "Các đơn vị trực thuộc")
    plan = approved(
        review,
        LineEntry(content="Báo cáo quý", leads=everywhere, term="Hàng quý"),
        LineEntry(content="Chưa có hạn", leads=("Văn phòng Sở",)),
    )
    quarters = Duty.objects.filter(task__content="Báo cáo quý").order_by("due_on")
    first = quarters.filter(due_on=date(2026, 3, 31))
    first.filter(unit=bodies.division).update(status=DutyStatus.DONE, done_on=date(2026, 4, 2))
    first.filter(unit=bodies.exam_division).update(status=DutyStatus.DONE, done_on=date(2026, 3, 2))
    quarters.filter(due_on=date(2026, 6, 30)).update(status=DutyStatus.DONE, done_on=date(2026, 6, 1))
    with django_assert_num_queries(3):
        rows = rows_for_timeline(Duty.objects.filter(task__plan=plan), year=2026, on=ON)
    assert [(row.task.content, row.unit) for row in rows] == [
        (review.content, "Phòng Quản lý chất lượng"),
        ("Báo cáo quý", "3 đơn vị"),
        ("Chưa có hạn", "Văn phòng Sở"),
    ]
    assert [row.only for row in rows] == [
        Duty.objects.get(task__content=review.content).pk,
        None,
        Duty.objects.get(task__content="Chưa có hạn").pk,
    ]
    bars = rows[1].bars
    assert [(bar.due_on and bar.due_on.month, bar.timing, bar.done, bar.total) for bar in bars] == [
        (3, Timing.LATE, 2, 3),
        (6, Timing.DONE_IN_TIME, 3, 3),
        (9, Timing.IN_TIME, 0, 3),
        (12, Timing.IN_TIME, 0, 3),
    ]
    assert bars[0].counts[Timing.DONE_LATE] == 1
    assert in_words(bars)[0] == "Quý I năm 2026, hạn 31/03/2026: 2/3 đơn vị xong, 1 quá hạn"
    assert all(bar.start + bar.length <= 1000 for row in rows for bar in row.bars)
    assert in_words(rows[2].bars) == ["chưa có hạn"]


@pytest.mark.django_db
def test_only_what_touches_the_year(followed: Followed) -> None:
    of_plan = Duty.objects.filter(task__plan=followed.plan)
    assert rows_for_timeline(of_plan, year=2025, on=ON) == []
    assert rows_for_timeline(of_plan, year=2027, on=ON) == []
    Duty.objects.update(due_on=date(2027, 2, 1))
    [row] = rows_for_timeline(of_plan, year=2026, on=ON)
    assert row.bars[0].start + row.bars[0].length == 1000
    Duty.objects.update(status=DutyStatus.CANCELLED)
    assert rows_for_timeline(of_plan, year=2026, on=ON) == []


def _bar(month: int, timing: Timing) -> Bar:
    return Bar(f"Tháng {month}", date(2026, month, 1) + timedelta(days=20), 0, 10, {timing: 1})


def test_many_times_are_told_by_what_matters() -> None:
    done = [_bar(month, Timing.DONE_IN_TIME) for month in range(1, 8)]
    bars = [*done, _bar(8, Timing.LATE), _bar(9, Timing.NEAR), _bar(10, Timing.IN_TIME)]
    assert in_words(bars) == [
        "7/10 đợt đã xong",
        "Tháng 8, hạn 21/08/2026: quá hạn",
        "Tháng 9, hạn 21/09/2026: sắp đến hạn",
    ]
    assert in_words(done[:2])[0] == "Tháng 1, hạn 21/01/2026: xong đúng hạn"
