"""The public's figures: in plain words, small numbers hidden also against sums, the same as open data."""

from __future__ import annotations

import csv
import json
import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies, MakeAgency
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.publishing import Publish

from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import Standing
from motcua.dossiers.models import Dossier
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Installation
from motcua.web.portal.figures import views

pytestmark = pytest.mark.django_db
ADDRESS = "/so-lieu/"
Q2 = {"ky": "2026-Q2"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, moment: datetime, installation: Installation) -> None:
    """Read in September 2026; nothing is remembered from another test."""
    monkeypatch.setattr(views, "now", lambda: moment)
    cache.clear()


@pytest.fixture
def resolve(put: PutDossier) -> object:
    """Writes so many dossiers resolved in May: `resolve(20, late=2, competent=…)`."""

    def make(number: int, *, late: int = 0, **changes: object) -> None:
        received = datetime(2026, 5, 4, 7, 30, tzinfo=VIETNAM)
        Dossier.objects.bulk_create(
            put(
                received=received,
                finished=received + timedelta(days=2 if place >= late else 20, hours=10),
                standing=Standing.OVERDUE if place < late else Standing.EARLY,
                save=False,
                **changes,
            )
            for place in range(number)
        )

    return make


def text_of(browser: Client, path: str, **asked: str) -> str:
    answer = browser.get(ADDRESS + path, {**Q2, **asked})
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def lines(browser: Client) -> list[dict[str, str]]:
    body = browser.get(f"{ADDRESS}du-lieu.csv", Q2).content.decode("utf-8-sig")
    return list(csv.DictReader(body.splitlines()))


def test_a_grandmother_reads_it(client: Client, resolve, bodies: Bodies) -> None:
    resolve(20, late=1)
    page = text_of(client, "")
    assert "95 % hồ sơ xong đúng hẹn hoặc sớm hơn" in page
    assert "Đã giải quyết 20 hồ sơ, trong đó 1 hồ sơ trễ hẹn." in page
    assert "Một nửa số hồ sơ có kết quả trong vòng 3 ngày làm việc" in page
    assert "Quý II năm 2026" in page
    assert f"{bodies.upper_secondary_school.name}: 0" in page


def test_it_is_also_in_english(client: Client, resolve) -> None:
    resolve(20)
    client.cookies["django_language"] = "en"
    page = text_of(client, "")
    assert "100 % of applications were done on time or earlier" in page
    assert "Quarter II of 2026" in page


def test_small_numbers_are_not_shown(client: Client, resolve, bodies: Bodies) -> None:
    resolve(30)
    resolve(3, late=3, competent=bodies.other_department)
    page = text_of(client, "")
    assert f"{bodies.other_department.name} ít hồ sơ, không nêu số" in page
    assert f"{bodies.department.name} ít hồ sơ, không nêu số" in page  # or 33 less 30 would tell
    assert "Đã giải quyết 33 hồ sơ" in page
    assert "không nêu số, để không lộ" in text_of(client, f"co-quan/{bodies.other_department.code}/")


def test_nothing_hidden_follows_from_the_data(
    client: Client, resolve, bodies: Bodies, publish: Publish
) -> None:
    """Two agencies with two procedures and one small number among them; every sum is there."""
    other = publish("1.000009", name="Chuyển trường")
    here = {"procedure": other, "version": other.versions.get()}
    resolve(30)
    resolve(2, **here)
    resolve(12, competent=bodies.other_department)
    resolve(14, competent=bodies.other_department, **here)
    rows = lines(client)
    cells = [row for row in rows if row["agency_code"] and row["procedure_code"]]
    assert [row["is_hidden"] for row in cells] == ["true"] * 4
    assert all(row["resolved"] == "" for row in cells)
    shown = [row for row in rows if row["is_hidden"] == "false"]
    assert {int(row["resolved"]) for row in shown} >= {58, 32, 26, 42, 16}


def test_figures_stand_as_at_the_end_of_the_quarter(client: Client, put: PutDossier) -> None:
    received = datetime(2026, 6, 29, 8, tzinfo=VIETNAM)
    Dossier.objects.bulk_create(
        put(received=received, finished=received + timedelta(days=3), save=False) for _ in range(9)
    )
    assert "Có 9 hồ sơ, chưa hồ sơ nào giải quyết xong" in text_of(client, "")


def test_only_quarters_that_are_over(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    assert page.index('value="2026-Q2" selected') > 0
    assert "2026-Q3" not in page
    for wrong in ("2026-Q3", "2026-Q5", "x", "2026-09"):
        for path in ("", "du-lieu.csv", "du-lieu.json", "du-lieu/"):
            assert client.get(ADDRESS + path, {"ky": wrong}).status_code == 404


def test_json_says_what_csv_says(client: Client, resolve) -> None:
    resolve(20, late=5)
    document = json.loads(client.get(f"{ADDRESS}du-lieu.json", Q2).content)
    rows = lines(client)
    assert [column["name"] for column in document["columns"]] == list(rows[0])
    assert len(document["rows"]) == len(rows)
    whole = document["rows"][0]
    assert (whole["resolved"], whole["in_time"], whole["late"]) == (20, 15, 5)
    assert whole["in_time_percent"] == 75.0
    assert document["hidden_below"] == 5


def test_data_may_be_kept_and_asked_for_again(client: Client, resolve) -> None:
    resolve(20)
    first = client.get(f"{ADDRESS}du-lieu.csv", Q2)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    again = client.get(f"{ADDRESS}du-lieu.csv", Q2, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_column_is_explained(client: Client, resolve) -> None:
    resolve(20)
    page = text_of(client, "du-lieu/")
    assert all(name in page for name in lines(client)[0])


def test_agencies_and_procedures_lead_here(
    client: Client, bodies: Bodies, resolve, diploma: Procedure
) -> None:
    resolve(20)
    for page, to in (
        (f"/co-quan/{bodies.department.code}/", f"{ADDRESS}co-quan/{bodies.department.code}/"),
        (f"/thu-tuc/{diploma.code}/", f"{ADDRESS}thu-tuc/{diploma.code}/"),
    ):
        assert f'href="{to}"' in client.get(page).content.decode()
        assert "Đã giải quyết 20 hồ sơ" in text_of(client, to.removeprefix(ADDRESS))
    assert "không có hồ sơ nào" in text_of(client, f"co-quan/{bodies.social_office.code}/")
    assert client.get(f"{ADDRESS}co-quan/khong-co/").status_code == 404
    assert client.get(f"{ADDRESS}thu-tuc/9.999999/").status_code == 404


def test_counted_once_an_hour(client: Client, resolve, make_agency: MakeAgency) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(client, "")
        return len(captured)

    resolve(20)
    first, again = asked(), asked()
    for number in range(5):
        resolve(6, competent=make_agency(f"Phòng {number}"))
    cache.clear()
    assert asked() == first
    assert first - again == 7
