"""A procedure that took the place of others: compared with them, counted in their sets, from the day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction

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
from motcua.catalogue.enums import LinkKind
from motcua.catalogue.models import Procedure, ProcedureLink
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power
from motcua.reviews.actions.business import mark_business, undo_marking
from motcua.reviews.models import BusinessMarking
from motcua.reviews.queries.business import marks, members_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import portfolio
from motcua.reviews.rules.changes.portfolio import Held, sums
from motcua.reviews.rules.changes.pricing import Priced, together
from motcua.reviews.rules.succession import Replaced

pytestmark = pytest.mark.django_db
BASE, MARCH = date(2025, 12, 31), date(2026, 3, 1)
Own = Callable[..., Procedure]


@pytest.fixture
def own(publish: Publish, bodies: Bodies) -> Own:
    """Publishes a procedure that the department decides."""

    def put(code: str, **changes: object) -> Procedure:
        Power.objects.create(
            matter=f"procedure:{code}",
            source=PowerSource.STATUTORY,
            in_force=DateRange(date(2025, 7, 1), None),
            holder=bodies.department,
        )
        return publish(code, **{"is_business_related": None, "applicant_types": (), **changes})

    return put


def replace(earlier: Procedure, later: Procedure) -> None:
    ProcedureLink.objects.create(procedure=earlier, other=later, kind=LinkKind.REPLACED_BY)
    with transaction.atomic():
        close_versions([earlier.pk], MARCH)


def test_a_merger_is_compared_with_what_it_merged(
    own: Own, agree: Agree, bodies: Bodies, moment: datetime
) -> None:
    first, second = own("1.000001"), own("1.000002")
    third = own("1.000003", since=MARCH)
    for procedure, hours, dossiers in ((first, 10, 100), (second, 6, 300), (third, 4, 9)):
        agree(procedure.versions.get(), [hours], dossiers=dossiers, hourly=50_000)
    scope = Scope(bodies.department.pk, moment)
    apart = sums(portfolio(scope, baseline_on=BASE).held)
    replace(first, third)
    replace(second, third)
    [held] = portfolio(scope, baseline_on=BASE).held
    assert (held.code, held.is_ended, held.has_limit) == ("1.000003", False, True)
    assert held.replaces == (
        Replaced("1.000001", "1.000003", MARCH),
        Replaced("1.000002", "1.000003", MARCH),
    )
    assert held.before.days == held.now.days * 2 == apart.before.days * Fraction(2, 3)
    assert held.before.papers == held.now.papers * 2 > 0
    assert held.before.cost == 10 * 50_000 * 100 + 6 * 50_000 * 300
    assert held.now.cost == 4 * 50_000 * 400  # each case still has its dossiers
    earlier = Scope(bodies.department.pk, datetime(2026, 2, 1, tzinfo=moment.tzinfo))
    assert {one.code for one in portfolio(earlier, baseline_on=BASE).held} == {"1.000001", "1.000002"}


def test_into_one_that_was_there_and_one_without_a_sheet(
    own: Own, agree: Agree, bodies: Bodies, moment: datetime
) -> None:
    first, second = own("1.000001"), own("1.000002")
    agree(first.versions.get(), [10], dossiers=100, hourly=50_000)
    replace(first, second)
    [held] = portfolio(Scope(bodies.department.pk, moment), baseline_on=BASE).held
    assert held.before.papers == held.now.papers * 2
    assert held.before.cost == held.now.cost == 50_000_000  # nobody counted anew: no saving
    later = portfolio(Scope(bodies.department.pk, moment), baseline_on=date(2026, 4, 1)).held
    assert [(one.code, one.replaces, one.before == one.now) for one in later] == [("1.000002", (), True)]


def test_the_mark_goes_on_until_one_s_own(
    own: Own, bodies: Bodies, moment: datetime, control_focal_officer: Person
) -> None:
    first, second, third = own("1.000001"), own("1.000002", since=MARCH), own("1.000003", since=MARCH)
    replace(first, second)
    before = moment - timedelta(hours=2)

    def mark(procedure: Procedure, concerns: bool, at: datetime) -> BusinessMarking:
        return mark_business(
            agency_id=bodies.department.pk,
            procedure_ids=[procedure.pk],
            concerns=concerns,
            reason="Phụ lục",
            by=control_focal_officer,
            at=at,
        )

    scope = Scope(bodies.department.pk, moment)
    assert marks(scope) == {}
    made = mark(first, True, before)
    assert marks(scope) == {first.pk: True, second.pk: True}
    by_code: dict[str, Held] = {one.code: one for one in portfolio(scope, baseline_on=BASE).held}
    assert (by_code["1.000002"].is_business, by_code["1.000003"].is_business) == (True, False)
    with CaptureQueriesContext(connection) as queries:
        members = {one.code: one for one in members_of(scope)}
    assert len(queries) <= 12
    told = members["1.000002"]
    assert (told.is_business, told.why) == (True, "replaced")
    assert told.passed is not None
    assert told.passed.links == (Replaced("1.000001", "1.000002", MARCH),)
    assert members[third.code].why == "applicants"
    mark(second, False, before + timedelta(hours=1))
    assert marks(scope) == {first.pk: True, second.pk: False}
    undo_marking(
        marking_id=made.pk, reason="Nhầm", by=control_focal_officer, at=moment - timedelta(minutes=1)
    )
    assert marks(scope) == {second.pk: False}


def test_sheets_together_weigh_what_they_weighed_apart() -> None:
    some = [
        Priced(Fraction(100), Fraction(10), Fraction(500), Fraction(7)),
        Priced(Fraction(300), Fraction(6), Fraction(300), Fraction(1)),
    ]
    one = together(some)
    assert one is not None
    assert (one.work + one.paid) * one.dossiers == sum(
        (each.work + each.paid) * each.dossiers for each in some
    )
    assert (together([]), together(some[:1])) == (None, some[0])
    assert together([Priced(Fraction(0), *([Fraction(1)] * 3))] * 2) == Priced(*([Fraction(0)] * 4))
