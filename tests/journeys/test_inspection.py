"""The whole way of an inspection: drawn, visited, concluded, mended after reminders, closed, counted in the year."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.inspecting import Steps

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.plans.actions.inspections.drawing import Seed, draw_units
from motcua.plans.actions.inspections.planning import cancel_inspection, plan_inspection
from motcua.plans.actions.inspections.rounds import approve_round, close_round
from motcua.plans.actions.reminding import remind_of_duties
from motcua.plans.actions.reporting import Told, confirm_done, report_done
from motcua.plans.enums import InspectionStatus, RoundStatus
from motcua.plans.models import Duty, Inspection
from motcua.plans.queries.inspections.figures import inspection_year, share_inspected
from motcua.plans.rules.drawing import Drawable, draw

pytestmark = pytest.mark.django_db


def test_from_the_lot_to_the_closed_round(steps: Steps, principal: Person) -> None:
    made = steps.round(least_share=100)
    drawn = draw_units(
        round_id=made.pk, seed=Seed("26841", "Bảng tin ngày 17/9/2026"), by=steps.keeper, at=steps.moment
    )
    # Anyone who holds the list and the number comes to the same draw.
    rows = list(drawn.candidates.select_related("unit"))
    units = [Drawable(row.unit.code, row.last_inspected_on) for row in rows]
    again = draw(units=units, seed="26841", share=100, avoid_years=2, on=drawn.period.lower)
    assert {lot.code: (lot.place, lot.ticket) for lot in again} == {
        row.unit.code: (row.place, row.ticket) for row in rows
    }
    approve_round(round_id=drawn.pk, by=steps.head, at=steps.moment)

    inspection = steps.concluded_in(drawn, remedies=1)
    assert inspection.status == InspectionStatus.FOLLOWED
    duty = Duty.objects.select_related("task").get()
    assert duty.due_on is not None

    signed_at = steps.visited_at + timedelta(days=2)
    late_at = signed_at + timedelta(days=40)
    for day in range(41):
        remind_of_duties(at=signed_at + timedelta(days=day))
    told = Notice.objects.filter(recipient=principal, event__startswith="duty_")
    assert {"duty_due_soon", "duty_due_today", "duty_late"} <= set(told.values_list("event", flat=True))
    assert "Sửa điều 1" in told.order_by("-at")[0].body

    before = inspection_year(steps.bodies.department.pk, year=2026, on=local_day(late_at))
    assert (before.scheduled, before.findings, before.remedies, before.late) == (1, 1, 1, 1)
    with pytest.raises(Refused) as refused:
        close_round(round_id=drawn.pk, by=steps.keeper, at=late_at)
    assert refused.value.code == "round-unfinished"

    report_done(duty_id=duty.pk, told=Told("Đã sửa"), by=principal, at=late_at)
    confirm_done(duty_id=duty.pk, by=steps.inspector, at=late_at + timedelta(hours=1))
    inspection.refresh_from_db()
    assert inspection.status == InspectionStatus.CLOSED
    for unit in (steps.bodies.division, steps.bodies.exam_division):
        visit = steps.visit(planned_on=local_day(late_at), member_ids=())
        other = plan_inspection(round_id=drawn.pk, unit_id=unit.pk, visit=visit, by=steps.keeper, at=late_at)
        cancel_inspection(inspection_id=other.pk, reason="Bão", by=steps.keeper, at=late_at)
    closed = close_round(round_id=drawn.pk, note="Bão kéo dài", by=steps.keeper, at=late_at)
    assert closed.status == RoundStatus.CLOSED

    on = local_day(late_at)
    share = share_inspected(steps.bodies.department.pk, year=2026, on=on)
    assert (share.reached.inspected, share.reached.units) == (1, 3)
    after = inspection_year(steps.bodies.department.pk, year=2026, on=on)
    assert (after.done, after.late, after.open) == (1, 0, 0)
    assert Inspection.objects.filter(status=InspectionStatus.CANCELLED).count() == 2
