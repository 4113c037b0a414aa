"""Lists, search, home, places: what is found, counted, paged, and how often the database is asked."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.cast import Bodies, MakeAgency
from tests.publishing import Publish

from motcua.catalogue.enums import ApplicantType, LifeEvent, ProcedureKind, ProcedureLevel
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Installation

pytestmark = pytest.mark.django_db


def codes_in(client: Client, address: str) -> list[str]:
    """The codes of the procedures that a page leads to, in its order."""
    response = client.get(address)
    assert response.status_code == 200
    return list(dict.fromkeys(re.findall(r'href="/thu-tuc/([\w.]+)/"', response.content.decode())))


def test_list_holds_what_is_in_force_for_the_public(client: Client, publish: Publish) -> None:
    publish("1.000002")
    publish("1.000001")
    publish("1.000003", since=date(2027, 1, 1))
    publish("6.000001", kind=ProcedureKind.INTERNAL)
    assert codes_in(client, "/thu-tuc/") == ["1.000001", "1.000002"]


def test_filters_narrow_and_combine(client: Client, publish: Publish) -> None:
    publish("1.000001", levels=(ProcedureLevel.COMMUNE,), life_events=(LifeEvent.SUPPORT,), field="Mầm non")
    publish("1.000002", levels=(ProcedureLevel.COMMUNE,), life_events=(LifeEvent.EXAM,), field="Thi cử")
    publish("1.000003", levels=(ProcedureLevel.PROVINCE,), life_events=(LifeEvent.EXAM,), field="Thi cử")
    assert codes_in(client, "/thu-tuc/?cap=commune") == ["1.000001", "1.000002"]
    assert codes_in(client, "/thu-tuc/?cap=commune&viec=exam") == ["1.000002"]
    page = client.get("/thu-tuc/").content.decode()
    fields = re.findall(r'href="(/thu-tuc/\?linh-vuc=\d+)"><span>([^<]+)</span>', page)
    assert [name for _address, name in fields] == ["Mầm non", "Thi cử"]
    assert codes_in(client, fields[1][0]) == ["1.000002", "1.000003"]


def test_counts_tell_what_each_choice_would_leave(client: Client, publish: Publish) -> None:
    publish(
        "1.000001", levels=(ProcedureLevel.COMMUNE, ProcedureLevel.PROVINCE), life_events=(LifeEvent.EXAM,)
    )
    publish("1.000002", levels=(ProcedureLevel.COMMUNE,), life_events=(LifeEvent.SUPPORT,))
    page = client.get("/thu-tuc/?viec=exam").content.decode()

    def count(label: str) -> int:
        return int(re.findall(rf">{label}</span><span class=\"facets__count\">(\d+)", page)[0])

    assert count("Cấp tỉnh") == count("Cấp xã") == 1
    assert count("Xin hỗ trợ, miễn giảm, học bổng") == 1  # its own facet is left out of the count


@pytest.mark.parametrize(
    "query", ["cap=moon", "linh-vuc=abc", "linh-vuc=99999999999999", "sau=%00", "viec=<script>", "doi-tuong="]
)
def test_filters_that_mean_nothing_are_left_out(client: Client, publish: Publish, query: str) -> None:
    publish("1.000001", applicant_types=(ApplicantType.CITIZEN,))
    assert codes_in(client, f"/thu-tuc/?{query}") == ["1.000001"]


def test_empty_list_offers_the_whole_catalogue(client: Client, publish: Publish) -> None:
    publish("1.000001", levels=(ProcedureLevel.PROVINCE,))
    assert "Không có thủ tục nào khớp" in client.get("/thu-tuc/?cap=commune").content.decode()


def test_list_is_paged_by_key_without_loss(
    client: Client, publish: Publish, django_assert_num_queries
) -> None:
    codes = [f"1.{number:06}" for number in range(1, 36)]
    for code in codes:
        publish(code)
    client.get("/thu-tuc/")
    with django_assert_num_queries(9):
        first = client.get("/thu-tuc/").content.decode()
    following = re.findall(r'rel="next" href="([^"]+)"', first)[0]
    assert codes_in(client, "/thu-tuc/") + codes_in(client, following) == codes
    assert 'rel="next"' not in client.get(following).content.decode()
    with django_assert_num_queries(9):
        client.get(following)


def test_home_leads_to_errands_that_have_procedures(
    client: Client, publish: Publish, installation: Installation
) -> None:
    publish("1.000001", life_events=(LifeEvent.DIPLOMA,))
    page = client.get("/").content.decode()
    assert 'href="/thu-tuc/?viec=diploma"' in page
    assert "viec=exam" not in page
    assert installation.home.name in page
    assert 'action="/tim-kiem/"' in page


def test_home_of_an_empty_catalogue_says_so(client: Client) -> None:
    assert "Danh mục thủ tục chưa có gì" in client.get("/").content.decode()


def test_search_finds_without_diacritics_and_says_why(client: Client, publish: Publish) -> None:
    publish("2.002854", name="Chuyển trường và tiếp nhận học sinh")
    publish("3.000465", name="Cấp bản sao văn bằng")
    page = client.get("/tim-kiem/", {"q": "chuyen truong"}).content.decode()
    assert re.findall(r'class="result__name"><a href="/thu-tuc/([\d.]+)/', page)[0] == "2.002854"
    suggestions = client.get("/tim-kiem/goi-y/", {"q": "chuyen tr"}).content.decode()
    assert "/thu-tuc/2.002854/" in suggestions
    assert "<html" not in suggestions


def test_search_with_nothing_found_helps_on(client: Client, publish: Publish) -> None:
    publish("3.000465")
    assert "Chưa tìm thấy thủ tục nào" in client.get("/tim-kiem/?q=zzzzqq").content.decode()
    for query in ("", " ", "%00", "'; DROP TABLE x; --", "%" * 300):
        assert client.get("/tim-kiem/", {"q": query}).status_code == 200


def test_places_are_listed_found_and_paged(
    client: Client, bodies: Bodies, make_agency: MakeAgency, django_assert_num_queries
) -> None:
    for number in range(45):
        make_agency(f"Bộ phận Một cửa số {number:02}", kind=AgencyKind.ONE_STOP_DESK)
    client.get("/co-quan/")
    with django_assert_num_queries(2):
        first = client.get("/co-quan/").content.decode()
    following = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")
    names = re.findall(
        r"Bộ phận Một cửa số \d\d", first + client.get("/co-quan/" + following).content.decode()
    )
    assert len(set(names)) == len(names) == 45
    assert bodies.division.name not in first
    assert "Sở Giáo dục và Đào tạo" in client.get("/co-quan/", {"q": "so giao duc"}).content.decode()
    for broken in ("xxx", "W10", "!!!", "bnVsbA", "WyIwMCIsIngiXQ"):
        assert client.get("/co-quan/", {"sau": broken}).status_code == 200


def test_place_shows_where_it_is_and_what_became_of_it(
    client: Client, bodies: Bodies, make_agency: MakeAgency
) -> None:
    from motcua.organisations.enums import SuccessionKind
    from motcua.organisations.models import Succession

    old = make_agency(
        "Phòng Giáo dục cũ", since=date(2000, 1, 1), until=date(2025, 7, 1), address="Số 5 phố Huế"
    )
    Succession.objects.create(
        predecessor=old,
        successor=bodies.department,
        kind=SuccessionKind.MERGED,
        on=date(2025, 7, 1),
        document="Quyết định số 1",
    )
    page = client.get(f"/co-quan/{old.code}/").content.decode()
    for words in (
        "Số 5 phố Huế",
        "không hoạt động hiện nay",
        "Sáp nhập",
        f"/co-quan/{bodies.department.code}/",
    ):
        assert words in page
    assert client.get("/co-quan/KHONG-CO/").status_code == 404
