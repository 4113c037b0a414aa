"""Which procedures concern business: one answer for findings, targets, the portfolio and what is tried."""

from __future__ import annotations

from collections.abc import Collection

IN_BUSINESS = frozenset({"enterprise", "foreign_invested_enterprise", "cooperative"})


def concerns_business(*, recorded: bool | None, applicants: Collection[str]) -> bool:
    """Whether a procedure concerns business: as its record says; where it says nothing, as its applicants show.

    Basis: Nghị quyết 66/NQ-CP ngày 26/3/2025 counts them as a set; national pages do not mark them.
    """
    return recorded if recorded is not None else bool(IN_BUSINESS & set(applicants))
