"""Workbooks from strangers: of modest size, without macros, read as plain text."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.kernel.workbooks import require_compact

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 400
_MOST_LINES = 1_000


def open_sheets(data: bytes) -> dict[str, list[list[str]]]:
    """The cells of each sheet as text, by the sheet's folded name, in the order of the workbook.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable".
    """
    from python_calamine import CalamineError, load_workbook

    _require_modest(data)
    try:
        book = load_workbook(io.BytesIO(data))
        return {
            fold(name): [
                [_text(cell) for cell in line]
                for line in book.get_sheet_by_name(name).to_python(skip_empty_area=False)[:_MOST_LINES]
            ]
            for name in book.sheet_names[:12]
        }
    except (CalamineError, ValueError, OSError) as broken:
        raise _unreadable() from broken


def _require_modest(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise Refused(
            "file-too-large", f"Tệp lớn hơn {LARGEST_FILE // 2**20} MB nên không phải một bảng quy trình."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as broken:
        raise _unreadable() from broken
    if len(parts) > MOST_PARTS:
        raise Refused(
            "file-too-large", "Tệp phình ra quá lớn khi mở. Lưu lại chỉ riêng bảng quy trình rồi nhập."
        )
    if any(
        part.filename.lower().endswith((".bin", ".vbs")) and "vba" in part.filename.lower() for part in parts
    ):
        raise Refused(
            "file-unreadable", "Tệp có macro nên không được nhập. Lưu lại dưới dạng .xlsx không macro."
        )
    require_compact(data, most_unpacked=LARGEST_UNPACKED)


def _unreadable() -> Refused:
    return Refused("file-unreadable", "Không mở được tệp như một bảng tính XLSX. Mở bằng Excel và lưu lại.")


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return clean(str(cell)) if cell is not None else ""
