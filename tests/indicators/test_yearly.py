"""Commitments, initiatives and activities counted as measures, with the rows behind."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.indicators.queries.measuring import measure
from motcua.indicators.queries.rows import rows_of
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.plans.enums import (
    ActivityKind,
    ActivityStatus,
    CommitmentUnitKind,
    InitiativeStatus,
    RecognitionLevel,
)
from motcua.plans.models import (
    Activity,
    Commitment,
    CommitmentDrive,
    CommitmentUnit,
    Initiative,
    InitiativeCall,
)

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
MAY = datetime(2026, 5, 4, 9, tzinfo=VIETNAM)


def says(code: str, window: Period = YEAR) -> str:
    return measure(code, agency_id=None, window=window).says


def test_units_that_signed(bodies: Bodies, head: Person, today: date) -> None:
    drive = CommitmentDrive.objects.create(
        agency=bodies.department, year=2026, title="Không nhũng nhiễu", created_by=head, created_at=MAY
    )
    for unit, kind, reported in (
        (bodies.department, CommitmentUnitKind.LEADERSHIP, MAY),
        (bodies.exam_division, CommitmentUnitKind.DIVISION, MAY),
        (bodies.upper_secondary_school, CommitmentUnitKind.ATTACHED, MAY),
        (bodies.primary_school, CommitmentUnitKind.ATTACHED, None),
    ):
        row = CommitmentUnit.objects.create(drive=drive, unit=unit, kind=kind, reported_at=reported)
    Commitment.objects.create(
        drive_unit=row, name="Đào Thị Hiệu", is_head=True, signed_on=MAY.date(), folded="dao thi hieu"
    )
    # The division said so; of the two schools one has its head's paper, the other only reported.
    assert says("commitments_rate") == "66,67 %"
    assert says("commitments_rate", Period(date(2026, 5, 6), date(2027, 1, 1))) == "66,67 %"
    assert says("commitments_rate", Period(date(2025, 1, 1), date(2026, 1, 1))) == "không phát sinh"
    rows = rows_of("commitments_rate", agency_id=None, window=YEAR, person=head, on=today)
    assert {each.unit for each in rows} == {bodies.exam_division, bodies.primary_school}


def test_initiatives_and_activities_of_the_window(bodies: Bodies, head: Person, today: date) -> None:
    call = InitiativeCall.objects.create(
        agency=bodies.department,
        year=2026,
        title="Sáng kiến 2026",
        criteria=[],
        passing=60,
        created_by=head,
        created_at=MAY,
    )
    for number, status in enumerate(
        (InitiativeStatus.RECOGNISED, InitiativeStatus.REGISTERED, InitiativeStatus.WITHDRAWN)
    ):
        is_recognised = status is InitiativeStatus.RECOGNISED
        Initiative.objects.create(
            call=call,
            unit=bodies.exam_division,
            title=f"Sáng kiến {number}",
            authors="Lê Thị Na",
            summary="…",
            is_about_reform=True,
            status=status,
            registered_by=head,
            registered_at=MAY,
            level=RecognitionLevel.choices()[0][0] if is_recognised else "",
            decision_number="5/QĐ" if is_recognised else "",
            decided_on=date(2026, 11, 5) if is_recognised else None,
            folded=str(number),
        )
    assert (says("initiatives_reform"), says("initiatives_recognised")) == ("2 sáng kiến", "1 sáng kiến")
    assert says("initiatives_recognised", Period(date(2026, 5, 1), date(2026, 6, 1))) == "0 sáng kiến"
    for kind, held in ((ActivityKind.TRAINING, True), (ActivityKind.DIALOGUE, False)):
        Activity.objects.create(
            agency=bodies.department,
            kind=kind,
            status=ActivityStatus.HELD if held else ActivityStatus.PLANNED,
            title="Tập huấn",
            planned_on=MAY.date(),
            held_on=MAY.date() if held else None,
            created_by=head,
            created_at=MAY,
            folded="tap huan",
        )
    assert (says("trainings_held"), says("dialogues_held")) == ("1 hoạt động", "0 hoạt động")
    assert rows_of("trainings_held", agency_id=None, window=YEAR, person=head, on=today).count() == 1
