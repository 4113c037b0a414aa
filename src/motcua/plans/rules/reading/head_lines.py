"""The single lines of a head or a closing: two columns on one line apart, what was wrapped put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from motcua.documents.reading.blocks import Block, Cell, Line, Paragraph, Place, Table
from motcua.kernel.text import fold
from motcua.plans.rules.reading import heading_words as words
from motcua.plans.rules.reading.columns import find_header
from motcua.plans.rules.reading.words import one_line

HEAD_ROWS = 14
_COLUMN_GAP = re.compile(r"\t+| {3,}|\s+\|(?=\s|$)")
_AFTER_BLANK = re.compile(r"\s*(?:/|tháng\b|năm\b|ngày\b)")
_BEFORE_BLANK = re.compile(r"(?:\bngày|\btháng|\bnăm|[Ss]ố\s*:?)\s*$")
# Lines that a narrow column or a web page wrapped.
_WHOLE = (
    "cong hoa xa hoi chu nghia viet nam",
    "doc lap tu do hanh phuc",
    *(fold(kind) for kind in words.KINDS),
)
_OPEN_DATE = re.compile(
    r"(?:^|,|\s)(?:ngày|ngày\s+\d{1,2}|tháng|tháng\s+\d{1,2}|năm)$|[A-ZĐ][^\W\d]+\s*,$", re.IGNORECASE
)
_DATE_GOES_ON = re.compile(r"^(?:ngày|tháng|năm|\d{1,4})(?!\w|[.)])")
_NUMBER_WORD = re.compile(r"^Số\s*:?$")
_AGENCY_WORD = re.compile(r"^(?:ỦY|UỶ|ỦY\s+BAN|UỶ\s+BAN|SỞ|TRƯỜNG|PHÒNG)$")
_PLACE_AND_DATE = re.compile(r"^[A-ZĐ]\w+(?:\s\w+)?,\s*ngày\s")
_LONGEST_PART = 70


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line near the top: its text, where it stands, and from which block and line of it."""

    text: str
    place: Place
    block: int
    line: int
    is_cell: bool = False


def paragraph_lines(paragraph: Paragraph) -> tuple[Line, ...]:
    """The lines of a paragraph as they stood, at least one."""
    if len(paragraph.lines) > 1 or (paragraph.lines and not paragraph.mark):
        return paragraph.lines
    return tuple(Line(text, paragraph.place) for text in paragraph.whole.split("\n"))


def lines_of(blocks: Sequence[Block], first: int, last: int) -> Iterator[HeadLine]:
    """The lines of some blocks; what stands side by side on one line, each for itself."""
    for number in range(first, min(last, len(blocks))):
        block = blocks[number]
        if isinstance(block, Paragraph):
            for at, line in enumerate(paragraph_lines(block)):
                for piece in _side_by_side(line):
                    if text := one_line(piece):
                        yield HeadLine(text, line.place, number, at)
        else:
            yield from _table_lines(block, number)


def _side_by_side(line: Line) -> list[str]:
    """The pieces of a line on which two columns stand; gaps left to be filled in by hand part nothing."""
    pieces = [text for _, text in line.columns] or _COLUMN_GAP.split(line.text)
    if any(_AFTER_BLANK.match(piece) or _BEFORE_BLANK.search(piece) for piece in pieces):
        return [line.text]
    return pieces


def _table_lines(table: Table, number: int) -> Iterator[HeadLine]:
    header = find_header(table)
    last = header.first_row if header else min(len(table.rows), HEAD_ROWS)
    for at, row in enumerate(table.rows[:last]):
        for cell in row:
            if cell.is_inherited:
                continue
            for piece in cell.text.split("\n"):
                if text := one_line(piece):
                    yield HeadLine(text, cell.place, number, at, is_cell=True)


def put_together(lines: Iterator[HeadLine]) -> Iterator[HeadLine]:
    """The lines with those put together that are one: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA" above "VIỆT NAM", a date."""
    open_line: HeadLine | None = None
    for line in lines:
        if open_line is not None and _is_rest(open_line.text, line.text):
            open_line = replace(line, text=f"{open_line.text} {line.text}")
            continue
        if open_line is not None:
            yield open_line
        open_line = line
    if open_line is not None:
        yield open_line


def _is_rest(before: str, text: str) -> bool:
    """Whether a line is the rest of the one before it."""
    if len(before) > _LONGEST_PART or len(text) > _LONGEST_PART:
        return False
    if _OPEN_DATE.search(before) and _DATE_GOES_ON.match(text):
        return True
    if _NUMBER_WORD.match(before):
        return bool(re.match(r"^\d*\s*/", text))
    if _AGENCY_WORD.match(before):
        return text.isupper()
    if re.match(r"^[A-ZĐ]\w+$", before) and _PLACE_AND_DATE.match(text):
        return True
    mine, theirs = fold(before), fold(text)
    return any(
        whole != mine
        and whole.startswith(f"{mine} ")
        and f"{mine} {theirs}" == whole[: len(mine) + 1 + len(theirs)]
        for whole in _WHOLE
    )


def cell_lines(cell: Cell) -> list[str]:
    """The lines of a cell that say something."""
    return [text for piece in cell.text.split("\n") if (text := one_line(piece))]
