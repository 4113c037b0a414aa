"""What this room needs from above: measures, which tell how far a target or a task is without anybody typing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """A measure that a target or a task can be tied to; without data yet it has no value."""

    code: str
    name: str
    unit: str
    synonyms: tuple[str, ...] = ()
    has_data: bool = True


@dataclass(frozen=True, slots=True)
class AskedValue:
    """What is asked: a measure, for an agency and all below it, in a window of days with an end; as it stood at an
    instant (None: the moment at which is asked)."""

    code: str
    agency_id: UUID
    window: Period
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """What was counted: rows above the line and below it (None: a mere number), the value before rounding (None:
    nothing arose of which a share could be taken) and in words."""

    exact: Fraction | None
    numerator: int
    denominator: int | None
    unit: str
    words: str


class Measures(Protocol):
    """Whoever measures."""

    def known(self, on: date) -> Sequence[KnownIndicator]:
        """The measures in force on the day."""

    def values(self, asked: Sequence[AskedValue], *, at: datetime) -> Sequence[IndicatorValue | None]:
        """The value of each as of the moment, or the instant it names, in order; None where it cannot be told: an
        unknown measure, no data yet, a window that has not begun. The number of statements does not grow with what
        is asked."""


def measures() -> Measures | None:
    """Whoever the settings connect (MEASURES); None when nobody measures."""
    if not settings.MEASURES:
        return None
    return cast("Measures", import_string(settings.MEASURES)())
