"""Forms filled in from rows: each dossier in its cells, balances in every row, as of any instant."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier

from motcua.catalogue.models import Field, Procedure
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Door
from motcua.indicators.queries.measuring import measure
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reports.queries.filling import Scope, fill, fill_form, measures_of
from motcua.reports.rules.filled import digest

pytestmark = pytest.mark.django_db

# 15 November 2023 to 5 December 2024, both days included.
WINDOW = Period(date(2023, 11, 15), date(2024, 12, 6))


def at(day: str, hour: str = "09:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=VIETNAM)


@pytest.fixture
def year(put: PutDossier) -> None:
    """The real report scaled down: 22 | 18 | 1 | 3 | 20 | 17 | 2 | 1 | 2 | 1 | 1, with dossiers on every edge."""
    due = at("2024-03-01")
    for _place in range(3):
        put(
            received=at("2023-11-14", "16:59"),
            finished=at("2023-11-15", "00:00"),
            standing=Standing.EARLY,
            due=due,
        )
    put(
        received=at("2023-11-15", "00:00"),
        finished=at("2024-12-05", "23:59"),
        standing=Standing.EARLY,
        due=due,
        door=Door.ONLINE,
    )
    for _place in range(13):
        put(
            received=at("2024-02-01"),
            finished=at("2024-02-03"),
            standing=Standing.EARLY,
            due=due,
            door=Door.ONLINE,
        )
    for _place in range(2):
        put(
            received=at("2024-02-01"),
            finished=at("2024-03-01"),
            standing=Standing.ON_TIME,
            due=due,
            door=Door.ONLINE,
        )
    put(
        received=at("2024-02-01"),
        finished=at("2024-03-02"),
        standing=Standing.OVERDUE,
        due=due,
        door=Door.POST,
    )
    put(received=at("2024-12-05"), due=at("2024-12-20"), door=Door.ONLINE)
    put(
        received=at("2024-11-01"),
        finished=at("2024-12-06", "00:00"),
        standing=Standing.OVERDUE,
        due=at("2024-11-20"),
        door=Door.ONLINE,
    )
    # outside: finished before, received after
    put(received=at("2023-11-01"), finished=at("2023-11-14", "23:59"), standing=Standing.EARLY, due=due)
    put(received=at("2024-12-06", "00:00"), due=at("2024-12-20"))


def test_every_cell_of_the_year(year: None) -> None:
    filled = fill("II.06a", Scope(None, WINDOW))
    assert list(filled.total.cells.values()) == [22, 18, 1, 3, 20, 17, 2, 1, 2, 1, 1]
    assert filled.gaps == ()
    assert [rate.said for rate in filled.rates] == ["90,9 %", "85 %", "10 %", "5 %"]


def test_each_column_is_its_measure(year: None, bodies: Bodies) -> None:
    scope = Scope(bodies.department.pk, WINDOW)
    filled = fill("II.06a", scope)
    for number, known in measures_of(filled.form, scope.last_day).items():
        counted = measure(known.code, agency_id=scope.agency_id, window=WINDOW)
        assert counted.figure is not None
        assert counted.figure.numerator == filled.total.cells[number]


def test_as_it_stood(year: None) -> None:
    on_the_day = fill("II.06a", Scope(None, WINDOW, at("2024-02-15")))
    assert list(on_the_day.total.cells.values()) == [20, 16, 1, 3, 16, 16, 0, 0, 4, 4, 0]
    assert on_the_day.gaps == ()
    with pytest.raises(Refused) as refused:
        fill("II.06a", Scope(None, WINDOW, at("2023-11-15", "00:00")))
    assert refused.value.code == "closed-before-window"


def test_the_same_moment_gives_the_same_hash(year: None, put: PutDossier) -> None:
    scope = Scope(None, WINDOW, at("2024-06-30"))
    before = digest(fill("II.06a", scope).as_dict())
    put(received=at("2024-07-01"), finished=at("2024-07-02"), standing=Standing.EARLY)
    assert digest(fill("II.06a", scope).as_dict()) == before
    assert digest(fill("II.06a", Scope(None, WINDOW)).as_dict()) != before


def test_rows_are_fields(year: None, put: PutDossier, diploma: Procedure) -> None:
    filled = fill("II.06a", Scope(None, WINDOW))
    version = diploma.versions.get()
    assert [row.key for row in filled.rows] == [str(version.field_id)]
    assert [row.label for row in filled.rows] == [Field.objects.get(pk=version.field_id).name]


def test_agencies_without_dossiers_stand_in_the_table(year: None, bodies: Bodies) -> None:
    filled = fill("II.06b", Scope(None, WINDOW))
    labels = {row.label: row.cells[3] for row in filled.rows}
    assert labels[bodies.department.name] == 22
    assert filled.gaps == ()
    assert filled.total.cells[3] == 22


def test_balances_hold_over_any_history(put: PutDossier, bodies: Bodies) -> None:
    chance = random.Random(11)
    start = at("2024-01-01")
    for _ in range(120):
        received = start + timedelta(hours=chance.randint(0, 24 * 200))
        finished = received + timedelta(hours=chance.randint(1, 24 * 90)) if chance.random() < 0.7 else None
        due = received + timedelta(days=chance.randint(1, 60)) if chance.random() < 0.9 else None
        standing = chance.choice(list(Standing)) if finished else ""
        put(received=received, finished=finished, due=due, standing=standing, door=chance.choice(list(Door)))
    for first, days, closed in ((0, 31, 400), (20, 60, 100), (90, 90, 130), (0, 366, 366), (150, 1, 151)):
        window = Period(
            date(2024, 1, 1) + timedelta(days=first), date(2024, 1, 1) + timedelta(days=first + days)
        )
        for code in ("II.06a", "II.06b", "II.08"):
            filled = fill(code, Scope(bodies.department.pk, window, start + timedelta(days=closed)))
            assert filled.gaps == ()


def test_what_nobody_keeps_has_no_number() -> None:
    filled = fill("II.08", Scope(None, WINDOW))
    assert filled.total.cells[12] is None
    assert filled.total.cells[5] == 0
    assert fill("II.04", Scope(None, WINDOW)).rows == ()


def test_a_few_statements(year: None, django_assert_num_queries: Any) -> None:
    form = fill("II.06a", Scope(None, WINDOW)).form
    # which days are rolled up, the counts, the names of the fields
    with django_assert_num_queries(3):
        fill_form(form, Scope(None, WINDOW))
