"""Received elsewhere: the dossier travels, the clock starts where it is resolved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import fresh, refused
from tests.handing_in import TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.actions.transferring import accept_transfer, transfer
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier, Passage
from motcua.kernel.clock import VIETNAM
from motcua.kernel.queries import entries_about
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def commune_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    return make_person("Cao Thị Xã", role=Role.RECEPTION_OFFICER, agency=bodies.commune_committee)


@pytest.fixture
def elsewhere(taken_in: TakenIn, commune_officer: Person, bodies: Bodies) -> Dossier:
    """Received at a commune, of the department's competence."""
    return taken_in(by=commune_officer, reception_id=bodies.commune_committee.pk)


def test_no_time_counts_before_the_competent_agency_has_it(elsewhere: Dossier, moment: datetime) -> None:
    assert elsewhere.is_transferred
    assert (elsewhere.started_at, elsewhere.due_at) == (None, None)
    assert elsewhere.step_due_at is not None
    # Received at nine: to be sent on within the same working day.
    assert elsewhere.step_due_at.astimezone(VIETNAM).date() == moment.date()


def test_it_travels_and_its_clock_starts_on_acceptance(
    elsewhere: Dossier, commune_officer: Person, desk_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    assert refused(forward, elsewhere, by=commune_officer, at=moment) == "transfer-first"
    transfer(dossier_id=elsewhere.pk, by=commune_officer, at=moment + HOUR)
    sent = fresh(elsewhere)
    assert (sent.status, sent.holder_agency, sent.holder) == (Status.RECEIVED, bodies.department, None)
    assert sent.due_at is None
    assert Notice.objects.filter(event="dossier_forwarded", recipient=desk_officer).exists()

    next_day = moment + timedelta(days=1)
    accept_transfer(dossier_id=elsewhere.pk, by=desk_officer, at=next_day)
    row = fresh(elsewhere)
    assert (row.started_at, row.holder) == (next_day, desk_officer)
    assert row.due_at is not None
    assert row.due_at.astimezone(VIETNAM).date() == datetime(2026, 9, 23).date()  # noqa: DTZ001
    forward(dossier_id=elsewhere.pk, by=desk_officer, at=next_day)
    assert fresh(elsewhere).step_key == "phan-cong"


def test_sent_late_is_written_down(elsewhere: Dossier, commune_officer: Person, moment: datetime) -> None:
    transfer(dossier_id=elsewhere.pk, by=commune_officer, at=moment + timedelta(days=1))
    assert Passage.objects.get(dossier=elsewhere, number=1).standing == Standing.OVERDUE
    last = entries_about("dossier", str(elsewhere.pk)).last()
    assert last is not None
    assert last.payload["is_late"] is True


def test_refusals(
    elsewhere: Dossier,
    taken_in: TakenIn,
    commune_officer: Person,
    desk_officer: Person,
    handler: Person,
    moment: datetime,
) -> None:
    assert refused(transfer, elsewhere, by=handler, at=moment) == "receive-dossiers-not-allowed"
    assert refused(accept_transfer, elsewhere, by=desk_officer, at=moment) == "transfer-not-under-way"
    assert refused(transfer, taken_in(), by=desk_officer, at=moment) == "transfer-not-needed"
    transfer(dossier_id=elsewhere.pk, by=commune_officer, at=moment)
    assert refused(transfer, elsewhere, by=commune_officer, at=moment) == "already-transferred"
    assert (
        refused(accept_transfer, elsewhere, by=commune_officer, at=moment) == "receive-dossiers-not-allowed"
    )
