"""A parent says on the telephone what is wrong, by keyboard too, keeps the receipt, and follows what becomes of it."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.cast import Bodies
from tests.publishing import Publish
from tests.web.portal.test_dialogues import NUMBERS

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.intake import ask_for_more
from motcua.feedback.models import Feedback
from motcua.kernel.clock import now
from motcua.organisations.models import Installation

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("MOTCUA_PICTURES")


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def answer_of(words: str) -> str:
    """What a person reads out of the small question."""
    found = [NUMBERS[word] for word in re.findall(r"\w+", words.lower()) if word in NUMBERS]
    if "cộng" in words:
        return str(sum(found))
    return str(max(found)) if "lớn hơn" in words else str(found[0] + 1)


@pytest.fixture
def keeper(bodies: Bodies, control_focal_officer: Person, publish: Publish) -> Person:
    Installation.objects.create(home=bodies.department)
    publish("1.000001", name="Chuyển trường đối với học sinh trung học")
    return control_focal_officer


def test_ask_and_follow_on_a_phone(
    phone: Page, live_server, keeper: Person, assert_accessible: Check, assert_fits: Check
) -> None:
    phone.goto(f"{live_server.url}/thu-tuc/1.000001/")
    phone.get_by_role("link", name="Gửi phản ánh, kiến nghị về thủ tục này").click()
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "feedback-choose")
    phone.get_by_role("link", name="Về quy định, thủ tục").click()
    expect(phone.get_by_text("Chuyển trường đối với học sinh trung học")).to_be_visible()
    phone.get_by_label("Tóm tắt trong một câu").fill("Có học bạ số vẫn phải nộp bản giấy")
    body = "Con tôi chuyển trường, trường đến vẫn đòi học bạ giấy. Đề nghị bỏ <b>giấy</b> này."
    phone.get_by_label("Nội dung", exact=True).fill(body)
    phone.get_by_label("Họ tên hoặc tên tổ chức").fill("Lê Thị Kín")
    phone.get_by_label("Địa chỉ").fill("Số 9 ngõ Trúc")
    phone.get_by_label("Điện thoại").fill("0912 345 678")
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "feedback-write")
    phone.get_by_role("button", name="Xem lại trước khi gửi").click()
    expect(phone.get_by_role("heading", name="Có học bạ số vẫn phải nộp bản giấy")).to_be_visible()
    expect(phone.get_by_text("Đề nghị bỏ <b>giấy</b> này.")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    asked = phone.get_by_label(re.compile("Trả lời giúp"))
    asked.fill(answer_of(phone.locator("label", has_text="Trả lời giúp").inner_text()))
    picture(phone, "feedback-look-over")
    phone.wait_for_timeout(3500)  # nobody reads it over more quickly
    asked.press("Enter")  # without the mouse
    expect(phone.get_by_role("heading", name="Đã nhận phản ánh, kiến nghị")).to_be_visible()
    code, secret = phone.locator(".tracking__codes dd").all_inner_texts()
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "feedback-receipt")
    phone.get_by_role("button", name="Xong: đóng lại trên máy dùng chung").click()
    row = Feedback.objects.get(code=code)
    ask_for_more(feedback_id=row.pk, what="Ghi tên trường giúp chúng tôi.", by=keeper, at=now())
    phone.get_by_role("link", name="Theo dõi phản ánh đã gửi").click()
    phone.get_by_label("Mã phản ánh").fill(code.lower())
    phone.get_by_label("Mã bí mật").fill(secret.lower())
    picture(phone, "feedback-follow")
    phone.get_by_role("button", name="Xem", exact=True).click()
    expect(phone.get_by_text("Ghi tên trường giúp chúng tôi.").first).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "feedback-page")
    phone.get_by_label("Nội dung bổ sung").fill("Trường Trung học cơ sở Hoa Sữa")
    phone.get_by_role("button", name="Gửi phần bổ sung").click()
    expect(phone.get_by_text("Đã gửi phần bổ sung.")).to_be_visible()
    phone.goto(f"{live_server.url}/phan-anh/")
    assert_accessible(phone)
    assert_fits(phone)
