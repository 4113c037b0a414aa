"""Initiatives at the desk: called, registered, scored apart, decided, rewarded, listed, exported."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.cast import Bodies, MakePerson
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.plans.actions.calls import CallFacts, open_call
from motcua.plans.actions.initiatives import InitiativeFacts, register_initiative
from motcua.plans.models import Initiative, InitiativeCall
from motcua.plans.rules.initiatives import Criterion

pytestmark = pytest.mark.django_db


def _at(name: str, *args: Any) -> str:
    return reverse(f"desk:initiatives:{name}", args=args)


def _sheets(answer: Any) -> Any:
    content = b"".join(answer) if answer.streaming else answer.content
    return load_workbook(io.BytesIO(content)).worksheets


@pytest.fixture
def call(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> InitiativeCall:
    criteria = [Criterion("Tính mới", Decimal(40)), Criterion("Hiệu quả", Decimal(60))]
    facts = CallFacts(2026, "Sáng kiến năm 2026", criteria, Decimal(70))
    return open_call(agency_id=bodies.department.pk, facts=facts, by=control_focal_officer, at=moment)


@pytest.fixture
def registered(
    call: InitiativeCall, bodies: Bodies, principal: Person, moment: datetime
) -> Callable[..., Initiative]:
    def make(title: str = "Trả học bạ số trong ngày", **more: Any) -> Initiative:
        return register_initiative(
            call_id=call.pk,
            unit_id=bodies.upper_secondary_school.pk,
            facts=InitiativeFacts(title, "Cao Thị Hiệu, Lê Văn An", "Rút ngắn thời gian chờ.", **more),
            by=principal,
            at=moment,
        )

    return make


def test_from_the_call_to_the_reward(
    keeper: Client, sign_in: SignIn, principal: Person, bodies: Bodies, make_person: MakePerson, head: Person
) -> None:
    members = [
        make_person(name, role=Role.HANDLER, agency=bodies.division) for name in ("Vũ Thị Một", "Vũ Văn Hai")
    ]
    assert "Không có sáng kiến nào" in keeper.get(_at("list")).content.decode()
    first = keeper.get(_at("start"))
    assert first.status_code == 200
    form = {"title": "Sáng kiến", "year": "2026", "criteria": "Tính mới: 40", "passing": "30"}
    wrong = keeper.post(_at("start"), {**form, "criteria": "Tính mới"})
    assert "dấu hai chấm" in wrong.content.decode()
    keeper.post(_at("start"), form)
    call = InitiativeCall.objects.get()
    home = _at("call", call.pk)
    assert call.criteria == [{"name": "Tính mới", "most": "40"}]
    shown = keeper.get(_at("change_call", call.pk)).content.decode()
    assert "Tính mới: 40" in shown
    keeper.post(_at("change_call", call.pk), {**form, "title": "Sáng kiến, tên mới"})
    assert "Sáng kiến, tên mới" in keeper.get(home).content.decode()
    council = {"people": [one.pk for one in members], "chair": members[0].pk, "document": "QĐ 12"}
    assert members[0].full_name in keeper.get(_at("council", call.pk)).content.decode()
    keeper.post(_at("council", call.pk), council)

    school = sign_in(principal)
    assert "Đăng ký sáng kiến" in school.get(home).content.decode()
    said = {
        "unit": bodies.upper_secondary_school.pk,
        "title": "Trả học bạ số",
        "authors": "Cao Thị Hiệu",
        "summary": "Nhanh hơn",
        "is_about_reform": "on",
        "file": SimpleUploadedFile("mo-ta.txt", b"mo ta"),
    }
    assert school.post(_at("register", call.pk), {**said, "unit": bodies.division.pk}).status_code == 200
    assert Initiative.objects.count() == 0
    school.post(_at("register", call.pk), {**said, "file": SimpleUploadedFile("mo-ta.txt", b"mo ta")})
    row = Initiative.objects.get()
    page = _at("page", row.pk)
    assert "Trả học bạ số" in school.get(page).content.decode()
    school.post(_at("change", row.pk), {**said, "title": "Trả học bạ số ngay"})
    assert b"".join(school.get(_at("file", row.pk))) == b"mo ta"

    keeper.post(_at("begin", call.pk))
    browsers = [sign_in(one) for one in members]
    assert "Chấm" in browsers[0].get(home).content.decode()
    over = browsers[0].post(_at("score", row.pk), {"points_0": "41"})
    assert "từ 0 đến 40" in over.content.decode()
    browsers[0].post(_at("score", row.pk), {"points_0": "35,5"})
    assert "35,5" in browsers[0].get(page).content.decode()
    for other in (browsers[1], keeper, school):
        assert "35,5" not in other.get(page).content.decode()
        assert "35,5" not in other.get(home).content.decode()
    assert school.post(_at("score", row.pk), {"points_0": "40"}).status_code == 403
    browsers[1].post(_at("score", row.pk), {"points_0": "34"})
    assert "34,75" in keeper.get(page).content.decode()
    assert "34,75" not in school.get(page).content.decode()
    sheet, by_criterion = _sheets(keeper.get(_at("sheet", call.pk)))
    assert sheet.max_row == 4
    assert by_criterion.max_row == 5
    assert school.get(_at("sheet", call.pk)).status_code == 404

    decision = {"recognised": "yes", "decision_number": "99/QĐ", "decided_on": "17/09/2026"}
    assert "Chọn cấp" in browsers[0].post(_at("decide", row.pk), decision).content.decode()
    assert browsers[1].post(_at("decide", row.pk), {**decision, "level": "unit"}).status_code == 403
    browsers[0].post(_at("decide", row.pk), {**decision, "level": "department"})
    keeper.post(_at("reward", row.pk), {"reward": "Giấy khen", "reward_vnd": "1.000.000"})
    shown = school.get(page).content.decode()
    for words in ("Được công nhận", "99/QĐ", "Giấy khen", "1.000.000"):
        assert words in shown
    keeper.post(_at("close", call.pk))
    assert browsers[0].post(_at("close", call.pk), follow=True).status_code == 200
    call.refresh_from_db()
    assert call.closed_at is not None


def test_the_list_is_narrowed_and_exported_whole(
    keeper: Client, registered: Callable[..., Initiative], sign_in: SignIn, principal: Person, outsider: Person,
    bodies: Bodies,
) -> None:  # fmt: skip
    for number in range(35):
        registered(f"Sáng kiến {number:02d}", is_about_reform=number % 2 == 0)
    browser = sign_in(principal)
    row = registered("Rút ngay")
    browser.post(_at("withdraw", row.pk))
    first = keeper.get(_at("list"), {"nam": "2026", "co-quan": str(bodies.department.pk), "tru-rut": "1"})
    assert first.context["number"] == 35
    second = keeper.get(_at("list") + first.context["next_href"])
    titles = [each.title for page in (first, second) for each in page.context["rows"]]
    assert len(titles) == len(set(titles)) == 35
    assert keeper.get(_at("list"), {"cai-cach": "1", "tru-rut": "1"}).context["number"] == 18
    assert keeper.get(_at("list"), {"tim": "SANG KIEN 07"}).context["number"] == 1
    assert keeper.get(_at("list"), {"nam": "2025"}).context["number"] == 0
    (sheet,) = _sheets(keeper.get(_at("workbook"), {"tru-rut": "1"}))
    assert sheet.max_row == 3 + 35 + 2
    assert sheet.cell(sheet.max_row, 1).value == "Cộng: 35 sáng kiến."
    assert browser.get(_at("list")).context["rows"]
    assert sign_in(outsider).get(_at("page", row.pk)).status_code == 404
    assert not sign_in(outsider).get(_at("list")).context["rows"]


def test_queries_do_not_grow(
    keeper: Client, registered: Callable[..., Initiative], call: InitiativeCall
) -> None:
    def counts() -> list[int]:
        found = []
        for address in (_at("list"), _at("call", call.pk)):
            with CaptureQueriesContext(connection) as captured:
                assert keeper.get(address).status_code == 200
            found.append(len(captured))
        return found

    registered("Một")
    counts()
    few = counts()
    for number in range(10):
        registered(f"Sáng kiến {number}")
    assert counts() == few
