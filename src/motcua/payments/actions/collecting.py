"""Money that comes in and goes back, and the day's takings counted and closed."""

from __future__ import annotations

from collections.abc import Collection as Many
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.policy import Operator
from motcua.payments.actions.charges import locked_charge, person_or_none, require_live
from motcua.payments.actions.telling import tell_money_moved
from motcua.payments.enums import FeeKind, PaymentWay
from motcua.payments.models import Charge, Collection, Reconciliation, Refund
from motcua.payments.policy import require_collect, require_keep
from motcua.payments.queries import takings_of
from motcua.payments.rules.charges import (
    LONGEST_REASON,
    SERIES,
    check_amount,
    checked_reason,
    checked_reference,
    vnd,
)


@transaction.atomic
def collect(
    *,
    charge_id: UUID,
    amount_vnd: int,
    way: PaymentWay,
    key: str,
    reference: str = "",
    paid_at: datetime | None = None,
    by: Person | Operator,
    at: datetime,
) -> Collection:
    """Take money for a charge and give it the next receipt number of its agency.

    `key` names this very payment: sent again it gives the same collection and takes nothing. `paid_at` is when the
    money moved, if not now (a transfer found in the bank's papers); the day of it must still be open.

    :raises Refused: "charge-not-found", "collect-payments-not-allowed", "charge-cancelled", "bad-amount",
        "more-than-owed", "reference-missing", "paid-in-future", "day-closed", "payment-key-used".
    """
    charge = locked_charge(charge_id)
    require_collect(by, charge, way, on=local_day(at))
    earlier = _sent_before(key, charge, amount_vnd, way)
    if earlier is not None:
        return earlier
    require_live(charge)
    check_amount(amount_vnd, at_most=charge.left_vnd, code="more-than-owed", what="số tiền còn phải nộp")
    reference = checked_reference(reference, way=way)
    paid_at = _checked_moment(charge, paid_at or at, way, by, at)
    row = _written(charge, amount_vnd, way, key, reference, paid_at, by, at)
    _record("PaymentCollected", charge, by, at, amount_vnd=amount_vnd, way=way, number=row.receipt_number)
    return row


def _checked_moment(
    charge: Charge, paid_at: datetime, way: PaymentWay, by: Person | Operator, at: datetime
) -> datetime:
    """When the money moved: not later than now, on a day that is open; an earlier day is for finance officers."""
    if paid_at > at:
        raise Refused("paid-in-future", "Thời điểm nộp tiền chưa tới. Kiểm tra lại ngày.", field="paid_at")
    if local_day(paid_at) < local_day(at):
        require_keep(by, charge, on=local_day(at))  # a counter takes the money of its own day
    _require_open_day(charge.agency_id, local_day(paid_at), way)
    return paid_at


def _written(
    charge: Charge,
    amount_vnd: int,
    way: PaymentWay,
    key: str,
    reference: str,
    paid_at: datetime,
    by: Person | Operator,
    at: datetime,
) -> Collection:
    """The collection with the next number of its series and year."""
    on, series = local_day(paid_at), SERIES[FeeKind(charge.fee_kind)]
    return Collection.objects.create(
        charge=charge,
        agency_id=charge.agency_id,
        amount_vnd=amount_vnd,
        way=way,
        reference=reference,
        key=key[:120],
        on=on,
        paid_at=paid_at,
        recorded_at=at,
        taken_by=person_or_none(by),
        series=series,
        year=on.year,
        number=_next_number(charge.agency_id, on.year, series),
    )


@transaction.atomic
def collect_cash(
    *, charge_ids: Many[UUID], expected_vnd: int, key: str, by: Person | Operator, at: datetime
) -> list[Collection]:
    """Take in cash everything that is left of some charges, in one go; each gets its receipt. `expected_vnd` is the
    sum that the payer was told. Sent again with the same `key` it gives the same receipts.

    :raises Refused: as `collect`, and "nothing-to-pay", "amount-changed" when somebody paid or exempted meanwhile.
    """
    keys = [f"{key}:{charge_id}" for charge_id in charge_ids]
    charges = list(Charge.objects.select_for_update().filter(pk__in=charge_ids).order_by("id"))
    for charge in charges:
        require_collect(by, charge, PaymentWay.CASH, on=local_day(at))
    earlier = list(Collection.objects.filter(key__in=keys).order_by("id"))
    if earlier:
        return earlier
    due = [charge for charge in charges if charge.left_vnd]
    total = sum(charge.left_vnd for charge in due)
    if not due:
        raise Refused("nothing-to-pay", "Không còn khoản nào phải nộp. Tải lại trang để xem.")
    if total != expected_vnd:
        raise Refused(
            "amount-changed",
            f"Số tiền phải nộp nay là {vnd(total)}, không còn là {vnd(expected_vnd)}. Xem lại rồi thu.",
            total=total,
        )
    return [
        collect(
            charge_id=charge.pk,
            amount_vnd=charge.left_vnd,
            way=PaymentWay.CASH,
            key=f"{key}:{charge.pk}",
            by=by,
            at=at,
        )
        for charge in due
    ]


@transaction.atomic
def refund(
    *,
    charge_id: UUID,
    amount_vnd: int,
    reason: str,
    way: PaymentWay,
    reference: str = "",
    by: Person | Operator,
    at: datetime,
) -> Refund:
    """Give back money that was paid for a charge, today. A charge that still stands is then owed again.

    :raises Refused: "charge-not-found", "collect-payments-not-allowed", "bad-amount", "more-than-paid",
        "reason-missing", "reference-missing", "day-closed".
    """
    charge = locked_charge(charge_id)
    require_keep(by, charge, on=local_day(at))
    paid = charge.collected_vnd - charge.refunded_vnd
    check_amount(amount_vnd, at_most=paid, code="more-than-paid", what="số tiền đã thu")
    reason, reference = checked_reason(reason, what="hoàn tiền"), checked_reference(reference, way=way)
    on = local_day(at)
    _require_open_day(charge.agency_id, on, way)
    row = Refund.objects.create(
        charge=charge,
        agency_id=charge.agency_id,
        amount_vnd=amount_vnd,
        reason=reason,
        way=way,
        reference=reference,
        on=on,
        at=at,
        by=person_or_none(by),
    )
    _record("PaymentRefunded", charge, by, at, amount_vnd=amount_vnd, way=way, reason=reason)
    return row


@transaction.atomic
def reconcile(
    *, agency_id: UUID, day: date, way: PaymentWay, counted_vnd: int, note: str = "", by: Person, at: datetime
) -> Reconciliation:
    """Count one way's takings of a day at an agency and close it: nothing more goes into that day.

    Cash may be counted on its day, when the counter closes; what comes in by itself, from the next day on.

    :raises Refused: "collect-payments-not-allowed", "day-not-over", "day-closed", "note-missing" where what was
        counted differs from what was taken.
    """
    require(by, Capability.COLLECT_PAYMENTS, agency_id=agency_id, on=local_day(at))
    _require_day_over(day, way, today=local_day(at))
    _hold_day(agency_id, day, way)
    takings = next(one for one in takings_of(agency_id, day) if one.way is way)
    if takings.closing is not None:
        raise _closed(day, way)
    note = clean(note)[:LONGEST_REASON]
    if counted_vnd != takings.expected_vnd and not note:
        raise Refused(
            "note-missing",
            f"Sổ ghi {vnd(takings.expected_vnd)}, đếm được {vnd(counted_vnd)}. Ghi rõ vì sao chênh lệch.",
            field="note",
            expected_vnd=takings.expected_vnd,
        )
    row = Reconciliation.objects.create(
        agency_id=agency_id,
        day=day,
        way=way,
        expected_vnd=takings.expected_vnd,
        counted_vnd=counted_vnd,
        note=note,
        closed_at=at,
        closed_by=by,
    )
    payload = {
        "day": day,
        "way": way,
        "expected_vnd": takings.expected_vnd,
        "counted_vnd": counted_vnd,
        "note": note,
    }
    record(fact=Fact("TakingsReconciled", "agency", str(agency_id), payload), actor=by.actor, at=at)
    return row


def _sent_before(key: str, charge: Charge, amount_vnd: int, way: PaymentWay) -> Collection | None:
    """The collection that this key made before; the charge's lock makes a second sender wait for the first."""
    earlier = Collection.objects.filter(key=key[:120]).first()
    if earlier is None:
        return None
    if (earlier.charge_id, earlier.amount_vnd, earlier.way) != (charge.pk, amount_vnd, way):
        raise Refused(
            "payment-key-used",
            f"Lần thu này đã ghi với nội dung khác (biên lai {earlier.receipt_number}). Tải lại trang rồi thu lại.",
        )
    return earlier


def is_day_open(agency_id: UUID, day: date, way: PaymentWay) -> bool:
    """Whether the day still takes money; if so, it stays open until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(payments_day_key(%s, %s, %s))", [agency_id, day, str(way)]
        )
    return not Reconciliation.objects.filter(agency=agency_id, day=day, way=way).exists()


def _require_open_day(agency_id: UUID, day: date, way: PaymentWay) -> None:
    if not is_day_open(agency_id, day, way):
        raise _closed(day, way)


def _require_day_over(day: date, way: PaymentWay, *, today: date) -> None:
    if day > today or (day == today and way is not PaymentWay.CASH):
        raise Refused(
            "day-not-over",
            f"Ngày {day:%d/%m/%Y} chưa hết: tiền “{way.label}” còn có thể về. Đối soát từ ngày hôm sau.",
            field="day",
        )


def _hold_day(agency_id: UUID, day: date, way: PaymentWay) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(payments_day_key(%s, %s, %s))", [agency_id, day, str(way)]
        )


def _closed(day: date, way: PaymentWay) -> Refused:
    return Refused(
        "day-closed",
        f"Ngày {day:%d/%m/%Y} đã đối soát xong phần “{way.label}” nên không ghi thêm được. "
        "Ghi vào ngày chưa đối soát và nói rõ trong nội dung.",
    )


def _next_number(agency_id: UUID, year: int, series: str) -> int:
    """The next number of the series; whoever comes second waits, and a number whose taking fails is not lost."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payments_receiptcounter (agency_id, year, series, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (agency_id, year, series) DO UPDATE SET last = payments_receiptcounter.last + 1"
            " RETURNING last",
            [agency_id, year, series],
        )
        found = cursor.fetchone()
    assert found is not None
    return int(found[0])


def _record(kind: str, charge: Charge, by: Person | Operator, at: datetime, **payload: object) -> None:
    told = {"charge": str(charge.pk), "fee": charge.fee_name, **payload}
    record(fact=Fact(kind, charge.subject_kind, charge.subject_id, told), actor=by.actor, at=at)
    tell_money_moved(charge, at)
