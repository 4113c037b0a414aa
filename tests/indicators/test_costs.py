"""What procedures cost in a year before a window and at its end: agreed sheets alone, and of how many it is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.costing import Agree
from tests.costing import agree as agree
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.actions.versions import close_versions
from motcua.catalogue.enums import LinkKind, ProcedureKind
from motcua.catalogue.models import Procedure, ProcedureLink, ProcedureVersion
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.queries.measuring import figures, measure
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import Figure, Measured
from motcua.kernel.periods import Period
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power
from motcua.reviews.actions.business import mark_business
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import portfolio
from motcua.reviews.rules.changes.portfolio import sums

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
COST, BUSINESS, SHEETS, TIME, PAPERS = (
    "cost_cut_rate",
    "business_cost_cut_rate",
    "cost_sheets_rate",
    "time_cut_rate",
    "papers_cut_rate",
)


def told(code: str = COST, window: Period = YEAR, **asked: Any) -> Measured:
    return measure(code, **{"agency_id": None, "window": window, **asked})


def versions(procedure: Procedure) -> list[ProcedureVersion]:
    return list(procedure.versions.order_by("number"))


@pytest.fixture
def two(publish: Publish) -> Procedure:
    """A procedure that was promulgated again in March."""
    publish("1.000001", is_business_related=None, applicant_types=())
    return publish("1.000001", since=date(2026, 3, 1), is_business_related=None, applicant_types=())


Replace = Callable[[Procedure, Procedure, date], None]


@pytest.fixture
def replaced() -> Replace:
    """Ends one and links it to the one that takes its place."""

    def put(earlier: Procedure, later: Procedure, on: date) -> None:
        ProcedureLink.objects.create(procedure=earlier, other=later, kind=LinkKind.REPLACED_BY)
        with transaction.atomic():
            close_versions([earlier.pk], on)

    return put


def test_both_sides_with_the_dossiers_and_the_income_of_before(two: Procedure, agree: Agree) -> None:
    """Ten hours to six while an hour is worth twice as much and fewer come: (500 000 + 200 000) to 500 000 đ."""
    was, now = versions(two)
    agree(was, [6, 4], dossiers=1_000, hourly=50_000, paid=200_000)
    assert told().figure == Figure(0, 0, covers=(0, 1))
    assert told().says == "chưa tính được, 0/1 thủ tục có đủ số liệu"  # never silently 0 %
    agree(now, [6], dossiers=3_000, hourly=100_000, paid=200_000)
    assert told().figure == Figure(200_000_000, 700_000_000)
    assert told().says == "28,57 %"
    assert told(SHEETS).figure == Figure(1, 1)
    assert told(window=Period(date(2026, 4, 1), date(2027, 1, 1))).figure == Figure(0, 2_400_000_000)


def test_the_whole_is_told_with_its_coverage(two: Procedure, agree: Agree, publish: Publish) -> None:
    was, now = versions(two)
    agree(was, [10], dossiers=100, hourly=50_000)
    agree(now, [5], dossiers=100, hourly=50_000)
    draft = publish("1.000002")
    agree(versions(draft)[0], [80], dossiers=100, hourly=50_000, is_draft=True)
    publish("NB.01", kind=ProcedureKind.INTERNAL)
    assert told().figure == Figure(25_000_000, 50_000_000, covers=(1, 2))
    assert told().says == "50 % (của 1/2 thủ tục có đủ số liệu)"
    assert told(SHEETS).figure == Figure(1, 2)
    parted = told(by=Dimension.PROCEDURE)
    assert parted.figure == told().figure
    assert {part.key: part.figure for part in parted.parts} == {
        str(two.pk): Figure(25_000_000, 50_000_000),
        str(draft.pk): Figure(0, 0, covers=(0, 1)),
    }


def test_a_version_that_stays_needs_one_sheet_and_what_ends_costs_nothing(
    publish: Publish, agree: Agree
) -> None:
    stays, ends = publish("1.000001"), publish("1.000002")
    agree(versions(stays)[0], [10], dossiers=100, hourly=50_000)
    agree(versions(ends)[0], [2], dossiers=100, hourly=50_000)
    assert told().figure == Figure(0, 60_000_000)
    with transaction.atomic():
        close_versions([ends.pk], date(2026, 5, 1))
    assert told().figure == Figure(10_000_000, 60_000_000)


def test_behind_them_stand_the_procedures(
    two: Procedure, agree: Agree, publish: Publish, today: date
) -> None:
    for version, hours in zip(versions(two), (10, 5), strict=True):
        agree(version, [hours], dossiers=100, hourly=50_000)
    other = publish("1.000002")
    agree(versions(other)[0], [10], dossiers=100, hourly=50_000)
    how: dict[str, Any] = {"agency_id": None, "window": YEAR, "person": None, "on": today}
    assert list(rows_of(COST, **how)) == [two]
    assert set(rows_of(COST, **how, side=Side.DENOMINATOR)) == {two, other}


def test_as_the_portfolio_reckons(
    two: Procedure, agree: Agree, bodies: Bodies, moment: datetime, publish: Publish
) -> None:
    """The same đồng as on the page of what was cut, for the same days."""
    was, now = versions(two)
    agree(was, [7, 4], dossiers=333, hourly=59_422, paid=10_001)
    agree(now, [3], dossiers=12, hourly=61_003, paid=7_000)
    other = publish("1.000002")
    agree(versions(other)[0], [1], dossiers=7, hourly=59_422)
    for code in (two.code, other.code):
        hold(code, bodies)
    held = portfolio(Scope(bodies.department.pk, moment), baseline_on=date(2025, 12, 31)).held
    whole = sums(held)
    window = Period(date(2026, 1, 1), moment.date() + timedelta(days=1))
    figure = told(window=window, agency_id=bodies.department.pk).figure
    assert figure is not None
    assert figure.denominator == round(whole.before.cost)
    assert figure.numerator == round(whole.before.cost - whole.now.cost)
    assert whole.now.cost == 333 * (Fraction(3 * 59_422) + 7_000) + 7 * 59_422


def hold(code: str, bodies: Bodies) -> None:
    Power.objects.create(
        matter=f"procedure:{code}",
        source=PowerSource.STATUTORY,
        in_force=DateRange(date(2025, 7, 1), None),
        holder=bodies.department,
    )


def test_of_the_place_and_by_what_its_bodies_agreed(two: Procedure, agree: Agree, bodies: Bodies) -> None:
    hold(two.code, bodies)
    for version, hours in zip(versions(two), (10, 5), strict=True):
        agree(version, [hours], dossiers=100, hourly=50_000)
    for place in (bodies.committee, bodies.department):
        assert told(agency_id=place.pk).figure == Figure(25_000_000, 50_000_000)
    assert told(agency_id=bodies.other_department.pk).figure == Figure(0, 0)
    agree(versions(two)[1], [1], dossiers=100, hourly=50_000, agency=bodies.other_department)
    assert told(agency_id=bodies.department.pk).figure == Figure(25_000_000, 50_000_000)


def test_a_closing_sees_what_was_agreed_by_then(two: Procedure, agree: Agree, moment: datetime) -> None:
    for version, hours in zip(versions(two), (10, 5), strict=True):
        agree(version, [hours], dossiers=100, hourly=50_000)
    window = Period(date(2026, 1, 1), moment.date() + timedelta(days=1))
    assert told(window=window, as_of=moment).figure == Figure(25_000_000, 50_000_000)
    assert told(window=window, as_of=moment - timedelta(days=2)).figure == Figure(0, 0, covers=(0, 1))


def test_what_takes_the_place_of_another_is_compared_with_it(
    publish: Publish,
    agree: Agree,
    replaced: Replace,
    bodies: Bodies,
    control_focal_officer: Person,
    moment: Any,
) -> None:
    """Two procedures become a third: neither a cut of both, nor one that was always there; the mark goes with them."""
    first, second = publish("1.000001"), publish("1.000002")
    third = publish("1.000003", since=date(2026, 3, 1), is_business_related=False)
    for procedure, hours in ((first, 10), (second, 6), (third, 4)):
        agree(versions(procedure)[0], [hours], dossiers=100, hourly=50_000)
    alone = told().figure
    replaced(first, third, date(2026, 3, 1))
    replaced(second, third, date(2026, 3, 1))
    assert alone != told().figure == Figure(80_000_000 - 40_000_000, 80_000_000)
    papers, minutes = told(PAPERS).figure, told(TIME).figure
    assert papers is not None
    assert papers.numerator * 2 == papers.denominator  # three times the same: two of them asked before
    assert minutes is not None
    assert minutes.numerator * 2 == minutes.denominator
    assert told(BUSINESS).figure == Figure(0, 0)
    mark_business(
        agency_id=bodies.department.pk,
        procedure_ids=[second.pk],
        concerns=True,
        reason="Phụ lục",
        by=control_focal_officer,
        at=moment,
    )
    assert told(BUSINESS).figure == Figure(40_000_000, 80_000_000)
    mark_business(
        agency_id=bodies.department.pk,
        procedure_ids=[third.pk],
        concerns=False,
        reason="Không còn",
        by=control_focal_officer,
        at=moment,
    )
    assert told(BUSINESS).figure == Figure(0, 0)


def test_merged_into_one_that_was_there(publish: Publish, agree: Agree, replaced: Replace) -> None:
    first, second = publish("1.000001"), publish("1.000002")
    agree(versions(first)[0], [10], dossiers=100, hourly=50_000)
    agree(versions(second)[0], [6], dossiers=300, hourly=50_000)
    replaced(first, second, date(2026, 3, 1))
    assert told().figure == Figure(50_000_000 + 90_000_000 - 6 * 50_000 * 400, 140_000_000)
    assert told(window=Period(date(2026, 4, 1), date(2027, 1, 1))).figure == Figure(0, 90_000_000)


def test_who_is_replaced_in_a_ring_ends_nobody_s_count(publish: Publish, replaced: Replace) -> None:
    first, second = publish("1.000001"), publish("1.000002")
    ProcedureLink.objects.create(procedure=second, other=first, kind=LinkKind.REPLACED_BY)
    replaced(first, second, date(2026, 3, 1))
    assert told().figure == Figure(0, 0, covers=(0, 1))


def test_one_statement_for_all_of_them(two: Procedure, agree: Agree) -> None:
    for version, hours in zip(versions(two), (10, 5), strict=True):
        agree(version, [hours], dossiers=100, hourly=50_000)
    asked = Asked(None, YEAR)
    with CaptureQueriesContext(connection) as queries:
        found = figures([(get_measure(code, asked.last_day), asked) for code in (COST, BUSINESS, SHEETS)])
    assert found == [Figure(25_000_000, 50_000_000), Figure(0, 0), Figure(1, 1)]
    assert len(queries) == 1
