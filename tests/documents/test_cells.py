"""Cells of workbooks that people bring: plain text, bounded, named as people find them."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from motcua.documents.cells import SheetLimits, cell_name, column_letter, read_cells
from motcua.kernel.refusals import Refused

LIMITS = SheetLimits(megabytes=1, unpacked_megabytes=4, rows=50, otherwise="Chia nhỏ tệp.")


def workbook(**sheets: list[list[Any]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    return stream.getvalue()


def refused(data: bytes, limits: SheetLimits = LIMITS) -> Refused:
    with pytest.raises(Refused) as found:
        read_cells(data, limits=limits)
    assert found.value.details["field"] == "file"
    return found.value


def test_cells_are_text() -> None:
    data = workbook(A=[["Câu 1", 5, 4.5, None, date(2026, 9, 10)], [], ["", 12_000_000]])
    first, empty, third = read_cells(data, limits=LIMITS)
    assert first == ["Câu 1", "5", "4.5", "", "2026-09-10"]
    assert not any(empty)
    assert third[1] == "12000000"


def test_the_named_sheet_is_read_and_otherwise_the_first() -> None:
    data = workbook(**{"Ghi chú": [["ngoài"]], "Tiến độ": [["trong"]]})
    assert read_cells(data, limits=LIMITS, sheet="tien do") == [["trong"]]
    assert read_cells(data, limits=LIMITS, sheet="Danh sách") == [["ngoài"]]
    assert read_cells(data, limits=LIMITS) == [["ngoài"]]


def test_too_much_is_refused_with_what_to_do() -> None:
    long = refused(workbook(A=[[number] for number in range(51)]))
    assert (long.code, long.message) == ("file-too-large", "Bảng có hơn 50 dòng. Chia nhỏ tệp.")
    assert refused(b"PK" + b"0" * (1024 * 1024)).code == "file-too-large"
    assert refused(b"no workbook at all").code == "file-unreadable"
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet().write(1_000_000, 16_000, "xa")
    assert refused(stream.getvalue()).code == "file-too-sparse"


@given(st.integers(0, 16_383))
def test_columns_are_named_as_spreadsheets_name_them(column: int) -> None:
    assert column_letter(column) == get_column_letter(column + 1)
    assert cell_name(column, 7) == f"{get_column_letter(column + 1)}7"
