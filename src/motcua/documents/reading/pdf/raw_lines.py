"""Rows of a page as lines that can be joined: where the margins are, which line is indented, centred or apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.documents.reading.blocks import Place
from motcua.documents.reading.joining import RawLine, is_open
from motcua.documents.reading.pdf.rows import Piece, Row

_TIGHTNESS = 0.97
_INDENTED = 0.7  # of the size
_CENTRE_OFF = 12.0
_UNIT = re.compile(
    r"(?:Các (?:phòng|Phòng|đơn vị|trường)|Phòng|Văn phòng|VP|Thanh tra|Trường|Trung tâm|Ban|UBND|Công đoàn|Đoàn)\s"
)
_LEAST_LONG = 3
_LOOSE = 1.22  # times the usual distance: a new paragraph


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which places the lines of a page run, and how far apart they usually stand."""

    left: float
    right: float
    spacing: float


def margins_of(rows: Sequence[Row], *, width: float) -> Margins:
    """The margins of a page's lines of text."""
    long = [row for row in rows if len(row) == 1 and row[0].x1 - row[0].x0 > 0.35 * width]
    if len(long) < _LEAST_LONG:
        left = min((row[0].x0 for row in rows), default=0.0)
        return Margins(left, left, 0)
    lefts = Counter(round(row[0].x0) for row in long)
    often = [place for place, count in lefts.items() if count >= max(1, 0.15 * len(long))] or list(lefts)
    rights = sorted(row[-1].x1 for row in long)
    gaps = sorted(
        after[0].base - before[0].base
        for before, after in pairwise(rows)
        if 4 < after[0].base - before[0].base < 40
    )
    return Margins(
        min(often),
        rights[int(len(rights) * 0.9) - 1 if len(rights) > 9 else -1],
        gaps[len(gaps) // 3] if gaps else 0,
    )


def body_line(piece: Piece, margins: Margins, place: Place, *, before: Piece | None) -> RawLine:
    """A line of running text; `before` is the one above it on the same page."""
    offset = piece.x0 - margins.left
    is_centred = _is_centred(piece, margins)
    gap = piece.base - before.base if before is not None else 0
    is_loose = margins.spacing > 0 and gap > _LOOSE * margins.spacing
    was_indented = before is not None and before.x0 - margins.left > _INDENTED * piece.size
    is_indented = offset > _INDENTED * piece.size and not is_centred
    starts = (
        before is not None
        and not piece.text[0].islower()
        and (is_loose or (is_indented and not was_indented))
    )
    return RawLine(
        text=piece.text,
        place=place,
        length=piece.x1 - margins.left,
        limit=margins.right - margins.left,
        lead=piece.lead,
        tightness=_TIGHTNESS,
        indent=max(0, round(offset / (0.45 * piece.size))),
        is_start=starts,
        is_bold=piece.is_bold,
        is_italic=piece.is_italic,
        is_centred=is_centred,
    )


def apart_line(row: Row, place: Place, *, left: float) -> RawLine:
    """A row whose pieces stand in columns: kept by itself, with the places of its pieces."""
    return RawLine(
        text=" ".join(piece.text for piece in row),
        place=place,
        indent=max(0, round((row[0].x0 - left) / (0.45 * row[0].size))),
        columns=tuple((round(piece.x0), piece.text) for piece in row),
        is_apart=True,
        is_bold=all(piece.is_bold for piece in row),
        is_italic=all(piece.is_italic for piece in row),
    )


def column_line(piece: Piece, place: Place) -> RawLine:
    """A line of one column of a block set in two: its width says nothing."""
    return RawLine(piece.text, place, is_bold=piece.is_bold, is_italic=piece.is_italic)


def cell_lines(rows: Iterable[Row], *, left: float, right: float) -> list[RawLine]:
    """The lines of a table's cell."""
    pieces = [row[0] for row in rows if row]
    begins = _item_starts(pieces)
    padding = min((piece.x0 - left for piece in pieces), default=0.0)
    padding = min(max(padding, 1.0), 8.0)
    return [
        RawLine(
            text=piece.text,
            place=Place(),
            length=piece.x1 - piece.x0,
            limit=right - left - 2 * padding,
            lead=piece.lead,
            tightness=_TIGHTNESS,
            indent=1,
            is_start=number in begins,
            is_bold=piece.is_bold,
            is_italic=piece.is_italic,
        )
        for number, piece in enumerate(pieces)
    ]


def _item_starts(pieces: Sequence[Piece]) -> set[int]:
    """Which lines of a cell begin a new unit or paper of a list that carries no marks."""
    if not pieces:
        return set()
    word, is_unit = _first_word(pieces[0]), _UNIT.match(pieces[0].text) is not None
    return {
        number
        for number, piece in enumerate(pieces)
        if number
        and not is_open(pieces[number - 1].text)
        and ((word and _first_word(piece) == word) or (is_unit and _UNIT.match(piece.text)))
    }


def _first_word(piece: Piece) -> str:
    """The word that a list of units or papers repeats at the head of every line ("Các", "Phòng"); "" for others."""
    word = piece.text.split(" ", 1)[0]
    return word if len(word) > 1 and word.istitle() and word.isalpha() else ""


def _is_centred(piece: Piece, margins: Margins) -> bool:
    if margins.right <= margins.left:
        return False
    free_left, free_right = piece.x0 - margins.left, margins.right - piece.x1
    is_off = min(free_left, free_right) > 2 * piece.size
    return is_off and abs(free_left - free_right) <= 2 * _CENTRE_OFF
