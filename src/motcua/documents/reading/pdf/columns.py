"""Blocks set in two columns (the head of a document, the signature), and rows of tables whose lines are lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.documents.reading.marks import is_head_or_signature
from motcua.documents.reading.pdf.rows import Piece, Row

_MOST_BLANK = 130.0  # points between two rows of one block: room for a signature
_LEAST_GUTTER = 2.0
_OFF = 15.0
_COLUMNS_OF_TABLE = 3
_MOST_BETWEEN = 8  # rows of a lost table that may stand between two with three pieces or more


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that belong together: `kind` is "text", "pair" (two columns) or "table" (lost lines)."""

    kind: str
    rows: list[Row]
    gutter: float = 0

    def sides(self) -> tuple[list[Piece], list[Piece]]:
        """The pieces left and right of the gutter."""
        pieces = [piece for row in self.rows for piece in row]
        return [each for each in pieces if each.x1 <= self.gutter], [
            each for each in pieces if each.x1 > self.gutter
        ]


def stretches_of(rows: Sequence[Row], *, middle: float) -> list[Stretch]:
    """A page's rows in stretches, from the top; `middle` of the text from left to right."""
    found: list[Stretch] = []
    number = 0
    while number < len(rows):
        end, gutter = _pair_from(rows, number, middle)
        if (lost := _table_from(rows, number)) > number:
            found.append(Stretch("table", list(rows[number:lost])))
            number = lost
        elif end > number:
            found.append(_in_two(rows[number:end], gutter))
            number = end
        else:
            if not found or found[-1].kind != "text":
                found.append(Stretch("text", []))
            found[-1].rows.append(rows[number])
            number += 1
    return found


def _in_two(rows: Sequence[Row], gutter: float) -> Stretch:
    """Two columns: those of a head or a signature are read one after the other, any others row by row."""
    words = "\n".join(piece.text for row in rows for piece in row)
    return Stretch("pair" if is_head_or_signature(words) else "table", list(rows), gutter)


def _table_from(rows: Sequence[Row], start: int) -> int:
    """Where a table without lines ends that begins here; `start` when none does."""
    if len(rows[start]) < _COLUMNS_OF_TABLE:
        return start
    count, last = 0, start
    for number in range(start, len(rows)):
        if len(rows[number]) >= _COLUMNS_OF_TABLE:
            count, last = count + 1, number
        elif number - last > _MOST_BETWEEN:
            break
    return last + 1 if count >= 2 else start


def _pair_from(rows: Sequence[Row], start: int, middle: float) -> tuple[int, float]:
    """Where a block in two columns ends that begins here, and the gutter between them."""
    if len(rows[start]) != 2:
        return start, 0
    low, high = rows[start][0].x1, rows[start][1].x0
    end = start + 1
    while end < len(rows) and rows[end][0].base - rows[end - 1][-1].base <= _MOST_BLANK:
        found = _narrowed(rows[end], low, high)
        if found is None:
            break
        low, high = found
        end += 1
    while end > start + 1 and _is_title(rows[end - 1], rows[start][1], middle):
        end -= 1
    return end, (low + high) / 2


def _is_title(row: Row, right: Piece, middle: float) -> bool:
    """Whether a row that ends the block stands in the middle of the page, not of the right column."""
    is_alone = len(row) == 1
    return is_alone and abs(row[0].middle - middle) < _OFF and abs(row[0].middle - right.middle) > 2 * _OFF


def _narrowed(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """The gutter that a row leaves; None when it runs across it."""
    middle = (low + high) / 2
    for piece in row:
        if piece.middle < middle:
            low = max(low, piece.x1)
        else:
            high = min(high, piece.x0)
    return (low, high) if high - low >= _LEAST_GUTTER else None
