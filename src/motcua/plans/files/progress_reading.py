"""The sheet of progress read back from a workbook; columns are known by their heading, not by their place."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.kernel.workbooks import require_compact
from motcua.plans.files.workbook_writing import PROGRESS_SHEET
from motcua.plans.rules.progress_sheet import Sheet, SheetRow

LARGEST_FILE = 10 * 1024 * 1024
_LARGEST_UNPACKED = 80 * 1024 * 1024
_MOST_ROWS = 20_000
_HEAD_WITHIN = 10
_COLUMNS = {
    "ma": "code",
    "uoc dat": "percent",
    "xong ngay": "done_on",
    "bao cao gan nhat": "text",
    "vuong mac": "obstacles",
    "san pham da co": "product",
}


def read_progress_sheet(data: bytes) -> Sheet:
    """The rows of the sheet that say something, in order, and where their columns stand.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "sheet-not-progress".
    """
    rows = _cells(data)
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        columns = {_COLUMNS[name]: at for at, cell in enumerate(row) if (name := fold(cell)) in _COLUMNS}
        if {"code", "percent", "done_on", "text"} <= columns.keys():
            letters = {name: _letter(at) for name, at in columns.items()}
            return Sheet(tuple(_rows(rows[place + 1 :], columns, first=place + 2)), letters)
    raise Refused(
        "sheet-not-progress",
        "Tệp không có trang “Tiến độ” với các cột Mã, Ước đạt (%), Xong ngày, Báo cáo gần nhất. Tải bảng theo dõi của "
        "kế hoạch này về, điền vào trang “Tiến độ” rồi chọn lại.",
        field="file",
    )


def _letter(column: int) -> str:
    """The name of a column: A, B, … Z, AA …"""
    above, last = divmod(column, 26)
    return (_letter(above - 1) if above else "") + chr(ord("A") + last)


def _rows(rows: Sequence[Sequence[str]], columns: dict[str, int], *, first: int) -> Iterator[SheetRow]:
    for line, row in enumerate(rows, start=first):
        said = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        if any(clean(each) for each in row):
            yield SheetRow(line, **{**said, "code": clean(said["code"]).lower()})


def _cells(data: bytes) -> list[list[str]]:
    from python_calamine import CalamineError, load_workbook

    if len(data) > LARGEST_FILE:
        raise Refused(
            "file-too-large",
            f"Tệp lớn hơn {LARGEST_FILE // 2**20} MB nên không phải bảng theo dõi.",
            field="file",
        )
    require_compact(data, most_unpacked=_LARGEST_UNPACKED)
    try:
        book = load_workbook(io.BytesIO(data))
        names = {fold(name): name for name in book.sheet_names}
        name = names.get(fold(PROGRESS_SHEET), book.sheet_names[0])
        sheet = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError, IndexError) as broken:
        raise Refused(
            "file-unreadable",
            "Không mở được tệp như một bảng tính XLSX. Mở bằng Excel và lưu lại.",
            field="file",
        ) from broken
    if len(sheet) > _MOST_ROWS:
        raise Refused("file-too-large", f"Bảng có hơn {_MOST_ROWS} dòng. Xóa các dòng thừa.", field="file")
    return [[_text(cell) for cell in row] for row in sheet]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell)
