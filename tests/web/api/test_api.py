"""The machine's door: what it answers, pages and refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from motcua.catalogue.actions.search import refresh_search
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import Channel, ProcedureKind
from motcua.catalogue.models import OldCode, Procedure
from motcua.catalogue.rules.content import Content, MethodContent
from motcua.deadlines.enums import LimitUnit
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power
from motcua.web.keys import write_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_procedure(moment: datetime) -> Callable[..., Procedure]:
    def make(code: str, name: str, *, days: int = 5, since: date = date(2025, 7, 1)) -> Procedure:
        method = MethodContent(
            channel=Channel.DIRECT, limit_amount=Decimal(days), limit_unit=LimitUnit.WORKING_DAY
        )
        procedure, _ = Procedure.objects.get_or_create(code=code, defaults={"kind": ProcedureKind.MINISTRY})
        new = NewVersion(procedure_id=procedure.pk, content=Content(name=name, methods=(method,)))
        drafts = write_versions(versions=[new], actor="system", at=moment)
        put_versions_in_force(versions=drafts, from_on=since, actor="system", at=moment)
        return procedure

    return make


def get(client: Client, path: str, **asked: Any) -> Any:
    response = client.get(f"/api/v1{path}", asked)
    assert response.headers["Content-Type"].startswith("application/json")
    return response.status_code, response.json()


def test_procedures_are_paged_by_key(client: Client, make_procedure: Callable[..., Procedure]) -> None:
    for number in range(5):
        make_procedure(f"1.00000{number}", f"Thủ tục {number}")
    codes, after = [], ""
    for _ in range(3):
        status, page = get(client, "/procedures", limit=2, after=after)
        assert status == 200
        codes += [item["code"] for item in page["items"]]
        after = page["next"]
    assert codes == [f"1.00000{number}" for number in range(5)]
    assert after is None


def test_one_procedure_as_of_a_day(client: Client, make_procedure: Callable[..., Procedure]) -> None:
    make_procedure("3.000465", "Cấp bản sao", days=5)
    make_procedure("3.000465", "Cấp bản sao", days=1, since=date(2026, 3, 1))
    limits = {}
    for day in ("2025-12-31", "2026-03-01"):
        status, found = get(client, "/procedures/3.000465", on=day)
        assert status == 200
        limits[day] = found["content"]["methods"][0]["limit_amount"]
    assert limits == {"2025-12-31": "5", "2026-03-01": "1"}
    assert [version["number"] for version in found["versions"]] == [2, 1]


def test_unknown_and_old_codes_are_told_apart(
    client: Client, make_procedure: Callable[..., Procedure]
) -> None:
    OldCode.objects.create(procedure=make_procedure("3.000465", "Cấp bản sao"), code="1.005092")
    status, answer = get(client, "/procedures/9.999999")
    assert (status, answer["refused"]["code"]) == (404, "procedure-not-found")
    status, answer = get(client, "/procedures/1.005092")
    assert (status, answer["refused"]["current_codes"]) == (404, ["3.000465"])
    status, answer = get(client, "/procedures/3.000465", on="2020-01-01")
    assert (status, answer["refused"]["code"]) == (404, "version-not-found")


def test_search_answers_with_reasons(
    client: Client, make_procedure: Callable[..., Procedure], moment: datetime
) -> None:
    make_procedure("3.000465", "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc")
    make_procedure("2.002854", "Chuyển trường đối với học sinh")
    refresh_search(procedure_ids=None, at=moment)
    status, found = get(client, "/search", q="ban sao van bang")
    assert status == 200
    assert (found["results"][0]["rank"], found["results"][0]["code"]) == (1, "3.000465")
    assert found["results"][0]["why"]


@pytest.mark.parametrize(
    ("received", "limit", "due"),
    [
        ("2026-08-28T09:00", "5 ngày làm việc", "2026-09-09"),
        ("2025-04-24T09:00", "3 ngày làm việc", "2025-04-28"),
        ("2025-04-24T09:00", "5 ngày làm việc", "2025-05-05"),
        ("2026-01-08T09:00", "2 ngày làm việc", "2026-01-10"),
        ("2026-02-13T09:00", "5 ngày làm việc", "2026-02-27"),
    ],
)
def test_due_dates(client: Client, received: str, limit: str, due: str) -> None:
    status, found = get(client, "/deadlines", received=received, limit=limit)
    assert (status, found["due_on"]) == (200, due)
    assert found["steps"][-1]["day"] == due
    assert sum(step["counts"] for step in found["steps"]) == int(limit.split()[0])


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"received": "2026-08-28T09:00", "limit": "sớm nhất có thể"}, 400, "limit-unreadable"),
        ({"received": "hôm qua", "limit": "5 ngày"}, 422, "bad-request"),
        ({"received": "2026-08-28T09:00"}, 422, "bad-request"),
        (
            {"received": "2026-08-28T09:00", "limit": "5 ngày", "calendar": "nowhere"},
            404,
            "calendar-not-found",
        ),
    ],
)
def test_bad_questions_are_refused(client: Client, asked: dict[str, str], status: int, code: str) -> None:
    answered, document = get(client, "/deadlines", **asked)
    assert (answered, document["refused"]["code"]) == (status, code)
    assert document["refused"]["message"]


def test_the_days_of_a_calendar(client: Client) -> None:
    status, found = get(client, "/calendars/national/days", year=2026)
    assert status == 200
    by_day = {one["day"]: one["kind"] for one in found}
    assert by_day["2026-08-22"] == "makeup_work"
    assert by_day["2026-11-24"] == "public_holiday"


def test_agencies_and_areas(client: Client, bodies: Any, province: Any) -> None:
    status, page = get(client, "/organisations", text="so giao duc", on="2026-09-17")
    assert status == 200
    assert bodies.department.code in [agency["code"] for agency in page["items"]]
    status, one = get(client, f"/organisations/{bodies.division.code}", on="2026-09-17")
    assert (status, one["superior"]) == (200, bodies.department.name)
    status, areas = get(client, "/areas", on="2026-09-17")
    assert (status, len(areas)) == (200, 34)
    status, areas = get(client, "/areas", on="2025-06-30")
    assert len(areas) == 63
    status, answer = get(client, "/organisations/nowhere")
    assert (status, answer["refused"]["code"]) == (404, "agency-not-found")


def test_agencies_are_paged_by_key(client: Client, bodies: Any) -> None:
    codes, after = [], ""
    while after is not None:
        _, page = get(client, "/organisations", limit=4, after=after, on="2026-09-17")
        codes += [agency["code"] for agency in page["items"]]
        after = page["next"]
    assert len(codes) == len(set(codes)) == 9


@pytest.mark.parametrize("after", ["abc", write_key("a", "no identifier"), write_key("a\0", "b")])
def test_a_key_that_no_list_gave_out_begins_again(client: Client, bodies: Any, after: str) -> None:
    status, page = get(client, "/organisations", after=after, on="2026-09-17")
    assert (status, len(page["items"])) == (200, 9)


def test_who_is_competent(client: Client, bodies: Any, commune: Any) -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    asked = {"procedure": "1.001622", "area": commune.code, "on": "2026-09-17"}
    status, answer = get(client, "/competence", **asked)
    assert (status, answer["refused"]["code"]) == (404, "competence-not-found")
    Power.objects.create(
        matter="procedure:1.001622",
        holder=bodies.commune_committee,
        source=PowerSource.STATUTORY,
        in_force=DateRange(date(2025, 7, 1), None),
    )
    status, answer = get(client, "/competence", **asked)
    assert (status, answer["agency_code"]) == (200, bodies.commune_committee.code)


def test_the_api_describes_itself_and_changes_nothing(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["info"]["title"] == "motcua"
    assert {method for path in document["paths"].values() for method in path} == {"get"}
    assert client.post("/api/v1/procedures", {}).status_code == 405
