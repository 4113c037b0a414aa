"""Who signed, read from a file that a unit brings: a workbook, a document with a table, or plain lines."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.documents.reading.blocks import Table
from motcua.documents.reading.opening import read_document
from motcua.kernel.refusals import Refused
from motcua.plans.rules.commitments import Paper, names_column_missing, read_table


def read_signers(*, content: bytes, name: str) -> list[Paper]:
    """The people of the first table with a column of names; a table that goes on over several pages is one.

    :raises Refused: as documents' `read_document`, and as `rules.commitments.read_table`.
    """
    document = read_document(content=content, name=name)
    tables = [_texts(block) for block in document.blocks if isinstance(block, Table)]
    for place, rows in enumerate(tables):
        try:
            return read_table([*rows, *_going_on(tables[place + 1 :], rows)])
        except Refused as refused:
            if refused.code != "names-column-missing":
                raise
    raise names_column_missing()


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _going_on(tables: Sequence[list[list[str]]], first: list[list[str]]) -> list[list[str]]:
    """The rows of the tables right behind that have the columns of the first, without its header again."""
    width, known = max(len(row) for row in first), [row for row in first[:3] if any(row)]
    rows: list[list[str]] = []
    for table in tables:
        if max((len(row) for row in table), default=0) != width:
            break
        rows += [row for row in table if row not in known]
    return rows
