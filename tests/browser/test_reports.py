"""A report closed and signed, a dossier that comes in later, and the difference that is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Check
from tests.cast import PASSWORD, Bodies, MakePerson
from tests.handing_in import TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.kernel.clock import local_day, now
from motcua.organisations.models import Installation
from motcua.reports.actions.periods import open_period, set_up_regime
from motcua.reports.enums import Cycle


def test_closed_signed_late_entry_difference(
    desktop: Page,
    chromium: Browser,
    live_server: Any,
    in_hand: TakenIn,
    head: Person,
    bodies: Bodies,
    make_person: MakePerson,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    Installation.objects.create(home=bodies.department, is_sample=True)
    keeper = make_person("Lê Thị Lập", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)
    at, today = now(), local_day(now())
    regime = set_up_regime(
        agency=bodies.department,
        title="Báo cáo kiểm soát thủ tục hành chính",
        cycle=Cycle.YEAR,
        forms=["II.06a", "II.04"],
        by=keeper,
        at=at,
    )
    open_period(
        regime_id=regime.pk,
        label="đợt này",
        first=today - timedelta(days=30),
        last=today + timedelta(days=1),
        due_on=today + timedelta(days=9),
        by=keeper,
        at=at,
    )
    in_hand(at=at - timedelta(hours=2), applicant="Vũ Thị Đầu")

    _enter(desktop, f"{live_server.url}/ban-lam-viec/bao-cao/", keeper)
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Lập báo cáo đợt này").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("đợt này")
    total = desktop.locator(".report-total").first
    expect(total.get_by_role("link").first).to_have_text("1")
    assert_accessible(desktop)
    assert_fits(desktop)
    address = desktop.url
    desktop.get_by_role("link", name="Phần lời").click()
    desktop.get_by_role("link", name="Viết phần lời").click()
    desktop.get_by_label("Ưu điểm").fill("Đã tiếp nhận {received} hồ sơ.")
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Ghi phần lời").click()
    expect(desktop.get_by_text("Đã tiếp nhận 1 hồ sơ.")).to_be_visible()
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Đã kiểm tra xong").click()
    desktop.on("dialog", lambda dialog: dialog.accept())
    desktop.get_by_role("button", name="Chốt số liệu").click()
    expect(desktop.get_by_text("Chốt số liệu lúc")).to_be_visible()

    office = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh").new_page()
    _enter(office, address, head)
    office.get_by_role("link", name="Ký báo cáo").click()
    office.get_by_label("Số và ký hiệu văn bản").fill("152/BC-SGDĐT")
    office.get_by_role("button", name="Ký báo cáo").click()
    expect(office.get_by_text("152/BC-SGDĐT").first).to_be_visible()
    office.context.close()

    in_hand(at=now(), applicant="Đỗ Văn Sau")
    desktop.goto(f"{address}khac-biet/")
    expect(desktop.get_by_text("Khớp hoàn toàn")).to_be_visible()
    row = desktop.get_by_role("row", name="II.06a, Tổng số (3) Tiếp nhận: Tổng số")
    expect(row).to_contain_text("1")
    expect(row).to_contain_text("2")
    assert_accessible(desktop)
    assert_fits(desktop)
    desktop.goto(address)
    total = desktop.locator(".report-total").first
    expect(total.get_by_role("link").first).to_have_text("1")


def _enter(page: Page, address: str, person: Person) -> None:
    page.goto(address)
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
