"""A fee that a dossier owes, and people who may take it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from tests.cast import Bodies, MakePerson

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.payments.actions.charges import owe
from motcua.payments.models import Charge
from motcua.payments.rules.charges import NewCharge

MakeCharge = Callable[..., Charge]
SUBJECT = "0199c0de-0000-7000-8000-000000000001"


@pytest.fixture
def finance_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    """Keeps the department's money."""
    return make_person("Tạ Thị Kế", role=Role.FINANCE_OFFICER, agency=bodies.department)


@pytest.fixture
def make_charge(bodies: Bodies, moment: datetime) -> MakeCharge:
    """A maker of charges owed to the department for one dossier, received at the department's office."""

    def make(amount_vnd: int = 20_000, *, subject_id: str = SUBJECT, **more: object) -> Charge:
        (charge,) = owe(
            subject_kind="dossier",
            subject_id=subject_id,
            subject_label="H24.09-20260917-0000042",
            agency_id=bodies.department.pk,
            desk_id=bodies.division.pk,
            payer_name="Phạm Thị Dân",
            charges=[NewCharge(**{"fee_name": "Phí cấp bản sao", "amount_vnd": amount_vnd, **more})],
            by="person:tester",
            at=moment,
        )
        return charge

    return make


@pytest.fixture
def charge(make_charge: MakeCharge) -> Charge:
    """Twenty thousand đồng."""
    return make_charge()
