"""The words of the catalogue: how often each stands, what stands beside what, and which words one slip reaches."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from typing import TypeVar

from motcua.catalogue.rules.search.words import deletions, is_syllable, slip_cost

_RARE = 0.3  # what an unseen word counts for
_BESIDE = 0.8  # how far the word before decides, against the word's own frequency
_MOST_PIECES = 8
_LONGEST_WORD = 24

Counted = TypeVar("Counted")


class Vocabulary:
    """Frequencies of words and of neighbouring words, with a table of deletions for finding slips at once."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        """`texts` are the folded words of each text."""
        self.counts: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._by_deletion: dict[str, list[str]] = {}
        for text in texts:
            self.counts.update(text)
            self.pairs.update(pairwise(text))
        for word in self.counts:
            for shorter in _reached_from(word):
                self._by_deletion.setdefault(shorter, []).append(word)
        self._sum_up()

    def exchanged(self, *, less: Iterable[Sequence[str]], more: Iterable[Sequence[str]]) -> Vocabulary:
        """The vocabulary without some of its texts and with others: the same as one made of what is left."""
        words, pairs = _differences(less, more)
        other = Vocabulary(())
        other.counts, other.pairs = _moved(self.counts, words), _moved(self.pairs, pairs)
        other._by_deletion = dict(self._by_deletion)
        for word in words:
            if (word in self.counts) != (word in other.counts):
                other._reach(word)
        other._sum_up()
        return other

    def _reach(self, word: str) -> None:
        """Enter a word that came in the table of deletions, or strike one that went; lists are never changed."""
        for shorter in _reached_from(word):
            others = [known for known in self._by_deletion.get(shorter, ()) if known != word]
            self._by_deletion[shorter] = [*others, word] if word in self.counts else others
            if not self._by_deletion[shorter]:
                del self._by_deletion[shorter]

    def _sum_up(self) -> None:
        self.total = sum(self.counts.values()) or 1
        self.ordered = sorted(self.counts)

    def __contains__(self, word: str) -> bool:
        return word in self.counts

    def cost(self, word: str, before: str | None) -> float:
        """How surprising `word` is after `before` (None: at the beginning); smaller is more usual."""
        alone = (self.counts.get(word, 0) + _RARE) / self.total
        if before is None:
            return -log(alone)
        times_before = self.counts.get(before, 0)
        beside = self.pairs.get((before, word), 0) / times_before if times_before else 0.0
        return -log(_BESIDE * beside + (1 - _BESIDE) * alone)

    def one_slip_away(self, word: str) -> list[tuple[str, float]]:
        """The known words that one slip turns into `word`, with the cost of the slip; `word` itself is not one.

        In the order of the letters, so that the same catalogue always answers alike.
        """
        near: dict[str, float] = {}
        for shorter in deletions(word):
            for known in self._by_deletion.get(shorter, ()):
                if known not in near and known != word:
                    cost = slip_cost(word, known)
                    if cost is not None:
                        near[known] = cost
        return sorted(near.items())

    def pieces(self, run: str) -> list[str] | None:
        """Known syllables that together are `run`, the likeliest way; None when there is none."""
        if len(run) > 48:
            return None
        best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(run)
        for end in range(2, len(run) + 1):
            for start in range(max(0, end - 7), end - 1):
                before = best[start]
                piece = run[start:end]
                if before is None or len(before[1]) >= _MOST_PIECES or not self._may_be_piece(piece):
                    continue
                cost = before[0] + self.cost(piece, before[1][-1] if before[1] else None)
                here = best[end]
                if here is None or cost < here[0]:
                    best[end] = (cost, [*before[1], piece])
        last = best[len(run)]
        return last[1] if last is not None and len(last[1]) > 1 else None

    def _may_be_piece(self, piece: str) -> bool:
        return len(piece) >= 2 and piece in self.counts and is_syllable(piece)

    def completions(self, beginning: str, limit: int) -> list[str]:
        """The commonest known words that begin so."""
        place = bisect_left(self.ordered, beginning)
        found = []
        while place < len(self.ordered) and self.ordered[place].startswith(beginning):
            found.append(self.ordered[place])
            place += 1
            if len(found) >= 400:
                break
        return sorted(found, key=lambda word: -self.counts[word])[:limit]


def _reached_from(word: str) -> Iterable[str]:
    return deletions(word) if len(word) <= _LONGEST_WORD else ()


def _differences(
    less: Iterable[Sequence[str]], more: Iterable[Sequence[str]]
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """By how much each word and each pair of neighbours is counted more (or, negative, less) than before."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in more:
        words.update(text)
        pairs.update(pairwise(text))
    for text in less:
        words.subtract(text)
        pairs.subtract(pairwise(text))
    return words, pairs


def _moved(counts: Counter[Counted], differences: Counter[Counted]) -> Counter[Counted]:
    """`counts` moved by these differences; what is counted no more is not in it."""
    moved = counts.copy()
    moved.update(differences)
    for one in differences:
        if not moved[one]:
            del moved[one]
    return moved
