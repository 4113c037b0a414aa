"""The menu of the desk: folded where it is long, open where one is and where one left it open."""

from __future__ import annotations

import re

from django.test import Client
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person


def _open(browser: Client, address: str) -> set[str]:
    page = browser.get(address).content.decode()
    return set(re.findall(r'data-nav-group="([^"]+)" open', page))


def _all(browser: Client) -> set[str]:
    return set(re.findall(r'data-nav-group="([^"]+)"', browser.get("/ban-lam-viec/").content.decode()))


def test_a_short_menu_stands_open(sign_in: SignIn, receiving_officer: Person) -> None:
    browser = sign_in(receiving_officer)
    assert _open(browser, "/ban-lam-viec/") == _all(browser) != set()


def test_a_long_menu_is_open_where_one_is(keeper: Client) -> None:
    assert _open(keeper, "/ban-lam-viec/") == set()
    assert _open(keeper, "/ban-lam-viec/thu-tuc/") == {"danh-muc"}


def test_groups_stay_as_they_were_left(keeper: Client) -> None:
    keeper.cookies["desk-groups"] = "so-lieu.ke-hoach"
    assert _open(keeper, "/ban-lam-viec/thu-tuc/") == {"danh-muc", "so-lieu", "ke-hoach"}
    keeper.cookies["desk-groups"] = ""
    assert _open(keeper, "/ban-lam-viec/") == set()
