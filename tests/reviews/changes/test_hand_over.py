"""Scenarios pass on when an agency is succeeded."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.kernel.models import JournalEntry
from motcua.reviews.actions.scenarios import keep_scenario
from motcua.reviews.actions.scenarios_handing_over import OpenScenarios
from motcua.reviews.models import Scenario
from motcua.reviews.rules.changes.writing import read_change

pytestmark = pytest.mark.django_db


def test_they_go_on_and_names_stay_apart(
    diploma: Procedure, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    for number in (1, 2):
        keep_scenario(
            agency_id=bodies.department.pk,
            version_id=diploma.versions.get().pk,
            changes=[read_change(f"drop_paper:{number}")],
            name=f"Bớt giấy {number}",
            reason="Đã có dữ liệu",
            by=control_focal_officer,
            at=moment,
        )
    work, on, successor = OpenScenarios(), moment.date(), bodies.other_department.pk
    there = Scenario.objects.get(name="Bớt giấy 2")
    there.agency_id = successor
    there.name = "Bớt giấy 1"
    there.save(update_fields=["agency", "name"])
    assert [one.count for one in work.count(predecessors=[bodies.department.pk], on=on)] == [1]
    passed = work.hand_over(
        predecessors=[bodies.department.pk], successor=successor, on=on, at=moment, actor="operator"
    )
    assert [one.count for one in passed] == [1]
    assert set(Scenario.objects.values_list("agency", "name")) == {
        (successor, "Bớt giấy 1"),
        (successor, "Bớt giấy 1 (2)"),
    }
    assert JournalEntry.objects.filter(kind="ScenarioHandedOver").count() == 1
    assert not work.close(predecessors=[bodies.department.pk], on=on, at=moment, actor="operator")
