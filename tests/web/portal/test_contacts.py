"""Proving one's contacts on the portal; agreeing again; closing an account that has no password."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.notices.fakes import FakeSender

from motcua.accounts.actions.citizens import sign_up
from motcua.accounts.models import CitizenProfile, Consent, Person
from motcua.accounts.queries import proven_contacts
from motcua.accounts.rules.citizens import ProfileEntry
from motcua.config.trial_messages import TrialSender, file_of_messages
from motcua.notices.enums import NoticeChannel
from motcua.notices.ports import Letter, NotSent
from motcua.organisations.models import Installation
from motcua.web.portal.account import contacts, views

HOME = "/tai-khoan/"
PHONE = f"{HOME}lien-he/dien-thoai/"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    for module in (contacts, views):
        monkeypatch.setattr(module, "now", lambda: moment)


@pytest.fixture
def sender(monkeypatch: pytest.MonkeyPatch) -> FakeSender:
    found = FakeSender()
    monkeypatch.setattr(contacts, "connected", lambda: {NoticeChannel.SMS: found})
    return found


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
def browser(client: Client, grandmother: Person) -> Client:
    client.force_login(grandmother)
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_telephone_is_confirmed_with_the_code_that_came(
    browser: Client, grandmother: Person, sender: FakeSender
) -> None:
    assert f"{PHONE}gui-ma/" in text_of(browser.get(HOME))
    answer = browser.post(f"{PHONE}gui-ma/")
    assert answer.headers["Location"] == PHONE
    assert sender.closed == 1
    assert "Đã gửi mã tới 0912345678" in text_of(browser.get(PHONE))
    wrong = browser.post(PHONE, {"code": "mãsai"})
    assert (wrong.status_code, "Còn 4 lần thử" in text_of(wrong)) == (422, True)
    code = sender.arrived[0][2][:6]
    assert browser.post(PHONE, {"code": f"{code[:3]} {code[3:]}"}).headers["Location"] == HOME
    assert proven_contacts(grandmother) == {"0912345678"}
    page = text_of(browser.get(HOME))
    assert "Đã xác nhận" in page
    assert f"{PHONE}gui-ma/" not in page


def test_asking_again_at_once_leads_to_the_page_of_the_code(browser: Client, sender: FakeSender) -> None:
    browser.post(f"{PHONE}gui-ma/")
    answer = browser.post(f"{PHONE}gui-ma/")
    assert answer.headers["Location"] == PHONE
    assert "đợi một phút" in text_of(browser.get(PHONE))
    assert len(sender.arrived) == 1


def test_where_nothing_can_be_sent_that_is_said(browser: Client) -> None:
    page = text_of(browser.get(HOME))
    assert "Chưa xác nhận" in page
    assert f"{PHONE}gui-ma/" not in page
    answer = browser.post(f"{PHONE}gui-ma/", follow=True)
    assert "chưa nối với dịch vụ gửi tin" in text_of(answer)


def test_codes_are_only_asked_for_by_a_press_and_for_oneself(client: Client, browser: Client) -> None:
    assert browser.get(f"{PHONE}gui-ma/").status_code == 405
    assert browser.get(f"{HOME}lien-he/khac/").status_code == 404
    client.logout()
    for answer in (client.get(PHONE), client.post(f"{PHONE}gui-ma/")):
        assert answer.headers["Location"].startswith(f"{HOME}dang-nhap/")


def test_the_account_leads_to_the_preferences(browser: Client) -> None:
    assert 'href="/thong-bao/cach-nhan/"' in text_of(browser.get(HOME))


def test_agreeing_to_new_words(browser: Client, grandmother: Person) -> None:
    assert "Tôi đồng ý" not in text_of(browser.get(HOME))
    Consent.objects.update(version="2025-01")
    assert "Tôi đồng ý" in text_of(browser.get(HOME))
    assert browser.post(f"{HOME}dong-y/").headers["Location"] == HOME
    assert "Tôi đồng ý" not in text_of(browser.get(HOME))
    assert grandmother.consents.count() == 2


def test_who_has_no_password_closes_without_one(browser: Client, grandmother: Person) -> None:
    grandmother.set_unusable_password()
    grandmother.save()
    browser.force_login(grandmother)
    assert 'name="password"' not in text_of(browser.get(f"{HOME}dong/"))
    answer = browser.post(f"{HOME}dong/", follow=True)
    assert "Đã đóng tài khoản" in text_of(answer)
    assert CitizenProfile.objects.get().closed_at is not None


def test_the_demo_writes_messages_down_and_a_real_office_never(
    installation: Installation, tmp_path, monkeypatch: pytest.MonkeyPatch, moment: datetime
) -> None:
    monkeypatch.setenv("MOTCUA_DATA", str(tmp_path))
    letter = Letter(installation.pk, "0912345678", "Tiêu đề", f"Lời {moment + timedelta(0):%H:%M}")
    Installation.objects.update(is_sample=False)
    with pytest.raises(NotSent) as refused:
        TrialSender().send(letter)
    assert refused.value.is_final
    assert not file_of_messages().exists()
    Installation.objects.update(is_sample=True)
    TrialSender().send(letter)
    assert "Gửi tới: 0912345678" in file_of_messages().read_text()
    assert file_of_messages().stat().st_mode & 0o077 == 0
