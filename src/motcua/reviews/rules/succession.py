"""Procedures that took the place of others: what is said of a procedure, and what it weighed, goes on with them.

Basis: Nghị định 63/2010/NĐ-CP, Điều 31, with the catalogue's links: a procedure replaced or merged is no procedure cut.
That a base set is followed through what replaced it is this system's rule: else the same set is not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Replaced:
    """That one procedure took the place of another from a day on, by code."""

    earlier: str
    later: str
    since: date


def heirs(links: Iterable[Replaced], *, ended: Collection[str], in_force: Collection[str]) -> dict[str, str]:
    """Of each procedure that ended the nearest one in force that took its place, straight or through others; of several
    as near the first by code. What leads to none in force is left out."""
    after: dict[str, set[str]] = defaultdict(set)
    for link in links:
        after[link.earlier].add(link.later)
    found = {code: _nearest(code, after, set(in_force)) for code in ended if code not in in_force}
    return {code: heir for code, heir in found.items() if heir is not None}


def _nearest(code: str, steps: Mapping[str, Collection[str]], wanted: Collection[str]) -> str | None:
    seen, at = {code}, [code]
    while at:
        at = sorted({each for one in at for each in steps.get(one, ())} - seen)
        if reached := [one for one in at if one in wanted]:
            return reached[0]
        seen.update(at)
    return None


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What was said of the procedures whose place this one took: by which of them, and from when it is this one's."""

    concerns: bool
    links: tuple[Replaced, ...]

    @property
    def since(self) -> date:
        """From when on it is said of this procedure too."""
        return max(link.since for link in self.links)


def passed_on(said: Mapping[str, bool], links: Collection[Replaced]) -> dict[str, PassedOn]:
    """What passes on to procedures of which nothing is said themselves: from the nearest whose place they took and of
    which something is; where these differ, that it concerns them, since part of what they are does.

    `said` and the answer by code; each answer names the links by which it came, the last step first.
    """
    before: dict[str, list[Replaced]] = defaultdict(list)
    for link in sorted(links, key=lambda one: (one.earlier, one.later)):
        before[link.later].append(link)
    found: dict[str, PassedOn] = {}
    for code in before:
        if code not in said and (answer := _passed(code, said, before)) is not None:
            found[code] = answer
    return found


def _passed(
    code: str, said: Mapping[str, bool], before: Mapping[str, Collection[Replaced]]
) -> PassedOn | None:
    seen, ways = {code}, {code: tuple[Replaced, ...]()}
    while ways:
        further: dict[str, tuple[Replaced, ...]] = {}
        for at, way in ways.items():
            for link in before.get(at, ()):
                if link.earlier not in seen:
                    further.setdefault(link.earlier, (*way, link))
        told = {one: way for one, way in further.items() if one in said}
        if told:
            concerns = any(said[one] for one in told)
            return PassedOn(concerns, next(way for one, way in told.items() if said[one] is concerns))
        seen.update(further)
        ways = further
    return None
