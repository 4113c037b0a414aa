"""What columns, facts and titles of a cost sheet are called."""

from __future__ import annotations

import re
from collections.abc import Mapping

from motcua.kernel.text import fold
from motcua.reviews.enums import Block, Side
from motcua.reviews.rules.cost.lines import NUMBERS

# As `fold` leaves them, without the unit in brackets.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "activity": (
        "activity",
        "cong viec",
        "hoat dong",
        "cac cong viec khi thuc hien tthc",
        "noi dung cong viec",
        "cac cong viec",
        "ten cong viec",
        "ten hoat dong",
    ),
    "step": (
        "step",
        "cac hoat dong cach thuc thuc hien cu the",
        "cac hoat dong cach thuc thuc hien",
        "cach thuc thuc hien",
        "hoat dong cu the",
        "cac hoat dong cu the",
    ),
    "hours": ("hours",),
    "hourly_income_vnd": ("hourly income", "hourly income vnd"),
    "service_vnd": ("service", "service vnd"),
    "fee_vnd": ("fee", "fee vnd"),
    "other_vnd": ("other", "other vnd"),
    "note": ("note", "ghi chu"),
    "currency": ("currency", "tien te", "loai tien", "don vi tien"),
    "side": ("side", "phase", "giai doan", "phuong an", "truoc sau"),
}
COUNTS: Mapping[str, tuple[str, ...]] = {
    "times_per_year": ("times per year",),
    "subjects_per_year": ("subjects per year",),
}
# The ways in which Vietnamese sheets write the same headings. A column "phí, lệ phí, chi phí khác" is one of money paid
# out and counts as the fee, so that the cost of the line is whole.
_ONE = r"(?: (?:trong|tren|mot|01|1|moi))*"
_WRITTEN: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"^(?:{said})$")
    for name, said in (
        (
            "hours",
            r"(?:so )?gio(?: (?:cong|thuc hien|lam viec))?"
            r"|thoi gian(?: (?:thuc hien|lam viec))?(?: (?:tthc|thu tuc))?(?: (?:tinh (?:bang|theo) )?gio)?",
        ),
        (
            "hourly_income_vnd",
            rf"(?:muc )?(?:tnbq|tn binh quan|thu nhap(?: binh quan)?){_ONE} gio(?: (?:lam viec|cong))?",
        ),
        (
            "service_vnd",
            r"(?:muc )?(?:chi phi )?(?:thue )?(?:tu van|dich vu)(?: (?:va )?(?:thue )?(?:tu van|dich vu))?",
        ),
        (
            "fee_vnd",
            r"(?:muc )?(?:thu )?(?:phi|le phi|phi (?:va )?le phi)(?: (?:va )?(?:cac )?chi phi khac)?",
        ),
        ("other_vnd", r"(?:muc )?(?:cac )?chi(?: phi)? khac"),
        ("times_per_year", rf"so lan(?: thuc hien)?(?: (?:tthc|thu tuc))?{_ONE} nam"),
        ("subjects_per_year", rf"so (?:luong )?doi tuong(?: tuan thu)?{_ONE} nam"),
    )
}
# What a sheet itself gives as the cost of a line, once and in a year.
_STATED = re.compile(
    r"^(?:tong(?: cong| so)?(?: (?:so )?tien)?|cong|thanh tien|so tien|line cost|cost|total(?: cost)?"
    r"|(?:tong )?(?:cong )?chi phi(?: (?:tuan thu|thuc hien))?(?: (?:tthc|thu tuc(?: hanh chinh)?))?"
    rf"{_ONE}(?: (?:lan|ho so)(?: thuc hien)?)?)$"
)
_STATED_YEAR = re.compile(
    r"^(?:tong )?(?:cong )?(?:so )?(?:chi phi|tien)(?: (?:tuan thu|thuc hien))?"
    rf"(?: (?:tthc|thu tuc(?: hanh chinh)?))?(?:{_ONE}|(?: (?:ca|hang))?) nam$"
)
_ORDER = ("", "tt", "stt", "so tt", "so thu tu", "thu tu", "no", "so hieu", "ma", "ma so", "muc")
COUNT_NAMES = {
    "times_per_year": "số lần thực hiện một năm",
    "subjects_per_year": "số đối tượng tuân thủ một năm",
}
_MANY_WORDS = 3
_NAMED = ("procedure", "thu tuc", "ten thu tuc", "ten thu tuc hanh chinh")
_SIDES = {
    Side.BEFORE: ("before", "truoc", "hien tai", "hien hanh"),
    Side.AFTER: ("after", "sau"),
}
# Not "công chứng", "tổng hợp": those are activities.
_TOTAL = re.compile(r"^(?:tong|cong|total|(?:tong cong|tong so|tong chi phi|tong mot lan|cong chi phi)\b.*)$")
# A row below the lines that says what follows from them.
_RESULT = re.compile(
    r"\b(?:cat giam|tiet kiem|chenh lech)\b"
    r"|^(?:ty le|loi ich|chi phi (?:tuan thu|mot|moi|01|1|hien|sau|truoc))\b"
)
_SIGNED = re.compile(
    r"^(?:nguoi (?:lap|tong hop|dien|tinh)|thu truong|(?:tm )?(?:giam doc|truong phong)$|ky(?: va)? ghi ro|noi nhan)\b"
    r"|\bngay (?:\d+ )?thang (?:\d+ )?nam\b"
)
_UNIT = re.compile(r"(?:\s*\([^()]*\))+\s*$")
_DONG = re.compile(r" (?:dong|vnd|d)$")


def heading_in(said: str) -> str:
    """A heading for comparing, without the unit in brackets."""
    return _DONG.sub("", fold(_UNIT.sub("", said[:200])))


def column_in(said: str) -> str:
    """Which number, word or count of a line a heading names; empty when it names none."""
    heading = heading_in(said)
    for name, words in (*HEADINGS.items(), *COUNTS.items()):
        if heading in words or (name in _WRITTEN and _WRITTEN[name].match(heading)):
            return name
    return ""


def is_order(said: str) -> bool:
    """Whether a heading is that of the numbers of lines."""
    return heading_in(said) in _ORDER


def states_cost(said: str) -> bool:
    """Whether a heading is of what the sheet itself counts as the cost of a line, once."""
    return _STATED.match(heading_in(said)) is not None


def states_year(said: str) -> bool:
    """Whether it is of the cost of a year."""
    return _STATED_YEAR.match(heading_in(said)) is not None


def columns_in(named: Mapping[int, str]) -> dict[str, int]:
    """Which column holds what, in a row of headings by column; empty when it is none: the activity and two numbers, or
    one in a row of many words."""
    found: dict[str, int] = {}
    for column, said in named.items():
        if name := column_in(said):
            found.setdefault(name, column)
    numbers = len(found.keys() & NUMBERS.keys())
    is_one = "activity" in found and (numbers >= 2 or (numbers == 1 and len(named) >= _MANY_WORDS))
    return found if is_one else {}


def fact_in(said: str) -> str:
    """Which fact of the whole sheet a cell names; empty when it names none."""
    heading = heading_in(said)
    if heading in _NAMED:
        return "procedure"
    if heading in HEADINGS["currency"]:
        return "currency"
    name = column_in(said)
    return name if name in COUNTS else ""


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


def is_result(activity: str) -> bool:
    """Whether a row without numbers of its own, or a sum, says what follows from both copies."""
    return _RESULT.search(fold(activity)) is not None


def is_signature(said: str) -> bool:
    """Whether a cell is of what stands below a sheet: place and day, who signs, who gets it."""
    return _SIGNED.search(fold(said[:200])) is not None
