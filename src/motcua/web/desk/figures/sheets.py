"""The rows behind a figure as a workbook, written row by row; they are counted before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from motcua.kernel.refusals import Refused
from motcua.web.desk.figures.kinds import Kind, headings


def write_rows(
    stream: IO[bytes], *, title: str, about: Sequence[str], kind: Kind, rows: Iterable[Any], expected: int
) -> int:
    """The workbook; how many rows. Texts are written as texts, never as formulas.

    :raises Refused: "rows-incomplete" when not as many rows came as were counted beforehand.
    """
    import xlsxwriter  # heavy: only those who export pay for it

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet("Danh sách")
        sheet.set_column(0, 0, 6)
        for place, column in enumerate(kind.columns, start=1):
            sheet.set_column(place, place, column.width)
        lines = [title, *about]
        for place, line in enumerate(lines):
            sheet.write_string(place, 0, line)
        for place, heading in enumerate(["STT", *headings(kind)]):
            sheet.write_string(len(lines), place, heading, bold)
        sheet.freeze_panes(len(lines) + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(len(lines))
        count = 0
        for count, row in enumerate(rows, start=1):
            sheet.write_number(len(lines) + count, 0, count, wrapped)
            for place, words in enumerate(kind.cells(row), start=1):
                sheet.write_string(len(lines) + count, place, words, wrapped)
    if count != expected:
        raise Refused(
            "rows-incomplete",
            f"Danh sách phải có {expected} dòng nhưng ghi được {count}: có người vừa thay đổi. Hãy lấy lại.",
        )
    return count
