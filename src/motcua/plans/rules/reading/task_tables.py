"""Tables of tasks among the blocks of a document; tables of targets and others are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from motcua.documents.reading.blocks import Block, Cell, Paragraph, Place, ReadingWarning, Table
from motcua.kernel.text import fold
from motcua.plans.enums import ItemSource
from motcua.plans.rules.reading.columns import Header, find_header, is_counting_row
from motcua.plans.rules.reading.found import FoundTask
from motcua.plans.rules.reading.row_tasks import ReadTerm, TaskRows
from motcua.plans.rules.reading.table_rows import read_row
from motcua.plans.rules.reading.words import is_noise


@dataclass(slots=True)
class TableReading:
    """What the tables gave: tasks, the tables of targets, and what could not be read."""

    tasks: list[FoundTask] = field(default_factory=list)
    target_tables: list[Table] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    task_tables: int = 0
    places: set[Place] = field(default_factory=set)


def read_task_tables(blocks: Sequence[Block], *, read_term: ReadTerm, source: ItemSource) -> TableReading:
    """The tasks of all tables of tasks in `blocks`, in order.

    A table without a head of its own goes on with the one before when nothing was said between them and its columns
    are as many. Values of merged cells count for each row they reach; a child without a lead, partners or a term has
    its parent's.
    """
    reading = TableReading()
    open_table: TaskRows | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            if open_table and not _is_page_text(block):
                _close(open_table, reading)
                open_table = None
            continue
        header = find_header(block)
        if header and header.is_of_tasks:
            same = open_table is not None and _same_head(open_table.header, header)
            if open_table and not same:
                _close(open_table, reading)
            if not same or open_table is None:
                open_table = TaskRows(header, read_term, source)
                reading.task_tables += 1
            _take(open_table, block.rows[header.end_row :], is_new_page=same)
        elif header:
            reading.target_tables.append(block)
        elif open_table and block.rows and len(block.rows[0]) == len(open_table.header.roles):
            _take(open_table, block.rows, is_new_page=True)
    if open_table:
        _close(open_table, reading)
    return reading


def _close(table: TaskRows, reading: TableReading) -> None:
    reading.tasks.extend(table.tasks())
    reading.warnings.extend(table.warnings)


def _is_page_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph between two tables is only what stands on pages, so that the table goes on."""
    return is_noise(paragraph.text) or len(paragraph.text.strip()) < 3


def _same_head(one: Header, other: Header) -> bool:
    return [fold(name) for name in one.names] == [fold(name) for name in other.names]


def _take(table: TaskRows, cells: Sequence[Sequence[Cell]], *, is_new_page: bool) -> None:
    """Add the rows of one piece of a table; its repeated head and the row that counts the columns are left out."""
    above: Sequence[Cell] | None = None
    is_first = is_new_page
    for each in cells:
        repeats = _repeats_head(table.header, each)
        is_first = is_first or repeats
        if not repeats and not is_counting_row(each):
            row = read_row(each, above, table.header)
            if not row.is_empty:
                table.add(row, is_new_page=is_first)
                is_first = False
        above = each


def _repeats_head(header: Header, cells: Sequence[Cell]) -> bool:
    names = [fold(cell.text) for cell in cells]
    own = [fold(name) for name in header.names]
    same = sum(1 for name, mine in zip(names, own, strict=False) if name and (name == mine or name in mine))
    return same >= 3 and same >= sum(1 for name in names if name) - 1
