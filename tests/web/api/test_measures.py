"""Measures for machines."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Bodies, MakePerson
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put

from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Installation

pytestmark = pytest.mark.django_db
SEPTEMBER = {"from": "2026-09-01", "to": "2026-09-30", "as_of": "2026-10-01T00:00:00"}


@pytest.fixture
def reader(control_focal_officer: Person, bodies: Bodies) -> Client:
    """The browser of somebody who reads dossiers at the department whose installation this is."""
    Installation.objects.create(home=bodies.department, is_sample=True)
    client = Client()
    client.force_login(control_focal_officer)
    return client


def test_figures_are_for_those_who_read_there(
    client: Client, reader: Client, make_person: MakePerson, bodies: Bodies
) -> None:
    """Small numbers of chosen days would tell one person's matter."""
    stranger = Client()
    stranger.force_login(make_person("Người lạ"))
    for door in (client, stranger):
        answer = door.get("/api/v1/measures/resolved", SEPTEMBER)
        assert (answer.status_code, answer.json()["refused"]["code"]) == (403, "figures-not-allowed")
    elsewhere = reader.get("/api/v1/measures/resolved", {**SEPTEMBER, "agency": bodies.committee.code})
    assert elsewhere.status_code == 403
    assert reader.get("/api/v1/measures/resolved", SEPTEMBER).status_code == 200


def test_a_figure_as_of_an_instant(reader: Client, put: PutDossier) -> None:
    client = reader
    at = datetime(2026, 9, 1, 9, tzinfo=VIETNAM)
    put(received=at, finished=at + timedelta(days=2), standing=Standing.EARLY)
    found = client.get("/api/v1/measures/early_rate", {**SEPTEMBER, "by": "channel"})
    assert found.status_code == 200, found.json()
    document = found.json()
    assert (document["value"], document["says"]) == (100.0, "100 %")
    assert document["window"]["from"] == "2026-09-01"
    assert document["measure"]["numerator"] == ["Giải quyết trước hạn"]
    months = client.get("/api/v1/measures/resolved", {**SEPTEMBER, "to": "2026-12-31", "by": "month"}).json()
    assert [part["numerator"] for part in months["parts"]] == [1, None, None, None]
    awaited = client.get("/api/v1/measures/synchronised_rate", SEPTEMBER).json()
    assert (awaited["value"], awaited["says"]) == (None, "chưa có dữ liệu")


def test_all_measures_are_told(client: Client) -> None:
    known = {one["code"]: one for one in client.get("/api/v1/measures").json()}
    assert known["on_time_rate"]["denominator"] == [
        "Giải quyết trước hạn",
        "Giải quyết đúng hạn",
        "Giải quyết quá hạn",
    ]
    assert not known["synchronised_rate"]["has_data"]


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"from": "x"}, 422, "bad-request"),
        ({"to": "9999-12-31"}, 400, "bad-day"),
        ({"agency": "nowhere"}, 404, "agency-not-found"),
        ({"by": "officer"}, 400, "dimension-not-known"),
        ({"by": "authority"}, 400, "dimension-not-of-measure"),
        ({"to": "2026-08-01"}, 400, "window-backwards"),
    ],
)
def test_refusals(reader: Client, asked: dict[str, str], status: int, code: str) -> None:
    answer = reader.get("/api/v1/measures/resolved", {**SEPTEMBER, **asked})
    assert (answer.status_code, answer.json()["refused"]["code"]) == (status, code)
