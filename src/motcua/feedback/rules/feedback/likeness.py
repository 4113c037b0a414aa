"""How alike two texts are, for finding what came before: shared runs of words, whatever the diacritics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

ALIKE = 0.35
_RUN = 2
_MOST_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier text and how alike it is, 0 to 1."""

    id: UUID
    share: float


def likeness(one: str, other: str) -> float:
    """How alike two folded texts are, 0 to 1: shared pairs of words out of those of the shorter text, so that a short
    repeat of a long text is found; words alone where a text is too short for pairs."""
    first, second = _runs(one), _runs(other)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def most_alike(text: str, earlier: Iterable[tuple[UUID, str]]) -> list[Likeness]:
    """The earlier texts that are alike enough to be suggested, the most alike first."""
    found = [Likeness(id_, likeness(text, other)) for id_, other in earlier]
    near = sorted((one for one in found if one.share >= ALIKE), key=lambda one: -one.share)
    return near[:_MOST_SUGGESTED]


def _runs(text: str) -> set[tuple[str, ...]]:
    words: Sequence[str] = text.split()
    if len(words) < 2 * _RUN:
        return {(word,) for word in words}
    return {tuple(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1)}
