"""Somebody with their result in hand rates at the device of the desk: by touch, and by keyboard alone."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.cast import Bodies
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.dossiers.enums import DeliveryStatus
from motcua.dossiers.models import Dossier
from motcua.feedback.actions.kiosks import register_kiosk
from motcua.feedback.models import Rating, RatingTicket
from motcua.kernel.clock import now

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("MOTCUA_PICTURES")
CODE = "123456782"


@pytest.fixture
def pairing_code(taken_in: TakenIn, control_focal_officer: Person, bodies: Bodies, moment: datetime) -> str:
    """A dossier with its ticket, and the code that makes a device the kiosk of its desk."""
    cache.clear()
    dossier = taken_in(at=moment)
    Dossier.objects.filter(pk=dossier.pk).update(
        delivery=DeliveryStatus.DELIVERED, delivered_at=now() - timedelta(minutes=20)
    )
    RatingTicket.objects.create(dossier=dossier, code=CODE, issued_at=now())
    return register_kiosk(agency_id=bodies.department.pk, name="Quầy 1", by=control_focal_officer, at=now())[
        1
    ]


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def pair(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}/quay/danh-gia/")
    page.get_by_label("Mã ghép máy, chín chữ số").fill(code)
    page.get_by_role("button", name="Ghép máy").click()
    expect(page.get_by_role("heading", name="Mời anh/chị đánh giá")).to_be_visible()


def test_by_touch_on_a_tablet(
    phone: Page, live_server, pairing_code: str, assert_accessible: Check, assert_fits: Check
) -> None:
    pair(phone, live_server.url, pairing_code)
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "kiosk-start-phone")
    for figure in CODE:
        phone.get_by_role("button", name=figure, exact=True).click()
    expect(phone.get_by_label("Mã đánh giá, chín chữ số")).to_have_value("123 456 782")
    phone.get_by_role("button", name="Tiếp tục").click()
    expect(phone.get_by_role("button", name="Rất hài lòng", exact=True)).to_be_visible()
    assert phone.get_by_role("link").filter(has_not_text="Đến nội dung chính").count() == 0
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "kiosk-faces-phone")
    phone.get_by_role("button", name="Hài lòng", exact=True).click()
    phone.get_by_role("button", name="Sớm hơn hẹn").click()
    expect(phone.get_by_text("Câu 2 trên 9")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "kiosk-question-phone")
    phone.get_by_role("button", name="Gửi luôn").click()
    expect(phone.get_by_role("heading", name="Cảm ơn anh/chị")).to_be_visible()
    assert_accessible(phone)
    rating = Rating.objects.get()
    assert (rating.score, rating.answers.get().choice) == (4, "sooner")
    connection.close()


def test_by_keyboard_on_a_screen(
    desktop: Page, live_server, pairing_code: str, assert_accessible: Check
) -> None:
    pair(desktop, live_server.url, pairing_code)
    picture(desktop, "kiosk-start")
    desktop.keyboard.type(CODE)
    desktop.keyboard.press("Enter")
    faces = desktop.get_by_role("button", name="Rất không hài lòng")
    expect(faces).to_be_visible()
    picture(desktop, "kiosk-faces")
    faces.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("Câu 1 trên 9")).to_be_visible()
    picture(desktop, "kiosk-question")
    desktop.get_by_role("button", name="Gửi luôn").focus()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", name="Cảm ơn anh/chị")).to_be_visible()
    assert_accessible(desktop)
    assert Rating.objects.get().score == 1
