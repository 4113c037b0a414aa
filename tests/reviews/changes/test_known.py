"""What is known beside procedures, from dossiers and findings of a department: steps where they wait, few dossiers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.enums import FeeKind
from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import Standing
from motcua.dossiers.models import Passage
from motcua.payments.enums import PaymentMoment
from motcua.payments.models import Charge
from motcua.reviews.actions.findings import dismiss_finding
from motcua.reviews.enums import Clue, CutKind
from motcua.reviews.queries.changes.facts import Studied, find_version, studied
from motcua.reviews.queries.changes.known import known_of
from motcua.reviews.queries.findings.finding import findings
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.changes.proposing import Allowed, Proposed, proposals
from motcua.workflow.base_data import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope(bodies: Bodies, moment: datetime) -> Scope:
    load(at=moment)
    return Scope(bodies.department.pk, moment)


def offered(procedure: Procedure, scope: Scope) -> tuple[Studied, dict[str, Proposed]]:
    version = find_version(procedure.code, scope)
    one = studied([version], scope)[version]
    known = known_of([one], scope)[version]
    return one, {each.change.key: each for each in proposals(one.facts, known, Allowed())}


def wait(put: PutDossier, bodies: Bodies, moment: datetime, *, dossiers: int) -> None:
    """So many dossiers that lie two days at appraisal before anybody begins, and are then done in one."""
    monday = moment.replace(day=7, hour=8)
    for number in range(dossiers):
        dossier = put(received=moment - timedelta(days=20, hours=number), finished=moment - timedelta(days=3))
        Passage.objects.create(
            dossier=dossier,
            number=1,
            step_key="tham-dinh",
            step_name="Thẩm định hồ sơ",
            role=Role.HANDLER,
            agency=bodies.exam_division,
            entered_at=monday,
            begun_at=monday + timedelta(days=2),
            left_at=monday + timedelta(days=3),
            standing=Standing.EARLY,
        )


def test_steps_of_the_internal_process_can_be_shortened(
    put: PutDossier, bodies: Bodies, diploma: Procedure, moment: datetime, scope: Scope
) -> None:
    wait(put, bodies, moment, dossiers=20)
    one, found = offered(diploma, scope)
    assert "qt.tham-dinh" in {step.key for step in one.facts.steps}
    step = found["shorten_step:qt.tham-dinh"]
    assert step.change.kind is CutKind.SHORTEN_STEP
    assert step.change.amount == 2
    assert step.is_evident
    assert "riêng phần làm 1 ngày" in step.reason


def test_of_few_stays_it_is_an_estimate(
    put: PutDossier, bodies: Bodies, diploma: Procedure, moment: datetime, scope: Scope
) -> None:
    wait(put, bodies, moment, dossiers=4)
    assert not offered(diploma, scope)[1]["shorten_step:qt.tham-dinh"].is_evident
    for passage in Passage.objects.all()[:2]:
        passage.delete()
    assert "shorten_step:qt.tham-dinh" not in offered(diploma, scope)[1]


def test_few_fees_speak_for_dropping_them_unless_somebody_put_that_aside(
    put: PutDossier,
    bodies: Bodies,
    diploma: Procedure,
    moment: datetime,
    scope: Scope,
    control_focal_officer: Person,
) -> None:
    for number in range(10):
        dossier = put(received=moment - timedelta(days=20, hours=number))
        Charge.objects.create(
            subject_kind="dossier",
            subject_id=str(dossier.pk),
            subject_label=dossier.code,
            subject_folded=dossier.code,
            agency=bodies.department,
            fee_name="Phí",
            fee_kind=FeeKind.FEE,
            moment=PaymentMoment.AT_RECEIPT,
            amount_vnd=50_000,
            owed_at=moment,
        )
    _one, found = offered(diploma, scope)
    fee = next(each for key, each in found.items() if key.startswith("drop_fee"))
    assert fee.is_evident
    assert fee.reason.startswith("Chỉ 0 trên 10 hồ sơ")
    [finding] = findings(agency_id=bodies.department.pk, at=moment, clues=[Clue.FEW_FEES])[Clue.FEW_FEES]
    dismiss_finding(
        agency_id=bodies.department.pk,
        clue=Clue.FEW_FEES,
        key=finding.key,
        reason="Đang đối soát",
        by=control_focal_officer,
        at=moment,
    )
    _one, found = offered(diploma, scope)
    assert not next(each for key, each in found.items() if key.startswith("drop_fee")).is_evident
