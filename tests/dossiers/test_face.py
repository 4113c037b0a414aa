"""How a clock reads at a glance; and working time on the board counted as the calendar counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.deadlines.rules.shipped import national_calendar
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.enums import PauseReason, Status
from motcua.dossiers.models import Dossier, Passage, Pause
from motcua.dossiers.queries.board import WEEKS, bodies_watched, first_of_weeks, loads, step_times, trend
from motcua.dossiers.queries.inbox import Moments
from motcua.dossiers.queries.visible import reach_of
from motcua.dossiers.rules.face import face, soon_until
from motcua.kernel.clock import VIETNAM, local_day

CALENDAR = national_calendar()
NOW = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)  # a Thursday
RECEIVED = NOW - timedelta(days=20)


def at(day: int, hour: int = 17) -> datetime:
    return datetime(2026, 9, day, hour, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("status", "due_at", "words", "is_late", "is_near"),
    [
        (Status.PROCESSING, at(14), "Quá hạn 3 ngày làm việc", True, False),
        (Status.PROCESSING, at(17, 8), "Quá hạn 1 giờ", True, False),
        (Status.PROCESSING, at(17), "Hôm nay 17:00", False, True),
        (Status.PROCESSING, at(22), "Còn 3 ngày làm việc", False, True),
        (Status.PROCESSING, at(23), "Còn 4 ngày làm việc", False, False),
        (Status.SUPPLEMENT_REQUIRED, at(14), "Tạm dừng", False, False),
        (Status.REGISTERED, None, "Chưa tính hạn", False, False),
        (Status.PROCESSING, None, "Không có hạn", False, False),
    ],
)
def test_how_a_clock_reads(
    status: Status, due_at: datetime | None, words: str, is_late: bool, is_near: bool
) -> None:
    shown = face(calendar=CALENDAR, status=status, due_at=due_at, received_at=RECEIVED, at=NOW)
    assert (shown.words, shown.is_late, shown.is_near) == (words, is_late, is_near)


def test_what_has_ended_says_how() -> None:
    ended = face(
        calendar=CALENDAR,
        status=Status.RESOLVED,
        due_at=at(14),
        received_at=RECEIVED,
        at=NOW,
        finished=Standing.EARLY,
    )
    assert (ended.words, ended.is_late) == ("Trước hạn", False)


@given(st.integers(-1000, 1000))
def test_what_came_today_is_never_late_today(hours: int) -> None:
    due_at = NOW + timedelta(hours=hours)
    shown = face(calendar=CALENDAR, status=Status.PROCESSING, due_at=due_at, received_at=NOW, at=NOW)
    assert not shown.is_late


@pytest.mark.django_db
def test_the_board_counts_open_work_by_officer_step_and_procedure(
    taken_in: TakenIn, desk_officer: Person, head: Person, handler: Person, bodies: Bodies, moment: datetime,
    django_assert_max_num_queries,
) -> None:  # fmt: skip
    stays, given_on = taken_in(), taken_in()
    forward(dossier_id=given_on.pk, by=desk_officer, at=moment)
    assign(dossier_id=given_on.pk, by=head, at=moment, person_id=handler.pk, unit_id=bodies.exam_division.pk)
    later = moment + timedelta(days=6)
    watched = bodies_watched(reach_of(head, moment.date()))
    with django_assert_max_num_queries(1):
        found = loads(watched, Moments(later, soon_until(CALENDAR, later)))
    assert (found.total.open, found.total.overdue, found.total.red) == (2, 2, 2)
    assert {one.label: one.open for one in found.officers} == {"Phạm Thị Tiếp": 1, "Nguyễn Thị Lý": 1}
    assert {one.key for one in found.steps} == {
        stays.step_key,
        Dossier.objects.get(pk=given_on.pk).step_key,
    }
    assert [one.label for one in found.procedures] == ["1.005143 Cấp lại văn bằng"]
    today = loads(watched, Moments(moment, soon_until(CALENDAR, moment)))
    assert (today.total.overdue, today.total.due_today) == (0, 0)
    assert loads([bodies.other_department.pk], Moments(later, later)).total.open == 0


@pytest.mark.django_db
def test_a_division_s_board_shows_what_the_division_works_on(
    taken_in: TakenIn, desk_officer: Person, head: Person, division_head: Person, bodies: Bodies, moment: datetime
) -> None:  # fmt: skip
    taken_in()
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    assign(dossier_id=dossier.pk, by=head, at=moment, unit_id=bodies.exam_division.pk)
    watched = bodies_watched(reach_of(division_head, moment.date()))
    found = loads(watched, Moments(moment, moment))
    assert found.total.open == 1
    assert [(one.key, one.open) for one in found.officers] == [(None, 1)]
    assert bodies_watched(reach_of(desk_officer, moment.date())) == []


@pytest.mark.django_db
def test_working_time_of_steps_is_what_the_calendar_counts(
    taken_in: TakenIn, bodies: Bodies, moment: datetime
) -> None:
    dossier = taken_in(at=moment - timedelta(days=30))
    Passage.objects.filter(dossier=dossier).delete()
    spans = [(9.5, 30.25), (31, 175.5), (180, 181), (200, 500)]
    for number, (since, until) in enumerate(spans, start=1):
        begun = dossier.submitted_at + timedelta(hours=since)
        Passage.objects.create(
            dossier=dossier, number=number, step_key="x", step_name="X", role="handler", agency=bodies.department,
            entered_at=begun, left_at=dossier.submitted_at + timedelta(hours=until), standing="overdue",
        )  # fmt: skip
    pause = (dossier.submitted_at + timedelta(hours=170), dossier.submitted_at + timedelta(hours=260))
    Pause.objects.create(dossier=dossier, reason=PauseReason.SUPPLEMENT, lasted=pause)

    def worked(since: datetime, until: datetime) -> int:
        return CALENDAR.working_seconds_before(until) - CALENDAR.working_seconds_before(since)

    exact = []
    for row in Passage.objects.filter(dossier=dossier):
        cut = max(row.entered_at, pause[0]), min(row.left_at, pause[1])
        exact.append(worked(row.entered_at, row.left_at) - (worked(*cut) if cut[0] < cut[1] else 0))
    [found] = step_times([bodies.department.pk], calendar=CALENDAR, at=moment)
    assert (found.count, found.overdue) == (4, 4)
    assert found.mean == timedelta(seconds=sum(exact) / 4)
    middle = sorted(exact)[1:3]
    assert found.median == timedelta(seconds=sum(middle) / 2)


@pytest.mark.django_db
def test_twelve_weeks_with_the_current_one(taken_in: TakenIn, bodies: Bodies, moment: datetime) -> None:
    for days in (0, 1, 8):
        taken_in(at=moment - timedelta(days=days))
    late = taken_in(at=moment - timedelta(days=15))
    Dossier.objects.filter(pk=late.pk).update(
        status=Status.WITHDRAWN, finished_at=moment - timedelta(days=7), standing=Standing.OVERDUE
    )
    weeks = trend([bodies.department.pk], at=moment + timedelta(hours=1))
    assert len(weeks) == WEEKS
    assert weeks[0].first == local_day(first_of_weeks(moment))
    assert [(week.received, week.finished, week.late) for week in weeks[-3:]] == [
        (1, 0, 0),
        (1, 1, 1),
        (2, 0, 0),
    ]
    assert trend([bodies.other_department.pk], at=moment + timedelta(hours=1))[-1].received == 0
