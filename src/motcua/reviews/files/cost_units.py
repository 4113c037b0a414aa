"""Every amount of a cost sheet is in đồng: what titles, headings and number formats of a workbook say of money."""

from __future__ import annotations

import re

from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold

_OTHER_MONEY = re.compile(r"\b(?:usd|eur|gbp|jpy|cny|aud)\b|[$€£¥]", re.IGNORECASE)
# What number formats say of languages and of đồng: [$-42A], [$₫-42A], "đ".
_OUR_MONEY = re.compile(r"\[\$(?:-|₫|đ|d|vnd)[^\]]*\]", re.IGNORECASE)
_THOUSANDS = re.compile(r"\b(?:nghin|ngan|trieu|ty) (?:dong|vnd|d)\b|\b1 ?000 (?:dong|vnd|d)\b")
_UNIT = re.compile(r"^(?:don vi(?: tinh| tien)?|dvt|unit)\b")


def require_title_in_dong(said: str, place: str) -> None:
    """Refuse a table that says above itself that it counts in thousands or in other money.

    :raises Refused: "cost-other-unit", "cost-other-currency".
    """
    folded = fold(said)
    if _UNIT.search(folded):
        _require(said, folded, place, "là bảng tính bằng")


def require_heading_in_dong(said: str, place: str) -> None:
    """Refuse a column that says so of itself.

    :raises Refused: "cost-other-unit", "cost-other-currency".
    """
    _require(said, fold(said), place, "là cột tính bằng")


def require_format_in_dong(number_format: str, place: str, what: str) -> None:
    """Refuse a cell whose format shows other money.

    :raises Refused: "cost-other-currency".
    """
    if _OTHER_MONEY.search(_OUR_MONEY.sub("", number_format)):
        raise _other_money(place, f"({what}) định dạng theo")


def _require(said: str, folded: str, place: str, how: str) -> None:
    if _OTHER_MONEY.search(said):
        raise _other_money(place, how)
    if _THOUSANDS.search(folded):
        raise Refused(
            "cost-other-unit",
            f"Ô {place} cho biết số tiền tính bằng nghìn hoặc triệu đồng. Mọi chi phí tính bằng đồng: đổi ra đồng, sửa "
            "ô này rồi nhập lại.",
            cell=place,
        )


def _other_money(place: str, how: str) -> Refused:
    return Refused(
        "cost-other-currency",
        f"Ô {place} {how} tiền khác đồng Việt Nam. Mọi chi phí tính bằng đồng: đổi ra đồng rồi ghi lại.",
        cell=place,
    )
