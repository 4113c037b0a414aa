"""Who may take money, forgo it or give it back."""

from __future__ import annotations

from datetime import date

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import refusal
from motcua.accounts.queries import agencies_where
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import Operator
from motcua.payments.enums import PaymentWay
from motcua.payments.models import Charge

COLLECT, RECEIVE = Capability.COLLECT_PAYMENTS, Capability.RECEIVE_DOSSIERS


def may_keep(by: Person | Operator, charge: Charge, *, on: date) -> bool:
    """Whether `by` is a finance officer of the charge's agency: may collect in every way, exempt, refund."""
    if isinstance(by, Operator):
        return True
    return agencies_where(by, COLLECT, on).filter(pk=charge.agency_id).exists()


def may_collect(by: Person | Operator, charge: Charge, way: PaymentWay, *, on: date) -> bool:
    """Whether `by` may take money for the charge in this way: finance officers always; whoever receives dossiers
    at the agency or at the desk that received this one, cash at the counter."""
    if may_keep(by, charge, on=on):
        return True
    if isinstance(by, Operator) or way is not PaymentWay.CASH:
        return False
    places = [place for place in (charge.agency_id, charge.desk_id) if place]
    able = agencies_where(by, RECEIVE, on) | agencies_where(by, COLLECT, on)
    return able.filter(pk__in=places).exists()


def require_keep(by: Person | Operator, charge: Charge, *, on: date) -> None:
    """Refuse unless `by` may exempt and refund.

    :raises Refused: "collect-payments-not-allowed".
    """
    if not may_keep(by, charge, on=on):
        raise refusal(COLLECT)


def require_collect(by: Person | Operator, charge: Charge, way: PaymentWay, *, on: date) -> None:
    """Refuse unless `by` may take money for the charge in this way.

    :raises Refused: "collect-payments-not-allowed".
    """
    if may_collect(by, charge, way, on=on):
        return
    if way is not PaymentWay.CASH and may_collect(by, charge, PaymentWay.CASH, on=on):
        raise Refused(
            "collect-payments-not-allowed",
            f"Khoản “{way.label}” do kế toán ghi khi tiền đã vào tài khoản. Tại quầy bạn chỉ thu tiền mặt.",
            capability=COLLECT.value,
        )
    raise refusal(COLLECT)
