"""Answering a survey on the portal: by one's own link once, by an open link, without a script."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from tests.feedback.surveys.conftest import (  # noqa: F401  # fixtures
    MakeSurvey,
    asked,
    drawn,
    facts,
    make_open,
    prepared,
    running,
)
from tests.web.portal.test_dialogues import solved
from tests.web.portal.test_dialogues import token_of as shown_token

from motcua.feedback.actions.surveys.preparing import UnitSize
from motcua.feedback.enums import Gate
from motcua.feedback.models import GatePassage, Survey, SurveyDraft, SurveyResponse
from motcua.feedback.queries.surveys.tokens import token_of
from motcua.web.portal.surveys import views
from motcua.web.senders import network_of

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
    # "no-referrer" would make a browser send the form without its origin, and it would be refused.
    assert page["Referrer-Policy"] == "same-origin"
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


def _small(page: str) -> dict[str, str]:
    """The sealed token of a page and the answer to its small question."""
    return {"token": shown_token(page), "answer": solved(page)}


def test_an_open_link_once_in_a_browser(
    client: Client,
    make_open: MakeSurvey,  # noqa: F811
    clock: Any,
    moment: datetime,
) -> None:
    survey = make_open(UnitSize("Trường A"), UnitSize("Trường B"))
    where = f"/khao-sat/mo/{survey.code}/"
    page = client.get(where).content.decode()
    assert "Trường B" in page
    clock(moment + timedelta(seconds=30))
    said = {"a-a": "1", "y-y": "Rất tốt", **_small(page)}
    refused = client.post(where, said)
    assert refused.status_code == 422
    assert "Chọn trường hoặc đơn vị" in refused.content.decode()
    key = survey.strata.get(unit_name="Trường B").key
    assert client.post(where, {**said, "stratum": key}).status_code == 302
    assert "Phiếu này đã được gửi" in client.get(where).content.decode()
    client.post(where, {**said, "stratum": key})
    assert SurveyResponse.objects.count() == 1
    again = Client().post(where, {**said, "stratum": key})
    assert "đã được gửi rồi" in again.content.decode()
    assert SurveyResponse.objects.count() == 1
    assert Client().get("/khao-sat/mo/KS-2026-099/").status_code == 404


@pytest.mark.parametrize(
    ("said", "after", "because"),
    [
        ({"answer": ""}, 30, "Trả lời câu hỏi nhỏ"),
        ({"answer": "một nghìn"}, 30, "Trả lời giúp"),
        ({"token": "x"}, 30, "Trả lời giúp"),
        ({"website": "http://x"}, 30, "Chưa gửi được"),
        ({}, 1, "Chưa gửi được"),
    ],
)
def test_a_machine_does_not_answer_by_the_open_link(
    client: Client,
    make_open: MakeSurvey,  # noqa: F811
    clock: Any,
    moment: datetime,
    said: dict[str, str],
    after: int,
    because: str,
) -> None:
    """Without script; what was typed stays."""
    survey = make_open(UnitSize("Trường A"))
    where = f"/khao-sat/mo/{survey.code}/"
    page = client.get(where).content.decode()
    clock(moment + timedelta(seconds=after))
    sent = {"a-a": "1", "y-y": "Rất tốt", "stratum": survey.strata.get().key, **_small(page), **said}
    answer = client.post(where, sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert because in shown
    assert "Rất tốt" in shown
    assert 'value="1" checked' in shown
    assert not SurveyResponse.objects.exists()


def test_one_place_answers_so_often(
    client: Client,
    make_open: MakeSurvey,  # noqa: F811
    clock: Any,
    moment: datetime,
) -> None:
    survey = make_open(UnitSize("Trường A"))
    where = f"/khao-sat/mo/{survey.code}/"
    page = client.get(where).content.decode()
    clock(moment + timedelta(seconds=30))
    for number in range(60):
        GatePassage.objects.create(
            gate=Gate.ANSWER_SURVEY,
            network=network_of(RequestFactory().get(where), moment),
            nonce=f"{number}",
            at=moment,
        )
    answer = client.post(where, {"a-a": "1", "stratum": survey.strata.get().key, **_small(page)})
    assert "nhiều phiếu khảo sát" in answer.content.decode()
    assert not SurveyResponse.objects.exists()


def test_too_many_from_one_place_wait(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.senders, "is_patient", lambda *given, **more: False)
    assert client.get(address).status_code == 429


def test_in_english(client: Client, address: str) -> None:
    client.get("/ngon-ngu/en/")
    assert "Send your answers" in client.get(address).content.decode()
