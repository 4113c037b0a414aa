"""What this room needs from outside: someone who takes payments online; who wants to hear that money moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast, runtime_checkable

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """What the payer is asked for: our own reference, whole đồng, words for the bank's papers, and where the
    payer's browser and the gateway's notification come back to."""

    reference: str
    amount_vnd: int
    description: str
    return_url: str
    notify_url: str


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """What the gateway says became of an order; `transaction` is its own number for the payment."""

    reference: str
    amount_vnd: int
    transaction: str
    paid_at: datetime
    is_paid: bool


class PaymentGateway(Protocol):
    """A platform for paying online. The same notification may arrive any number of times."""

    label: str
    is_trial: bool

    def address_for(self, order: PaymentOrder) -> str:
        """Where to send the payer's browser for this order; asked again it leads to the same payment."""

    def read_notice(self, data: Mapping[str, str]) -> PaymentNotice:
        """What a notification says, its signature checked.

        :raises Refused: "payment-notice-forged" when the gateway did not send it.
        """


@runtime_checkable
class PretendingGateway(Protocol):
    """A gateway for trying out: it moves no money and writes the notification that a real one would send."""

    def pretend(self, *, reference: str, amount_vnd: int, is_paid: bool, at: datetime) -> dict[str, str]:
        """The signed notification of a payment that was made up, or broken off."""


class MoneyListener(Protocol):
    """Told after the commit that something was paid, forgone, given back or asked no more; perhaps more than once."""

    def __call__(self, *, subject_kind: str, subject_id: str, at: datetime) -> None:
        """How the matter stands now is for the listener to ask (queries.status_of)."""


def money_listeners() -> list[MoneyListener]:
    """Everybody that the settings connect (MONEY_LISTENERS)."""
    return [cast("MoneyListener", import_string(path)) for path in settings.MONEY_LISTENERS]


def payment_gateway() -> PaymentGateway | None:
    """The gateway that this installation is joined to (PAYMENT_GATEWAY); None when it takes no money online."""
    if not settings.PAYMENT_GATEWAY:
        return None
    return cast("PaymentGateway | None", import_string(settings.PAYMENT_GATEWAY)())
