"""Numbers, days and shares in the words of an office."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from motcua.kernel.clock import VIETNAM

NOTHING = "Không phát sinh"


def short_day(day: date) -> str:
    """ "05/02/2026": two figures for days up to 9 and the first two months."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def said_moment(at: datetime) -> str:
    """ "08 giờ 30 phút, ngày 05/02/2026" by the clock in Vietnam."""
    here = at.astimezone(VIETNAM)
    return f"{here:%H} giờ {here:%M} phút, ngày {short_day(here.date())}"


def counted(number: int, thing: str = "") -> str:
    """ "05 nhiệm vụ": numbers below ten have a nought before them."""
    said = f"{number:02}" if number < 10 else f"{number:,}".replace(",", ".")
    return f"{said} {thing}".strip()


def share(part: int, whole: int) -> str:
    """ "98,1%", rounded to one decimal; "Không phát sinh" of nothing."""
    if whole == 0:
        return NOTHING
    value = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{value.normalize():f}%".replace(".", ",") if value else "0%"
