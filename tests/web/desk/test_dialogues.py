"""Dialogue conferences and hotlines at the desk: each act on its page, names only for those who keep or receive."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from tests.cast import Bodies, MakePerson
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import PartyKind, Role
from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.asking import ask_question
from motcua.feedback.actions.gates import Sender
from motcua.feedback.enums import ConferenceStatus, QuestionStatus
from motcua.feedback.models import (
    DialogueConference,
    DialoguePromise,
    DialogueQuestion,
    HotlineEntry,
    HotlineNumber,
)
from motcua.feedback.rules.dialogues import Asked
from motcua.web.desk import access

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/doi-thoai/"
LINES = "/ban-lam-viec/duong-day-nong/"


def _said(moment: datetime, **changes: str) -> dict[str, str]:
    day = f"{moment + timedelta(days=10):%d/%m/%Y}"
    return {
        "topic": "Tuyển sinh lớp 10",
        "audience": "Phụ huynh",
        "on": day,
        "hour": "8h30",
        "place": "Hội trường A",
        "link": "",
        "call_from": f"{moment:%d/%m/%Y}",
        "call_until": day,
        "about": "",
        **changes,
    }


@pytest.fixture
def conference(keeper: Client, moment: datetime) -> DialogueConference:
    """Prepared and announced at the desk."""
    assert keeper.post(f"{DESK}moi/", _said(moment)).status_code == 302
    row = DialogueConference.objects.get()
    keeper.post(f"{DESK}{row.pk}/thong-bao/")
    row.refresh_from_db()
    return row


def ask(
    row: DialogueConference, at: datetime, text: str = "Khi nào có điểm <b>chuẩn</b>?"
) -> DialogueQuestion:
    return ask_question(
        conference_id=row.pk,
        asked=Asked(text, "Lê Thị Kín", "0912345678"),
        party=PartyKind.CITIZEN,
        sender=Sender("x"),
        at=at,
    )


def test_a_conference_from_call_to_minutes(
    keeper: Client,
    sign_in: SignIn,
    handling_officer: Person,
    head: Person,
    bodies: Bodies,
    conference: DialogueConference,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert conference.status == ConferenceStatus.ANNOUNCED
    one = ask(conference, moment)
    home = f"{DESK}{conference.pk}/"
    page = keeper.get(home).content.decode()
    assert "Khi nào có điểm &lt;b&gt;chuẩn&lt;/b&gt;?" in page
    assert "Lê Thị Kín" in page
    nothing = keeper.post(f"{home}phan-cong/", {"unit": bodies.exam_division.pk, "theme": "Điểm"})
    assert nothing.status_code == 422
    assert "Đánh dấu ít nhất một câu hỏi" in nothing.content.decode()
    sorting = {"cau": str(one.pk), "unit": bodies.exam_division.pk, "theme": "Điểm", "answer_by": "20/9/2026"}
    assert keeper.post(f"{home}phan-cong/", sorting).status_code == 302
    question = f"{DESK}cau-hoi/{one.pk}/"
    unit = sign_in(handling_officer)
    shown = unit.get(question).content.decode()
    assert "Lê Thị Kín" not in shown
    assert "0912345678" not in unit.get(home).content.decode() + shown
    unit.post(f"{question}tra-loi/", {"answer": "Ngày 1/7.", "revision": 2})
    chief = sign_in(head)
    assert "Lê Thị Kín" not in chief.get(question).content.decode()
    approved = chief.post(f"{question}duyet/", {"public_text": "Khi nào có điểm chuẩn?", "revision": 3})
    assert approved.status_code == 302
    assert keeper.post(f"{question}cong-khai/").status_code == 302
    one.refresh_from_db()
    assert (one.status, one.contact) == (QuestionStatus.PUBLISHED, "")
    assert keeper.get(f"{home}bien-ban.docx").status_code == 404
    later = conference.starts_at + timedelta(hours=4)
    monkeypatch.setattr(access, "now", lambda: later)
    held = {
        "hour": "11:00",
        "chair": "Ông Trưởng",
        "secretary": "Bà Ghi",
        "citizens": "30",
        "enterprises": "2",
        "bodies": "5",
    }
    assert keeper.post(f"{home}da-to-chuc/", held).status_code == 302
    assert keeper.post(f"{home}ket-luan/", {"conclusion": "Công bố sớm."}).status_code == 302
    word = keeper.get(f"{home}bien-ban.docx")
    text = "\n".join(each.text for each in Document(io.BytesIO(word.content)).paragraphs)
    assert "Khi nào có điểm chuẩn?" in text
    assert keeper.get(f"{home}bien-ban.pdf").content.startswith(b"%PDF")


def test_a_question_is_given_to_a_unit_from_its_own_page(
    keeper: Client,
    sign_in: SignIn,
    handling_officer: Person,
    bodies: Bodies,
    conference: DialogueConference,
    moment: datetime,
) -> None:
    one = ask(conference, moment)
    page, act = f"{DESK}cau-hoi/{one.pk}/", f"{DESK}cau-hoi/{one.pk}/phan-cong/"
    assert f'href="{act}">Phân công</a>' in keeper.get(page).content.decode()
    assert "Khi nào có điểm" in keeper.get(act).content.decode()
    refused = keeper.post(act, {"unit": "", "theme": "Điểm chuẩn"})
    assert refused.status_code == 200
    assert 'href="#id_unit"' in refused.content.decode()
    assert "Điểm chuẩn" in refused.content.decode()
    unit = sign_in(handling_officer)
    said = {"unit": bodies.exam_division.pk, "theme": "Điểm", "answer_by": "20/9/2026"}
    assert unit.post(act, said).status_code in {403, 404}
    one.refresh_from_db()
    assert (one.status, one.unit_id) == (QuestionStatus.RECEIVED, None)
    answer = keeper.post(act, said)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    one.refresh_from_db()
    assert (one.status, one.unit, one.theme) == (QuestionStatus.ASSIGNED, bodies.exam_division, "Điểm")
    assert act not in unit.get(page).content.decode()
    assert f'href="{act}">Phân công lại</a>' in keeper.get(page).content.decode()
    again = keeper.get(act).content.decode()
    assert 'value="Điểm"' in again
    assert f'value="{bodies.exam_division.pk}" selected' in again
    DialogueQuestion.objects.filter(pk=one.pk).update(
        status=QuestionStatus.RECEIVED, is_closed=True, unit=None
    )
    assert act not in keeper.get(page).content.decode()


def test_typing_is_kept_and_refusals_stand_at_their_field(keeper: Client, moment: datetime) -> None:
    for changes, field in (
        ({"call_until": "01/01/2026"}, "call_until"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"hour": "25:70"}, "hour"),
    ):
        answer = keeper.post(f"{DESK}moi/", _said(moment, **changes))
        page = answer.content.decode()
        assert f'href="#id_{field}"' in page, field
        assert "Tuyển sinh lớp 10" in page
    assert not DialogueConference.objects.exists()


def test_others_do_not_come_in(
    sign_in: SignIn, outsider: Person, citizen: Person, conference: DialogueConference, moment: datetime
) -> None:
    one = ask(conference, moment)
    for address in (f"{DESK}{conference.pk}/", f"{DESK}cau-hoi/{one.pk}/"):
        assert sign_in(outsider).get(address).status_code == 404
        assert sign_in(citizen).get(address).status_code == 403
        assert Client().get(address).status_code == 302


def test_a_question_is_entered_and_set_aside(
    keeper: Client, conference: DialogueConference, moment: datetime
) -> None:
    said = {"channel": "phone", "party": "citizen", "name": "", "contact": "", "text": "Học phí thu thế nào?"}
    answer = keeper.post(f"{DESK}{conference.pk}/cau-hoi/moi/", {**said, "also": "1"})
    assert answer.headers["Location"].endswith("/cau-hoi/moi/")
    one = DialogueQuestion.objects.get()
    question = f"{DESK}cau-hoi/{one.pk}/"
    for act in ("tra-loi/", "duyet/", "tra-lai/", "de-ngoai/"):
        assert keeper.get(f"{question}{act}").status_code in {200, 403}
    keeper.post(f"{question}de-ngoai/", {"reason": "off_topic", "note": "Ngoài chủ đề."})
    assert "Ngoài chủ đề." in keeper.get(question).content.decode()
    keeper.post(f"{question}dua-lai/")
    one.refresh_from_db()
    assert one.status == QuestionStatus.RECEIVED


def test_a_number_is_published_on_the_portal_and_a_call_written_down(
    keeper: Client, bodies: Bodies, moment: datetime
) -> None:
    line = {
        "phone": "0225 384 2000",
        "name": "Trần Văn Trưởng",
        "title": "Giám đốc",
        "hours": "Giờ hành chính",
        "about": "",
        "position": "1",
        "since": f"{moment:%d/%m/%Y}",
    }
    assert keeper.post(f"{LINES}so/moi/", line).status_code == 302
    number = HotlineNumber.objects.get()
    page = keeper.get(f"/co-quan/{bodies.department.code}/").content.decode()
    assert 'href="tel:02253842000"' in page
    call = {
        "on": f"{moment:%d/%m/%Y}",
        "hour": "08:15",
        "line": str(number.pk),
        "caller": "Bà Năm",
        "contact": "0912345678",
        "text": "Chưa thấy kết quả",
        "outcome": "call_back",
        "said": "",
        "unit": "",
        "answer_by": f"{moment + timedelta(days=1):%d/%m/%Y}",
    }
    assert keeper.post(f"{LINES}ghi/", {**call, "answer_by": ""}).status_code == 200
    assert keeper.post(f"{LINES}ghi/", call).status_code == 302
    entry = HotlineEntry.objects.get()
    assert "0912345678" in keeper.get(f"{LINES}{entry.pk}/").content.decode()
    assert keeper.post(f"{LINES}{entry.pk}/da-tra-loi/", {"note": "Đã gọi."}).status_code == 302
    assert "0912345678" not in keeper.get(f"{LINES}{entry.pk}/").content.decode()
    other = {**call, "outcome": "guided", "said": "Đã chỉ nơi hỏi.", "text": "Trường đòi học bạ giấy"}
    keeper.post(f"{LINES}ghi/", other)
    one = HotlineEntry.objects.exclude(pk=entry.pk).get()
    feedback = {
        "kind": "report",
        "subject": "rule",
        "title": "Trường đòi học bạ giấy",
        "body": "Trường đòi học bạ giấy khi đã có học bạ số.",
        "sender_kind": "citizen",
        "name": "Bà Năm",
        "address": "Xã A",
        "phone": "0912345678",
    }
    told = keeper.post(f"{LINES}{one.pk}/phan-anh/", feedback, follow=True).content.decode()
    assert "mã bí mật" in told
    assert "0912345678" not in told
    keeper.post(f"{LINES}so/{number.pk}/ngung/", {"until": f"{moment + timedelta(days=1):%d/%m/%Y}"})
    assert "0225 384 2000" in keeper.get(f"{LINES}so/").content.decode()


def test_lists_take_the_same_queries_however_long(
    keeper: Client, conference: DialogueConference, moment: datetime
) -> None:
    def queries(address: str) -> int:
        keeper.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert keeper.get(address).status_code == 200
        return len(captured)

    ask(conference, moment)
    pages = (DESK, f"{DESK}{conference.pk}/", LINES)
    few = [queries(page) for page in pages]
    for number in range(4):
        ask(conference, moment, text=f"Câu hỏi thứ {number} về điểm chuẩn")
        keeper.post(f"{DESK}moi/", _said(moment, topic=f"Chủ đề {number}"))
    assert [queries(page) for page in pages] == few


def test_whom_a_call_and_a_question_are_about(
    keeper: Client,
    sign_in: SignIn,
    make_person: MakePerson,
    bodies: Bodies,
    conference: DialogueConference,
    moment: datetime,
) -> None:
    named = make_person("Cao Thị Phiền", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)
    them, home = sign_in(named), f"{DESK}{conference.pk}/"
    one = ask(conference, moment, text="Cán bộ Cao Thị Phiền quát mắng phụ huynh khi nhận đơn.")
    question = f"{DESK}cau-hoi/{one.pk}/"
    page = keeper.get(question).content.decode()
    assert "Nói về hành vi của cán bộ, đơn vị" in page
    assert "Soạn trả lời" not in page
    for address in (question, f"{question}noi-ve-ai/", f"{question}de-ngoai/", f"{question}tra-loi/"):
        assert them.get(address).status_code == 404, address
    shown = them.get(home).content.decode()
    assert "quát mắng" not in shown
    assert "<dt>Nhận được</dt><dd>0</dd>" in shown
    assert "<dt>Nhận được</dt><dd>1</dd>" in keeper.get(home).content.decode()
    assert keeper.get(f"{question}noi-ve-ai/").status_code == 200
    wrong = keeper.post(f"{question}noi-ve-ai/", {"about_agency": bodies.exam_division.pk})
    assert "đánh dấu “nói về hành vi”" in wrong.content.decode()
    assert keeper.post(f"{question}noi-ve-ai/", {}).status_code == 302
    assert "quát mắng" in them.get(home).content.decode()

    call = {
        "on": f"{moment:%d/%m/%Y}",
        "hour": "08:15",
        "line": "",
        "caller": "Bà Năm",
        "contact": "0912345678",
        "text": "Phòng thi quát mắng phụ huynh",
        "is_conduct": "on",
        "outcome": "call_back",
        "said": "",
        "unit": "",
        "answer_by": f"{moment + timedelta(days=1):%d/%m/%Y}",
    }
    assert keeper.post(f"{LINES}ghi/", call).status_code == 302
    row = HotlineEntry.objects.get()
    assert "về hành vi" in keeper.get(LINES).content.decode()
    assert them.get(f"{LINES}{row.pk}/").status_code == 200  # nobody is named yet
    keeper.post(f"{LINES}{row.pk}/noi-ve-ai/", {"is_conduct": "on", "person": named.pk})
    assert them.get(f"{LINES}{row.pk}/").status_code == 404
    assert "quát mắng" not in them.get(f"{LINES}?tim=quat+mang").content.decode()
    first = keeper.get(f"{LINES}{row.pk}/phan-anh/")
    assert first.context["form"]["subject"].value() == "conduct"


def test_a_conference_is_set_into_the_plan(
    keeper: Client, conference: DialogueConference, moment: datetime
) -> None:
    home = f"{DESK}{conference.pk}/"
    assert "Gắn với kế hoạch" in keeper.get(home).content.decode()
    assert keeper.get(f"{home}ke-hoach/").status_code == 200
    assert keeper.post(f"{home}ke-hoach/", {"activity": "", "task": ""}).status_code == 302
    conference.refresh_from_db()
    assert conference.activity is not None
    page = keeper.get(home).content.decode()
    assert "Trong kế hoạch" in page
    assert "Gắn với kế hoạch</a>" not in page
    assert conference.topic in keeper.get("/ban-lam-viec/hoat-dong/").content.decode()


def test_what_was_promised_is_written_down_followed_and_shown_to_everybody(
    keeper: Client,
    client: Client,
    bodies: Bodies,
    conference: DialogueConference,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = f"{DESK}{conference.pk}/"
    assert "Việc đã hứa" not in keeper.get(home).content.decode()
    said = {"text": "Bỏ bản sao căn cước", "unit": str(bodies.exam_division.pk), "due_on": "20/10/2026"}
    early = keeper.post(f"{home}viec-da-hua/moi/", said)
    assert "chưa tổ chức" in early.content.decode()
    after = conference.starts_at + timedelta(hours=3)
    monkeypatch.setattr(access, "now", lambda: after)
    how = {
        "hour": "10h30",
        "chair": "Bà Hà",
        "secretary": "Bà Thư",
        "citizens": 3,
        "enterprises": 0,
        "bodies": 0,
    }
    assert keeper.post(f"{home}da-to-chuc/", how).status_code == 302
    both = {**said, "feedback_code": "PA-2222-2222"}
    assert "phản ánh có mã này" in keeper.post(f"{home}viec-da-hua/moi/", both).content.decode()
    assert keeper.post(f"{home}viec-da-hua/moi/", said).status_code == 302
    keeper.post(f"{home}viec-da-hua/moi/", {**said, "text": "Họp lại với phụ huynh"})
    first, second = DialoguePromise.objects.order_by("number")
    assert keeper.post(f"{home}viec-da-hua/{second.pk}/thoi/", {"reason": "Đã họp riêng"}).status_code == 302
    with CaptureQueriesContext(connection) as captured:
        page = keeper.get(home).content.decode()
    assert len(captured) <= 30
    for told in (
        "Bỏ bản sao căn cước",
        "Chưa làm",
        "giao sau hội nghị",
        "Đã họp riêng",
        f"/viec/{first.duty_id}/",
    ):
        assert told in page
    keeper.post(f"{home}ket-luan/", {"conclusion": "Đã trả lời hết."})
    public = client.get(f"/doi-thoai/{conference.pk}/").content.decode()
    for told in ("Bỏ bản sao căn cước", "Chưa làm", "Đã họp riêng"):
        assert told in public
    assert "ban-lam-viec" not in public.split('id="viec-da-hua"')[1].split("</section>")[0]
