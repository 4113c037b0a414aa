"""Headings of a cost sheet over two rows: read where they are clear, refused by their cell where they are not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reviews.test_cost_files import refused, saved, workbook

from motcua.reviews.enums import Side
from motcua.reviews.files.cost_workbook import read_cost_workbook
from motcua.reviews.rules.cost.sheets import costed

TOP = ["TT", "Công việc", "Thời gian, thu nhập", None, "Chi phí", None, None, "Ghi chú"]
BELOW = [None, None, "Số giờ", "Thu nhập một giờ (đồng)", "Thuê tư vấn", "Phí, lệ phí", "Khác", None]
LINE = [1, "Điền tờ khai", 2, 50_000, 3_000, 8_000, 500, "a"]
MERGED = ("C4:D4", "E4:G4", "A4:A5", "B4:B5", "H4:H5")


def sheet(
    top: list[Any] = TOP, below: list[Any] = BELOW, line: list[Any] = LINE, merged: tuple[str, ...] = MERGED
) -> bytes:
    """Both pages with the same headings in rows 4 and 5; the line in row 6 of the first."""
    book = workbook([], [])
    for page in book.worksheets:
        page.delete_rows(4)
        page.append(top)
        page.append(below)
        if page.title == Side.BEFORE.label:
            page.append(line)
        for where in merged:
            page.merge_cells(where)
    return saved(book)


def test_a_group_over_columns() -> None:
    found = costed(read_cost_workbook(sheet()))
    assert (found.before.per_dossier_vnd, found.after.per_dossier_vnd) == (111_500, 0)
    [line] = found.sheet.before
    assert (line.activity, line.service_vnd, line.fee_vnd, line.other_vnd) == (
        "Điền tờ khai",
        3_000,
        8_000,
        500,
    )


def test_columns_that_are_whole_above_and_a_group_beside_them() -> None:
    top = ["TT", "Công việc", "Số giờ", "Thu nhập một giờ", "Chi phí (đồng)", None, None, "Ghi chú"]
    below = [None, None, None, None, "Tư vấn", "Phí, lệ phí", "Chi phí khác", None]
    merged = ("E4:G4", "A4:A5", "B4:B5", "C4:C5", "D4:D5")
    assert costed(read_cost_workbook(sheet(top, below, merged=merged))).before.per_dossier_vnd == 111_500


def test_without_merging_each_cell_speaks_for_itself() -> None:
    below = [*BELOW[:6], "Chi phí khác", None]
    assert costed(read_cost_workbook(sheet(below=below, merged=()))).before.per_dossier_vnd == 111_500


def test_a_row_that_numbers_the_columns_may_follow() -> None:
    numbers = [f"({place})" for place in range(1, 9)]
    book = sheet(line=numbers)
    assert refused(book).code == "cost-lines-missing"


def test_a_sum_of_the_year_under_a_group() -> None:
    top = [*TOP[:7], "Tổng chi phí một năm", None]
    below = [*BELOW[:7], "Tổng", "Ghi chú"]
    line = [*LINE[:7], 11_150_000, "a"]
    merged = ("C4:D4", "E4:G4", "H4:I4")
    assert costed(read_cost_workbook(sheet(top, below, line, merged))).before.per_year_vnd == 11_150_000
    wrong = sheet(top, below, [*LINE[:7], 5], merged)
    assert (refused(wrong).code, refused(wrong).details["cell"]) == ("cost-differs", "Hiện tại!H6")


def changed(place: int, above: Any = ..., below: Any = ...) -> bytes:
    top, under = list(TOP), list(BELOW)
    if above is not ...:
        top[place] = above
    if below is not ...:
        under[place] = below
    return sheet(top, under)


@pytest.mark.parametrize(
    ("data", "code", "cell"),
    [
        (changed(4, above="Chi phí khác"), "cost-heading-unclear", "Hiện tại!E5"),
        (changed(4, below="Phí"), "cost-column-twice", "Hiện tại!F5"),
        (changed(4, above="Chi phí (USD)"), "cost-other-currency", "Hiện tại!E4"),
        (changed(4, above="Chi phí (nghìn đồng)"), "cost-other-unit", "Hiện tại!E4"),
        (changed(5, below="Phí (USD)"), "cost-other-currency", "Hiện tại!F5"),
        (changed(2, above="Thời gian (phút), thu nhập"), "cost-other-unit", "Hiện tại!C4"),
        (changed(2, above="Thời gian"), "cost-heading-unclear", "Hiện tại!D5"),
        (changed(5, below="In ấn"), "cost-column-unknown", "Hiện tại!F6"),
        (sheet(line=[1, "Điền", "hai", 5]), "cost-text-for-number", "Hiện tại!C6"),
        (sheet(line=[1, "Điền", 2, "=D6"]), "cost-formula-circular", "Hiện tại!D6"),
    ],
)
def test_what_is_wrong_is_named(data: bytes, code: str, cell: str) -> None:
    refusal = refused(data)
    assert (refusal.code, refusal.details["cell"]) == (code, cell)
    assert cell in refusal.message


def test_a_missing_column_is_said_with_what_was_not_understood() -> None:
    refusal = refused(changed(3, below="Đơn giá"))
    assert refusal.code == "cost-columns-missing"
    assert "dòng 4 thiếu cột thu nhập một giờ" in refusal.message
    assert "“Thời gian, thu nhập: Đơn giá”" in refusal.message


def test_two_copies_beside_each_other_are_not_guessed() -> None:
    top = ["TT", "Công việc", "Hiện tại", None, "Sau đơn giản hóa", None]
    below = [None, None, "Số giờ", "Thu nhập một giờ", "Số giờ", "Thu nhập một giờ"]
    refusal = refused(sheet(top, below, [1, "Điền", 2, 5, 1, 5], ("C4:D4", "E4:F4")))
    assert (refusal.code, refusal.details["cell"]) == ("cost-column-twice", "Hiện tại!E5")


def test_a_title_above_one_row_of_headings_is_no_group() -> None:
    book = workbook()
    page = book.worksheets[0]
    page.insert_rows(4)
    page["B4"].value, page["E4"].value = "Nội dung", "Chi phí"
    assert costed(read_cost_workbook(saved(book))).before.per_dossier_vnd == 108_000


def test_words_below_the_headings_stay_a_block() -> None:
    rows: list[list[Any]] = [["I", "Chuẩn bị hồ sơ"], [1, "Điền tờ khai", 2, 50_000, None, 8_000]]
    [line] = read_cost_workbook(saved(workbook(rows))).before
    assert line.activity == "Điền tờ khai"
