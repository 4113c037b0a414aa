"""Forms II.04 and II.05 filled in from what is kept of feedback and of reviews."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind
from motcua.catalogue.models import Procedure
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.reports.queries.filling import Scope, fill
from motcua.reviews.enums.impact import ActKind, ActStage, ActStatus
from motcua.reviews.enums.proposals import ProposalKind, ProposalStatus
from motcua.reviews.enums.rounds import ItemSource, ItemStatus, RoundKind, RoundStatus
from motcua.reviews.models import (
    DraftAct,
    DraftActProcedure,
    ImpactAssessment,
    ReviewRound,
    RoundItem,
    SimplificationProposal,
)

pytestmark = pytest.mark.django_db
DECEMBER = Period(date(2026, 9, 15), date(2026, 12, 15))
BEFORE = Period(date(2026, 6, 15), date(2026, 9, 15))


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=VIETNAM)


@pytest.fixture
def proposal(
    diploma: Procedure, bodies: Bodies, head: Person, control_focal_officer: Person
) -> SimplificationProposal:
    """One procedure planned, reviewed in October, its proposal approved in November."""
    held = ReviewRound.objects.create(
        agency=bodies.department,
        kind=RoundKind.YEARLY,
        year=2026,
        period=DateRange(date(2026, 1, 1), date(2027, 1, 1)),
        title="Rà soát năm 2026",
        status=RoundStatus.RUNNING,
        approved_by=head,
        approved_at=at(1, 20),
        begun_at=at(1, 21),
        created_by=control_focal_officer,
        created_at=at(1, 5),
    )
    item = RoundItem.objects.create(
        agency=bodies.department,
        round=held,
        procedure=diploma,
        version=diploma.versions.get(),
        unit=bodies.exam_division,
        source=ItemSource.CHOSEN,
        reason="Nhiều hồ sơ",
        due_on=date(2026, 10, 30),
        status=ItemStatus.ACCEPTED,
        handed_in_on=date(2026, 10, 20),
        created_by=head,
        created_at=at(1, 5),
    )
    return SimplificationProposal.objects.create(
        agency=bodies.department,
        item=item,
        procedure=diploma,
        version=diploma.versions.get(),
        kinds=[ProposalKind.AMEND, ProposalKind.ONLINE],
        cost_before_vnd=100_000,
        cost_after_vnd=60_000,
        dossiers_per_year=Decimal("12.500"),
        status=ProposalStatus.APPROVED,
        planned={},
        prepared_by=head,
        prepared_at=at(10, 20),
        approved_at=at(11, 10),
    )


def cells(code: str, place: Bodies, window: Period, closed: datetime | None = None) -> list[list[int | None]]:
    filled = fill(code, Scope(place.department.pk, window, closed))
    return [list(row.cells.values()) for row in filled.rows]


def test_what_was_reviewed_and_simplified(proposal: SimplificationProposal, bodies: Bodies) -> None:
    assert cells("II.05", bodies, DECEMBER) == [[1, 1, 0, 1, 0, 1_250_000, 750_000, 0]]
    assert cells("II.05", bodies, DECEMBER, at(11, 9)) == [[1, 1, 0, 0, 0, 0, 0, 0]]


def test_before_reviews_were_kept_nothing_is_said(proposal: SimplificationProposal, bodies: Bodies) -> None:
    assert cells("II.05", bodies, BEFORE) == []
    assert cells("II.04", bodies, BEFORE) == []


def test_reviews_of_another_body_are_not_counted(proposal: SimplificationProposal, bodies: Bodies) -> None:
    assert fill("II.05", Scope(bodies.other_department.pk, DECEMBER)).rows == ()


def test_feedback_adds_up(bodies: Bodies) -> None:
    filled = fill("II.04", Scope(bodies.department.pk, DECEMBER))
    assert filled.gaps == ()
    assert filled.total.cells[3] == 0


def test_drafts_assessed_and_issued(diploma: Procedure, bodies: Bodies, head: Person) -> None:
    act = DraftAct.objects.create(
        agency=bodies.department,
        title="Quyết định về cấp lại văn bằng",
        kind=ActKind.COMMITTEE_DECISION,
        status=ActStatus.ISSUED,
        begun_on=date(2026, 9, 1),
        number="12/2026/QĐ-UBND",
        issued_on=date(2026, 11, 20),
        effective_on=date(2026, 12, 1),
        created_by=head,
        created_at=at(9, 1),
        folded="quyet dinh",
    )
    for change in (ChangeKind.NEW, ChangeKind.AMENDED):
        item = DraftActProcedure.objects.create(
            act=act,
            change=change,
            procedure=None if change is ChangeKind.NEW else diploma,
            name=f"Thủ tục {change}",
            added_at=at(9, 1),
        )
        ImpactAssessment.objects.create(
            item=item,
            stage=ActStage.PROPOSAL,
            form_code="01A",
            form_on=date(2026, 9, 1),
            by=head,
            at=at(10, 1),
        )
    assert cells("II.01", bodies, DECEMBER) == [[1, 2, 1, 1, 0, None]]
    assert cells("II.02", bodies, DECEMBER) == [[0, 0, None, None, 1, 1, 1, 0]]
    assert cells("II.01", bodies, BEFORE) == []
