"""Procedure codes as people type them: whole, in part, without the dot, with one slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

# 3.000465 · 3-000465 · 3000465 · 000465 · 3.0004 · T-HNO-123456-TT · KQ.H60.000363
_DOTTED = r"[1-9]\s?[.,\-]\s?\d{3,6}"
_LETTERED = r"[A-Za-z]{1,4}[.\-][A-Za-z0-9]{2,5}[.\-]\d{3,6}(?:[.\-][A-Za-z]{1,3})?"
_CODE = re.compile(
    rf"(?<![\w./])(?:(?P<lettered>{_LETTERED})|(?P<dotted>{_DOTTED})|(?P<digits>\d{{5,9}}))(?![\w/])"
)
_LONE = re.compile(r"\d{3,9}")
_AFTER_WORD = re.compile(r"(?:^|\W)(?:mã|ma|mã số|ma so|code)\s*[:.]?\s*(\d{3,9})(?![\w/])", re.IGNORECASE)


class Fit(IntEnum):
    """How a typed code fits a code on record; higher is better."""

    SLIP = 1
    PART = 2
    TAIL = 3
    START = 4
    WHOLE = 5


@dataclass(frozen=True, slots=True)
class TypedCode:
    """A code found in a query: as typed, and its letters and digits alone."""

    text: str
    bare: str
    has_first_digit: bool


def bare(code: str) -> str:
    """A code's letters and digits, small."""
    return "".join(char for char in code.lower() if char.isascii() and char.isalnum())


def find_codes(text: str) -> tuple[list[TypedCode], str]:
    """The codes in a query, and the query without them.

    A short number counts as a code only when it stands alone or after "mã": "năm 2025" and "cấp 3" are words.
    """
    alone = text.strip(" .,:;#")
    if _LONE.fullmatch(alone):
        return [_typed(alone)], ""
    found: list[TypedCode] = []

    def take(match: re.Match[str]) -> str:
        found.append(_typed(match.group(0), dotted=match.lastgroup == "dotted"))
        return " "

    rest = _CODE.sub(take, text)
    if not found and (named := _AFTER_WORD.search(rest)):
        found.append(_typed(named.group(1)))
        rest = rest[: named.start(1)] + " " + rest[named.end(1) :]
    return found, " ".join(rest.split())


def _typed(text: str, *, dotted: bool = False) -> TypedCode:
    digits = bare(text)
    return TypedCode(" ".join(text.split()), digits, dotted or len(digits) >= 7)


class CodeList:
    """All codes on record, each leading to the numbers of its rows."""

    def __init__(self, codes: Sequence[tuple[str, int]]) -> None:
        """`codes` are pairs of a bare code and a row number; one code may lead to several rows."""
        self.rows: dict[str, list[int]] = {}
        for code, row in codes:
            self.rows.setdefault(code, []).append(row)

    def find(self, typed: TypedCode) -> dict[int, tuple[Fit, str]]:
        """The rows whose codes fit, with the best fit and the bare code; one slip only when nothing else fits."""
        fits: dict[int, tuple[Fit, str]] = {}
        if typed.bare in self.rows:
            _keep(fits, self.rows, typed.bare, Fit.WHOLE)
        if len(typed.bare) >= 3 or typed.has_first_digit:
            for code in self.rows:
                fit = _fit(typed, code)
                if fit is not None:
                    _keep(fits, self.rows, code, fit)
        if not fits and len(typed.bare) >= 6:
            for code in _one_slip(typed.bare):
                if code in self.rows:
                    _keep(fits, self.rows, code, Fit.SLIP)
        return fits


def _fit(typed: TypedCode, code: str) -> Fit | None:
    if typed.bare not in code or typed.bare == code:
        return None
    if code.startswith(typed.bare) and (typed.has_first_digit or not typed.bare.startswith("0")):
        return Fit.START
    if typed.has_first_digit:
        return None
    return Fit.TAIL if code.endswith(typed.bare) else Fit.PART


def _keep(fits: dict[int, tuple[Fit, str]], rows: Mapping[str, Sequence[int]], code: str, fit: Fit) -> None:
    for row in rows[code]:
        if row not in fits or fits[row][0] < fit:
            fits[row] = (fit, code)


def _one_slip(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:place] + other + digits[place + 1 :]
    for place in range(len(digits) - 1):
        yield digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    if len(digits) == 8:
        yield from (digits[:place] + digits[place + 1 :] for place in range(8))
    if len(digits) == 6:
        yield from (digits[:place] + d + digits[place:] for place in range(7) for d in "0123456789")
