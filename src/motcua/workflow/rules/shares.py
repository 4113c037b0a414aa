"""Shares of time: read from and written in the words of the legal table, and turned into working minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit, number
from motcua.kernel.text import clean

# Basis: the practice of internal processes, "08 giờ = 01 ngày làm việc".
DAY_MINUTES = 8 * 60
_LONGEST = 3650 * DAY_MINUTES
_PART = re.compile(
    r"(\d{1,5}(?:[.,]\d{1,3})?)\s*"
    r"(ngày(?:\s*làm\s*việc)?|ngay(?:\s*lam\s*viec)?|n|giờ(?:\s*làm\s*việc)?|gio(?:\s*lam\s*viec)?|g|h|phút|phut|p|')"
    r"(?![^\W\d])\s*(?:,|và)?\s*"
)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%(?:\s*thời (?:hạn|gian).*)?")
_FACTORS = {"n": DAY_MINUTES, "g": 60, "h": 60, "p": 1, "'": 1}


@dataclass(frozen=True, slots=True)
class Share:
    """A step's time: working minutes, or a percentage of the limit, or nothing yet."""

    minutes: int | None = None
    percent: Decimal | None = None


def read_share(text: str) -> Share | None:
    """The share written as "2 giờ", "1,5 ngày", "1 ngày 4 giờ", "30 phút", "25 %"; "" for none yet.

    None when it is not understood, or when it does not come out as whole minutes or up to 100 %.
    """
    words = clean(text).lower().strip(" .;")
    if words in {"", "-", "–"}:
        return Share()
    if found := _PERCENT.fullmatch(words):
        percent = Decimal(found[1].replace(",", "."))
        return Share(percent=percent) if percent <= 100 else None
    return _read_minutes(words)


def _read_minutes(words: str) -> Share | None:
    total, place = Decimal(0), 0
    while place < len(words):
        found = _PART.match(words, place)
        if found is None:
            return None
        total += Decimal(found[1].replace(",", ".")) * _FACTORS[found[2][0]]
        place = found.end()
    return Share(minutes=int(total)) if total == int(total) and total <= _LONGEST else None


def write_share(minutes: int | None, percent: Decimal | None) -> str:
    """The inverse of `read_share`, in the words of the legal table: "12 giờ", "30 phút", "1 giờ 15 phút", "25 %"."""
    if percent is not None:
        return f"{number(percent)} %"
    if minutes is None:
        return ""
    hours, left = divmod(minutes, 60)
    parts = [f"{hours} giờ"] if hours or not left else []
    return " ".join([*parts, *([f"{left} phút"] if left else [])])


def in_minutes(limit: Limit) -> int | None:
    """The working minutes that a limit holds at the least; None where it sets none.

    Calendar days hold the working days that are left when they begin on the worst weekday; a month is taken as
    four weeks. Holidays are not known here: the due date of a dossier is reckoned by the calendar, never by this.
    """
    amount = limit.amount
    match limit.unit:
        case LimitUnit.WORKING_DAY:
            return int(amount * DAY_MINUTES)
        case LimitUnit.HOUR:
            return int(amount * 60)
        case LimitUnit.CALENDAR_DAY:
            return _least_working_days(int(amount)) * DAY_MINUTES
        case LimitUnit.MONTH:
            return int(amount) * 20 * DAY_MINUTES
        case LimitUnit.SAME_DAY | LimitUnit.IMMEDIATE:
            return DAY_MINUTES
        case LimitUnit.NONE:
            return None


def _least_working_days(days: int) -> int:
    weeks, left = divmod(days, 7)
    return max(1, weeks * 5 + max(0, left - 2))


def part_of(total: int | None, percent: Decimal) -> int | None:
    """`percent` of the minutes, rounded down; None of nothing."""
    if total is None:
        return None
    return int((total * percent / 100).to_integral_value(ROUND_FLOOR))
