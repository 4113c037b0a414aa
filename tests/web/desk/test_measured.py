"""Planned and measured savings on the pages: following, the proposal, the portfolio, for everybody, and the report."""

from __future__ import annotations

import io
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from docx import Document
from tests.indicators.conftest import put as put
from tests.reviews.rounds.conftest import Reviewing
from tests.reviews.rounds.conftest import reviewing as reviewing
from tests.reviews.rounds.test_measure import Carried
from tests.reviews.rounds.test_measure import carried as carried
from tests.web.desk.conftest import SignIn

from motcua.reviews.models import ProposalMeasurement
from motcua.web.desk import access
from motcua.web.portal.cutting import views as public

pytestmark = pytest.mark.django_db
ROUNDS = "/ban-lam-viec/dot-ra-soat/"
TRACKING = ROUNDS + "thuc-thi/"
PORTFOLIO = "/ban-lam-viec/cat-giam/"


@pytest.fixture
def keeper(sign_in: SignIn, reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Who keeps reviews, sixty days on."""
    later = reviewing.moment + timedelta(days=60)
    for door in (access, public):
        monkeypatch.setattr(door, "now", lambda: later)
    cache.clear()
    return sign_in(reviewing.keeper)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode()).replace("\u00a0", " ")


def test_measured_from_the_following_page(keeper: Client, reviewing: Reviewing, carried: Carried) -> None:
    proposal = carried(before=12, after=12)
    agency = str(reviewing.bodies.department.pk)
    assert "chưa đo" in text_of(keeper, TRACKING)
    answer = keeper.post(TRACKING + "do/", {"co-quan": agency}, follow=True)
    page = unescape(answer.content.decode()).replace("\u00a0", " ")
    assert "Đã đo các phương án" in page
    made = ProposalMeasurement.objects.get()
    assert made.year_before_vnd is not None
    assert made.year_after_vnd is not None
    less = f"{made.year_before_vnd - made.year_after_vnd:,} đ".replace(",", ".")
    assert less in page
    assert "Đo từ hồ sơ sau khi thực thi" in page
    shown = text_of(keeper, f"{ROUNDS}phuong-an/{proposal.pk}/")
    for said in (
        f"Đo được: giảm {less} một năm",
        "12 / 12",
        "Không tính thành tiền",
        "bảng chi phí nháp",
        "Chi phí chưa tính: lúc duyệt, bảng chi phí còn là bản nháp",
        "Lợi ích dự kiến",
    ):
        assert said in shown, said
    portfolio = text_of(keeper, PORTFOLIO)
    assert "Tiết kiệm một năm: dự kiến và đo được" in portfolio
    assert less in portfolio
    everybody = text_of(Client(), "/cat-giam/")
    assert "đỡ tốn bao nhiêu" in everybody
    assert less in everybody
    report = keeper.get(f"{ROUNDS}{proposal.item.round_id}/bao-cao.docx")
    assert report.status_code == 200
    read = Document(io.BytesIO(b"".join(report) if report.streaming else report.content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    assert less.removesuffix(" đ") in cells


def test_too_few_dossiers_are_said(keeper: Client, reviewing: Reviewing, carried: Carried) -> None:
    proposal = carried(before=12, after=2)
    keeper.post(f"{ROUNDS}phuong-an/{proposal.pk}/do/", {"note": ""})
    assert ProposalMeasurement.objects.get().missing == "few_after"
    assert "Quá ít hồ sơ từ khi thực thi" in text_of(keeper, TRACKING)
    assert "Chưa đủ để nói số tiền" in text_of(keeper, f"{ROUNDS}phuong-an/{proposal.pk}/")
    assert "Quá ít hồ sơ từ khi thực thi" in text_of(keeper, PORTFOLIO)


def test_who_measures(keeper: Client, sign_in: SignIn, reviewing: Reviewing, carried: Carried) -> None:
    carried(before=6, after=6)
    agency = str(reviewing.bodies.department.pk)
    assert sign_in(reviewing.officer).post(TRACKING + "do/", {"co-quan": agency}).status_code == 403
    assert keeper.post(TRACKING + "do/", {"co-quan": "nonsense"}).status_code == 404
    assert keeper.get(TRACKING + "do/").status_code == 405
    assert not ProposalMeasurement.objects.exists()
