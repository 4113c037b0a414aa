"""A row of a lost table divided into its columns: the cuts with the best sum of scores win."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.plans.rules.reading.column_words import Role
from motcua.plans.rules.reading.lost_tables.flow import FlowLine
from motcua.plans.rules.reading.lost_tables.scoring import PARTNER_ITEM, Piece, Scorer
from motcua.plans.rules.reading.lost_tables.vocabulary import begins_with_unit

_STARTS_INSIDE = re.compile(r"^[A-ZÀ-ỴĐ0-9\-–\"“(]")
MOST_WORDS = 300
_LOOK_AHEAD = 5
_FIRST_WORDS = 12  # by these a piece is known as a lead
_LONGEST = {
    Role.LEAD: 70,
    Role.PARTNERS: 90,
    Role.LEAD_AND_PARTNERS: 120,
    Role.PRODUCT: 120,
    Role.SUBMITTED_TO: 20,
    Role.TERM: 45,
    Role.STARTS: 15,
    Role.ENDS: 15,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, the line it stands on, and whether that line stands as the first of a cell does."""

    text: str
    line: int
    is_first: bool
    is_tight: bool


@dataclass(frozen=True, slots=True)
class Division:
    """The pieces by column, None where a cell is empty, and the sum of their scores."""

    pieces: tuple[Piece | None, ...]
    score: float

    def text(self, roles: Sequence[Role], role: Role) -> str:
        """The lines of one column."""
        if role not in roles:
            return ""
        piece = self.pieces[list(roles).index(role)]
        return "\n".join(piece.lines) if piece else ""

    def joined(self, rest: Division) -> Division:
        """This row with the rest of it from the next page, column by column."""
        pieces = tuple(_both(mine, theirs) for mine, theirs in zip(self.pieces, rest.pieces, strict=True))
        return Division(pieces, self.score + rest.score)


def divide(
    lines: Sequence[FlowLine],
    roles: Sequence[Role],
    scorer: Scorer,
    *,
    usual_gap: int,
    has_cells: bool = False,
    is_rest: bool = False,
) -> Division | None:
    """The row divided into `roles` in their order; with `is_rest` it is what a page cut off, and any cell may lack.

    Lines at another distance than `usual_gap`, or with `has_cells` those that are set in, begin a cell more likely.
    """
    words = _words(lines, usual_gap, has_cells)
    if not words or len(words) > MOST_WORDS:
        return None
    pieces = _Pieces(words)
    cuts = _cuts(words, has_cells=has_cells)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for at, role in enumerate(roles):
        ends = cuts if at < len(roles) - 1 else [len(words)]
        reached = {
            end: (before + scorer.score(role, None, is_first=end == 0, is_rest=is_rest), end)
            for end, (before, _) in best[-1].items()
            if end in ends
        }
        for start, (before, _) in sorted(best[-1].items(), key=_score, reverse=True):
            begins = before + pieces.beginning(role, start, scorer)
            burden = 0.0
            for end in _ends(words, start, ends, role, scorer):
                if end == start or (
                    end in reached and begins + burden + pieces.items(role, start, end) < reached[end][0]
                ):
                    continue
                piece = pieces.between(start, end)
                total = before + scorer.score(role, piece, is_first=start == 0, is_rest=is_rest)
                if end not in reached or _wins((total, start), reached[end], end):
                    reached[end] = (total, start)
                burden = scorer.burden(role, piece) if piece else 0.0
        best.append(reached)
    if len(words) not in best[-1]:
        return None
    return _traced(best, pieces, len(words))


def _wins(one: tuple[float, int], other: tuple[float, int], end: int) -> bool:
    """Whether a way to the cut `end` is better; of two that are as good one without an empty cell."""
    return one[0] > other[0] or (one[0] == other[0] and other[1] == end)


def _score(reached: tuple[int, tuple[float, int]]) -> float:
    return reached[1][0]


def _ends(words: Sequence[Word], start: int, ends: Sequence[int], role: Role, scorer: Scorer) -> list[int]:
    """Where a piece of a column that begins at `start` may end; only there itself when it cannot begin there."""
    if start == len(words):
        return [start]
    following = " ".join(word.text for word in words[start : start + _LOOK_AHEAD])
    if not scorer.may_begin(role, words[start].is_first, following):
        return [start] if start in ends else []
    return [end for end in ends if start <= end <= start + _LONGEST.get(role, MOST_WORDS)]


def _both(mine: Piece | None, theirs: Piece | None) -> Piece | None:
    if mine is None or theirs is None:
        return mine or theirs
    return Piece(
        (*mine.lines, *theirs.lines),
        mine.begins_line,
        theirs.ends_line,
        mine.is_tight,
        theirs.following,
        (*mine.apart, *theirs.apart),
    )


def _traced(best: Sequence[dict[int, tuple[float, int]]], pieces: _Pieces, count: int) -> Division:
    found: list[Piece | None] = []
    end = count
    for reached in reversed(best[1:]):
        start = reached[end][1]
        found.append(pieces.between(start, end))
        end = start
    return Division(tuple(reversed(found)), best[-1][count][0])


def _words(lines: Sequence[FlowLine], usual_gap: int, has_cells: bool) -> list[Word]:
    return [
        Word(
            text,
            at,
            position == 0,
            position == 0 and (line.is_cell if has_cells else _is_apart(line.gap, usual_gap)),
        )
        for at, line in enumerate(lines)
        for position, text in enumerate(line.text.split())
    ]


def _is_apart(gap: int, usual: int) -> bool:
    """Whether a line stands as the first of a cell does: closer than usual, or farther where lines stand close."""
    return gap > 1 if usual == 1 else 0 < gap < usual


def _cuts(words: Sequence[Word], *, has_cells: bool) -> list[int]:
    """Where a cell may end: before a line that is set in, where such lines begin cells; else before any line, or
    inside one before a capital, a digit or a dash."""
    if has_cells:
        return sorted({0, *(at for at, word in enumerate(words) if word.is_tight), len(words)})
    inside = [at for at, word in enumerate(words) if word.is_first or _STARTS_INSIDE.match(word.text)]
    return sorted({0, *inside, len(words)})


class _Pieces:
    """The pieces of a row; the text of each stretch of a line and each piece is put together once."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._line_ends = _line_ends(words)
        self._units = self._units_before()
        self._stretches: dict[tuple[int, int], str] = {}
        self._pieces: dict[tuple[int, int], Piece] = {}

    def between(self, start: int, end: int) -> Piece | None:
        """The words from `start` up to `end`; None when there are none."""
        if start == end:
            return None
        if (start, end) not in self._pieces:
            self._pieces[start, end] = self._put_together(start, end)
        return self._pieces[start, end]

    def _units_before(self) -> list[int]:
        """For each word how many lines up to its own begin with a unit."""
        found: list[int] = []
        for at, word in enumerate(self._words):
            line = (
                " ".join(each.text for each in self._words[at : self._line_ends[at]]) if word.is_first else ""
            )
            found.append((found[-1] if found else 0) + bool(line and begins_with_unit(line)))
        return found

    def beginning(self, role: Role, start: int, scorer: Scorer) -> float:
        """What a piece that begins at `start` scores at most for where it begins and its first words."""
        if start == len(self._words):
            return 0.0
        first = self._words[start]
        following = " ".join(word.text for word in self._words[start : start + _FIRST_WORDS])
        return scorer.most(role, following, begins_line=first.is_first, is_tight=first.is_tight)

    def items(self, role: Role, start: int, end: int) -> float:
        """What the further lines of a piece add at most: those of partners that begin with a unit."""
        if role not in (Role.PARTNERS, Role.LEAD_AND_PARTNERS):
            return 0.0
        return PARTNER_ITEM * (self._units[end - 1] - self._units[start])

    def _put_together(self, start: int, end: int) -> Piece:
        lines: list[str] = []
        apart: list[bool] = []
        at = start
        while at < end:
            stop = min(end, self._line_ends[at])
            lines.append(self._stretch(at, stop))
            apart.append(self._words[at].is_tight)
            at = stop
        first = self._words[start]
        ends_line = end == len(self._words) or self._words[end].is_first
        following = " ".join(word.text for word in self._words[end : end + 2])
        return Piece(tuple(lines), first.is_first, ends_line, first.is_tight, following, tuple(apart))

    def _stretch(self, start: int, end: int) -> str:
        if (start, end) not in self._stretches:
            self._stretches[start, end] = " ".join(word.text for word in self._words[start:end])
        return self._stretches[start, end]


def _line_ends(words: Sequence[Word]) -> list[int]:
    """For each word the index behind the last word of its line."""
    ends = [len(words)] * len(words)
    for at in range(len(words) - 2, -1, -1):
        ends[at] = at + 1 if words[at + 1].is_first else ends[at + 1]
    return ends
