"""Tables that people bring as files: XLSX, or CSV in UTF-8; read as plain text, row by row, with clear refusals."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.kernel.workbooks import require_compact

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the file (the heading is row 1) and its cells by column key, "" where empty."""

    number: int
    values: Mapping[str, str]


def read_table(
    path: Path, *, columns: Mapping[str, Sequence[str]], required: Sequence[str]
) -> list[TableRow]:
    """The rows of the file's first sheet. `columns` says for each key which headings name it, however written.

    Empty rows and columns nobody asked for are left out.

    :raises Refused: "file-not-found", "file-too-large", "file-too-sparse", "file-unreadable", "wrong-encoding",
        "columns-missing".
    """
    if not path.is_file():
        raise Refused("file-not-found", f"Không có tệp {path}. Kiểm tra lại tên và thư mục.", file=str(path))
    data = path.read_bytes()
    _check_size(path.name, data)
    lines = _workbook(path.name, data) if data.startswith(b"PK") else _csv(path.name, data)
    heading = next(lines, [])
    places = _places(heading, columns)
    if missing := [columns[key][0] for key in required if key not in places]:
        raise Refused(
            "columns-missing",
            f"Tệp {path.name} thiếu cột: {', '.join(missing)}. Lấy tệp mẫu rồi điền lại.",
            file=path.name,
            missing=missing,
        )
    return list(_rows(path.name, lines, places))


def _rows(name: str, lines: Iterator[Sequence[Any]], places: Mapping[str, int]) -> Iterator[TableRow]:
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise Refused(
                "file-too-large",
                f"Tệp {name} có hơn {MOST_ROWS:,} dòng. Chia thành nhiều tệp.".replace(",", "."),
            )
        values = {key: _text(line[place]) if place < len(line) else "" for key, place in places.items()}
        if any(values.values()):
            yield TableRow(number, values)


def _places(heading: Sequence[Any], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    written = {fold(_text(cell)): place for place, cell in reversed(list(enumerate(heading)))}
    names = {key: [fold(name) for name in (*titles, key)] for key, titles in columns.items()}
    return {
        key: place
        for key, titles in names.items()
        if (place := next((written[title] for title in titles if title in written), None)) is not None
    }


def _check_size(name: str, data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise Refused(
            "file-too-large",
            f"Tệp {name} lớn hơn {LARGEST_FILE // 2**20} MB. Chia thành nhiều tệp.",
            file=name,
        )


def _workbook(name: str, data: bytes) -> Iterator[Sequence[Any]]:
    from python_calamine import CalamineError, load_workbook

    require_compact(data, most_unpacked=LARGEST_UNPACKED)
    try:
        sheet = load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
        return iter(sheet.to_python(skip_empty_area=False))
    except (CalamineError, ValueError, OSError) as broken:
        raise Refused(
            "file-unreadable", f"Không mở được {name} như một bảng tính XLSX. Mở và lưu lại tệp.", file=name
        ) from broken


def _csv(name: str, data: bytes) -> Iterator[Sequence[Any]]:
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as broken:
        raise Refused(
            "wrong-encoding",
            f"Tệp {name} không phải CSV mã UTF-8. Trong Excel chọn “CSV UTF-8” khi lưu, hoặc gửi tệp XLSX.",
            file=name,
        ) from broken
    if "\x00" in text:
        raise Refused("file-unreadable", f"Tệp {name} không phải CSV hay XLSX.", file=name)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return _csv_lines(name, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _csv_lines(name: str, lines: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from lines
    except csv.Error as broken:
        raise Refused("file-unreadable", f"Tệp {name} có dòng CSV sai: {broken}.", file=name) from broken


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    return clean(str(cell)) if cell is not None else ""
