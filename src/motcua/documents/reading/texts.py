"""Plain text and Markdown: pipe tables, marks taken off, page numbers left out, wrapped lines joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from motcua.documents.reading.blocks import Block, Place, ReadingWarning
from motcua.documents.reading.characters import plain, tidy
from motcua.documents.reading.inline import BREAK, Marking, unmark
from motcua.documents.reading.joining import RawLine, as_paragraph, join_lines
from motcua.documents.reading.limits import MOST_CHARACTERS, MOST_LINES, too_long
from motcua.documents.reading.page_numbers import page_furniture
from motcua.documents.reading.setting import Setting, setting_of
from motcua.documents.reading.text_columns import halves, pair_at
from motcua.documents.reading.text_tables import TextTable, table_at

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*\Z")
_RULE = re.compile(r"\s*(?:[-–_=~*.](?:\s?[-–_=~*.]){2,}|`{3,}\w*|\{\d+\}-{3,})\s*\Z")
_GAP = re.compile(r" {3,}|\t+")
_QUOTE = re.compile(r"\A\s{0,3}>\s?")
_CENTRED = re.compile(r"<center>|align\s*=\s*[\"']?center", re.IGNORECASE)


@dataclass(slots=True)
class _State:
    setting: Setting
    blocks: list[Block] = field(default_factory=list)
    waiting: list[RawLine] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    marking: Marking = field(default_factory=Marking)
    paragraphs: int = 0
    tables: int = 0

    def flush(self) -> None:
        for group in join_lines(self.waiting):
            self.paragraphs += 1
            self.blocks.append(as_paragraph(group, number=self.paragraphs))
        self.waiting.clear()


def read_text(text: str) -> tuple[tuple[Block, ...], tuple[ReadingWarning, ...]]:
    """The blocks of a text, and what could not be read of it.

    :raises Unfit: when it is longer than is read.
    """
    lines = physical_lines(text)
    furniture = page_furniture(lines)
    state = _State(setting_of(lines, furniture))
    number = 0
    while number < len(lines):
        if number in furniture:
            number += 1
        elif table := table_at(lines, number, furniture):
            state.flush()
            _add_table(state, table, number + 1)
            number += table.lines
        elif ("    " in lines[number] or "\t\t" in lines[number]) and (pair := pair_at(lines, number)):
            _add_pair(state, lines, number, *pair)
            number = pair[0]
        else:
            _add_line(state, lines, number)
            number += 1
    state.flush()
    return tuple(state.blocks), tuple(state.warnings)


def physical_lines(text: str) -> list[str]:
    """The lines as they stand, each with its blanks; a form feed begins the line behind it."""
    if len(text) > MOST_CHARACTERS:
        raise too_long(f"{MOST_CHARACTERS} ký tự")
    lines = [line.rstrip(" \t") for line in plain(text).split("\n")]
    if len(lines) > MOST_LINES:
        raise too_long(f"{MOST_LINES} dòng")
    return lines


def _add_table(state: _State, table: TextTable, line: int) -> None:
    state.marking = Marking()
    read = table.grid(Place(table=state.tables + 1, line=line))
    if read is not None:
        state.tables += 1
        state.blocks.append(read)


def _add_pair(state: _State, lines: Sequence[str], start: int, end: int, gutter: int) -> None:
    """Two columns that stand side by side: the left one, then the right one."""
    state.flush()
    for side in (0, 1):
        for number in range(start, end):
            text = tidy(unmark(halves(lines[number], gutter)[side], state.marking).text)
            if text:
                state.waiting.append(RawLine(text, Place(line=number + 1), len(text)))
        state.flush()


def _add_line(state: _State, lines: Sequence[str], number: int) -> None:
    raw = lines[number].replace("\f", "")
    if not raw.strip():
        state.marking = Marking()
        return
    if _RULE.match(raw) and "(" not in raw:
        return
    place = Place(line=number + 1)
    heading = _HEADING.match(raw)
    body = _QUOTE.sub("", heading.group(2) if heading else raw)
    for piece in BREAK.split(body):
        unmarked = unmark(piece, state.marking)
        if unmarked.pictures:
            state.warnings.append(_picture(place))
        if text := tidy(unmarked.text):
            state.waiting.append(
                RawLine(
                    text=text,
                    place=place,
                    length=len(text),
                    limit=state.setting.room_behind(lines, number),
                    lead=len(text.split(maxsplit=1)[0]),
                    indent=_indent(raw),
                    columns=_columns(raw),
                    is_start=raw.startswith("\t") and not text[0].islower(),
                    is_apart=_is_row(lines, number),
                    is_bold=unmarked.is_bold,
                    is_italic=unmarked.is_italic,
                    is_centred=_CENTRED.search(piece) is not None or state.setting.is_centred(raw, number),
                    heading=len(heading.group(1)) if heading else 0,
                )
            )


def _is_row(lines: Sequence[str], number: int) -> bool:
    """Whether a line and one beside it stand in three columns or more: a table that lost its lines."""
    near = [each for each in (number - 1, number + 1, number + 2) if 0 <= each < len(lines)]
    return len(_columns(lines[number])) > 2 and any(len(_columns(lines[each])) > 2 for each in near)


def _indent(raw: str) -> int:
    blanks = raw[: len(raw) - len(raw.lstrip())]
    return len(blanks.expandtabs(4))


def _columns(raw: str) -> tuple[tuple[int, str], ...]:
    body = raw.strip()
    if "   " not in body and "\t" not in body:
        return ()
    start = len(raw) - len(raw.lstrip())
    pieces = []
    for begin, end in _pieces(body):
        pieces.append((start + begin, tidy(body[begin:end])))
    return tuple(pieces) if len(pieces) > 1 else ()


def _pieces(body: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for gap in _GAP.finditer(body):
        yield begin, gap.start()
        begin = gap.end()
    yield begin, len(body)


def _picture(place: Place) -> ReadingWarning:
    return ReadingWarning(
        "picture-not-read", f"Có hình ảnh không đọc được chữ bên trong ({place.says()}).", place
    )
