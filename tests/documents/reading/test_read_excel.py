"""Workbooks and separated values: as the sheet shows them."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
import xlsxwriter
from tests.documents.reading.builders import codes, only_table, read, rows

from motcua.documents.reading.blocks import Place
from motcua.documents.reading.excel.showing import BUILT_IN, shown

NAME = "phụ lục.xlsx"


def workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Phụ lục I")
    bold = book.add_format({"bold": True})
    sheet.merge_range("A1:E1", "PHỤ LỤC NHIỆM VỤ", bold)
    sheet.write_row(2, 0, ["TT", "Nội dung", "Chủ trì", "Thời hạn", "Tỷ lệ"], bold)
    sheet.write_row(3, 0, [1, "Ban hành\nkế hoạch"])
    sheet.merge_range("C4:C5", "Văn phòng")
    sheet.write_datetime(3, 3, datetime(2026, 1, 15), book.add_format({"num_format": "d-mmm-yy"}))  # noqa: DTZ001
    sheet.write(3, 4, 0.955, book.add_format({"num_format": "0.0%"}))
    sheet.write_row(4, 0, [2, "Kiểm tra"])
    sheet.write_formula(4, 4, "=1/4", book.add_format({"num_format": "0%"}), 0.25)
    sheet.set_row(4, None, None, {"hidden": True})
    book.add_worksheet("Danh mục").hide()
    book.close()
    return out.getvalue()


def test_a_sheet_is_one_table_with_merged_cells_dates_and_percentages() -> None:
    document = read(workbook(), NAME)
    table = only_table(document)
    title = "PHỤ LỤC NHIỆM VỤ"
    assert rows(table) == [
        [title, *[f"^{title}"] * 4],
        ["TT", "Nội dung", "Chủ trì", "Thời hạn", "Tỷ lệ"],
        ["1", "Ban hành\nkế hoạch", "Văn phòng", "15/01/2026", "95,5%"],
        ["2", "Kiểm tra", "^Văn phòng", "", "25%"],
    ]
    assert table.rows[1][0].is_bold
    assert not table.rows[2][0].is_bold
    assert table.rows[2][3].place == Place(table=1, row=4, column=4, sheet="Phụ lục I")
    assert codes(document) == ["hidden-rows", "hidden-sheet"]


@pytest.mark.parametrize(
    ("number", "pattern", "text"),
    [
        ("46037", BUILT_IN[14], "15/01/2026"),
        ("46037.5", "d/m/yy h:mm", "15/01/2026 12:00"),
        ("46037", "mm/yyyy", "01/2026"),
        ("46037", "[$-42A]dd mmmm yyyy", "15/01/2026"),
        ("0.5", "h:mm", "12:00"),
        ("1", "dd/mm/yyyy", "01/01/1900"),
        ("60", "0", "60"),
        ("0.3", "0%", "30%"),
        ("0.9897", "0.00%", "98,97%"),
        ("1234567.5", "#,##0.0", "1.234.567,5"),
        ("1234567", "#,##0", "1.234.567"),
        ("7", "00", "07"),
        ("5", '0 "hồ sơ"', "5 hồ sơ"),
        ("100", '0"%"', "100%"),
        ("-3", "0;(0)", "(3)"),
        ("-3", "#,##0", "-3"),
        ("2.50", "General", "2,5"),
        ("0.1", "General", "0,1"),
        ("2215", "General", "2215"),
        ("0.30000000000000004", "General", "0,3"),
        ("5", "@", "5"),
        ("1E+400", "General", "1E+400"),
        ("abc", "0", "abc"),
        ("99999999", "dd/mm/yyyy", "99999999"),
    ],
)
def test_numbers_look_as_the_sheet_shows_them(number: str, pattern: str, text: str) -> None:
    assert shown(number, pattern) == text


def test_the_other_calendar_of_workbooks() -> None:
    assert shown("44575", "dd/mm/yyyy", is_1904=True) == "15/01/2026"


def test_a_formula_that_was_never_computed_is_said() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"] = "Tổng", "=SUM(A3:A9)"
    out = io.BytesIO()
    book.save(out)
    document = read(out.getvalue(), NAME)
    assert codes(document) == ["formula-without-value"]
    assert document.warnings[0].place == Place(sheet="Sheet", row=2, column=2)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separated_values_are_a_table(separator: str) -> None:
    content = (
        separator.join(["TT", "Việc", "Hạn"])
        + "\n"
        + separator.join(["1", f'"Ban{separator} hành"', "15/1"])
        + "\n"
    )
    document = read(content, "việc.csv")
    assert document.format == "csv"
    assert rows(only_table(document)) == [
        ["TT", "Việc", "Hạn"],
        ["1", f"Ban{separator} hành".replace("\t", ""), "15/1"],
    ]
    assert only_table(document).rows[1][0].place.line == 2
