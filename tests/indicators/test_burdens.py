"""What procedures ask before a window and at its end: papers, minutes, internal procedures made simpler."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.catalogue.actions.versions import close_versions
from motcua.catalogue.enums import Channel, ProcedureKind
from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import ComponentContent, MethodContent
from motcua.deadlines.enums import LimitUnit
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.queries.measuring import figures, measure
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import Figure
from motcua.kernel.periods import Period
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
PAPERS, TIME, SIMPLER = "papers_cut_rate", "time_cut_rate", "internal_simplified_rate"
CODES = (PAPERS, TIME, SIMPLER)
DAY = 480


def papers(number: int) -> tuple[ComponentContent, ...]:
    return tuple(ComponentContent(name=f"Giấy {place}", originals=1, copies=0) for place in range(number))


def limits(*said: tuple[str | None, LimitUnit | None]) -> tuple[MethodContent, ...]:
    return tuple(
        MethodContent(
            channel=channel,
            limit_amount=None if amount is None else Decimal(amount),
            limit_unit=unit,
        )
        for channel, (amount, unit) in zip(Channel, said, strict=False)
    )


def figure(code: str, window: Period = YEAR, **asked: Any) -> Figure | None:
    return measure(code, **{"agency_id": None, "window": window, **asked}).figure


def end(procedure: Procedure, on: date) -> None:
    with transaction.atomic():
        close_versions([procedure.pk], on)


WORKING = LimitUnit.WORKING_DAY


@pytest.fixture
def shortened(publish: Publish) -> Procedure:
    """Four papers and ten days; from March three papers and six days."""
    publish("1.000001", components=papers(4), methods=limits(("10", WORKING), ("2", WORKING)))
    return publish("1.000001", since=date(2026, 3, 1), components=papers(3), methods=limits(("6", WORKING)))


def test_papers_and_minutes_before_and_now(shortened: Procedure, publish: Publish) -> None:
    publish("1.000002", components=papers(6), methods=limits(("10", WORKING)))
    assert figure(PAPERS) == Figure(1, 10)
    assert figure(TIME) == Figure(4 * DAY, 20 * DAY)
    assert measure(TIME, agency_id=None, window=YEAR).says == "20 %"
    assert figure(PAPERS, Period(date(2026, 1, 1), date(2026, 3, 1))) == Figure(0, 10)
    assert figure(PAPERS, Period(date(2026, 3, 1), date(2026, 4, 1))) == Figure(1, 10)
    assert figure(PAPERS, Period(date(2026, 4, 1), date(2027, 1, 1))) == Figure(0, 9)


def test_behind_them_stand_the_procedures(shortened: Procedure, publish: Publish, today: date) -> None:
    other = publish("1.000002", components=papers(6), methods=limits(("10", WORKING)))
    how: dict[str, Any] = {"agency_id": None, "window": YEAR, "person": None, "on": today}
    for code in (PAPERS, TIME):
        assert list(rows_of(code, **how)) == [shortened]
        assert set(rows_of(code, **how, side=Side.DENOMINATOR)) == {shortened, other}
    parted = measure(PAPERS, agency_id=None, window=YEAR, by=Dimension.PROCEDURE)
    assert {part.key: part.figure for part in parted.parts} == {
        str(shortened.pk): Figure(1, 4),
        str(other.pk): Figure(0, 6),
    }


def test_what_ends_asks_nothing_and_what_is_new_is_compared_with_its_first(publish: Publish) -> None:
    ended = publish("1.000001", components=papers(4), methods=limits(("10", WORKING)))
    end(ended, date(2026, 5, 1))
    publish("1.000002", since=date(2026, 2, 1), components=papers(3), methods=limits(("5", WORKING)))
    publish("1.000002", since=date(2026, 6, 1), components=papers(5), methods=limits(("4", WORKING)))
    assert figure(PAPERS) == Figure(4 - 2, 4 + 3)
    assert figure(TIME) == Figure(11 * DAY, 15 * DAY)


def test_times_of_every_unit_and_unread_ones(publish: Publish) -> None:
    units = (
        ("7", LimitUnit.CALENDAR_DAY, 5 * DAY),
        ("4", LimitUnit.HOUR, DAY // 2),
        ("1", LimitUnit.MONTH, 22 * DAY),
        (None, LimitUnit.SAME_DAY, DAY),
        (None, LimitUnit.IMMEDIATE, 0),
        (None, LimitUnit.NONE, 0),
        (None, None, 0),
        ("15", LimitUnit.CALENDAR_DAY, 5143),  # 10 days and five sevenths
    )
    for place, (amount, unit, _minutes) in enumerate(units):
        publish(f"1.00000{place}", methods=limits((amount, unit)))
    assert figure(TIME) == Figure(0, sum(minutes for *_, minutes in units))
    publish("1.000002", since=date(2026, 6, 1), methods=limits((None, None)))
    assert figure(TIME) == Figure(0, sum(minutes for *_, minutes in units) - 22 * DAY)  # unread is no cut


def test_internal_procedures_made_simpler(publish: Publish) -> None:
    inside = ProcedureKind.INTERNAL
    publish("NB.01", kind=inside, components=papers(4))
    publish("NB.01", kind=inside, since=date(2026, 3, 1), components=papers(3))
    publish("NB.02", kind=inside, methods=limits(("10", WORKING)))
    publish("NB.02", kind=inside, since=date(2026, 3, 1), methods=limits(("9", WORKING)))
    end(publish("NB.03", kind=inside), date(2026, 3, 1))
    publish("NB.04", kind=inside)
    assert figure(SIMPLER) == Figure(3, 4)
    assert figure(PAPERS) == figure(TIME) == Figure(0, 0)


def test_of_the_place_that_may_decide(shortened: Procedure, bodies: Bodies) -> None:
    Power.objects.create(
        matter=f"procedure:{shortened.code}",
        source=PowerSource.STATUTORY,
        in_force=DateRange(date(2025, 7, 1), None),
        holder=bodies.department,
    )
    assert figure(PAPERS, agency_id=bodies.committee.pk) == Figure(1, 4)
    assert figure(PAPERS, agency_id=bodies.other_department.pk) == Figure(0, 0)


def test_one_statement_for_all_of_them(shortened: Procedure) -> None:
    asked = Asked(None, YEAR)
    with CaptureQueriesContext(connection) as queries:
        found = figures([(get_measure(code, asked.last_day), asked) for code in CODES])
    assert found == [Figure(1, 4), Figure(4 * DAY, 10 * DAY), Figure(0, 0)]
    assert len(queries) == 1
