"""Dossiers of the tests. Import only the types from here; ask for the fixtures by name.

The scene: a procedure of three working days at the department, for which the division of exams has the handler.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import SINCE, Bodies, MakePerson
from tests.publishing import Publish

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, RoleHolding
from motcua.catalogue.models import Procedure
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import take_in
from motcua.dossiers.enums import Door, PaperForm, PartyRole
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.offers import get_offer
from motcua.dossiers.rules.intake import Intake, NewPaper, NewParty
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power

HandIn = Callable[..., Intake]
TakenIn = Callable[..., Dossier]


@pytest.fixture
def diploma(publish: Publish, bodies: Bodies) -> Procedure:
    """A procedure that the department decides in three working days."""
    procedure = publish("1.005143", name="Cấp lại văn bằng")
    Power.objects.create(
        matter="procedure:1.005143",
        holder=bodies.department,
        source=PowerSource.STATUTORY,
        in_force=DateRange(SINCE, None),
    )
    return procedure


@pytest.fixture
def desk_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    """Takes in dossiers at the department's own desk."""
    return make_person("Phạm Thị Tiếp", role=Role.RECEPTION_OFFICER, agency=bodies.department)


@pytest.fixture
def handler(handling_officer: Person, bodies: Bodies) -> Person:
    """Works on dossiers in the division of exams."""
    return handling_officer


@pytest.fixture
def hand_in(diploma: Procedure, bodies: Bodies, moment: datetime) -> HandIn:
    """Makes a handing-in with every paper: `hand_in(applicant="…", door=…)`."""

    def make(*, applicant: str = "Nguyễn Thị Hồng", procedure: Procedure = diploma, **changes: Any) -> Intake:
        offer = get_offer(procedure.pk, changes.pop("on", moment.date()))
        facts: dict[str, Any] = {
            "submission_key": uuid4(),
            "procedure_id": procedure.pk,
            "door": Door.DIRECT,
            "reception_id": bodies.department.pk,
            "parties": [
                NewParty(PartyRole.APPLICANT, applicant, identity_number="031185000123", phone="0912345678")
            ],
            "papers": [
                NewPaper(paper.name, paper.component_id, PaperForm.ORIGINAL) for paper in offer.papers_of("")
            ],
        }
        return Intake(**{**facts, **changes})

    return make


@pytest.fixture
def taken_in(hand_in: HandIn, desk_officer: Person, moment: datetime) -> TakenIn:
    """Takes in a dossier at the department's desk: `taken_in(at=…, applicant=…)`."""

    def make(*, by: Person = desk_officer, at: datetime = moment, **changes: Any) -> Dossier:
        return take_in(intake=hand_in(on=at.date(), **changes), by=by, at=at)

    return make


@pytest.fixture
def in_hand(
    taken_in: TakenIn, desk_officer: Person, head: Person, handler: Person, bodies: Bodies, moment: datetime
) -> TakenIn:
    """Takes in a dossier and brings it to its handler in the division of exams: `in_hand(submitted_by=citizen)`."""

    def make(*, at: datetime = moment, submitted_by: Person | None = None, **changes: Any) -> Dossier:
        dossier = taken_in(at=at, **changes)
        if submitted_by is not None:
            Dossier.objects.filter(pk=dossier.pk).update(submitted_by=submitted_by)
        forward(dossier_id=dossier.pk, by=desk_officer, at=at)
        assign(
            dossier_id=dossier.pk,
            by=head,
            at=at,
            unit_id=bodies.exam_division.pk,
            person_id=handler.pk,
        )
        return Dossier.objects.defer("words").get(pk=dossier.pk)

    return make


@pytest.fixture
def also(bodies: Bodies) -> Callable[[Person, Role, Any], None]:
    """Gives a person one more role: `also(person, Role.HEAD, bodies.department)`."""

    def give(person: Person, role: Role, agency: Any) -> None:
        RoleHolding.objects.create(person=person, agency=agency, role=role, held=DateRange(SINCE, None))

    return give
