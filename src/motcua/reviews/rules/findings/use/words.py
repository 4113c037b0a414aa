"""Lengths of time, limits and long names in words."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from motcua.reviews.rules.findings.use.facts import Taken

WORKING_DAY = timedelta(hours=8)
DAY = timedelta(days=1)


def shortened(text: str, length: int = 80) -> str:
    """The beginning of a long text, at a word."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


def number(amount: Decimal) -> str:
    """With one place at most, and a comma."""
    return f"{amount:.1f}".removesuffix(".0").replace(".", ",")


def working(time: timedelta) -> str:
    """Working time in days of eight hours, or hours below one day."""
    if time < WORKING_DAY:
        return f"{number(Decimal(time / timedelta(hours=1)))} giờ làm việc"
    return f"{number(Decimal(time / WORKING_DAY))} ngày làm việc"


def limit(taken: Taken) -> str:
    """The promise in words."""
    return f"{number(taken.amount)} {taken.unit.label}"
