"""The bell, the templates, the letters and the jobs at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.jobs.enums import JobState
from motcua.jobs.models import Job
from motcua.notices.actions.notify import notify
from motcua.notices.enums import Audience, DeliveryStatus
from motcua.notices.models import Delivery, Notice, NoticeTemplate, Preference
from motcua.notices.queries import recipient_for
from motcua.notices.rules.recipients import Recipient

BELL = "/ban-lam-viec/thong-bao/"
TEMPLATE = "/ban-lam-viec/mau-thong-bao/supplement_requested/applicant/email/"
OUTBOX = "/ban-lam-viec/thu-di/"
JOBS = "/ban-lam-viec/viec-nen/"
FACTS = {"code": "H24.17-260917-0001", "procedure": "Cấp bản sao", "agency": "Phòng Khảo thí"}


def tell(
    person: Person, at: datetime, code: str = "H24.17-260917-0001", event: str = "dossier_assigned"
) -> Notice:
    with transaction.atomic():
        notify(
            event=event,
            to=[recipient_for(person, Audience.STAFF)],
            facts={**FACTS, "code": code, "message": "<b>Xin hỏi</b>"},
            subject_kind="dossier",
            subject_id=code,
            dedupe_key=f"{event}:{code}",
            at=at,
            url=f"/ban-lam-viec/ho-so/{code}/",
        )
    return Notice.objects.get(dedupe_key=f"{event}:{code}", recipient=person)


@pytest.fixture
def officer(handling_officer: Person, sign_in: SignIn) -> Client:
    return sign_in(handling_officer)


@pytest.fixture
def administrator(business_administrator: Person, sign_in: SignIn) -> Client:
    return sign_in(business_administrator)


def text(browser: Client, address: str, **more: Any) -> str:
    answer = browser.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_bar_counts_what_is_unread_with_one_query(
    officer: Client, handling_officer: Person, moment: datetime
) -> None:
    assert "bell__count" not in text(officer, BELL)
    for number in range(3):
        tell(handling_officer, moment, code=f"H24-{number}")
    with CaptureQueriesContext(connection) as captured:
        page = text(officer, "/ban-lam-viec/tai-khoan/")
    assert re.search(r'bell__count">3<', page)
    assert sum("notices_notice" in query["sql"] for query in captured.captured_queries) == 1
    Notice.objects.all().delete()


def test_the_list_gathers_by_dossier_and_shows_words_as_words(
    officer: Client, handling_officer: Person, moment: datetime
) -> None:
    tell(handling_officer, moment)
    tell(handling_officer, moment + timedelta(minutes=1), code="H24-2")
    tell(handling_officer, moment + timedelta(minutes=2), event="message_from_applicant")
    page = text(officer, BELL)
    assert page.count('<section class="bell-group') == 2
    assert page.index("H24.17-260917-0001</code>") < page.index("H24-2</code>")
    assert "&lt;b&gt;Xin hỏi&lt;/b&gt;" in page


def test_a_long_list_is_read_on_in_as_many_queries(
    officer: Client, handling_officer: Person, moment: datetime
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            text(officer, address)
        return len(captured)

    tell(handling_officer, moment, code="H24-0")
    few = queries(BELL)
    for number in range(1, 45):
        tell(handling_officer, moment + timedelta(minutes=number), code=f"H24-{number}")
    assert queries(BELL) == few
    page = text(officer, BELL)
    assert 'bell__count">45<' in page
    assert ">H24-5</code>" in page
    assert ">H24-4</code>" not in page
    after = re.search(r'href="(\?sau=[^"]+)"', page)
    assert after is not None
    second = text(officer, BELL + after[1])
    assert ">H24-4</code>" in second
    assert ">H24-5</code>" not in second


def test_opening_marks_read_and_leads_to_the_dossier(
    officer: Client, handling_officer: Person, moment: datetime
) -> None:
    notice = tell(handling_officer, moment)
    answer = officer.post(f"{BELL}{notice.pk}/")
    assert answer.headers["Location"] == "/ban-lam-viec/ho-so/H24.17-260917-0001/"
    notice.refresh_from_db()
    assert notice.read_at == moment
    assert officer.get(f"{BELL}{notice.pk}/").status_code == 405
    assert "Không có thông báo chưa đọc" in text(officer, BELL)
    assert "H24.17-260917-0001" in text(officer, f"{BELL}?tat-ca=1")


@pytest.mark.parametrize("url", ["//ngoai.example.vn/", "https://ngoai.example.vn/", "/\\ngoai.vn", ""])
def test_a_notice_never_leads_outside(
    url: str, officer: Client, handling_officer: Person, moment: datetime
) -> None:
    notice = tell(handling_officer, moment)
    Notice.objects.update(url=url)
    assert officer.post(f"{BELL}{notice.pk}/").headers["Location"] == BELL


def test_the_notices_of_others_are_not_there(
    officer: Client, business_administrator: Person, moment: datetime
) -> None:
    notice = tell(business_administrator, moment)
    assert officer.post(f"{BELL}{notice.pk}/").status_code == 404
    officer.post(f"{BELL}da-doc/", {"den": (moment + timedelta(1)).isoformat()})
    notice.refresh_from_db()
    assert notice.read_at is None


def test_marking_read_by_dossier_and_all(officer: Client, handling_officer: Person, moment: datetime) -> None:
    first, second = tell(handling_officer, moment), tell(handling_officer, moment, code="H24-2")
    officer.post(f"{BELL}da-doc/", {"loai": "dossier", "ma": "H24-2"})
    assert set(Notice.objects.filter(read_at=None)) == {first}
    for nonsense in ("", "hôm qua", "2026-09-17T09:00:00"):
        assert officer.post(f"{BELL}da-doc/", {"den": nonsense}).status_code == 302
    assert set(Notice.objects.filter(read_at=None)) == {first}
    officer.post(f"{BELL}da-doc/", {"den": second.at.isoformat()})
    assert not Notice.objects.filter(read_at=None).exists()


def test_choosing_how_to_be_told(officer: Client, handling_officer: Person) -> None:
    page = text(officer, f"{BELL}cach-nhan/")
    assert 'aria-label="Nhắc hạn: Thư điện tử"' in page
    assert "chưa có thư điện tử" in page
    answers = dict.fromkeys(re.findall(r'<select name="([^"]+)"', page), "now") | {"due-email": "off"}
    assert officer.post(f"{BELL}cach-nhan/", answers).status_code == 302
    kept = set(Preference.objects.filter(group="due").values_list("channel", "mode"))
    assert kept == {("email", "off")}
    refused = officer.post(f"{BELL}cach-nhan/", answers | {"due-bell": "digest"})
    assert refused.status_code == 200
    assert "form__errors" in refused.content.decode()
    assert not Preference.objects.filter(channel="bell").exists()


def test_templates_are_listed_and_changed(administrator: Client, moment: datetime) -> None:
    listing = text(administrator, "/ban-lam-viec/mau-thong-bao/")
    assert listing.count('<tr><th scope="row">') == len(
        set(NoticeTemplate.objects.values_list("event", "audience"))
    )
    page = text(administrator, TEMPLATE)
    assert "Người nhận sẽ thấy" in page
    assert "{reason}" not in page
    form = {"title": "Bổ sung {code}", "body": "Hồ sơ {code}[, hạn {until}].", "since": "17/09/2026"}
    previewed = administrator.post(TEMPLATE, {**form, "xem-thu": "1"}).content.decode()
    assert "Hồ sơ H24.17-260917-0042, hạn 17:00 ngày 25/09/2026." in previewed
    assert "Hồ sơ H24.17-260917-0042." in previewed
    assert NoticeTemplate.objects.filter(title="Bổ sung {code}").count() == 0
    assert administrator.post(TEMPLATE, form).status_code == 302
    assert NoticeTemplate.objects.filter(title="Bổ sung {code}").count() == 1
    administrator.post(f"{TEMPLATE}ngung/")
    assert "hiện không gửi" in text(administrator, TEMPLATE)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body": "Vì {reason}"}, "chỉ được hiện sau khi đăng nhập"),
        ({"body": "Hạn {until}"}, "Không phải lúc nào cũng có"),
        ({"since": "16/09/2026"}, "chỉ đổi từ hôm nay trở đi"),
        ({"title": ""}, "Trường này là bắt buộc"),
    ],
)
def test_words_that_cannot_be_used_come_back_with_the_reason(
    administrator: Client, changes: dict[str, str], said: str
) -> None:
    form = {"title": "Bổ sung {code}", "body": "Hồ sơ {code}.", "since": "17/09/2026", **changes}
    for more in ({}, {"xem-thu": "1"}):
        if more and "since" in changes:
            continue
        page = administrator.post(TEMPLATE, {**form, **more}).content.decode()
        assert said in page


def test_a_text_message_has_no_title(administrator: Client) -> None:
    page = text(administrator, TEMPLATE.replace("email", "sms"))
    assert 'name="title"' not in page
    form = {"body": "Hồ sơ {code} cần bổ sung.", "since": "17/09/2026"}
    assert administrator.post(TEMPLATE.replace("email", "sms"), form).status_code == 302


@pytest.mark.parametrize(
    "path", ["x/applicant/email/", "stopped/x/email/", "stopped/staff/x/", "due_soon/applicant/sms/"]
)
def test_unknown_templates(administrator: Client, path: str) -> None:
    assert administrator.get(f"/ban-lam-viec/mau-thong-bao/{path}").status_code == 404


def test_only_keepers_see_templates_and_letters(officer: Client) -> None:
    for address in ("/ban-lam-viec/mau-thong-bao/", TEMPLATE, OUTBOX):
        assert officer.get(address).status_code == 403
    assert officer.post(f"{TEMPLATE}ngung/").status_code == 403


def letter(moment: datetime, **changes: Any) -> Delivery:
    with transaction.atomic():
        notify(
            event="supplement_requested",
            to=[Recipient(None, "Phạm Thị Dân", "dan@example.vn", "", Audience.APPLICANT)],
            facts={**FACTS, "reason": "ảnh mờ"},
            subject_kind="dossier",
            subject_id="1",
            dedupe_key=str(Delivery.objects.count()),
            at=moment,
        )
    Delivery.objects.filter(status=DeliveryStatus.WAITING).update(**changes)
    return Delivery.objects.latest("id")


def test_letters_are_shown_with_where_they_stand(administrator: Client, moment: datetime) -> None:
    letter(moment, status="given_up", next_attempt_at=None, error="550 không có người này")
    letter(moment, status="sent", sent_at=moment)
    letter(moment)
    page = text(administrator, OUTBOX)
    assert "Thư điện tử, Tin nhắn SMS, Tin nhắn Zalo" in page
    assert "d•••@example.vn" in page
    assert "dan@example.vn" not in page
    assert "ảnh mờ" not in page
    assert "Gửi lúc" in text(administrator, f"{OUTBOX}?phan=da-gui")
    bad = text(administrator, f"{OUTBOX}?phan=khong-gui")
    assert "550 không có người này" in bad
    assert "Gửi lại" in bad
    given_up = Delivery.objects.get(status=DeliveryStatus.GIVEN_UP)
    administrator.post(f"{OUTBOX}{given_up.pk}/gui-lai/")
    assert Delivery.objects.filter(status=DeliveryStatus.WAITING).count() == 2
    assert (
        "không cần gửi lại"
        in administrator.post(f"{OUTBOX}{given_up.pk}/gui-lai/", follow=True).content.decode()
    )


def job(person: Person | None, at: datetime, **changes: Any) -> Job:
    wanted = {
        "kind": "x",
        "title": "Nhập danh mục",
        "state": JobState.RUNNING,
        "done": 3,
        "total": 12,
        **changes,
    }
    return Job.objects.create(person=person, queued_at=at, **wanted)


def test_progress_is_a_page_and_a_part(officer: Client, handling_officer: Person, moment: datetime) -> None:
    running = job(handling_officer, moment, message="Đang đọc")
    page = text(officer, f"{JOBS}{running.pk}/")
    assert "25&nbsp;%" in page
    assert 'hx-trigger="every' in page
    part = text(officer, f"{JOBS}{running.pk}/", headers={"HX-Request": "true"})
    assert part.lstrip().startswith("<div")
    assert "<h1" not in part
    Job.objects.update(state=JobState.DONE, finished_at=moment, result_url="/ket-qua/")
    done = text(officer, f"{JOBS}{running.pk}/", headers={"HX-Request": "true"})
    assert "hx-trigger" not in done
    assert 'href="/ket-qua/"' in done


def test_jobs_of_others_are_not_there(
    officer: Client, business_administrator: Person, moment: datetime
) -> None:
    theirs = job(business_administrator, moment, title="Việc của người khác")
    assert officer.get(f"{JOBS}{theirs.pk}/").status_code == 404
    assert "Việc của người khác" not in text(officer, JOBS)
    assert "Chưa có việc nào" in text(officer, JOBS)


def test_reading_writes_nothing(
    administrator: Client,
    business_administrator: Person,
    moment: datetime,
    writes: Callable[..., list[str]],
) -> None:
    tell(business_administrator, moment)
    letter(moment)
    job(business_administrator, moment)
    addresses = (BELL, f"{BELL}cach-nhan/", OUTBOX, JOBS, TEMPLATE, "/ban-lam-viec/mau-thong-bao/")
    for address in addresses:
        assert writes(lambda where=address: text(administrator, where)) == []
        page = text(administrator, address)
        assert page.count("<h1") == 1
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", page)
