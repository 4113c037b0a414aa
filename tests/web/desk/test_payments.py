"""Fees at the desk: found, collected with change, recorded, forgone, given back, counted, closed."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import load_workbook
from tests.cast import Bodies, MakePerson
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.payments.actions.bank_accounts import set_bank_account
from motcua.payments.actions.charges import owe
from motcua.payments.actions.online import confirm_online_payment, request_online_payment
from motcua.payments.enums import PaymentStatus, PaymentWay
from motcua.payments.models import AgencyAccount, Charge, Collection, Reconciliation
from motcua.payments.ports import PaymentNotice
from motcua.payments.queries import status_of
from motcua.payments.rules.charges import NewCharge

LIST = "/ban-lam-viec/thu-phi/"
MATTER = f"{LIST}ho-so/dossier/1/"


@pytest.fixture
def finance_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    return make_person("Tạ Thị Kế", role=Role.FINANCE_OFFICER, agency=bodies.department)


@pytest.fixture
def charges(bodies: Bodies, moment: datetime) -> list[Charge]:
    return owe(
        subject_kind="dossier",
        subject_id="1",
        subject_label="H24.09-20260917-0000042",
        agency_id=bodies.department.pk,
        desk_id=bodies.division.pk,
        payer_name="Phạm Thị Dân",
        charges=[NewCharge("Phí cấp bản sao", 20_000), NewCharge("Phí gửi trả", 15_000)],
        by="system",
        at=moment,
    )


@pytest.fixture
def counter(sign_in: SignIn, receiving_officer: Person) -> Client:
    return sign_in(receiving_officer)


@pytest.fixture
def office(sign_in: SignIn, finance_officer: Person) -> Client:
    return sign_in(finance_officer)


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def status() -> PaymentStatus:
    return status_of("dossier", ["1"])["1"].status


def hidden(text: str) -> dict[str, str]:
    """The hidden inputs of the cash form."""
    found = dict(re.findall(r'<input type="hidden" name="(expected|key)" value="([^"]*)"', text))
    assert set(found) == {"expected", "key"}
    return found


def test_finding_and_collecting_with_change(counter: Client, charges: list[Charge]) -> None:
    for text in ("", "0000042", "h24.09-2026"):
        assert MATTER in page(counter, f"{LIST}?q={text}")
    assert MATTER not in page(counter, f"{LIST}?q=khac")
    shown = page(counter, MATTER)
    assert "35.000" in shown
    sent = {**hidden(shown), "given": "50.000"}
    for _ in range(2):  # the browser's second sending takes nothing more
        answer = counter.post(f"{MATTER}thu-tien-mat/", sent, follow=True)
    told = answer.content.decode().replace("\xa0", " ")
    assert "Khách đưa 50.000 đ, thối lại 15.000 đ" in told
    assert Collection.objects.count() == 2
    assert status() is PaymentStatus.PAID
    assert MATTER not in page(counter, LIST)
    assert MATTER in page(counter, f"{LIST}?loc=het")


def test_too_little_money_and_a_changed_sum(counter: Client, charges: list[Charge]) -> None:
    sent = hidden(page(counter, MATTER))
    answer = counter.post(f"{MATTER}thu-tien-mat/", {**sent, "given": "10.000"})
    assert answer.status_code == 422
    assert "ít hơn số phải nộp" in answer.content.decode()
    answer = counter.post(f"{MATTER}thu-tien-mat/", {**sent, "expected": "30000", "given": ""})
    assert "không còn là" in answer.content.decode()
    assert not Collection.objects.exists()


def test_a_receipt_on_paper(
    counter: Client, charges: list[Charge], sign_in: SignIn, outsider: Person
) -> None:
    counter.post(f"{MATTER}thu-tien-mat/", hidden(page(counter, MATTER)))
    row = Collection.objects.order_by("number").first()
    assert row is not None
    address = f"{LIST}bien-lai/{row.pk}.pdf"
    answer = counter.get(address)
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'inline; filename="bien-lai-P-2026-000001.pdf"'
    assert address in page(counter, MATTER)


def test_the_counter_records_no_transfer_but_the_office_does(
    counter: Client, office: Client, charges: list[Charge]
) -> None:
    address = f"{LIST}khoan/{charges[0].pk}/ghi-thu/"
    sent = {
        "way": "transfer",
        "amount_vnd": "20.000",
        "reference": "FT26",
        "paid_on": "16/09/2026",
        "key": "k",
    }
    assert counter.post(address, sent).status_code == 403
    assert "Ghi số chứng từ" in office.post(address, {**sent, "reference": ""}).content.decode()
    assert office.post(address, sent).status_code == 302
    row = Collection.objects.get()
    assert (row.way, row.on.isoformat(), row.reference) == (PaymentWay.TRANSFER, "2026-09-16", "FT26")
    assert "FT26" in page(office, MATTER)


def test_forgoing_giving_back_and_dropping(office: Client, counter: Client, charges: list[Charge]) -> None:
    one, other = (f"{LIST}khoan/{charge.pk}/" for charge in charges)
    assert counter.get(f"{one}mien-giam/").status_code == 403
    assert office.post(f"{one}mien-giam/", {"amount_vnd": "5000", "reason": "hộ nghèo"}).status_code == 200
    words = {"amount_vnd": "5000", "reason": "hộ nghèo", "basis": "NĐ 1"}
    assert office.post(f"{one}mien-giam/", words).status_code == 302
    assert office.post(f"{other}bo/", {"reason": "ghi nhầm"}).status_code == 302
    counter.post(f"{MATTER}thu-tien-mat/", hidden(page(counter, MATTER)))
    assert status() is PaymentStatus.PAID
    assert "lại thành chưa nộp" in page(office, f"{one}hoan-tien/")
    words = {"amount_vnd": "99.000", "way": "cash", "reason": "thu nhầm"}
    assert "lớn hơn số tiền đã thu" in office.post(f"{one}hoan-tien/", words).content.decode()
    assert office.post(f"{one}hoan-tien/", {**words, "amount_vnd": "15.000"}).status_code == 302
    assert status() is PaymentStatus.DUE
    shown = page(office, MATTER)
    for words in ("hộ nghèo", "ghi nhầm", "thu nhầm", "đã hoàn"):
        assert words in shown


def test_counting_and_closing_the_day(
    office: Client, counter: Client, bodies: Bodies, charges: list[Charge]
) -> None:
    counter.post(f"{MATTER}thu-tien-mat/", hidden(page(counter, MATTER)))
    assert counter.get(f"{LIST}so-thu/").status_code == 403
    shown = page(office, f"{LIST}so-thu/?ngay=17/09/2026")
    assert "P-2026-000002" in shown
    close = f"{LIST}so-thu/chot/?co-quan={bodies.department.code}&ngay=2026-09-17&cach=cash"
    assert close.replace("&", "&amp;") in shown
    assert "Ghi rõ vì sao chênh lệch" in office.post(close, {"counted_vnd": "34.000"}).content.decode()
    assert office.post(close, {"counted_vnd": "34.000", "note": "thối nhầm"}).status_code == 302
    assert Reconciliation.objects.get().note == "thối nhầm"
    assert "Đã chốt" in page(office, f"{LIST}so-thu/?ngay=2026-09-17")
    assert "đã đối soát xong" in office.post(close, {"counted_vnd": "0"}).content.decode()
    assert page(office, f"{LIST}so-thu/?ngay=linh-tinh&co-quan=khong")


def test_the_day_as_a_workbook(office: Client, counter: Client, charges: list[Charge]) -> None:
    counter.post(f"{MATTER}thu-tien-mat/", hidden(page(counter, MATTER)))
    office.post(
        f"{LIST}khoan/{charges[0].pk}/hoan-tien/", {"amount_vnd": "20000", "way": "cash", "reason": "nhầm"}
    )
    answer = office.get(f"{LIST}so-thu/tai-ve/?ngay=2026-09-17")
    rows = load_workbook(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[7] for row in rows[3:6]] == [20_000, 15_000, -20_000]
    assert rows[3][0] == "P-2026-000001"
    assert rows[-1][5:8] == ["Tiền mặt tại quầy", "còn lại", 15_000]


def test_days_not_counted_and_money_paid_twice(
    office: Client, counter: Client, charges: list[Charge], moment: datetime
) -> None:
    class Gateway:
        label, is_trial = "Thử", True

    asked = request_online_payment(
        subject_kind="dossier",
        subject_id="1",
        gateway=Gateway(),
        return_path="/",
        by="public",
        at=moment,
    )
    counter.post(f"{MATTER}thu-tien-mat/", hidden(page(counter, MATTER)))
    confirm_online_payment(notice=PaymentNotice(asked.reference, 35_000, "T1", moment, True), at=moment)
    shown = page(office, f"{LIST}so-thu/?ngay=2026-09-01")
    assert "Những ngày chưa đối soát" in shown
    surplus = f"{LIST}so-thu/tien-thua/{asked.pk}/"
    assert surplus in shown
    assert office.post(surplus, {"note": "chuyển trả FT1"}).status_code == 302
    assert surplus not in page(office, f"{LIST}so-thu/")
    assert office.get(surplus).status_code == 404


def test_bank_account_and_transfer_code(
    office: Client, counter: Client, bodies: Bodies, charges: list[Charge]
) -> None:
    address = f"{LIST}tai-khoan/{bodies.department.pk}/"
    assert counter.get(address).status_code == 403
    assert office.get(f"{address}ngung/").status_code == 404
    words = {
        "bank_bin": "97043",
        "account_number": "123",
        "holder_name": "SỞ GIÁO DỤC",
        "since": "17/09/2026",
    }
    assert "6 chữ số" in office.post(address, words).content.decode()
    assert office.post(address, {**words, "bank_bin": "970436"}).status_code == 302
    assert "Vietcombank" in page(office, f"{LIST}tai-khoan/")
    shown = page(counter, MATTER)
    assert "data:image/svg+xml;base64," in shown
    assert "H24.09-20260917-0000042" in shown
    assert office.post(f"{address}ngung/", {"on": "17/09/2026"}).status_code == 302
    assert not AgencyAccount.objects.exists()
    assert office.get(f"{LIST}tai-khoan/{bodies.other_department.pk}/").status_code == 404


def test_others_see_nothing(
    sign_in: SignIn,
    outsider: Person,
    citizen: Person,
    make_person: MakePerson,
    bodies: Bodies,
    charges: list[Charge],
) -> None:
    elsewhere = sign_in(
        make_person("Quầy Khác", role=Role.RECEPTION_OFFICER, agency=bodies.commune_committee)
    )
    assert MATTER not in page(elsewhere, f"{LIST}?loc=het")
    assert elsewhere.get(MATTER).status_code == 404
    assert elsewhere.get(f"{LIST}khoan/{charges[0].pk}/ghi-thu/").status_code == 404
    for person in (outsider, citizen):
        assert sign_in(person).get(LIST).status_code == 403


def test_long_lists_are_read_on_by_key(
    counter: Client, bodies: Bodies, moment: datetime, django_assert_max_num_queries
) -> None:
    owe(
        subject_kind="dossier",
        subject_id="2",
        subject_label="X-2",
        agency_id=bodies.division.pk,
        charges=[NewCharge(f"Phí {number}", 1_000) for number in range(60)],
        by="system",
        at=moment,
    )
    with django_assert_max_num_queries(12):
        first = page(counter, LIST)
    found = re.search(r'href="\?(sau=[^"]+)"', first)
    assert found is not None
    assert page(counter, f"{LIST}?{found[1]}".replace("&amp;", "&")).count("<tr data-row>") == 10
    with django_assert_max_num_queries(24):
        page(counter, f"{LIST}ho-so/dossier/2/")


@pytest.mark.parametrize(
    "path", ["", "?loc=het", "so-thu/", "tai-khoan/", "ho-so/dossier/1/", "so-thu/chot/"]
)
def test_pages_are_clean_and_reading_writes_nothing(
    office: Client,
    charges: list[Charge],
    bodies: Bodies,
    finance_officer: Person,
    moment: datetime,
    writes,
    path: str,
) -> None:
    set_bank_account(
        agency_id=bodies.department.pk,
        bank_bin="970436",
        account_number="1",
        holder_name="A",
        since=moment.date(),
        by=finance_officer,
        at=moment,
    )
    shown: list[str] = []
    assert writes(lambda: shown.append(page(office, LIST + path))) == []
    assert shown[0].count("<h1") == 1
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", shown[0])
    assert shown[0].count("button--primary") <= 2
