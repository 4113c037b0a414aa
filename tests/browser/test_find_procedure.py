"""Someone with a phone looks for a procedure, typing without diacritics, and gets ready to go."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Check
from tests.publishing import Publish

from motcua.catalogue.enums import Channel, LifeEvent
from motcua.catalogue.rules.content import ComponentContent, FormContent, MethodContent
from motcua.deadlines.enums import LimitUnit


def put_up(publish: Publish) -> None:
    papers = (
        ComponentContent(name="Đơn xin chuyển trường", originals=1, forms=(FormContent(name="Mẫu 1"),)),
        ComponentContent(name="Học bạ", originals=1, copies=1),
    )
    eight_days = MethodContent(
        channel=Channel.ONLINE,
        limit_amount=Decimal(8),
        limit_unit=LimitUnit.WORKING_DAY,
        limit_text="8 ngày làm việc",
    )
    publish(
        "2.002854",
        name="Chuyển trường và tiếp nhận học sinh",
        components=papers,
        methods=(eight_days,),
        life_events=(LifeEvent.CHANGING_SCHOOL,),
    )
    publish("3.000465", name="Cấp bản sao văn bằng, chứng chỉ từ sổ gốc")


def test_from_a_query_without_diacritics_to_a_ticked_list(
    phone: Page, live_server: Any, publish: Publish, assert_accessible: Check, assert_fits: Check
) -> None:
    put_up(publish)
    phone.goto(live_server.url)
    assert_fits(phone)
    phone.get_by_role("searchbox", name="Tìm thủ tục").press_sequentially("chuyen truo", delay=30)
    suggestion = phone.get_by_role("link", name="Chuyển trường và tiếp nhận học sinh")
    expect(suggestion).to_be_visible()
    phone.keyboard.press("Enter")
    phone.get_by_role("searchbox").fill("chuyen truong")
    phone.get_by_role("button", name="Tìm").click()
    phone.locator(".result").get_by_role("link", name="Chuyển trường").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Chuyển trường và tiếp nhận học sinh")
    expect(phone.locator(".summary")).to_contain_text(re.compile(r"08\s+ngày làm việc"))
    expect(phone.get_by_text("Nếu nộp đủ hồ sơ hôm nay")).to_be_visible()
    phone.get_by_text("Vì sao là ngày đó?").click()
    expect(phone.get_by_text("ngày nhận không tính vào thời hạn")).to_be_visible()

    phone.get_by_label("Học bạ").check()
    expect(phone.get_by_text("Đã có 1 trong 2 loại giấy tờ")).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("Học bạ")).to_be_checked()
    assert_fits(phone)
    assert_accessible(phone)


def test_the_same_without_scripts(
    chromium: Browser, live_server: Any, publish: Publish, assert_fits: Check
) -> None:
    put_up(publish)
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name="Chuyển trường, học lại").click()
    page.get_by_role("link", name="Chuyển trường và tiếp nhận").click()
    expect(page.get_by_text("Đơn xin chuyển trường")).to_be_visible()
    expect(page.get_by_role("button", name="Chia sẻ")).to_be_hidden()
    page.get_by_role("link", name="Báo lỗi trang này").click()
    page.get_by_label("Chỗ nào sai hoặc khó hiểu?").fill("Chưa nói rõ có cần xác nhận nơi ở không.")
    page.get_by_role("button", name="Gửi báo lỗi").click()
    expect(page.get_by_text("Đã nhận báo lỗi")).to_be_visible()
    context.close()


def test_by_keyboard_alone_on_an_office_screen(
    desktop: Page, live_server: Any, publish: Publish, assert_accessible: Check
) -> None:
    put_up(publish)
    desktop.goto(live_server.url)
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("/")
    expect(desktop.get_by_role("searchbox")).to_be_focused()
    desktop.keyboard.type("ban sao")
    expect(desktop.locator("#goi-y a").first).to_be_visible()
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("Cấp bản sao văn bằng")
    assert_accessible(desktop)
