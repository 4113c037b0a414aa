"""Home, quality, reports of the public, and one's own account."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.cast import PASSWORD
from tests.publishing import Publish
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import PageReport, PromulgationDecision
from motcua.web.sessions import browser_name

HOME = "/ban-lam-viec/"
QUALITY = HOME + "chat-luong/"
REPORTS = HOME + "bao-loi/"


@pytest.fixture
def report(publish: Publish, desk_clock) -> PageReport:
    return PageReport.objects.create(
        procedure=publish("1.000001", name="Cấp học bổng"),
        text="Trang ghi thiếu số tài khoản nộp phí.",
        contact="0912 000 000",
        at=desk_clock - timedelta(hours=2),
    )


def test_a_quiet_day_is_said_kindly(sign_in: SignIn, receiving_officer: Person) -> None:
    assert "Hôm nay không có việc nào chờ bạn" in sign_in(receiving_officer).get(HOME).content.decode()


def test_the_day_begins_with_what_needs_one(
    keeper: Client,
    decision: PromulgationDecision,
    report: PageReport,
    publish: Publish,
    django_assert_max_num_queries,
) -> None:
    publish("1.000002", steps=())
    decision.act_effective_on = date(2026, 9, 20)
    decision.save()
    with django_assert_max_num_queries(30):
        page = keeper.get(HOME).content.decode()
    for words in ("Tôi đang soạn", "Đang trễ", "Trang ghi thiếu số tài khoản", "1 lỗi phải sửa"):
        assert words in page
    assert "Hôm nay không có việc" not in page


def test_duties_far_ahead_do_not_press(keeper: Client, decision: PromulgationDecision) -> None:
    decision.act_effective_on = date(2027, 6, 1)
    decision.save()
    assert "Sắp đến hạn" not in keeper.get(HOME).content.decode()


def test_quality_is_narrowed_and_read_on_by_key(
    keeper: Client, publish: Publish, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries
) -> None:
    for number in range(3):
        publish(f"1.00000{number}", steps=(), requirements="")
    publish("1.000009")
    with django_assert_max_num_queries(11):
        answer = keeper.get(QUALITY + "?muc=error")
    assert [row.code for row in answer.context["found"]] == ["1.000000", "1.000001", "1.000002"]
    [severities, kinds] = answer.context["facets"]
    assert {choice["label"]: choice["count"] for choice in severities["choices"]}["Phải sửa"] == 3
    assert any(choice["label"] == "Thiếu bộ phận bắt buộc" for choice in kinds["choices"])
    monkeypatch.setattr("motcua.web.desk.quality.views.PAGE", 2)
    first = keeper.get(QUALITY + "?muc=error")
    second = keeper.get(QUALITY + first.context["next_href"])
    assert [row.code for row in second.context["found"]] == ["1.000002"]


def test_quality_as_a_workbook(keeper: Client, publish: Publish) -> None:
    publish("1.000001", steps=())
    answer = keeper.get(QUALITY + "chat-luong-danh-muc.xlsx?muc=error")
    text = str(CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python())
    assert "1.000001" in text
    assert "Trình tự thực hiện" in text


def test_settling_a_report(keeper: Client, report: PageReport, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        assert report.text in keeper.get(REPORTS).content.decode()
    address = f"{REPORTS}{report.pk}/"
    assert "0912 000 000" in keeper.get(address).content.decode()
    assert "Ghi đã xử lý" in keeper.post(address, {"note": "  "}).content.decode()
    keeper.post(address, {"note": "Đã thêm số tài khoản."})
    assert report.text not in keeper.get(REPORTS).content.decode()
    settled = keeper.get(REPORTS + "?xong=1").content.decode()
    assert "Đã thêm số tài khoản." in settled
    assert "0912 000 000" not in settled


def test_only_keepers_settle(sign_in: SignIn, head: Person, handling_officer: Person, report) -> None:
    address = f"{REPORTS}{report.pk}/"
    assert sign_in(handling_officer).get(address).status_code == 403
    reader = sign_in(head)
    assert "Xử lý xong" not in reader.get(address).content.decode()
    assert reader.post(address, {"note": "Tôi không giữ danh mục"}).status_code == 403
    report.refresh_from_db()
    assert report.settled_at is None


def test_my_account(keeper: Client) -> None:
    page = keeper.get(HOME + "tai-khoan/").content.decode()
    for words in ("Đỗ Văn Soát", "Cán bộ đầu mối kiểm soát", "từ 01/07/2025", "Bật xác thực hai lớp"):
        assert words in page


def test_signing_out_everywhere_else(
    client: Client, control_focal_officer: Person, installation, desk_clock
) -> None:
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        browser.post(
            HOME + "dang-nhap/",
            {"login": control_focal_officer.username, "password": PASSWORD},
            headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"},
        )
    page = here.get(HOME + "tai-khoan/").content.decode()
    assert page.count("Firefox trên Windows") == 2
    here.post(HOME + "tai-khoan/dang-xuat-noi-khac/")
    assert here.get(HOME).status_code == 200
    assert elsewhere.get(HOME).status_code == 302


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge trên Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19) Version/19 Safari/604.1", "Safari trên iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome trên Android"),
        ("curl/8.5", "Trình duyệt khác"),
    ],
)
def test_browsers_by_name(said: str, name: str) -> None:
    assert browser_name(said) == name
