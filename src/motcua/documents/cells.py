"""The cells of a workbook that somebody brings, as plain text; and the names by which people find them again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.kernel.workbooks import require_compact

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """The most that is read: megabytes as the file comes and unpacked, rows of the sheet; and what to do with more."""

    megabytes: int
    unpacked_megabytes: int
    rows: int
    otherwise: str


def read_cells(data: bytes, *, limits: SheetLimits, sheet: str = "") -> list[list[str]]:
    """The cells of the sheet of that name, or of the first one where none bears it: rows from the first of the sheet
    on, whole numbers without decimals, "" where a cell is empty.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable"; all at the field "file".
    """
    if len(data) > limits.megabytes * _MB:
        raise _too_large(f"Tệp lớn hơn {limits.megabytes} MB.", limits)
    try:
        require_compact(data, most_unpacked=limits.unpacked_megabytes * _MB)
    except Refused as refused:
        raise Refused(refused.code, refused.message, field="file") from None
    rows = _opened(data, sheet)
    if len(rows) > limits.rows:
        raise _too_large(f"Bảng có hơn {limits.rows} dòng.", limits)
    return [[_text(cell) for cell in row] for row in rows]


def column_letter(column: int) -> str:
    """The name of a column counted from nought: A, B, … Z, AA …"""
    above, last = divmod(column, 26)
    return (column_letter(above - 1) if above else "") + chr(ord("A") + last)


def cell_name(column: int, line: int) -> str:
    """The name of a cell: its column counted from nought, its line from one."""
    return f"{column_letter(column)}{line}"


def _opened(data: bytes, wanted: str) -> list[list[Any]]:
    from python_calamine import CalamineError, load_workbook  # heavy: only those who bring a file pay for it

    try:
        book = load_workbook(io.BytesIO(data))
        names = {fold(name): name for name in reversed(book.sheet_names)}
        name = names.get(fold(wanted), book.sheet_names[0])
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError, IndexError) as broken:
        raise Refused(
            "file-unreadable",
            "Không mở được tệp như một bảng tính XLSX. Mở bằng Excel và lưu lại.",
            field="file",
        ) from broken


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _too_large(what: str, limits: SheetLimits) -> Refused:
    return Refused("file-too-large", f"{what} {limits.otherwise}", field="file")
