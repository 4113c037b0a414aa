"""Somebody rates at home by the link or QR of the slip: on a telephone, without an account."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.handing_in import TakenIn

from motcua.dossiers.enums import DeliveryStatus
from motcua.dossiers.models import Dossier
from motcua.feedback.models import Rating, RatingTicket
from motcua.feedback.queries.ratings import token_of
from motcua.kernel.clock import now

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("MOTCUA_PICTURES")


@pytest.fixture
def link(taken_in: TakenIn, moment: datetime, live_server) -> str:  # type: ignore[no-untyped-def]  # pytest-django's
    """Where the ticket of a dossier leads whose result was handed over twenty minutes ago."""
    cache.clear()
    dossier = taken_in(at=moment)
    Dossier.objects.filter(pk=dossier.pk).update(
        delivery=DeliveryStatus.DELIVERED, delivered_at=now() - timedelta(minutes=20)
    )
    ticket = RatingTicket.objects.create(dossier=dossier, code="123456782", issued_at=now())
    return f"{live_server.url}/danh-gia/{token_of(ticket)}/"


def test_once_and_only_once(phone: Page, link: str, assert_accessible: Check, assert_fits: Check) -> None:
    phone.goto(link)
    assert_accessible(phone)
    assert_fits(phone)
    if PICTURES:
        phone.screenshot(path=f"{PICTURES}/rate-by-link-phone.png", full_page=True)
    phone.get_by_text("Hài lòng", exact=True).first.click()
    phone.get_by_role("button", name="Gửi đánh giá").click()
    expect(phone.get_by_role("heading", name="Cảm ơn anh/chị")).to_be_visible()
    assert_accessible(phone)
    assert Rating.objects.get().score == 4
    phone.goto(link)
    # Opened again it does not say that it was used; what is sent then counts nothing.
    phone.get_by_text("Rất không hài lòng", exact=True).first.click()
    phone.get_by_role("button", name="Gửi đánh giá").click()
    expect(phone.get_by_text("lần gửi đầu tiên")).to_be_visible()
    assert Rating.objects.get().score == 4
    assert Rating.objects.count() == 1
    connection.close()
