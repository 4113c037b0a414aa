"""Lost tables whose pieces still stand at their distances from the margin: each piece goes to its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.text import fold
from motcua.plans.rules.reading.column_words import Role
from motcua.plans.rules.reading.columns import Header, header_of_names
from motcua.plans.rules.reading.lost_tables.flow import FlowLine
from motcua.plans.rules.reading.table_rows import Row
from motcua.plans.rules.reading.words import tidy_cell

_NEAR = 2
_HEAD_LINES = 3
_ENOUGH = 0.7
_NUMBER_WIDTH = 4  # a narrow column of numbers and the next one are often too near to be told apart
_NUMBER_AND_NEXT = re.compile(r"^(?P<number>S?TT|Số TT)\s+(?P<next>\S.*)$", re.IGNORECASE)
_WORD_BEGINS = re.compile(r"(?<=\s)[A-ZÀ-ỴĐ\d]")
_NUMBER = re.compile(r"^(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3}){0,3}|[A-ZĐa-zđ])[.)]?$")


@dataclass(frozen=True, slots=True)
class AlignedHead:
    """A head whose names stand at distances: `starts` is where each column begins."""

    header: Header
    starts: tuple[int, ...]
    start: int
    end: int


def find_aligned_head(lines: Sequence[FlowLine], start: int) -> AlignedHead | None:
    """The head that begins at line `start` when its names are set apart, on up to three lines."""
    best: AlignedHead | None = None
    most = 0
    for depth in range(1, _HEAD_LINES + 1):
        piece_lines = lines[start : start + depth]
        if len(piece_lines) < depth or len(piece_lines[0].columns) < 3:
            break
        starts, names = _names(piece_lines)
        header, score = header_of_names(names)
        if header is not None and header.is_of_tasks and score > most:
            best, most = AlignedHead(header, starts, start, start + depth), score
    if best is None or not _stands_in_columns(_below(lines, best), best.starts):
        return None
    return best


def _below(lines: Sequence[FlowLine], head: AlignedHead) -> list[FlowLine]:
    """The first lines below a head, up to where it stands once more."""
    found: list[FlowLine] = []
    for line in lines[head.end : head.end + 40]:
        if line.text == lines[head.start].text:
            break
        found.append(line)
    return found


def aligned_rows(body: Sequence[FlowLine], head: AlignedHead) -> list[Row]:
    """The rows below an aligned head: each begins with a number, or where there is none with its content."""
    number_at = head.header.column(Role.NUMBER)
    found: list[tuple[FlowLine, dict[int, list[str]], bool]] = []
    starts, depth, at = head.starts, head.end - head.start, 0
    while at < len(body):
        line = body[at]
        if moved := _repeated(body[at : at + depth], head):
            starts, at = moved, at + depth
            continue
        at += 1
        pieces = [(head_column(offset, starts), offset, text) for offset, text in _cut(line, starts)]
        if not pieces:
            continue
        if not found or _begins_row(pieces, number_at):
            found.append((line, {}, _spans(pieces, starts, number_at)))
        for column, _, text in pieces:
            found[-1][1].setdefault(column, []).append(text)
    return [_row(line, cells, spans, head.header) for line, cells, spans in found]


def head_column(offset: int, starts: Sequence[int]) -> int:
    """The column in which a piece that begins at `offset` stands."""
    return max((at for at, start in enumerate(starts) if start <= offset + _NEAR), default=0)


def _repeated(lines: Sequence[FlowLine], head: AlignedHead) -> tuple[int, ...]:
    """Where the columns begin on a further page, when the head stands here once more; else nothing."""
    if len(lines) < head.end - head.start or len(lines[0].columns) < 3:
        return ()
    starts, names = _names(lines)
    return starts if [fold(name) for name in names] == [fold(name) for name in head.header.names] else ()


def _cut(line: FlowLine, starts: Sequence[int]) -> list[tuple[int, str]]:
    """The pieces of a line; one that fills its column and runs into the next is cut where the next column begins."""
    pieces = list(_pieces(line))
    if len(pieces) < 2:
        return pieces
    found: list[tuple[int, str]] = []
    for offset, text in pieces:
        column = head_column(offset, starts)
        cut = _word_at(text, starts[column + 1] - offset) if column + 1 < len(starts) else 0
        found.append((offset, text[:cut].rstrip() if cut else text))
        if cut:
            found.append((offset + cut, text[cut:]))
    return found


def _word_at(text: str, at: int) -> int:
    """Where the first word with a capital or a digit begins near `at`; 0 when none does."""
    begins = (each.start() for each in _WORD_BEGINS.finditer(text))
    return next((start for start in begins if abs(start - at) <= _NEAR), 0)


def _names(lines: Sequence[FlowLine]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    columns: dict[int, list[str]] = {}
    for line in lines:
        for offset, text in _pieces(line):
            near = next((start for start in columns if abs(start - offset) <= _NEAR), offset)
            columns.setdefault(near, []).append(text)
    starts = sorted(columns)
    names = [" ".join(columns[start]) for start in starts]
    if together := _NUMBER_AND_NEXT.match(names[0]):
        names[:1] = [together["number"], together["next"]]
        starts.insert(1, starts[0] + _NUMBER_WIDTH)
    return tuple(starts), tuple(names)


def _pieces(line: FlowLine) -> tuple[tuple[int, str], ...]:
    return line.columns or ((line.indent, line.text),)


def _stands_in_columns(lines: Sequence[FlowLine], starts: Sequence[int]) -> bool:
    offsets = [offset for line in lines for offset, _ in _pieces(line)]
    near = sum(any(abs(offset - start) <= _NEAR for start in starts) for offset in offsets)
    apart = sum(len(line.columns) > 1 for line in lines)
    return bool(offsets) and near >= _ENOUGH * len(offsets) and apart * 2 >= min(len(lines), 8)


def _begins_row(pieces: Sequence[tuple[int, int, str]], number_at: int | None) -> bool:
    if number_at is None:
        return pieces[0][0] == 0 and pieces[0][2][:1].isupper()
    return pieces[0][0] == number_at and bool(_NUMBER.match(pieces[0][2].split(" ", 1)[0]))


def _spans(pieces: Sequence[tuple[int, int, str]], starts: Sequence[int], number_at: int | None) -> bool:
    """Whether the row is a heading that runs over the columns: one piece that reaches into the next column."""
    rest = [piece for piece in pieces if piece[0] != number_at]
    if len(rest) != 1 or rest[0][0] + 1 >= len(starts):
        return False
    column, offset, text = rest[0]
    return offset + len(text) > starts[column + 1]


def _row(line: FlowLine, cells: dict[int, list[str]], spans: bool, header: Header) -> Row:
    values: dict[Role, str] = {}
    notes: list[str] = []
    number = ""
    for column, texts in sorted(cells.items()):
        role = header.roles[column]
        text = tidy_cell("\n".join(texts))
        if role is Role.NUMBER:
            number, _, rest = text.partition(" ")
            text, role = rest, Role.CONTENT
        if not text:
            continue
        if role in (Role.NOTE, Role.OTHER, Role.MEASURE, Role.PERSON, Role.RESULT):
            notes.append(text)
        else:
            values[role] = f"{values[role]} {text}" if values.get(role) else text
    return Row(number.rstrip(".)"), values, line.place, notes=notes, spans=spans)
