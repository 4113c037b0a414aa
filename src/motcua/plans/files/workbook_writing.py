"""The work of a plan as a workbook: an annex that reads back into the same plan, with how far each unit is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

PLAN_COLUMNS = (
    ("TT", 7),
    ("Nội dung công việc", 60),
    ("Đơn vị chủ trì", 28),
    ("Đơn vị phối hợp", 28),
    ("Thời hạn", 22),
    ("Sản phẩm", 30),
    ("Cấp trình", 20),
)
DUTY_COLUMNS = (
    ("TT", 7),
    ("Nội dung công việc", 60),
    ("Đợt", 18),
    ("Đơn vị", 30),
    ("Người làm", 22),
    ("Hạn", 12),
    ("Tình trạng", 22),
    ("So với hạn", 18),
    ("Ước đạt (%)", 10),
    ("Xong ngày", 12),
    ("Báo cáo gần nhất", 50),
    ("Vướng mắc", 40),
    ("Sản phẩm đã có", 30),
    ("Mã", 38),
)
PROGRESS_SHEET = "Tiến độ"
_MOST_LETTERS = 32_767  # of one cell; more would be left out without a word


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line of the annex; a group row has only `content`."""

    number: str
    content: str
    leads: Sequence[str] = ()
    partners: Sequence[str] = ()
    term: str = ""
    product: str = ""
    submitted_to: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class DutyRow:
    """What one unit owes, and how far it is."""

    number: str
    content: str
    name: str
    unit: str
    assignee: str
    due_on: date | None
    status: str
    timing: str
    percent: int | None
    done_on: date | None
    last_report: str
    obstacles: str
    code: str


def write_plan_workbook(*, title: str, on: date, rows: Iterable[PlanRow], duties: Iterable[DutyRow]) -> bytes:
    """The workbook: first sheet the annex, second what each unit owes, which `progress_reading` reads back when it was
    filled in. Each says how many rows it has, so that nobody works on half of it. Texts are written as texts,
    never as formulas."""
    import xlsxwriter  # heavy: only those who export pay for it

    made = BytesIO()
    book = xlsxwriter.Workbook(
        made,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True, "border": 1}
    head = book.add_format({**base, "bold": True, "align": "center", "valign": "vcenter"})
    text, strong = book.add_format(base), book.add_format({**base, "bold": True})
    day = book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "center"})
    large = book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True})
    note = book.add_format({"font_name": "Times New Roman", "font_size": 12, "italic": True})

    sheet = book.add_worksheet("Nhiệm vụ")
    _begin(sheet, title, PLAN_COLUMNS, large, head)
    number = 0
    for place, row in enumerate(rows, start=3):
        number += not row.is_group
        cells = (
            row.number,
            row.content,
            "\n".join(row.leads),
            "\n".join(row.partners),
            row.term,
            row.product,
            row.submitted_to,
        )
        for column, value in enumerate(cells):
            sheet.write_string(place, column, value[:_MOST_LETTERS], strong if row.is_group else text)
    sheet.write_string(1, 0, f"{number} nhiệm vụ, tính đến ngày {on:%d/%m/%Y}", note)

    sheet = book.add_worksheet(PROGRESS_SHEET)
    _begin(sheet, title, DUTY_COLUMNS, large, head)
    number = 0
    for number, duty in enumerate(duties, start=1):
        _write_duty(sheet, number + 2, duty, text, day)
    sheet.write_string(1, 0, f"{number} việc của các đơn vị, tính đến ngày {on:%d/%m/%Y}", note)
    _guard(sheet, number)
    book.close()
    return made.getvalue()


def _begin(sheet: Any, title: str, columns: Sequence[tuple[str, int]], large: Any, head: Any) -> None:
    """Title, a row apart, the header; the header is repeated on each printed page."""
    sheet.write_string(0, 0, title, large)
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, name, head)
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _guard(sheet: Any, number: int) -> None:
    """What may be typed into the columns that are read back; the rest of a cell's mistakes are told when it returns."""
    if number == 0:
        return
    names = [name for name, _ in DUTY_COLUMNS]
    percent, done_on = names.index("Ước đạt (%)"), names.index("Xong ngày")
    whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
    told = {"error_title": "Ước đạt (%)", "error_message": "Ghi một số từ 0 đến 100, không ghi dấu %."}
    sheet.data_validation(3, percent, number + 2, percent, {**whole, **told})
    day = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "error_type": "warning"}
    told = {"error_title": "Xong ngày", "error_message": "Ghi ngày như 15/01/2026."}
    sheet.data_validation(3, done_on, number + 2, done_on, {**day, **told})


def _write_duty(sheet: Any, place: int, duty: DutyRow, text: Any, day: Any) -> None:
    cells = (
        duty.number,
        duty.content,
        duty.name,
        duty.unit,
        duty.assignee,
        duty.due_on,
        duty.status,
        duty.timing,
        duty.percent,
        duty.done_on,
        duty.last_report,
        duty.obstacles,
        "",
        duty.code,
    )
    for column, value in enumerate(cells):
        if isinstance(value, date):
            sheet.write_datetime(place, column, value, day)
        elif isinstance(value, int):
            sheet.write_number(place, column, value, text)
        else:
            sheet.write_string(place, column, (value or "")[:_MOST_LETTERS], text)
