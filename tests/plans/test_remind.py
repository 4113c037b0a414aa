"""Reminding before a term and after it, and telling those above of what stays late."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.planning import Followed

from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.plans.actions.reminding import remind_of_duties, set_rhythm
from motcua.plans.actions.reporting import (
    Told,
    assign_duty,
    report_done,
)

pytestmark = pytest.mark.django_db


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


def test_reminders_go_to_who_does_it_and_higher_only_when_late(
    followed: Followed,
    division_head: Person,
    handling_officer: Person,
    head: Person,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    assign_duty(duty_id=followed.duty.pk, person_id=handling_officer.pk, by=division_head, at=moment)
    due = datetime.combine(date(2026, 9, 29), moment.timetz())

    def called(days: int) -> set[tuple[str, Person]]:
        before = set(Notice.objects.values_list("pk", flat=True))
        remind_of_duties(at=due + timedelta(days=days))
        return {(one.event, one.recipient) for one in Notice.objects.exclude(pk__in=before)}

    assert called(-8) == set()
    for days in (-7, -3, -1):
        assert called(days) == {("duty_due_soon", handling_officer)}
    assert called(0) == {("duty_due_today", handling_officer)}
    assert called(1) == {("duty_late", handling_officer), ("duty_late", division_head)}
    assert called(3) == {("duty_escalated", head), ("duty_escalated", control_focal_officer)}
    report_done(
        duty_id=followed.duty.pk,
        told=Told("Xong", product_reference="số 1"),
        by=handling_officer,
        at=due + timedelta(days=4),
    )
    assert called(8) == set()
