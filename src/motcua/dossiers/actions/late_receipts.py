"""Laying down whether a late receipt counts as one of the next working day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from psycopg.types.range import DateRange

from motcua.accounts.models import Person
from motcua.dossiers.actions.online_doors import require_settings_keeper
from motcua.dossiers.models import LateReceiptRule
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.policy import Operator


@transaction.atomic
def set_late_receipt_rule(
    *,
    agency_id: UUID | None,
    counts_next_day: bool,
    basis: str,
    since: date,
    by: Person | Operator,
    at: datetime,
) -> LateReceiptRule:
    """Say from a day on whether dossiers that come after 15:00, or on a day off, count as received the next working
    day at an agency, or at all that say nothing of their own (`agency_id` None). What was said before ends that day;
    dossiers whose time runs keep theirs.

    :raises Refused: "keep-organisations-not-allowed", "basis-missing", "late-receipt-in-the-past",
        "late-receipt-changed-later".
    """
    require_settings_keeper(by, agency_id=agency_id, on=local_day(at))
    if not clean(basis):
        raise Refused(
            "basis-missing", "Ghi căn cứ của quy định, ví dụ số và điều của văn bản.", field="basis"
        )
    if since < local_day(at):
        raise Refused(
            "late-receipt-in-the-past",
            f"Ngày {since:%d/%m/%Y} đã qua và hồ sơ của ngày đó đã hẹn trả. Chọn hôm nay hoặc ngày sau.",
            field="since",
        )
    _end_before(agency_id, since)
    row = LateReceiptRule.objects.create(
        agency_id=agency_id,
        counts_next_day=counts_next_day,
        basis=clean(basis),
        in_force=DateRange(since, None),
    )
    payload = {
        "agency": str(agency_id or ""),
        "counts_next_day": counts_next_day,
        "since": since,
        "reason": row.basis,
    }
    record(fact=Fact("LateReceiptRuleSet", "late_receipt_rule", str(row.pk), payload), actor=by.actor, at=at)
    return row


def _end_before(agency_id: UUID | None, since: date) -> None:
    """The rule in force ends the day before; one that was to begin the same day gives way."""
    rows = LateReceiptRule.objects.select_for_update().filter(agency=agency_id)
    if rows.filter(in_force__startswith__gt=since).exists():
        raise Refused(
            "late-receipt-changed-later",
            f"Đã có quy định khác áp dụng sau ngày {since:%d/%m/%Y}. Chọn ngày sau đó.",
            field="since",
        )
    rows.filter(in_force__startswith=since).delete()
    for row in rows.filter(in_force__contains=since):
        row.in_force = DateRange(row.in_force.lower, since)
        row.save(update_fields=["in_force"])
