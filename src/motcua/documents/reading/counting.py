"""Numbers as automatic lists show them: digits, Roman numbers, letters."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST = 5000


def spelt(number: int, kind: str) -> str:
    """A number in the way that Word calls `kind` ("decimal", "upperRoman", "lowerLetter" …)."""
    if number < 1 or number > _MOST:
        return str(number)
    if kind in {"upperRoman", "lowerRoman"}:
        text = _roman(number)
        return text.upper() if kind == "upperRoman" else text
    if kind in {"upperLetter", "lowerLetter"}:
        text = _LETTERS[(number - 1) % 26] * (1 + (number - 1) // 26)
        return text.upper() if kind == "upperLetter" else text
    if kind.startswith("decimalZero"):
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN + _SMALL_ROMAN:
        text += letters * (number // value)
        number %= value
    return text
