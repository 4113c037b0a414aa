"""How much lighter procedures became, for everybody."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from tests.publishing import Publish

from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.contents import contents_of
from motcua.organisations.models import Installation
from motcua.reviews.base_data import load
from motcua.web.portal.cutting import views

pytestmark = pytest.mark.django_db
ADDRESS = "/cat-giam/"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(views, "now", lambda: moment)
    cache.clear()


def text_of(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_before_there_is_a_body(client: Client) -> None:
    assert "Chưa có số liệu" in text_of(client)


def test_without_procedures(client: Client, installation: Installation) -> None:
    assert "chưa ghi thủ tục nào" in text_of(client)


def test_what_was_cut_is_shown(
    client: Client, installation: Installation, diploma: Procedure, publish: Publish, moment: datetime
) -> None:
    load(at=moment)
    content = contents_of([diploma.versions.get().pk])[diploma.versions.get().pk]
    publish(
        diploma.code,
        since=date(2026, 3, 1),
        name=content.name,
        components=content.components[:-1],
        is_business_related=True,
    )
    page = text_of(client)
    papers = len(content.components)
    assert f"Giấy tờ phải nộp: {papers} → {papers - 1}" in page
    assert f'href="/thu-tuc/{diploma.code}/"' in page
    assert "Thủ tục liên quan hoạt động kinh doanh" in page
    for burden in ("cost", "papers", "conditions", "nonsense"):
        assert "chart__bar" in text_of(client, f"{ADDRESS}?do={burden}")


def test_in_english(client: Client, installation: Installation, diploma: Procedure) -> None:
    client.cookies["django_language"] = "en"
    assert "How much lighter have procedures become?" in text_of(client)


def test_counted_once_in_a_while(
    client: Client, installation: Installation, diploma: Procedure, django_assert_max_num_queries
) -> None:
    text_of(client)
    with django_assert_max_num_queries(6):
        text_of(client)
