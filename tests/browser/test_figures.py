"""From the dashboard to a late number, to its dossiers, to the clock of one of them explained day by day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.cast import PASSWORD, Bodies
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.kernel.clock import VIETNAM, now
from motcua.organisations.models import Installation


def test_from_a_late_number_to_the_clock_behind_it(
    desktop: Page,
    live_server: Any,
    in_hand: TakenIn,
    control_focal_officer: Person,
    bodies: Bodies,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    Installation.objects.create(home=bodies.department, is_sample=True)
    received = (now() - timedelta(days=21)).replace(hour=3, minute=0)
    late = in_hand(at=received, applicant="Vũ Thị Chờ")
    in_hand(at=now() - timedelta(minutes=5), applicant="Đỗ Văn Mới")

    desktop.goto(f"{live_server.url}/ban-lam-viec/tong-quan/")
    desktop.get_by_label("Tên đăng nhập").fill(control_focal_officer.username)
    desktop.get_by_label("Mật khẩu").fill(PASSWORD)
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Tổng quan")
    expect(desktop.get_by_role("link", name="Kiểm soát thủ tục", exact=True)).to_be_visible()
    assert_accessible(desktop)
    assert_fits(desktop)

    row = desktop.get_by_role("row", name="Đang giải quyết quá hạn")
    expect(row.get_by_role("link")).to_have_text("1")
    row.get_by_role("link").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Hồ sơ đang giải quyết đã quá hạn")
    rows = desktop.get_by_role("region", name="Danh sách").locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Vũ Thị Chờ")
    assert_accessible(desktop)

    rows.get_by_role("link", name=late.code).click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("Vũ Thị Chờ")
    desktop.get_by_text("Vì sao là ngày này").click()
    steps = desktop.get_by_role("region", name="Giải thích từng ngày").locator("tbody tr")
    assert late.due_at is not None
    expect(steps.last).to_contain_text(f"{late.due_at.astimezone(VIETNAM):%d/%m/%Y}")
    expect(steps.last).to_contain_text("có")


def test_the_public_reads_the_figures_on_a_phone(
    phone: Page, live_server: Any, bodies: Bodies, assert_accessible: Check, assert_fits: Check
) -> None:
    Installation.objects.create(home=bodies.department, is_sample=True)
    phone.goto(f"{live_server.url}/so-lieu/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Giải quyết hồ sơ có đúng hẹn không?")
    phone.get_by_text("Các số này tính thế nào?").click()
    assert_accessible(phone)
    assert_fits(phone)
    phone.get_by_role("link", name="Các cột nghĩa là gì").click()
    expect(
        phone.get_by_role("cell", name="in_time_percent").or_(
            phone.get_by_role("rowheader", name="in_time_percent")
        )
    ).to_be_visible()
    assert_fits(phone)
