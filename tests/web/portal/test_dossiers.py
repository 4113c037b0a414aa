"""The applicant's own dossiers, drafts and the public look-up: what is shown to whom, page by page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Bodies
from tests.documents.samples import pdf
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.online_doors import set_online_door
from motcua.dossiers.enums import DeliveryStatus, Status
from motcua.dossiers.models import Dossier, Draft, DraftFile
from motcua.dossiers.queries.offers import get_offer
from motcua.dossiers.queries.online import page_of_dossiers
from motcua.organisations.models import Installation
from motcua.organisations.policy import SYSTEM
from motcua.web import senders
from motcua.web.bell import place_of, read_place
from motcua.web.portal.dossiers import views
from motcua.web.portal.dossiers.lodging import content, frame, papers, people, reviewing, starting
from motcua.web.portal.dossiers.showing import stages_of


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    for module in (content, frame, papers, people, reviewing, starting, views):
        monkeypatch.setattr(module, "now", lambda: moment)


@pytest.fixture
def browser(client: Client, citizen: Person, bodies: Bodies) -> Client:
    Installation.objects.create(home=bodies.department)
    client.force_login(citizen)
    return client


@pytest.fixture
def draft(browser: Client, diploma: Procedure, moment: datetime) -> Draft:
    set_online_door(
        agency_id=None, is_open=True, reason="Nộp tại đây.", since=date(2026, 1, 1), by=SYSTEM, at=moment
    )
    browser.post("/ho-so/nop/1.005143/")
    return Draft.objects.get()


def text_of(answer) -> str:
    return answer.content.decode()


def attach(browser: Client, draft: Draft, moment: datetime) -> DraftFile:
    paper = get_offer(draft.procedure_id, moment.date()).papers_of("")[0]
    sent = {f"files-{paper.component_id}": SimpleUploadedFile("bang-tot-nghiep.pdf", pdf()), "stay": "1"}
    assert browser.post(f"/ho-so/nhap/{draft.pk}/giay-to/", sent).status_code == 302
    return DraftFile.objects.get()


def test_a_file_is_looked_at_before_it_is_sent(
    browser: Client, draft: Draft, outsider: Person, moment: datetime
) -> None:
    kept = attach(browser, draft, moment)
    href = f"/ho-so/nhap/{draft.pk}/giay-to/{kept.pk}/"
    for page in ("giay-to/", "xem-lai/"):
        assert href in text_of(browser.get(f"/ho-so/nhap/{draft.pk}/{page}"))
    answer = browser.get(href)
    assert b"".join(answer).startswith(b"%PDF")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert browser.get(f"/ho-so/nhap/{draft.pk}/giay-to/{uuid4()}/").status_code == 404
    browser.force_login(outsider)
    assert browser.get(href).status_code == 404


def test_the_proof_of_standing_for_another_is_kept_replaced_and_taken_out(
    browser: Client, draft: Draft, moment: datetime
) -> None:
    href = f"/ho-so/nhap/{draft.pk}/nguoi-nop/"
    said = {"for_whom": "other", "phone": "0912345678", "name": "Lê Thị Mẹ", "representation": "authorised"}
    missing = browser.post(href, said)
    assert missing.status_code == 422
    assert "cần giấy tờ chứng minh" in text_of(missing)
    wrong = browser.post(href, {**said, "proof_file": SimpleUploadedFile("giay.pdf", b"MZ")})
    assert wrong.status_code == 422
    assert not DraftFile.objects.exists()
    for name in ("giấy-ủy-quyền.pdf", "giấy-mới.pdf"):
        sent = browser.post(href, {**said, "proof_file": SimpleUploadedFile(name, pdf())})
        assert sent.status_code == 302
        kept = DraftFile.objects.get()
        draft.refresh_from_db()
        assert draft.parties["submitter"]["proof"] == str(kept.file_id)
        for page in ("nguoi-nop/", "xem-lai/"):
            assert name in text_of(browser.get(f"/ho-so/nhap/{draft.pk}/{page}"))
    assert browser.post(href, said).status_code == 302  # the file is there already
    browser.post(f"/ho-so/nhap/{draft.pk}/giay-to/{kept.pk}/bo/")
    draft.refresh_from_db()
    assert "proof" not in draft.parties["submitter"]


def test_the_last_look_asks_no_more_questions_with_more_papers(
    browser: Client, draft: Draft, moment: datetime, django_assert_max_num_queries
) -> None:
    attach(browser, draft, moment)
    browser.get(f"/ho-so/nhap/{draft.pk}/xem-lai/")
    with django_assert_max_num_queries(24):
        browser.get(f"/ho-so/nhap/{draft.pk}/xem-lai/")


def test_choosing_a_case_keeps_what_was_noted(browser: Client, draft: Draft, moment: datetime) -> None:
    paper = get_offer(draft.procedure_id, moment.date()).papers_of("")[0]
    href = f"/ho-so/nhap/{draft.pk}/giay-to/"
    browser.post(href, {f"note-{paper.component_id}": "đã nộp năm ngoái", "stay": "1"})
    browser.post(href, {"case_name": "", "case": "1"})
    assert "đã nộp năm ngoái" in text_of(browser.get(href))
    browser.post(href, {f"note-{paper.component_id}": "", "stay": "1"})
    assert "đã nộp năm ngoái" not in text_of(browser.get(href))


def test_all_own_dossiers_can_be_reached(
    browser: Client, citizen: Person, taken_in: TakenIn, monkeypatch: pytest.MonkeyPatch, moment: datetime
) -> None:
    codes = []
    for number in range(3):
        dossier = taken_in(applicant=f"Người {number}")
        submitted_at = moment - timedelta(days=number // 2)  # two at one moment
        Dossier.objects.filter(pk=dossier.pk).update(submitted_by=citizen, submitted_at=submitted_at)
        codes.append(dossier.code)
    taken_in(applicant="Người khác")
    monkeypatch.setattr(views, "_PAGE", 1)
    href, seen = "", []
    for _ in codes:
        page = text_of(browser.get(f"/ho-so/{href}"))
        seen += [code for code in codes if f"/ho-so/{code}/" in page]
        href = page.partition('href="?sau=')[2].partition('"')[0]
        href = f"?sau={href}" if href else ""
    assert sorted(seen) == sorted(codes)
    assert not href
    assert len(page_of_dossiers(citizen, size=2)) == 3
    assert browser.get("/ho-so/?sau=x").status_code == 200


def test_a_place_in_a_list_survives_an_address(moment: datetime) -> None:
    identifier = uuid4()
    word = place_of(moment, identifier)
    assert "+" not in word
    assert read_place(word) == (moment, identifier)


def test_looking_up_tells_a_stranger_the_stage_and_nothing_else(
    client: Client, bodies: Bodies, taken_in: TakenIn
) -> None:
    cache.clear()
    Installation.objects.create(home=bodies.department)
    dossier = taken_in(applicant="Nguyễn Thị Hồng")
    page = text_of(client.post("/tra-cuu/", {"code": dossier.code.lower()}))
    assert dossier.code in page
    for secret in ("Nguyễn Thị Hồng", "Cấp lại văn bằng", "0912345678", "031185000123", "Hẹn trả"):
        assert secret not in page
    proven = text_of(client.post("/tra-cuu/", {"code": dossier.code, "proof": "000123"}))
    assert "Cấp lại văn bằng" in proven
    assert "Hẹn trả" in proven
    for secret in ("Nguyễn Thị Hồng", "0912345678", "031185000123"):
        assert secret not in proven
    assert "Hẹn trả" not in text_of(client.get(f"/tra-cuu/?ma={dossier.code}"))


def test_walking_through_codes_is_slowed_down(
    client: Client, bodies: Bodies, taken_in: TakenIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    Installation.objects.create(home=bodies.department)
    dossier = taken_in()
    monkeypatch.setattr(views, "MOST_STAGES", 2)
    answers = [client.post("/tra-cuu/", {"code": dossier.code}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert "đợi khoảng mười phút" in text_of(answers[-1])
    cache.clear()
    monkeypatch.setattr("motcua.web.api.dossiers.MOST_STAGES", 0)
    told = client.get(f"/api/v1/dossiers/{dossier.code}")
    assert (told.status_code, told.json()["refused"]["code"]) == (429, "asked-too-often")
    assert senders.MOST_STAGES > 2


def test_papers_given_out_are_there_for_the_applicant_alone(
    browser: Client, citizen: Person, outsider: Person, taken_in: TakenIn
) -> None:
    dossier = taken_in()
    Dossier.objects.filter(pk=dossier.pk).update(submitted_by=citizen)
    receipt = dossier.issued_papers.get(kind=PaperKind.RECEIPT)
    href = f"/ho-so/{dossier.code}/giay-da-cap/{receipt.pk}/"
    page = text_of(browser.get(f"/ho-so/{dossier.code}/"))
    assert href in page
    answer = browser.get(href)
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
    dossier.issued_papers.filter(pk=receipt.pk).update(kind=PaperKind.CONTROL_SLIP)
    assert href not in text_of(browser.get(f"/ho-so/{dossier.code}/"))
    assert browser.get(href).status_code == 404
    browser.force_login(outsider)
    assert browser.get(href).status_code == 404


@pytest.mark.parametrize(
    ("status", "is_received", "done", "current"),
    [
        (Status.REGISTERED, False, 0, 0),
        (Status.INTAKE_SUPPLEMENT, False, 0, 0),
        (Status.RECEIVED, True, 1, 1),
        (Status.PROCESSING, True, 2, 2),
        (Status.RESOLVED, True, 3, 3),
        (Status.WITHDRAWN, True, 2, None),
        (Status.WITHDRAWN, False, 1, None),
    ],
)
def test_no_stage_is_ticked_that_never_was(
    status: Status, is_received: bool, done: int, current: int | None, moment: datetime
) -> None:
    dossier = Dossier(status=status, delivery="not_ready", received_at=moment if is_received else None)
    if status is Status.RESOLVED:
        dossier.delivery = DeliveryStatus.READY
    found = stages_of(dossier)
    assert [one["is_done"] for one in found] == [place < done for place in range(5)]
    assert [place for place, one in enumerate(found) if one["is_current"]] == (
        [] if current is None else [current]
    )
