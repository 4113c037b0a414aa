"""A document that was read, as plain text: for keeping what came in a format that is not kept as it is."""

from __future__ import annotations

from motcua.documents.reading.blocks import Paragraph, ReadDocument, Table


def as_plain_text(document: ReadDocument) -> str:
    """The paragraphs, and the tables with " | " between cells; a blank line between blocks."""
    return "\n\n".join(
        block.whole if isinstance(block, Paragraph) else _rows(block) for block in document.blocks
    )


def _rows(table: Table) -> str:
    return "\n".join(
        " | ".join("" if cell.is_inherited else " ".join(cell.text.split()) for cell in row)
        for row in table.rows
    )
