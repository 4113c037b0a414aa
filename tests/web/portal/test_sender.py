"""Who reports a page is told apart by address, also behind a proxy of our own, and cannot be found from it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import RequestFactory

from motcua.kernel.clock import VIETNAM
from motcua.web.senders import network_of, sender_of

AT = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)


def sender(forwarded: str, remote: str = "127.0.0.1") -> str:
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return sender_of(RequestFactory().get("/", REMOTE_ADDR=remote, **headers), AT)


def test_without_a_proxy_of_ours_the_header_counts_nothing(settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert sender("203.0.113.7") == sender("203.0.113.8") == sender("")
    assert sender("", remote="203.0.113.9") != sender("")


def test_behind_our_proxy_its_own_entry_counts(settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert sender("203.0.113.7") != sender("203.0.113.8")
    assert sender("198.51.100.1, 203.0.113.7") == sender("203.0.113.7")


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::1"])
def test_the_address_is_not_in_it(address: str) -> None:
    assert address not in sender("", remote=address)


def network(remote: str, at: datetime = AT) -> str:
    return network_of(RequestFactory().get("/", REMOTE_ADDR=remote), at)


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("203.0.113.7", "203.0.113.250", "203.0.114.7"),
        ("2001:db8:0:12::1", "2001:db8:0:34:5::9", "2001:db8:0:112::1"),
        ("::ffff:203.0.113.7", "203.0.113.9", "203.0.112.9"),
    ],
)
def test_a_neighbourhood_is_one_and_changes_each_day(one: str, near: str, far: str) -> None:
    assert network(one) == network(near) != network(far)
    assert network(one) != network(one, AT.replace(day=18))
    assert one not in network(one)
    assert network(one) != sender("", remote=one)
