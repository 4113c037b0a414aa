"""The scene of kept cost sheets: a procedure of the department with dossiers, and who works on sheets."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.dossiers.enums import Door, PartyRole, ReturnWay
from motcua.dossiers.models import Party
from motcua.kernel.clock import local_day
from motcua.reviews.actions.costs import draft_estimate
from motcua.reviews.base_data import load
from motcua.reviews.models import CostEstimate


@pytest.fixture(autouse=True)
def shipped(db: None, moment: datetime) -> None:
    """The shipped norms and incomes."""
    load(at=moment)


@pytest.fixture
def ten(put: PutDossier, moment: datetime) -> None:
    """Ten dossiers of eight people over the last year: six at the counter, four online."""
    for number in range(10):
        came = moment - timedelta(days=30 + 30 * number, hours=1)
        dossier = put(
            received=came,
            finished=came + timedelta(days=2),
            door=Door.DIRECT if number < 6 else Door.ONLINE,
            return_way=ReturnWay.DESK if number < 6 else ReturnWay.ONLINE,
        )
        person = f"0312{max(number, 2):08}"
        Party.objects.create(
            dossier=dossier, role=PartyRole.APPLICANT, kind="person", name="Người nộp", identity_number=person
        )
    put(received=moment - timedelta(days=500))


@pytest.fixture
def sheet(
    diploma: Procedure, ten: None, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> CostEstimate:
    """A draft made by the control officer."""
    assert local_day(moment)
    return draft_estimate(
        procedure_id=diploma.pk, agency_id=bodies.department.pk, by=control_focal_officer, at=moment
    )
