"""Areas: what the sources say of them, and which area an old one has become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.organisations.enums import AreaLevel

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
