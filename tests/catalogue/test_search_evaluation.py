"""Whether people find what they look for: measured on the real national catalogue where it is at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from benchmarks.search_queries import (
    FAMILIES,
    Families,
    Item,
    Query,
    is_hit,
    national_rows,
    natural_queries,
    sample_rows,
    shipped_synonyms,
)

from motcua.catalogue.rules.search.index import Index
from motcua.catalogue.rules.search.ranking import rank
from motcua.catalogue.rules.search.reading import read

_OF_EACH = 100
# Scattered syllables with a slip leave too little to go by.
_LOOSE = "one typo, loose words"


class Catalogue:
    """A catalogue with its index, and the share of queries answered among the first five."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.items = [Item(row.row.code, row.row.name) for row in index.rows]
        self.families = Families(self.items)
        self.share_of = cache(self._share_of)

    def _share_of(self, family: str) -> float:
        queries = self.families.make(family, _OF_EACH)
        assert len(queries) == _OF_EACH
        return self.share(queries)

    def share(self, queries: list[Query]) -> float:
        return sum(is_hit(query, self.answer(query), 5) for query in queries) / len(queries)

    def answer(self, query: Query) -> list[Item]:
        reading = read(query.text, self.index.vocabulary, self.index.synonyms)
        everything = np.ones(len(self.items), dtype=np.bool_)
        return [self.items[match.row] for match in rank(reading, self.index, everything)]


@pytest.fixture(scope="module")
def national(shared_data: Path) -> Catalogue:
    return Catalogue(Index(national_rows(shared_data), shipped_synonyms()))


@pytest.fixture(scope="module")
def sample() -> Catalogue:
    return Catalogue(Index(sample_rows(), shipped_synonyms()))


@pytest.mark.shared_data
@pytest.mark.parametrize("family", FAMILIES)
def test_made_queries_find_their_procedure(national: Catalogue, family: str) -> None:
    assert national.share_of(family) >= (0.95 if family == _LOOSE else 0.97)


@pytest.mark.shared_data
def test_together_ninety_nine_of_a_hundred_are_answered(national: Catalogue) -> None:
    shares = [national.share_of(family) for family in FAMILIES if family != _LOOSE]
    assert sum(shares) / len(shares) >= 0.99


@pytest.mark.shared_data
def test_what_people_type_is_understood(national: Catalogue) -> None:
    queries = natural_queries(national.items)
    assert len(queries) >= 340
    missed = [query.text for query in queries if not is_hit(query, national.answer(query), 5)]
    assert len(missed) <= len(queries) // 100, missed


def test_the_sample_is_found_by_what_people_type(sample: Catalogue) -> None:
    queries = natural_queries(sample.items)
    assert len(queries) >= 20
    missed = [query.text for query in queries if not is_hit(query, sample.answer(query), 5)]
    assert len(missed) <= len(queries) // 50, missed


@pytest.mark.parametrize(
    "family", ["phrase, no marks", "one typo, no marks", "missing space", "code, no dot"]
)
def test_the_sample_is_found_by_made_queries(sample: Catalogue, family: str) -> None:
    queries = sample.families.make(family, 30)
    assert len(queries) >= 20
    assert sample.share(queries) >= 0.96
