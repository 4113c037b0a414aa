"""Agencies from a file: read, refused row by row, entered, entered again without change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from motcua.accounts.policy import OrganisationKeeper
from motcua.cli.main import main
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.imports import import_agencies
from motcua.organisations.models import Agency, Subordination
from motcua.organisations.policy import OPERATOR
from motcua.organisations.queries.agencies import subtree
from motcua.organisations.rules.imports import COLUMNS, REQUIRED
from motcua.organisations.tables import TableRow, read_table

HEADING = (
    "Mã cơ quan,Tên cơ quan,Loại cơ quan,Cấp,Mã cơ quan cấp trên,Mã đơn vị hành chính,Từ ngày,Điện thoại"
)
LINES = (
    "S1-P1,Phòng Một,Phòng ban thuộc cơ quan,Cấp tỉnh,S1,,01/07/2025,",  # its parent comes later
    "S1,Sở Giáo dục,education_department,province,,31,2025-07-01,0225 3842 000",
    "S1-P2,Phòng Hai,Ủy ban,Cấp tỉnh,S1,,01/07/2025,",
    "S1-P3,Phòng Ba,Phòng ban thuộc cơ quan,Cấp tỉnh,KHONG,,01/07/2025,",
    "S1-P4,Phòng Bốn,Phòng ban thuộc cơ quan,Cấp tỉnh,S1,99,01/07/2025,",
    "S1-P5,Phòng Năm,Phòng ban thuộc cơ quan,Cấp tỉnh,S1,,31/02/2026,",
    "S1-P1,Phòng Một nữa,Phòng ban thuộc cơ quan,Cấp tỉnh,S1,,01/07/2025,",
    "",
    "A1,Vòng một,Phòng ban thuộc cơ quan,Cấp tỉnh,A2,,01/07/2025,",
    "A2,Vòng hai,Phòng ban thuộc cơ quan,Cấp tỉnh,A1,,01/07/2025,",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "co-quan.csv"
    path.write_text("\n".join([HEADING, *LINES]), encoding="utf-8-sig")
    return path


def run(capsys: Any, *words: str) -> tuple[int, Any]:
    code = main(["organisations", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.django_db
def test_right_rows_go_in_and_wrong_ones_are_named(file, capsys, today) -> None:
    code, said = run(capsys, "import", str(file))
    assert code == 0
    assert {key: said[key] for key in ("created", "changed", "unchanged", "refused")} == {
        "created": 2,
        "changed": 0,
        "unchanged": 0,
        "refused": 7,
    }
    assert sorted((one["row"], one["field"]) for one in said["refusals"]) == [
        (4, "kind"),
        (5, "parent_code"),
        (6, "area_code"),
        (7, "held_from"),
        (8, "code"),
        (10, "parent_code"),
        (11, "parent_code"),
    ]
    department = Agency.objects.get(code="S1")
    assert department.area is not None
    assert department.area.name == "Thành phố Hải Phòng"
    assert {agency.code for agency in subtree(department.pk, today)} == {"S1", "S1-P1"}


@pytest.mark.django_db
def test_again_changes_nothing_and_a_correction_changes_one(file, capsys) -> None:
    run(capsys, "import", str(file))
    _, again = run(capsys, "import", str(file))
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 2)
    file.write_text(file.read_text(encoding="utf-8").replace("Phòng Một,", "Phòng Nhất,"), encoding="utf-8")
    _, corrected = run(capsys, "import", str(file))
    assert (corrected["created"], corrected["changed"], corrected["unchanged"]) == (0, 1, 1)
    assert Agency.objects.get(code="S1-P1").folded.startswith("phong nhat")


@pytest.mark.django_db
def test_dry_run_writes_nothing(file, capsys) -> None:
    _, said = run(capsys, "import", str(file), "--dry-run")
    assert said["created"] == 2
    assert not Agency.objects.exists()
    assert not Subordination.objects.exists()


@pytest.mark.django_db
def test_import_moves_nothing_and_changes_no_period(bodies, moment) -> None:
    row = {
        "code": bodies.division.code,
        "name": bodies.division.name,
        "short_name": "",
        "kind": "division",
        "level": "province",
        "parent_code": bodies.other_department.code,
        "held_from": "2025-07-01",
    }
    later = {**row, "parent_code": bodies.department.code, "held_from": "2025-08-01"}
    for values, field in ((row, "parent_code"), (later, "held_from")):
        outcome = import_agencies(rows=[TableRow(2, values)], by=OPERATOR, at=moment)
        assert [one["field"] for one in outcome.refusals] == [field]


@pytest.mark.django_db
def test_only_who_keeps_the_bodies_imports(bodies, business_administrator, outsider, moment) -> None:
    row = {
        "code": "MOI",
        "name": "Phòng Mới",
        "kind": "division",
        "level": "province",
        "parent_code": bodies.department.code,
        "held_from": "2025-07-01",
    }
    with pytest.raises(Refused) as refused:
        import_agencies(rows=[TableRow(2, row)], by=OrganisationKeeper(outsider), at=moment)
    assert refused.value.code == "organisations-not-allowed"
    root = {**row, "code": "GOC", "parent_code": ""}
    with pytest.raises(Refused):
        import_agencies(rows=[TableRow(2, root)], by=OrganisationKeeper(business_administrator), at=moment)
    outcome = import_agencies(
        rows=[TableRow(2, row)], by=OrganisationKeeper(business_administrator), at=moment
    )
    assert outcome.created == 1


@pytest.mark.django_db
def test_a_thousand_rows_take_few_statements(bodies, moment, django_assert_max_num_queries) -> None:
    rows = [
        TableRow(
            number,
            {
                "code": f"TR{number}",
                "name": f"Trường Tiểu học {number}",
                "kind": "primary_school",
                "level": "school",
                "parent_code": bodies.commune_committee.code,
                "held_from": "2025-07-01",
            },
        )
        for number in range(2, 1002)
    ]
    with django_assert_max_num_queries(20):
        assert import_agencies(rows=rows, by=OPERATOR, at=moment).created == 1000


def test_template_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    assert main(["organisations", "template", str(path)]) == 0
    assert read_table(path, columns=COLUMNS, required=list(COLUMNS)) == []
    assert main(["organisations", "template", str(path)]) == 2


def test_workbooks_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mã", "Thừa", "TÊN CƠ QUAN", "Loại", "Cấp", "Từ ngày"])
        sheet.write_row(1, 0, [12, "x", "Phòng  A", "division", "province", "01/07/2025"])
    (row,) = read_table(path, columns=COLUMNS, required=REQUIRED)
    assert row.number == 2
    assert row.values["code"] == "12"
    assert row.values["name"] == "Phòng A"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", "Mã;Tên\n1;2".encode(), "columns-missing"),
        ("a.csv", "Mã,Tên,Loại\nÁ".encode("cp1258", "ignore") + b"\xff\xfe\x81", "wrong-encoding"),
        ("a.csv", b"\x00\x01\x02", "file-unreadable"),
        ("a.xlsx", b"PK\x03\x04 broken", "file-unreadable"),
        ("a.csv", b"", "columns-missing"),
    ],
)
def test_bad_files_are_refused_clearly(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_table(path, columns=COLUMNS, required=REQUIRED)
    assert refused.value.code == code


def test_a_missing_and_a_huge_file_are_refused(tmp_path: Path, monkeypatch) -> None:
    with pytest.raises(Refused) as refused:
        read_table(tmp_path / "khong-co.csv", columns=COLUMNS, required=REQUIRED)
    assert refused.value.code == "file-not-found"
    monkeypatch.setattr("motcua.organisations.tables.LARGEST_FILE", 10)
    path = tmp_path / "a.csv"
    path.write_text("x" * 11)
    with pytest.raises(Refused) as refused:
        read_table(path, columns=COLUMNS, required=REQUIRED)
    assert refused.value.code == "file-too-large"
