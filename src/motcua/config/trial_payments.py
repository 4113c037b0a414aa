"""Paying online in the demo: everything a payer and an officer would see, and no money anywhere."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation
from motcua.payments.ports import PaymentGateway, PaymentNotice, PaymentOrder

_SIGNED = ("reference", "amount_vnd", "transaction", "paid_at", "is_paid")


def gateway() -> PaymentGateway | None:
    """The pretending gateway on a sample installation; none on a real one, which is joined to a real platform."""
    return TrialGateway() if Installation.objects.filter(is_sample=True).exists() else None


class TrialGateway:
    """A payment platform that only plays (payments.ports.PaymentGateway and PretendingGateway)."""

    label = "Thanh toán thử"
    is_trial = True

    def address_for(self, order: PaymentOrder) -> str:
        """Our own page that plays the bank."""
        return reverse("portal:trial_payment", args=[order.reference])

    def pretend(self, *, reference: str, amount_vnd: int, is_paid: bool, at: datetime) -> dict[str, str]:
        """The signed notification of a payment that was made up, or broken off."""
        said = {
            "reference": reference,
            "amount_vnd": str(amount_vnd),
            "transaction": f"THU{reference[:12].upper()}" if is_paid else "",
            "paid_at": at.isoformat(),
            "is_paid": "1" if is_paid else "0",
        }
        return {**said, "signature": _signature(said)}

    def read_notice(self, data: Mapping[str, str]) -> PaymentNotice:
        """What the notification says.

        :raises Refused: "payment-notice-forged".
        """
        said = {name: str(data.get(name, "")) for name in _SIGNED}
        if not hmac.compare_digest(_signature(said).encode(), str(data.get("signature", "")).encode()):
            raise Refused(
                "payment-notice-forged",
                "Thông báo thanh toán không mang đúng chữ ký nên không được ghi nhận.",
            )
        return PaymentNotice(
            reference=said["reference"],
            amount_vnd=int(said["amount_vnd"]),
            transaction=said["transaction"],
            paid_at=datetime.fromisoformat(said["paid_at"]),
            is_paid=said["is_paid"] == "1",
        )


def _signature(said: Mapping[str, str]) -> str:
    text = "\n".join(f"{name}={said[name]}" for name in _SIGNED)
    return hmac.new(
        f"trial-payment:{settings.SECRET_KEY}".encode(), text.encode(), hashlib.sha256
    ).hexdigest()
