"""One officer amends a procedure by a decision, by keyboard; a second approves it; the old version stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.cast import PASSWORD, Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day, now
from motcua.organisations.models import Installation

NAME = "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc"


@pytest.fixture
def office(bodies: Bodies, publish: Publish) -> None:
    Installation.objects.create(home=bodies.department, is_sample=True)
    publish("3.000465", name=NAME)
    publish("1.000001", name="Cấp học bổng chính sách")


def sign_in(page: Page, person: Person, address: str) -> None:
    """From the sign-in page with the keyboard alone: the cursor stands in the first field."""
    page.goto(f"{address}/ban-lam-viec/")
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    page.keyboard.type(person.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc cần tôi hôm nay")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(lambda url: "/ban-lam-viec/" not in url)


def go(page: Page, key: str, heading: str) -> None:
    """To a place of the desk by its key."""
    page.keyboard.press("g")
    page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def draft_it(page: Page) -> None:
    go(page, "q", "Quyết định công bố")
    page.get_by_role("link", name="Soạn quyết định mới").press("Enter")
    page.get_by_label("Trích yếu").fill("Công bố thủ tục sửa đổi về văn bằng, chứng chỉ")
    page.get_by_label("Người hoặc cơ quan ban hành").fill("Chủ tịch Ủy ban nhân dân thành phố")
    page.get_by_label("Văn bản quy phạm có hiệu lực từ").fill(
        (local_day(now()) + timedelta(days=40)).strftime("%d/%m/%Y")
    )
    page.get_by_role("button", name="Mở dự thảo").press("Enter")
    page.get_by_label("Tên hoặc mã, có dấu hay không dấu").fill("ban sao")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Cấp học bổng chính sách")).to_have_count(0)
    page.get_by_label(NAME).press("Space")
    page.get_by_role("button", name="Đưa vào quyết định").press("Enter")
    expect(page.get_by_text("Nội dung chưa khác phiên bản đang áp dụng.")).to_be_visible()


def change_the_content(page: Page) -> None:
    page.get_by_role("link", name="Sửa nội dung").press("Enter")
    page.get_by_role("button", name="Thêm bước").press("Enter")
    added = page.get_by_role("group", name="Bước 3")
    expect(added.get_by_label("Tên bước")).to_be_focused()
    added.get_by_label("Nội dung").fill("Nhận bản sao điện tử qua ứng dụng.")
    added.get_by_role("button", name="Đưa dòng 3 lên").press("Enter")
    second = page.get_by_role("group", name="Bước 2")
    expect(second.get_by_label("Nội dung")).to_have_value("Nhận bản sao điện tử qua ứng dụng.")
    page.get_by_role("group", name="Cách nộp 1").get_by_label("Thời hạn", exact=True).fill("1")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Đã lưu dự thảo.")).to_be_visible()


def approve(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Công bố thủ tục sửa đổi")).to_be_focused()
    page.keyboard.press("Enter")
    changed = page.locator("ins")
    expect(changed.filter(has_text="Nhận bản sao điện tử")).not_to_have_count(0)
    signed = local_day(now()).strftime("%d/%m/%Y")
    page.get_by_label("Số, ký hiệu").fill("864/QĐ-UBND")
    page.get_by_label("Ngày ký").fill(signed)
    page.get_by_label("Áp dụng từ ngày").fill(signed)
    page.get_by_role("button", name="Duyệt và công bố").press("Enter")
    expect(page.get_by_text("Đã công bố. Các thủ tục áp dụng")).to_be_visible()


def test_drafted_by_one_approved_by_another(
    desktop: Page,
    live_server: Any,
    office: None,
    control_focal_officer: Person,
    second_control_officer: Person,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    sign_in(desktop, control_focal_officer, live_server.url)
    draft_it(desktop)
    change_the_content(desktop)
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Lưu và về quyết định").press("Enter")
    desktop.get_by_role("button", name="Gửi kiểm soát").press("Enter")
    desktop.get_by_role("button", name="Trình ký").press("Enter")
    expect(desktop.get_by_text("không thể tự duyệt")).to_be_visible()
    expect(desktop.get_by_role("button", name="Duyệt và công bố")).to_have_count(0)
    assert_accessible(desktop)
    sign_out(desktop)

    sign_in(desktop, second_control_officer, live_server.url)
    approve(desktop)
    assert_accessible(desktop)
    desktop.get_by_role("link", name="Xem thủ tục tại bàn làm việc").click()
    until = local_day(now()) - timedelta(days=1)
    versions = desktop.get_by_role("heading", name="Các phiên bản").locator("..")
    expect(versions).to_contain_text(f"từ 01/07/2025 đến hết {until:%d/%m/%Y}")
    expect(versions).to_contain_text("864/QĐ-UBND")
    assert_accessible(desktop)

    desktop.goto(f"{live_server.url}/thu-tuc/3.000465/lich-su/")
    expect(desktop.get_by_role("main")).to_contain_text(f"{until:%d/%m/%Y}")
    assert_fits(desktop)
    assert_accessible(desktop)


def test_the_desk_on_a_phone_and_its_keys(
    phone: Page,
    live_server: Any,
    office: None,
    control_focal_officer: Person,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    sign_in(phone, control_focal_officer, live_server.url)
    for place, heading in (
        ("thu-tuc/", "Thủ tục"),
        ("quyet-dinh/", "Quyết định công bố"),
        ("chat-luong/", "Chất lượng danh mục"),
        ("nhap-tu-tep/", "Nhập danh mục từ tệp"),
        ("tai-khoan/", "Tài khoản của tôi"),
    ):
        phone.goto(f"{live_server.url}/ban-lam-viec/{place}")
        expect(phone.get_by_role("heading", level=1)).to_have_text(heading)
        assert_fits(phone)
        assert_accessible(phone)

    phone.keyboard.press("?")
    keys = phone.get_by_role("dialog", name="Phím tắt")
    expect(keys).to_contain_text("Thủ tục")
    assert_accessible(phone)
    keys.get_by_label("Dùng phím tắt một chữ trên máy này").uncheck()
    keys.get_by_role("button", name="Đóng").click()
    phone.keyboard.press("g")
    phone.keyboard.press("q")
    phone.keyboard.press("/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tài khoản của tôi")
    expect(phone.get_by_label("Tìm thủ tục theo tên hoặc mã")).not_to_be_focused()
