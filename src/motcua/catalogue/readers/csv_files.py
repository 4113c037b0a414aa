"""Lists of procedures in CSV: the national catalogue's, and the project's own. A row says only what it has."""

from __future__ import annotations

import csv
import io
import re

from motcua.catalogue.readers.files import LIMITS, FileLimits, ReadFile, text_of, unreadable
from motcua.catalogue.rules.records import Remark
from motcua.catalogue.rules.sheet_reading import read_row
from motcua.catalogue.rules.sheets import CODE, SHEETS, columns_named

_DELIMITERS = ",;\t"
# What a spreadsheet would take for a formula is written with an apostrophe before it, and read without.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")


def read_csv(data: bytes, name: str, limits: FileLimits = LIMITS) -> ReadFile:
    """The records of a CSV list; its first row names the columns.

    :raises Refused: "file-wrong-encoding", "file-unreadable", "columns-missing", "file-too-long".
    """
    text = text_of(data, name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    read = ReadFile()
    try:
        headings = next(rows, [])
        columns = columns_named(SHEETS[0], headings)
        if CODE not in columns.values() or "Tên thủ tục" not in columns.values():
            raise unreadable(
                name,
                "dòng đầu phải có ít nhất cột Mã thủ tục và Tên thủ tục. Xem tệp mẫu.",
                "columns-missing",
            )
        for count, cells in enumerate(rows, start=1):
            if count > limits.rows:
                raise unreadable(name, f"có hơn {limits.rows} dòng. Chia nhỏ rồi nhập.", "file-too-long")
            _take(read, cells, columns, len(headings), rows.line_num)
    except csv.Error as error:
        raise unreadable(name, f"dòng {rows.line_num} không theo dạng CSV ({error}).") from error
    return read


def _take(read: ReadFile, cells: list[str], columns: dict[int, str], width: int, line: int) -> None:
    if not any(cell.strip() for cell in cells):
        return
    if len(cells) != width:
        code = next(
            (cells[place] for place, name in columns.items() if name == CODE and place < len(cells)), ""
        )
        reason = f"có {len(cells)} ô, trong khi dòng đầu có {width} cột"
        read.refusals.append(Remark(line, code[:40], "", reason))
        return
    row = {name: _GUARDED.sub("", cells[place]) for place, name in columns.items()}
    read.take(read_row(row, number=line, parts=None))


def _delimiter(text: str) -> str:
    first = text[: text.find("\n") if "\n" in text else len(text)][:10_000]
    return max(_DELIMITERS, key=first.count)
