"""The score sheet of a call as a workbook: one row an initiative, one column a member, and each criterion apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

_WHOLE = (("TT", 6), ("Sáng kiến", 50), ("Tác giả", 30), ("Đơn vị", 30))
_RESULT = (("Điểm trung bình", 12), ("Còn thiếu", 10), ("Kết quả", 22), ("Cấp", 16), ("Quyết định", 22))


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """One initiative: `totals` by member, `points` by member and criterion; None where there is no score to show."""

    number: int
    title: str
    authors: str
    unit: str
    totals: Sequence[Decimal | None]
    points: Sequence[Sequence[Decimal | None]]
    mean: Decimal | None
    missing: int
    result: str
    level: str
    decision: str


def write_score_sheet(
    *, title: str, members: Sequence[str], criteria: Sequence[str], rows: Sequence[ScoredRow]
) -> bytes:
    """The workbook: first sheet totals and means, second the points of each member by criterion. Texts are written as
    texts, never as formulas."""
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
    text, points = book.add_format(base), book.add_format({**base, "num_format": "0.00"})
    large = book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True})

    sheet = book.add_worksheet("Tổng hợp")
    _begin(sheet, title, [*_WHOLE, *((name, 14) for name in members), *_RESULT], large, head)
    for place, row in enumerate(rows, start=3):
        cells = [row.number, row.title, row.authors, row.unit, *row.totals]
        cells += [row.mean, row.missing, row.result, row.level, row.decision]
        _write(sheet, place, cells, text, points)

    sheet = book.add_worksheet("Từng tiêu chí")
    columns = [("TT", 6), ("Sáng kiến", 50), ("Thành viên", 28), *((name, 16) for name in criteria)]
    _begin(sheet, title, [*columns, ("Cộng", 10)], large, head)
    place = 3
    for row in rows:
        for member, given, total in zip(members, row.points, row.totals, strict=True):
            if total is not None:
                _write(sheet, place, [row.number, row.title, member, *given, total], text, points)
                place += 1
    book.close()
    return made.getvalue()


def _begin(sheet: Any, title: str, columns: Sequence[tuple[str, int]], large: Any, head: Any) -> None:
    sheet.write_string(0, 0, title, large)
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, name, head)
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Any, place: int, cells: Sequence[Any], text: Any, points: Any) -> None:
    for column, value in enumerate(cells):
        if isinstance(value, Decimal):
            sheet.write_number(place, column, float(value), points)
        elif isinstance(value, int):
            sheet.write_number(place, column, value, text)
        else:
            sheet.write_string(place, column, value or "", text)
