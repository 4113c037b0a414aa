"""The bell of the public: behind sign-in, only one's own, in both languages."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.accounts.models import Person
from motcua.notices.actions.notify import notify
from motcua.notices.enums import Audience
from motcua.notices.models import Notice, Preference
from motcua.notices.queries import recipient_for
from motcua.web.bell import shown_count
from motcua.web.portal.notices import views


@pytest.fixture
def browser(citizen: Person, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(views, "now", lambda: moment)
    client = Client()
    client.force_login(citizen)
    return client


def tell(person: Person, at: datetime, audience: Audience = Audience.APPLICANT) -> Notice:
    event = "supplement_requested" if audience is Audience.APPLICANT else "dossier_assigned"
    with transaction.atomic():
        notify(
            event=event,
            to=[recipient_for(person, audience)],
            facts={
                "code": "H24-1",
                "procedure": "Cấp bản sao",
                "agency": "Phòng Khảo thí",
                "reason": "ảnh <mờ>",
            },
            subject_kind="dossier",
            subject_id="1",
            dedupe_key=f"{event}:1",
            at=at,
            url="/ho-so/H24-1/",
        )
    return Notice.objects.get(recipient=person, event=event)


def test_visitors_have_no_bell_and_pay_nothing(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/huong-dan/").content.decode()
    assert "/thong-bao/" not in page
    assert not any("notices_" in query["sql"] for query in captured.captured_queries)
    for address in ("/thong-bao/", "/thong-bao/cach-nhan/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/tai-khoan/dang-nhap/")
    assert client.post("/thong-bao/da-doc/").status_code == 302


def test_the_bell_rings_on_every_page(browser: Client, citizen: Person, moment: datetime) -> None:
    tell(citizen, moment)
    tell(citizen, moment, Audience.STAFF)
    with CaptureQueriesContext(connection) as captured:
        page = browser.get("/huong-dan/").content.decode()
    assert re.search(r'bell__count">1<', page)
    assert sum("notices_" in query["sql"] for query in captured.captured_queries) == 1


def test_reading_and_opening(browser: Client, citizen: Person, moment: datetime) -> None:
    notice = tell(citizen, moment)
    tell(citizen, moment, Audience.STAFF)
    page = browser.get("/thong-bao/").content.decode()
    assert page.count('<section class="bell-group') == 1
    assert "ảnh &lt;mờ&gt;" in page
    assert browser.post(f"/thong-bao/{notice.pk}/").headers["Location"] == "/ho-so/H24-1/"
    notice.refresh_from_db()
    assert notice.read_at == moment
    assert "Đánh dấu đã đọc tất cả" not in browser.get("/thong-bao/").content.decode()


def test_all_read_at_this_door_only(browser: Client, citizen: Person, moment: datetime) -> None:
    tell(citizen, moment)
    at_work = tell(citizen, moment, Audience.STAFF)
    browser.post("/thong-bao/da-doc/", {"den": moment.isoformat()})
    assert set(Notice.objects.filter(read_at=None)) == {at_work}
    browser.post("/thong-bao/da-doc/", {"loai": "dossier", "ma": "1"})
    assert not Notice.objects.filter(read_at=None).exists()


def test_notices_of_others_are_not_there(browser: Client, handling_officer: Person, moment: datetime) -> None:
    theirs = tell(handling_officer, moment)
    assert browser.post(f"/thong-bao/{theirs.pk}/").status_code == 404
    assert "H24-1" not in browser.get("/thong-bao/").content.decode()


def test_choosing(browser: Client, citizen: Person) -> None:
    page = browser.get("/thong-bao/cach-nhan/").content.decode()
    names = re.findall(r'<select name="([^"]+)"', page)
    assert "work-bell" not in names
    answers = dict.fromkeys(names, "now") | {"result-sms": "off"}
    assert browser.post("/thong-bao/cach-nhan/", answers).status_code == 302
    assert list(Preference.objects.values_list("person", "group", "channel", "mode")) == [
        (citizen.pk, "result", "sms", "off")
    ]


def test_in_english(browser: Client, settings: Any) -> None:
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = browser.get("/thong-bao/cach-nhan/").content.decode()
    assert "How you are told" in page
    assert "Once a day, together" in page


@pytest.mark.parametrize(("count", "shown"), [(0, ""), (1, "1"), (99, "99"), (100, "99+")])
def test_the_number_beside_the_bell(count: int, shown: str) -> None:
    assert shown_count(count) == shown
