"""Headings over two rows: a group over several columns, and below it what each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from motcua.kernel.refusals import Refused
from motcua.reviews.files.cost_columns import NAMES, is_numbering
from motcua.reviews.files.cost_headings import (
    column_in,
    columns_in,
    heading_in,
    is_order,
    states_cost,
    states_year,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class TwoRows:
    """The headings of the columns, each from both rows, and the cells that say them."""

    named: Mapping[int, str]
    columns: Mapping[str, int]
    cells: tuple[Cell, ...]
    places: Mapping[int, Cell]


def headings_over_two_rows(page: Worksheet, top: Sequence[Cell]) -> TwoRows | None:
    """The headings that this row and the next one make together; None where they make none.

    Each column is called by its cell in the lower row, where that has one, and by the group over it: the cell above, or
    the merged cell above. Where the upper row alone names all a table needs, the lower one belongs to it only under a
    group merged over columns of it; where the lower row alone does, the upper one is a title.

    :raises Refused: "cost-heading-unclear", where the group and the cell below it name different columns.
    """
    row = top[0].row
    if len(top) < _FEWEST or not _is_words(top):
        return None
    below = [
        cell
        for cell in next(page.iter_rows(min_row=row + 1, max_row=row + 1), ())
        if cell.value not in (None, "")
    ]
    if not below or not _is_words(below) or is_numbering(below) or _named(below):
        return None
    groups = _groups(page, top)
    is_grouped = any(cell.column in groups and groups[cell.column].column != cell.column for cell in below)
    if len(below) < _FEWEST or (_named(top) and not is_grouped):
        return None
    own = {cell.column: cell for cell in below}
    alone = {cell.column: str(cell.value) for cell in top if cell.column not in own}
    named = alone | {column: _together(page, groups.get(column), cell) for column, cell in own.items()}
    columns = columns_in(named)
    if not columns:
        return None
    places = {cell.column: cell for cell in top} | own
    return TwoRows(named, columns, (*top, *below), places)


def _is_words(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell.value, str) and cell.data_type != "f" for cell in cells)


def _named(cells: Sequence[Cell]) -> bool:
    return bool(columns_in({cell.column: str(cell.value) for cell in cells}))


def _groups(page: Worksheet, top: Sequence[Cell]) -> dict[int, Cell]:
    """Which cell of the upper row stands over each column: its own, or the merged one that reaches over it."""
    groups = {cell.column: cell for cell in top}
    for whole in page.merged_cells.ranges:
        first = groups.get(whole.min_col)
        if first is not None and whole.min_row == whole.max_row == first.row:
            groups |= dict.fromkeys(range(whole.min_col, whole.max_col + 1), first)
    return groups


def _together(page: Worksheet, group: Cell | None, cell: Cell) -> str:
    """What a column is called by the cell below and the group over it."""
    below = str(cell.value)
    if group is None:
        return below
    above = str(group.value)
    joined = f"{heading_in(above)} {below}"
    by_below, by_above, by_both = column_in(below), column_in(above), column_in(joined)
    found = {name for name in (by_below, by_above, by_both) if name}
    if len(found) > 1:
        first, second = (f"“{NAMES.get(name, name)}”" for name in sorted(found)[:2])
        raise Refused(
            "cost-heading-unclear",
            f"Ô {page.title}!{cell.coordinate} ghi “{' '.join(below.split())[:80]}” dưới “"
            f"{' '.join(above.split())[:80]}” (ô {page.title}!{group.coordinate}): không rõ cột này là {first} hay "
            f"{second}. Sửa tiêu đề để mỗi cột chỉ có một nghĩa.",
            cell=f"{page.title}!{cell.coordinate}",
        )
    if by_below or by_above:
        return below if by_below else above
    if by_both or states_cost(joined) or states_year(joined):
        return joined
    if states_year(above) and states_cost(below):
        return above
    return below if states_cost(below) or states_year(below) or is_order(below) else f"{above}: {below}"
