"""Ratings counted for people: of the blocks that may be told, by agency, month, score, procedure and content.

Totals, agencies and months are told of whole months (`telling`). Procedures and contents cut finer: they are told of
quarters that are over, of each body apart and of each once, and longer spans and more bodies are the sums of that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from motcua.feedback.rules.ratings.contents import CONTENT_FROM
from motcua.feedback.rules.ratings.showing import hidden_rows, is_shown
from motcua.feedback.rules.ratings.telling import following, months_told
from motcua.kernel.periods import Period

C = TypeVar("C", "Cell", "AnswerCell")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cell:
    """So many ratings of one body, month, procedure and score."""

    body: str
    month: date
    procedure: str
    score: int
    number: int


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """So many answers of one body and month to one content."""

    body: str
    month: date
    content: str
    choice: str
    number: int


@dataclass(frozen=True, slots=True)
class Sum:
    """How many ratings, how many of them content."""

    number: int
    content: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in a window of whole months (None: none has ended), and what of it may be told."""

    cells: Sequence[Cell]
    answers: Sequence[AnswerCell]
    window: Period | None

    def months_of(self, window: Period) -> dict[str, frozenset[date]]:
        """By body the months that may be told in a part of the window."""
        numbers: defaultdict[str, Counter[date]] = defaultdict(Counter)
        for cell in self.cells:
            numbers[cell.body][cell.month] += cell.number
        return {body: months_told(found, window) for body, found in numbers.items()}

    @property
    def told(self) -> list[Cell]:
        """The cells of the blocks in the window."""
        return _among(self.cells, self.months_of(self.window)) if self.window else []

    @property
    def by_score(self) -> dict[int, int]:
        """How many ratings by score."""
        found: Counter[int] = Counter()
        for cell in self.told:
            found[cell.score] += cell.number
        return dict(found)

    def by_body(self) -> dict[str, Sum]:
        """By body; those of which nothing may be told are left out."""
        return _sums(self.told, lambda cell: cell.body)

    def by_month(self) -> dict[date, Sum]:
        """By month, of the bodies that may be told of it by itself."""
        return _sums((cell for cells in self._each(1) for cell in cells), lambda cell: cell.month)

    def alone(self) -> list[tuple[str, date]]:
        """The bodies and months that may be told by themselves."""
        return list({(cell.body, cell.month): None for cells in self._each(1) for cell in cells})

    def by_procedure(self) -> dict[str, Sum]:
        """By procedure, of the quarters that are over; neither small ones nor those that would tell a small one."""
        shown: list[Cell] = []
        for cells in self._each(3):
            numbers = {key: each.number for key, each in _sums(cells, lambda cell: cell.procedure).items()}
            out = hidden_rows(numbers)
            shown += [cell for cell in cells if cell.procedure not in out]
        return _sums(shown, lambda cell: cell.procedure)

    def by_content(self) -> dict[str, dict[str, int]]:
        """How often each answer was given, by content, of the quarters that are over and of bodies with enough
        answers."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for quarter in self._parts(3):
            each: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
            for cell in _among(self.answers, self.months_of(quarter)):
                each[cell.body, cell.content][cell.choice] += cell.number
            for (_body, content), choices in each.items():
                if is_shown(choices.total()):
                    found[content].update(choices)
        return {content: dict(choices) for content, choices in found.items()}

    def _parts(self, months: int) -> Iterator[Period]:
        """The whole months or quarters of the window, one after another."""
        if self.window is None or self.window.end is None:
            return
        start = self.window.start
        while (start.month - 1) % months:
            start = following(start)
        while (end := following(start, months)) <= self.window.end:
            yield Period(start, end)
            start = end

    def _each(self, months: int) -> Iterator[list[Cell]]:
        """What may be told of each body in each whole month or quarter."""
        for part in self._parts(months):
            told: defaultdict[str, list[Cell]] = defaultdict(list)
            for cell in _among(self.cells, self.months_of(part)):
                told[cell.body].append(cell)
            yield from told.values()


def _among(cells: Iterable[C], months: Mapping[str, Collection[date]]) -> list[C]:
    return [cell for cell in cells if cell.month in months.get(cell.body, ())]


def _sums(cells: Iterable[Cell], key: Callable[[Cell], K]) -> dict[K, Sum]:
    numbers: Counter[K] = Counter()
    content: Counter[K] = Counter()
    for cell in cells:
        numbers[key(cell)] += cell.number
        content[key(cell)] += cell.number if cell.score >= CONTENT_FROM else 0
    return {each: Sum(number, content[each]) for each, number in numbers.items()}
