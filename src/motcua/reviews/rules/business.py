"""Which procedures concern business: one answer for findings, targets, the portfolio and what is tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

IN_BUSINESS = frozenset({"enterprise", "foreign_invested_enterprise", "cooperative"})
# From the highest on: a procedure of several levels counts once, at the highest.
LEVELS = ("ministry", "province", "district", "commune", "other")


def concerns_business(
    *, recorded: bool | None, applicants: Collection[str], marked: bool | None = None
) -> bool:
    """Whether a procedure concerns business: as officers marked it; else as its record says; where neither says
    anything, as its applicants show.

    Basis: Nghị quyết 66/NQ-CP ngày 26/3/2025 counts them as a set named by lists; national pages do not mark them.
    """
    said = marked if marked is not None else recorded
    return said if said is not None else bool(IN_BUSINESS & set(applicants))


def by_highest_level(levels: Iterable[Collection[str]]) -> dict[str, int]:
    """How many procedures there are at each level, each counted once at the highest of its levels; "" of none.

    Basis: Nghị quyết 66/NQ-CP ngày 26/3/2025: the set is told by level, and the levels add up to the whole.
    """
    counted = Counter(highest_level(some) for some in levels)
    return {level: counted[level] for level in (*LEVELS, "") if counted[level]}


def highest_level(levels: Collection[str]) -> str:
    """The highest of the levels; "" where none is known."""
    return next((level for level in LEVELS if level in levels), "")
