"""What a proposal saves: before, after, what is less and by how many per cent. Planned and measured go the same way.

Basis: Thông tư 02/2017/TT-VPCP, Điều 27: benefit = cost as it is - cost after; rate = benefit / cost as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

_MANY = 100
_CENTS = Decimal("0.01")
_UNKNOWN: list[str | None] = [None, None]


@dataclass(frozen=True, slots=True)
class Saved:
    """One quantity before and after; None where it is not known."""

    before: Decimal | None
    after: Decimal | None

    @property
    def is_known(self) -> bool:
        """Whether both sides are known."""
        return self.before is not None and self.after is not None

    @property
    def less(self) -> Decimal | None:
        """By how much it is less; negative when it grew."""
        if self.before is None or self.after is None:
            return None
        with localcontext(prec=_MANY):
            return self.before - self.after

    @property
    def percent(self) -> Decimal | None:
        """The share that is saved, with two places; None of nothing."""
        if self.less is None or not self.before:
            return None
        return (self.less * 100 / self.before).quantize(_CENTS, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Saving:
    """What one proposal saves: time, papers, conditions, trips of one dossier, the cost of one dossier and of a year.
    `dossiers_per_year_after` only where fewer come afterwards."""

    limit: Saved
    papers: Saved
    cost: Saved
    dossiers_per_year: Decimal | None = None
    dossiers_per_year_after: Decimal | None = None
    conditions: Saved = Saved(None, None)
    trips: Saved = Saved(None, None)

    @property
    def dossiers(self) -> Saved:
        """Dossiers of a year before and after; the same where nothing else was said."""
        before, after = self.dossiers_per_year, self.dossiers_per_year_after
        return Saved(before, before if after is None else after)

    @property
    def year(self) -> Saved:
        """Cost of a year before and after: one dossier × dossiers a year, on each side its own; exact until shown."""
        return Saved(
            _times(self.cost.before, self.dossiers.before), _times(self.cost.after, self.dossiers.after)
        )


def total(savings: Iterable[Saved]) -> Saved:
    """The sum of those quantities of which both sides are known; unknown when there is none."""
    known = [one for one in savings if one.is_known]
    if not known:
        return Saved(None, None)
    with localcontext(prec=_MANY):
        return Saved(
            sum((one.before for one in known if one.before is not None), Decimal(0)),
            sum((one.after for one in known if one.after is not None), Decimal(0)),
        )


def as_plain(saving: Saving) -> dict[str, Any]:
    """The saving as plain data, exact."""
    return {
        "limit": _pair(saving.limit),
        "papers": _pair(saving.papers),
        "cost": _pair(saving.cost),
        "dossiers_per_year": _text(saving.dossiers_per_year),
        "dossiers_per_year_after": _text(saving.dossiers_per_year_after),
        "conditions": _pair(saving.conditions),
        "trips": _pair(saving.trips),
    }


def from_plain(data: Mapping[str, Any]) -> Saving:
    """What `as_plain` wrote; plans frozen before conditions, trips and how often afterwards were kept say
    nothing of them."""
    return Saving(
        limit=_saved(data["limit"]),
        papers=_saved(data["papers"]),
        cost=_saved(data["cost"]),
        dossiers_per_year=_number(data["dossiers_per_year"]),
        dossiers_per_year_after=_number(data.get("dossiers_per_year_after")),
        conditions=_saved(data.get("conditions", _UNKNOWN)),
        trips=_saved(data.get("trips", _UNKNOWN)),
    )


def _times(one: Decimal | None, often: Decimal | None) -> Decimal | None:
    if one is None or often is None:
        return None
    with localcontext(prec=_MANY):
        return one * often


def _pair(saved: Saved) -> list[str | None]:
    return [_text(saved.before), _text(saved.after)]


def _saved(pair: list[str | None]) -> Saved:
    return Saved(_number(pair[0]), _number(pair[1]))


def _text(value: Decimal | None) -> str | None:
    if value is None:
        return None
    with localcontext(prec=_MANY):
        return f"{value.normalize():f}"


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
