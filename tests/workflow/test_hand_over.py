"""Processes when agencies end or become others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.cast import Bodies
from tests.workflow.conftest import PublishProcess
from tests.workflow.test_drafts import facts_of

from motcua.accounts.models import Person
from motcua.organisations.ports import OpenItems
from motcua.workflow.actions.drafts import copy_to_draft, start_draft_process
from motcua.workflow.actions.hand_over import OpenProcesses
from motcua.workflow.enums import ProcessState
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.queries import find_process, get_process
from motcua.workflow.rules.processes import Body, ProcessContent

DAY = date(2026, 9, 17)
MATTER = "procedure:1.000001"


def hand_over(bodies: Bodies, moment: datetime) -> list[OpenItems]:
    return OpenProcesses().hand_over(
        predecessors={bodies.department.pk},
        successor=bodies.other_department.pk,
        on=DAY,
        at=moment,
        actor="operator",
    )


def test_processes_and_drafts_go_on_at_the_successor(
    content: ProcessContent,
    bodies: Bodies,
    publish_content: PublishProcess,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    version = publish_content(content, date(2026, 9, 1))
    planned = publish_content(replace(content, is_express=True), date(2027, 1, 1))
    copy_to_draft(version=version, by=control_focal_officer, at=moment)
    lone = start_draft_process(
        content=replace(content, matter="procedure:2"), by=control_focal_officer, at=moment
    )
    counted = OpenProcesses().count(predecessors={bodies.department.pk}, on=DAY)
    assert [item.count for item in counted] == [2, 2]
    assert [item.count for item in hand_over(bodies, moment)] == [2, 2]

    successor = bodies.other_department.pk
    found = find_process(MATTER, successor, DAY)
    assert found is not None
    assert found.steps == content.steps
    assert find_process(MATTER, bodies.department.pk, DAY) != content
    assert find_process(MATTER, bodies.department.pk, DAY - timedelta(days=1)) == content
    assert get_process(version.pk).steps == content.steps
    later = find_process(MATTER, successor, date(2027, 1, 1), express=True)
    assert later is not None
    assert later.matter == MATTER
    planned.refresh_from_db()
    assert (planned.state, planned.in_force) == (ProcessState.RETIRED, None)
    drafts = ProcessVersion.objects.filter(state=ProcessState.DRAFT)
    assert {draft.process.agency_id for draft in drafts} == {successor}
    assert not Process.objects.filter(pk=lone.process_id).exists()
    assert facts_of(version)[-1] == "ProcessHandedOver"


def test_the_successor_s_own_process_and_draft_stay(
    content: ProcessContent,
    bodies: Bodies,
    publish_content: PublishProcess,
    control_focal_officer: Person,
    outsider: Person,
    moment: datetime,
) -> None:
    version = publish_content(content, date(2026, 9, 1))
    theirs = replace(content, agency=Body(bodies.other_department.code), name="Của mình")
    own = start_draft_process(content=theirs, by=outsider, at=moment)
    draft = copy_to_draft(version=version, by=control_focal_officer, at=moment)
    assert [item.count for item in hand_over(bodies, moment)] == [1, 0]
    draft.refresh_from_db()
    own.refresh_from_db()
    assert draft.process.agency == bodies.department
    assert (own.state, own.name) == (ProcessState.DRAFT, "Của mình")


def test_what_ends_with_its_agency(
    content: ProcessContent,
    bodies: Bodies,
    publish_content: PublishProcess,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    version = publish_content(content, date(2026, 9, 1))
    copy_to_draft(version=version, by=control_focal_officer, at=moment)
    left = OpenProcesses().close(predecessors={bodies.department.pk}, on=DAY, at=moment, actor="operator")
    assert [item.count for item in left] == [1]
    after = find_process(MATTER, bodies.department.pk, DAY)
    assert after is not None
    assert after.matter == ""
    assert facts_of(version)[-1] == "ProcessRetired"
