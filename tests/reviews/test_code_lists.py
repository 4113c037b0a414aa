"""Lists of codes out of files: by their heading, by their looks, with the cell that says each."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from motcua.kernel.refusals import Refused
from motcua.reviews.files.code_lists import MOST_ROWS, read_code_list


def workbook(*pages: list[list[Any]]) -> bytes:
    book = Workbook()
    for place, rows in enumerate(pages):
        page = book.active if not place else book.create_sheet()
        assert page is not None
        page.title = f"Phụ lục {place + 1}"
        for row in rows:
            page.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def said(data: bytes, name: str = "ds.xlsx") -> list[tuple[str, str]]:
    return [(one.code, one.cell) for one in read_code_list(data, name)]


def test_the_column_called_so_and_nothing_else() -> None:
    rows = [
        ["PHỤ LỤC"],
        ["TT", "Mã TTHC", "Tên"],
        [1, "1.005061", "Theo 2.000001"],
        [],
        [2, " 3.000465 ", "B"],
    ]
    assert said(workbook(rows)) == [("1.005061", "B3"), ("3.000465", "B5")]


def test_numbers_keep_their_noughts_and_codes_come_once() -> None:
    rows = [["Mã thủ tục"], [1.01296], [1.005061], ["1.012960"], ["abc"]]
    assert said(workbook(rows)) == [("1.012960", "A2"), ("1.005061", "A3"), ("abc", "A5")]


def test_without_a_heading_what_looks_like_a_code() -> None:
    rows = [["Danh sách"], [1, "Cấp phép", "1.005061"], ["2.000001", "9.123456"]]
    assert said(workbook(rows)) == [("1.005061", "C2"), ("2.000001", "A3")]


def test_every_page_with_its_name() -> None:
    found = said(workbook([["Mã"], ["1.000001"]], [["Tên", "Mã số"], ["A", "1.000002"]]))
    assert found == [("1.000001", "Phụ lục 1!A2"), ("1.000002", "Phụ lục 2!B2")]


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_text_file(between: str) -> None:
    lines = [between.join(row) for row in (("STT", "Mã thủ tục"), ("1", "1.000001"), ("2", "'1.000002"))]
    data = ("\ufeff" + "\r\n".join(lines)).encode()
    assert said(data, "ds.csv") == [("1.000001", "B2"), ("1.000002", "B3")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook([["Tên"], ["Cấp phép"]]), "codes-missing"),
        (workbook([["Mã thủ tục"]]), "codes-missing"),
        (b"PK\x03\x04 no workbook", "file-unreadable"),
        (b"", "codes-missing"),
        (b"\xff\xfe\x00\xd8", "file-wrong-encoding"),
        (b"1.000001\n" * (MOST_ROWS + 1), "file-too-large"),
        (b"a" * (6 * 2**20), "file-too-large"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_code_list(data, "ds.csv")
    assert refused.value.code == code
