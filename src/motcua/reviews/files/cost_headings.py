"""What columns, facts and titles of a cost sheet are called."""

from __future__ import annotations

import re
from collections.abc import Mapping

from motcua.kernel.text import fold
from motcua.reviews.enums import Block, Side

# As `fold` leaves them, without the unit in brackets.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "activity": (
        "activity",
        "cong viec",
        "hoat dong",
        "cac cong viec khi thuc hien tthc",
        "noi dung cong viec",
    ),
    "step": ("step", "cac hoat dong cach thuc thuc hien cu the", "cach thuc thuc hien", "hoat dong cu the"),
    "hours": ("hours", "so gio", "thoi gian thuc hien", "thoi gian", "gio"),
    "hourly_income_vnd": (
        "hourly income vnd",
        "thu nhap mot gio",
        "muc tn binh quan 01 gio lam viec",
        "thu nhap binh quan gio",
        "thu nhap binh quan mot gio",
        "muc thu nhap binh quan gio",
    ),
    "service_vnd": ("service vnd", "chi phi thue tu van", "chi phi tu van dich vu", "thue tu van", "dich vu"),
    "fee_vnd": ("fee vnd", "phi le phi", "muc phi le phi"),
    "other_vnd": ("other vnd", "chi phi khac"),
    "note": ("note", "ghi chu"),
    "currency": ("currency", "tien te", "loai tien", "don vi tien"),
    "side": ("side", "phase", "giai doan", "phuong an", "truoc sau"),
}
COUNTS: Mapping[str, tuple[str, ...]] = {
    "times_per_year": (
        "times per year",
        "so lan thuc hien 01 nam",
        "so lan thuc hien mot nam",
        "so lan nam",
        "so lan thuc hien nam",
    ),
    "subjects_per_year": (
        "subjects per year",
        "so luong doi tuong tuan thu 01 nam",
        "so doi tuong tuan thu mot nam",
        "so doi tuong nam",
        "so luong doi tuong tuan thu nam",
    ),
}
COUNT_NAMES = {
    "times_per_year": "số lần thực hiện một năm",
    "subjects_per_year": "số đối tượng tuân thủ một năm",
}
_NAMED = ("procedure", "thu tuc", "ten thu tuc", "ten thu tuc hanh chinh")
_SIDES = {
    Side.BEFORE: ("before", "truoc", "hien tai", "hien hanh"),
    Side.AFTER: ("after", "sau"),
}
# Not "công chứng", "tổng hợp": those are activities.
_TOTAL = re.compile(r"^(?:tong|cong|total|(?:tong cong|tong so|tong chi phi|tong mot lan|cong chi phi)\b.*)$")
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")


def heading_in(said: str) -> str:
    """A heading for comparing, without the unit in brackets."""
    return fold(_UNIT.sub("", said[:200]))


def fact_in(said: str) -> str:
    """Which fact of the whole sheet a cell names; empty when it names none."""
    heading = heading_in(said)
    if heading in _NAMED:
        return "procedure"
    if heading in HEADINGS["currency"]:
        return "currency"
    return next((name for name, words in COUNTS.items() if heading in words), "")


def side_in(title: str) -> Side | None:
    """Which copy a title speaks of; None when it speaks of none."""
    words = fold(title[:200])
    for side in (Side.AFTER, Side.BEFORE):
        if any(re.search(rf"\b{word}\b", words) for word in _SIDES[side]):
            return side
    return None


def block_in(activity: str) -> Block | None:
    """The part of the sheet of which a row without numbers is the heading; None when it is none."""
    said = fold(activity)
    return next((block for block in Block if said == fold(block.label)), None)


def is_total(activity: str) -> bool:
    """Whether a row gives the sum of others rather than an activity."""
    return _TOTAL.match(fold(activity)) is not None
