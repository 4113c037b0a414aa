"""Opening and shutting the online door of an agency for a kind of procedure."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from psycopg.types.range import DateRange

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import refusal, require
from motcua.dossiers.models import OnlineDoor
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.policy import Operator
from motcua.organisations.queries.home import home_agency_id


@transaction.atomic
def set_online_door(
    *,
    agency_id: UUID | None,
    kind: str = "",
    is_open: bool,
    reason: str,
    since: date,
    by: Person | Operator,
    at: datetime,
) -> OnlineDoor:
    """Say from a day on whether dossiers of a kind ("" for every kind) may be lodged online at an agency, or at all
    that say nothing of their own (`agency_id` None). What was said before ends that day.

    :raises Refused: "keep-organisations-not-allowed", "reason-missing", "online-door-in-the-past",
        "online-door-changed-later".
    """
    require_settings_keeper(by, agency_id=agency_id, on=local_day(at))
    if not isinstance(by, Operator) and since < local_day(at):
        raise Refused(
            "online-door-in-the-past",
            f"Ngày {since:%d/%m/%Y} đã qua, hồ sơ của ngày đó đã nộp. Chọn hôm nay hoặc ngày sau.",
            field="since",
        )
    if not clean(reason):
        raise Refused(
            "reason-missing", "Ghi lý do và nơi nộp thay thế, người dân sẽ đọc câu này.", field="reason"
        )
    before = OnlineDoor.objects.select_for_update().filter(agency=agency_id, kind=kind)
    if before.filter(in_force__startswith__gt=since).exists():
        raise Refused(
            "online-door-changed-later",
            f"Đã có quy định khác áp dụng sau ngày {since:%d/%m/%Y}. Chọn ngày sau đó.",
            field="since",
        )
    before.filter(in_force__startswith=since).delete()
    for row in before.filter(in_force__contains=since):
        row.in_force = DateRange(row.in_force.lower, since)
        row.save(update_fields=["in_force"])
    row = OnlineDoor.objects.create(
        agency_id=agency_id, kind=kind, is_open=is_open, reason=clean(reason), in_force=DateRange(since, None)
    )
    payload = {
        "agency": str(agency_id or ""),
        "kind": kind,
        "is_open": is_open,
        "since": since,
        "reason": row.reason,
    }
    record(fact=Fact("OnlineDoorSet", "online_door", str(row.pk), payload), actor=by.actor, at=at)
    return row


def require_settings_keeper(by: Person | Operator, *, agency_id: UUID | None, on: date) -> None:
    """Refuse who does not set how dossiers come in at the agency; without one, at the body of the installation.

    :raises Refused: "keep-organisations-not-allowed".
    """
    if isinstance(by, Operator):
        return
    where = agency_id or home_agency_id()
    if where is None:
        raise refusal(Capability.KEEP_ORGANISATIONS)
    require(by, Capability.KEEP_ORGANISATIONS, agency_id=where, on=on)
