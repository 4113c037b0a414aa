"""An officer brings a spreadsheet's rows in: some are refused and told why, the others go on to a draft decision."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.cast import PASSWORD, Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.organisations.models import Installation

ROWS = """Mã thủ tục,Tên thủ tục
1.000001,Cấp học bổng chính sách cho sinh viên cử tuyển
1.555555,Cấp giấy phép tổ chức dạy thêm
1.555556,
1.555555,Cấp giấy phép lần nữa
"""


def test_refusals_are_told_and_the_rest_is_proposed(
    desktop: Page,
    live_server: Any,
    bodies: Bodies,
    publish: Publish,
    control_focal_officer: Person,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    Installation.objects.create(home=bodies.department, is_sample=True)
    publish("1.000001", name="Cấp học bổng chính sách")
    desktop.goto(f"{live_server.url}/ban-lam-viec/nhap-tu-tep/")
    desktop.get_by_label("Tên đăng nhập").fill(control_focal_officer.username)
    desktop.get_by_label("Mật khẩu").fill(PASSWORD)
    desktop.get_by_role("button", name="Đăng nhập").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Nhập danh mục từ tệp")
    assert_accessible(desktop)

    file = {"name": "danh-muc-quy-4.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    desktop.get_by_label("Tệp danh mục").set_input_files(file)  # type: ignore[arg-type]  # a dictionary will do
    desktop.get_by_role("button", name="Chạy thử").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Chạy thử: danh-muc-quy-4.csv")
    refused = desktop.get_by_role("region", name="Dòng bị từ chối")
    expect(refused).to_contain_text("chưa có tên thủ tục")
    expect(refused).to_contain_text("mã lặp lại, đã có ở dòng 3")
    changed = desktop.locator("details", has_text="1.000001")
    changed.locator("summary").press("Enter")
    expect(changed.locator("ins")).to_contain_text("cho sinh viên cử tuyển")
    assert_fits(desktop)
    assert_accessible(desktop)

    desktop.get_by_label("Người hoặc cơ quan ban hành").fill("Chủ tịch Ủy ban nhân dân thành phố")
    desktop.get_by_role("button", name="Đưa vào dự thảo").click()
    expect(desktop.get_by_text("1 thủ tục mới, 1 thay đổi, 0 như cũ, 2 bị từ chối")).to_be_visible()
    expect(desktop.get_by_text("Mới ban hành", exact=True)).to_be_visible()
    expect(desktop.get_by_text("Sửa đổi, bổ sung", exact=True)).to_be_visible()
    assert_accessible(desktop)

    desktop.get_by_role("link", name="Nhập từ tệp").click()
    expect(desktop.get_by_role("table")).to_contain_text("danh-muc-quy-4.csv")
