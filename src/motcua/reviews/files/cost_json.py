"""A cost sheet as JSON: `{procedure, times_per_year, subjects_per_year, before: [line], after: [line]}`."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums import Side
from motcua.reviews.rules.cost.lines import COLUMNS, count_of, line_of, require_lines, require_vnd
from motcua.reviews.rules.cost.sheets import CostLine, CostSheet

KEYS = ("procedure", "times_per_year", "subjects_per_year", Side.BEFORE.value, Side.AFTER.value)
_TEXTS = ("procedure", "currency", "activity", "block", "note")
_LONGEST_NUMBER = 60
_LONGEST_NAME = 500


def read_cost_json(data: bytes) -> CostSheet:
    """The sheet in the file; numbers exactly as they are written.

    :raises Refused: "cost-json-broken", "cost-json-not-sheet", "cost-key-unknown", "cost-key-twice",
        "cost-key-missing", "cost-not-text", "cost-text-broken", "cost-text-too-long", "cost-other-currency", and as
        `lines.line_of`, `lines.count_of`, `lines.require_lines`.
    """
    said = _document(data)
    _require_keys(said, (*KEYS, "currency"), place="")
    _require_texts(said, place="")
    require_vnd(said.get("currency"), place="currency")
    missing = [key for key in KEYS[1:] if key not in said]
    if missing:
        raise Refused(
            "cost-key-missing", f"Tệp thiếu {', '.join(missing)}. Ghi đủ: {', '.join(KEYS)}.", keys=missing
        )
    return CostSheet(
        procedure=_procedure(said),
        times_per_year=count_of(
            said["times_per_year"], place="times_per_year", what="số lần thực hiện một năm"
        ),
        subjects_per_year=count_of(
            said["subjects_per_year"], place="subjects_per_year", what="số đối tượng tuân thủ một năm"
        ),
        before=_lines(said, Side.BEFORE),
        after=_lines(said, Side.AFTER),
    )


def _lines(said: dict[str, Any], side: Side) -> tuple[CostLine, ...]:
    lines = said[side.value]
    if not isinstance(lines, list):
        raise Refused(
            "cost-json-not-sheet",
            f"“{side.value}” phải là một danh sách các dòng chi phí, đặt trong [ ].",
            cell=side.value,
        )
    require_lines(len(lines), place=side.value, side=side)
    return tuple(_line(line, f"{side.value}[{order}]") for order, line in enumerate(lines))


def _line(line: Any, place: str) -> CostLine:
    if not isinstance(line, dict):
        raise Refused(
            "cost-json-not-sheet", f"{place} phải là một dòng chi phí, đặt trong {{ }}.", cell=place
        )
    _require_keys(line, COLUMNS, place=place)
    _require_texts(line, place=place)
    return line_of(line, place=lambda column: f"{place}.{column}")


def _require_keys(said: dict[str, Any], known: tuple[str, ...], *, place: str) -> None:
    for key in said:
        if key not in known:
            cell = f"{place}.{key}" if place else key
            raise Refused(
                "cost-key-unknown",
                f"Không hiểu “{cell}”. Mọi số tiền tính bằng đồng Việt Nam; các mục được ghi: {', '.join(known)}.",
                cell=cell,
            )


def _require_texts(said: dict[str, Any], *, place: str) -> None:
    """Refuse what should be words and is something else."""
    for key in _TEXTS:
        if not isinstance(said.get(key), str | None):
            cell = f"{place}.{key}" if place else key
            raise Refused("cost-not-text", f"“{cell}” phải là chữ, đặt trong dấu ngoặc kép.", cell=cell)


def _procedure(said: dict[str, Any]) -> str:
    name = " ".join(clean(said.get("procedure") or "").split())
    if len(name) > _LONGEST_NAME:
        raise Refused(
            "cost-text-too-long",
            f"“procedure” dài hơn {_LONGEST_NAME} ký tự. Ghi mã và tên thủ tục.",
            cell="procedure",
        )
    return name


def _document(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(
            data.decode("utf-8-sig"),
            parse_float=_number,
            parse_int=_number,
            parse_constant=Decimal,
            object_pairs_hook=_once,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as broken:
        where = (
            f" (dòng {broken.lineno}, cột {broken.colno})" if isinstance(broken, json.JSONDecodeError) else ""
        )
        raise Refused("cost-json-broken", _broken(data, where)) from None
    if not isinstance(said, dict):
        raise Refused(
            "cost-json-not-sheet", f"Tệp JSON phải là một bảng chi phí {{ }} với: {', '.join(KEYS)}."
        )
    return said


def _broken(data: bytes, where: str) -> str:
    """What to do: JSON is mended, anything else was another kind of file."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return f"Tệp không phải JSON đúng cách viết{where}. Sửa chỗ đó rồi nhập lại."
    return (
        "Tệp không phải bảng tính XLSX, cũng không phải JSON. Mở bảng bằng Excel, lưu lại dạng .xlsx (không phải .xls, "
        ".csv) rồi nhập lại."
    )


def _number(said: str) -> Decimal:
    if len(said) > _LONGEST_NUMBER:
        return Decimal("Infinity")
    try:
        return Decimal(said)
    except InvalidOperation:
        return Decimal("Infinity")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if _is_half(key) or (isinstance(value, str) and _is_half(value)):
            said = "tên mục" if _is_half(key) else key
            raise Refused(
                "cost-text-broken",
                f"“{said}” có ký tự bị hỏng (nửa ký tự Unicode). Gõ lại chữ đó.",
                cell=said,
            )
        if key in found:
            raise Refused(
                "cost-key-twice", f"“{key}” được ghi hai lần trong cùng một chỗ. Giữ lại một.", cell=key
            )
        found[key] = value
    return found


def _is_half(said: str) -> bool:
    """Whether it holds half a character, which can be neither shown nor kept."""
    return any("\ud800" <= letter <= "\udfff" for letter in said)
