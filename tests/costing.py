"""Agreed cost sheets in tests. Import the fixture by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.catalogue.models import ProcedureVersion
from motcua.organisations.models import Agency
from motcua.reviews.enums import Block, Confidence, CostOrigin, EstimateStatus, Side
from motcua.reviews.models import CostEstimate, CostEstimateLine

Agree = Callable[..., CostEstimate]


@pytest.fixture
def agree(bodies: Bodies, control_focal_officer: Person, handling_officer: Person, moment: datetime) -> Agree:
    """Keep an agreed sheet: the hours of each line, an hour's worth, the dossiers of a year, what is paid out."""

    def put(
        version: ProcedureVersion,
        hours: list[int],
        *,
        dossiers: int,
        hourly: int,
        paid: int = 0,
        agency: Agency | None = None,
        is_draft: bool = False,
    ) -> CostEstimate:
        kept = CostEstimate.objects.create(
            procedure=version.procedure,
            version=version,
            agency=agency or bodies.department,
            side=Side.BEFORE,
            dossiers_per_year=Decimal(dossiers),
            subjects_per_year=Decimal(dossiers),
            hourly_income_vnd=Decimal(hourly),
            frequency_origin=CostOrigin.OFFICER,
            frequency_source="Sổ theo dõi",
            frequency_confidence=Confidence.MEDIUM,
            counted_at=moment,
            made_by=handling_officer,
            made_at=moment - timedelta(days=2),
        )
        CostEstimateLine.objects.bulk_create(
            CostEstimateLine(
                estimate=kept,
                position=number,
                key=f"own:{number}",
                block=Block.PREPARE,
                activity=f"Việc {number}",
                times=Decimal(1),
                hours=Decimal(each),
                hourly_income_vnd=Decimal(hourly),
                other_vnd=Decimal(0 if number else paid),
            )
            for number, each in enumerate(hours)
        )
        if not is_draft:
            kept.status, kept.agreed_by = EstimateStatus.AGREED, control_focal_officer
            kept.agreed_at = moment - timedelta(days=1)
            kept.save(update_fields=["status", "agreed_by", "agreed_at"])
        return kept

    return put
