"""What a charge must say, which codes it has outside, how receipts are numbered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.payments.enums import FeeKind, PaymentMoment, PaymentWay

LARGEST_VND = 10**12
LONGEST_NAME = 250
LONGEST_REASON = 500

# Basis: the enumeration HinhThucThu of the national portal's fee list (DanhSachLePhi).
NATIONAL_MOMENTS = {
    PaymentMoment.AT_RECEIPT: 1,
    PaymentMoment.AT_SUPPLEMENT: 2,
    PaymentMoment.AT_RETURN: 4,
}
# Receipts for phí and for lệ phí are numbered in series of their own.
SERIES = {FeeKind.FEE: "P", FeeKind.CHARGE: "LP"}

# Ways that leave a trace outside, by which the payment must be named.
_TRACED = frozenset({PaymentWay.TRANSFER, PaymentWay.POST, PaymentWay.ONLINE})


@dataclass(frozen=True, slots=True)
class NewCharge:
    """What one fee of a matter asks for, in whole đồng; nought is a fee that the law sets to nothing."""

    fee_name: str
    amount_vnd: int
    fee_kind: FeeKind = FeeKind.FEE
    fee_code: str = ""
    moment: PaymentMoment = PaymentMoment.AT_RECEIPT
    basis: str = ""


def checked(charge: NewCharge) -> NewCharge:
    """The charge with cleaned texts.

    :raises Refused: "charge-without-name", "bad-amount".
    """
    name = clean(charge.fee_name)[:LONGEST_NAME]
    if not name:
        raise Refused(
            "charge-without-name", "Ghi tên khoản phí, lệ phí, ví dụ: Phí cấp bản sao.", field="fee_name"
        )
    if not 0 <= charge.amount_vnd <= LARGEST_VND:
        raise bad_amount()
    return replace(
        charge,
        fee_name=name,
        fee_code=clean(charge.fee_code)[:60],
        basis=clean(charge.basis)[:LONGEST_REASON],
    )


def check_amount(amount_vnd: int, *, at_most: int, code: str, what: str) -> None:
    """An amount is more than nought and not more than `at_most` đồng; `what` says of what, in Vietnamese.

    :raises Refused: "bad-amount", or `code` when it is too much.
    """
    if not 0 < amount_vnd <= LARGEST_VND:
        raise bad_amount()
    if amount_vnd > at_most:
        raise Refused(
            code,
            f"Số tiền {vnd(amount_vnd)} lớn hơn {what} ({vnd(at_most)}). Kiểm tra lại số tiền.",
            field="amount_vnd",
            at_most=at_most,
        )


def checked_reason(reason: str, *, what: str) -> str:
    """The reason, cleaned; `what` needs it, in Vietnamese.

    :raises Refused: "reason-missing".
    """
    reason = clean(reason)[:LONGEST_REASON]
    if not reason:
        raise Refused("reason-missing", f"Ghi lý do {what}.", field="reason")
    return reason


def checked_reference(reference: str, *, way: PaymentWay) -> str:
    """By what the payment is found again in the bank's or the post's papers; cash needs nothing.

    :raises Refused: "reference-missing".
    """
    reference = clean(reference)[:120]
    if way in _TRACED and not reference:
        raise Refused(
            "reference-missing",
            f"Ghi số chứng từ của khoản “{way.label}”: mã giao dịch hoặc số phiếu gửi tiền.",
            field="reference",
        )
    return reference


def receipt_number(*, series: str, year: int, number: int) -> str:
    """P-2026-000042: series, year, running number within both."""
    return f"{series}-{year}-{number:06d}"


def bad_amount() -> Refused:
    """The refusal of an amount nobody can owe or pay."""
    return Refused("bad-amount", "Số tiền phải là số đồng lớn hơn 0. Kiểm tra lại.", field="amount_vnd")


def vnd(amount: int) -> str:
    """1.024.000 đồng, for the sentences of refusals."""
    return f"{amount:,} đồng".replace(",", ".")
