"""How wide a line is, near enough to break titles evenly and to measure the rules below them."""

from __future__ import annotations

import math

_POINT_MM = 0.3528
# Widths of bold Times letters as shares of the size.
_NARROW, _SMALL, _CAPITAL, _WIDE = 0.3, 0.5, 0.71, 0.94


def text_width(text: str, size: float) -> float:
    """About how wide bold text is in millimetres; of several lines the longest."""
    return max(sum(_letter(char) for char in line) for line in text.split("\n")) * size * _POINT_MM


def balanced(text: str, *, size: float, width_mm: float) -> str:
    """`text` in lines of about one length where it needs several; own line breaks are kept as they are."""
    if "\n" in text:
        return text
    whole = text_width(text, size)
    lines = math.ceil(whole / width_mm)
    if lines < 2:
        return text
    wanted = whole / lines
    said: list[str] = [""]
    for word in text.split():
        longer = f"{said[-1]} {word}".strip()
        before, after = text_width(said[-1], size), text_width(longer, size)
        is_full = after > width_mm or (after > wanted and after - wanted > wanted - before)
        if said[-1] and is_full and (len(said) < lines or after > width_mm):
            said.append(word)
        else:
            said[-1] = longer
    return "\n".join(said)


def _letter(char: str) -> float:
    if char in " .,;:-'ijltfrI()":
        return _NARROW
    if char in "MW%":
        return _WIDE
    return _CAPITAL if char.isupper() else _SMALL
