"""A plan in the browser: the control officer brings its document, mends two items, has it approved and followed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.cast import PASSWORD, Bodies

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day, now
from motcua.notices.models import Notice
from motcua.organisations.models import Installation
from motcua.plans.actions.reminding import remind_of_duties
from motcua.plans.enums import DutyStatus
from motcua.plans.models import Duty

_DOCUMENT = """SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 21/KH-SGDĐT

Hải Phòng, ngày 12 tháng 01 năm {year}

KẾ HOẠCH
Kiểm soát thủ tục hành chính năm {year}

Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ, Sở xây dựng kế hoạch như sau:

I. CHỈ TIÊU

1. Tối thiểu 98% hồ sơ được giải quyết đúng hạn.

II. NHIỆM VỤ

Thực hiện theo phụ lục kèm theo./.

GIÁM ĐỐC

Trần Văn Trưởng

PHỤ LỤC

| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian | Sản phẩm |
|---|---|---|---|---|---|
| 1 | Rà soát thủ tục không phát sinh hồ sơ | Phòng Quản lý chất lượng | Văn phòng Sở | {due} | Báo cáo |
| 2 | Tập huấn cán bộ đầu mối | Tổ Đào tạo | Các đơn vị trực thuộc | Cả năm {year} | Tài liệu |
"""


def _sign_in(page: Page, site: str, person: Person) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/ban-lam-viec/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/ban-lam-viec/")


@pytest.mark.django_db(transaction=True)
def test_from_the_document_to_the_reminder(
    desktop: Page,
    live_server: Any,
    bodies: Bodies,
    control_focal_officer: Person,
    head: Person,
    handling_officer: Person,
    division_head: Person,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    Installation.objects.create(home=bodies.department, is_sample=True)
    page, site, today = desktop, live_server.url, local_day(now())
    due = today + timedelta(days=20)
    text = _DOCUMENT.format(year=due.year, due=f"Chậm nhất ngày {due:%d/%m/%Y}")

    _sign_in(page, site, control_focal_officer)
    page.locator("summary", has_text="Kế hoạch").click()
    page.get_by_role("link", name="Kế hoạch", exact=True).click()
    page.get_by_role("link", name="Đọc từ văn bản").first.click()
    assert_accessible(page)
    page.get_by_label("Tệp kế hoạch").set_input_files(
        {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", name="2 nhiệm vụ trong phụ lục")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Lập bản soạn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kiểm soát thủ tục hành chính")
    assert_accessible(page)
    assert_fits(page)

    row = page.get_by_role("listitem").filter(has_text="Tổ Đào tạo")
    row.get_by_role("combobox").select_option(label="Văn phòng Sở")
    row.get_by_role("button", name="Nhớ").click()
    expect(page.get_by_text("Đã nhớ “Tổ Đào tạo”")).to_be_visible()
    page.get_by_role("link", name="Sửa nhiệm vụ 2").click()
    assert_accessible(page)
    page.get_by_label("Thời hạn").fill(f"Hàng quý năm {due.year}")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu nhiệm vụ.")).to_be_visible()
    page.get_by_role("button", name="Trình phê duyệt").click()
    expect(page.get_by_text("Đã trình kế hoạch")).to_be_visible()

    _sign_in(page, site, head)
    page.get_by_role("link", name="Kế hoạch chờ tôi duyệt").click()
    page.get_by_role("link", name="Kiểm soát thủ tục hành chính").first.click()
    page.get_by_role("link", name="Mở bản soạn").click()
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.get_by_text("Nhiệm vụ được giao tới các đơn vị")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Từng việc của từng đơn vị").click()
    page.get_by_role("link", name="Dòng thời gian").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dòng thời gian")
    assert_accessible(page)

    _sign_in(page, site, handling_officer)
    page.locator("summary", has_text="Kế hoạch").click()
    page.get_by_role("link", name="Việc theo kế hoạch").click()
    page.get_by_role("link", name="Rà soát thủ tục không phát sinh").first.click()
    assert_accessible(page)
    page.get_by_role("link", name="Báo cáo tiến độ").click()
    page.get_by_label("Đã làm được gì").fill("Đã lập danh mục")
    page.get_by_label("Ước đạt (%)").fill("40")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Đã gửi báo cáo tiến độ.")).to_be_visible()
    duty = Duty.objects.get(task__number="1")
    assert (duty.status, duty.percent, duty.due_on) == (DutyStatus.DOING, 40, due)

    remind_of_duties(at=now() + timedelta(days=14))
    assert Notice.objects.filter(event="duty_due_soon", recipient=division_head).exists()
    _sign_in(page, site, division_head)
    page.goto(f"{site}/ban-lam-viec/thong-bao/")
    expect(page.get_by_text("ngày đến hạn").first).to_be_visible()
    assert_accessible(page)
