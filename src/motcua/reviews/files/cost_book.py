"""A workbook opened, with what a reader of its pages must know beside the values: what is merged, what is hidden."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from motcua.kernel.refusals import Refused
from motcua.kernel.workbooks import require_compact

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_FILE = 10 * 1024 * 1024
_LARGEST_UNPACKED = 80 * 1024 * 1024
MOST_ROWS = 5_000


def opened_book(data: bytes) -> tuple[Workbook, dict[str, Any]]:
    """The workbook with its formulas, and its pages by title with the results that the spreadsheet kept.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable".
    """
    from openpyxl import load_workbook

    if len(data) > LARGEST_FILE:
        raise Refused(
            "file-too-large", f"Tệp lớn hơn {LARGEST_FILE // 2**20} MB nên không phải bảng chi phí."
        )
    require_compact(data, most_unpacked=_LARGEST_UNPACKED)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data))
            results = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as broken:  # openpyxl lets many kinds of trouble through
        raise Refused(
            "file-unreadable", "Không mở được tệp như một bảng tính XLSX. Mở bằng Excel và lưu lại."
        ) from broken
    return book, {page.title: page for page in results.worksheets}


def merged_below(page: Worksheet) -> dict[tuple[int, int], str]:
    """The cells that are merged with a cell of another line, each with the address of the whole."""
    found: dict[tuple[int, int], str] = {}
    for whole in page.merged_cells.ranges:
        if whole.max_row > whole.min_row and whole.size["rows"] <= MOST_ROWS:
            for row, column in (place for line in whole.rows for place in line):
                found[row, column] = whole.coord
    return found


def hidden_columns(page: Worksheet) -> frozenset[int]:
    """The columns that are not shown; one entry may stand for several."""
    return frozenset(
        column
        for each in page.column_dimensions.values()
        if each.hidden
        for column in range(each.min, each.max + 1)
    )
