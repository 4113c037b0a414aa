"""Writing the catalogue to files that can be imported again: a workbook, a list, a JSON document, the template."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import IO, Any

from motcua.catalogue.readers.csv_files import FORMULA_START
from motcua.catalogue.readers.json_files import FORMAT
from motcua.catalogue.rules.content import as_dict
from motcua.catalogue.rules.sheet_writing import Listed, write_parts, write_row
from motcua.catalogue.rules.sheets import SHEETS, Sheet
from motcua.kernel.refusals import Refused

GUIDE = "Hướng dẫn"
_GUIDE_LINES = (
    "Tệp này dùng để đưa thủ tục vào danh mục. Giữ nguyên tên tờ và dòng tiêu đề; thứ tự cột thay đổi được.",
    "Mỗi thủ tục một dòng ở tờ “Thủ tục”; các tờ khác nối với nó bằng cột Mã thủ tục.",
    "Ô để trống nghĩa là chưa có thông tin. Muốn nói quy định là không có, ghi tên mục vào cột “Khai là không có”.",
    "Bỏ hẳn một tờ hoặc một cột thì phần ấy của thủ tục đã có trong danh mục được giữ nguyên.",
    "Không dùng công thức, macro hay liên kết tới tệp khác.",
    "Trước khi nhập, chạy thử để xem từng thủ tục thay đổi thế nào và dòng nào bị từ chối.",
)


def write_workbook(stream: IO[bytes], procedures: Iterable[Listed]) -> int:
    """Write procedures into a workbook of the template's form; how many they were.

    :raises Refused: "cell-too-long" when a text does not fit a spreadsheet's cell.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        pages = {sheet.name: _Page(book, sheet) for sheet in SHEETS}
        count = 0
        for count, procedure in enumerate(procedures, start=1):  # noqa: B007 - the count is the answer
            pages[SHEETS[0].name].add(procedure.code, write_row(procedure))
            parts = write_parts(procedure)
            for sheet in SHEETS[1:]:
                for row in parts[sheet.field]:
                    pages[sheet.name].add(procedure.code, row)
        _write_guide(book)
    return count


def write_template(stream: IO[bytes]) -> None:
    """Write an empty workbook with the sheets, columns, hints and guide for officers."""
    write_workbook(stream, ())


class _Page:
    """One sheet of a workbook being written, row after row."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.sheet, self.line = sheet, 0
        self.page = book.add_worksheet(sheet.name)
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for place, column in enumerate(sheet.columns):
            self.page.set_column(place, place, column.width, text)
            self.page.write_string(0, place, column.heading, heading)
        self.text = text
        self.page.freeze_panes(1, 1)

    def add(self, code: str, row: dict[str, str]) -> None:
        self.line += 1
        for place, column in enumerate(self.sheet.columns):
            value = row.get(column.heading, "")
            if value and self.page.write_string(self.line, place, value, self.text):
                raise Refused(
                    "cell-too-long",
                    f"Thủ tục {code}: “{column.heading}” quá dài cho một ô bảng tính. Hãy xuất dạng .json.",
                    procedure=code,
                    field=column.heading,
                )


def _write_guide(book: Any) -> None:
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 34)
    page.set_column(2, 2, 110)
    bold = book.add_format({"bold": True})
    line = -1
    for line, words in enumerate(_GUIDE_LINES):
        page.write_string(line, 0, words)
    line += 2
    for place, words in enumerate(("Tờ", "Cột", "Cách ghi")):
        page.write_string(line, place, words, bold)
    for sheet in SHEETS:
        line += 1
        page.write_string(line, 0, sheet.name, bold)
        page.write_string(line, 2, sheet.hint)
        for column in sheet.columns:
            line += 1
            page.write_string(line, 1, column.heading)
            page.write_string(line, 2, column.hint)


def write_csv(stream: IO[bytes], procedures: Iterable[Listed]) -> int:
    """Write the list of procedures as CSV, without their steps, papers and other parts; how many they were."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    headings = [column.heading for column in SHEETS[0].columns]
    writer = csv.writer(text)
    writer.writerow(headings)
    count = 0
    for count, procedure in enumerate(procedures, start=1):  # noqa: B007 - the count is the answer
        row = write_row(procedure)
        writer.writerow([_guarded(row[heading]) for heading in headings])
    text.detach()
    return count


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_START) else text


def write_json(stream: IO[bytes], procedures: Iterable[Listed], *, on: date) -> int:
    """Write procedures with all they say as a JSON document, one on each line; how many they were."""
    head = json.dumps({"format": FORMAT, "version": 1, "on": on.isoformat()}, ensure_ascii=False)
    stream.write(f'{head[:-1]}, "procedures": [\n'.encode())
    count = 0
    for line in _joined(procedures):
        stream.write(line.encode())
        count += 1
    stream.write(b"\n]}\n")
    return count


def _joined(procedures: Iterable[Listed]) -> Iterator[str]:
    before = ""
    for procedure in procedures:
        document = {
            "code": procedure.code,
            "kind": procedure.kind.value,
            "old_codes": list(procedure.old_codes),
            "source_url": procedure.source_url,
            **as_dict(procedure.content),
        }
        yield before + json.dumps(document, ensure_ascii=False)
        before = ",\n"


def writer_for(ending: str, *, on: date) -> Callable[[IO[bytes], Iterable[Listed]], int]:
    """The writer of files with this ending (".xlsx", ".csv", ".json").

    :raises Refused: "file-unknown-format".
    """
    if ending == ".json":
        return lambda stream, procedures: write_json(stream, procedures, on=on)
    writers: dict[str, Callable[[IO[bytes], Iterable[Listed]], int]] = {
        ".xlsx": write_workbook,
        ".csv": write_csv,
    }
    if ending not in writers:
        raise Refused("file-unknown-format", f"Chưa ghi được dạng “{ending}”. Dùng .xlsx, .csv hoặc .json.")
    return writers[ending]
