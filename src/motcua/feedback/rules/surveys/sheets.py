"""Numbers of paper sheets with a check digit, and which sheets are typed twice."""

from __future__ import annotations

import re
from hashlib import sha256

_NUMBER = re.compile(r"\d{1,6}")


def sheet_code(number: int) -> str:
    """The number as printed, "0012-5": at least four digits and a check digit (Luhn)."""
    return f"{number:04}-{_check(number)}"


def read_sheet_code(typed: str) -> int | None:
    """The number behind what was typed, with or without the hyphen; None when the check digit is wrong."""
    digits = "".join(typed.split()).replace("-", "")
    if not _NUMBER.fullmatch(digits[:-1]) or not digits[-1].isdecimal() or not digits.isascii():
        return None
    number = int(digits[:-1])
    return number if number and _check(number) == int(digits[-1]) else None


def is_typed_twice(*, seed: str, number: int, share: int) -> bool:
    """Whether the sheet is among the `share` percent that a second person types as well; nobody chooses them."""
    return int(sha256(f"{seed}:lan-hai:{number}".encode()).hexdigest()[:8], 16) % 100 < share


def _check(number: int) -> int:
    total = 0
    for place, digit in enumerate(reversed(str(number))):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10
