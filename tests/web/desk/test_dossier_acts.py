"""Acts on a dossier at the desk: their forms, the clock beside them, two people on one dossier."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Bodies, MakePerson
from tests.documents.samples import pdf
from tests.handing_in import HandIn, TakenIn
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.dossiers.actions.intake import lodge
from motcua.dossiers.actions.supplementing import request_supplement
from motcua.dossiers.enums import Door, Status, Verb
from motcua.dossiers.models import (
    Consultation,
    Dossier,
    Message,
    PaperFile,
    SubmittedPaper,
    SupplementRequest,
)
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.web.desk import access
from motcua.web.desk.dossier_acts.acting import address_of, pages

InHand = Callable[..., Dossier]
ASKED: dict[str, Any] = {
    "items": [SupplementItem("Đơn đề nghị", "Chưa ký", "Ký và nộp lại")],
    "reason": "Đơn chưa hợp lệ",
    "legal_basis": "Điều 17",
}


def address(dossier: Dossier, verb: Verb) -> str:
    return f"/ban-lam-viec/ho-so/{dossier.code}/viec/{address_of(verb)}/"


def shown(client: Client, dossier: Dossier, verb: Verb) -> str:
    answer = client.get(address(dossier, verb))
    assert answer.status_code == 200, answer.content.decode()[:3000]
    return answer.content.decode()


def fields_of(page: str) -> dict[str, str]:
    """What the page's form would send as it stands: hidden fields, typed values, first ticked choices."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        kind, name = attributes.get("type", "text"), attributes.get("name")
        if (
            not name
            or kind in {"file", "submit"}
            or (kind in {"radio", "checkbox"} and " checked" not in tag)
        ):
            continue
        found[name] = attributes.get("value", "")
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', page):
        found[name] = text.strip()
    for name, inside in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        first = re.search(r'<option value="([^"]*)"', inside)
        found[name] = (chosen or first)[1] if chosen or first else ""  # type: ignore[index]  # one of them is there
    found.pop("csrfmiddlewaretoken", None)
    return found


def send(client: Client, dossier: Dossier, verb: Verb, **typed: Any) -> Any:
    """Open the form, type into it, send it."""
    return client.post(address(dossier, verb), fields_of(shown(client, dossier, verb)) | typed)


def done(client: Client, dossier: Dossier, verb: Verb, **typed: Any) -> Dossier:
    answer = send(client, dossier, verb, **typed)
    assert answer.status_code == 302, answer.content.decode()[:6000]
    assert answer["Location"] == f"/ban-lam-viec/ho-so/{dossier.code}/"
    return Dossier.objects.defer("words").get(pk=dossier.pk)


@pytest.fixture
def counter(sign_in: SignIn, desk_officer: Person) -> Client:
    return sign_in(desk_officer)


@pytest.fixture
def desk_of_handler(sign_in: SignIn, handler: Person) -> Client:
    return sign_in(handler)


@pytest.fixture
def desk_of_head(sign_in: SignIn, head: Person) -> Client:
    return sign_in(head)


def test_every_act_of_this_table_has_a_page() -> None:
    own_screens = {
        Verb.RECEIVE,  # the counter's own screen
    }
    results = {Verb.PROPOSE, Verb.APPROVE, Verb.SIGN, Verb.ISSUE, Verb.RETURN_RESULT, Verb.REOPEN}
    assert set(Verb) - own_screens - results <= set(pages())


def test_forward_assign_and_begin(
    counter: Client,
    desk_of_head: Client,
    desk_of_handler: Client,
    taken_in: TakenIn,
    handler: Person,
    bodies: Bodies,
) -> None:
    dossier = taken_in()
    page = shown(counter, dossier, Verb.FORWARD)
    assert "Việc này không đổi ngày hẹn trả." in page
    row = done(counter, dossier, Verb.FORWARD, note="Đủ giấy")
    assert row.status == Status.PROCESSING
    page = shown(desk_of_head, dossier, Verb.ASSIGN)
    assert "Nguyễn Thị Lý (đang giữ 0 hồ sơ)" in page
    row = done(desk_of_head, dossier, Verb.ASSIGN, to_whom=f"{bodies.exam_division.pk}:{handler.pk}")
    assert (row.holder, row.unit) == (handler, bodies.exam_division)
    row = done(desk_of_handler, dossier, Verb.START_WORK)
    assert row.holder == handler


def test_taken_back_and_sent_back(
    counter: Client, desk_of_head: Client, taken_in: TakenIn, desk_officer: Person
) -> None:
    dossier = taken_in()
    done(counter, dossier, Verb.FORWARD)
    assert done(counter, dossier, Verb.TAKE_BACK, reason="Nhầm").holder == desk_officer
    done(counter, dossier, Verb.FORWARD)
    answer = send(desk_of_head, dossier, Verb.SEND_BACK, reason=" ")
    assert answer.status_code == 422
    assert done(desk_of_head, dossier, Verb.SEND_BACK, reason="Thiếu giấy").step_key == "tiep-nhan"


def test_the_request_shows_the_clock_and_its_ready_sentences(
    desk_of_handler: Client, in_hand: InHand
) -> None:
    dossier = in_hand()
    page = shown(desk_of_handler, dossier, Verb.REQUEST_SUPPLEMENT)
    assert "Thời hạn tạm dừng từ lúc này" in page
    assert "17:30 22/09/2026" in page  # as promised
    # Ten working days from Thursday: until Thursday the first of October; then the rest of the three.
    assert "17:30 01/10/2026" in page
    assert "trả 17:30 06/10/2026 nếu người nộp bổ sung đúng hạn" in page
    paper = SubmittedPaper.objects.filter(dossier=dossier).first()
    assert paper is not None
    done(
        desk_of_handler,
        dossier,
        Verb.REQUEST_SUPPLEMENT,
        **{f"p{paper.pk}-ready": "1", "own0-paper": "Ảnh 4×6", "own0-ready": "own"}
        | {"own0-problem": "Chưa có ảnh", "own0-what_to_do": "Nộp hai ảnh", "amount": "5"},
    )
    asked = SupplementRequest.objects.get(dossier=dossier)
    assert [(item["paper"], item["component"]) for item in asked.items] == [
        (paper.name, paper.component_id),
        ("Ảnh 4×6", None),
    ]
    assert asked.items[0]["problem"] == "Bản nộp mờ, mất chữ hoặc thiếu trang."
    assert asked.answer_by is not None
    assert asked.answer_by.day == 24


def test_counting_again_does_not_complain_of_what_is_not_written_yet(
    desk_of_handler: Client, in_hand: InHand
) -> None:
    dossier = in_hand()
    typed = fields_of(shown(desk_of_handler, dossier, Verb.REQUEST_SUPPLEMENT)) | {
        "amount": "5",
        "reason": "",
        "preview": "1",
    }
    page = desk_of_handler.post(address(dossier, Verb.REQUEST_SUPPLEMENT), typed).content.decode()
    assert "17:30 24/09/2026" in page
    assert "Chưa gửi được" not in page
    assert not SupplementRequest.objects.exists()


def test_an_empty_request_is_explained(desk_of_handler: Client, in_hand: InHand) -> None:
    dossier = in_hand()
    answer = send(desk_of_handler, dossier, Verb.REQUEST_SUPPLEMENT)
    assert answer.status_code == 422
    assert "Chọn ít nhất một giấy tờ" in answer.content.decode()


def test_the_second_of_two_people_loses_nothing(
    sign_in: SignIn, in_hand: InHand, handler: Person, desk_of_handler: Client, moment: datetime
) -> None:
    dossier = in_hand()
    paper = SubmittedPaper.objects.filter(dossier=dossier).first()
    assert paper is not None
    typed = fields_of(shown(desk_of_handler, dossier, Verb.REQUEST_SUPPLEMENT))
    typed |= {f"p{paper.pk}-ready": "0", "reason": "Chữ tôi vừa gõ"}
    done(desk_of_handler, dossier, Verb.WRITE_MESSAGE, text="Chào bạn")
    answer = desk_of_handler.post(address(dossier, Verb.REQUEST_SUPPLEMENT), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nguyễn Thị Lý đã “Nhắn tin”" in page
    assert "Chữ tôi vừa gõ" in page
    assert not SupplementRequest.objects.exists()
    again = desk_of_handler.post(address(dossier, Verb.REQUEST_SUPPLEMENT), fields_of(page))
    assert again.status_code == 302
    assert SupplementRequest.objects.get().reason == "Chữ tôi vừa gõ"


def test_when_it_cannot_be_done_any_more_the_words_stay(
    desk_of_handler: Client, desk_of_head: Client, in_hand: InHand
) -> None:
    dossier = in_hand()
    typed = fields_of(shown(desk_of_handler, dossier, Verb.SEND_BACK)) | {"reason": "Chữ tôi vừa gõ"}
    said = {"reason": "Dừng", "legal_basis": "Điều 19", "papers": "Trả tại quầy"}
    assert done(desk_of_head, dossier, Verb.STOP, **said).status == Status.STOPPED
    answer = desk_of_handler.post(address(dossier, Verb.SEND_BACK), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Chữ tôi vừa gõ" in page
    assert "không còn làm được" in page
    assert "button--primary" not in page


def test_a_supplement_is_taken_at_the_counter_with_its_file(
    counter: Client, in_hand: InHand, handler: Person, moment: datetime, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    dossier = in_hand()
    request_supplement(dossier_id=dossier.pk, by=handler, at=moment, **ASKED)
    page = shown(counter, dossier, Verb.RECEIVE_SUPPLEMENT)
    assert "Chưa ký. Ký và nộp lại" in page
    assert "Thời hạn tính tiếp từ lúc này" in page
    first = SubmittedPaper.objects.filter(dossier=dossier).first()
    assert first is not None
    empty = send(counter, dossier, Verb.RECEIVE_SUPPLEMENT)
    assert empty.status_code == 409
    assert "Chưa có giấy tờ" in empty.content.decode()
    said = {f"p{first.pk}-form": "original"}
    chosen = {f"p{first.pk}-files": SimpleUploadedFile("don.pdf", pdf()), f"p{first.pk}-count": "x"}
    wrong = send(counter, dossier, Verb.RECEIVE_SUPPLEMENT, **said, **chosen)
    assert wrong.status_code == 422
    name = f"p{first.pk}-files.waiting"
    said[name] = wrong.content.decode().split(f'name="{name}" value="')[1].split('"')[0]
    answer = send(counter, dossier, Verb.RECEIVE_SUPPLEMENT, **said)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    assert SupplementRequest.objects.get().changed[0]["name"] == first.name
    assert PaperFile.objects.get(paper=first, replaced_at=None).file.name == "don.pdf"
    page = counter.get(answer.headers["Location"]).content.decode()
    assert page.count("vừa bổ sung") == 1  # of all papers the one that changed is marked


def test_refused_and_asked_before_receipt(
    counter: Client, hand_in: HandIn, citizen: Person, moment: datetime
) -> None:
    first = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    second = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    assert "chưa tính thời hạn" in shown(counter, first, Verb.REQUEST_INTAKE_SUPPLEMENT)
    row = done(
        counter,
        first,
        Verb.REQUEST_INTAKE_SUPPLEMENT,
        **{"own0-paper": "Đơn", "own0-ready": "0"},
    )
    assert row.status == Status.INTAKE_SUPPLEMENT
    assert "Thôi tính thời hạn" in shown(counter, second, Verb.REFUSE_INTAKE)
    assert done(counter, second, Verb.REFUSE_INTAKE, reason="Sai nơi").status == Status.NOT_ACCEPTED


def test_extended_with_the_new_date_shown_first(
    desk_of_head: Client, in_hand: InHand, monkeypatch: pytest.MonkeyPatch, moment: datetime
) -> None:
    dossier = in_hand()
    page = shown(desk_of_head, dossier, Verb.EXTEND)
    assert "17:30 25/09/2026" in page  # three working days after Tuesday the 22nd
    assert "Lần này sẽ bị ghi là muộn" not in page
    monkeypatch.setattr(access, "now", lambda: moment + timedelta(days=5))
    assert "Lần này sẽ bị ghi là muộn" in shown(desk_of_head, dossier, Verb.EXTEND)
    row = done(desk_of_head, dossier, Verb.EXTEND, reason="Chờ xác minh", amount="4")
    assert row.due_at is not None
    assert row.due_at.day == 28


def test_late_and_apologised(
    desk_of_head: Client, in_hand: InHand, monkeypatch: pytest.MonkeyPatch, moment: datetime
) -> None:
    dossier = in_hand()
    assert desk_of_head.get(address(dossier, Verb.APOLOGISE)).status_code == 403
    monkeypatch.setattr(access, "now", lambda: moment + timedelta(days=7))
    row = done(desk_of_head, dossier, Verb.APOLOGISE, reason="Thiếu người")
    assert row.apologised_at == moment + timedelta(days=7)


def test_money_is_asked_for_and_confirmed_only_when_paid(
    desk_of_handler: Client, counter: Client, in_hand: InHand
) -> None:
    dossier = in_hand()
    row = done(
        desk_of_handler,
        dossier,
        Verb.REQUIRE_PAYMENT,
        **{"c2-fee_name": "Phí thẩm định", "c2-amount_vnd": "20.000"},
    )
    assert row.status == Status.PAYMENT_REQUIRED
    answer = counter.get(address(dossier, Verb.CONFIRM_PAYMENT))
    assert answer.status_code == 409
    assert "Còn khoản chưa nộp" in answer.content.decode()


def test_opinions_asked_and_answered(
    desk_of_handler: Client,
    sign_in: SignIn,
    in_hand: InHand,
    make_person: MakePerson,
    bodies: Bodies,
) -> None:
    dossier = in_hand()
    office = make_person("Ngô Văn Phòng", role=Role.HEAD, agency=bodies.division)
    row = done(
        desk_of_handler,
        dossier,
        Verb.CONSULT,
        **{"q0-agency": str(bodies.division.pk), "q0-question": "Có lưu không?", "q0-days": "2"},
    )
    assert row.status == Status.PROCESSING
    asked = Consultation.objects.get()
    page = shown(sign_in(office), dossier, Verb.ANSWER_CONSULTATION)
    assert "Văn phòng Sở: Có lưu không?" in page
    done(
        sign_in(office),
        dossier,
        Verb.ANSWER_CONSULTATION,
        consultation=str(asked.pk),
        answer="Có, số 12",
    )
    assert Consultation.objects.get().answer == "Có, số 12"


def test_withdrawn_and_spoken_about(counter: Client, in_hand: InHand) -> None:
    dossier = in_hand()
    done(counter, dossier, Verb.WRITE_MESSAGE, text="Nội bộ", audience="staff")
    assert Message.objects.get().audience == "staff"
    assert done(counter, dossier, Verb.WITHDRAW, reason="Nộp nhầm").status == Status.WITHDRAWN
    assert done(counter, dossier, Verb.WRITE_MESSAGE, text="Đã rút").status == Status.WITHDRAWN


def test_transferred_and_accepted(
    counter: Client,
    sign_in: SignIn,
    make_person: MakePerson,
    bodies: Bodies,
    taken_in: TakenIn,
) -> None:
    officer = make_person("Cao Thị Xã", role=Role.RECEPTION_OFFICER, agency=bodies.commune_committee)
    dossier = taken_in(by=officer, reception_id=bodies.commune_committee.pk)
    page = shown(sign_in(officer), dossier, Verb.TRANSFER)
    assert "chuyển trước 17:30 17/09/2026" in page
    done(sign_in(officer), dossier, Verb.TRANSFER)
    assert "17:30 22/09/2026" in shown(counter, dossier, Verb.ACCEPT_TRANSFER)
    assert done(counter, dossier, Verb.ACCEPT_TRANSFER).started_at is not None


def test_whoever_has_nothing_to_do_with_it_finds_nothing(
    sign_in: SignIn, outsider: Person, counter: Client, in_hand: InHand
) -> None:
    dossier = in_hand()
    assert sign_in(outsider).get(address(dossier, Verb.WITHDRAW)).status_code == 404
    assert counter.get(address(dossier, Verb.STOP)).status_code == 403
    assert counter.get(address(dossier, Verb.RECEIVE_SUPPLEMENT)).status_code == 409
    assert counter.get(f"/ban-lam-viec/ho-so/{dossier.code}/viec/khong-co/").status_code == 404


def test_all_open_work_is_handed_over_on_one_page(
    sign_in: SignIn,
    division_head: Person,
    handler: Person,
    in_hand: InHand,
    make_person: MakePerson,
    bodies: Bodies,
) -> None:
    dossier = in_hand()
    other = make_person("Mai Văn Khác", role=Role.HANDLER, agency=bodies.exam_division)
    client = sign_in(division_head)
    page = client.get("/ban-lam-viec/ho-so/ban-giao/").content.decode()
    assert "Nguyễn Thị Lý, Phòng Quản lý chất lượng: 1 hồ sơ" in page
    answer = client.post(
        "/ban-lam-viec/ho-so/ban-giao/",
        {
            "from_whom": f"{bodies.exam_division.pk}:{handler.pk}",
            "to_person": str(other.pk),
            "reason": "Nghỉ phép",
        },
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert Dossier.objects.get(pk=dossier.pk).holder == other


def test_nothing_inline_and_reading_writes_nothing(
    desk_of_handler: Client, in_hand: InHand, writes: Callable[[Callable[[], object]], list[str]]
) -> None:
    dossier = in_hand()
    for verb in (Verb.REQUEST_SUPPLEMENT, Verb.CONSULT, Verb.REQUIRE_PAYMENT, Verb.SEND_BACK):
        where = address(dossier, verb)
        assert not [
            sql for sql in writes(lambda where=where: desk_of_handler.get(where)) if "session" not in sql
        ]
        page = shown(desk_of_handler, dossier, verb)
        assert not re.search(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*src=)', page)
        assert page.count("<h1") == 1
        assert page.count("button--primary") <= 1


@pytest.mark.parametrize("verb", [Verb.REQUEST_SUPPLEMENT, Verb.CONSULT, Verb.SEND_BACK])
def test_a_form_asks_a_fixed_number_of_questions(
    desk_of_handler: Client, in_hand: InHand, verb: Verb, django_assert_max_num_queries: Any
) -> None:
    where = address(in_hand(), verb)
    desk_of_handler.get(where)
    with django_assert_max_num_queries(33):
        desk_of_handler.get(where)
