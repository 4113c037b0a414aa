"""The sheet of progress read back from a workbook; columns are known by their heading, not by their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motcua.documents.cells import SheetLimits, column_letter, read_cells
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.plans.files.workbook_writing import PROGRESS_SHEET
from motcua.plans.rules.progress_sheet import Sheet, SheetRow

LIMITS = SheetLimits(
    megabytes=10, unpacked_megabytes=80, rows=20_000, otherwise="Chọn đúng bảng theo dõi, xóa các dòng thừa."
)
_HEAD_WITHIN = 10
_COLUMNS = {
    "ma": "code",
    "uoc dat": "percent",
    "xong ngay": "done_on",
    "bao cao gan nhat": "text",
    "vuong mac": "obstacles",
    "san pham da co": "product",
}


def read_progress_sheet(data: bytes) -> Sheet:
    """The rows of the sheet that say something, in order, and where their columns stand.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "sheet-not-progress".
    """
    rows = read_cells(data, limits=LIMITS, sheet=PROGRESS_SHEET)
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        columns = {_COLUMNS[name]: at for at, cell in enumerate(row) if (name := fold(cell)) in _COLUMNS}
        if {"code", "percent", "done_on", "text"} <= columns.keys():
            letters = {name: column_letter(at) for name, at in columns.items()}
            return Sheet(tuple(_rows(rows[place + 1 :], columns, first=place + 2)), letters)
    raise Refused(
        "sheet-not-progress",
        "Tệp không có trang “Tiến độ” với các cột Mã, Ước đạt (%), Xong ngày, Báo cáo gần nhất. Tải bảng theo dõi của "
        "kế hoạch này về, điền vào trang “Tiến độ” rồi chọn lại.",
        field="file",
    )


def _rows(rows: Sequence[Sequence[str]], columns: dict[str, int], *, first: int) -> Iterator[SheetRow]:
    for line, row in enumerate(rows, start=first):
        said = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        if any(clean(each) for each in row):
            yield SheetRow(line, **{**said, "code": clean(said["code"]).lower()})
