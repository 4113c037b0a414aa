"""Tables as full grids: what a merged cell covers inherits its text, short rows are filled up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from motcua.documents.reading.blocks import Cell, Place, Table
from motcua.documents.reading.limits import MOST_CELLS, too_long

_WIDEST = 200


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell as it was written: its text and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1
    is_bold: bool = False
    continues: bool = False  # it belongs to the merged cell above it
    line: int | None = None


def grid(rows: Iterable[Sequence[Spanning]], *, place: Place) -> Table | None:
    """The table with every row as long as the longest; None when nothing is in it.

    A row may leave out what the cells above reach into (HTML), or name it with `continues` (Word).
    """
    taken: dict[tuple[int, int], Spanning] = {}
    reaching: dict[tuple[int, int], Spanning] = {}
    count = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in reaching:
                column += 1
            if column >= _WIDEST:
                break
            column = _set(taken, reaching, cell, number, column)
        count = number + 1
        if len(taken) + len(reaching) > MOST_CELLS:
            raise too_long(f"{MOST_CELLS} ô trong bảng")
    return _filled(taken, reaching, count, place)


def _set(
    taken: dict[tuple[int, int], Spanning],
    reaching: dict[tuple[int, int], Spanning],
    cell: Spanning,
    number: int,
    column: int,
) -> int:
    """Put a cell and what it reaches over; the column behind it."""
    columns = max(1, min(cell.columns, _WIDEST - column))
    if cell.continues:
        above = taken.get((number - 1, column)) or reaching.get((number - 1, column))
        for covered in range(column, column + columns):
            reaching[number, covered] = above or replace(cell, continues=False)
        return column + columns
    for row in range(number, number + max(1, min(cell.rows, 500))):
        for covered in range(column, column + columns):
            reaching.setdefault((row, covered), cell)
    del reaching[number, column]
    taken[number, column] = cell
    return column + columns


def _filled(
    taken: dict[tuple[int, int], Spanning],
    reaching: dict[tuple[int, int], Spanning],
    count: int,
    place: Place,
) -> Table | None:
    if not any(cell.text for cell in taken.values()):
        return None
    width = 1 + max(column for row, column in {*taken, *reaching} if row < count)
    filled = sorted(
        {row for cells in (taken, reaching) for (row, _), cell in cells.items() if cell.text and row < count}
    )
    if width * len(filled) > 2 * MOST_CELLS:
        raise too_long(f"{MOST_CELLS} ô trong bảng")
    rows = (tuple(_cell(taken, reaching, row, column, place) for column in range(width)) for row in filled)
    return Table(rows=tuple(rows), place=place)


def _cell(
    taken: dict[tuple[int, int], Spanning],
    reaching: dict[tuple[int, int], Spanning],
    row: int,
    column: int,
    place: Place,
) -> Cell:
    where = replace(place, row=row + 1, column=column + 1)
    if own := taken.get((row, column)):
        return Cell(own.text, replace(where, line=own.line or where.line), is_bold=own.is_bold)
    inherited = reaching.get((row, column))
    if inherited is None:
        return Cell("", where)
    return Cell(inherited.text, where, is_inherited=True, is_bold=inherited.is_bold)
