"""The page on which an office sets its online door and its codes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Bodies
from tests.web.desk.conftest import DESK, SignIn

from motcua.accounts.models import Person
from motcua.dossiers.models import CodePattern, OnlineDoor
from motcua.dossiers.queries.online import find_door

pytestmark = pytest.mark.django_db
PAGE = f"{DESK}cong-nop-va-ma/"


@pytest.fixture
def administrator(sign_in: SignIn, business_administrator: Person) -> Client:
    return sign_in(business_administrator)


def test_what_holds_is_shown_with_an_example(keeper: Client) -> None:
    page = keeper.get(PAGE).content.decode()
    assert "{agency}-{yyyymmdd}-{seq:07d}" in page
    assert "-20260917-0000001" in page
    assert "Mọi cơ quan chưa đặt riêng" in page
    assert "Đặt mẫu mã" not in page  # the control officer looks, the administrator sets
    assert page.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son[a-z]+=\"", page)


def test_only_the_administrator_sets(
    keeper: Client, sign_in: SignIn, handler: Person, administrator: Client
) -> None:
    for part in ("cong-nop/", "mau-ma/", "gio-chot/"):
        assert keeper.get(PAGE + part).status_code == 403
        assert administrator.get(PAGE + part).status_code == 200
    assert sign_in(handler).get(PAGE).status_code == 403


def test_a_door_is_opened_from_a_day_on(administrator: Client, bodies: Bodies) -> None:
    said = {
        "agency": str(bodies.department.pk),
        "kind": "internal",
        "state": "open",
        "reason": "Thủ tục nội bộ nộp tại đây.",
        "since": "01/10/2026",
    }
    assert administrator.post(f"{PAGE}cong-nop/", said).headers["Location"] == PAGE
    found = find_door(agency_id=bodies.department.pk, kind="internal", on=date(2026, 10, 1))
    assert (found.is_open, found.reason) == (True, "Thủ tục nội bộ nộp tại đây.")
    page = administrator.get(PAGE).content.decode()
    assert "sẽ áp dụng" in page
    assert "Mở hoặc đóng cổng nộp trực tuyến" in page  # in the history, with who did it
    assert "Bùi Văn Quản" in page


def test_a_pattern_is_set_for_all(administrator: Client) -> None:
    said = {"agency": "all", "pattern": "{agency}.{yymmdd}.{seq:04d}", "basis": "QĐ 5", "since": "01/10/2026"}
    assert administrator.post(f"{PAGE}mau-ma/", said).headers["Location"] == PAGE
    assert CodePattern.objects.get(agency=None, in_force__contains=date(2026, 10, 1)).basis == "QĐ 5"


def test_late_receipts_are_laid_down_from_a_day_on(administrator: Client, bodies: Bodies) -> None:
    assert "Chưa đặt: hồ sơ tính là nhận đúng ngày đến" in administrator.get(PAGE).content.decode()
    said = {
        "agency": str(bodies.department.pk),
        "state": "next",
        "basis": "Quy chế một cửa",
        "since": "01/10/2026",
    }
    wrong = administrator.post(f"{PAGE}gio-chot/", {**said, "since": "16/09/2026"}).content.decode()
    assert "đã qua" in wrong
    assert "Quy chế một cửa" in wrong
    assert administrator.post(f"{PAGE}gio-chot/", said).headers["Location"] == PAGE
    page = administrator.get(PAGE).content.decode()
    for words in ("Tính là nhận ngày làm việc kế tiếp", "Quy chế một cửa", "sẽ áp dụng"):
        assert words in page
    assert "Đặt cách tính hồ sơ đến sau 15 giờ" in page  # in the history


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"pattern": "{agency}/{yymmdd}/{seq:04d}"}, "có chỗ không hiểu được"),
        ({"since": "16/09/2026"}, "đã qua"),
        ({"basis": ""}, "Căn cứ"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(
    administrator: Client, said: dict[str, Any], words: str
) -> None:
    right = {
        "agency": "all",
        "pattern": "{agency}.{yymmdd}.{seq:04d}",
        "basis": "QĐ 5",
        "since": "01/10/2026",
    }
    rows = CodePattern.objects.count()
    page = administrator.post(f"{PAGE}mau-ma/", {**right, **said}).content.decode()
    assert words in page
    assert "Chưa gửi được" in page
    assert CodePattern.objects.count() == rows


def test_an_agency_of_others_cannot_be_named(administrator: Client, bodies: Bodies) -> None:
    said = {
        "agency": str(bodies.committee.pk),
        "kind": "all",
        "state": "open",
        "reason": "x",
        "since": "01/10/2026",
    }
    rows = OnlineDoor.objects.count()
    assert administrator.post(f"{PAGE}cong-nop/", said).status_code == 200
    assert OnlineDoor.objects.count() == rows


def test_the_page_asks_a_fixed_number_of_questions(
    administrator: Client, django_assert_max_num_queries: Any
) -> None:
    administrator.get(PAGE)
    with django_assert_max_num_queries(12):
        administrator.get(PAGE)
