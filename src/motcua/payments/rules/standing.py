"""How a matter stands with money, as a function of what was owed, exempted, collected and refunded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.payments.enums import PaymentStatus


@dataclass(frozen=True, slots=True)
class Sums:
    """One charge in whole đồng. A cancelled charge asks for nothing more; what was paid for it stays counted."""

    amount_vnd: int
    collected_vnd: int = 0
    exempt_vnd: int = 0
    refunded_vnd: int = 0
    is_cancelled: bool = False

    @property
    def wanted_vnd(self) -> int:
        """What this charge asks for after exemptions."""
        return 0 if self.is_cancelled else self.amount_vnd - self.exempt_vnd

    @property
    def kept_vnd(self) -> int:
        """What was paid and not given back."""
        return self.collected_vnd - self.refunded_vnd

    @property
    def left_vnd(self) -> int:
        """What is still to be paid."""
        return max(0, self.wanted_vnd - self.kept_vnd)

    @property
    def excess_vnd(self) -> int:
        """What is to be given back."""
        return max(0, self.kept_vnd - self.wanted_vnd)


@dataclass(frozen=True, slots=True)
class Money:
    """A matter's status and its sums in whole đồng over all its charges."""

    status: PaymentStatus
    owed_vnd: int = 0
    paid_vnd: int = 0
    exempt_vnd: int = 0
    refunded_vnd: int = 0
    left_vnd: int = 0
    excess_vnd: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to pay or to give back."""
        return bool(self.left_vnd or self.excess_vnd)


NOTHING = Money(PaymentStatus.NOT_REQUIRED)


def standing(charges: Iterable[Sums]) -> Money:
    """Status and sums of a matter with these charges.

    `owed` and `exempt` leave cancelled charges out; `paid` and `refunded` are everything that moved.
    Basis: the financial status is separate from the dossier's; collection, exemption and refund are events.
    """
    rows = list(charges)
    live = [row for row in rows if not row.is_cancelled]
    owed, exempt = sum(row.amount_vnd for row in live), sum(row.exempt_vnd for row in live)
    paid, refunded = sum(row.collected_vnd for row in rows), sum(row.refunded_vnd for row in rows)
    left, excess = sum(row.left_vnd for row in rows), sum(row.excess_vnd for row in rows)
    return Money(
        status=_status(owed, exempt, paid, refunded, left, excess),
        owed_vnd=owed,
        paid_vnd=paid,
        exempt_vnd=exempt,
        refunded_vnd=refunded,
        left_vnd=left,
        excess_vnd=excess,
    )


def _status(owed: int, exempt: int, paid: int, refunded: int, left: int, excess: int) -> PaymentStatus:
    if left:
        return PaymentStatus.PART_PAID if paid - refunded > excess else PaymentStatus.DUE
    if excess:
        return PaymentStatus.REFUND_DUE
    if paid > refunded:
        return PaymentStatus.PAID
    if refunded:
        return PaymentStatus.REFUNDED
    return PaymentStatus.EXEMPT if owed and owed == exempt else PaymentStatus.NOT_REQUIRED
