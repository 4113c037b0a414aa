"""Rating on the portal and at the kiosk: by the ticket, without an account, nothing personal shown."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Bodies
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.dossiers.enums import DeliveryStatus, Status
from motcua.dossiers.models import Dossier, Party
from motcua.feedback.actions.kiosks import register_kiosk
from motcua.feedback.models import Kiosk, Rating, RatingTicket
from motcua.feedback.queries.ratings import token_of
from motcua.organisations.models import Installation
from motcua.web.portal.dossiers import views as dossier_views
from motcua.web.portal.kiosks import views as kiosk_views
from motcua.web.portal.ratings import views as rating_views

pytestmark = pytest.mark.django_db

START = "/quay/danh-gia/"
ANSWER = "/quay/danh-gia/tra-loi/"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    for views in (rating_views, kiosk_views, dossier_views):
        monkeypatch.setattr(views, "now", lambda: moment)


@pytest.fixture
def ticket(taken_in: TakenIn, installation: Installation, moment: datetime) -> RatingTicket:
    """The ticket of a dossier whose result was handed over yesterday."""
    dossier = taken_in()
    Dossier.objects.filter(pk=dossier.pk).update(
        delivery=DeliveryStatus.DELIVERED, delivered_at=moment - timedelta(days=1)
    )
    return RatingTicket.objects.create(dossier=dossier, code="123456782", issued_at=moment)


@pytest.fixture
def device(control_focal_officer: Person, bodies: Bodies, moment: datetime, ticket: RatingTicket) -> Client:
    """The browser of a paired kiosk."""
    _kiosk, code = register_kiosk(
        agency_id=bodies.department.pk, name="Quầy 1", by=control_focal_officer, at=moment
    )
    client = Client()
    client.get(START)
    assert client.post("/quay/ghep-may/", {"code": code}).status_code == HTTPStatus.FOUND
    return client


def state_in(page: str) -> str:
    found = re.search(r'name="state" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_ticket_is_answered_once_without_an_account(ticket: RatingTicket, client: Client) -> None:
    address = reverse("portal:rate_by_ticket", args=[token_of(ticket)])
    page = client.get(address)
    shown = page.content.decode()
    assert "Cấp lại văn bằng" in shown
    assert ticket.dossier.applicant_name not in shown
    assert ticket.dossier.code not in shown
    # Not "no-referrer": a browser would then send the form with the origin "null", which is refused.
    assert page["Referrer-Policy"] == "same-origin"
    assert client.post(address, {"comment": "x"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    sent = client.post(address, {"score": "4", "content-attitude": "5", "comment": "Nhanh"})
    assert sent["Location"] == reverse("portal:rated")
    rating = Rating.objects.get()
    assert (rating.score, rating.comment, rating.answers.get().choice) == (4, "Nhanh", "5")


@pytest.mark.parametrize("is_used", [False, True])
def test_whoever_opens_a_ticket_does_not_learn_whether_it_was_used(
    ticket: RatingTicket, client: Client, is_used: bool
) -> None:
    address = reverse("portal:rate_by_ticket", args=[token_of(ticket)])
    before = bare(client.get(address).content.decode())
    if is_used:
        client.post(address, {"score": "1", "comment": "Chậm"})
    assert bare(client.get(address).content.decode()) == before
    sent = client.post(address, {"score": "5"})
    assert (sent.status_code, sent["Location"]) == (HTTPStatus.FOUND, reverse("portal:rated"))
    rating = Rating.objects.get()  # the first one counts, and the page says so
    assert rating.score == (1 if is_used else 5)
    for page in (before, client.get(sent["Location"]).content.decode()):
        assert "lần gửi đầu tiên" in page


def test_tickets_that_cannot_be_used_read_alike(
    ticket: RatingTicket, device: Client, client: Client, moment: datetime
) -> None:
    address = reverse("portal:rate_by_ticket", args=[token_of(ticket)])
    client.post(address, {"score": "1"})
    dossier = Dossier.objects.filter(pk=ticket.dossier_id)
    usual = dossier.values("status", "delivery", "delivered_at", "finished_at")[0]
    reasons: list[dict[str, Any]] = [
        {"delivered_at": moment - timedelta(days=100)},  # used, and expired
        {"status": Status.WITHDRAWN, "finished_at": moment},
        {"delivery": DeliveryStatus.READY, "delivered_at": None},
    ]
    links, kiosks = set(), set()
    for is_used in (True, False):
        if not is_used:
            Rating.objects.all().delete()
        for reason in reasons:
            dossier.update(**{**usual, **reason})
            links.add(bare(client.get(address).content.decode()))
            kiosks.add(bare(device.post(START, {"code": ticket.code}).content.decode()))
    assert len(links) == len(kiosks) == 1
    for shown in (*links, *kiosks):
        assert "không dùng để đánh giá được" in shown
        assert "đã được đánh giá" not in shown


def bare(page: str) -> str:
    """The page without what differs from one opening to the next."""
    return re.sub(r'name="(csrfmiddlewaretoken|shown|state)" value="[^"]*"', "", page)


def test_a_forged_ticket_is_not_found(client: Client, installation: Installation) -> None:
    assert client.get("/danh-gia/123456782.aaaaaaaaaaaaaaaaaaaaaaaaa/").status_code == HTTPStatus.NOT_FOUND


def test_staff_signed_in_are_refused(ticket: RatingTicket, client: Client, desk_officer: Person) -> None:
    client.force_login(desk_officer)
    address = reverse("portal:rate_by_ticket", args=[token_of(ticket)])
    assert client.post(address, {"score": "5"}).status_code == HTTPStatus.FORBIDDEN
    assert not Rating.objects.exists()


def test_on_the_page_of_the_dossier(ticket: RatingTicket, client: Client, citizen: Person) -> None:
    Party.objects.filter(dossier=ticket.dossier).update(person=citizen)
    client.force_login(citizen)
    address = reverse("portal:dossier", args=[ticket.dossier.code])
    assert "Trả lời thêm chín câu" in client.get(address).content.decode()
    sent = client.post(f"{address}danh-gia/", {"score": "5", "content-contacts": "none"})
    assert sent["Location"] == address
    assert Rating.objects.get().answers.get().content == "contacts"
    assert "Anh/chị đã đánh giá hồ sơ này" in client.get(address).content.decode()


def test_at_the_kiosk_from_the_code_to_the_thanks(device: Client, ticket: RatingTicket) -> None:
    for figure in "123456782":
        page = device.post(START, {"code": "", "key": figure})
    page = device.post(START, {"code": "123 456 782"})
    shown = page.content.decode()
    assert page["Refresh"].endswith(START)
    assert shown.count('name="score"') == 5
    assert ticket.dossier.applicant_name not in shown
    assert "<a " not in shown.split("<main")[1]
    page = device.post(ANSWER, {"state": state_in(shown), "score": "2"})
    assert "Câu 1 trên 9" in page.content.decode()
    page = device.post(ANSWER, {"state": state_in(page.content.decode()), "choice": "later"})
    page = device.post(ANSWER, {"state": state_in(page.content.decode()), "choice": ""})
    page = device.post(ANSWER, {"state": state_in(page.content.decode()), "back": "1"})
    assert "Câu 2 trên 9" in page.content.decode()
    sent = device.post(ANSWER, {"state": state_in(page.content.decode()), "send": "1"})
    assert sent["Location"] == "/quay/danh-gia/cam-on/"
    assert "Cảm ơn" in device.get(sent["Location"]).content.decode()
    rating = Rating.objects.get()
    assert (rating.score, rating.way, rating.kiosk) == (2, "kiosk", Kiosk.objects.get())
    assert list(rating.answers.values_list("content", "choice")) == [("total_time", "later")]
    # Typed once more it is as the first time, and what is sent then counts nothing.
    again = device.post(START, {"code": "123456782"}).content.decode()
    assert bare(again) == bare(shown)
    page = device.post(ANSWER, {"state": state_in(again), "score": "5"})
    sent = device.post(ANSWER, {"state": state_in(page.content.decode()), "send": "1"})
    assert sent["Location"] == "/quay/danh-gia/cam-on/"
    assert Rating.objects.get().score == 2


def test_to_the_last_question_and_words(device: Client) -> None:
    page = device.post(START, {"code": "123456782"})
    page = device.post(ANSWER, {"state": state_in(page.content.decode()), "score": "5"})
    for _ in range(9):
        page = device.post(ANSWER, {"state": state_in(page.content.decode()), "choice": ""})
    device.post(ANSWER, {"state": state_in(page.content.decode()), "send": "1", "comment": "Chu đáo"})
    assert Rating.objects.get().comment == "Chu đáo"


def test_keys_on_the_screen_type_the_code(device: Client) -> None:
    typed = ""
    for key in ("1", "2", "3", "4", "xoa", "9"):
        page = device.post(START, {"code": typed, "key": key}).content.decode()
        found = re.search(r'name="code" value="([\d ]*)"', page)
        assert found is not None
        typed = found[1]
    assert typed == "123 9"


@pytest.mark.parametrize("state", ["", "x", "W10:1abc:zzz"])
def test_a_forged_state_begins_again(device: Client, state: str) -> None:
    assert device.post(ANSWER, {"state": state, "score": "5"})["Location"] == START
    assert not Rating.objects.exists()


def test_another_device_is_asked_to_pair(client: Client, ticket: RatingTicket) -> None:
    assert "Ghép máy đánh giá" in client.get(START).content.decode()
    assert "Ghép máy đánh giá" in client.post(START, {"code": "123456782"}).content.decode()
    wrong = client.post("/quay/ghep-may/", {"code": "000000000"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_an_ended_kiosk_is_none(device: Client, moment: datetime) -> None:
    Kiosk.objects.update(ended_at=moment, token_digest="")
    assert "Ghép máy đánh giá" in device.get(START).content.decode()


def test_not_while_staff_are_signed_in_on_the_device(device: Client, desk_officer: Person) -> None:
    device.force_login(desk_officer)
    assert device.get(START).status_code == HTTPStatus.FORBIDDEN
