"""The index in memory: for every word the rows that carry it and where; built from rows, renewed row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from math import log
from sys import intern
from typing import Any

import numpy as np
import numpy.typing as npt

from motcua.catalogue.rules.search.codes import CodeList, bare
from motcua.catalogue.rules.search.synonyms import SynonymTable
from motcua.catalogue.rules.search.vocabulary import Vocabulary
from motcua.catalogue.rules.search.words import raw_words, toned, words_of

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


class Part(IntEnum):
    """The parts of a row, weightiest first; the value is the place of its bit."""

    NAME = 0
    RESULTS = 1
    LIFE_EVENTS = 2
    FIELD = 3
    AUDIENCE = 4
    PAPERS = 5
    AGENCIES = 6


WEIGHTS = {
    Part.NAME: 1.0,
    Part.RESULTS: 0.55,
    Part.LIFE_EVENTS: 0.55,
    Part.FIELD: 0.5,
    Part.AUDIENCE: 0.4,
    Part.PAPERS: 0.35,
    Part.AGENCIES: 0.3,
}
_WEIGHT_OF_MASK = np.array(
    [
        max((weight for part, weight in WEIGHTS.items() if mask >> part & 1), default=0.0)
        for mask in range(1 << len(Part))
    ],
    dtype=np.float32,
)
_HOME = "giao duc"  # education's own procedures come first among equals
_FOREVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Row:
    """What the index must know of one version of a procedure.

    `folded` holds the folded text of each part, `shown` whatever the asker wants to be given back of it.
    """

    key: Any
    stamp: Any
    code: str
    old_codes: tuple[str, ...]
    name: str
    folded: dict[Part, str]
    start: date | None
    end: date | None
    is_internal: bool
    jurisdiction: str
    field_id: int | None
    levels: tuple[str, ...]
    audience: tuple[str, ...]
    life_events: tuple[str, ...]
    shown: Mapping[str, Any] = field(default_factory=dict)


class Analysed:
    """A row cut into words, once."""

    __slots__ = (
        "_places",
        "_toned",
        "_written",
        "folded_name",
        "name_words",
        "row",
        "word_ids",
        "word_masks",
    )

    def __init__(self, row: Row, ids: dict[str, int]) -> None:
        self.row = row
        self.folded_name = row.folded.get(Part.NAME, "")
        masks: dict[int, int] = {}
        for part, text in row.folded.items():
            bit = 1 << part
            for word in set(text.split()):
                number = ids.setdefault(word, len(ids))
                masks[number] = masks.get(number, 0) | bit
        self.name_words = tuple(map(intern, self.folded_name.split()))
        self.word_ids = np.fromiter(masks.keys(), dtype=np.int32, count=len(masks))
        self.word_masks = np.fromiter(masks.values(), dtype=np.uint8, count=len(masks))
        self._toned: dict[str, set[str]] | None = None
        self._places: dict[str, list[int]] | None = None
        self._written: dict[str, str] | None = None

    @property
    def places(self) -> dict[str, list[int]]:
        """The places in the name at which each of its words stands."""
        if self._places is None:
            self._places = {}
            for place, word in enumerate(self.name_words):
                self._places.setdefault(word, []).append(place)
        return self._places

    @property
    def written(self) -> dict[str, str]:
        """For each word of the name the form in which it first stands there, small letters."""
        if self._written is None:
            self._written = {}
            for raw in raw_words(self.row.name):
                for word in words_of(raw):
                    self._written.setdefault(word, raw)
        return self._written

    @property
    def toned_forms(self) -> dict[str, set[str]]:
        """For each word of the name its forms with tones."""
        if self._toned is None:
            self._toned = {}
            forms = toned(self.row.name)
            if len(forms) == len(self.name_words):
                for word, form in zip(self.name_words, forms, strict=True):
                    self._toned.setdefault(word, set()).add(form)
        return self._toned


class Index:
    """An unchanging index over rows. `renewed` makes the next one, cutting up only the rows that changed."""

    def __init__(self, rows: Iterable[Row], synonyms: SynonymTable) -> None:
        ids: dict[str, int] = {}
        analysed = {row.key: Analysed(row, ids) for row in rows}
        lines = _lines(analysed.values())
        vocabulary = Vocabulary([*_names(analysed.values()), *_cut(lines), *synonyms.texts()])
        self._build(analysed, ids, synonyms, vocabulary, lines)

    def renewed(self, changed: Iterable[Row], gone: Collection[Any], synonyms: SynonymTable) -> Index:
        """The index after some rows changed or came and others went: it answers as one built anew."""
        ids = dict(self.ids)
        fresh = {row.key: Analysed(row, ids) for row in changed}
        left = [row for key, row in self._analysed.items() if key in gone or key in fresh]
        analysed = {key: row for key, row in self._analysed.items() if key not in gone}
        analysed.update(fresh)
        lines = self._lines.copy()
        lines.subtract(_lines(left))
        lines.update(_lines(fresh.values()))
        lines = +lines
        vocabulary = self.vocabulary.exchanged(
            less=[*_names(left), *_cut(self._lines.keys() - lines.keys()), *self.synonyms.texts()],
            more=[*_names(fresh.values()), *_cut(lines.keys() - self._lines.keys()), *synonyms.texts()],
        )
        following = Index.__new__(Index)
        following._build(analysed, ids, synonyms, vocabulary, lines)
        return following

    def _build(
        self,
        analysed: dict[Any, Analysed],
        ids: dict[str, int],
        synonyms: SynonymTable,
        vocabulary: Vocabulary,
        lines: Counter[str],
    ) -> None:
        self._analysed = analysed
        self._lines = lines
        self.ids = ids
        self.rows = list(analysed.values())
        self.synonyms = synonyms
        self.vocabulary = vocabulary
        count = len(self.rows)
        lengths = np.fromiter((len(row.word_ids) for row in self.rows), dtype=np.int64, count=count)
        words = np.concatenate([row.word_ids for row in self.rows]) if count else np.zeros(0, np.int32)
        masks = np.concatenate([row.word_masks for row in self.rows]) if count else np.zeros(0, np.uint8)
        order = np.argsort(words, kind="stable")
        self._docs = np.repeat(np.arange(count, dtype=np.int32), lengths)[order]
        self._masks = masks[order]
        self._starts = np.searchsorted(words[order], np.arange(len(ids) + 1))
        in_name = np.bincount(words[(masks & 1) == 1], minlength=len(ids))
        anywhere = np.bincount(words, minlength=len(ids))
        self.unknown_rarity = max(log(count + 2), 1.0)
        rarity = np.log((count + 1) / (in_name + 0.15 * (anywhere - in_name) + 0.5))
        # A number may be left of a word that only rows gone since had: nobody knows that word any more.
        known = np.where(anywhere > 0, np.clip(rarity, 0.25, None), self.unknown_rarity)
        self.rarities: list[float] = known.tolist()
        self.codes = CodeList(_codes(self.rows))
        self._having: dict[tuple[str, Any], Flags] = {}
        self._name_rarities: dict[int, float] = {}
        self.starts = np.array([_ordinal(row.row.start, 0) for row in self.rows], dtype=np.int32)
        self.ends = np.array([_ordinal(row.row.end, _FOREVER) for row in self.rows], dtype=np.int32)
        self.internal = np.array([row.row.is_internal for row in self.rows], dtype=np.bool_)
        self.name_lengths = np.array([len(row.name_words) for row in self.rows], dtype=np.int32)
        self.at_home = np.array([_is_at_home(row.row) for row in self.rows], dtype=np.bool_)

    @property
    def stamps(self) -> dict[Any, Any]:
        """The stamp of each row by its key."""
        return {key: row.row.stamp for key, row in self._analysed.items()}

    def rarity(self, word: str) -> float:
        """How much a word tells: high for rare words."""
        number = self.ids.get(word)
        return self.unknown_rarity if number is None else self.rarities[number]

    def name_rarity(self, row_number: int) -> float:
        """How much the words of a name tell together."""
        known = self._name_rarities.get(row_number)
        if known is None:
            known = sum(self.rarity(word) for word in self.rows[row_number].places) or 1.0
            self._name_rarities[row_number] = known
        return known

    def strength(self, word: str) -> Floats:
        """For each row the weight of the best part in which `word` stands; 0 where it does not."""
        strength = np.zeros(len(self.rows), dtype=np.float32)
        number = self.ids.get(word)
        if number is not None:
            start, end = self._starts[number], self._starts[number + 1]
            strength[self._docs[start:end]] = _WEIGHT_OF_MASK[self._masks[start:end]]
        return strength

    def parts_of(self, row_number: int, word: str) -> tuple[Part, ...]:
        """The parts of a row in which a word stands."""
        number = self.ids.get(word)
        row = self.rows[row_number]
        found = np.flatnonzero(row.word_ids == number) if number is not None else np.zeros(0)
        mask = int(row.word_masks[found[0]]) if len(found) else 0
        return tuple(part for part in Part if mask >> part & 1)

    def in_force(self, on: date) -> Flags:
        """Which rows are in force on a day."""
        day = on.toordinal()
        flags: Flags = (self.starts <= day) & (day < self.ends)
        return flags

    def with_value(self, name: str, value: Any) -> Flags:
        """Which rows have this value: in `field_id`, or among their `levels`, `audience` or `life_events`."""
        known = self._having.get((name, value))
        if known is None:
            values = (getattr(row.row, name) for row in self.rows)
            having = (value in found if isinstance(found, tuple) else value == found for found in values)
            known = np.fromiter(having, dtype=np.bool_, count=len(self.rows))
            self._having[name, value] = known
        return known

    def shown_in(self, jurisdiction: str, allowed: Flags) -> Flags:
        """Which rows a province is shown: the nation's and its own, its own alone where both have the code.

        `allowed` says which rows count at all, so that an own record no longer in force hides nothing.
        """
        own = self.with_value("jurisdiction", jurisdiction)
        nation = self.with_value("jurisdiction", "")
        codes = (
            {self.rows[number].row.code for number in np.flatnonzero(own & allowed)}
            if jurisdiction
            else set()
        )
        hidden = (
            [number for number in np.flatnonzero(nation) if self.rows[number].row.code in codes]
            if codes
            else []
        )
        shown = own | nation
        shown[hidden] = False
        return shown


def _ordinal(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal()


def _names(rows: Iterable[Analysed]) -> list[Sequence[str]]:
    return [row.name_words for row in rows]


def _lines(rows: Iterable[Analysed]) -> Counter[str]:
    """The lines of all parts but the name, with how many rows and parts have each: many share theirs."""
    return Counter(
        line
        for row in rows
        for part, text in row.row.folded.items()
        if part is not Part.NAME
        for line in text.splitlines()
    )


def _cut(lines: Iterable[str]) -> list[Sequence[str]]:
    """The words of lines; a line that many rows share counts once."""
    return [line.split() for line in lines]


def _codes(rows: Sequence[Analysed]) -> list[tuple[str, int]]:
    """All codes, own and old, with the number of their row."""
    own = [(bare(row.row.code), number) for number, row in enumerate(rows)]
    return own + [(bare(old), number) for number, row in enumerate(rows) for old in row.row.old_codes]


def _is_at_home(row: Row) -> bool:
    return any(_HOME in row.folded.get(part, "") for part in (Part.FIELD, Part.AGENCIES))
