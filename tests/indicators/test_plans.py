"""Targets and work of plans are told by measures, in few statements."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.indicators.conftest import PutDossier
from tests.planning import Draft

from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.kernel.clock import VIETNAM
from motcua.plans.actions.approving import approve_version, submit_version
from motcua.plans.actions.lines import LineEntry, TargetEntry, save_target
from motcua.plans.enums import Commitment, Direction, TargetStanding
from motcua.plans.models import Duty, Plan, PlanVersion
from motcua.plans.queries.measured import duties_now, known_indicators, suggested_for, targets_now, tasks_now

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)
YEAR_END = datetime(2027, 1, 5, 9, tzinfo=VIETNAM)
S = TargetStanding
WORK = LineEntry(
    number="1",
    content="Hồ sơ được giải quyết đúng hạn",
    leads=("Phòng Quản lý chất lượng",),
    term="Trước ngày 30/9/2026",
    indicator="on_time_rate",
)
WANTED = (
    ("98", Commitment.MUST, "Hồ sơ giải quyết đúng hạn", "on_time_rate"),
    ("80", Commitment.STRIVE, "Hồ sơ trả trước hạn", "early_rate"),
    ("90", Commitment.MUST, "Hồ sơ đúng hạn, viết khác", "on_time_rate"),
    ("100", Commitment.MUST, "Đồng bộ lên Cổng quốc gia", "synchronised_rate"),
    ("60", Commitment.MUST, "Thanh toán trực tuyến", "online_payment_rate"),
    ("5", Commitment.MUST, "Sáng kiến", ""),
)


@pytest.fixture
def plan(draft: Draft, control_focal_officer: Person, head: Person, moment: datetime) -> Plan:
    version = draft(WORK)
    for number, commitment, words, indicator in WANTED:
        entry = TargetEntry(Decimal(number), "%", Direction.AT_LEAST, commitment, words, indicator)
        save_target(version_id=version.pk, target_id=None, entry=entry, by=control_focal_officer, at=moment)
    submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    return approve_version(version_id=version.pk, by=head, at=moment).plan


def resolved(put: PutDossier, month: int, *, early: int = 0, late: int = 0) -> None:
    """So many dossiers finished in the month."""
    for standing, number in ((Standing.EARLY, early), (Standing.OVERDUE, late)):
        for _ in range(number):
            at = datetime(2026, month, 10, 9, tzinfo=VIETNAM)
            put(received=at - timedelta(days=4), finished=at, standing=standing)


def standings(plan: Plan, at: datetime) -> list[TargetStanding]:
    version = PlanVersion.objects.get(plan=plan)
    return [now.standing for now in targets_now(version, at=at)]


def test_targets_are_judged_by_what_was_counted(plan: Plan, put: PutDossier) -> None:
    resolved(put, 3, early=98, late=2)
    told = targets_now(PlanVersion.objects.get(plan=plan), at=NOW)
    assert [now.standing for now in told] == [
        S.MET, S.MET, S.MET, S.NOT_MEASURED, S.NOTHING_AROSE, S.NOT_MEASURED
    ]  # fmt: skip
    assert told[0].value is not None
    assert told[0].value.words == "98 %"
    assert [now.is_strive for now in told] == [False, True, False, False, False, False]
    assert [now.is_conflict for now in told] == [True, False, True, False, False, False]


def test_one_late_dossier_misses_by_a_hair_and_the_year_decides(plan: Plan, put: PutDossier) -> None:
    resolved(put, 3, early=97, late=2)  # 97,98 %, shown as 98
    assert standings(plan, NOW)[0] is S.AT_RISK
    assert standings(plan, YEAR_END)[0] is S.MISSED


def test_a_bad_month_is_a_risk_while_the_sum_is_still_right(plan: Plan, put: PutDossier) -> None:
    resolved(put, 3, early=198, late=1)
    resolved(put, 9, early=10, late=3)
    [now, *_] = targets_now(PlanVersion.objects.get(plan=plan), at=NOW)
    assert now.standing is S.AT_RISK
    assert now.projected_words == "94,3 %"  # 208/212 so far, 10/13 a month for 106 days more


def test_work_is_as_far_as_its_measure_says(plan: Plan, put: PutDossier) -> None:
    resolved(put, 3, early=49, late=51)
    duty = Duty.objects.select_related("task__plan").get(task__plan=plan)
    [task] = tasks_now(plan, [duty.task], at=NOW).values()
    assert task.value is not None
    assert (task.value.words, task.share) == ("49 %", 50)
    assert task.target is not None
    assert task.target.number == 98
    [of_unit] = duties_now([duty], at=NOW).values()
    assert of_unit.value is not None
    assert of_unit.value.words == "không phát sinh"  # nothing was the division's own


def test_statements_do_not_grow_with_targets(plan: Plan, put: PutDossier) -> None:
    resolved(put, 3, early=1)
    version = PlanVersion.objects.select_related("plan").get(plan=plan)
    with CaptureQueriesContext(connection) as queries:
        targets_now(version, at=NOW)
    assert len(queries) == 3  # the targets, dossiers, collections


def test_wording_suggests_and_nothing_is_chosen_by_itself(moment: datetime) -> None:
    known = known_indicators(moment)
    assert suggested_for("hồ sơ giải quyết đúng hạn", known=known)[0].code == "on_time_rate"
    assert suggested_for("xây dựng trường chuẩn quốc gia", known=known) == []
