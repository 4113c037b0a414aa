"""Which part of a document is its head, its text, its closing (recipients, signature) and its annexes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from motcua.documents.reading.blocks import Block, Paragraph, ReadDocument, Table
from motcua.kernel.text import fold
from motcua.plans.rules.reading import heading_words as words
from motcua.plans.rules.reading.columns import find_header
from motcua.plans.rules.reading.head_lines import (
    HEAD_ROWS,
    HeadLine,
    cell_lines,
    lines_of,
    paragraph_lines,
    put_together,
)
from motcua.plans.rules.reading.lost_tables.heads import split_names
from motcua.plans.rules.reading.marks import MarkStyle, read_mark
from motcua.plans.rules.reading.words import is_capitals, is_noise, one_line

_HEAD_BLOCKS = 60
_CLOSING_LINE = 140

_NEW_PART = (MarkStyle.PART, MarkStyle.CHAPTER, MarkStyle.CAPITAL, MarkStyle.ROMAN, MarkStyle.ARTICLE)

_KIND_LINE = re.compile(
    rf"^(?P<kind>{'|'.join(kind.upper() for kind in words.KINDS)})(?P<rest>$|\s*[:.]?\s+\S.*$|\s*[:.]$)"
)
_FOLDED_KINDS = frozenset(fold(kind) for kind in words.KINDS)
_KIND_ALONE = re.compile(rf"^(?:{'|'.join(words.KINDS)})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A document in its parts; `title_at` is the head line that names the kind, -1 without one."""

    head: tuple[HeadLine, ...]
    title_at: int
    title: str
    body: tuple[Block, ...]
    closing: tuple[HeadLine, ...]
    annexes: tuple[Block, ...]


def split_parts(document: ReadDocument) -> Parts:
    """The document in its parts; a part that is missing is empty."""
    blocks = document.blocks
    lines = _head_lines(blocks)
    title_at = _kind_line(lines)
    title, end = _title(lines, title_at)
    head = lines[:end]
    start, rest = _body_start(blocks, head)
    closing_at = _closing_start(blocks, start)
    annex_at = _annex_start(blocks, closing_at)
    attached, annex_from = _attached(blocks, annex_at, head[title_at].text if title_at >= 0 else "")
    body = (*blocks[start:closing_at], *attached)
    return Parts(
        head=tuple(head),
        title_at=title_at,
        title=title,
        body=(*rest, *body),
        closing=tuple(lines_of(blocks, closing_at, annex_at)),
        annexes=blocks[annex_from:],
    )


def _head_lines(blocks: Sequence[Block]) -> list[HeadLine]:
    """The lines from the top down to the first numbered part of the text."""
    found: list[HeadLine] = []
    kind_block = -1
    for line in put_together(lines_of(blocks, 0, _HEAD_BLOCKS)):
        if line.is_cell and 0 <= kind_block < line.block:
            break
        if kind_block < 0 and _names_kind(line.text):
            kind_block = line.block
        mark = read_mark(line.text)
        if mark and mark.style in _NEW_PART and not line.is_cell and found:
            break
        found.append(line)
    return found


def _kind_line(lines: Sequence[HeadLine]) -> int:
    """The line that names the kind of document in capitals; -1 without one."""
    for at, line in enumerate(lines):
        if _names_kind(line.text):
            return at
    return -1


def kind_and_rest(text: str) -> tuple[str, str]:
    """The kind a line names ("Kế hoạch") and what follows it on the same line."""
    for kind in words.KINDS:
        if text.upper().startswith(kind.upper()):
            return kind, text[len(kind) :].strip(" :.")
    return next((kind for kind in words.KINDS if fold(kind) == fold(text)), ""), ""


def _names_kind(text: str) -> bool:
    """Whether a line names a kind of document, also when a scan lost a mark of it ("KÊ HOẠCH")."""
    if _KIND_LINE.match(text) or _KIND_ALONE.match(text):
        return True
    return is_capitals(text) and fold(text) in _FOLDED_KINDS


_TABLE_BEGINS = re.compile(r"^(?:S?TT|Số TT|Số thứ tự)(?:\s|$)")
_TITLE_LINES = 9
_TITLE_LENGTH = 420


def _title(lines: Sequence[HeadLine], at: int) -> tuple[str, int]:
    """The title under the kind, and the number of head lines up to its end."""
    if at < 0:
        return "", _head_without_kind(lines)
    _, first = kind_and_rest(lines[at].text)
    pieces = [first] if first else []
    end = at + 1
    for line in lines[at + 1 : at + 1 + _TITLE_LINES]:
        if _ends_title(line.text, pieces):
            break
        if not is_noise(line.text) and not words.MOTTO.search(line.text):
            pieces.append(line.text)
        end += 1
    return one_line(" ".join(pieces)), end


def _ends_title(text: str, pieces: Sequence[str]) -> bool:
    if words.SALUTATION.match(text) or words.COUNTRY.search(text):
        return True
    if pieces and (_TABLE_BEGINS.match(text) or len(split_names(text)) >= 3):
        return True
    if pieces and (words.BASIS_START.match(text) or text.startswith(("(", "-", "+"))):
        return True
    if read_mark(text) is not None or (
        pieces and (words.DECIDES.match(text) or words.NAMED_ANNEX.match(text))
    ):
        return True
    long = sum(map(len, pieces)) + len(text) > _TITLE_LENGTH or "như sau" in text
    return bool(pieces) and (long or text.endswith((".", ":", ";")) or _is_sentence_after_title(text, pieces))


def _is_sentence_after_title(text: str, pieces: Sequence[str]) -> bool:
    """A long line in small letters after a title in capitals, or after a title that named its year."""
    if is_capitals(" ".join(pieces)) and len(text) > 60 and not is_capitals(text):
        return True
    return len(text) > 130


def _head_without_kind(lines: Sequence[HeadLine]) -> int:
    """Where a head without a kind ends: after the last line of the State's layout."""
    last = 0
    for at, line in enumerate(lines[:25]):
        patterns = (words.COUNTRY, words.MOTTO, words.NUMBER, words.DATE, words.ABSTRACT, words.SALUTATION)
        if len(line.text) < 200 and any(pattern.search(line.text) for pattern in patterns):
            last = at + 1
    return last


def _body_start(blocks: Sequence[Block], head: Sequence[HeadLine]) -> tuple[int, tuple[Block, ...]]:
    """The first block of the text, and what is left of a paragraph that held the end of the title as well."""
    if not head:
        return 0, ()
    last = head[-1]
    block = blocks[last.block]
    if isinstance(block, Table):
        return (last.block, ()) if find_header(block) else (last.block + 1, ())
    lines = paragraph_lines(block)
    if last.line + 1 >= len(lines):
        return last.block + 1, ()
    left = lines[last.line + 1 :]
    text = " ".join(one_line(line.text) for line in left)
    return last.block + 1, (replace(block, text=text, lines=left, place=left[0].place, mark=""),)


def _closing_start(blocks: Sequence[Block], start: int) -> int:
    """The block in which the recipients or, without them, the signature begins; the end without either."""
    for number in range(start, len(blocks)):
        if any(_begins_closing(line.text) for line in lines_of(blocks, number, number + 1)):
            return number
    return len(blocks)


def closing_in_table(blocks: Sequence[Block]) -> tuple[HeadLine, ...]:
    """The recipients and signature that stand in the last rows of the last table, as on a sheet; often none."""
    table = next((block for block in reversed(blocks) if isinstance(block, Table)), None)
    if table is None:
        return ()
    rows = [
        [
            HeadLine(text, cell.place, 0, at, is_cell=True)
            for cell in row
            if not cell.is_inherited
            for text in cell_lines(cell)
        ]
        for at, row in enumerate(table.rows[-HEAD_ROWS:])
    ]
    start = next(
        (at for at, row in enumerate(rows) if any(_begins_closing(line.text) for line in row)), len(rows)
    )
    return tuple(line for row in rows[start:] for line in row)


def _begins_closing(text: str) -> bool:
    found = words.RECIPIENTS.match(text)
    if found and len(text) < 60:
        return True
    if len(text) > 80 or not is_capitals(text):
        return False
    return bool(words.AUTHORITY.match(text)) or bool(words.SIGNER_TITLE.fullmatch(text.strip()))


def _attached(blocks: Sequence[Block], at: int, kind_line: str) -> tuple[tuple[Block, ...], int]:
    """The text of a plan that stands behind the decision it was issued with, and where the annexes begin then."""
    if at >= len(blocks) or not words.ISSUES_ANOTHER.match(kind_line):
        return (), at
    title = _first(blocks, at, _names_plan)
    if title == len(blocks):
        return (), at
    start = _first(blocks, title + 1, _is_text)
    end = _first(blocks, start, _is_numbered_annex)
    end = min(end, _closing_start(blocks[:end], start))
    return tuple(blocks[start:end]), end


def _first(blocks: Sequence[Block], start: int, is_it: Callable[[Block], bool]) -> int:
    """The first block from `start` of which something is so; their number when of none."""
    return next((number for number in range(start, len(blocks)) if is_it(blocks[number])), len(blocks))


def _names_plan(block: Block) -> bool:
    """Whether a block is the title of a plan that is attached."""
    return isinstance(block, Paragraph) and any(
        words.ATTACHED_KIND.match(line.text.strip()) for line in paragraph_lines(block)
    )


def _is_text(block: Block) -> bool:
    """Whether a block below an attached title is already text: numbered, a table with a head, or a sentence."""
    if isinstance(block, Table):
        return find_header(block) is not None
    text = one_line(block.whole)
    if words.ATTACHED_TO.match(text) or is_capitals(text):
        mark = read_mark(text)
        return mark is not None and mark.style in _NEW_PART
    return read_mark(text) is not None or len(text) > _CLOSING_LINE


def _is_numbered_annex(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(words.NAMED_ANNEX.match(one_line(block.whole)))


def _annex_start(blocks: Sequence[Block], closing_at: int) -> int:
    """The first block after the closing that belongs to an annex."""
    for number in range(closing_at + 1, len(blocks)):
        block = blocks[number]
        if isinstance(block, Table):
            if len(block.rows[0] if block.rows else ()) > 3 or find_header(block):
                return number
            continue
        if any(_begins_annex(line.text) for line in paragraph_lines(block)):
            return number
    return len(blocks)


def _begins_annex(text: str) -> bool:
    return bool(words.ANNEX_HEAD.match(text)) or len(one_line(text)) > _CLOSING_LINE
