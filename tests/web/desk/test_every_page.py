"""What holds on every page of the desk: who may come in, nothing inline, reading writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.publishing import Publish
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import DecisionItem, PageReport, Procedure, PromulgationDecision

PAGES = {
    "home": "",
    "account": "tai-khoan/",
    "password": "tai-khoan/mat-khau/",
    "procedures": "thu-tuc/",
    "procedure": "thu-tuc/{procedure}/",
    "draft": "du-thao/{draft}/",
    "decisions": "quyet-dinh/",
    "decision": "quyet-dinh/{decision}/",
    "new decision": "quyet-dinh/moi/",
    "change decision": "quyet-dinh/{decision}/sua/",
    "choose": "quyet-dinh/{decision}/thu-tuc/",
    "quality": "chat-luong/",
    "where to review": "ra-soat/",
    "results as papers": "ra-soat/giay-to-tu-ket-qua/",
    "when signs show": "ra-soat/nguong/",
    "costs": "chi-phi/",
    "norms and incomes": "chi-phi/dinh-muc/",
    "draft acts": "tac-dong/",
    "begin draft act": "tac-dong/moi/",
    "conditions": "dieu-kien/",
    "enter condition": "dieu-kien/moi/",
    "bring conditions": "dieu-kien/nhap/",
    "promulgated by month": "cong-bo-theo-thang/",
    "imports": "nhap-tu-tep/",
    "page reports": "bao-loi/",
    "page report": "bao-loi/{report}/",
}
FOR_ALL_STAFF = {"home", "account", "password", "procedures", "procedure"}


@pytest.fixture
def addresses(amended: PromulgationDecision, publish: Publish, desk_clock) -> dict[str, str]:
    publish("1.000001", steps=())
    procedure = Procedure.objects.get(code="3.000465")
    report = PageReport.objects.create(procedure=procedure, text="Trang ghi sai số bản sao.", at=desk_clock)
    known = {
        "procedure": procedure.pk,
        "decision": amended.pk,
        "draft": DecisionItem.objects.get(decision=amended).version_id,
        "report": report.pk,
    }
    return {name: "/ban-lam-viec/" + path.format(**known) for name, path in PAGES.items()}


def test_nobody_comes_in_without_signing_in(client: Client, addresses: dict[str, str]) -> None:
    for address in addresses.values():
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/ban-lam-viec/dang-nhap/"), address


def test_the_public_stays_outside(sign_in: SignIn, citizen: Person, addresses: dict[str, str]) -> None:
    browser = sign_in(citizen)
    for name, address in addresses.items():
        if name != "password":
            answer = browser.get(address)
            assert answer.status_code == 403, address
            assert "Bàn làm việc chỉ dành cho" in answer.content.decode()


def test_staff_without_the_capability_are_refused(
    sign_in: SignIn, receiving_officer: Person, addresses: dict[str, str]
) -> None:
    browser = sign_in(receiving_officer)
    for name, address in addresses.items():
        expected = 200 if name in FOR_ALL_STAFF else 403
        assert browser.get(address).status_code == expected, name


def test_an_outsider_does_not_see_another_body_s_decision(
    sign_in: SignIn, outsider: Person, addresses: dict[str, str]
) -> None:
    assert sign_in(outsider).get(addresses["decision"]).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_clean_and_reading_writes_nothing(
    keeper: Client, addresses: dict[str, str], name: str, writes: Callable[..., list[str]]
) -> None:
    answers = []
    assert writes(lambda: answers.append(keeper.get(addresses[name]))) == []
    page = answers[0].content.decode()
    assert answers[0].status_code == 200
    assert "no-store" in answers[0].headers["Cache-Control"]
    assert page.count("<h1") == 1
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", page)
    head = page[: page.index("<main")]
    assert not re.search(r"(?:src|href)=.(?:https?:)?//", head)
    assert page.count("button--primary") <= 2


def test_the_menu_holds_what_one_may_do(
    keeper: Client, sign_in: SignIn, receiving_officer: Person, business_administrator: Person
) -> None:
    def menu(browser: Client) -> str:
        page = browser.get("/ban-lam-viec/").content.decode()
        return page[page.index('<nav class="desk-nav"') : page.index("</nav>")]

    assert "Quyết định công bố" in menu(keeper)
    assert "Người và vai trò" not in menu(keeper)
    assert "Quyết định công bố" not in menu(sign_in(receiving_officer))
    assert "Người và vai trò" in menu(sign_in(business_administrator))


def test_the_bar_names_the_body_the_person_and_the_role(keeper: Client) -> None:
    page = keeper.get("/ban-lam-viec/").content.decode()
    for words in ("Sở Giáo dục và Đào tạo", "Đỗ Văn Soát", "Cán bộ đầu mối kiểm soát thủ tục hành chính"):
        assert words in page
