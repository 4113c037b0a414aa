"""Which sets of words overlap much, without comparing each with each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def overlap(some: frozenset[str], others: frozenset[str]) -> Decimal:
    """What they share of all they have, from 0 to 1."""
    whole = len(some | others)
    return Decimal(len(some & others)) / whole if whole else Decimal(0)


def overlapping(
    sets: Mapping[Name, frozenset[str]], *, least: Decimal
) -> Iterator[tuple[Name, Name, Decimal]]:
    """Each pair of names whose sets overlap by at least `least` (above 0), once, with how much.

    Two sets of which one has n words can only overlap that much when they share one of the n − ⌈least·n⌉ + 1 rarest
    words of each: only sets that do are compared (prefix filtering), so the answer is exact.
    """
    how_often = Counter(word for words in sets.values() for word in words)
    under: dict[str, list[Name]] = defaultdict(list)
    for name, words in sorted(sets.items(), key=lambda item: len(item[1])):
        rare = sorted(words, key=lambda word: (how_often[word], word))
        prefix = rare[: len(rare) - int((least * len(rare)).to_integral_value(ROUND_CEILING)) + 1]
        fewest = least * len(words)
        for other in dict.fromkeys(other for word in prefix for other in under[word]):
            if len(sets[other]) >= fewest and (much := overlap(words, sets[other])) >= least:
                yield other, name, much
        for word in prefix:
            under[word].append(name)


def groups(pairs: Iterable[tuple[Name, Name]]) -> list[set[Name]]:
    """Names that hang together by pairs, directly or through others."""
    group_of: dict[Name, set[Name]] = {}
    for one, other in pairs:
        small, large = sorted((group_of.setdefault(one, {one}), group_of.setdefault(other, {other})), key=len)
        if small is not large:
            large |= small
            group_of.update(dict.fromkeys(small, large))
    return list({id(group): group for group in group_of.values()}.values())
