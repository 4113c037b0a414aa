"""From the cells of a sheet to its lines, whatever the file they came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.reviews.enums import Block, Side
from motcua.reviews.rules.cost.numbers import FILE_PLACES, number_of
from motcua.reviews.rules.cost.sheets import ZERO, CostLine

NUMBERS: Mapping[str, str] = {
    "hours": "số giờ",
    "hourly_income_vnd": "thu nhập một giờ",
    "service_vnd": "chi phí thuê, tư vấn",
    "fee_vnd": "phí, lệ phí",
    "other_vnd": "chi phí khác",
}
COLUMNS = ("activity", "block", "note", "currency", *NUMBERS)
_DONG = ("", "vnd", "dong", "d", "dong viet nam")
MOST_LINES = 1_000
_LONGEST = 500


def line_of(cells: Mapping[str, Any], *, place: Callable[[str], str]) -> CostLine:
    """One line from its cells by column; `place` names the cell of a column.

    :raises Refused: as `number_of`, "cost-activity-missing", "cost-text-too-long", "cost-block-unknown",
        "cost-rate-missing", "cost-other-currency".
    """
    require_vnd(cells.get("currency"), place=place("currency"))
    numbers = {
        name: number_of(cells.get(name), place=place(name), what=what, places=FILE_PLACES)
        for name, what in NUMBERS.items()
    }
    activity = _text(cells.get("activity"), place("activity"))
    if not activity:
        raise Refused(
            "cost-activity-missing",
            f"Ô {place('activity')} (tên công việc) để trống. Ghi tên công việc mà dòng này tính chi phí.",
            cell=place("activity"),
        )
    if numbers["hours"] and numbers["hourly_income_vnd"] is None:
        raise Refused(
            "cost-rate-missing",
            f"Ô {place('hourly_income_vnd')} (thu nhập một giờ) để trống nhưng dòng này có số giờ. Ghi thu nhập bình "
            "quân một giờ, tính bằng đồng.",
            cell=place("hourly_income_vnd"),
        )
    return CostLine(
        activity,
        **{name: ZERO if number is None else number for name, number in numbers.items()},
        block=_block(cells.get("block"), place("block")),
        note=_text(cells.get("note"), place("note")),
    )


def require_vnd(currency: Any, *, place: str) -> None:
    """Refuse amounts in other money than đồng.

    :raises Refused: "cost-other-currency".
    """
    said = _text(currency, place)
    if fold(said) not in _DONG:
        raise Refused(
            "cost-other-currency",
            f"Ô {place} ghi tiền “{said}”. Mọi chi phí tính bằng đồng Việt Nam (VND): đổi ra đồng rồi ghi lại.",
            cell=place,
        )


def count_of(value: Any, *, place: str, what: str) -> Decimal:
    """How often, or how many: a number that must be there.

    :raises Refused: as `number_of`, "cost-count-missing".
    """
    number = number_of(value, place=place, what=what, places=FILE_PLACES)
    if number is None:
        raise Refused("cost-count-missing", f"Thiếu {what} ({place}). Ghi một số từ 0 trở lên.", cell=place)
    return number


def require_lines(lines: int, *, place: str, side: Side) -> None:
    """Refuse a copy with more lines than anybody fills in, and a cost of today without any; nothing is left to do
    afterwards where a procedure is repealed.

    :raises Refused: "cost-lines-missing", "cost-too-many-lines".
    """
    if not lines and side is Side.BEFORE:
        raise Refused(
            "cost-lines-missing",
            f"Bảng {place} không có dòng chi phí nào. Ghi ít nhất một công việc.",
            cell=place,
        )
    if lines > MOST_LINES:
        raise Refused(
            "cost-too-many-lines",
            f"Bảng {place} có hơn {MOST_LINES} dòng. Gộp các công việc giống nhau.",
            cell=place,
        )


def _text(value: Any, place: str) -> str:
    said = " ".join(clean("" if value is None else str(value)).split())
    if len(said) > _LONGEST:
        raise Refused("cost-text-too-long", f"Ô {place} dài hơn {_LONGEST} ký tự. Viết gọn lại.", cell=place)
    return said


def _block(value: Any, place: str) -> Block | None:
    said = _text(value, place)
    if not said:
        return None
    for block in Block:
        if said.lower() in (block.value, block.label.lower()):
            return block
    known = ", ".join(f"{block.value} ({block.label.lower()})" for block in Block)
    raise Refused(
        "cost-block-unknown", f"Ô {place} (khối công việc) là “{said}”. Chọn một trong: {known}.", cell=place
    )
