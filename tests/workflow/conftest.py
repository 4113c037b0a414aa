"""The department's installation, and processes brought into force by two people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.cast import Bodies
from tests.workflow.contents import ordinary

from motcua.accounts.models import Person
from motcua.organisations.models import Installation
from motcua.workflow.actions.drafts import start_draft_process
from motcua.workflow.actions.publication import publish_process
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules.processes import Body, ProcessContent

PublishProcess = Callable[..., ProcessVersion]


@pytest.fixture
def installation(bodies: Bodies) -> Installation:
    """The installation of the education department."""
    return Installation.objects.create(home=bodies.department, is_sample=True)


@pytest.fixture
def content(bodies: Bodies, installation: Installation) -> ProcessContent:
    """An ordinary process of the department."""
    agency = Body(bodies.department.code, bodies.department.pk, bodies.department.name)
    return replace(ordinary(), agency=agency)


@pytest.fixture
def publish_content(
    control_focal_officer: Person,
    second_control_officer: Person,
    moment: datetime,
    installation: Installation,
) -> PublishProcess:
    """A maker of processes in force: `publish_content(content, date(2026, 9, 1))`."""

    def make(content: ProcessContent, from_on: date) -> ProcessVersion:
        draft = start_draft_process(content=content, by=control_focal_officer, at=moment)
        return publish_process(version_id=draft.pk, from_on=from_on, by=second_control_officer, at=moment)

    return make
