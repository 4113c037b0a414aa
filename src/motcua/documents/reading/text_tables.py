"""Tables drawn in a text file: with pipes, as a grid of plus and minus signs, parted by tabs, or as HTML."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from motcua.documents.reading.blocks import Place, Table
from motcua.documents.reading.characters import tidy_lines
from motcua.documents.reading.grids import Spanning, grid
from motcua.documents.reading.inline import BREAK, unmark
from motcua.documents.reading.limits import MOST_ROWS, too_long

_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"\s*:?-+:?\s*\Z")
_GRID_RULE = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*\Z")
_MOST_OPENED = 20
_MOST_MARKUP = 3000  # lines of one table written in HTML
_MOST_BROKEN = 40  # lines that one row of a pipe table may be broken over


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table and how many physical lines it took."""

    rows: tuple[tuple[Spanning, ...], ...]
    lines: int

    def grid(self, place: Place) -> Table | None:
        """The table as blocks have it."""
        return grid(self.rows, place=place)


def table_at(lines: Sequence[str], start: int, dropped: Collection[int]) -> TextTable | None:
    """The table that begins at a line, if one does."""
    line = lines[start]
    if not line.strip() or ("|" not in line and "\t" not in line and "+" not in line and "<" not in line):
        return None
    for finder in (_html, _pipes, _drawn, _tabs):
        if found := finder(lines, start, dropped):
            return found
    return None


def _pipes(lines: Sequence[str], start: int, dropped: Collection[int]) -> TextTable | None:
    if not _begins_pipes(lines, start):
        return None
    rows: list[tuple[Spanning, ...]] = []
    place = start
    while place < len(lines) and "|" in lines[place]:
        text, taken = _whole_row(lines, place)
        cells = _split(text)
        if not _is_separator(cells, is_second=len(rows) == 1):
            rows.append(tuple(_cell(cell, place + 1) for cell in cells))
        if len(rows) > MOST_ROWS:
            raise too_long(f"{MOST_ROWS} hàng trong bảng")
        place += taken
    return TextTable(tuple(rows), place - start)


def _begins_pipes(lines: Sequence[str], start: int) -> bool:
    line = lines[start].strip()
    if line.startswith("|"):
        return line.count("|") >= 2
    following = lines[start + 1] if start + 1 < len(lines) else ""
    cells = _split(following)
    return (
        "|" in line and "|" in following and len(cells) > 1 and all(_SEPARATOR.match(cell) for cell in cells)
    )


def _whole_row(lines: Sequence[str], start: int) -> tuple[str, int]:
    """A row that was broken inside of a cell is put together up to the line that closes it."""
    text = lines[start]
    if not text.lstrip().startswith("|") or text.rstrip().endswith("|"):
        return text, 1
    for end in range(start + 1, min(start + _MOST_BROKEN, len(lines))):
        following = lines[end]
        if not following.strip() or following.lstrip().startswith("|"):
            break
        if following.rstrip().endswith("|"):
            return "\n".join(lines[start : end + 1]), end + 1 - start
    return text, 1


def _split(text: str) -> list[str]:
    text = text.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return _PIPE.split(text)


def _is_separator(cells: Sequence[str], *, is_second: bool) -> bool:
    if not any("-" in cell for cell in cells):
        return False
    drawn = all(_SEPARATOR.match(cell) or not cell.strip() for cell in cells)
    return drawn and (is_second or any("--" in cell for cell in cells))


def _cell(text: str, line: int) -> Spanning:
    pieces = [unmark(piece) for piece in BREAK.split(text)]
    words = tidy_lines("\n".join(piece.text for piece in pieces))
    return Spanning(
        words, is_bold=bool(words) and all(piece.is_bold for piece in pieces if piece.text.strip()), line=line
    )


def _drawn(lines: Sequence[str], start: int, dropped: Collection[int]) -> TextTable | None:
    """A table drawn with "+---+": what stands between two rules is one row."""
    if not _GRID_RULE.match(lines[start]):
        return None
    rows: list[tuple[Spanning, ...]] = []
    gathered: list[list[str]] = []
    place = start + 1
    while place < len(lines) and (_GRID_RULE.match(lines[place]) or lines[place].lstrip().startswith("|")):
        if _GRID_RULE.match(lines[place]):
            rows.extend(_gathered(gathered, place))
            gathered = []
        else:
            gathered.append(_split(lines[place]))
        place += 1
    rows.extend(_gathered(gathered, place))
    return TextTable(tuple(rows), place - start) if rows else None


def _gathered(lines: Sequence[Sequence[str]], end: int) -> Iterable[tuple[Spanning, ...]]:
    if lines:
        width = max(len(line) for line in lines)
        columns = ([line[column] for line in lines if column < len(line)] for column in range(width))
        yield tuple(_cell(" ".join(column), end + 1 - len(lines)) for column in columns)


def _tabs(lines: Sequence[str], start: int, dropped: Collection[int]) -> TextTable | None:
    """At least three lines that follow each other with tabs, two or more in the first. Cells that are empty at the end
    of a line may be missing there, as long as a third of the lines have them all."""
    tabs = lines[start].count("\t")
    if tabs < 2 or lines[start].startswith("\t\t"):
        return None
    end = start
    while end < len(lines) and end not in dropped and _is_row(lines, end, tabs):
        end += 1
    whole = sum(line.count("\t") == tabs for line in lines[start:end])
    if end - start < 3 or whole < 2 or whole * 3 < end - start:
        return None
    rows = tuple(
        tuple(_cell(cell, place + 1) for cell in lines[place].split("\t")) for place in range(start, end)
    )
    return TextTable(rows, end - start)


def _is_row(lines: Sequence[str], place: int, tabs: int) -> bool:
    """Whether a line has cells, or is the only cell of a row between two others that have."""
    if lines[place].count("\t"):
        return lines[place].count("\t") <= tabs
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return bool(lines[place].strip()) and 1 <= following.count("\t") <= tabs


def _html(lines: Sequence[str], start: int, dropped: Collection[int]) -> TextTable | None:
    if not lines[start].lstrip().lower().startswith("<table"):
        return None
    from motcua.documents.reading.html import rows_of_table

    opened = 0
    for end in range(start, min(start + _MOST_MARKUP, len(lines))):
        low = lines[end].lower()
        opened += "<table" in low
        if opened > _MOST_OPENED:
            break
        if "</table>" in low:
            rows = rows_of_table("\n".join(lines[start : end + 1]), line=start + 1)
            return TextTable(rows, end + 1 - start)
    return None
