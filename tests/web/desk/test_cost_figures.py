"""Behind the share of cost that was cut: each procedure with both sides, and the sheets that say so."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.costing import Agree
from tests.costing import agree as agree
from tests.publishing import Publish
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.indicators.queries.costs_behind import costs_behind
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.kernel.periods import Period

pytestmark = pytest.mark.django_db
FIGURES = "/ban-lam-viec/so-lieu/"
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


@pytest.fixture
def changed(diploma: Procedure, publish: Publish) -> Procedure:
    publish(diploma.code, since=date(2026, 3, 1))
    return diploma


def text_of(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def test_each_procedure_with_its_sheets(
    sign_in: SignIn, control_focal_officer: Person, changed: Procedure, agree: Agree, bodies: Bodies
) -> None:
    keeper, place = sign_in(control_focal_officer), str(bodies.department.pk)
    was, now = changed.versions.order_by("number")
    first = agree(was, [10], dossiers=100, hourly=50_000)
    page = text_of(keeper, f"{FIGURES}cost_cut_rate/", agency=place, **YEAR)
    assert "chưa tính được, 0/1 thủ tục có đủ số liệu" in page
    address = f"{FIGURES}cost_cut_rate/tung-thu-tuc/"
    assert f'href="{address}?' in page
    missing = text_of(keeper, address, agency=place, **YEAR)
    assert "thiếu bảng chi phí đã thống nhất của bản hiện nay" in missing
    assert f"/ban-lam-viec/chi-phi/{first.pk}/" in missing
    second = agree(now, [6], dossiers=7, hourly=80_000)
    told = text_of(keeper, address, agency=place, **YEAR)
    for words in ("40 %", "50.000.000", "30.000.000", "20.000.000"):
        assert words in told
    for sheet in (first, second):
        assert f"/ban-lam-viec/chi-phi/{sheet.pk}/" in told
    assert changed.code not in text_of(keeper, address, agency=place, sau=changed.code, **YEAR)
    assert changed.code not in text_of(
        keeper, f"{FIGURES}business_cost_cut_rate/tung-thu-tuc/", agency=place, **YEAR
    )
    assert keeper.get(f"{FIGURES}time_cut_rate/tung-thu-tuc/").status_code == 409


def test_rows_are_one_statement(changed: Procedure, agree: Agree, publish: Publish) -> None:
    for number in range(3):
        agree(publish(f"1.00900{number}").versions.get(), [1], dossiers=1, hourly=1)
    asked = Asked(None, Period(date(2026, 1, 1), date(2027, 1, 1)))
    known = get_measure("cost_cut_rate", asked.last_day)
    with CaptureQueriesContext(connection) as queries:
        rows = costs_behind(known, asked)
    assert len(queries) == 1
    assert [(one.code, one.is_known, one.cut) for one in rows] == [
        (changed.code, False, None),
        *((f"1.00900{number}", True, 0) for number in range(3)),
    ]
    assert [one.code for one in costs_behind(known, asked, after=rows[1].code, size=1)] == [rows[2].code]
