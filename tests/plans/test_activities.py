"""Training, communication, contests, dialogues: planned, held, counted, cancelled; figures of a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies
from tests.planning import Followed

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought
from motcua.kernel.models import JournalEntry
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.plans.actions.activities import (
    ActivityFacts,
    cancel_activity,
    change_activity,
    count_activity,
    hold_activity,
    keep_activity_files,
    plan_activity,
)
from motcua.plans.enums import ActivityKind, ActivityMeasure, ActivityStatus, Channel
from motcua.plans.models import Activity, ActivityCount
from motcua.plans.queries.activities import (
    WantedActivities,
    activities_visible_to,
    activities_wanted,
    page_of_activities,
    totals_in,
)
from motcua.plans.queries.yearly import yearly_figures
from motcua.plans.rules.activities import (
    LATEST,
    USUAL,
    USUAL_CHANNEL,
    Count,
    Counted,
    checked_counts,
    joined,
    totals_of,
)
from motcua.plans.rules.yearly import FIGURES

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
A, B = uuid4(), uuid4()


def counted(
    value: int, day: int = 1, *, agency: UUID = A, measure: str = "followers", channel: str = "zalo"
) -> Counted:
    return Counted(
        uuid4(), agency, ActivityKind.COMMUNICATION, ActivityMeasure(measure), Channel(channel), value,
        date(2026, 1, day),
    )  # fmt: skip


class TestRules:
    def test_followers_are_the_last_and_the_rest_adds_up(self) -> None:
        assert joined([counted(3900, 1), counted(4100, 20), counted(4000, 10)]) == 4100
        assert joined([counted(4100, 20), counted(10_000, 2, channel="facebook")]) == 14_100
        assert joined([counted(100, 20), counted(70, 2, agency=B)]) == 170
        assert joined([counted(100, 1, measure="items"), counted(20, 2, measure="items")]) == 120
        assert joined([]) == 0
        assert {ActivityMeasure.FOLLOWERS} == LATEST

    @given(st.lists(st.integers(0, 10**6), max_size=20))
    def test_sums_do_not_depend_on_order(self, values: list[int]) -> None:
        rows = [counted(value, measure="items") for value in values]
        assert joined(rows) == joined(rows[::-1]) == sum(values)

    def test_totals_name_their_kind_measure_and_channel(self) -> None:
        rows = [counted(4, measure="items"), counted(5, measure="items"), counted(9)]
        found = [(one.measure.value, one.value, one.activities, one.is_latest) for one in totals_of(rows)]
        assert found == [("items", 9, 2, False), ("followers", 9, 1, True)]

    def test_counts_that_cannot_be(self) -> None:
        one = Count(ActivityMeasure.ITEMS, Channel.ZALO, 1)
        with pytest.raises(Refused) as refused:
            checked_counts([one, one])
        assert refused.value.code == "count-twice"
        for value in (-1, 10**10):
            with pytest.raises(Refused) as refused:
                checked_counts([Count(ActivityMeasure.ITEMS, Channel.ZALO, value)])
            assert refused.value.code == "count-wrong"

    def test_every_kind_has_its_usual_measures(self) -> None:
        assert set(USUAL) == set(USUAL_CHANNEL) == set(ActivityKind)

    def test_every_figure_has_one_code(self) -> None:
        codes = [kind.code for kind in FIGURES]
        assert len(set(codes)) == len(codes)


def facts(**changes: object) -> ActivityFacts:
    known: dict[str, object] = {
        "kind": ActivityKind.TRAINING,
        "title": "Tập huấn cán bộ đầu mối",
        "planned_on": date(2026, 9, 10),
        "place": "Hội trường Sở",
    }
    return ActivityFacts(**{**known, **changes})  # type: ignore[arg-type]  # a test's shorthand


CLASS = [
    Count(ActivityMeasure.CLASSES, Channel.CLASS, 2),
    Count(ActivityMeasure.PARTICIPANTS, Channel.CLASS, 116),
]


@pytest.fixture
def activity(control_focal_officer: Person, bodies: Bodies, moment: datetime) -> Activity:
    """A class that the department plans."""
    return plan_activity(agency_id=bodies.department.pk, facts=facts(), by=control_focal_officer, at=moment)


@pytest.mark.django_db
class TestActivities:
    def test_only_the_keeper_plans(
        self, bodies: Bodies, control_focal_officer: Person, handling_officer: Person, principal: Person,
        moment: datetime,
    ) -> None:  # fmt: skip
        for by, changes, code in (
            (handling_officer, {}, "keep-plans-not-allowed"),
            (principal, {}, "keep-plans-not-allowed"),
            (control_focal_officer, {"title": " "}, "activity-title-missing"),
            (control_focal_officer, {"link": "javascript:alert(1)"}, "link-wrong"),
            (control_focal_officer, {"task_id": uuid4()}, "task-not-of-agency"),
        ):
            with pytest.raises(Refused) as refused:
                plan_activity(agency_id=bodies.department.pk, facts=facts(**changes), by=by, at=moment)
            assert refused.value.code == code
        assert not Activity.objects.exists()
        made = plan_activity(
            agency_id=bodies.upper_secondary_school.pk, facts=facts(), by=principal, at=moment
        )
        assert made.status == ActivityStatus.PLANNED

    def test_it_may_fulfil_a_task(
        self, followed: Followed, bodies: Bodies, control_focal_officer: Person, moment: datetime
    ) -> None:
        task = followed.duty.task
        made = plan_activity(
            agency_id=bodies.department.pk, facts=facts(task_id=task.pk), by=control_focal_officer, at=moment
        )
        assert made.task == task

    def test_held_with_counts_and_files(
        self, activity: Activity, control_focal_officer: Person, handling_officer: Person, moment: datetime
    ) -> None:
        tomorrow = moment.date() + timedelta(days=1)
        for by, held_on, counts, code in (
            (handling_officer, activity.planned_on, CLASS, "do-plan-tasks-not-allowed"),
            (control_focal_officer, tomorrow, CLASS, "held-day-wrong"),
            (control_focal_officer, activity.planned_on, CLASS + CLASS, "count-twice"),
        ):
            with pytest.raises(Refused) as refused:
                hold_activity(activity_id=activity.pk, held_on=held_on, counts=counts, by=by, at=moment)
            assert refused.value.code == code
        activity.refresh_from_db()
        assert (activity.status, ActivityCount.objects.count()) == (ActivityStatus.PLANNED, 0)
        files = [Brought(b"chuong trinh", "chuong-trinh.txt")]
        hold_activity(
            activity_id=activity.pk, held_on=activity.planned_on, counts=CLASS, files=files, by=control_focal_officer,
            at=moment,
        )  # fmt: skip
        assert activity.files.get().name == "chuong-trinh.txt"
        with pytest.raises(Refused) as refused:
            hold_activity(
                activity_id=activity.pk,
                held_on=activity.planned_on,
                counts=[],
                by=control_focal_officer,
                at=moment,
            )
        assert refused.value.code == "activity-not-planned"

    def test_counts_changed_later_are_journalled_with_what_was_before(
        self, activity: Activity, control_focal_officer: Person, principal: Person, moment: datetime
    ) -> None:
        by, on = control_focal_officer, activity.planned_on
        hold_activity(activity_id=activity.pk, held_on=on, counts=CLASS, by=by, at=moment)
        after = [CLASS[0], Count(ActivityMeasure.PARTICIPANTS, Channel.CLASS, 120)]
        later = on + timedelta(days=3)
        count_activity(activity_id=activity.pk, counts=after, counted_on=later, by=by, at=moment)
        payload = JournalEntry.objects.get(kind="ActivityCounted").payload
        assert payload["before"] == {"participants/class": 116}
        assert payload["after"] == {"participants/class": 120}
        days = dict(activity.counts.values_list("measure", "counted_on"))
        assert days == {"classes": on, "participants": later}
        for who, counts, day, code in (
            (principal, CLASS, later, "do-plan-tasks-not-allowed"),
            (by, after, later, "counts-same"),
            (by, CLASS, on - timedelta(days=1), "counted-day-wrong"),
            (by, CLASS, moment.date() + timedelta(days=1), "counted-day-wrong"),
        ):
            with pytest.raises(Refused) as refused:
                count_activity(activity_id=activity.pk, counts=counts, counted_on=day, by=who, at=moment)
            assert refused.value.code == code

    def test_a_planned_one_has_no_counts_yet(
        self, activity: Activity, control_focal_officer: Person, moment: datetime
    ) -> None:
        with pytest.raises(Refused) as refused:
            count_activity(
                activity_id=activity.pk,
                counts=CLASS,
                counted_on=moment.date(),
                by=control_focal_officer,
                at=moment,
            )
        assert refused.value.code == "activity-not-held"

    def test_changed_unless_another_did_meanwhile(
        self, activity: Activity, control_focal_officer: Person, principal: Person, moment: datetime
    ) -> None:
        by = control_focal_officer
        change_activity(activity_id=activity.pk, facts=facts(title="Khác"), by=by, at=moment, seen=1)
        with pytest.raises(Refused) as refused:
            change_activity(activity_id=activity.pk, facts=facts(), by=by, at=moment, seen=1)
        assert refused.value.code == "activity-changed"
        with pytest.raises(Refused):
            change_activity(activity_id=activity.pk, facts=facts(), by=principal, at=moment)
        hold_activity(activity_id=activity.pk, held_on=activity.planned_on, counts=[], by=by, at=moment)
        changed = change_activity(
            activity_id=activity.pk, facts=facts(kind=ActivityKind.CONTEST, planned_on=date(2025, 1, 1)), by=by,
            at=moment,
        )  # fmt: skip
        assert (changed.kind, changed.planned_on) == (ActivityKind.TRAINING, activity.planned_on)

    def test_cancelled_with_a_reason(
        self, activity: Activity, control_focal_officer: Person, principal: Person, moment: datetime
    ) -> None:
        for by, reason, code in (
            (principal, "Bão", "keep-plans-not-allowed"),
            (control_focal_officer, " ", "note-missing"),
        ):
            with pytest.raises(Refused) as refused:
                cancel_activity(activity_id=activity.pk, reason=reason, by=by, at=moment)
            assert refused.value.code == code
        cancel_activity(activity_id=activity.pk, reason="Bão", by=control_focal_officer, at=moment)
        acts: list[Callable[[], object]] = [
            lambda: cancel_activity(
                activity_id=activity.pk, reason="Bão", by=control_focal_officer, at=moment
            ),
            lambda: change_activity(
                activity_id=activity.pk, facts=facts(), by=control_focal_officer, at=moment
            ),
            lambda: keep_activity_files(
                activity_id=activity.pk, files=[Brought(b"x", "x.txt")], by=control_focal_officer, at=moment
            ),
        ]
        for act in acts:
            with pytest.raises(Refused):
                act()

    def test_lists_are_searched_and_filtered(
        self,
        activity: Activity,
        control_focal_officer: Person,
        principal: Person,
        today: date,
        moment: datetime,
    ) -> None:
        hold_activity(
            activity_id=activity.pk,
            held_on=date(2026, 9, 11),
            counts=CLASS,
            by=control_focal_officer,
            at=moment,
        )
        assert not activities_visible_to(principal, today).exists()
        seen = activities_visible_to(control_focal_officer, today)
        for wanted, number in (
            (WantedActivities(text="tap huan hoi truong"), 1),
            (WantedActivities(text="zalo"), 0),
            (WantedActivities(kind=ActivityKind.TRAINING, measure=ActivityMeasure.CLASSES), 1),
            (WantedActivities(channel=Channel.ZALO), 0),
            (WantedActivities(status=ActivityStatus.PLANNED), 0),
            (WantedActivities(period=YEAR), 1),
            (WantedActivities(period=Period(date(2026, 1, 1), date(2026, 9, 11))), 0),
        ):
            assert activities_wanted(seen, wanted).count() == number, wanted
        assert page_of_activities(seen, after=(activity.planned_on, activity.pk)) == []

    def test_figures_of_a_year(
        self, bodies: Bodies, control_focal_officer: Person, division_head: Person, principal: Person,
        moment: datetime,
    ) -> None:  # fmt: skip
        def held(by: Person, agency: UUID, kind: ActivityKind, day: date, *counts: Count) -> None:
            made = plan_activity(agency_id=agency, facts=facts(kind=kind, planned_on=day), by=by, at=moment)
            hold_activity(activity_id=made.pk, held_on=day, counts=counts, by=by, at=moment)

        told, followers = ActivityKind.COMMUNICATION, ActivityMeasure.FOLLOWERS
        department, keeper = bodies.department.pk, control_focal_officer
        news = Count(ActivityMeasure.ITEMS, Channel.PORTAL, 700)
        held(keeper, department, ActivityKind.TRAINING, date(2026, 3, 1), *CLASS)
        held(division_head, bodies.exam_division.pk, ActivityKind.TRAINING, date(2026, 4, 1), *CLASS)
        held(principal, bodies.upper_secondary_school.pk, ActivityKind.TRAINING, date(2026, 4, 1), *CLASS)
        held(keeper, department, told, date(2026, 2, 1), news, Count(followers, Channel.ZALO, 3900))
        held(keeper, department, told, date(2026, 8, 1), Count(followers, Channel.ZALO, 4100),
             Count(ActivityMeasure.ITEMS, Channel.ZALO, 20), Count(followers, Channel.FACEBOOK, 10_000))  # fmt: skip
        held(keeper, department, told, date(2025, 8, 1), news)
        with CaptureQueriesContext(connection) as asked:
            figures = {one.code: one for one in yearly_figures(department, YEAR)}
        assert len(asked) <= 9
        assert list(figures) == [kind.code for kind in FIGURES]
        values = {code: figures[code].value for code in figures}
        assert (values["training_held"], values["training_classes"], values["training_participants"]) == (
            2,
            4,
            232,
        )
        assert values["communication_items"] == 720
        assert values["communication_followers"] == 14_100
        assert {part.code: part.value for part in figures["communication_followers"].parts} == {
            "facebook": 10_000,
            "zalo": 4100,
        }
        totals = {(one.measure, one.channel): one.value for one in totals_in([department], YEAR)}
        assert totals[followers, Channel.ZALO] == 4100
