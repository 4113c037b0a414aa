"""Dialogue conferences on the portal: asked without an account or script, read by everybody, nothing private shown."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Bodies

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.asking import ask_question
from motcua.feedback.actions.dialogues.conferences import (
    ConferenceFacts,
    announce_conference,
    prepare_conference,
)
from motcua.feedback.actions.dialogues.questions import (
    Sorting,
    answer_question,
    approve_question,
    publish_question,
    sort_questions,
)
from motcua.feedback.actions.gates import Sender
from motcua.feedback.models import DialogueConference, DialogueQuestion
from motcua.feedback.rules.abuse.humanity import LONGEST, SHORTEST
from motcua.feedback.rules.dialogues import Asked
from motcua.kernel.periods import Period
from motcua.organisations.models import Installation
from motcua.web.portal.dialogues import views

pytestmark = pytest.mark.django_db
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
    )
}
PRIVATE = "Tôi là Lê Văn Kín, 0912345678, <img src=x onerror=alert(1)> khi nào có điểm?"


def solved(page: str) -> str:
    """The answer that a person reads out of the page's small question."""
    label = re.search(r"Trả lời giúp: ([^<]+)\?", page)
    assert label is not None, "the page asks a small question"
    found = [NUMBERS[word.strip(",")] for word in label[1].split() if word.strip(",") in NUMBERS]
    if "cộng" in label[1]:
        return str(sum(found))
    return str(max(found)) if "lớn hơn" in label[1] else str(found[0] + 1)


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> list[datetime]:
    """What the door's clock says: the last of the list."""
    told = [moment]
    monkeypatch.setattr(views, "now", lambda: told[-1])
    return told


@pytest.fixture
def conference(
    installation: Installation,
    bodies: Bodies,
    control_focal_officer: Person,
    moment: datetime,
    clock: list[datetime],
) -> DialogueConference:
    row = prepare_conference(
        agency_id=bodies.department.pk,
        facts=ConferenceFacts(
            topic="Tuyển sinh <b>lớp 10</b>",
            audience="Phụ huynh",
            starts_at=moment + timedelta(days=10),
            place="Hội trường A",
            call=Period(moment.date(), moment.date() + timedelta(days=8)),
        ),
        by=control_focal_officer,
        at=moment,
    )
    return announce_conference(conference_id=row.pk, by=control_focal_officer, at=moment)


def test_somebody_without_account_or_script_asks(
    client: Client, conference: DialogueConference, clock: list[datetime]
) -> None:
    page = client.get("/doi-thoai/").content.decode()
    assert "Tuyển sinh &lt;b&gt;lớp 10&lt;/b&gt;" in page
    address = f"/doi-thoai/{conference.pk}/hoi/"
    assert address in page
    form = client.get(address).content.decode()
    said = {"text": PRIVATE, "party": "citizen", "token": token_of(form), "answer": solved(form)}
    clock.append(clock[-1] + SHORTEST)
    answer = client.post(address, said, follow=True)
    assert answer.redirect_chain == [(f"/doi-thoai/{conference.pk}/", 302)]
    assert "Đã nhận câu hỏi. Câu trả lời sẽ hiện" in answer.content.decode()
    assert DialogueQuestion.objects.get().text == PRIVATE
    again = client.post(address, said)
    assert again.status_code == 422
    assert DialogueQuestion.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "said", "waits"),
    [
        ("wrong answer", {"answer": "0"}, SHORTEST),
        ("no answer", {"answer": ""}, SHORTEST),
        ("too fast", {}, timedelta(seconds=1)),
        ("too old", {}, LONGEST + timedelta(minutes=1)),
        ("no token", {"token": ""}, SHORTEST),
        ("trap", {"website": "http://spam.example"}, SHORTEST),
    ],
)
def test_what_no_person_sends_is_refused_and_nothing_typed_is_lost(
    client: Client,
    conference: DialogueConference,
    clock: list[datetime],
    code: str,
    said: dict[str, str],
    waits: timedelta,
) -> None:
    address = f"/doi-thoai/{conference.pk}/hoi/"
    form = client.get(address).content.decode()
    sent = {
        "text": "Khi nào có điểm chuẩn?",
        "party": "citizen",
        "token": token_of(form),
        "answer": solved(form),
        **said,
    }
    clock.append(clock[-1] + waits)
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422, code
    assert "Khi nào có điểm chuẩn?" in page
    assert 'role="alert"' in page
    assert not DialogueQuestion.objects.exists()
    clock.append(clock[-1] + SHORTEST)
    mended = {**sent, "website": "", "token": token_of(page), "answer": solved(page)}
    assert client.post(address, mended).status_code == 302


def test_who_is_signed_in_is_not_asked_to_prove_anything(
    client: Client, conference: DialogueConference, citizen: Person
) -> None:
    client.force_login(citizen)
    address = f"/doi-thoai/{conference.pk}/hoi/"
    form = client.get(address).content.decode()
    assert "Trả lời giúp" not in form
    said = {"text": "Khi nào có điểm?", "party": "citizen", "token": token_of(form)}
    assert client.post(address, said).status_code == 302
    assert DialogueQuestion.objects.get().person == citizen


def test_after_the_call_no_form_is_shown(
    client: Client, conference: DialogueConference, clock: list[datetime]
) -> None:
    clock.append(clock[-1] + timedelta(days=8))
    address = f"/doi-thoai/{conference.pk}/hoi/"
    assert "<textarea" not in client.get(address).content.decode()
    assert address not in client.get(f"/doi-thoai/{conference.pk}/").content.decode()


def test_before_publication_nobody_reads_a_question_and_afterwards_nobody_reads_who_asked(
    client: Client,
    conference: DialogueConference,
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    head: Person,
    moment: datetime,
) -> None:
    one = ask_question(
        conference_id=conference.pk,
        asked=Asked(PRIVATE, "Lê Văn Kín", "0912345678"),
        party=PartyKind.CITIZEN,
        sender=Sender("x"),
        at=moment,
    )
    sorting = Sorting("Điểm", bodies.exam_division.pk)
    sort_questions(
        conference_id=conference.pk,
        question_ids=[one.pk],
        sorting=sorting,
        by=control_focal_officer,
        at=moment,
    )
    answer_question(question_id=one.pk, answer="Ngày 1/7 & <i>trên cổng</i>.", by=handling_officer, at=moment)
    approve_question(question_id=one.pk, public_text="Khi nào có điểm?", by=head, at=moment)
    places = ("/", "/doi-thoai/", f"/doi-thoai/{conference.pk}/", "/phan-anh/", "/sitemap.xml")
    for place in places:
        page = client.get(place).content.decode()
        assert "Khi nào có điểm?" not in page, place
        assert "Kín" not in page, place
    publish_question(question_id=one.pk, by=control_focal_officer, at=moment)
    page = client.get(f"/doi-thoai/{conference.pk}/?q=KHI NAO").content.decode()
    assert "Khi nào có điểm?" in page
    assert "&lt;i&gt;trên cổng&lt;/i&gt;" in page
    for place in places:
        shown = client.get(place).content.decode()
        for private in ("Kín", "0912345678", "onerror", handling_officer.full_name, head.full_name):
            assert private not in shown, (place, private)
    assert "Khi nào có điểm?" not in client.get(f"/doi-thoai/{conference.pk}/?q=hoc+phi").content.decode()


def test_what_is_prepared_is_not_found(
    client: Client,
    installation: Installation,
    bodies: Bodies,
    control_focal_officer: Person,
    moment: datetime,
    clock: list[datetime],
) -> None:
    row = prepare_conference(
        agency_id=bodies.department.pk,
        facts=ConferenceFacts(
            topic="Chưa báo",
            audience="Ai cũng được",
            starts_at=moment + timedelta(days=3),
            place="Ở đâu",
            call=Period(moment.date(), moment.date() + timedelta(days=2)),
        ),
        by=control_focal_officer,
        at=moment,
    )
    assert "Chưa báo" not in client.get("/doi-thoai/").content.decode()
    for place in (f"/doi-thoai/{row.pk}/", f"/doi-thoai/{row.pk}/hoi/"):
        assert client.get(place).status_code == 404
