"""Paying online from the portal: out, pretended, told, and back."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client, RequestFactory
from tests.cast import Bodies

from motcua.config.trial_payments import TrialGateway
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation
from motcua.payments.actions.charges import owe
from motcua.payments.enums import PaymentStatus
from motcua.payments.models import OnlineRequest
from motcua.payments.queries import status_of
from motcua.payments.rules.charges import NewCharge
from motcua.web.portal.payments import views


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(views, "now", lambda: moment)


@pytest.fixture
def sample(bodies: Bodies) -> Installation:
    return Installation.objects.create(home=bodies.department, is_sample=True)


@pytest.fixture
def way_out(bodies: Bodies, moment: datetime, sample: Installation) -> str:
    """The address to which the payer of 20.000 đồng is sent."""
    owe(
        subject_kind="dossier",
        subject_id="1",
        subject_label="H24-1",
        agency_id=bodies.department.pk,
        charges=[NewCharge("Phí", 20_000)],
        by="system",
        at=moment,
    )
    return pay().headers["Location"]


def pay():
    return views.go_and_pay(
        RequestFactory().get("/"),
        subject_kind="dossier",
        subject_id="1",
        label="H24-1",
        return_path="/huong-dan/",
        actor="public",
    )


def status() -> PaymentStatus:
    return status_of("dossier", ["1"])["1"].status


def test_pretending_to_pay(client: Client, way_out: str) -> None:
    page = client.get(way_out).content.decode()
    assert "Không có đồng tiền thật nào được chuyển" in page
    assert "20.000" in page
    answer = client.post(way_out, {"pay": "1"}, follow=True)
    page = answer.content.decode()
    assert "Đã nhận thanh toán" in page
    assert "Thanh toán thử" in page
    assert 'href="/huong-dan/"' in page
    assert status() is PaymentStatus.PAID
    assert "đã xong" in client.get(way_out).content.decode()


def test_pretending_to_break_off(client: Client, way_out: str) -> None:
    assert "Chưa nhận được thanh toán" in client.post(way_out, {"leave": "1"}, follow=True).content.decode()
    assert status() is PaymentStatus.DUE


def test_the_gateway_s_own_notification(client: Client, way_out: str, moment: datetime) -> None:
    asked = OnlineRequest.objects.get()
    sent = TrialGateway().pretend(reference=asked.reference, amount_vnd=20_000, is_paid=True, at=moment)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/thanh-toan/bao-ve/", {**sent, "amount_vnd": "1"}).status_code == 400
    assert status() is PaymentStatus.DUE
    for _ in range(2):
        assert strict.post("/thanh-toan/bao-ve/", sent).content == b"ok"
    assert status() is PaymentStatus.PAID


def test_what_is_unknown_or_not_offered(client: Client, way_out: str, sample: Installation) -> None:
    assert client.get("/thanh-toan/khong-co/").status_code == 404
    assert client.get("/thanh-toan-thu/khong-co/").status_code == 404
    sample.is_sample = False
    sample.save()
    assert client.get(way_out).status_code == 404
    assert client.post("/thanh-toan/bao-ve/", {}).status_code == 404
    with pytest.raises(Refused) as refused:
        pay()
    assert refused.value.code == "online-payment-not-offered"
