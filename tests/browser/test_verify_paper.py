"""Somebody with a decision in hand asks on the telephone whether it is real, and compares the file."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.cast import Bodies
from tests.documents import papers

from motcua.accounts.models import Person
from motcua.documents.actions import SignerFacts, keep_result, number_paper, sign, sign_for_organisation
from motcua.documents.models import SignedPaper
from motcua.documents.queries import read_file

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("MOTCUA_PICTURES")


@pytest.fixture
def issued(
    settings, tmp_path: Path, bodies: Bodies, head: Person, records_officer: Person, moment: datetime
) -> SignedPaper:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    file = keep_result(paper=papers.DECISION, name="qd.pdf", by=head.actor, at=moment)
    facts = SignerFacts(bodies.department, "Giám đốc")
    verify_at = "https://mot-cua.example/xac-minh/"
    title = "Quyết định cho phép Trung tâm Ngoại ngữ Hoa Phượng hoạt động giáo dục"
    paper = sign(file=file, title=title, signer=facts, by=head, at=moment, verify_at=verify_at)
    number_paper(paper=paper, number="164/QĐ-SGDĐT", on=moment.date(), by=records_officer, at=moment)
    return sign_for_organisation(paper=paper, by=records_officer, at=moment, verify_at=verify_at)


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_a_paper_is_checked_by_its_code_and_its_file(
    phone: Page, live_server, issued: SignedPaper, assert_accessible: Check, assert_fits: Check
) -> None:
    phone.goto(f"{live_server.url}/xac-minh/")
    assert_accessible(phone)
    picture(phone, "asked")
    phone.get_by_label("Mã kiểm tra").fill(issued.verification_code.lower().replace("-", " "))
    phone.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(phone.get_by_text("Văn bản có thật và còn hiệu lực")).to_be_visible()
    expect(phone.get_by_text("164/QĐ-SGDĐT")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "verified")
    file = {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": read_file(issued.file)}
    phone.get_by_label("Tệp cần so sánh").set_input_files(files=[file])  # type: ignore[list-item]  # a file payload
    phone.get_by_role("button", name="So sánh", exact=True).click()
    expect(phone.get_by_text("Tệp trùng khớp")).to_be_visible()
    assert_accessible(phone)
    picture(phone, "compared")
