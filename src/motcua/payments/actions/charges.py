"""What is owed: entered, cancelled, forgone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.organisations.policy import Operator
from motcua.payments.actions.telling import tell_money_moved
from motcua.payments.models import Charge, Exemption
from motcua.payments.policy import require_keep
from motcua.payments.rules.charges import LONGEST_REASON, NewCharge, check_amount, checked, checked_reason


@transaction.atomic
def owe(
    *,
    subject_kind: str,
    subject_id: str,
    subject_label: str,
    agency_id: UUID,
    desk_id: UUID | None = None,
    payer_name: str = "",
    charges: Sequence[NewCharge],
    by: str,
    at: datetime,
) -> list[Charge]:
    """Enter what a matter owes `agency_id`; called by the room that knows the matter and has asked who may.

    `subject_label` is what people call the matter (the dossier's code), `desk_id` the desk that received it and may
    take cash for the agency. `by` is the journal's actor. Each fact goes to the matter's own chain.

    :raises Refused: "charge-without-name", "bad-amount".
    """
    label = clean(subject_label)[:60]
    wanted = [checked(charge) for charge in charges]
    ids = sorted(new_id() for _ in wanted)  # so that they stay in the order given
    rows = [
        Charge(
            pk=pk,
            subject_kind=subject_kind,
            subject_id=subject_id,
            subject_label=label,
            subject_folded=fold(label)[:60],
            payer_name=clean(payer_name)[:250],
            agency_id=agency_id,
            desk_id=desk_id,
            fee_name=charge.fee_name,
            fee_kind=charge.fee_kind,
            fee_code=charge.fee_code,
            basis=charge.basis,
            moment=charge.moment,
            amount_vnd=charge.amount_vnd,
            owed_at=at,
        )
        for pk, charge in zip(ids, wanted, strict=True)
    ]
    Charge.objects.bulk_create(rows)
    record_all(facts=[_fact("ChargeOwed", row, row.amount_vnd) for row in rows], actor=by, at=at)
    return rows


@transaction.atomic
def cancel_charges(
    *,
    subject_kind: str,
    subject_id: str,
    reason: str,
    paid_too: bool = False,
    charge_ids: Collection[UUID] | None = None,
    by: str,
    at: datetime,
) -> list[Charge]:
    """Ask no more for a matter's charges (or those of `charge_ids`): for those that nobody has paid anything of yet;
    with `paid_too` for all, so that what was paid is to be given back. Called by the room that knows the matter.

    :raises Refused: "reason-missing".
    """
    reason = checked_reason(reason, what="bỏ khoản thu")
    rows = Charge.objects.select_for_update().filter(
        subject_kind=subject_kind, subject_id=subject_id, cancelled_at__isnull=True
    )
    if charge_ids is not None:
        rows = rows.filter(pk__in=charge_ids)
    chosen = [row for row in rows.order_by("id") if paid_too or row.collected_vnd == row.refunded_vnd]
    _cancel(chosen, reason, by, at)
    return chosen


@transaction.atomic
def cancel_charge(*, charge_id: UUID, reason: str, by: Person | Operator, at: datetime) -> Charge:
    """Ask no more for one charge entered by mistake; what was paid for it is then to be given back.

    :raises Refused: "charge-not-found", "collect-payments-not-allowed", "charge-cancelled", "reason-missing".
    """
    charge = locked_charge(charge_id)
    require_keep(by, charge, on=local_day(at))
    require_live(charge)
    _cancel([charge], checked_reason(reason, what="bỏ khoản thu"), by.actor, at)
    tell_money_moved(charge, at)
    return charge


@transaction.atomic
def exempt(
    *,
    charge_id: UUID,
    amount_vnd: int | None = None,
    reason: str,
    basis: str,
    by: Person | Operator,
    at: datetime,
) -> Exemption:
    """Forgo a charge, or `amount_vnd` đồng of it, for a reason and by a legal basis. Where it was paid already,
    the money is then to be given back.

    :raises Refused: "charge-not-found", "collect-payments-not-allowed", "charge-cancelled", "bad-amount",
        "more-than-charged", "reason-missing", "basis-missing".
    """
    charge = locked_charge(charge_id)
    require_keep(by, charge, on=local_day(at))
    require_live(charge)
    most = charge.amount_vnd - charge.exempt_vnd
    amount = most if amount_vnd is None else amount_vnd
    check_amount(amount, at_most=most, code="more-than-charged", what="số tiền còn có thể miễn, giảm")
    reason, basis = checked_reason(reason, what="miễn, giảm"), clean(basis)[:LONGEST_REASON]
    if not basis:
        raise Refused(
            "basis-missing",
            "Ghi căn cứ miễn, giảm: số văn bản, điều, khoản hoặc giấy xác nhận.",
            field="basis",
        )
    row = Exemption.objects.create(
        charge=charge, amount_vnd=amount, reason=reason, basis=basis, at=at, by=person_or_none(by)
    )
    record(fact=_fact("ChargeExempted", charge, amount, basis=basis), actor=by.actor, at=at)
    tell_money_moved(charge, at)
    return row


def locked_charge(charge_id: UUID) -> Charge:
    """The charge, locked until the transaction ends.

    :raises Refused: "charge-not-found".
    """
    charge = Charge.objects.select_for_update().filter(pk=charge_id).first()
    if charge is None:
        raise Refused("charge-not-found", "Không tìm thấy khoản thu này. Có thể đường dẫn đã cũ.")
    return charge


def require_live(charge: Charge) -> None:
    """Refuse for a charge that was cancelled.

    :raises Refused: "charge-cancelled".
    """
    if charge.cancelled_at is not None:
        raise Refused("charge-cancelled", f"Khoản “{charge.fee_name}” đã bỏ: {charge.cancel_reason}.")


def person_or_none(by: Person | Operator) -> Person | None:
    """Who is written down as having done it; nobody when the system did."""
    return by if isinstance(by, Person) else None


def _cancel(charges: Sequence[Charge], reason: str, actor: str, at: datetime) -> None:
    ids = [charge.pk for charge in charges]
    Charge.objects.filter(pk__in=ids).update(cancelled_at=at, cancel_reason=reason)
    for charge in charges:
        charge.cancelled_at, charge.cancel_reason = at, reason
    facts = [_fact("ChargeCancelled", charge, charge.amount_vnd, reason=reason) for charge in charges]
    record_all(facts=facts, actor=actor, at=at)


def _fact(kind: str, charge: Charge, amount_vnd: int, **more: object) -> Fact:
    """What the matter's chain says; no name of who pays."""
    payload = {"charge": str(charge.pk), "fee": charge.fee_name, "amount_vnd": amount_vnd, **more}
    return Fact(kind, charge.subject_kind, charge.subject_id, payload)
