"""How far an agency offers a procedure online: set from a day on, the level before it ends there."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from psycopg.types.range import DateRange

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require
from motcua.catalogue.enums import OnlineLevel
from motcua.catalogue.models import OnlineService, Procedure
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency


@transaction.atomic
def set_online_level(
    *,
    procedure: Procedure,
    agency: Agency,
    level: OnlineLevel,
    from_on: date,
    partial_reason: str = "",
    by: Person,
    at: datetime,
) -> OnlineService:
    """Let the agency offer the procedure at `level` from a day on; what it offered before stays as history.

    Basis: NĐ 224/2026/NĐ-CP art. 14: the reason why a service is not offered in full is public.

    :raises Refused: the person does not keep the catalogue at the agency; a partial service without its public
        reason; an agency that does not exist on the day; a level already set for that day or a later one.
    """
    require(by, Capability.KEEP_CATALOGUE, agency_id=agency.pk, on=local_day(at))
    reason = partial_reason.strip()
    _require_possible(agency, level, from_on, reason)
    kept = OnlineService.objects.select_for_update().filter(procedure=procedure, agency=agency)
    if kept.filter(Q(in_force__startswith__gte=from_on)).exists():
        raise Refused(
            "online-level-later",
            f"Đã có mức độ trực tuyến áp dụng từ {from_on:%d/%m/%Y} hoặc muộn hơn. Chọn ngày sau đó.",
            field="from_on",
        )
    for current in kept.filter(in_force__contains=from_on):
        current.in_force = DateRange(current.in_force.lower, from_on)
        current.save(update_fields=["in_force"])
    service = OnlineService.objects.create(
        procedure=procedure,
        agency=agency,
        level=level,
        partial_reason=reason if level is OnlineLevel.PARTIAL else "",
        in_force=DateRange(from_on, None),
    )
    payload = {"agency": agency.code, "level": level.value, "since": from_on, "reason": reason}
    record(fact=Fact("OnlineServiceOffered", "procedure", str(procedure.pk), payload), actor=by.actor, at=at)
    return service


def _require_possible(agency: Agency, level: OnlineLevel, from_on: date, reason: str) -> None:
    if level is OnlineLevel.PARTIAL and not reason:
        raise Refused(
            "partial-reason-missing",
            "Dịch vụ một phần phải công khai lý do chưa làm được toàn trình. Hãy ghi lý do.",
            field="partial_reason",
        )
    if from_on not in agency.held:
        raise Refused(
            "agency-not-held",
            f"{agency.name} không tồn tại vào ngày {from_on:%d/%m/%Y}. Chọn cơ quan hoặc ngày khác.",
            field="from_on",
        )
