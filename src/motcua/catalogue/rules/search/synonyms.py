"""How people say a thing and how an office says it: the table of synonyms, abbreviations and fillers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.catalogue.enums import SynonymKind
from motcua.catalogue.rules.search.words import words_of


@dataclass(frozen=True, slots=True)
class SynonymRow:
    """One row as written: a phrase, what it means (nothing for a filler), and of which kind it is."""

    phrase: str
    meaning: str
    kind: SynonymKind


@dataclass(frozen=True, slots=True)
class Synonym:
    """One row for comparing: folded words, and the meaning as written for showing."""

    phrase: tuple[str, ...]
    meaning: tuple[str, ...]
    kind: SynonymKind
    label: str


class SynonymTable:
    """The synonyms by phrase; abbreviations also the other way round."""

    def __init__(self, rows: Iterable[SynonymRow]) -> None:
        self.by_phrase: dict[tuple[str, ...], list[Synonym]] = {}
        for row in rows:
            phrase, meaning = tuple(words_of(row.phrase)), tuple(words_of(row.meaning))
            self._add(Synonym(phrase, meaning, row.kind, row.meaning))
            if row.kind is SynonymKind.ABBREVIATION:
                self._add(Synonym(meaning, phrase, row.kind, row.phrase))
        self.longest = max(map(len, self.by_phrase), default=1)

    def _add(self, row: Synonym) -> None:
        if row.phrase:
            self.by_phrase.setdefault(row.phrase, []).append(row)

    def starting_at(self, words: Sequence[str], place: int) -> list[tuple[int, list[Synonym]]]:
        """The phrases that begin at `place`: length and rows, the longest first."""
        found = []
        for length in range(min(self.longest, len(words) - place), 0, -1):
            if rows := self.by_phrase.get(tuple(words[place : place + length])):
                found.append((length, rows))
        return found

    def texts(self) -> Iterable[tuple[str, ...]]:
        """All phrases and meanings, folded."""
        for phrase, rows in self.by_phrase.items():
            yield phrase
            yield from (row.meaning for row in rows)


def read_synonyms(text: str) -> list[SynonymRow]:
    """The rows of a synonyms file: CSV with the columns phrase, meaning, kind; repeated rows count once.

    :raises ValueError: a row has no phrase, no meaning where it needs one, or an unknown kind.
    """
    rows: dict[tuple[str, str], SynonymRow] = {}
    for number, line in enumerate(csv.DictReader(text.splitlines()), start=2):
        row = SynonymRow(line["phrase"].strip(), line["meaning"].strip(), SynonymKind(line["kind"].strip()))
        if not words_of(row.phrase) or (row.kind is not SynonymKind.FILLER and not words_of(row.meaning)):
            raise ValueError(f"line {number}: {line}")
        rows.setdefault((row.phrase, row.meaning), row)
    return list(rows.values())
