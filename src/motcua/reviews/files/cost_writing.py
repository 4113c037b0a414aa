"""A cost sheet written as a workbook that `cost_workbook` reads back; without a sheet, one to fill in."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from motcua.reviews.enums import Block, Side
from motcua.reviews.rules.cost.sheets import CostLine, CostSheet

if TYPE_CHECKING:
    import xlsxwriter.worksheet

_HEADINGS = (
    ("TT", 6),
    ("Công việc", 52),
    ("Số giờ", 10),
    ("Thu nhập một giờ (đồng)", 16),
    ("Chi phí thuê, tư vấn (đồng)", 16),
    ("Phí, lệ phí (đồng)", 16),
    ("Chi phí khác (đồng)", 16),
    ("Chi phí một lần (đồng)", 18),
    ("Ghi chú", 40),
)
_TOP = 5
_EMPTY_LINES = 4


def write_cost_workbook(sheet: CostSheet | None) -> bytes:
    """The workbook: one page per copy with how often and how many above, the activities by block, and the total."""
    import xlsxwriter  # heavy: only those who export pay for it

    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"}),
        "block": book.add_format({"bold": True, "border": 1}),
        "text": book.add_format({"text_wrap": True, "border": 1, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.##", "border": 1, "valign": "top"}),
        "vnd": book.add_format({"num_format": "#,##0", "border": 1, "valign": "top"}),
        "total": book.add_format({"num_format": "#,##0", "border": 1, "bold": True}),
    }
    for side in Side:
        _Page(book.add_worksheet(side.label), styles).write(sheet, side)
    book.close()
    return made.getvalue()


class _Page:
    def __init__(self, page: xlsxwriter.worksheet.Worksheet, styles: dict[str, Any]) -> None:
        self.page, self.styles, self.row = page, styles, _TOP + 1

    def write(self, sheet: CostSheet | None, side: Side) -> None:
        self._head(sheet, side)
        lines = sheet.lines(side) if sheet else ()
        for order, block in enumerate(Block, start=1):
            self.page.write_row(self.row, 0, [str(order), block.label], self.styles["block"])
            self.row += 1
            for line in (line for line in lines if (line.block or Block.OTHER) is block):
                self._line(line)
            if sheet is None:
                self._empty()
        last = self.row
        self.page.write_string(self.row, 1, "Tổng một lần thực hiện", self.styles["total"])
        total = sum(float(line.cost) for line in lines)
        self.page.write_formula(self.row, 7, f"=SUM(H{_TOP + 2}:H{last})", self.styles["total"], value=total)

    def _head(self, sheet: CostSheet | None, side: Side) -> None:
        self.page.write_string(0, 0, f"Chi phí tuân thủ: {side.label.lower()}", self.styles["title"])
        facts = (
            ("Tên thủ tục", sheet.procedure if sheet else ""),
            ("Số lần thực hiện một năm", float(sheet.times_per_year) if sheet else ""),
            ("Số đối tượng tuân thủ một năm", float(sheet.subjects_per_year) if sheet else ""),
        )
        for row, (name, value) in enumerate(facts, start=1):
            self.page.write_string(row, 1, name)
            self.page.write(row, 2, value)
        for column, (name, width) in enumerate(_HEADINGS):
            self.page.set_column(column, column, width)
            self.page.write_string(_TOP, column, name, self.styles["head"])
        self.page.freeze_panes(_TOP + 1, 2)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)

    def _line(self, line: CostLine) -> None:
        self.page.write_string(self.row, 0, "", self.styles["text"])
        self.page.write_string(self.row, 1, line.activity, self.styles["text"])
        self.page.write_number(self.row, 2, _written(line.hours), self.styles["number"])
        amounts = (line.hourly_income_vnd, line.service_vnd, line.fee_vnd, line.other_vnd)
        for column, amount in enumerate(amounts, start=3):
            self.page.write_number(self.row, column, _written(amount), self.styles["vnd"])
        self._cost(float(line.cost))
        self.page.write_string(self.row, 8, line.note, self.styles["text"])
        self.row += 1

    def _empty(self) -> None:
        for _ in range(_EMPTY_LINES):
            for column in range(len(_HEADINGS)):
                self.page.write_blank(self.row, column, None, self.styles["number"])
            self._cost(0)
            self.row += 1

    def _cost(self, value: float) -> None:
        line = self.row + 1
        formula = f"=C{line}*D{line}+E{line}+F{line}+G{line}"
        self.page.write_formula(self.row, 7, formula, self.styles["vnd"], value=value)


def _written(number: Decimal) -> float:
    """The number as a spreadsheet holds it."""
    return float(number)
