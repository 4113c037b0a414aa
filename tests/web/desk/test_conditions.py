"""The pages of business conditions and of the monthly figures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.publishing import Publish
from tests.reviews.test_monthly import signed as signed
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure, PromulgationDecision
from motcua.reviews.enums import RuleKind
from motcua.reviews.files.condition_workbook import COLUMNS
from motcua.reviews.models import BusinessCondition
from motcua.reviews.queries.conditions import balance
from motcua.reviews.rules.conditions.balance import Balance

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/dieu-kien/"
MONTHLY = "/ban-lam-viec/cong-bo-theo-thang/"
FORM = {
    "code": "DK-01",
    "text": "Có phòng học riêng cho lớp học thêm",
    "line": "Dạy thêm ngoài nhà trường",
    "rule_kind": "condition",
    "kind": "premises",
    "act_number": "29/2024/TT-BGDĐT",
    "procedures": "1.000001",
    "since": "14/02/2025",
}


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def workbook(*rows: Sequence[Any]) -> SimpleUploadedFile:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [name for name, _width in COLUMNS])
    for place, row in enumerate(rows, start=1):
        sheet.write_row(place, 0, row)
    book.close()
    return SimpleUploadedFile("dieu-kien.xlsx", made.getvalue())


def test_a_condition_from_entering_to_cutting(keeper: Client, publish: Publish, bodies: Bodies) -> None:
    publish("1.000001", name="Cấp phép dạy thêm")
    answer = keeper.post(HERE + "moi/", FORM)
    assert answer.status_code == 302
    row = BusinessCondition.objects.get()
    home = f"{HERE}{row.pk}/"
    assert "Cấp phép dạy thêm" in text_of(keeper, home)
    listed = {
        "state": "unnecessary",
        "since": "01/09/2026",
        "reason": "Đã có hậu kiểm",
        "revision": row.revision,
    }
    assert keeper.post(home + "tinh-trang/", listed).status_code == 302
    assert "Còn phải cắt ít nhất 1 điều kiện" in text_of(keeper, HERE)
    refused = keeper.post(home + "tinh-trang/", {"state": "cut", "since": "10/09/2026"})
    assert "cần số, ký hiệu của văn bản" in unescape(refused.content.decode())
    cut = {"state": "cut", "since": "10/09/2026", "decision": "12/2026/NĐ-CP"}
    assert keeper.post(home + "tinh-trang/", cut).status_code == 302
    page = text_of(keeper, HERE)
    assert "Đã đạt mức cắt" in page
    assert "đã cắt 1 trên 1 điều kiện nêu là không cần thiết" in text_of(keeper, "/ban-lam-viec/cat-giam/")
    assert "DK-01" in text_of(keeper, HERE + "?tinh-trang=cut&tim=phong+hoc")
    assert "Không có quy định nào ở đây" in text_of(keeper, HERE + "?tinh-trang=needed")


def test_wrong_cells_are_named_and_nothing_is_kept(keeper: Client) -> None:
    right = ["DK-01", "Có phòng học", "Dạy thêm", "Khác", "", "29/2024/TT-BGDĐT", "", "", "14/02/2025"]
    wrong = ["DK-02", "Có vốn", "Dạy thêm", "vớ vẩn", "", "29/2024/TT-BGDĐT", "", "", "14/02/2025"]
    answer = keeper.post(HERE + "nhap/", {"file": workbook(right, wrong)})
    assert "Ô D3" in unescape(answer.content.decode())
    assert not BusinessCondition.objects.exists()
    assert keeper.post(HERE + "nhap/", {"file": workbook(right)}).status_code == 302
    assert BusinessCondition.objects.get().code == "DK-01"
    taken = keeper.get(HERE + "dieu-kien.xlsx")
    brought = SimpleUploadedFile("lai.xlsx", b"".join(taken.streaming_content))  # type: ignore[attr-defined]
    again = keeper.post(HERE + "nhap/", {"file": brought}, follow=True)
    assert "1 không đổi" in unescape(again.content.decode())


def test_the_list_costs_a_fixed_number_of_queries(keeper: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as ran:
            text_of(keeper, HERE)
        return len(ran)

    rows = [
        [f"DK-{at}", "Nội dung", f"Nghề {at}", "Khác", "", "1/TT", "", "", "14/02/2025"] for at in range(12)
    ]
    keeper.post(HERE + "nhap/", {"file": workbook(*rows[:2])})
    few = queries()
    keeper.post(HERE + "nhap/", {"file": workbook(*rows[2:])})
    assert queries() == few <= 16


def test_others_stay_outside(
    sign_in: SignIn, receiving_officer: Person, outsider: Person, keeper: Client
) -> None:
    keeper.post(
        HERE + "nhap/", {"file": workbook(["A", "Nội dung", "N", "Khác", "", "1/TT", "", "", "14/02/2025"])}
    )
    row = BusinessCondition.objects.get()
    text_of(sign_in(receiving_officer), HERE, status=403)
    text_of(sign_in(outsider), f"{HERE}{row.pk}/", status=404)


def test_monthly_figures_open_to_their_rows(
    keeper: Client, signed: PromulgationDecision, moment: datetime
) -> None:
    page = text_of(keeper, MONTHLY + "?thang=2026-09")
    assert "12/QĐ-UBND" not in page
    opened = text_of(keeper, MONTHLY + "?thang=2026-09&ky=month&loai=repealed")
    assert "Cấp phép cũ" in opened
    assert "Chuyển trường" not in opened
    assert "Cấp xã" in text_of(keeper, MONTHLY + "?thang=2026-09&theo=level")
    before = text_of(keeper, MONTHLY + "?thang=2026-09&den-ngay=2026-09-16&ky=year&loai=tat-ca")
    assert "Cấp phép cũ" not in before
    taken = keeper.get(MONTHLY + "thong-ke.xlsx?thang=2026-09")
    assert b"".join(taken.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]  # a streaming answer
    text_of(keeper, MONTHLY + "?thang=hello", status=409)


def test_a_reporting_duty_is_counted_by_kind_with_its_cost(keeper: Client, bodies: Bodies) -> None:
    report = {
        **FORM,
        "code": "BC-01",
        "rule_kind": "report",
        "kind": "",
        "procedures": "",
        "cost_per_year_vnd": "12.500.000",
    }
    refused = keeper.post(HERE + "moi/", report)
    assert "Ghi chi phí lấy từ đâu" in unescape(refused.content.decode())
    unsaid = keeper.post(HERE + "moi/", {**FORM, "procedures": "", "kind": ""})
    assert "Chọn điều kiện này về việc gì" in unescape(unsaid.content.decode())
    assert keeper.post(HERE + "moi/", {**report, "cost_source": "Phiếu tính"}).status_code == 302
    row = BusinessCondition.objects.get()
    assert "12.500.000" in text_of(keeper, f"{HERE}{row.pk}/")
    assert "BC-01" in text_of(keeper, HERE + "?quy-dinh=report")
    assert "BC-01" not in text_of(keeper, HERE + "?quy-dinh=condition")
    taken = keeper.get(HERE + "dieu-kien.xlsx")
    brought = SimpleUploadedFile("lai.xlsx", b"".join(taken.streaming_content))  # type: ignore[attr-defined]
    again = keeper.post(HERE + "nhap/", {"file": brought}, follow=True)
    assert "1 không đổi" in unescape(again.content.decode())
    amended = {
        "state": "amended",
        "since": "10/09/2026",
        "decision": "12/2026/NĐ-CP",
        "text": "Báo cáo hai năm một lần",
        "cost_per_year_vnd": "5.000.000",
        "cost_source": "Phiếu tính",
    }
    assert keeper.post(f"{HERE}{row.pk}/tinh-trang/", amended).status_code == 302
    page = text_of(keeper, HERE + "ket-qua/")
    assert "60,0\xa0%" in page
    assert "Ngày đầu phải trước ngày cuối" in text_of(keeper, HERE + "ket-qua/?tu=01/01/2030")
    taken = keeper.get(HERE + "ket-qua/ket-qua.xlsx")
    assert b"".join(taken.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]  # a streaming answer


def test_procedures_are_counted_from_the_catalogue_only(
    keeper: Client, diploma: Procedure, bodies: Bodies
) -> None:
    row = [
        "TT-01",
        "Cấp phép",
        "Dạy thêm",
        "",
        "",
        "1/TT",
        "",
        "",
        "14/02/2025",
        *[""] * 6,
        "Thủ tục hành chính",
    ]
    refused = keeper.post(HERE + "nhap/", {"file": workbook(row)})
    assert "được đếm từ danh mục thủ tục" in unescape(refused.content.decode())
    assert not BusinessCondition.objects.exists()
    assert "Chưa có quy định nào trong kỳ này" in text_of(keeper, HERE + "ket-qua/")
    said = {"thu-tuc": str(diploma.pk), "la": "co", "reason": "Phụ lục I"}
    keeper.post("/ban-lam-viec/cat-giam/lien-quan-kinh-doanh/", said)
    found = balance(bodies.department.pk, since=date(2026, 1, 1), on=date(2026, 9, 17))
    assert found.kinds == {RuleKind.PROCEDURE: Balance(before=1, now=1, uncosted=1)}
    assert "0,0\xa0%" in text_of(keeper, HERE + "ket-qua/")
