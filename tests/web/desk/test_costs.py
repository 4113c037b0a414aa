"""Cost sheets at the desk: the list, a sheet, its lines, copies, files, norms and incomes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.publishing import Publish
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.reviews.base_data import load
from motcua.reviews.enums import CostOrigin, EstimateStatus, Side
from motcua.reviews.models import ActivityNorm, CostEstimate, HourlyIncome

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/chi-phi/"
SAID = {"origin": "officer", "source": "Hỏi tại quầy", "confidence": "medium"}


@pytest.fixture(autouse=True)
def shipped(db: None, moment: datetime) -> None:
    load(at=moment)


@pytest.fixture
def sheet(diploma: Procedure, keeper: Client) -> CostEstimate:
    answer = keeper.post(f"{HERE}thu-tuc/{diploma.pk}/lap/")
    assert answer.status_code == 302
    return CostEstimate.objects.get()


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def test_from_a_missing_sheet_to_one(diploma: Procedure, keeper: Client) -> None:
    page = text_of(keeper, HERE)
    assert "1.005143" in page
    assert "Chưa có" in page
    assert "Lập bảng chi phí" in text_of(keeper, f"{HERE}thu-tuc/{diploma.pk}/")
    answer = keeper.post(f"{HERE}thu-tuc/{diploma.pk}/lap/", follow=True)
    said = unescape(answer.content.decode())
    assert "Chuẩn bị hồ sơ" in said
    assert "250.000" in said
    assert "Nên hỏi thêm những dòng này trước" in said
    assert keeper.get(f"{HERE}thu-tuc/{diploma.pk}/").status_code == 302
    assert "Bản nháp" in text_of(keeper, HERE + "?bang=draft")
    assert "Không có thủ tục nào ở đây" in text_of(keeper, HERE + "?bang=agreed")


def test_all_missing_sheets_at_once_and_the_list_by_key(
    diploma: Procedure,
    publish: Publish,
    bodies: Bodies,
    put: PutDossier,
    keeper: Client,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(3):
        procedure = publish(f"2.00000{number}", name=f"Chuyển trường {number}")
        put(received=moment, procedure=procedure, version=procedure.versions.get())
    keeper.post(HERE + "lap-cac-bang-thieu/")
    assert CostEstimate.objects.count() == 4
    with CaptureQueriesContext(connection) as asked:
        page = text_of(keeper, HERE)
    assert "Chuyển trường 2" in page
    assert len(asked) <= 26
    assert "Chuyển trường 1" in text_of(keeper, HERE + "?tim=chuyen+truong+1")
    assert "Chuyển trường 0" not in text_of(keeper, HERE + "?tim=chuyen+truong+1")
    monkeypatch.setattr(
        "motcua.reviews.queries.costs.browsing.page_of_costs.__kwdefaults__", {"after": "", "size": 2}
    )
    first = text_of(keeper, HERE)
    assert "Chuyển trường 1" not in first
    [after] = re.findall(r"sau=([\d.]+)", first)[:1]
    assert "Chuyển trường 1" in text_of(keeper, f"{HERE}?sau={after}")


def test_one_more_source_for_a_number(sheet: CostEstimate, keeper: Client) -> None:
    line = sheet.lines.get(key="submit:travel")
    address = f"{HERE}{sheet.pk}/dong/{line.pk}/"
    assert "travel" not in text_of(keeper, address)
    answer = keeper.post(address, {"part": "hours", "value": "1,25", **SAID}, follow=True)
    said = unescape(answer.content.decode())
    assert "con số này đang được dùng" in said
    assert "trung bình thấp" in said
    line.refresh_from_db()
    assert line.hours == Decimal("1.25")
    value = line.values.get(part="hours", origin=CostOrigin.OFFICER)
    keeper.post(f"{address}so/{value.pk}/bo/", {"reason": "Nhầm"})
    line.refresh_from_db()
    assert line.hours == 2
    wrong = unescape(keeper.post(address, {"part": "hours", "value": "nhiều", **SAID}).content.decode())
    assert "Ghi một số" in wrong


@pytest.mark.parametrize(
    ("typed", "number"), [("0,125", "0.125"), ("0.125", "0.125"), ("1.024.000", "1024000"), ("12,5", "12.5")]
)
def test_numbers_as_people_write_them(typed: str, number: str) -> None:
    from motcua.web.desk.costs.forms import NumberField

    field = NumberField()
    assert field.clean(typed) == Decimal(number)
    assert field.clean(field.prepare_value(Decimal(number))) == Decimal(number)


@pytest.mark.parametrize(("kept", "shown"), [("73.000000000", "73"), ("0.250000000", "0,25"), ("100", "100")])
def test_numbers_are_shown_without_the_zeros_of_their_column(kept: str, shown: str) -> None:
    from motcua.web.desk.costs.forms import NumberField

    assert NumberField().prepare_value(Decimal(kept)) == shown


def test_cut_lines_in_the_copy_after(sheet: CostEstimate, keeper: Client) -> None:
    keeper.post(f"{HERE}{sheet.pk}/ban-sau/", {"title": "Bỏ phí"})
    after = CostEstimate.objects.get(side=Side.AFTER)
    fee = after.lines.get(key="fee:phi")
    keeper.post(f"{HERE}{after.pk}/dong/{fee.pk}/bo/")
    page = text_of(keeper, f"{HERE}{after.pk}/")
    assert "đã cắt" in page
    assert "250.000" in page
    assert "Bỏ phí" in text_of(keeper, f"{HERE}{sheet.pk}/")


def test_out_and_in(sheet: CostEstimate, keeper: Client) -> None:
    book = keeper.get(f"{HERE}{sheet.pk}/excel/").content
    count = sheet.lines.count()
    file = SimpleUploadedFile("bang.xlsx", book)
    answer = keeper.post(f"{HERE}{sheet.pk}/nhap/", {"file": file}, follow=True)
    assert "Đã nhập" in unescape(answer.content.decode())
    assert sheet.lines.count() == count
    broken = SimpleUploadedFile(
        "b.json",
        b'{"times_per_year":1,"subjects_per_year":1,"before":[{"activity":"a","hours":-1}],"after":[]}',
    )
    said = unescape(keeper.post(f"{HERE}{sheet.pk}/nhap/", {"file": broken}).content.decode())
    assert "before[0].hours" in said


def test_add_a_line_and_how_often(sheet: CostEstimate, keeper: Client) -> None:
    keeper.post(
        f"{HERE}{sheet.pk}/them-dong/",
        {"block": "other", "activity": "Thuê dịch", "times": "1", "service_vnd": "200.000", **SAID},
    )
    assert sheet.lines.get(activity="Thuê dịch").service_vnd == 200_000
    keeper.post(f"{HERE}{sheet.pk}/tan-suat/", {"dossiers": "3.228", "subjects": "3.228", **SAID})
    sheet.refresh_from_db()
    assert sheet.dossiers_per_year == 3228
    keeper.post(f"{HERE}{sheet.pk}/lap-lai/")
    sheet.refresh_from_db()
    assert sheet.dossiers_per_year == 3228
    assert sheet.lines.filter(activity="Thuê dịch").exists()


def test_both_numbers_of_a_year_and_which_counts(
    diploma: Procedure, put: PutDossier, keeper: Client, moment: datetime
) -> None:
    for number in range(7):
        put(received=moment - timedelta(days=number + 1))
    keeper.post(f"{HERE}thu-tuc/{diploma.pk}/lap/")
    sheet = CostEstimate.objects.get()
    counted = sheet.dossiers_per_year
    keeper.post(f"{HERE}{sheet.pk}/tan-suat/", {"dossiers": "99.228", "subjects": "99.228", **SAID})
    page = text_of(keeper, f"{HERE}{sheet.pk}/")
    assert "99.228" in page
    assert "trung bình thấp (Điều 27" in page
    sheet.refresh_from_db()
    assert sheet.dossiers_per_year == counted
    own = sheet.frequencies.get(origin=CostOrigin.OFFICER)
    keeper.post(f"{HERE}{sheet.pk}/tan-suat/{own.pk}/bo/", {"reason": "Nhầm"})
    assert "99.228 " not in text_of(keeper, f"{HERE}{sheet.pk}/").split("Nhật ký")[0]


def test_agreed_by_another(sheet: CostEstimate, keeper: Client, head: Person, sign_in: SignIn) -> None:
    assert "Thống nhất bảng này?" not in text_of(keeper, f"{HERE}{sheet.pk}/")
    keeper_answer = keeper.post(f"{HERE}{sheet.pk}/thong-nhat/")
    assert keeper_answer.status_code == 403
    boss = sign_in(head)
    assert "Thống nhất bảng này?" in text_of(boss, f"{HERE}{sheet.pk}/")
    boss.post(f"{HERE}{sheet.pk}/thong-nhat/")
    sheet.refresh_from_db()
    assert sheet.status == EstimateStatus.AGREED
    page = text_of(keeper, f"{HERE}{sheet.pk}/")
    assert "Nhập từ Excel" not in page
    line = sheet.lines.first()
    assert line is not None
    assert "Ghi thêm một con số" not in text_of(keeper, f"{HERE}{sheet.pk}/dong/{line.pk}/")


def test_norms_and_incomes(bodies: Bodies, keeper: Client) -> None:
    page = text_of(keeper, HERE + "dinh-muc/")
    assert "59.422" in page
    keeper.post(
        HERE + "dinh-muc/travel_province/",
        {
            "hours": "1,5",
            "service_vnd": "0",
            "other_vnd": "30.000",
            "distance_km": "12",
            "source": "Đo trên bản đồ",
            "confidence": "medium",
            "since": "01/09/2026",
        },
    )
    own = ActivityNorm.objects.get(agency=bodies.department)
    assert (own.hours, own.other_vnd, own.distance_km) == (Decimal("1.5"), 30_000, 12)
    income: dict[str, Any] = {
        "gdp_year": "2025",
        "gdp_per_capita_vnd": "126.000.000",
        "hours_per_year": "2112",
        "basis": "GDP ÷ 2112",
        "source": "Niên giám",
        "certainty": "A",
        "since": "01/09/2026",
    }
    keeper.post(HERE + "dinh-muc/thu-nhap/", income)
    assert HourlyIncome.objects.get(agency=bodies.department).gdp_per_capita_vnd == 126_000_000
    again = unescape(keeper.post(HERE + "dinh-muc/thu-nhap/", income).content.decode())
    assert "Chọn ngày sau ngày đó" in again
    assert "59.659" in text_of(keeper, HERE + "dinh-muc/")


def test_divisions_see_the_departments_sheets_others_do_not(
    sheet: CostEstimate, handling_officer: Person, outsider: Person, sign_in: SignIn
) -> None:
    handler = sign_in(handling_officer)
    assert "1.005143" in text_of(handler, HERE)
    assert "Thêm công việc" in text_of(handler, f"{HERE}{sheet.pk}/")
    text_of(sign_in(outsider), f"{HERE}{sheet.pk}/", 403)
    text_of(handler, f"{HERE}01a1ff32-6dc1-7ca4-9e2a-b63f24fee389/", 404)
