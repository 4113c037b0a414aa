"""The bank accounts into which agencies take transfers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.organisations.policy import Operator
from motcua.payments.models import AgencyAccount
from motcua.payments.rules.transfer_qr import checked_account


@transaction.atomic
def set_bank_account(
    *,
    agency_id: UUID,
    bank_bin: str,
    account_number: str,
    holder_name: str,
    since: date,
    by: Person | Operator,
    at: datetime,
) -> AgencyAccount:
    """Take the agency's transfers into this account from a day on; an earlier account ends with that day.

    :raises Refused: "collect-payments-not-allowed", "bad-bank-account", "account-before-last".
    """
    _require_keeper(agency_id, by, at)
    bank_bin, account_number = checked_account(bank_bin=bank_bin, account_number=account_number)
    holder = clean(holder_name)[:120]
    if not holder:
        raise Refused("bad-bank-account", "Ghi tên chủ tài khoản như ngân hàng ghi.", field="holder_name")
    _end_current(agency_id, since)
    row = AgencyAccount.objects.create(
        agency_id=agency_id,
        bank_bin=bank_bin,
        account_number=account_number,
        holder_name=holder,
        in_force=DateRange(since, None),
    )
    payload = {"bank": bank_bin, "account": account_number, "holder": holder, "from": since}
    record(fact=Fact("BankAccountSet", "agency", str(agency_id), payload), actor=by.actor, at=at)
    return row


@transaction.atomic
def end_bank_account(*, agency_id: UUID, on: date, by: Person | Operator, at: datetime) -> None:
    """Take no more transfers from a day on.

    :raises Refused: "collect-payments-not-allowed", "account-before-last".
    """
    _require_keeper(agency_id, by, at)
    _end_current(agency_id, on)
    record(fact=Fact("BankAccountEnded", "agency", str(agency_id), {"on": on}), actor=by.actor, at=at)


def _require_keeper(agency_id: UUID, by: Person | Operator, at: datetime) -> None:
    Agency.objects.select_for_update().get(pk=agency_id)  # two changes at once wait for each other
    if isinstance(by, Person):
        require(by, Capability.COLLECT_PAYMENTS, agency_id=agency_id, on=local_day(at))


def _end_current(agency_id: UUID, on: date) -> None:
    if AgencyAccount.objects.filter(agency=agency_id, in_force__startswith__gt=on).exists():
        raise Refused(
            "account-before-last",
            f"Đã có tài khoản dùng từ sau ngày {on:%d/%m/%Y}. Chọn ngày muộn hơn.",
            field="since",
        )
    current = AgencyAccount.objects.filter(agency=agency_id, in_force__contains=on).first()
    if current is None:
        return
    if current.in_force.lower == on:
        current.delete()
    else:
        current.in_force = DateRange(current.in_force.lower, on)
        current.save(update_fields=["in_force"])
