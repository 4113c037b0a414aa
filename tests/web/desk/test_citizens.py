"""The public at the counter: found by an exact number, checked, given a new password."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client
from tests.web.desk.conftest import SignIn

from motcua.accounts.actions.citizens import sign_up
from motcua.accounts.models import CitizenProfile, Person
from motcua.accounts.rules.citizens import ProfileEntry
from motcua.kernel.queries import entries_about

FIND = "/ban-lam-viec/nguoi-dan/"
PAPER = {
    "kind": "personal_id",
    "number": "000150000001",
    "full_name": "Nguyễn Thị Sáu",
    "birth_on": "03/02/1950",
    "gender": "female",
}


@pytest.fixture
def grandmother(db: None, moment: datetime) -> Person:
    person = sign_up(
        contact="0912345678",
        full_name="Nguyễn Thị Sáu",
        password="con duong den truong 2026",
        entry=ProfileEntry(),
        consents=True,
        at=moment,
    )
    assert person is not None
    return person


@pytest.fixture
def counter(sign_in: SignIn, receiving_officer: Person) -> Client:
    return sign_in(receiving_officer)


def test_found_checked_and_helped(counter: Client, grandmother: Person) -> None:
    page = counter.post(FIND, {"text": "0912 345 678"}).content.decode()
    verify = f"{FIND}{grandmother.pk}/xac-minh/"
    assert verify in page
    assert "mat-khau-moi" not in page
    assert "đúng 12 chữ số" in counter.post(verify, {**PAPER, "number": "1"}).content.decode()
    assert counter.post(verify, PAPER).headers["Location"] == FIND
    assert CitizenProfile.objects.get().is_verified
    page = counter.post(FIND, {"text": "000150000001"}).content.decode()
    assert "Đã đối chiếu giấy tờ tại quầy" in page
    name = f"{FIND}{grandmother.pk}/ten-dang-nhap/"
    assert name in page
    assert "số điện thoại Việt Nam" in counter.post(name, {"contact": "12"}).content.decode()
    assert counter.post(name, {"contact": "0912345000"}).headers["Location"] == FIND
    page = counter.post(f"{FIND}{grandmother.pk}/mat-khau-moi/").content.decode()
    found = re.search(r'class="secret">([^<]+)<', page)
    assert found is not None
    grandmother.refresh_from_db()
    assert grandmother.check_password(found[1])
    kinds = [entry.kind for entry in entries_about("person", str(grandmother.pk))]
    read, checked = "CitizenLookedUp", "IdentityVerified"
    assert kinds == ["SignedUp", read, checked, read, "SignInNameChanged", "PasswordGiven"]


def test_names_and_parts_find_nobody(counter: Client, grandmother: Person) -> None:
    for text in ("Nguyễn Thị Sáu", "091234", "0912345679"):
        assert "Không có tài khoản nào" in counter.post(FIND, {"text": text}).content.decode()
    assert counter.get(f"{FIND}00000000-0000-7000-8000-000000000000/xac-minh/").status_code == 404


def test_who_may_not(sign_in: SignIn, handling_officer: Person, citizen: Person, grandmother: Person) -> None:
    for person in (handling_officer, citizen):
        browser = sign_in(person)
        assert browser.post(FIND, {"text": "0912345678"}).status_code == 403
        assert browser.post(f"{FIND}{grandmother.pk}/xac-minh/", PAPER).status_code == 403
        assert browser.post(f"{FIND}{grandmother.pk}/mat-khau-moi/").status_code == 403
        assert (
            browser.post(f"{FIND}{grandmother.pk}/ten-dang-nhap/", {"contact": "0912345000"}).status_code
            == 403
        )
    assert entries_about("person", str(grandmother.pk)).count() == 1


@pytest.mark.parametrize("path", ["", "{pk}/xac-minh/", "{pk}/ten-dang-nhap/"])
def test_pages_are_clean_and_reading_writes_nothing(
    counter: Client, grandmother: Person, writes, path: str
) -> None:
    shown: list[str] = []
    address = FIND + path.format(pk=grandmother.pk)
    assert writes(lambda: shown.append(counter.get(address).content.decode())) == []
    assert shown[0].count("<h1") == 1
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", shown[0])
    assert "1950" not in shown[0]
