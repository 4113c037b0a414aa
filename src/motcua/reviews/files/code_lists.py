"""Codes of procedures out of a list that an agency was given, XLSX or CSV, each with the cell that says it."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.readers.files import text_of
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.kernel.workbooks import require_compact

LARGEST_FILE = 5 * 1024 * 1024
_LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 20_000
_HEADED_WITHIN = 40  # rows; above them stand titles
_HEADINGS = frozenset(
    f"{what}{of}"
    for what in ("ma", "ma so", "ma hieu")
    for of in ("", " tthc", " thu tuc", " thu tuc hanh chinh")
)
_CODE = re.compile(r"[1-6]\.\d{6}")
_LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A code and where it stands: a cell, or the line and column of a text file in the same words."""

    code: str
    cell: str


def read_code_list(data: bytes, name: str) -> list[CodeCell]:
    """The codes of the column called "Mã thủ tục" (or the like) on every page that has one; where none has, whatever
    cells look like a code. Each code once, where it stands first.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "file-wrong-encoding", "codes-missing".
    """
    if len(data) > LARGEST_FILE:
        raise Refused(
            "file-too-large",
            f"Tệp lớn hơn {LARGEST_FILE // 2**20} MB nên không phải danh sách mã.",
            field="file",
        )
    pages = list(_workbook(data) if data.startswith(b"PK") else _text(data, name))
    headed = [_below_heading(page) for page in pages]
    cells = [cell for some in headed for cell in some or []] or [
        cell for page in pages for row in page for cell in row if _CODE.fullmatch(cell.code)
    ]
    if not cells:
        raise Refused(
            "codes-missing",
            "Tệp không có cột “Mã thủ tục” và không ô nào giống mã thủ tục (ví dụ 1.005061). Đặt tên cột rồi chọn lại.",
            field="file",
        )
    first: dict[str, CodeCell] = {}
    for cell in cells:
        first.setdefault(cell.code, cell)
    return list(first.values())


def _below_heading(page: Sequence[Sequence[CodeCell]]) -> list[CodeCell] | None:
    """The cells below the heading of the codes; None where the page has no such heading."""
    for place, row in enumerate(page[:_HEADED_WITHIN]):
        for cell in row:
            if fold(cell.code) in _HEADINGS:
                column = _column(cell)
                return [one for below in page[place + 1 :] for one in below if _column(one) == column]
    return None


def _column(cell: CodeCell) -> str:
    return cell.cell.rstrip("0123456789")


def _workbook(data: bytes) -> Iterator[list[list[CodeCell]]]:
    from openpyxl import load_workbook

    require_compact(data, most_unpacked=_LARGEST_UNPACKED)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as broken:  # openpyxl lets many kinds of trouble through
        raise Refused(
            "file-unreadable",
            "Không mở được tệp như một bảng tính XLSX. Mở bằng Excel và lưu lại.",
            field="file",
        ) from broken
    many = len(book.worksheets) > 1
    for page in book.worksheets:
        _require_short(page.max_row)
        before = f"{page.title}!" if many else ""
        yield [
            [
                CodeCell(said, f"{before}{cell.coordinate}")
                for cell in row
                if (said := _said(cell.value)) and cell.value is not None
            ]
            for row in page.iter_rows()
        ]


def _text(data: bytes, name: str) -> Iterator[list[list[CodeCell]]]:
    from openpyxl.utils import get_column_letter

    text = text_of(data, name)
    first = text[:10_000].partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        found = [
            [
                CodeCell(_said(said), f"{get_column_letter(at)}{line}")
                for at, said in enumerate(row, 1)
                if _said(said)
            ]
            for line, row in enumerate(_bounded(rows), 1)
        ]
    except csv.Error as error:
        raise Refused("file-unreadable", f"Tệp không theo dạng CSV ({error}).", field="file") from error
    yield found


def _bounded(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        _require_short(number)
        yield row


def _require_short(rows: int) -> None:
    if rows > MOST_ROWS:
        raise Refused("file-too-large", f"Tệp có hơn {MOST_ROWS} dòng. Chia thành nhiều tệp.", field="file")


def _said(value: Any) -> str:
    """What a cell says. A spreadsheet may hold 1.012960 as the number 1.01296."""
    if isinstance(value, float):
        return f"{value:.6f}"
    return " ".join(("" if value is None else str(value)).split()).removeprefix("'")[:_LONGEST_CODE]
