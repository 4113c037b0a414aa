"""Lists of any length as a workbook, written row by row: memory does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from motcua.kernel.clock import VIETNAM

_MOST_LETTERS = 32_767  # of one cell


@dataclass(frozen=True, slots=True)
class LongTable:
    """One sheet: names and widths of its columns, its rows, and what one row is called."""

    sheet: str
    title: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Any]]
    row_word: str


def write_tables(into: IO[bytes], tables: Sequence[LongTable]) -> list[int]:
    """Write the sheets; how many rows each has, which also stands below its last row, so that nobody works on half of
    it. Texts are written as texts, never as formulas."""
    import xlsxwriter  # heavy: only those who export pay for it

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(into, options)
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True, "border": 1}
    formats = {
        "large": book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True}),
        "head": book.add_format({**base, "bold": True, "align": "center", "valign": "vcenter"}),
        "text": book.add_format(base),
        "day": book.add_format({**base, "num_format": "dd/mm/yyyy"}),
        "moment": book.add_format({**base, "num_format": "hh:mm dd/mm/yyyy"}),
        "note": book.add_format({"font_name": "Times New Roman", "font_size": 12, "italic": True}),
    }
    numbers = [_write_one(book.add_worksheet(table.sheet), table, formats) for table in tables]
    book.close()
    return numbers


def _write_one(sheet: Any, table: LongTable, formats: dict[str, Any]) -> int:
    for column, (_name, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, table.title, formats["large"])
    for column, (name, _width) in enumerate(table.columns):
        sheet.write_string(2, column, name, formats["head"])
    number = 0
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(sheet, number + 2, column, value, formats)
    sheet.write_string(number + 4, 0, f"Cộng: {number} {table.row_word}.", formats["note"])
    return number


def _write_cell(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, datetime):
        local = value.astimezone(VIETNAM).replace(tzinfo=None)
        sheet.write_datetime(row, column, local, formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["day"])
    elif isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(row, column, value, formats["text"])
    else:
        sheet.write_string(row, column, (value or "")[:_MOST_LETTERS], formats["text"])
