"""A value of a cell as the sheet shows it: dates as dd/mm/yyyy, percentages, thousands, filled-up numbers.

Decimals stand behind a comma and thousands are parted by dots, as office programs set to Vietnamese show them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType

BUILT_IN: Mapping[int, str] = MappingProxyType(
    {
        **dict(zip((1, 2, 3, 4), ("0", "0.00", "#,##0", "#,##0.00"), strict=True)),
        **dict(zip((9, 10, 11), ("0%", "0.00%", "0.00E+00"), strict=True)),
        **dict.fromkeys((14, 15), "dd/mm/yyyy"),
        **dict(zip((16, 17, 22), ("dd/mm", "mm/yyyy", "dd/mm/yyyy hh:mm"), strict=True)),
        **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm"),
        **dict.fromkeys((37, 38, 41, 42), "#,##0"),
        **dict.fromkeys((39, 40, 43, 44), "#,##0.00"),
    }
)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DATE = re.compile(r"[dyY]|(?<![hs:])m(?![:s])|h|s", re.IGNORECASE)
_PATTERN = re.compile(r"[#0?][#0?,.]*%?")
_FIRST_OF_1900 = date(1899, 12, 30)
_FIRST_OF_1904 = date(1904, 1, 1)
_LAST_DAY = 2_958_465


def shown(number: str, pattern: str, *, is_1904: bool = False) -> str:
    """The number written in the file, as a format shows it."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return number
    section = _section(pattern, value)
    bare = _LITERAL.sub("", section)
    if _is_date(bare):
        return _moment(value, bare, is_1904=is_1904) or _plain(value)
    return _number(value, section, bare)


def _section(pattern: str, value: Decimal) -> str:
    """Of a format with several parts the one for the sign of the value."""
    parts = pattern.split(";")
    if value < 0 and len(parts) > 1:
        return parts[1] if parts[1].startswith(("-", "(", "\\-")) else f"-{parts[1]}"
    return parts[2] if value == 0 and len(parts) > 2 and _PATTERN.search(parts[2]) else parts[0]


def _is_date(bare: str) -> bool:
    return (
        bare.lower() != "general" and "0" not in bare and "#" not in bare and _DATE.search(bare) is not None
    )


def _moment(value: Decimal, bare: str, *, is_1904: bool) -> str:
    days = int(value)
    if not 0 <= days <= _LAST_DAY:
        return ""
    seconds = int(((value - days) * 86400).to_integral_value(ROUND_HALF_UP))
    first = _FIRST_OF_1904 if is_1904 else _FIRST_OF_1900
    if not is_1904 and days < 60:
        days += 1  # the first two months of 1900 are counted without the day that never was
    try:
        moment = datetime.combine(first, datetime.min.time()) + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return ""
    low = bare.lower()
    clock = moment.strftime("%H:%M") if "h" in low else ""
    return " ".join(part for part in (_day(moment, low), clock) if part) or moment.strftime("%H:%M:%S")


def _day(moment: datetime, low: str) -> str:
    if "d" in low and "y" in low:
        return f"{moment.day:02d}/{moment.month:02d}/{moment.year}"
    if "y" in low:
        return f"{moment.month:02d}/{moment.year}" if "m" in low else str(moment.year)
    if "d" in low:
        return f"{moment.day:02d}/{moment.month:02d}" if "m" in low else f"{moment.day:02d}"
    return ""


def _number(value: Decimal, section: str, bare: str) -> str:
    found = _PATTERN.search(bare)
    if found is None or "e+" in bare.lower():
        return _plain(value)
    pattern = found.group(0)
    if pattern.endswith("%") or "%" in bare:
        value *= 100
    digits, _, behind = pattern.rstrip("%").partition(".")
    places = sum(sign in "0#?" for sign in behind)
    least = sum(sign == "0" for sign in behind)
    text = _written(abs(value), places, least, "," in digits, digits.replace(",", "").count("0"))
    sign = "-" if value < 0 and "(" not in section and not section.startswith("-") else ""
    return _dressed(section, sign + text)


def _written(value: Decimal, places: int, least: int, is_grouped: bool, least_digits: int) -> str:
    rounded = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    whole, _, behind = rounded.partition(".")
    while len(behind) > least and behind.endswith("0"):
        behind = behind[:-1]
    whole = whole.zfill(least_digits)
    if is_grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{behind}" if behind else whole


def _dressed(section: str, number: str) -> str:
    """The number between the words that the format puts around it."""
    marked = _LITERAL.sub(lambda found: _kept(found), section)
    head, found, tail = "", None, ""
    found = _PATTERN.search(marked)
    if found is None:
        return number
    head, tail = marked[: found.start()], marked[found.end() :]
    percent = "%" if found.group(0).endswith("%") else ""
    return f"{head}{number}{percent}{tail}".replace("\ue0ff", "0").strip()


def _kept(found: re.Match[str]) -> str:
    """Words in quotes stay; colours, fill signs and gaps go. A zero in words is set aside."""
    return (found.group(1) or found.group(2) or "").replace("0", "\ue0ff").replace("#", "")


def _plain(value: Decimal) -> str:
    """Without a format: as many digits as a cell shows."""
    rounded = (
        value.quantize(Decimal(1).scaleb(min(0, value.adjusted() - 10)), ROUND_HALF_UP)
        if value
        else Decimal(0)
    )
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")
