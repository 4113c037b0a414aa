"""The register of business conditions and other rules as a workbook, written and read back."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Any

from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.kernel.workbooks import require_compact
from motcua.reviews.rules.conditions.sheet import HEADINGS, NEEDED, ConditionRow

LARGEST_FILE = 10 * 1024 * 1024
_LARGEST_UNPACKED = 80 * 1024 * 1024
MOST_ROWS = 5_000
_WIDTHS = {
    "text": 70,
    "line": 30,
    "act_title": 40,
    "reason": 40,
    "kind": 24,
    "act_number": 22,
    "decision": 24,
    "rule_kind": 28,
    "cost_per_year_vnd": 22,
    "cost_source": 36,
}
COLUMNS: Sequence[tuple[str, int]] = [(heading, _WIDTHS.get(name, 16)) for name, heading in HEADINGS.items()]


def read_condition_workbook(data: bytes) -> tuple[list[ConditionRow], dict[str, str]]:
    """The rows below the first row of headings on the first page that has one, and in which column each thing stands.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "conditions-columns-missing",
        "conditions-missing".
    """
    from openpyxl.utils import get_column_letter

    for page in _opened(data).worksheets:
        columns: dict[str, int] = {}
        rows: list[ConditionRow] = []
        for number, values in enumerate(page.iter_rows(values_only=True), start=1):
            if len(rows) > MOST_ROWS:
                raise Refused("file-too-large", f"Tệp có hơn {MOST_ROWS} dòng. Chia thành nhiều tệp.")
            if not columns:
                columns = _headings(values)
            elif row := _row(number, values, columns):
                rows.append(row)
        if columns:
            _require_columns(columns)
            if not rows:
                raise Refused("conditions-missing", "Bảng có hàng tiêu đề nhưng không có điều kiện nào.")
            return rows, {name: str(get_column_letter(at + 1)) for name, at in columns.items()}
    wanted = ", ".join(HEADINGS[name] for name in NEEDED)
    raise Refused("conditions-columns-missing", f"Không thấy hàng tiêu đề. Cần có các cột: {wanted}.")


def _headings(values: Sequence[Any]) -> dict[str, int]:
    said = {
        fold(str(value)): at for at, value in reversed(list(enumerate(values))) if value not in (None, "")
    }
    found = {name: said[fold(heading)] for name, heading in HEADINGS.items() if fold(heading) in said}
    return found if "text" in found and len(found) >= 3 else {}


def _require_columns(columns: dict[str, int]) -> None:
    needed = NEEDED if "rule_kind" in columns else (*NEEDED, "kind")
    missing = [HEADINGS[name] for name in needed if name not in columns]
    if missing:
        raise Refused("conditions-columns-missing", f"Bảng thiếu cột: {', '.join(missing)}.")


def _row(number: int, values: Sequence[Any], columns: dict[str, int]) -> ConditionRow | None:
    cells = {name: values[at] for name, at in columns.items() if at < len(values)}
    said = [value for value in cells.values() if value not in (None, "")]
    return ConditionRow(number, cells) if len(said) > 1 else None  # the line with the sum has one cell


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    if len(data) > LARGEST_FILE:
        raise Refused("file-too-large", f"Tệp lớn hơn {LARGEST_FILE // 2**20} MB.")
    require_compact(data, most_unpacked=_LARGEST_UNPACKED)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=True)
    except Exception as broken:  # openpyxl lets many kinds of trouble through
        raise Refused(
            "file-unreadable", "Không mở được tệp như một bảng tính XLSX. Mở bằng Excel và lưu lại."
        ) from broken
