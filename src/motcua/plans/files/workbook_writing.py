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
)


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


def write_plan_workbook(*, title: str, rows: Iterable[PlanRow], duties: Iterable[DutyRow]) -> bytes:
    """The workbook: first sheet the annex, second what each unit owes. Texts are written as texts, never as formulas."""
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

    sheet = book.add_worksheet("Nhiệm vụ")
    _begin(sheet, title, PLAN_COLUMNS, large, head)
    for place, row in enumerate(rows, start=3):
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
            sheet.write_string(place, column, value, strong if row.is_group else text)

    sheet = book.add_worksheet("Tiến độ")
    _begin(sheet, title, DUTY_COLUMNS, large, head)
    for place, duty in enumerate(duties, start=3):
        _write_duty(sheet, place, duty, text, day)
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
    )
    for column, value in enumerate(cells):
        if isinstance(value, date):
            sheet.write_datetime(place, column, value, day)
        elif isinstance(value, int):
            sheet.write_number(place, column, value, text)
        else:
            sheet.write_string(place, column, value or "", text)
