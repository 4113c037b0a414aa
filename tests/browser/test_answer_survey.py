"""A parent answers a survey on a telephone: by the own link, and by an open one with its small question."""

from __future__ import annotations

import os
import re
import time
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
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

from motcua.feedback.actions.surveys.preparing import UnitSize
from motcua.feedback.models import Survey, SurveyResponse, SurveyVerbatim
from motcua.feedback.queries.surveys.tokens import token_of
from motcua.feedback.rules.abuse.humanity import SHORTEST
from motcua.web.portal.surveys import views

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("MOTCUA_PICTURES")
_FAST = 20


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """The portal's clock runs from the moment of the survey, twenty times as fast: the form wants some seconds."""
    cache.clear()
    began = time.monotonic()
    monkeypatch.setattr(views, "now", lambda: moment + timedelta(seconds=_FAST * (time.monotonic() - began)))


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_by_the_own_link_saved_and_sent_once(
    phone: Page,
    live_server,
    running: Survey,  # noqa: F811
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    member = running.members.filter(is_drawn=True).order_by("pk").first()
    assert member is not None
    link = f"{live_server.url}/khao-sat/{token_of(member.pk)}/"
    phone.goto(link)
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "survey-own-phone")
    first = phone.get_by_role("group", name="Thầy cô tận tâm")
    first.get_by_text("Rất hài lòng", exact=True).click()
    phone.get_by_role("button", name="Lưu, trả lời tiếp sau").click()
    expect(phone.get_by_text("Phiếu chưa được gửi")).to_be_visible()
    expect(first.get_by_label("Rất hài lòng", exact=True)).to_be_checked()
    phone.get_by_label("Ý kiến khác").fill("Lớp sạch")
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    expect(phone.get_by_role("heading", name="Cảm ơn anh/chị")).to_be_visible()
    assert_accessible(phone)
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Phiếu này đã được gửi")).to_be_visible()
    assert SurveyResponse.objects.get().chosen == {"a": "1"}
    assert SurveyVerbatim.objects.get().text == "Lớp sạch"


def test_by_an_open_link_after_the_small_question(
    phone: Page,
    live_server,
    make_open: MakeSurvey,  # noqa: F811
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    survey = make_open(UnitSize("Trường A"), UnitSize("Trường B"))
    phone.goto(f"{live_server.url}/khao-sat/mo/{survey.code}/")
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "survey-open-phone")
    phone.get_by_label("Trường, đơn vị mà anh/chị trả lời về").select_option("Trường B")
    phone.get_by_role("group", name="Lớp sạch sẽ").get_by_text("Hài lòng", exact=True).click()
    phone.get_by_label(re.compile("Trả lời giúp")).fill(solved(phone.content()))
    time.sleep(SHORTEST.total_seconds() / _FAST)
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    expect(phone.get_by_role("heading", name="Cảm ơn anh/chị")).to_be_visible()
    response = SurveyResponse.objects.get()
    assert (response.stratum.unit_name, response.chosen) == ("Trường B", {"c": "2"})
