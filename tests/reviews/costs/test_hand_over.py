"""What passes on when an agency is succeeded."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.reviews.actions.costs import agree_estimate, copy_after, draft_estimate
from motcua.reviews.actions.costs.handing_over import OpenCostSheets
from motcua.reviews.models import CostEstimate
from motcua.reviews.queries.costs import as_sheet

pytestmark = pytest.mark.django_db


def test_sheets_go_on_as_they_are(
    sheet: CostEstimate, bodies: Bodies, head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    agree_estimate(estimate_id=sheet.pk, by=head, at=moment)
    before = as_sheet(sheet)
    draft = draft_estimate(
        procedure_id=sheet.procedure_id, agency_id=sheet.agency_id, by=control_focal_officer, at=moment
    )
    copy = copy_after(estimate_id=draft.pk, title="Bỏ phí", by=control_focal_officer, at=moment)
    work, on, successor = OpenCostSheets(), moment.date(), bodies.other_department.pk
    assert [one.count for one in work.count(predecessors=[bodies.department.pk], on=on)] == [3]
    passed = work.hand_over(
        predecessors=[bodies.department.pk], successor=successor, on=on, at=moment, actor="operator"
    )
    assert [one.count for one in passed] == [3]
    assert set(CostEstimate.objects.values_list("agency", flat=True)) == {successor}
    assert as_sheet(CostEstimate.objects.get(pk=sheet.pk)) == before
    assert JournalEntry.objects.filter(kind="CostSheetHandedOver").count() == 3
    assert CostEstimate.objects.get(pk=copy.pk).of_id == draft.pk
    assert not work.close(predecessors=[bodies.department.pk], on=on, at=moment, actor="operator")


def test_a_second_draft_of_a_procedure_stays_behind(
    sheet: CostEstimate, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    copy_after(estimate_id=sheet.pk, title="Bỏ phí", by=control_focal_officer, at=moment)
    other = CostEstimate.objects.get(pk=sheet.pk)
    other.agency = bodies.division
    other._state.adding = True
    other.pk = CostEstimate._meta.pk.get_default()
    other.save(force_insert=True)
    passed = OpenCostSheets().hand_over(
        predecessors=[bodies.department.pk],
        successor=bodies.division.pk,
        on=moment.date(),
        at=moment,
        actor="operator",
    )
    assert passed == []
    assert CostEstimate.objects.filter(agency=bodies.department).count() == 2
