"""A process as the legal table in a workbook."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from motcua.workflow.rules.processes import ProcessContent
from motcua.workflow.rules.tables import COLUMNS, FACTS, LEGS, MOVES, OPINIONS, STEPS, facts_of, rows_of

_WIDTHS = {
    STEPS: (6, 42, 16, 24, 14, 14, 14, 34, 34, 34, 34, 18),
    MOVES: (22, 26, 22, 40),
    OPINIONS: (22, 60, 22, 24),
    LEGS: (18, 48, 18, 24, 10),
}


def write_workbook(content: ProcessContent) -> bytes:
    """An XLSX file: facts above, then a row for each step; moves, opinions and legs on their own sheets.

    The same process gives the same bytes.
    """
    import xlsxwriter

    buffer = BytesIO()
    # Texts come from people and files: none of them may turn into a formula or a link.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": content.name[:250], "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        looks = _looks(book)
        rows = rows_of(content)
        for name in COLUMNS:
            if name in {STEPS, MOVES} or rows[name]:
                sheet = book.add_worksheet(name)
                top = _write_facts(sheet, content, looks) if name == STEPS else 0
                _write_rows(sheet, name, rows[name], top, looks)
    return buffer.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 14}),
        "name": book.add_format({**base, "bold": True}),
        "plain": book.add_format(base),
        "heading": book.add_format({**base, "bold": True, "border": 1, "text_wrap": True, "align": "center"}),
        "cell": book.add_format({**base, "border": 1, "text_wrap": True, "num_format": "@"}),
    }


def _write_facts(sheet: Any, content: ProcessContent, looks: dict[str, Any]) -> int:
    """The line after the facts and one empty line."""
    sheet.write_string(0, 1, "QUY TRÌNH NỘI BỘ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", looks["title"])
    facts = facts_of(content)
    for line, (key, names) in enumerate(FACTS.items(), start=1):
        sheet.write_string(line, 1, names[0], looks["name"])
        sheet.write_string(line, 2, facts[key], looks["plain"])
    return len(FACTS) + 2


def _write_rows(sheet: Any, name: str, rows: list[dict[str, str]], top: int, looks: dict[str, Any]) -> None:
    for column, (key, headings) in enumerate(COLUMNS[name].items()):
        sheet.set_column(column, column, _WIDTHS[name][column])
        sheet.write_string(top, column, headings[0], looks["heading"])
        for line, row in enumerate(rows, start=top + 1):
            if key == "number":
                sheet.write_number(line, column, int(row[key]), looks["cell"])
            else:
                sheet.write_string(line, column, row[key], looks["cell"])
    sheet.freeze_panes(top + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
