"""Drawing units by lot so that anyone can draw again: the same seed and the same list give the same draw.

Each unit's ticket is the SHA-256 of "seed:code". Units inspected lately stand behind the others; inside both groups the
smaller ticket comes first. Whoever was added or left out by decision stands outside the lot, with the reason given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import ceil

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True, slots=True)
class Drawable:
    """A unit that may be drawn, by its code; `added_for` and `left_out_for` are reasons of a decision about it."""

    code: str
    last_inspected_on: date | None = None
    added_for: str = ""
    left_out_for: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether a decision, not the lot, says what becomes of it."""
        return bool(self.added_for or self.left_out_for)


@dataclass(frozen=True, slots=True)
class Lot:
    """What the draw gave a unit. `place` is None for a unit outside the lot; `reason` says all of it in words."""

    code: str
    ticket: str
    place: int | None
    is_taken: bool
    is_recent: bool
    reason: str


def draw(*, units: Sequence[Drawable], seed: str, share: int, avoid_years: int, on: date) -> tuple[Lot, ...]:
    """The draw, in its order: units of the lot by place, then those decided about, by code.

    The lot takes as many as `least_number` says of all units, decided ones counted in, as long as there are any. Of
    those that were not inspected within `avoid_years` before `on` all are taken before any other.
    """
    within = sorted(
        (unit for unit in units if not unit.is_decided),
        key=lambda unit: (is_recent(unit, avoid_years=avoid_years, on=on), ticket_of(seed, unit.code)),
    )
    number = least_number(len(units), share=share)
    lots = [_lot(unit, seed, place, place <= number, avoid_years, on) for place, unit in enumerate(within, 1)]
    decided = sorted((unit for unit in units if unit.is_decided), key=lambda unit: unit.code)
    return (*lots, *(_decided(unit, seed, avoid_years, on) for unit in decided))


def least_number(units: int, *, share: int) -> int:
    """How many of `units` make at least `share` percent."""
    return ceil(units * share / 100)


def ticket_of(seed: str, code: str) -> str:
    """The unit's ticket, 64 hexadecimal digits."""
    return sha256(f"{seed}:{code}".encode()).hexdigest()


def is_recent(unit: Drawable, *, avoid_years: int, on: date) -> bool:
    """Whether the unit was inspected within the years before `on`; with no years nobody was."""
    if unit.last_inspected_on is None or avoid_years == 0:
        return False
    return unit.last_inspected_on > on - relativedelta(years=avoid_years)


def _lot(unit: Drawable, seed: str, place: int, is_taken: bool, avoid_years: int, on: date) -> Lot:
    ticket, recent = ticket_of(seed, unit.code), is_recent(unit, avoid_years=avoid_years, on=on)
    reason = f"{_past(unit, recent, avoid_years)}; phiếu rút số {ticket[:8]}; thứ tự {place}"
    return Lot(unit.code, ticket, place, is_taken, recent, reason)


def _decided(unit: Drawable, seed: str, avoid_years: int, on: date) -> Lot:
    recent = is_recent(unit, avoid_years=avoid_years, on=on)
    words = (
        f"chọn theo quyết định: {unit.added_for}"
        if unit.added_for
        else f"để lại theo quyết định: {unit.left_out_for}"
    )
    return Lot(unit.code, ticket_of(seed, unit.code), None, bool(unit.added_for), recent, words)


def _past(unit: Drawable, recent: bool, avoid_years: int) -> str:
    last = unit.last_inspected_on
    if last is None:
        return "chưa được kiểm tra lần nào"
    if recent:
        return f"đã kiểm tra ngày {last:%d/%m/%Y}, xếp sau"
    if avoid_years == 0:
        return f"kiểm tra lần gần nhất ngày {last:%d/%m/%Y}"
    return f"chưa kiểm tra trong {avoid_years} năm gần đây"
