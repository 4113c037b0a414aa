"""A plain table as a workbook: a title, a header, rows of texts, numbers and days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any


def write_table(
    *, sheet_name: str, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]
) -> bytes:
    """The workbook; `columns` are names with their widths. Texts are written as texts, never as formulas."""
    import xlsxwriter  # heavy: only those who export pay for it

    made = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(made, options)
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True, "border": 1}
    head = book.add_format({**base, "bold": True, "align": "center", "valign": "vcenter"})
    text, day = book.add_format(base), book.add_format({**base, "num_format": "dd/mm/yyyy"})
    large = book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True})
    sheet = book.add_worksheet(sheet_name)
    sheet.write_string(0, 0, title, large)
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, name, head)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for place, row in enumerate(rows, start=3):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(place, column, value, text)
            else:
                sheet.write_string(place, column, value or "", text)
    book.close()
    return made.getvalue()
