"""Signing at the desk: a signing opened, lists pasted or brought and gone through, reported, counted, exported."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from tests.cast import Bodies, MakeAgency
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.documents.models import StoredFile
from motcua.organisations.enums import AgencyKind, AgencyLevel
from motcua.plans.actions.commitments import DriveFacts, enter_commitments, open_drive
from motcua.plans.models import Commitment, CommitmentDrive
from motcua.plans.rules.commitments import Paper

pytestmark = pytest.mark.django_db


def _at(name: str, *args: Any) -> str:
    return reverse(f"desk:commitments:{name}", args=args)


@pytest.fixture
def drive(
    bodies: Bodies, control_focal_officer: Person, principal: Person, moment: datetime
) -> CommitmentDrive:
    facts = DriveFacts(2026, "Cam kết không gây phiền hà", wording="Không sách nhiễu.")
    return open_drive(agency_id=bodies.department.pk, facts=facts, by=control_focal_officer, at=moment)


def test_opened_changed_urged_closed(
    keeper: Client, bodies: Bodies, make_agency: MakeAgency, principal: Person
) -> None:
    assert "Chưa có đợt ký" in keeper.get(_at("list")).content.decode()
    first = keeper.get(_at("start"))
    assert first.context["form"]["year"].value() == 2026
    wrong = keeper.post(_at("start"), {"title": " ", "year": "2026"})
    assert CommitmentDrive.objects.count() == 0
    assert wrong.status_code == 200
    keeper.post(_at("start"), {"title": "Cam kết", "year": "2026", "due_on": "15/10/2026"})
    drive = CommitmentDrive.objects.get()
    keeper.post(_at("change", drive.pk), {"title": "Cam kết, tên mới", "year": "2026"})
    kind = AgencyKind.UPPER_SECONDARY_SCHOOL
    added = make_agency("Trường Mới", kind=kind, level=AgencyLevel.SCHOOL, parent=bodies.department)
    assert "Trường Mới" in keeper.get(_at("add_units", drive.pk)).content.decode()
    keeper.post(_at("add_units", drive.pk), {"units": [added.pk]})
    assert drive.units.filter(unit=added).exists()
    keeper.post(_at("remove_unit", drive.pk, added.pk))
    assert not drive.units.filter(unit=added).exists()
    shown = keeper.post(_at("urge", drive.pk), follow=True).content.decode()
    assert "Đã nhắc" in shown
    assert "Cam kết, tên mới" in shown
    shown = keeper.post(_at("close", drive.pk), follow=True).content.decode()
    assert "Đã kết thúc" in shown
    assert "Nhập người đã ký" not in shown


def test_a_pasted_list_is_gone_through_then_entered(
    drive: CommitmentDrive, sign_in: SignIn, principal: Person, keeper: Client, bodies: Bodies
) -> None:
    school = bodies.upper_secondary_school.pk
    browser, enter = sign_in(principal), _at("enter", drive.pk, school)
    assert "Nhập người đã ký" in browser.get(_at("page", drive.pk)).content.decode()
    assert browser.post(enter, {"signed_on": "16/09/2026"}).status_code == 422
    twice = browser.post(enter, {"signed_on": "16/09/2026", "names": "Lê A, GV\nLê A, GV"})
    assert "hai lần" in twice.content.decode()
    names = "1\tCao Thị Hiệu\tHiệu trưởng\n2\tLê Văn An\tGiáo viên\t15/09/2026"
    preview = browser.post(enter, {"signed_on": "16/09/2026", "names": names})
    assert Commitment.objects.count() == 0
    assert preview.context["head"] == "0"
    form = preview.context["form"]
    sent = {"papers": form["papers"].value(), "head": "0", "signed_on": "16/09/2026"}
    refused = browser.post(enter, {**sent, "signed_on": "16/09/2030"})
    assert refused.status_code == 422
    assert "Lê Văn An" in refused.content.decode()
    spoilt = browser.post(enter, {**sent, "papers": "[[1]]"})
    assert "không còn nguyên" in spoilt.content.decode()
    shown = browser.post(enter, sent, follow=True).content.decode()
    assert "Đã nhập 2 người" in shown
    papers = {paper.name: paper for paper in Commitment.objects.all()}
    assert papers["Cao Thị Hiệu"].is_head
    assert f"{papers['Lê Văn An'].signed_on}" == "2026-09-15"

    browser.post(_at("head", papers["Lê Văn An"].pk))
    browser.post(_at("remove", papers["Cao Thị Hiệu"].pk))
    assert [paper.name for paper in Commitment.objects.filter(is_head=True)] == ["Lê Văn An"]
    scan = SimpleUploadedFile("quet.txt", b"ban quet")
    browser.post(_at("scan", papers["Lê Văn An"].pk), {"file": scan})
    answer = browser.get(_at("file", papers["Lê Văn An"].pk))
    assert b"".join(answer) == b"ban quet"
    done = browser.post(_at("report", drive.pk, school), {"note": "Đủ"}, follow=True).content.decode()
    assert "đã báo kết quả" in done
    assert "Là thủ trưởng" not in done
    reopened = browser.post(_at("reopen", drive.pk, school), follow=True).content.decode()
    assert "chưa báo kết quả" in reopened


def test_a_workbook_is_read(
    drive: CommitmentDrive, sign_in: SignIn, principal: Person, bodies: Bodies
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["DANH SÁCH KÝ CAM KẾT"],
        ["STT", "Họ và tên", "Chức vụ"],
        [1, "Cao Thị Hiệu", "Hiệu trưởng"],
        [2, "Lê Văn An", "Giáo viên"],
    ):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    enter = _at("enter", drive.pk, bodies.upper_secondary_school.pk)
    file = SimpleUploadedFile("danh-sach.xlsx", made.getvalue())
    preview = sign_in(principal).post(enter, {"signed_on": "16/09/2026", "file": file})
    assert preview.context["papers"] == [
        Paper("Cao Thị Hiệu", "Hiệu trưởng", is_head=True),
        Paper("Lê Văn An", "Giáo viên"),
    ]
    for name, content, words in (
        ("hong.xlsx", b"PK\x03\x04hong", ""),
        ("thu.txt", b"Kinh gui quy thay co", "Họ và tên"),
    ):
        wrong = sign_in(principal).post(
            enter, {"signed_on": "16/09/2026", "file": SimpleUploadedFile(name, content)}
        )
        assert wrong.status_code == 422
        assert words in wrong.content.decode()
    assert StoredFile.objects.count() == 0


def test_figures_open_to_their_rows_and_the_workbook_has_them_all(
    drive: CommitmentDrive, keeper: Client, bodies: Bodies, control_focal_officer: Person, principal: Person,
    moment: datetime,
) -> None:  # fmt: skip
    people = [Paper(f"Người {number:03d}", "Giáo viên") for number in range(120)]
    school = bodies.upper_secondary_school.pk
    enter_commitments(
        drive_id=drive.pk,
        unit_id=school,
        papers=[Paper("Cao Thị Hiệu", "=1+1", is_head=True), *people],
        signed_on=moment.date(),
        by=principal,
        at=moment,
    )
    page = keeper.get(_at("page", drive.pk))
    shown = page.content.decode()
    assert "01/01" in shown
    attached = next(one for one in page.context["kinds"] if one["value"] == "01/01")
    rows = keeper.get(_at("page", drive.pk) + attached["href"]).context["rows"]
    assert [row.unit_id for row, _writes in rows] == [school]
    first = keeper.get(attached["papers_href"])
    assert first.context["number"] == 121
    seen = [paper.name for paper in first.context["rows"]]
    second = keeper.get(_at("signers", drive.pk) + first.context["next_href"])
    third = keeper.get(_at("signers", drive.pk) + second.context["next_href"])
    seen += [paper.name for each in (second, third) for paper in each.context["rows"]]
    assert len(seen) == len(set(seen)) == 121
    assert third.context["next_href"] == ""
    found = keeper.get(_at("signers", drive.pk), {"tim": "nguoi 007"})
    assert [paper.name for paper in found.context["rows"]] == ["Người 007"]

    answer = keeper.get(_at("workbook", drive.pk))
    book = load_workbook(io.BytesIO(b"".join(answer)))
    units, papers = book.worksheets
    assert units.max_row == 3 + drive.units.count() + 2
    assert papers.max_row == 3 + 121 + 2
    assert papers.cell(papers.max_row, 1).value == "Cộng: 121 bản cam kết."
    assert [papers.cell(4, column).value for column in (1, 2)] == ["Cao Thị Hiệu", "=1+1"]
    assert papers.cell(4, 2).data_type == "s"


def test_a_school_sees_only_its_own_list(
    drive: CommitmentDrive, sign_in: SignIn, principal: Person, division_head: Person, outsider: Person,
    bodies: Bodies, moment: datetime,
) -> None:  # fmt: skip
    school, division = bodies.upper_secondary_school.pk, bodies.exam_division.pk
    enter_commitments(
        drive_id=drive.pk, unit_id=division, papers=[Paper("Mai Văn Phòng", "Trưởng phòng")],
        signed_on=moment.date(), by=division_head, at=moment,
    )  # fmt: skip
    browser = sign_in(principal)
    listed = browser.get(_at("list")).content.decode()
    assert drive.title in listed
    assert "xem đơn vị mình" in listed
    page = browser.get(_at("page", drive.pk))
    assert [row.unit_id for row, _writes in page.context["rows"]] == [school]
    assert page.context["figures"] is None
    assert browser.get(_at("signers", drive.pk)).context["number"] == 0
    book = b"".join(browser.get(_at("workbook", drive.pk)))
    archive = ZipFile(io.BytesIO(book))
    assert not any("Mai Văn".encode() in archive.read(name) for name in archive.namelist())
    paper = Commitment.objects.get()
    assert browser.get(_at("unit", drive.pk, division)).status_code == 404
    assert browser.post(_at("remove", paper.pk)).status_code == 404
    assert browser.post(_at("urge", drive.pk)).status_code == 403
    for name, args in (("page", [drive.pk]), ("unit", [drive.pk, school]), ("workbook", [drive.pk])):
        assert sign_in(outsider).get(_at(name, *args)).status_code in {403, 404}, name
    assert Commitment.objects.count() == 1


def test_queries_do_not_grow(
    drive: CommitmentDrive, keeper: Client, bodies: Bodies, make_agency: MakeAgency, moment: datetime,
    principal: Person, control_focal_officer: Person,
) -> None:  # fmt: skip
    def counts() -> list[int]:
        found = []
        for address in (_at("list"), _at("page", drive.pk), _at("signers", drive.pk)):
            with CaptureQueriesContext(connection) as captured:
                assert keeper.get(address).status_code == 200
            found.append(len(captured))
        return found

    counts()
    few = counts()
    for number in range(12):
        unit = make_agency(f"Phòng {number}", parent=bodies.department)
        row = drive.units.create(unit=unit, kind="division")
        assert row.pk
        enter_commitments(
            drive_id=drive.pk, unit_id=unit.pk, papers=[Paper("Lê A", "Trưởng phòng")], signed_on=moment.date(),
            by=control_focal_officer, at=moment,
        )  # fmt: skip
        open_drive(
            agency_id=bodies.department.pk, facts=DriveFacts(2020 + number % 6, f"Đợt {number}"),
            by=control_focal_officer, at=moment,
        )  # fmt: skip
    assert counts() == few
