"""Areas: what the sources say of them, and which area an old one has become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from motcua.kernel.text import fold
from motcua.organisations.enums import AreaLevel

Place = TypeVar("Place")

REORGANISED_ON = date(2025, 7, 1)
"""Since this day local government has two levels. Basis: Luật 72/2025/QH15, Nghị quyết 202/2025/QH15."""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area: `parent` is level and code of the one above; an empty `start` or `end` leaves the period open."""

    level: AreaLevel
    code: str
    name: str
    short_name: str
    parent: tuple[AreaLevel, str] | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An old area (level, code) or a part of it became a new one on the day of the reorganisation."""

    old: tuple[AreaLevel, str]
    new: tuple[AreaLevel, str]
    is_whole: bool
    is_default: bool


@dataclass(frozen=True, slots=True)
class AreaSources:
    """All areas, upper levels first, and all changes."""

    areas: list[AreaRow]
    changes: list[ChangeRow]


@dataclass(frozen=True, slots=True)
class Became(Generic[Place]):
    """What an old area has become: one sure place, or several among which a person must choose.

    `likely` is the source's default among several; it is a hint and never chosen by itself.
    """

    candidates: tuple[Place, ...]
    likely: Place | None = None

    @property
    def sure(self) -> Place | None:
        """The one area it became, when there is no choice."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def needs_person(self) -> bool:
        """Whether a person must choose."""
        return len(self.candidates) > 1


def what_became(parts: Sequence[tuple[Place, bool]]) -> Became[Place]:
    """What an area became, from its changes as (new area, is it the default), each new area counted once.

    Basis: an address in a divided ward does not say in which part it lies; only a person can.
    """
    candidates = tuple(dict.fromkeys(place for place, _ in parts))
    defaults = list(dict.fromkeys(place for place, is_default in parts if is_default))
    likely = defaults[0] if len(candidates) > 1 and len(defaults) == 1 else None
    return Became(candidates, likely)


_TYPES = {
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "q": "quan",
    "h": "huyen",
    "p": "phuong",
    "x": "xa",
    "t": "tinh",
    "tphcm": "thanh pho ho chi minh",
    "hcm": "ho chi minh",
}


def search_parts(text: str) -> list[str]:
    """A typed address as folded parts, nearest first: "P. An Biên, TP Hải Phòng" → ["phuong an bien", "thanh
    pho hai phong"]. Common abbreviations of the kinds of areas are written out."""
    parts = []
    for part in text.replace(";", ",").split(","):
        words = fold(part).split()
        if len(words) > 1 or (words and words[0] in {"tphcm", "hcm"}):
            words[0] = _TYPES.get(words[0], words[0])
        if words:
            parts.append(" ".join(words))
    return parts
