"""A unit's table read from a workbook: columns are known by the row of their numbers, rows by what stands before."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.documents.cells import SheetLimits, read_cells
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.reports.rules.filled import Filled, FilledRow
from motcua.reports.rules.forms.definition import ReportForm

LIMITS = SheetLimits(
    megabytes=5, unpacked_megabytes=40, rows=2_000, otherwise="Chọn đúng bảng báo cáo, xóa các dòng thừa."
)
_HEAD_WITHIN = 30
_TOTALS = frozenset({"tong so", "tong cong", "cong", "tong"})


def read_table(data: bytes, form: ReportForm) -> tuple[Filled, FilledRow | None]:
    """The rows of the form in the workbook, and its own row of totals where it has one, as they are written.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "table-not-of-form", "cell-not-a-number".
    """
    cells = read_cells(data, limits=LIMITS)
    for place, row in enumerate(cells[:_HEAD_WITHIN]):
        columns = _columns(row, form)
        if columns is not None:
            return _table(cells[place + 1 :], columns, form, first=place + 2)
    raise Refused(
        "table-not-of-form",
        f"Tệp không có bảng theo {form.named}: cần một dòng đánh số cột từ ({form.columns[0].number}) đến "
        f"({form.columns[-1].number}). Tải mẫu của kỳ về, điền vào rồi chọn lại.",
        field="file",
    )


def _columns(row: Sequence[str], form: ReportForm) -> dict[int, int] | None:
    """Where each column of the form stands, when this is the row of numbers."""
    found = {clean(cell).strip("()"): at for at, cell in enumerate(row)}
    numbers = [column.number for column in form.columns]
    if not all(str(number) in found for number in numbers) or str(numbers[-1] + 1) in found:
        return None
    return {number: found[str(number)] for number in numbers}


def _table(
    rows: Sequence[Sequence[str]], columns: dict[int, int], form: ReportForm, *, first: int
) -> tuple[Filled, FilledRow | None]:
    before = min(columns.values())
    found, total = [], None
    for line, row in enumerate(rows, start=first):
        label = next((clean(cell) for cell in reversed(row[:before]) if clean(cell)), "")
        if not any(clean(row[at]) for at in columns.values() if at < len(row)) or not label:
            continue
        cells = {number: _number(row, at, number, line, form) for number, at in columns.items()}
        if fold(label) in _TOTALS:
            total = FilledRow("", label, cells)
        else:
            found.append(FilledRow(fold(label)[:200], label[:300], cells))
    return Filled(form, tuple(found)), total


def _number(row: Sequence[str], at: int, number: int, line: int, form: ReportForm) -> int | None:
    said = clean(row[at]) if at < len(row) else ""
    if form.missing_of(number):
        return None
    plain = said.replace(".", "").replace(" ", "")
    if not plain or plain in {"-", "–"}:
        return 0
    if not plain.isascii() or not plain.isdecimal() or len(plain) > 9:
        raise Refused(
            "cell-not-a-number",
            f"Dòng {line}, cột ({number}) ghi “{said[:40]}”, không phải số nguyên. Sửa trong tệp rồi chọn lại.",
            field="file",
        )
    return int(plain)
