"""The index and the evaluation counted, as of an instant; the most points entered with a day."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies, MakePerson
from tests.indicators.conftest import PutDossier

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.cli.main import main
from motcua.deadlines.enums import Certainty, Standing
from motcua.dossiers.enums import Door, ReturnWay
from motcua.dossiers.models import Passage
from motcua.indicators.actions.maxima import set_maximum
from motcua.indicators.models import IndexMaximum
from motcua.indicators.queries.evaluations import evaluate, officer_sheets
from motcua.indicators.queries.scores import scores
from motcua.indicators.queries.windows import Asked
from motcua.kernel.clock import VIETNAM
from motcua.kernel.models import JournalEntry
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation

pytestmark = pytest.mark.django_db
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 10, 1))
AT = datetime(2026, 9, 1, 9, tzinfo=VIETNAM)


@pytest.fixture
def administrator(make_person: MakePerson, bodies: Bodies) -> Person:
    Installation.objects.get_or_create(pk=1, defaults={"home": bodies.department})
    return make_person("Lý Thị Trị", role=Role.BUSINESS_ADMINISTRATOR, agency=bodies.department)


def entered(by: Person, at: datetime, **said: object) -> IndexMaximum:
    usual: dict[str, object] = {
        "index": "766",
        "component": "4.2",
        "points": Decimal(6),
        "basis": "Công văn hướng dẫn",
        "certainty": Certainty.UNVERIFIED,
        "since": date(2026, 1, 1),
    }
    return set_maximum(**(usual | said), by=by, at=at)  # type: ignore[arg-type]  # shorthand


def test_points_are_given_out_of_what_could_be_counted(put: PutDossier, bodies: Bodies) -> None:
    for place in range(8):
        late = place in {3, 7}
        put(
            received=AT,
            finished=AT + timedelta(days=2),
            standing=Standing.OVERDUE if late else Standing.EARLY,
            door=Door.ONLINE,
        )
    asked = [
        Asked(bodies.department.pk, SEPTEMBER),
        Asked(None, Period(date(2099, 1, 1), date(2099, 2, 1)), AT),
    ]
    [found, later] = scores("766", asked)
    assert found is not None
    assert later is None
    told = {each.component.number: each for each in found.components}
    assert told["2.1"].points == 15  # six of eight, of twenty
    assert told["5.4"].points == 5  # 75 % of the 90 % that has all six
    assert told["3.3"].points is None  # nobody entered its maximum
    assert told["1.4"].points is None
    assert told["1.3"].points == 4  # the one procedure has all its constituents
    assert found.points == 24
    assert found.out_of == 30


def test_statements_do_not_grow_with_windows_and_agencies(put: PutDossier, bodies: Bodies) -> None:
    put(received=AT)
    asked = [
        Asked(place.pk, Period(date(2026, month, 1), date(2026, month + 1, 1)))
        for month in (7, 8, 9)
        for place in (bodies.department, bodies.commune_committee)
    ]
    with CaptureQueriesContext(connection) as queries:
        scores("766", asked)
    assert (
        len(queries) == 6
    )  # dossiers, what ratings move, procedures, publications, feedback; the most points


def test_a_new_maximum_leaves_the_months_before_as_they_were(
    put: PutDossier, administrator: Person, moment: datetime
) -> None:
    put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    entered(administrator, moment, component="2.1", points=Decimal(10), since=date(2026, 9, 15))
    windows = [Period(date(2026, 9, 1), date(2026, 9, 10)), SEPTEMBER]
    earlier, later = scores("766", [Asked(None, window) for window in windows])
    assert earlier is not None
    assert later is not None
    of = [next(e for e in each.components if e.component.number == "2.1").points for each in (earlier, later)]
    assert of == [20, 10]
    assert JournalEntry.objects.filter(kind="IndexMaximumSet").count() == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"points": Decimal(23)}, "maximum-above-group"),
        ({"points": Decimal(0)}, "maximum-above-group"),
        ({"component": "2.2"}, "component-not-found"),
        ({"basis": " "}, "basis-missing"),
        ({"component": "2.1", "since": date(2020, 1, 1)}, "component-not-found"),
    ],
)
def test_wrong_maxima_are_refused_without_trace(
    administrator: Person, moment: datetime, said: dict[str, object], code: str
) -> None:
    before = list(IndexMaximum.objects.order_by("id").values())
    with pytest.raises(Refused) as refused:
        entered(administrator, moment, **said)
    assert refused.value.code == code
    assert list(IndexMaximum.objects.order_by("id").values()) == before


def test_only_who_keeps_the_installation_enters(
    head: Person, administrator: Person, moment: datetime
) -> None:
    with pytest.raises(Refused, match="quản trị nghiệp vụ"):
        entered(head, moment)
    entered(administrator, moment, since=date(2026, 6, 1))
    with pytest.raises(Refused, match="áp dụng từ 01/06/2026"):
        entered(administrator, moment, since=date(2026, 1, 1))


def test_units_and_officers_are_evaluated(put: PutDossier, bodies: Bodies, handling_officer: Person) -> None:
    for standing in (Standing.EARLY, Standing.ON_TIME) * 3:
        dossier = put(
            received=AT,
            finished=AT + timedelta(days=2),
            standing=standing,
            door=Door.ONLINE,
            return_way=ReturnWay.ONLINE,
        )
        Passage.objects.create(
            dossier=dossier,
            number=1,
            step_key="x",
            step_name="Thẩm định",
            role=Role.HANDLER,
            agency=bodies.department,
            person=handling_officer,
            entered_at=AT,
            left_at=AT + timedelta(days=1),
            standing=Standing.EARLY,
        )
    found = evaluate(Asked(bodies.department.pk, SEPTEMBER))
    points = {each.criterion.number: each.points for each in found.graded}
    assert points == {1: Decimal("1.5"), 2: 2, 3: 2, 4: 2, 5: None, 6: None, 7: Decimal("1.5"), 8: 2, 9: 1}
    [sheet] = officer_sheets(Asked(bodies.department.pk, SEPTEMBER))
    assert (sheet.name, sheet.dossiers, sheet.evaluation.points) == (
        handling_officer.full_name,
        6,
        Decimal("9.0"),
    )
    with pytest.raises(Refused, match="21/6/2018"):
        evaluate(Asked(None, Period(date(2018, 1, 1), date(2018, 2, 1))))


def test_the_command(
    put: PutDossier, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)
    for _ in range(5):
        put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    monkeypatch.setattr("motcua.cli.score.now", lambda: datetime(2026, 10, 15, 9, tzinfo=VIETNAM))
    assert main(["score", "766", "--period", "2026-09", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["points"], document["out_of"], document["most"]) == (30.0, 30.0, 100.0)
    assert main(["score", "61", "--period", "2026-09"]) == 0
    assert "điểm có dữ liệu" in capsys.readouterr().out
    assert main(["score", "777", "--period", "2026-09", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "index-not-found"
