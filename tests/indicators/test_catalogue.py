"""The catalogue counted as of a day, and what was promulgated and published in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier

from motcua.accounts.models import Person
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import (
    ChangeKind,
    Channel,
    DecisionScope,
    DecisionStage,
    OnlineLevel,
    ProcedureKind,
)
from motcua.catalogue.models import DecisionItem, OnlineService, Procedure, PromulgationDecision
from motcua.catalogue.rules.content import Content, MethodContent
from motcua.deadlines.queries import calendar_for
from motcua.dossiers.enums import Door
from motcua.indicators.enums import Dimension
from motcua.indicators.queries.facts.catalogue import _WORKING_DAYS
from motcua.indicators.queries.measuring import measure
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.organisations.enums import AgencyKind, PowerSource
from motcua.organisations.models import Agency, Power

pytestmark = pytest.mark.django_db
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 10, 1))
ALWAYS = DateRange(date(2025, 7, 1), None)


def number(code: str, window: Period = SEPTEMBER, agency: Agency | None = None) -> int:
    figure = measure(code, agency_id=agency.pk if agency else None, window=window).figure
    assert figure is not None
    return figure.numerator


@pytest.fixture
def catalogue(bodies: Bodies, moment: datetime) -> list[Procedure]:
    """Four procedures in force since March 2026: of the committee, the department, the communes, and an internal
    one."""
    made = []
    holders = [
        {"holder": bodies.committee},
        {"holder": bodies.department},
        {"holder_kind": AgencyKind.COMMUNE_COMMITTEE},
        {"holder": bodies.department},
    ]
    for place, holder in enumerate(holders):
        kind = ProcedureKind.INTERNAL if place == 3 else ProcedureKind.MINISTRY
        procedure = Procedure.objects.create(code=f"9.00000{place}", kind=kind)
        content = Content(name=f"Thủ tục {place}", methods=(MethodContent(channel=Channel.DIRECT),))
        [draft] = write_versions(
            versions=[NewVersion(procedure_id=procedure.pk, content=content)], actor="system", at=moment
        )
        put_versions_in_force(versions=[draft], from_on=date(2026, 3, 1), actor="system", at=moment)
        Power.objects.create(
            matter=f"procedure:{procedure.code}",
            source=PowerSource.STATUTORY,
            in_force=ALWAYS,
            **holder,  # type: ignore[arg-type]  # shorthand
        )
        made.append(procedure)
    return made


def test_what_is_in_force_on_the_last_day_counts_by_who_decides(
    catalogue: list[Procedure], bodies: Bodies
) -> None:
    assert (number("procedures_in_force"), number("internal_procedures")) == (3, 1)
    assert number("procedures_in_force", Period(date(2026, 2, 1), date(2026, 3, 1))) == 0
    shown = measure("procedures_in_force", agency_id=None, window=SEPTEMBER, by=Dimension.AUTHORITY)
    table = {part.key: part.figure.numerator for part in shown.parts}
    assert (table["province_committee"], table["department"], table["commune"]) == (1, 1, 1)
    assert sum(table.values()) == 3
    assert table["district"] == 0
    assert number("procedures_in_force", agency=bodies.commune_committee) == 1
    assert number("procedures_in_force", agency=bodies.department) == 1
    assert number("procedures_in_force", agency=bodies.committee) == 3


def test_full_goes_before_partial_and_only_on_its_days(
    catalogue: list[Procedure], bodies: Bodies, put: PutDossier
) -> None:
    for procedure, level, since in (
        (catalogue[0], OnlineLevel.FULL, date(2026, 1, 1)),
        (catalogue[1], OnlineLevel.PARTIAL, date(2026, 1, 1)),
        (catalogue[2], OnlineLevel.FULL, date(2026, 10, 1)),
    ):
        OnlineService.objects.create(
            procedure=procedure,
            agency=bodies.department,
            level=level,
            partial_reason="Phải đối chiếu bản chính" if level is OnlineLevel.PARTIAL else "",
            in_force=DateRange(since, None),
        )
    assert (number("full_online_services"), number("partial_online_services")) == (1, 1)
    assert measure("online_services_rate", agency_id=None, window=SEPTEMBER).says == "25 %"
    assert measure("any_online_services_rate", agency_id=None, window=SEPTEMBER).says == "50 %"
    put(
        received=datetime(2026, 9, 1, 8, tzinfo=VIETNAM),
        procedure=catalogue[0],
        version=catalogue[0].versions.get(),
        door=Door.ONLINE,
    )
    assert measure("used_services_rate", agency_id=None, window=SEPTEMBER).says == "50 %"
    assert number("idle_procedures") == 3


def test_published_in_time_is_counted_of_working_days(
    catalogue: list[Procedure], bodies: Bodies, head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    """Signed on a Tuesday, the fifth working day after is the next Tuesday; promulgation leads by five."""
    told = [
        (catalogue[0], date(2026, 9, 15), date(2026, 9, 22), date(2026, 9, 22)),
        (catalogue[1], date(2026, 9, 15), date(2026, 9, 23), date(2026, 9, 21)),
        (catalogue[2], date(2026, 9, 15), None, None),
    ]
    for place, (procedure, signed, published, effective) in enumerate(told):
        decision = PromulgationDecision.objects.create(
            number=f"{place}/QĐ-UBND",
            title="Công bố",
            issuer="UBND",
            agency=bodies.department,
            scope=DecisionScope.PROVINCE,
            stage=DecisionStage.PROMULGATED,
            signed_on=signed,
            published_on=published,
            act_effective_on=effective,
            effective_on=signed,
            prepared_by=control_focal_officer,
            prepared_at=moment,
            approved_by=head,
            approved_at=moment,
        )
        DecisionItem.objects.create(decision=decision, procedure=procedure, change=ChangeKind.REPEALED)
    assert measure("published_in_time_rate", agency_id=None, window=SEPTEMBER).says == "33,33 %"
    shown = measure("promulgated_in_time_rate", agency_id=None, window=SEPTEMBER)
    assert shown.says == "50 %"  # one without its day is left out
    young = Period(date(2026, 9, 1), date(2026, 9, 19))
    assert measure("published_in_time_rate", agency_id=None, window=young).says == "không phát sinh"
    assert number("procedures_promulgated") == 3


@settings(max_examples=30)
@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 40))
def test_working_days_are_those_of_the_calendar(start: date, length: int) -> None:
    """The SQL counts the days strictly between; the calendar those after the first up to the second."""
    end = start + timedelta(days=length)
    with connection.cursor() as cursor:
        statement = _WORKING_DAYS.format(after="%s::date", before="%s::date")
        cursor.execute(f"SELECT {statement}", [start, end])
        [found] = cursor.fetchone()
    last = end - timedelta(days=1)
    expected = calendar_for("national").working_days_between(start, last) if last > start else 0
    assert found == expected
