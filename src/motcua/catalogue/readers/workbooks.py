"""Procedures in the project's own workbook (XLSX): read whole, after making sure that it is harmless."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from motcua.catalogue.readers.files import LIMITS, FileLimits, ReadFile, unreadable
from motcua.catalogue.rules.records import Remark
from motcua.catalogue.rules.sheet_reading import read_row
from motcua.catalogue.rules.sheets import CODE, SHEETS, Row, Sheet, columns_named
from motcua.kernel.text import clean, fold
from motcua.kernel.workbooks import require_compact

_FORMULA = re.compile(rb"<c\s[^>]*?r=\"([A-Z]{1,3}\d{1,7})\"[^>]*>\s*<f[\s>/]")
_CHUNK = 1 << 20
_MOST_EXPANSION = 200
_ACTIVE = (
    "vbaproject",
    "macrosheets/",
    "activex/",
    "embeddings/",
    "externallinks/",
    "connections.xml",
    "querytables/",
)


def read_workbook(data: bytes, name: str, limits: FileLimits = LIMITS) -> ReadFile:
    """The records of a workbook made from the template: one procedure per row of the first sheet.

    :raises Refused: "file-unreadable", "file-too-big" (a small file that unpacks to a huge one), "file-active"
        (macros, links to other files), "file-has-formulas", "file-too-sparse" (cells too far apart),
        "columns-missing", "file-too-long".
    """
    _require_harmless(data, name, limits)
    require_compact(data, most_unpacked=limits.unpacked_bytes)
    sheets = dict(_sheets(data, name, limits))
    if SHEETS[0].name not in sheets:
        raise unreadable(name, f"không có tờ “{SHEETS[0].name}” với các cột của tệp mẫu.", "columns-missing")
    read = ReadFile()
    listed = sheets[SHEETS[0].name]
    codes = {row.get(CODE, "").strip() for _, row in listed}
    parts: dict[str, dict[str, list[tuple[int, Row]]]] = {}
    for sheet in SHEETS[1:]:
        if sheet.name in sheets:
            parts[sheet.field] = _by_code(sheet, sheets[sheet.name], codes, read)
    for number, row in listed:
        own = {field: rows.get(row.get(CODE, "").strip(), []) for field, rows in parts.items()}
        read.take(read_row(row, number=number, parts=own))
    return read


def _by_code(
    sheet: Sheet, rows: Sequence[tuple[int, Row]], codes: set[str], read: ReadFile
) -> dict[str, list[tuple[int, Row]]]:
    groups: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for number, row in rows:
        code = row.get(CODE, "").strip()
        if code in codes and code:
            groups[code].append((number, row))
        else:
            reason = f"tờ “{sheet.name}”: mã “{code[:40]}” không có ở tờ “{SHEETS[0].name}”"
            read.refusals.append(Remark(number, code[:40], CODE, reason))
    return groups


def _sheets(data: bytes, name: str, limits: FileLimits) -> Iterator[tuple[str, list[tuple[int, Row]]]]:
    import python_calamine

    known = {fold(sheet.name): sheet for sheet in SHEETS}
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [title for title in workbook.sheet_names if fold(title) in known]
        for title in found:
            cells = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False, nrows=limits.rows + 2)
            yield known[fold(title)].name, _rows(known[fold(title)], cells, name, limits)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise unreadable(name, "không phải bảng tính XLSX đúng, hoặc tệp bị hỏng.") from error


def _rows(
    sheet: Sheet, cells: Sequence[Sequence[Any]], name: str, limits: FileLimits
) -> list[tuple[int, Row]]:
    if len(cells) > limits.rows + 1:
        raise unreadable(
            name, f"tờ “{sheet.name}” có hơn {limits.rows} dòng. Chia nhỏ rồi nhập.", "file-too-long"
        )
    columns = columns_named(sheet, [_text(cell, "") for cell in cells[0]] if cells else [])
    if CODE not in columns.values():
        raise unreadable(name, f"tờ “{sheet.name}” không có cột “{CODE}” ở dòng đầu.", "columns-missing")
    rows: list[tuple[int, Row]] = []
    for number, line in enumerate(cells[1:], start=2):
        row = {
            heading: _text(line[place], heading) for place, heading in columns.items() if place < len(line)
        }
        if any(row.values()):
            rows.append((number, row))
    return rows


def _text(cell: Any, heading: str) -> str:
    """The text of a cell. A code that the spreadsheet took for a number gets its six decimals back."""
    if isinstance(cell, bool):
        return "Có" if cell else "Không"
    if isinstance(cell, float):
        if heading == CODE and 1 <= cell < 10:
            return f"{cell:.6f}"
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, (datetime, date)):
        return f"{cell:%d/%m/%Y}"
    return clean(str(cell))


def _require_harmless(data: bytes, name: str, limits: FileLimits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_modest(entries, len(data), name, limits)
            _require_inactive(entries, name)
            for entry in entries:
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    _require_no_formula(archive, entry, name, limits)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise unreadable(
            name, "không phải bảng tính XLSX đúng, hoặc tệp bị hỏng hay đặt mật khẩu."
        ) from error


def _require_modest(entries: Sequence[zipfile.ZipInfo], packed: int, name: str, limits: FileLimits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    huge = unpacked > limits.unpacked_bytes or len(entries) > limits.entries
    if huge or (unpacked > 10 * _CHUNK and unpacked > packed * _MOST_EXPANSION):
        raise unreadable(name, "tệp nén phình ra quá lớn khi mở, có thể là tệp phá hoại.", "file-too-big")


def _require_inactive(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    for entry in entries:
        if any(word in entry.filename.lower() for word in _ACTIVE):
            raise unreadable(
                name,
                "tệp có macro, đối tượng nhúng hoặc liên kết ngoài. Lưu lại thành XLSX thường rồi nhập.",
                "file-active",
            )


def _require_no_formula(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limits: FileLimits
) -> None:
    """Read the sheet in pieces, counting what really comes out: a header may lie about the size."""
    read, rest = 0, b""
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            read += len(piece)
            if read > limits.unpacked_bytes:
                raise unreadable(name, "tệp nén phình ra quá lớn khi mở.", "file-too-big")
            found = _FORMULA.search(rest + piece)
            if found:
                cell = found[1].decode()
                raise unreadable(
                    name,
                    f"ô {cell} là công thức. Dán lại thành giá trị (Paste Values) rồi nhập.",
                    "file-has-formulas",
                )
            rest = piece[-400:]
