"""The public's accounts on the portal: signing up without telling who is here, signing in, one's own data."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from tests.cast import PASSWORD, MakePerson

from motcua.accounts.actions.citizens import sign_up as join
from motcua.accounts.enums import IdentityKind, VerificationLevel
from motcua.accounts.models import CitizenProfile, Person
from motcua.accounts.ports import ProvenIdentity
from motcua.accounts.rules.citizens import ProfileEntry
from motcua.accounts.rules.lock_out import LOCK_OUTS
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Area, Installation
from motcua.web.portal.account import e_identity, sign_up, views

HOME = "/tai-khoan/"
GOOD = "con duong den truong 2026"
ASKED = {
    "full_name": "Nguyễn Thị Sáu",
    "contact": "0912 345 678",
    "password": GOOD,
    "again": GOOD,
    "consents": "on",
}


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    for module in (views, sign_up, e_identity):
        monkeypatch.setattr(module, "now", lambda: moment)


@pytest.fixture
def grandmother(db: None, moment: datetime) -> Person:
    person = join(
        contact="0912345678",
        full_name="Nguyễn Thị Sáu",
        password=GOOD,
        entry=ProfileEntry(),
        consents=True,
        at=moment,
    )
    assert person is not None
    return person


@pytest.fixture
def browser(client: Client, grandmother: Person) -> Client:
    client.force_login(grandmother)
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def enter(client: Client, name: str, password: str = GOOD, **more: str):
    return client.post(f"{HOME}dang-nhap/", {"login": name, "password": password, **more})


@pytest.mark.django_db
def test_signing_up_and_in(client: Client) -> None:
    page = text_of(client.get(f"{HOME}dang-ky/"))
    assert "Dữ liệu của anh/chị được dùng để làm gì" in page
    answer = client.post(f"{HOME}dang-ky/?next=/huong-dan/", ASKED)
    assert answer.headers["Location"] == f"{HOME}dang-nhap/?next=%2Fhuong-dan%2F"
    assert "Đã nhận đăng ký" in text_of(client.get(answer.headers["Location"]))
    answer = enter(client, "+84 912.345.678", next="/huong-dan/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/huong-dan/")
    page = text_of(client.get(HOME))
    assert "Nguyễn Thị Sáu" in page
    assert "Chưa xác minh" in page
    kinds = [entry.kind for entry in entries_about("person", str(Person.objects.get().pk))]
    assert kinds == ["SignedUp", "SignedIn"]


def test_nobody_learns_who_has_an_account(client: Client, grandmother: Person) -> None:
    known = client.post(f"{HOME}dang-ky/", {**ASKED, "password": GOOD + " x", "again": GOOD + " x"})
    told = text_of(client.get(known.headers["Location"]))
    other = Client()
    unknown = other.post(f"{HOME}dang-ky/", {**ASKED, "contact": "0912345679"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub("", told) == token.sub("", text_of(other.get(unknown.headers["Location"])))
    grandmother.refresh_from_db()
    assert grandmother.check_password(GOOD)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"again": "khac"}, "chưa giống nhau"),
        ({"contact": "12"}, "số điện thoại Việt Nam"),
        ({"consents": ""}, "Đánh dấu đồng ý"),
        ({"password": "ngan", "again": "ngan"}, "ngắn hơn 12"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client: Client, more: dict[str, str], words: str) -> None:
    answer = client.post(f"{HOME}dang-ky/", {**ASKED, **more})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert GOOD not in text_of(answer)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_companies_and_machines(client: Client) -> None:
    asked = {
        **ASKED,
        "party_kind": "enterprise",
        "organisation_name": "Công ty Hoa Gạo",
        "tax_code": "0300588568",
    }
    answer = client.post(f"{HOME}dang-ky/?loai=to-chuc", asked)
    assert "Mã số thuế chưa đúng" in text_of(answer)
    assert client.post(f"{HOME}dang-ky/?loai=to-chuc", {**asked, "tax_code": "0300588569"}).status_code == 302
    assert CitizenProfile.objects.get().organisation_name == "Công ty Hoa Gạo"
    trapped = client.post(f"{HOME}dang-ky/", {**ASKED, "contact": "0912345679", "website": "http://x"})
    assert trapped.status_code == 302
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_one_sender_is_slowed_down(client: Client) -> None:
    for number in range(5):
        assert client.post(f"{HOME}dang-ky/", {**ASKED, "contact": f"091234567{number}"}).status_code == 302
    assert "thử lại sau một giờ" in text_of(
        client.post(f"{HOME}dang-ky/", {**ASKED, "contact": "0912345670"})
    )


def test_wrong_passwords_lock_the_name_known_or_not(client: Client, grandmother: Person, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False  # by address; here the lock of the name is looked at
    told = []
    for name in ("0912345678", "0912345679"):
        for _ in range(LOCK_OUTS[0].every):
            answer = text_of(enter(client, name, "sai mat khau roi"))
        told.append(re.findall(r"tạm khóa đến [^<.]+", answer))
    assert told[0]
    assert len(told[0]) == len(told[1])
    assert "tạm khóa" in text_of(enter(client, "0912345678"))


def test_the_public_never_enters_the_desk(client: Client, grandmother: Person) -> None:
    answer = client.post("/ban-lam-viec/dang-nhap/", {"login": "0912345678", "password": GOOD})
    assert answer.headers["Location"] == HOME
    assert client.get("/ban-lam-viec/").status_code == 403


def test_staff_use_the_portal_as_themselves(client: Client, handling_officer: Person) -> None:
    answer = enter(client, handling_officer.username, PASSWORD)
    assert answer.headers["Location"] == HOME
    page = text_of(client.get(HOME))
    assert "Sang bàn làm việc" in page
    assert f"{HOME}dong/" not in page
    sent = {"full_name": handling_officer.full_name, "party_kind": "citizen", "address": "Thôn 2"}
    assert client.post(f"{HOME}thong-tin/", sent).status_code == 302
    assert "Thôn 2" in text_of(client.get(HOME))
    assert client.get("/ban-lam-viec/").status_code == 200


@pytest.mark.parametrize("path", ["", "thong-tin/", "mat-khau/", "du-lieu/", "dong/"])
@pytest.mark.django_db
def test_own_pages_ask_to_sign_in_at_the_portal(client: Client, path: str) -> None:
    answer = client.get(HOME + path)
    assert answer.headers["Location"] == f"{HOME}dang-nhap/?next={HOME}{path}"


def test_correcting_what_is_known(
    browser: Client, grandmother: Person, installation: Installation, commune: Area
) -> None:
    sent = {
        "full_name": "Nguyễn Thị Sáu",
        "phone": "0912345678",
        "email": "",
        "birth_on": "3/2/1950",
        "identity_kind": "personal_id",
        "identity_number": "000150000001",
        "area": commune.code,
        "address": "Thôn 1",
        "party_kind": "citizen",
    }
    assert "đúng 12 chữ số" in text_of(browser.post(f"{HOME}thong-tin/", {**sent, "identity_number": "12"}))
    assert browser.post(f"{HOME}thong-tin/", sent).status_code == 302
    page = text_of(browser.get(HOME))
    assert "000150000001" not in page
    assert "…\u20600001" in page
    assert commune.name in page
    assert 'value="000150000001"' in text_of(browser.get(f"{HOME}thong-tin/"))


def test_what_a_desk_has_checked_cannot_be_typed_over(
    browser: Client, grandmother: Person, moment: datetime
) -> None:
    CitizenProfile.objects.update(
        birth_on=date(1950, 2, 3),
        identity_kind=IdentityKind.PERSONAL_ID,
        identity_number="000150000001",
        verification=VerificationLevel.AT_DESK,
        verified_at=moment,
    )
    sent = {
        "full_name": "Tên Khác",
        "identity_number": "9",
        "birth_on": "",
        "phone": "0912345678",
        "address": "Thôn 9",
        "party_kind": "citizen",
    }
    assert browser.post(f"{HOME}thong-tin/", sent).status_code == 302
    grandmother.refresh_from_db()
    assert grandmother.full_name == "Nguyễn Thị Sáu"
    kept = CitizenProfile.objects.get()
    assert (kept.identity_number, kept.birth_on, kept.address) == ("000150000001", date(1950, 2, 3), "Thôn 9")
    page = text_of(browser.get(f"{HOME}thong-tin/"))
    assert "chỉ sửa được tại quầy" in page
    assert 'name="identity_number"' not in page


def test_taking_ones_data_along(browser: Client) -> None:
    answer = browser.get(f"{HOME}du-lieu/")
    assert "attachment" in answer.headers["Content-Disposition"]
    kept = json.loads(answer.content)
    assert kept["tai_khoan"]["ho_ten"] == "Nguyễn Thị Sáu"


def test_changing_the_password(browser: Client, grandmother: Person) -> None:
    sent = {"oldpassword": GOOD, "password1": "mot cau that la dai 7", "password2": "mot cau that la dai 7"}
    assert "chưa giống nhau" in text_of(browser.post(f"{HOME}mat-khau/", {**sent, "password2": "khac"}))
    answer = browser.post(f"{HOME}mat-khau/", sent)
    assert answer.headers["Location"] == HOME
    grandmother.refresh_from_db()
    assert grandmother.check_password("mot cau that la dai 7")


def test_closing_the_account(browser: Client, grandmother: Person) -> None:
    assert "Mật khẩu chưa đúng" in text_of(browser.post(f"{HOME}dong/", {"password": "sai"}))
    answer = browser.post(f"{HOME}dong/", {"password": GOOD}, follow=True)
    assert "Đã đóng tài khoản" in text_of(answer)
    assert browser.get(HOME).status_code == 302
    assert "chưa đúng" in text_of(enter(browser, "0912345678"))


def test_signing_out_here_and_elsewhere(client: Client, grandmother: Person) -> None:
    elsewhere = Client()
    for one in (client, elsewhere):
        enter(one, "0912345678")
    assert text_of(client.get(HOME)).count("Máy này") == 1
    client.post(f"{HOME}dang-xuat-noi-khac/")
    assert elsewhere.get(HOME).status_code == 302
    assert "Đăng xuất?" in text_of(client.get(f"{HOME}dang-xuat/"))
    assert client.post(f"{HOME}dang-xuat/").headers["Location"] == "/"
    assert client.get(HOME).status_code == 302


class Provider:
    """A provider that proves the grandmother, once for each code."""

    label = "Định danh thử"

    def address_for(self, *, state: str, return_url: str) -> str:
        return f"https://id.example.vn/?state={state}&to={return_url}"

    def prove(self, *, code: str, return_url: str) -> ProvenIdentity:
        if code != "code-1":
            raise Refused("e-identity-not-proven", "Không xác nhận được danh tính.")
        return ProvenIdentity("000150000001", "Nguyễn Thị Sáu")


@pytest.mark.django_db
def test_e_identity_is_not_shown_where_there_is_none(client: Client) -> None:
    for path in ("dang-nhap/", "dang-ky/"):
        assert "dinh-danh" not in text_of(client.get(HOME + path))
    assert client.get(f"{HOME}dinh-danh/").status_code == 404
    assert client.get(f"{HOME}dinh-danh/ve/").status_code == 404


@pytest.mark.django_db
def test_coming_in_by_e_identity(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from motcua.web.portal.account import sign_in

    for module in (e_identity, sign_in, sign_up):
        monkeypatch.setattr(module, "e_identity", Provider)
    for path in ("dang-nhap/", "dang-ky/"):
        assert "Định danh thử" in text_of(client.get(HOME + path))
    way = client.get(f"{HOME}dinh-danh/").headers["Location"]
    state = re.findall(r"state=([^&]+)", way)[0]
    assert client.get(f"{HOME}dinh-danh/ve/?state=khac&code=code-1").status_code == 409
    assert (
        client.get(f"{HOME}dinh-danh/ve/?state={state}&code=code-1").status_code == 409
    )  # a state is used once
    way = client.get(f"{HOME}dinh-danh/").headers["Location"]
    state = re.findall(r"state=([^&]+)", way)[0]
    assert client.get(f"{HOME}dinh-danh/ve/?state={state}&code=code-1").headers["Location"] == HOME
    page = text_of(client.get(HOME))
    assert "Định danh điện tử" in page
    assert f"{HOME}mat-khau/" not in page
    assert client.get(f"{HOME}mat-khau/").headers["Location"] == HOME


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", ["", "thong-tin/", "mat-khau/", "dong/"])
def test_pages_are_clean(browser: Client, installation: Installation, path: str, language: str) -> None:
    browser.cookies["django_language"] = language
    answer = browser.get(HOME + path)
    page = text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert page.count("<h1") == 1
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", page)


def test_sessions_of_long_ago_are_not_shown(
    browser: Client,
    grandmother: Person,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
    make_person: MakePerson,
) -> None:
    monkeypatch.setattr(views, "now", lambda: moment + timedelta(days=4000))
    assert "Chỉ có phiên này" in text_of(browser.get(HOME))
