"""Bringing a file in at the desk: a dry run first, refusals told, then a draft decision or the catalogue itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind
from motcua.catalogue.models import ImportRun, Procedure, ProcedureVersion, PromulgationDecision

START = "/ban-lam-viec/nhap-tu-tep/"
ROWS = "Mã thủ tục,Tên thủ tục\n1.555555,Cấp giấy phép dạy thêm\nkhông phải mã,Dòng hỏng\n1.555556,\n"


@pytest.fixture(autouse=True)
def _empty_storage() -> None:
    if default_storage.exists("waiting"):
        for name in default_storage.listdir("waiting")[1]:
            default_storage.delete(f"imports/{name}")


def brought(browser: Client, text: str = ROWS, name: str = "danh-muc.csv") -> str:
    """The address of the dry run of this file."""
    answer = browser.post(START, {"file": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_the_dry_run_tells_everything_and_writes_nothing(
    keeper: Client, writes: Callable[..., list[str]]
) -> None:
    address = brought(keeper)
    answers = []
    assert writes(lambda: answers.append(keeper.get(address))) == []
    [answer] = answers
    result = answer.context["result"]
    assert (result.created, result.changed, result.unchanged, result.refused) == (1, 0, 0, 2)
    page = answer.content.decode()
    for words in ("Cấp giấy phép dạy thêm", "Dòng bị từ chối", "1.555556", "chưa có tên thủ tục"):
        assert words in page
    assert not Procedure.objects.exists()
    assert not ImportRun.objects.exists()


def test_as_a_draft_decision_for_a_second_person(keeper: Client, bodies) -> None:
    address = brought(keeper)
    asked = {"title": "Công bố theo tệp", "issuer": "Chủ tịch UBND", "agency": bodies.department.pk}
    answer = keeper.post(address + "dua-vao-quyet-dinh/", asked)
    decision = PromulgationDecision.objects.get()
    assert answer.headers["Location"] == f"/ban-lam-viec/quyet-dinh/{decision.pk}/"
    item = decision.items.get()
    assert (item.procedure.code, item.change) == ("1.555555", ChangeKind.NEW)
    assert not ProcedureVersion.objects.filter(in_force__isnull=False).exists()
    assert ImportRun.objects.get().summary["refused"] == 2
    assert keeper.get(address).status_code == 422, "the file is done with"


def test_into_a_draft_there_is(keeper: Client, decision: PromulgationDecision) -> None:
    keeper.post(brought(keeper) + "dua-vao-quyet-dinh/", {"decision": decision.pk})
    assert decision.items.get().procedure.code == "1.555555"


def test_a_new_decision_needs_its_title_and_issuer(keeper: Client, bodies) -> None:
    answer = keeper.post(brought(keeper) + "dua-vao-quyet-dinh/", {"title": "Chỉ có trích yếu"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ghi người hoặc cơ quan ban hành." in page
    assert "Chỉ có trích yếu" in page
    assert not PromulgationDecision.objects.exists()


def test_nothing_new_opens_no_decision(keeper: Client, bodies) -> None:
    asked = {"title": "A", "issuer": "B", "agency": bodies.department.pk}
    answer = keeper.post(
        brought(keeper, "Mã thủ tục,Tên thủ tục\n1.555556,\n") + "dua-vao-quyet-dinh/", asked
    )
    assert "không có gì khác danh mục" in answer.content.decode()
    assert not PromulgationDecision.objects.exists()
    assert not ImportRun.objects.exists()


def test_straight_into_the_catalogue(keeper: Client) -> None:
    answer = keeper.post(brought(keeper) + "nhap-thang/", {"as_of": "2026-09-01"}, follow=True)
    page = answer.content.decode()
    assert "Đã nhập: 1 thủ tục mới" in page
    assert "danh-muc.csv" in page
    version = ProcedureVersion.objects.get(procedure__code="1.555555")
    assert version.in_force.lower.isoformat() == "2026-09-01"


def test_a_day_that_cannot_be(keeper: Client) -> None:
    address = brought(keeper)
    answer = keeper.post(address + "nhap-thang/", {"as_of": "1990-01-01"})
    assert "không hợp lý" in answer.content.decode()
    assert "Ngày chưa đúng" in keeper.post(address + "nhap-thang/", {"as_of": "mai"}).content.decode()
    assert not Procedure.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("anh.png", b"\x89PNG\r\n"), ("hong.json", b"{"), ("hong.xlsx", b"PK\x03\x04 khong phai")],
)
def test_a_file_that_cannot_be_read(keeper: Client, name: str, content: bytes) -> None:
    answer = keeper.post(START, {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code == 422
    assert name in answer.content.decode()
    assert "Chọn" in answer.content.decode()


def test_no_file_and_an_empty_file(keeper: Client) -> None:
    assert "Chọn một tệp" in keeper.post(START, {}).content.decode()
    empty = SimpleUploadedFile("a.csv", b"")
    assert "Tệp này rỗng" in keeper.post(START, {"file": empty}).content.decode()


def test_another_person_does_not_find_the_file(
    keeper: Client, sign_in: SignIn, second_control_officer: Person
) -> None:
    address = brought(keeper)
    second = sign_in(second_control_officer)
    assert "không còn chờ ở đây" in second.get(address).content.decode()
    assert second.post(address + "nhap-thang/").status_code == 404
    assert not Procedure.objects.exists()


def waiting_files() -> list[str]:
    return sorted(default_storage.listdir("waiting")[1]) if default_storage.exists("waiting") else []


def test_forgotten_files_are_removed(keeper: Client, monkeypatch: pytest.MonkeyPatch, desk_clock) -> None:
    first = brought(keeper)
    stored = default_storage.get_modified_time
    monkeypatch.setattr(default_storage, "get_modified_time", lambda name: stored(name) - timedelta(days=900))
    second = brought(keeper)
    monkeypatch.undo()
    assert keeper.get(first).status_code == 422
    assert len(waiting_files()) == 1
    assert second != first


def test_one_who_may_not_import(sign_in: SignIn, handling_officer: Person) -> None:
    browser, before = sign_in(handling_officer), waiting_files()
    assert browser.get(START).status_code == 403
    assert browser.post(START, {"file": SimpleUploadedFile("a.csv", ROWS.encode())}).status_code == 403
    assert waiting_files() == before


def test_an_importer_without_the_catalogue_sees_no_proposal(
    sign_in: SignIn, business_administrator: Person
) -> None:
    browser = sign_in(business_administrator)
    address = brought(browser)
    assert "Đưa vào dự thảo quyết định" not in browser.get(address).content.decode()
    assert browser.post(address + "dua-vao-quyet-dinh/").status_code == 403


def test_template_and_whole_catalogue_come_as_workbooks(keeper: Client, publish) -> None:
    publish("1.000001", name="Cấp học bổng")
    for name, rows in (("mau-nhap.xlsx", 0), ("toan-bo-danh-muc.xlsx", 1)):
        answer = keeper.get(START + name)
        book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer)))
        sheet = book.get_sheet_by_index(0).to_python()
        assert len(sheet) == 1 + rows
        assert "Hướng dẫn" in book.sheet_names
