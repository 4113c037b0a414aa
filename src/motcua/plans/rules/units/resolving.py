"""Who is meant by a loosely written name of a unit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from motcua.kernel.text import clean
from motcua.plans.enums import UnitGroup
from motcua.plans.rules.units.general import general_keys, kind_of
from motcua.plans.rules.units.keys import alias_key

Key = TypeVar("Key", bound=Hashable)

_LEAST_SCORE = 0.5
_LEAST_SHARED = 0.3  # of the words, before it is worth looking at the letters


@dataclass(frozen=True, slots=True)
class Unit(Generic[Key]):
    """A unit that may be meant, with the names it has in the register: full and short."""

    key: Key
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[Key]):
    """A unit whose name comes near; `score` from 0 to 1."""

    key: Key
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolved(Generic[Key]):
    """The one unit, or the group, that is meant; `is_told` when the agency's own table says so."""

    name: str
    unit: Key | None = None
    group: UnitGroup | None = None
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Asked(Generic[Key]):
    """A name that a person has to explain once; the nearest units first."""

    name: str
    suggestions: tuple[Suggestion[Key], ...] = ()


class Directory(Generic[Key]):
    """The names under which an agency knows units: its own table, then the register, then the usual names.

    `told` holds what the agency told before: a name, as written, to the unit or the group it means.
    """

    def __init__(self, *, told: Mapping[str, Key | UnitGroup], units: Iterable[Unit[Key]]) -> None:
        self._units = tuple(units)
        self._exact = {clean(name).casefold(): meant for name, meant in told.items()}
        self._told: dict[str, set[Key | UnitGroup]] = {}
        for name, meant in told.items():
            self._told.setdefault(alias_key(name), set()).add(meant)
        self._named: dict[str, set[Key]] = {}
        self._kinds: dict[str, set[Key]] = {}
        for unit in self._units:
            for name in unit.names:
                self._named.setdefault(alias_key(name), set()).add(unit.key)
                if (kind := kind_of(name)) is not None:
                    self._kinds.setdefault(kind, set()).add(unit.key)

    def resolve(self, name: str) -> Resolved[Key] | Asked[Key]:
        """Who `name` means: as told in these words, as told in others with the same key, the only unit of the
        register with that key, a usual group, or the only division of the usual kind. Anything weaker is asked."""
        key = alias_key(name)
        if (meant := self._exact.get(clean(name).casefold())) is not None:
            return _told(name, meant)
        if len(found := self._told.get(key, set())) == 1 and key:
            return _told(name, next(iter(found)))
        if len(named := self._named.get(key, set())) == 1 and key:
            return Resolved(name, unit=next(iter(named)))
        usual = general_keys().get(key)
        if usual is not None and usual.group is not None:
            return Resolved(name, group=usual.group)
        if (
            usual is not None
            and usual.kind is not None
            and len(of_kind := self._kinds.get(usual.kind, set())) == 1
        ):
            return Resolved(name, unit=next(iter(of_kind)))
        return Asked(name, self.suggest(name))

    def suggest(self, name: str, *, most: int = 5) -> tuple[Suggestion[Key], ...]:
        """The units whose names come nearest, best first; nothing below one half."""
        key = alias_key(name)
        found = []
        for unit in self._units:
            score, nearest = max(
                ((_nearness(key, alias_key(each)), each) for each in unit.names), default=(0.0, "")
            )
            if score >= _LEAST_SCORE:
                found.append(Suggestion(unit.key, nearest, round(score, 3)))
        return tuple(sorted(found, key=lambda each: (-each.score, each.name))[:most])


def _told(name: str, meant: Key | UnitGroup) -> Resolved[Key]:
    if isinstance(meant, UnitGroup):
        return Resolved(name, group=meant, is_told=True)
    return Resolved(name, unit=meant, is_told=True)


def _nearness(one: str, other: str) -> float:
    """How near two keys are: the words they share, or how alike they are written, whichever says more."""
    if not one or not other:
        return 0.0
    words, others = set(one.split()), set(other.split())
    shared = len(words & others)
    by_words = 2 * shared / (len(words) + len(others))
    if by_words < _LEAST_SHARED:
        return by_words
    return max(by_words, SequenceMatcher(None, one, other, autojunk=False).ratio())
