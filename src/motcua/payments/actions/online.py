"""Asking for money online, and taking what the gateway says was paid."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import SYSTEM
from motcua.payments.actions.charges import locked_charge
from motcua.payments.actions.collecting import collect, is_day_open
from motcua.payments.enums import PaymentWay
from motcua.payments.models import Charge, OnlinePart, OnlineRequest
from motcua.payments.policy import require_keep
from motcua.payments.ports import PaymentGateway, PaymentNotice
from motcua.payments.rules.charges import checked_reason, vnd

_USED_AGAIN_FOR = timedelta(minutes=15)


@transaction.atomic
def request_online_payment(
    *,
    subject_kind: str,
    subject_id: str,
    gateway: PaymentGateway,
    return_path: str,
    by: str,
    at: datetime,
) -> OnlineRequest:
    """Ask online for everything a matter still owes; within a quarter of an hour the same asking is used again.

    Called by the room that knows the matter. `return_path` is the page of ours where the payer goes on.

    :raises Refused: "nothing-to-pay", "bad-return-path".
    """
    if not return_path.startswith("/") or return_path.startswith(("//", "/\\")) or len(return_path) > 300:
        raise Refused("bad-return-path", "Địa chỉ quay về sau khi thanh toán không thuộc cổng này.")
    due = list(
        Charge.objects.select_for_update()
        .filter(subject_kind=subject_kind, subject_id=subject_id, left_vnd__gt=0)
        .order_by("id")
    )
    if not due:
        raise Refused("nothing-to-pay", "Không còn khoản nào phải nộp. Tải lại trang để xem.")
    earlier = _asked_just_now(due, subject_kind, subject_id, return_path, at)
    if earlier is not None:
        return earlier
    asked = OnlineRequest.objects.create(
        subject_kind=subject_kind,
        subject_id=subject_id,
        reference=secrets.token_hex(12),
        amount_vnd=sum(charge.left_vnd for charge in due),
        gateway=gateway.label,
        is_trial=gateway.is_trial,
        return_path=return_path,
        asked_at=at,
    )
    OnlinePart.objects.bulk_create(
        [OnlinePart(request=asked, charge=charge, amount_vnd=charge.left_vnd) for charge in due]
    )
    _record("OnlinePaymentAsked", asked, by, at)
    return asked


@transaction.atomic
def confirm_online_payment(*, notice: PaymentNotice, at: datetime) -> OnlineRequest:
    """Take what the gateway says was paid; told again it changes nothing. A payment broken off changes nothing
    either. What meanwhile was paid in another way becomes a surplus to give back.

    :raises Refused: "online-payment-not-found", "payment-amount-differs".
    """
    asked = OnlineRequest.objects.select_for_update().filter(reference=notice.reference).first()
    if asked is None:
        raise Refused("online-payment-not-found", "Không có yêu cầu thanh toán nào mang mã này.")
    if asked.confirmed_at is not None or not notice.is_paid:
        return asked
    if notice.amount_vnd != asked.amount_vnd:
        raise Refused(
            "payment-amount-differs",
            f"Số tiền báo về {vnd(notice.amount_vnd)} khác số tiền yêu cầu {vnd(asked.amount_vnd)}.",
        )
    taken = sum(_take(part, notice, at) for part in asked.parts.order_by("charge_id"))
    asked.confirmed_at, asked.transaction = at, notice.transaction
    asked.surplus_vnd = asked.amount_vnd - taken
    asked.save(update_fields=["confirmed_at", "transaction", "surplus_vnd"])
    _record("OnlinePaymentConfirmed", asked, "system", at)
    return asked


@transaction.atomic
def settle_surplus(*, request_id: UUID, note: str, by: Person, at: datetime) -> None:
    """Note how money that was paid twice went back to its payer.

    :raises Refused: "online-payment-not-found", "collect-payments-not-allowed", "no-surplus", "reason-missing".
    """
    asked = OnlineRequest.objects.select_for_update().filter(pk=request_id).first()
    part = asked.parts.select_related("charge").first() if asked else None
    if asked is None or part is None:
        raise Refused("online-payment-not-found", "Không có yêu cầu thanh toán nào mang mã này.")
    require_keep(by, part.charge, on=local_day(at))
    if not asked.surplus_vnd or asked.surplus_settled_at is not None:
        raise Refused("no-surplus", "Không còn tiền thừa nào phải trả lại cho lần thanh toán này.")
    asked.surplus_note = checked_reason(note, what="trả lại tiền thừa và số chứng từ")
    asked.surplus_settled_at = at
    asked.save(update_fields=["surplus_note", "surplus_settled_at"])
    _record("SurplusReturned", asked, by.actor, at)


def _asked_just_now(
    due: Sequence[Charge], subject_kind: str, subject_id: str, return_path: str, at: datetime
) -> OnlineRequest | None:
    """An asking that still waits and asks for exactly this."""
    wanted = {charge.pk: charge.left_vnd for charge in due}
    waiting = OnlineRequest.objects.filter(
        subject_kind=subject_kind,
        subject_id=subject_id,
        return_path=return_path,
        confirmed_at__isnull=True,
        asked_at__gt=at - _USED_AGAIN_FOR,
    ).order_by("-asked_at")
    latest = waiting.prefetch_related("parts").first()
    if latest and {part.charge_id: part.amount_vnd for part in latest.parts.all()} == wanted:
        return latest
    return None


def _take(part: OnlinePart, notice: PaymentNotice, at: datetime) -> int:
    """Collect this part, as far as it is still owed; how much it was."""
    charge = locked_charge(part.charge_id)
    amount = min(part.amount_vnd, int(charge.left_vnd))
    if not amount:
        return 0
    paid_at = min(notice.paid_at, at)
    if not is_day_open(charge.agency_id, local_day(paid_at), PaymentWay.ONLINE):
        paid_at = at  # the news came late: the day it was paid on is counted already
    collect(
        charge_id=charge.pk,
        amount_vnd=amount,
        way=PaymentWay.ONLINE,
        key=f"online:{part.request_id}:{charge.pk}",
        reference=notice.transaction,
        paid_at=paid_at,
        by=SYSTEM,
        at=at,
    )
    return amount


def _record(kind: str, asked: OnlineRequest, actor: str, at: datetime) -> None:
    payload = {"amount_vnd": asked.amount_vnd, "surplus_vnd": asked.surplus_vnd, "trial": asked.is_trial}
    record(fact=Fact(kind, asked.subject_kind, asked.subject_id, payload), actor=actor, at=at)
