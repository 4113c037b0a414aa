"""Anybody may ask whether a signed paper is real; the answer tells nothing more than the paper itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Bodies
from tests.documents import papers

from motcua.accounts.models import Person
from motcua.documents import store
from motcua.documents.actions import (
    SignerFacts,
    keep_result,
    number_paper,
    revoke_paper,
    sign,
    sign_for_organisation,
)
from motcua.documents.models import SignedPaper
from motcua.documents.queries import read_file
from motcua.web.portal.verification.patience import MOST

pytestmark = pytest.mark.django_db
VERIFY_AT = "https://testserver/xac-minh/"


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def issued(bodies: Bodies, head: Person, records_officer: Person, moment: datetime) -> SignedPaper:
    file = keep_result(paper=papers.DECISION, name="qd.pdf", by=head.actor, at=moment)
    facts = SignerFacts(bodies.department, "Giám đốc")
    title = "Cho phép hoạt động giáo dục"
    paper = sign(file=file, title=title, signer=facts, by=head, at=moment, verify_at=VERIFY_AT)
    number_paper(paper=paper, number="164/QĐ-SGDĐT", on=moment.date(), by=records_officer, at=moment)
    at = moment + timedelta(minutes=3)
    return sign_for_organisation(paper=paper, by=records_officer, at=at, verify_at=VERIFY_AT)


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == status
    return response.content.decode()


def test_a_code_however_typed_leads_to_the_paper(client: Client, issued: SignedPaper) -> None:
    typed = issued.verification_code.lower().replace("-", " ")
    page = read(client, f"/xac-minh/?ma={typed}")
    for words in (
        "Văn bản có thật và còn hiệu lực",
        "Cho phép hoạt động giáo dục",
        "164/QĐ-SGDĐT",
        "Trần Văn Trưởng, GIÁM ĐỐC",
        "09:00 17/09/2026",
        "chưa phải chữ ký số",
    ):
        assert words in page
    for private in (papers.APPLICANT.identifier, papers.HEAD.dossier_code, issued.file.sha256, "qd.pdf"):
        assert private not in page


def test_the_address_of_the_qr_code_answers(client: Client, issued: SignedPaper) -> None:
    response = client.get(f"/xac-minh/{issued.verification_code}/")
    assert response.status_code == 200
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")


@pytest.mark.parametrize("code", ["0000-0000-0000-0000", "x", "AAAA-BBBB-CCCC-DDD"])
def test_an_unknown_code_says_what_to_do(client: Client, code: str) -> None:
    page = read(client, f"/xac-minh/{code}/", 404)
    assert "Không có văn bản nào mang mã này" in page


@pytest.mark.parametrize("typed", ["", "abc", "%27%3B--", "A" * 61])
def test_what_is_no_code_is_asked_again(client: Client, typed: str) -> None:
    assert "Mã kiểm tra" in read(client, f"/xac-minh/?ma={typed}", 422)


def test_a_revoked_paper_names_its_replacement_and_keeps_the_reason_to_itself(
    client: Client, issued: SignedPaper, bodies: Bodies, head: Person, moment: datetime
) -> None:
    file = keep_result(paper=papers.LETTER, name="b.pdf", by=head.actor, at=moment)
    facts = SignerFacts(bodies.department, "Giám đốc")
    other = sign(file=file, title="Bản đúng", signer=facts, by=head, at=moment, verify_at=VERIFY_AT)
    revoke_paper(paper=issued, reason="Ghi sai tên bà Thảo", by=head, at=moment, replaced_by=other)
    page = read(client, f"/xac-minh/{issued.verification_code}/")
    assert "Văn bản đã bị thu hồi" in page
    assert f"/xac-minh/{other.verification_code}/" in page
    assert "bà Thảo" not in page
    assert "Đã ký, chưa phát hành" in read(client, f"/xac-minh/{other.verification_code}/")


def test_an_altered_copy_in_the_store_is_told(client: Client, issued: SignedPaper) -> None:
    store.place_of(issued.file.sha256).write_bytes(b"altered")
    assert "Bản lưu không còn nguyên vẹn" in read(client, f"/xac-minh/{issued.verification_code}/")


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("file", "Tệp trùng khớp"),
        ("personal_file", "Bản chưa phát hành"),
        ("original", "Bản chưa ký"),
        ("", "Tệp không trùng khớp"),
    ],
)
def test_a_file_is_compared_and_not_kept(client: Client, issued: SignedPaper, which: str, words: str) -> None:
    data = read_file(getattr(issued, which)) if which else b"anything"
    before = list(store.lying())
    sent = {"file": SimpleUploadedFile("../x.pdf", data)}
    response = client.post(f"/xac-minh/{issued.verification_code}/", sent)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert list(store.lying()) == before


def test_no_file_is_asked_for(client: Client, issued: SignedPaper) -> None:
    response = client.post(f"/xac-minh/{issued.verification_code}/", {})
    assert response.status_code == 422
    assert "Hãy chọn tệp" in response.content.decode()


def test_one_sender_is_slowed_down_and_others_are_not(
    client: Client, issued: SignedPaper, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.web.portal.verification.views.now", lambda: moment)
    path = f"/xac-minh/{issued.verification_code}/"
    answers = [client.get(path).status_code for _ in range(MOST + 1)]
    assert answers == [200] * MOST + [429]
    assert "Đã kiểm tra quá nhiều lần" in client.get(path).content.decode()
    assert client.get(path, REMOTE_ADDR="203.0.113.9").status_code == 200
