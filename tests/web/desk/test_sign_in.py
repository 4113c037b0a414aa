"""Signing in at the desk: locked after failures, written down, a second factor before anything else."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from tests.cast import PASSWORD

from motcua.accounts.models import SignInGuard
from motcua.kernel.queries import entries_about
from motcua.organisations.models import Installation

SIGN_IN = "/ban-lam-viec/dang-nhap/"
DESK = "/ban-lam-viec/"


@pytest.fixture(autouse=True)
def _no_rates_from_before() -> None:
    cache.clear()


def sign_in(client: Client, username: str, password: str) -> str:
    answer = client.post(SIGN_IN, {"login": username, "password": password})
    return answer.headers.get("Location") or answer.content.decode()


def test_signing_in_is_written_down(client, handling_officer) -> None:
    assert sign_in(client, handling_officer.username.upper(), PASSWORD) == DESK
    assert client.get(DESK).status_code == 200
    assert [entry.kind for entry in entries_about("person", str(handling_officer.pk))] == ["SignedIn"]


def test_names_known_and_unknown_look_alike_also_when_locked(client, handling_officer) -> None:
    pages = {}
    for username in (handling_officer.username, "khong-co-ai"):
        cache.clear()
        pages[username] = [re.sub(r'value="[^"]*"', "", sign_in(client, username, "sai")) for _ in range(7)]
    known, unknown = pages.values()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in known[0]
    assert "tạm khóa đến" not in known[3]
    assert "tạm khóa đến" in known[4]
    assert "tạm khóa đến" in known[6]
    clock = re.compile(r"\d\d:\d\d ngày [\d/]+|nguoi\d+|khong-co-ai|[A-Za-z0-9]{64}")
    assert [clock.sub("", text) for text in known] == [clock.sub("", text) for text in unknown]
    assert "tạm khóa đến" in sign_in(client, handling_officer.username, PASSWORD)
    assert SignInGuard.objects.count() == 2


def test_no_one_signs_in_who_is_shut_out(client, handling_officer) -> None:
    handling_officer.is_active = False
    handling_officer.save()
    sign_in(client, handling_officer.username, PASSWORD)
    assert client.get(DESK).status_code == 302
    assert not entries_about("person", str(handling_officer.pk)).filter(kind="SignedIn").exists()


def test_staff_are_led_to_a_second_factor(client, handling_officer, settings) -> None:
    settings.REQUIRE_TOTP = True
    assert sign_in(client, handling_officer.username, PASSWORD) == DESK
    answer = client.get(DESK)
    assert answer.status_code == 302
    activate = answer.headers["Location"]
    confirm = client.get(activate).headers["Location"]  # the password once more: who sits here now?
    assert client.post(confirm, {"password": PASSWORD}).headers["Location"] == activate
    shown = client.get(activate)
    assert "hãy bật xác thực hai lớp" in shown.content.decode()
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert client.post(activate, {"code": code}).status_code == 302
    assert Authenticator.objects.filter(user=handling_officer, type=Authenticator.Type.TOTP).exists()
    assert client.get(DESK).status_code == 200


@pytest.mark.parametrize(
    ("required", "is_sample", "asked"),
    [(None, True, False), (None, False, True), (False, False, False), (True, True, True)],
)
def test_when_the_second_factor_is_required(
    client, handling_officer, bodies, settings, required, is_sample, asked
) -> None:
    settings.REQUIRE_TOTP = required
    Installation.objects.create(home=bodies.department, is_sample=is_sample)
    client.force_login(handling_officer)
    assert (client.get(DESK).status_code == 302) is asked


def test_portal_and_citizens_are_not_asked(client, citizen, handling_officer, settings) -> None:
    settings.REQUIRE_TOTP = True
    client.force_login(handling_officer)
    assert client.get("/").status_code == 200
    client.force_login(citizen)
    assert client.get(DESK).status_code == 403


def test_password_is_asked_for_code_when_a_second_factor_is_on(client, handling_officer) -> None:
    Authenticator.objects.create(
        user=handling_officer,
        type=Authenticator.Type.TOTP,
        data={"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")},
    )
    assert "/ma/" in sign_in(client, handling_officer.username, PASSWORD)
    assert client.get(DESK).status_code == 302
    assert not entries_about("person", str(handling_officer.pk)).exists()


def test_own_password(client, handling_officer) -> None:
    sign_in(client, handling_officer.username, PASSWORD)
    path = "/ban-lam-viec/tai-khoan/mat-khau/"
    words = {"oldpassword": PASSWORD, "password1": "aaaaaaaaaaaaaaaa", "password2": "aaaaaaaaaaaaaaaa"}
    assert "Mật khẩu lặp lại" in client.post(path, words).content.decode()
    new = "mỗi sáng đi bộ qua cầu"
    assert client.post(path, {**words, "password1": new, "password2": new}).status_code == 302
    handling_officer.refresh_from_db()
    assert handling_officer.check_password(new)
    kinds = [entry.kind for entry in entries_about("person", str(handling_officer.pk))]
    assert kinds == ["SignedIn", "PasswordSet"]
    assert client.get(DESK).status_code == 200
