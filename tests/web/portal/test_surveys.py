"""Answering a survey on the portal: by one's own link once, by an open link, without a script."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.feedback.surveys.conftest import (  # noqa: F401  # fixtures
    MakeSurvey,
    asked,
    drawn,
    facts,
    make_open,
    prepared,
    running,
)

from motcua.feedback.actions.surveys.preparing import UnitSize
from motcua.feedback.models import Survey, SurveyDraft, SurveyResponse
from motcua.feedback.queries.surveys.tokens import token_of
from motcua.web.portal.surveys import views

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> Any:
    """The portal reads this clock."""

    def at(when: datetime) -> None:
        monkeypatch.setattr(views, "now", lambda: when)

    at(moment)
    return at


@pytest.fixture
def address(running: Survey) -> str:  # noqa: F811
    member = running.members.filter(is_drawn=True).first()
    assert member is not None
    return f"/khao-sat/{token_of(member.pk)}/"


def test_one_saves_goes_on_and_sends_once(client: Client, address: str) -> None:
    page = client.get(address)
    assert page["X-Robots-Tag"] == "noindex"
    assert "Thầy cô tận tâm" in page.content.decode()
    assert "Chỉ trả lời nếu câu 1 chọn" in page.content.decode()
    assert client.post(address, {"a-a": "2", "draft": "1"}).status_code == 302
    assert 'value="2" checked' in client.get(address).content.decode()
    assert not SurveyResponse.objects.exists()
    answer = client.post(address, {"a-a": "2", "a-c": "1", "y-y": "<b>Tốt</b>"})
    assert answer["Location"] == "/khao-sat/cam-on/"
    assert SurveyResponse.objects.get().chosen == {"a": "2", "c": "1"}
    assert not SurveyDraft.objects.exists()
    assert "Phiếu này đã được gửi" in client.get(address).content.decode()


def test_nothing_answered_is_said(client: Client, address: str) -> None:
    answer = client.post(address, {})
    assert answer.status_code == 422
    assert "Chưa có câu nào" in answer.content.decode()


def test_a_guessed_link_tells_nothing(client: Client, address: str) -> None:
    assert client.get("/khao-sat/aaaaaaaaaaaaaaaaaaaa/").status_code == 404


def test_after_the_last_day(client: Client, address: str, clock: Any, moment: datetime) -> None:
    clock(moment + timedelta(days=14))
    assert "Đã hết thời gian trả lời" in client.get(address).content.decode()
    client.post(address, {"a-a": "1"})
    assert not SurveyResponse.objects.exists()


def test_an_open_link_once_in_a_browser(client: Client, make_open: MakeSurvey) -> None:  # noqa: F811
    survey = make_open(UnitSize("Trường A"), UnitSize("Trường B"))
    where = f"/khao-sat/mo/{survey.code}/"
    assert "Trường B" in client.get(where).content.decode()
    assert client.post(where, {"a-a": "1"}).status_code == 422
    key = survey.strata.get(unit_name="Trường B").key
    assert client.post(where, {"a-a": "1", "stratum": key}).status_code == 302
    assert "Phiếu này đã được gửi" in client.get(where).content.decode()
    client.post(where, {"a-a": "1", "stratum": key})
    assert SurveyResponse.objects.count() == 1
    assert Client().get("/khao-sat/mo/KS-2026-099/").status_code == 404


def test_too_many_from_one_place_wait(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.senders, "is_patient", lambda *given, **more: False)
    assert client.get(address).status_code == 429


def test_in_english(client: Client, address: str) -> None:
    client.get("/ngon-ngu/en/")
    assert "Send your answers" in client.get(address).content.decode()
