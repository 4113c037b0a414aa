"""The page of one procedure: what it says, what it leaves open, what it never lets in."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import SINCE, Bodies
from tests.publishing import Publish

from motcua.catalogue.enums import Channel, Constituent, LinkKind
from motcua.catalogue.models import OldCode, Procedure, ProcedureLink
from motcua.catalogue.rules.content import ComponentContent, FormContent, MethodContent, StepContent
from motcua.deadlines.enums import LimitUnit
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Area, Installation, Power

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    """The words of a page, without tags, spaces single."""
    response = client.get(address)
    assert response.status_code == 200, response
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).strip()


def test_page_says_in_plain_words_what_the_version_says(client: Client, publish: Publish) -> None:
    publish("2.002850")
    page = text_of(client, "/thu-tuc/2.002850/")
    for words in (
        "Cấp lại văn bằng",
        "Công dân Việt Nam",
        "Sở Giáo dục và Đào tạo",
        "03\xa0ngày làm việc".replace("\xa0", " "),
        "250.000 đ (mỗi văn bằng)",
        "Văn bằng cấp lại",
        "1 bản chính",
        "Người được ủy quyền",
        "Mẫu 1",
        "01 bộ",
        "10/2026/TT-BGDĐT",
        "từ 01/07/2025",
    ):
        assert words in page, words


def test_example_day_is_the_one_the_deadlines_room_gives_and_explains_itself(
    client: Client, publish: Publish, today: date
) -> None:
    publish("2.002850")
    page = text_of(client, "/thu-tuc/2.002850/")
    assert f"hôm nay {today:%d/%m/%Y}" in page  # a Thursday
    assert "thứ Ba, 22/09/2026" in page  # three working days over a weekend
    assert "ngày nhận không tính vào thời hạn" in page
    assert "Bộ luật Dân sự" in page


def test_no_example_day_where_a_person_must_read_the_limit(client: Client, publish: Publish) -> None:
    unsure = MethodContent(
        channel=Channel.DIRECT,
        limit_amount=Decimal(7),
        limit_unit=LimitUnit.CALENDAR_DAY,
        limit_text="7 ngày: Sở 3, xã 4",
        limit_needs_person=True,
    )
    publish("2.002850", methods=(unsure,))
    page = text_of(client, "/thu-tuc/2.002850/")
    assert "Nếu nộp" not in page
    assert "7 ngày: Sở 3, xã 4" in page


def test_none_and_missing_are_told_apart(client: Client, publish: Publish) -> None:
    publish("1.000001", requirements="", none_declared=(Constituent.REQUIREMENTS,))
    publish("1.000002", requirements="", components=(), sets_count=None)
    declared = client.get("/thu-tuc/1.000001/").content.decode()
    silent = client.get("/thu-tuc/1.000002/").content.decode()
    section = re.compile(r'id="dieu-kien".*?</section>', re.DOTALL)
    assert "Không yêu cầu" in section.findall(declared)[0]
    assert "Chưa có thông tin" in section.findall(silent)[0]
    papers = re.findall(r'id="giay-to".*?</section>', silent, re.DOTALL)[0]
    assert "Chưa có thông tin" in papers


def test_unknown_code_is_not_found(client: Client, publish: Publish) -> None:
    publish("2.002850")
    for address in ("/thu-tuc/9.999999/", "/thu-tuc/9.999999/lich-su/", "/thu-tuc/9.999999/niem-yet.pdf"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Không tìm thấy trang này" in response.content.decode()


def test_draft_alone_is_not_shown(client: Client, publish: Publish) -> None:
    publish("2.002850")
    Procedure.objects.create(code="2.000000", kind="ministry")
    assert client.get("/thu-tuc/2.000000/").status_code == 404


def test_old_code_leads_to_the_new_one_and_says_so(client: Client, publish: Publish) -> None:
    procedure = publish("3.000465")
    OldCode.objects.create(procedure=procedure, code="1.005092")
    response = client.get("/thu-tuc/1.005092/")
    assert (response.status_code, response["Location"]) == (301, "/thu-tuc/3.000465/?ma-cu=1.005092")
    assert "1.005092" in text_of(client, response["Location"])


def test_old_code_of_several_procedures_lets_the_reader_choose(client: Client, publish: Publish) -> None:
    for code in ("3.000465", "3.000466"):
        OldCode.objects.create(procedure=publish(code, name=f"Thủ tục {code}"), code="1.005092")
    page = text_of(client, "/thu-tuc/1.005092/")
    assert "Thủ tục 3.000465" in page
    assert "Thủ tục 3.000466" in page


def test_old_version_is_shown_for_its_day_marked_with_what_changed(client: Client, publish: Publish) -> None:
    publish("3.000465", since=date(2021, 8, 1), name="Cấp bản sao bằng tốt nghiệp")
    publish("3.000465", since=date(2025, 7, 1), name="Cấp bản sao văn bằng, chứng chỉ")
    old = client.get("/thu-tuc/3.000465/?ngay=2025-03-01").content.decode()
    assert "Đây là nội dung cũ, không còn áp dụng" in old
    assert "từ 01/08/2021 đến hết 30/06/2025" in old
    assert '<meta name="robots" content="noindex">' in old
    assert "<ins>" in old
    now = client.get("/thu-tuc/3.000465/").content.decode()
    assert "không còn áp dụng" not in now
    assert "Cấp bản sao văn bằng, chứng chỉ" in now


def test_day_on_both_sides_of_a_change(client: Client, publish: Publish) -> None:
    publish("3.000465", since=date(2021, 8, 1), name="Tên cũ")
    publish("3.000465", since=date(2025, 7, 1), name="Tên mới")
    assert "Tên cũ" in text_of(client, "/thu-tuc/3.000465/?ngay=30/06/2025")
    assert "Tên mới" in text_of(client, "/thu-tuc/3.000465/?ngay=2025-07-01")


@pytest.mark.parametrize("day", ["2025-02-30", "hôm nay", "31/2/2025", "1/2", "99999-01-01"])
def test_day_that_is_none_is_not_found(client: Client, publish: Publish, day: str) -> None:
    publish("3.000465")
    assert client.get("/thu-tuc/3.000465/", {"ngay": day}).status_code == 404


def test_day_without_a_version_leads_to_the_history(client: Client, publish: Publish) -> None:
    publish("3.000465", since=date(2025, 7, 1))
    response = client.get("/thu-tuc/3.000465/?ngay=2020-01-01")
    assert response["Location"] == "/thu-tuc/3.000465/lich-su/?ngay=2020-01-01"
    assert "Ngày 01/01/2020 thủ tục này không có nội dung nào" in text_of(client, response["Location"])


def test_coming_version_is_announced_and_can_be_read(client: Client, publish: Publish) -> None:
    publish("3.000465", since=date(2025, 7, 1), name="Tên nay")
    publish("3.000465", since=date(2027, 1, 1), name="Tên sắp tới")
    assert "Từ ngày 01/01/2027 thủ tục này có nội dung mới" in text_of(client, "/thu-tuc/3.000465/")
    coming = text_of(client, "/thu-tuc/3.000465/?ngay=2027-01-01")
    assert "Nội dung này chưa áp dụng" in coming
    assert "Tên sắp tới" in coming


def test_replaced_procedure_names_its_successor(client: Client, publish: Publish) -> None:
    old, new = publish("1.000001", name="Thủ tục cũ"), publish("1.000002", name="Thủ tục mới")
    ProcedureLink.objects.create(procedure=old, other=new, kind=LinkKind.REPLACED_BY)
    page = text_of(client, "/thu-tuc/1.000001/")
    assert "đã được thay thế bằng" in page
    assert "Thủ tục mới" in page


def test_own_record_of_the_province_goes_before_the_nations(
    client: Client, publish: Publish, installation: Installation, province: Area
) -> None:
    publish("1.000001", name="Của cả nước")
    publish("1.000001", name="Của tỉnh", jurisdiction=province.code)
    publish("1.000001", name="Của tỉnh khác", jurisdiction="01")
    assert "Của tỉnh " in text_of(client, "/thu-tuc/1.000001/")
    listed = text_of(client, "/thu-tuc/")
    assert "Của tỉnh " in listed
    assert "Của cả nước" not in listed
    assert "Của tỉnh khác" not in listed


def test_competent_agency_follows_the_commune_chosen_and_is_remembered(
    client: Client, publish: Publish, installation: Installation, bodies: Bodies, commune: Area
) -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    publish("1.000001")
    Power.objects.create(
        matter="procedure:1.000001",
        holder_kind=bodies.commune_committee.kind,
        source=PowerSource.STATUTORY,
        in_force=DateRange(SINCE, None),
    )
    assert bodies.commune_committee.name not in text_of(client, "/thu-tuc/1.000001/")
    assert bodies.commune_committee.name in text_of(client, f"/thu-tuc/1.000001/?xa={commune.code}")
    assert bodies.commune_committee.name in text_of(client, "/thu-tuc/1.000001/")
    client.get("/thu-tuc/1.000001/?xa=")
    assert bodies.commune_committee.name not in text_of(client, "/thu-tuc/1.000001/")


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_content_is_escaped_everywhere(client: Client, publish: Publish) -> None:
    parts = {
        "components": (
            ComponentContent(
                name=HOSTILE, case_name=HOSTILE, note=HOSTILE, forms=(FormContent(name=HOSTILE),)
            ),
        ),
        "steps": (StepContent(title=HOSTILE, text=HOSTILE),),
        "requirements": HOSTILE,
        "receiving_place": HOSTILE,
        "executing_agency": HOSTILE,
    }
    publish("1.000001", since=date(2021, 1, 1), name="Tên cũ")
    publish("1.000001", since=date(2025, 7, 1), name=f"Tên {HOSTILE}", **parts)
    addresses = ("", "lich-su/", "bao-loi/", "?ngay=2022-01-01", "?ma-cu=<script>alert(1)</script>")
    for address in (
        *(f"/thu-tuc/1.000001/{rest}" for rest in addresses),
        "/thu-tuc/",
        f"/tim-kiem/?q={HOSTILE}",
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address


def test_only_web_addresses_become_links(client: Client, publish: Publish) -> None:
    forms = (
        FormContent(name="Mẫu xấu", url="javascript:alert(1)"),
        FormContent(name="Mẫu tốt", url="https://example.org/mau.docx"),
    )
    publish("1.000001", components=(ComponentContent(name="Đơn", forms=forms),))
    page = client.get("/thu-tuc/1.000001/").content.decode()
    assert "javascript:" not in page
    assert 'href="https://example.org/mau.docx"' in page


def test_query_count_does_not_grow_with_the_parts(
    client: Client, publish: Publish, installation: Installation
) -> None:
    publish("1.000001")
    papers = tuple(
        ComponentContent(
            name=f"Giấy {n}", case_name=f"Trường hợp {n % 7}", forms=(FormContent(name=f"Mẫu {n}"),)
        )
        for n in range(40)
    )
    publish("1.000002", components=papers, steps=tuple(StepContent(text=f"Bước {n}") for n in range(30)))
    client.get("/thu-tuc/1.000001/")  # whatever is read once for all is read now
    counts = []
    for code in ("1.000001", "1.000002"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/thu-tuc/{code}/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 22, counts


def test_poster_is_a_pdf_and_qr_a_drawing(
    client: Client, publish: Publish, installation: Installation
) -> None:
    publish("1.000001", name="Tên rất dài " * 20)
    pdf = client.get("/thu-tuc/1.000001/niem-yet.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    drawing = client.get("/thu-tuc/1.000001/qr.svg")
    assert (drawing["Content-Type"], drawing.content[:5]) == ("image/svg+xml", b"<?xml")
