"""How wide a line is, near enough to break titles evenly and to measure the rules below them."""

from __future__ import annotations

import math
from collections.abc import Sequence

_POINT_MM = 0.3528
# Widths of bold Times letters as shares of the size.
_OPENING_WORDS = "của tại về năm và giai trên thuộc theo cho trong quý từ đến số thực nhiệm liên thành tỉnh"
_OPENING = frozenset(_OPENING_WORDS.split())
_NARROW, _SMALL, _CAPITAL, _WIDE = 0.3, 0.5, 0.71, 0.94


def text_width(text: str, size: float) -> float:
    """About how wide bold text is in millimetres; of several lines the longest."""
    return max(sum(_letter(char) for char in line) for line in text.split("\n")) * size * _POINT_MM


def balanced(text: str, *, size: float, width_mm: float) -> str:
    """`text` in lines of about one length where it needs several, rather before a word that opens a new thought.

    Line breaks that are there already are kept as they are, and so is room left for a pen (spaces that do not break).
    """
    lines = math.ceil(text_width(text, size) / width_mm)
    words = [word for word in text.split(" ") if word]
    if "\n" in text or lines < 2 or len(words) < 2:
        return text
    wanted = text_width(text, size) / lines
    said: list[str] = []
    while words:
        taken = _taken(words, size=size, wanted=wanted, width_mm=width_mm)
        if len(said) == lines - 1 and text_width(" ".join(words), size) <= width_mm:
            taken = len(words)
        said.append(" ".join(words[:taken]))
        words = words[taken:]
    return "\n".join(said)


def _taken(words: Sequence[str], *, size: float, wanted: float, width_mm: float) -> int:
    """How many words the next line takes: near the wanted length, best where the line after opens well."""
    best, taken = math.inf, 1
    for count in range(1, len(words) + 1):
        length = text_width(" ".join(words[:count]), size)
        if length > width_mm and count > 1:
            break
        opens = count == len(words) or words[count].casefold() in _OPENING
        cost = abs(length - wanted) * (0.35 if opens else 1)
        if cost < best:
            best, taken = cost, count
    return taken


def _letter(char: str) -> float:
    if char in " .,;:-'ijltfrI()":
        return _NARROW
    if char in "MW%":
        return _WIDE
    return _CAPITAL if char.isupper() else _SMALL
