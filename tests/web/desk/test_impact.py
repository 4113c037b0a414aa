"""The pages of draft acts, from beginning one to its papers."""

from __future__ import annotations

import io
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from tests.cast import Bodies
from tests.publishing import Publish
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.reviews.models import DraftAct, DraftActProcedure
from motcua.web.desk.impact.assessing import NumberField

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/tac-dong/"
BEGIN = {
    "title": "Quy định về dạy thêm, học thêm",
    "kind": "committee_decision",
    "stage": "drafting",
    "begun_on": "01/09/2026",
}


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def post(client: Client, address: str, data: dict[str, str], status: int = 302) -> str:
    answer = client.post(address, data)
    assert answer.status_code == status, unescape(answer.content.decode())[:3000]
    return unescape(answer.content.decode())


@pytest.fixture
def home(keeper: Client, bodies: Bodies, publish: Publish) -> str:
    publish("1.000001", name="Cấp phép dạy thêm")
    post(keeper, HERE + "moi/", BEGIN)
    return f"{HERE}{DraftAct.objects.get().pk}/"


LINES = {
    "lines-TOTAL_FORMS": "1",
    "lines-INITIAL_FORMS": "0",
    "lines-0-activity": "Điền đơn, nộp đơn",
    "lines-0-block": "prepare",
    "lines-0-hours": "2,5",
    "lines-0-hourly_income_vnd": "50.000",
    "lines-0-fee_vnd": "100.000",
    "lines-0-source": "Hỏi 12 người nộp tại quầy",
    "lines-0-confidence": "high",
    "times_per_year": "1",
    "subjects_per_year": "300",
    "year_source": "Sổ theo dõi năm 2025",
    "year_confidence": "high",
}


def test_a_draft_from_beginning_to_its_papers(keeper: Client, home: str) -> None:
    assert "chưa ghi thủ tục nào" in text_of(keeper, home)
    post(keeper, home + "thu-tuc/", {"change": "amended", "code": "1.000001"})
    item = DraftActProcedure.objects.get()
    here = f"{home}thu-tuc/{item.pk}/"
    assert "chưa đánh giá" in text_of(keeper, home)
    refused = post(
        keeper,
        home + "gui-tham-dinh/",
        {"body": "Sở Tư pháp", "sent_on": "17/09/2026", "due_on": "30/09/2026"},
        status=200,
    )
    assert "đánh giá tác động chưa đủ" in refused
    page = text_of(keeper, here + "danh-gia/")
    assert "Tính hợp lý của từng bộ phận" in page
    assert "chưa đối chiếu" in page
    post(
        keeper,
        here + "danh-gia/",
        {"authority_level": "yes", "authority_level_text": "Luật Giáo dục, Điều 1"},
    )
    assert "còn thiếu" in text_of(keeper, home)
    assert "Thu nhập một giờ" in text_of(keeper, here + "chi-phi/after/")
    wrong = {**LINES, "lines-0-hourly_income_vnd": ""}
    assert "Ghi thu nhập một giờ" in post(keeper, here + "chi-phi/after/", wrong, status=422)
    nowhere = {**LINES, "lines-0-source": ""}
    said = post(keeper, here + "chi-phi/after/", nowhere, status=422)
    assert "Ghi nguồn của: số giờ một lần, thu nhập một giờ, phí, lệ phí." in said
    more = post(keeper, here + "chi-phi/after/", {**LINES, "add": "lines"}, status=200)
    assert "lines-1-activity" in more
    post(keeper, here + "chi-phi/after/", LINES)
    assert "225.000" in text_of(keeper, home)
    page = text_of(keeper, here + "chi-phi/after/")
    assert "Điền đơn, nộp đơn" in page
    assert "Hỏi 12 người nộp tại quầy" in page
    dearer = {**nowhere, "lines-0-fee_vnd": "120.000"}
    assert "Ghi nguồn của: phí, lệ phí." in post(keeper, here + "chi-phi/after/", dearer, status=422)
    post(keeper, here + "chi-phi/after/", nowhere)
    assert "Độ tin cậy: tin cậy" in text_of(keeper, home).replace("</span>", "")
    post(keeper, home + "lay-y-kien/", {"way": "letter", "asked": "Các trường", "began_on": "10/09/2026"})
    said = {"giver": "Trường A", "received_on": "16/09/2026", "content": "Bỏ giấy B", "item": str(item.pk)}
    post(keeper, home + "y-kien/", said)
    opinion = DraftAct.objects.get().opinions.get()
    post(keeper, f"{home}y-kien/{opinion.pk}/", {"outcome": "explained", "answer": "Luật còn yêu cầu"})
    assert "Luật còn yêu cầu" in text_of(keeper, home)
    for name in ("bao-cao", "y-kien-gop-y"):
        assert keeper.get(f"{home}{name}.pdf").content[:4] == b"%PDF"
        word = Document(io.BytesIO(keeper.get(f"{home}{name}.docx").content))
        assert any("dạy thêm" in each.text for each in word.paragraphs)
    text_of(keeper, home + "bao-cao.odt", status=404)


def test_the_pages_cost_a_fixed_number_of_queries(keeper: Client, home: str, publish: Publish) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as ran:
            text_of(keeper, address)
        return len(ran)

    for code in ("1.000002", "1.000003", "1.000004"):
        publish(code, name=f"Thủ tục {code}")
    post(keeper, home + "thu-tuc/", {"change": "amended", "code": "1.000001"})
    one, listed = queries(home), queries(HERE)
    for code in ("1.000002", "1.000003", "1.000004"):
        post(keeper, home + "thu-tuc/", {"change": "repealed", "code": code})
    for number in range(4):
        post(keeper, HERE + "moi/", {**BEGIN, "title": f"Dự thảo {number}"})
    assert queries(home) == one <= 22
    assert queries(HERE) == listed <= 10


def test_others_stay_outside(sign_in: SignIn, home: str, receiving_officer: Person, outsider: Person) -> None:
    text_of(sign_in(receiving_officer), HERE, status=403)
    text_of(sign_in(outsider), home, status=404)
    text_of(sign_in(outsider), home + "bao-cao.pdf", status=404)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.024.000", "1024000"),
        ("1 024 000", "1024000"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.024,50", "1024.50"),
        ("0.25", "0.25"),
        ("500", "500"),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, kept: str) -> None:
    assert NumberField().clean(typed) == Decimal(kept)


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValidationError):
        NumberField().clean("-5")
