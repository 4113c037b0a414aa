"""What repeats on the pages and is no part of the text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from motcua.documents.reading.pdf.rows import Row

_EDGE = 0.11  # of the page's height, at the top and at the bottom
_NUMBER = re.compile(
    r"\W{0,3}(?:(?:trang|page)\s*)?\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?\W{0,3}\Z", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[tuple[float, list[Row]]]) -> list[list[Row]]:
    """The rows of every page (height and rows) without page numbers and what repeats at its edges."""
    counts: Counter[tuple[str, str]] = Counter()
    for height, rows in pages:
        counts.update({key for row in rows if (key := _key(row, height))})
    least = 3 if len(pages) > 3 else 2
    repeated = {key for key, count in counts.items() if count >= least and count >= 0.4 * len(pages)}
    return [
        [row for number, row in enumerate(rows) if not _is_furniture(rows, number, height, repeated)]
        for height, rows in pages
    ]


def _is_furniture(rows: Sequence[Row], number: int, height: float, repeated: set[tuple[str, str]]) -> bool:
    key = _key(rows[number], height)
    if key is None:
        return False
    if key in repeated and not _NUMBER.match(_text(rows[number])):
        return True
    return _NUMBER.match(_text(rows[number])) is not None and number in {0, 1, len(rows) - 1, len(rows) - 2}


def _key(row: Row, height: float) -> tuple[str, str] | None:
    share = row[0].base / max(height, 1)
    if share > _EDGE and share < 1 - _EDGE:
        return None
    return ("top" if share <= _EDGE else "bottom", _DIGITS.sub("#", _text(row)))


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row)
