"""Ranking: first how much of the query each row covers, then, for the best rows, how well its name says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from motcua.catalogue.rules.search.codes import Fit, TypedCode
from motcua.catalogue.rules.search.index import Analysed, Flags, Floats, Index, Part
from motcua.catalogue.rules.search.reading import Alternative, Reading, Slot

_LOOKED_AT = 60  # rows ranked closely
_PER_WORD = 0.001  # what each word of a name costs before the closer look
_FILLER = 0.1  # what a filler counts for, and a phrase of several words that is one
_FILLER_PHRASE = 0.02
_NOWHERE = 0.3
_KNOWN_PHRASE = 1.2  # what a phrase of the synonyms counts for, against other words
_INTERNAL = 0.94  # an internal procedure is rarely what is looked for
_HOME_BONUS = 0.05
_CODE_SCORE = {Fit.WHOLE: 3.0, Fit.START: 2.0, Fit.TAIL: 1.9, Fit.PART: 1.2, Fit.SLIP: 1.5}
_EXACT = 0.37
_COMPLETE = 0.12
_TOGETHER = 0.22
_SHARE = 0.16
_COPIES = 2
_WAIT = 0.06
WORTH_SHOWING = 0.18

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CodeHit:
    """A code of the row that answers to a typed one."""

    typed: str
    code: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class Match:
    """How a row answers: its number, the score (comparable within one search only) and what matched.

    `chosen` has, for each part of the query, the way to say it by which the row answers best, None for none.
    """

    row: int
    score: float
    chosen: tuple[Alternative | None, ...] = ()
    code: CodeHit | None = None


def rank(reading: Reading, index: Index, allowed: Flags) -> list[Match]:
    """The rows worth showing, best first. `allowed` says which rows may be shown at all."""
    if reading.is_empty or not allowed.any():
        return []
    codes = _code_hits(reading.codes, index, allowed)
    if not reading.slots:
        return _in_order([Match(row, _CODE_SCORE[hit.fit], (), hit) for row, hit in codes.items()], index)
    covers = _covers(reading.slots, index)
    covered = _mean([(cover.strength, cover.weight) for cover in covers])
    best = _best(np.where(allowed, covered, np.float32(0)), index)
    if codes:
        best = np.union1d(best, np.fromiter(codes, dtype=np.int64, count=len(codes)))
    matches = _Closely(reading, index, covers).matches(best, covered[best], codes)
    floor = min(WORTH_SHOWING, 0.6 * max((match.score for match in matches), default=0.0))
    return _in_order([match for match in matches if match.code or match.score >= floor], index)


def _in_order(matches: list[Match], index: Index) -> list[Match]:
    def key(match: Match) -> tuple[float, bool, int, str]:
        row = index.rows[match.row]
        return (-_tidied(match.score), bool(row.row.jurisdiction), len(row.name_words), row.row.code)

    return _copies_later(sorted(matches, key=key), index)


def _tidied(score: float) -> float:
    """A score without the noise of adding its parts in another order: equals stay equals."""
    return round(score, 4)


def _copies_later(matches: Sequence[Match], index: Index) -> list[Match]:
    """Records of one name, as provinces keep them, must not crowd out all else: from the third on they wait.

    They wait until as many others of about their score have come; records found by their code do not wait.
    """
    copies: Counter[str] = Counter()
    keyed: list[tuple[float, int, Match]] = []
    for match in matches:
        name = index.rows[match.row].folded_name
        copies[name] += 1
        waits = copies[name] > _COPIES and match.code is None
        keyed.append((-_tidied(match.score) + _WAIT * waits, len(keyed), match))
    return [match for *_, match in sorted(keyed, key=lambda one: one[:2])]


def _best(covered: Floats, index: Index) -> Numbers:
    """The numbers of the rows to look at closely: those that cover most; among near equals the shorter names."""
    worth = covered - np.minimum(index.name_lengths, 40) * np.float32(_PER_WORD)
    numbers = np.flatnonzero(covered > 0)
    if len(numbers) > _LOOKED_AT:
        numbers = numbers[np.argpartition(worth[numbers], -_LOOKED_AT)[-_LOOKED_AT:]]
    return numbers


@dataclass(frozen=True, slots=True)
class _Cover:
    """How far each row covers one slot: by each alternative, and by the best."""

    slot: Slot
    weight: float
    strength: Floats
    alternatives: list[Floats]


def _covers(slots: Sequence[Slot], index: Index) -> list[_Cover]:
    of_word: dict[str, Floats] = {}
    for slot in slots:
        for alternative in slot.alternatives:
            for word in alternative.words:
                if word not in of_word:
                    of_word[word] = index.strength(word)
    covers = []
    for slot in slots:
        strengths = [_strength(alternative, of_word, index) for alternative in slot.alternatives]
        best = strengths[0] if len(strengths) == 1 else np.maximum.reduce(strengths)
        weight = _weight(slot, index)
        # What stands nowhere tells nothing about one row against another.
        covers.append(_Cover(slot, weight if best.any() else weight * _NOWHERE, best, strengths))
    return covers


def _weight(slot: Slot, index: Index) -> float:
    literal = slot.alternatives[0].words
    weight = sum(index.rarity(word) for word in literal)
    if len(slot.alternatives) > 1 and any(word not in index.ids for word in literal):
        others = [sum(index.rarity(word) for word in other.words) for other in slot.alternatives[1:]]
        weight = min(weight, max(others))
    if any(other.label for other in slot.alternatives):
        weight *= _KNOWN_PHRASE
    if slot.is_filler:
        weight *= _FILLER if len(literal) == 1 else _FILLER_PHRASE
    return weight


def _strength(alternative: Alternative, of_word: dict[str, Floats], index: Index) -> Floats:
    words = dict.fromkeys(alternative.words)
    strength = _mean([(of_word[word], index.rarity(word)) for word in words])
    if alternative.factor < 1.0:
        # Another way to say it counts only when it is said nearly whole.
        strength = strength * strength * np.float32(alternative.factor)
    return strength


def _mean(weighted: Sequence[tuple[Floats, float]]) -> Floats:
    """The mean of several columns by their weights."""
    total = sum(weight for _, weight in weighted)
    mean = np.zeros_like(weighted[0][0])
    for column, weight in weighted:
        mean += column * np.float32(weight / total)
    return mean


class _Closely:
    """Scores single rows: order and nearness of the words, how much of the name is asked for, tones."""

    def __init__(self, reading: Reading, index: Index, covers: list[_Cover]) -> None:
        self.index = index
        self.covers = covers
        self.toned = {word.text: word.toned for word in reading.words if word.toned}

    def matches(self, numbers: Numbers, bases: Floats, codes: dict[int, CodeHit]) -> list[Match]:
        """A match for each row, `bases` being how much of the query each covers."""
        choices = [self._choices(cover, numbers) for cover in self.covers]
        return [
            self._match(int(number), float(base), chosen, codes.get(int(number)))
            for number, base, *chosen in zip(numbers, bases, *choices, strict=True)
        ]

    def _choices(self, cover: _Cover, numbers: Numbers) -> list[Alternative | None]:
        """For each row the alternative by which it answers best; None when by none."""
        table = np.stack([strength[numbers] for strength in cover.alternatives])
        best, some = table.argmax(axis=0).tolist(), (table.max(axis=0) > 0).tolist()
        ways = cover.slot.alternatives
        return [ways[place] if answers else None for place, answers in zip(best, some, strict=True)]

    def _match(
        self, number: int, base: float, chosen: Sequence[Alternative | None], code: CodeHit | None
    ) -> Match:
        row = self.index.rows[number]
        asked = [
            (word, cover.slot.is_filler)
            for one, cover in zip(chosen, self.covers, strict=True)
            if one
            for word in one.words
        ]
        words = tuple(word for word, _ in asked)
        together = _together(asked, row, self.index)
        share = self._share(number, row, words)
        score = base * (1.0 - _TOGETHER - _SHARE + _TOGETHER * together + _SHARE * share)
        if base > 0.95 and all(word in row.places for word, is_filler in asked if not is_filler):
            score += _EXACT if words == row.name_words else _COMPLETE
        score *= 1.0 - 0.12 * self._tones_differ(row)
        if row.row.is_internal:
            score *= _INTERNAL
        if self.index.at_home[number]:
            score *= 1.0 + _HOME_BONUS
        if code is not None:
            score += _CODE_SCORE[code.fit]
        return Match(number, score, tuple(chosen), code)

    def _share(self, number: int, row: Analysed, asked: Sequence[str]) -> float:
        """From 0 to 1: how much of what the name says was asked for."""
        total = self.index.name_rarity(number)
        return sum(self.index.rarity(word) for word in set(asked) if word in row.places) / total

    def _tones_differ(self, row: Analysed) -> float:
        """From 0 to 1: how many of the words typed with tones stand in the name only with other tones."""
        if not self.toned:
            return 0.0
        forms = row.toned_forms
        compared = [form in forms[word] for word, form in self.toned.items() if word in forms]
        return compared.count(False) / len(compared) if compared else 0.0


def _together(asked: Sequence[tuple[str, bool]], row: Analysed, index: Index) -> float:
    """From 0 to 1: how many neighbours of the query are neighbours in the name, in order; near ones count half.

    `asked`: each word, and whether it is a filler.
    """
    if len(asked) < 2:
        return 1.0 if asked and asked[0][0] in row.places else 0.0
    got = total = 0.0
    for (one, little), (other, as_little) in pairwise(asked):
        weight = (index.rarity(one) + index.rarity(other)) * (_FILLER if little or as_little else 1.0)
        total += weight
        before, after = row.places.get(one), row.places.get(other)
        if before and after:
            got += weight * _nearness(before, after)
    return got / total


def _nearness(before: Sequence[int], after: Sequence[int]) -> float:
    nearness = 0.2
    for first in before:
        for second in after:
            gap = second - first
            if gap == 1:
                return 1.0
            if -2 <= gap <= 4:
                nearness = 0.5
    return nearness


def _code_hits(codes: Sequence[TypedCode], index: Index, allowed: Flags) -> dict[int, CodeHit]:
    hits: dict[int, CodeHit] = {}
    for typed in codes:
        for row, (fit, code) in index.codes.find(typed).items():
            if allowed[row] and (row not in hits or hits[row].fit < fit):
                hits[row] = CodeHit(typed.text, code, fit)
    return hits


def parts_by_word(match: Match, index: Index) -> dict[str, tuple[Part, ...]]:
    """For each asked word of a match the parts of the row in which it stands."""
    words = dict.fromkeys(word for one in match.chosen if one for word in one.words)
    return {word: index.parts_of(match.row, word) for word in words}
