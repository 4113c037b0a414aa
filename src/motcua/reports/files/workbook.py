"""Forms as workbooks: the heads of groups, one row for the numbers of columns, figures as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any

from motcua.reports.rules.filled import NO_DATA, Filled
from motcua.reports.rules.forms.definition import Column, ReportForm

_BAD_SHEET_SIGNS = str.maketrans("", "", "[]:*?/\\")


def write_form(filled: Filled, *, agency: str, first: date, last: date) -> bytes:
    """One form as a workbook."""
    return write_forms([filled], agency=agency, first=first, last=last)


def write_forms(forms: Sequence[Filled], *, agency: str, first: date, last: date) -> bytes:
    """A sheet for each form. Texts are written as texts, never as formulas."""
    import xlsxwriter  # heavy: only those who export pay for it

    made = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(made, options)
    formats = _formats(book)
    for filled in forms:
        sheet = book.add_worksheet(filled.form.code.translate(_BAD_SHEET_SIGNS)[:31])
        _heading(sheet, filled.form, agency, first, last, formats)
        _rows(sheet, filled, _head(sheet, filled.form, formats), formats)
    book.close()
    return made.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True, "border": 1}
    plain = {"font_name": "Times New Roman", "font_size": 12}
    centred = {**base, "align": "center", "valign": "vcenter"}
    return {
        "title": book.add_format({**plain, "font_size": 14, "bold": True}),
        "note": book.add_format({**plain, "italic": True}),
        "head": book.add_format({**centred, "bold": True}),
        "number": book.add_format({**centred, "italic": True}),
        "text": book.add_format(base),
        "figure": book.add_format({**base, "num_format": "#,##0"}),
        "text_total": book.add_format({**base, "bold": True}),
        "figure_total": book.add_format({**base, "bold": True, "num_format": "#,##0"}),
    }


def _heading(
    sheet: Any, form: ReportForm, agency: str, first: date, last: date, formats: dict[str, Any]
) -> None:
    sheet.write_string(0, 0, f"{form.named}. {form.title}", formats["title"])
    sheet.write_string(1, 0, f"Đơn vị báo cáo: {agency}", formats["note"])
    sheet.write_string(
        2, 0, f"Kỳ báo cáo: từ ngày {first:%d/%m/%Y} đến hết ngày {last:%d/%m/%Y}", formats["note"]
    )
    sheet.write_string(3, 0, f"Đơn vị tính: {form.unit}", formats["note"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 1 + len(form.columns), 12)


def _head(sheet: Any, form: ReportForm, formats: dict[str, Any]) -> int:
    """The head on rows 6 to 8; the row below it."""
    for column, heading in enumerate(form.first_columns):
        sheet.merge_range(5, column, 6, column, heading, formats["head"])
        sheet.write_string(7, column, f"({column + 1})", formats["number"])
    place = 2
    for group, columns in groupby(form.columns, key=lambda column: column.group):
        members = list(columns)
        _group(sheet, group, members, place, formats)
        place += len(members)
    sheet.freeze_panes(8, 2)
    sheet.repeat_rows(5, 7)
    return 8


def _group(sheet: Any, group: str, members: list[Column], place: int, formats: dict[str, Any]) -> None:
    head = formats["head"]
    if not group:
        for at, column in enumerate(members, start=place):
            sheet.merge_range(5, at, 6, at, column.heading, head)
    else:
        if len(members) == 1:
            sheet.write_string(5, place, group, head)
        else:
            sheet.merge_range(5, place, 5, place + len(members) - 1, group, head)
        for at, column in enumerate(members, start=place):
            sheet.write_string(6, at, column.heading, head)
    for at, column in enumerate(members, start=place):
        sheet.write_string(7, at, f"({column.number})", formats["number"])


def _rows(sheet: Any, filled: Filled, start: int, formats: dict[str, Any]) -> None:
    place = start
    for number, row in enumerate((*filled.rows, filled.total), start=1):
        is_total = number > len(filled.rows)
        kind = "_total" if is_total else ""
        sheet.write_string(place, 0, "" if is_total else str(number), formats["text" + kind])
        sheet.write_string(place, 1, row.label, formats["text" + kind])
        for at, column in enumerate(filled.form.columns, start=2):
            value = row.cells[column.number]
            if value is None:
                sheet.write_string(place, at, NO_DATA, formats["text" + kind])
            else:
                sheet.write_number(place, at, value, formats["figure" + kind])
        place += 1
    for rate in filled.rates:
        place += 1
        sheet.write_string(place, 1, f"{rate.name}: {rate.said}", formats["note"])
    if filled.form.note:
        sheet.write_string(place + 2, 1, filled.form.note, formats["note"])
