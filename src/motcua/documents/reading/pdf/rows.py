"""Letters into words, words into pieces of lines, pieces into rows of a page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.documents.reading.characters import tidy
from motcua.documents.reading.legacy import from_vni
from motcua.documents.reading.marks import leading_mark
from motcua.documents.reading.pdf.letters import Letter

_SAME_LINE = 0.35  # of the size: how far base lines may lie apart
_BLANK = 0.16
_TOUCHING = 0.02
_WIDE_GAP = 0.75  # of the size, not covered by a blank that was written
_SHORTEST_HEAD = 20
_HEAD = re.compile(
    r"(\S.{3,}?)\s+(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM)"
    r"|(Số\s*:.{0,40}?/[\w-]+)\s+[A-ZĐÀ-Ỹ][\w. ]{1,30},\s*ngày\b"
)
_WIDER_GAP = 1.4  # where the file writes no blanks and only sets the words apart


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line without a wide gap in it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    lead: float  # width of the first word and a blank
    is_bold: bool
    is_italic: bool

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


Row = list[Piece]  # pieces on one base line, from left to right


def rows_of(letters: Iterable[Letter], *, is_cell: bool = False) -> list[Row]:
    """The rows of what is given, from the top. In a cell of a table gaps mean nothing."""
    lines = _lines(letters)
    gap = _WIDE_GAP if _has_blanks(lines) else _WIDER_GAP
    rows = []
    for line in lines:
        pieces = [line] if is_cell else _parted(line, gap)
        row = [piece for piece in map(_piece, pieces) if piece.text]
        if row:
            rows.append(row)
    return rows


def _lines(letters: Iterable[Letter]) -> list[list[Letter]]:
    lines: list[list[Letter]] = []
    base = size = 0.0
    for letter in sorted(letters, key=lambda each: each.base):
        if lines and letter.base - base <= _SAME_LINE * max(size, letter.size):
            lines[-1].append(letter)
            if letter.size > size:
                base, size = letter.base, letter.size
        else:
            lines.append([letter])
            base, size = letter.base, letter.size
    for line in lines:
        line.sort(key=lambda each: each.x0)
    return [_without_doubles(line) for line in lines]


def _without_doubles(line: list[Letter]) -> list[Letter]:
    """Letters that were drawn twice to look bold count once."""
    kept: list[Letter] = []
    for letter in line:
        near = kept[-1] if kept else None
        if near is not None and near.text == letter.text and letter.x0 - near.x0 < 0.12 * letter.size:
            continue
        kept.append(letter)
    return kept


def _has_blanks(lines: Sequence[Sequence[Letter]]) -> bool:
    """Whether blanks are written as such, not only left free."""
    after = [letter.blank_end for line in lines for letter in line if letter.blank_end is not None]
    return sum(end > -math.inf for end in after) > 0.5 * len(after)


def _parted(line: list[Letter], gap: float) -> list[list[Letter]]:
    """A line cut at its wide gaps; the gap behind a mark ("1.", "-") cuts nothing."""
    pieces = [[line[0]]]
    for before, letter in pairwise(line):
        free_from = max(before.x1, letter.blank_end or -math.inf)
        is_wide = letter.x0 - free_from > gap * max(before.size, letter.size)
        if is_wide and not _is_mark(pieces[-1]):
            pieces.append([letter])
        else:
            pieces[-1].append(letter)
    return [part for piece in pieces for part in _parted_head(piece)]


def _parted_head(letters: list[Letter]) -> list[list[Letter]]:
    """The two columns of a document's head stand so near that no gap may show; their words tell them apart."""
    if len(letters) < _SHORTEST_HEAD:
        return [letters]
    found = _HEAD.match(_written(letters))
    if found is None:
        return [letters]
    left = sum(not char.isspace() for char in found.group(1) or found.group(2))
    return [letters[:left], letters[left:]]


def _is_mark(letters: Sequence[Letter]) -> bool:
    if len(letters) > 8:
        return False
    text = _written(letters)
    return leading_mark(f"{text} x") == text


def _piece(letters: Sequence[Letter]) -> Piece:
    text = _written(letters)
    if sum(letter.is_old for letter in letters) > len(letters) / 2 and all(
        ord(char) < 0x100 for char in text
    ):
        text = from_vni(text)
    text = tidy(text)
    x0, x1 = letters[0].x0, max(letter.x1 for letter in letters)
    size = max(letter.size for letter in letters)
    first = text.split(" ", 1)[0]
    per_letter = (x1 - x0) / max(len(text), 1)
    telling = [letter for letter in letters if letter.text.isalnum()] or letters
    return Piece(
        text=text,
        x0=x0,
        x1=x1,
        base=letters[0].base,
        size=size,
        lead=(len(first) + 1) * per_letter,
        is_bold=all(letter.is_bold for letter in telling),
        is_italic=all(letter.is_italic for letter in telling),
    )


def _written(letters: Sequence[Letter]) -> str:
    """The letters with blanks where there is room for one."""
    parts = [letters[0].text]
    for before, letter in pairwise(letters):
        gap = letter.x0 - before.x1
        size = min(before.size, letter.size)
        is_told = letter.blank_end is not None and gap > -0.5 * size
        if letter.blank_end == -math.inf and abs(gap) < _TOUCHING * size:
            is_told = False  # a line break inside of a word, where the font changes
        if is_told or gap > _BLANK * size:
            parts.append(" ")
        parts.append(letter.text)
    return "".join(parts)
