"""What a document consists of once it is read: paragraphs and tables, each knowing where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document; every number counts from 1, what does not apply is None.

    `page` of a PDF; `paragraph` the running number among the paragraphs; `line` of a text file; `table` the running
    number among the tables, `row` and `column` inside it; `sheet` of a workbook.
    """

    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""

    def says(self) -> str:
        """The place in words for a person, such as "trang 3, bảng 1, hàng 4, cột 2"."""
        words = [
            f"{word} {value}"
            for word, value in (
                ("trang", self.page),
                ("trang tính", self.sheet or None),
                ("bảng", self.table),
                ("hàng", self.row),
                ("cột", self.column),
                ("dòng", self.line),
                ("đoạn", self.paragraph if self.line is None and self.table is None else None),
            )
            if value is not None
        ]
        return ", ".join(words)

    def as_dict(self) -> dict[str, Any]:
        """The place as plain data: what is known, and "text" in words."""
        known = {
            name: value
            for name in ("page", "paragraph", "line", "table", "row", "column", "sheet")
            if (value := getattr(self, name))
        }
        return {**known, "text": self.says()}


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on the page; `indent` counts the blanks before it.

    `columns` holds the pieces of a line with wide gaps in it, each with where it begins: letters in a text file,
    points in a PDF. It is empty for a line without such gaps.
    """

    text: str
    place: Place
    indent: int = 0
    columns: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph whose lines were put together; `lines` keeps them as they stood, also the number Word shows.

    `heading` is the level of a heading style (0: none). `mark` is what automatic numbering shows before the text
    ("1.", "a)", "-") when the text itself does not contain it.
    """

    text: str
    place: Place
    lines: tuple[Line, ...] = ()
    heading: int = 0
    mark: str = ""
    is_bold: bool = False
    is_italic: bool = False
    is_centred: bool = False

    @property
    def whole(self) -> str:
        """The text with the number that stands before it."""
        return f"{self.mark} {self.text}".strip() if self.mark else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table's grid; `is_inherited` where a merged cell that began elsewhere reaches here.

    Paragraphs and hard line breaks inside a cell are parted by a line feed in `text`.
    """

    text: str
    place: Place
    is_inherited: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a full grid: every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something that could not be read or is doubtful: `code` is stable, `message` Vietnamese."""

    code: str
    message: str
    place: Place | None = None

    def as_dict(self) -> dict[str, Any]:
        """The warning as plain data."""
        return {
            "code": self.code,
            "message": self.message,
            "place": None if self.place is None else self.place.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read. `is_readable` is False when nothing in it may be relied on, such as a scan."""

    name: str
    format: str
    blocks: tuple[Block, ...]
    warnings: tuple[ReadingWarning, ...] = ()
    pages: int | None = None
    is_readable: bool = True

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside of tables, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))
