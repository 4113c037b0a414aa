"""Whether a late receipt counts as one of the next working day, by what the agency laid down for the day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import is_late_receipt
from motcua.dossiers.models import LateReceiptRule
from motcua.kernel.clock import local_day


def counts_next_day(*, agency_id: UUID, at: datetime, calendar: Calendar) -> bool:
    """Whether what the agency has since the instant counts as received the next working day. One query for late
    receipts, none for others."""
    return is_late_receipt(calendar=calendar, at=at) and _rule(agency_id, local_day(at))


def _rule(agency_id: UUID, on: date) -> bool:
    """The agency's own rule goes before that for all agencies; nothing said is no."""
    rows = LateReceiptRule.objects.filter(Q(agency=agency_id) | Q(agency=None), in_force__contains=on)
    nearest = rows.order_by(F("agency").asc(nulls_last=True)).first()
    return nearest is not None and nearest.counts_next_day
