"""Granting and ending powers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.enums import AgencyKind, PowerSource
from motcua.organisations.models import Agency, Area, Power
from motcua.organisations.policy import require_keeper
from motcua.organisations.ports import Keeper
from motcua.organisations.rules.powers import check_grant
from motcua.organisations.rules.successions import check_document


@transaction.atomic
def grant_power(
    *,
    matter: str,
    holder: Agency | AgencyKind,
    source: PowerSource,
    since: date,
    until: date | None = None,
    document: str = "",
    area: Area | None = None,
    granted_by: Agency | None = None,
    by: Keeper,
    at: datetime,
) -> Power:
    """Say that an agency, or every agency of a kind in its own area, decides `matter` from a day on.

    `matter` is a key such as "procedure:1.008725"; `area` limits the power to a part of the country. Who grants
    what an agency decides must keep the granting body, else the holder; a kind concerns all, so its grants
    need someone who keeps bodies that stand under no other.

    :raises Refused: "organisations-not-allowed", "document-missing", "delegation-without-end",
        "period-ends-before-it-starts", "power-held-already".
    """
    require_keeper(by, agency_ids=_answering(holder, granted_by), on=local_day(at))
    document = document.strip()
    check_grant(source=source, document=document, start=since, end=until)
    power = Power(
        matter=matter,
        holder=holder if isinstance(holder, Agency) else None,
        holder_kind="" if isinstance(holder, Agency) else holder.value,
        area=area,
        source=source,
        granted_by=granted_by,
        document=document,
        in_force=DateRange(since, until),
    )
    _require_new(power)
    power.save(force_insert=True)
    record(fact=_fact("PowerGranted", power), actor=by.actor, at=at)
    return power


@transaction.atomic
def end_power(*, power_id: int, on: date, document: str, by: Keeper, at: datetime) -> None:
    """End a power on a day, by a document; until that day it held.

    :raises Refused: "power-not-found", "organisations-not-allowed", "document-missing", "power-not-held".
    """
    power = Power.objects.select_for_update(of=("self",)).filter(pk=power_id).first()
    if power is None:
        raise Refused("power-not-found", "Không tìm thấy thẩm quyền này. Có thể đường dẫn đã cũ.")
    holder = power.holder or AgencyKind(power.holder_kind)
    require_keeper(by, agency_ids=_answering(holder, power.granted_by), on=local_day(at))
    document = check_document(document)
    start, end = power.in_force.lower, power.in_force.upper
    if (start is not None and on <= start) or (end is not None and on >= end):
        raise Refused(
            "power-not-held",
            f"Thẩm quyền này không có hiệu lực ngay trước ngày {on:%d/%m/%Y}, nên không thể kết thúc vào ngày đó.",
        )
    power.in_force = DateRange(start, on)
    power.save(update_fields=["in_force"])
    record(fact=_fact("PowerEnded", power, ended_by=document), actor=by.actor, at=at)


def _answering(holder: Agency | AgencyKind, granted_by: Agency | None) -> Collection[UUID]:
    if granted_by is not None:
        return [granted_by.pk]
    return [holder.pk] if isinstance(holder, Agency) else []


def _require_new(power: Power) -> None:
    same = Power.objects.filter(
        matter=power.matter,
        holder=power.holder,
        holder_kind=power.holder_kind,
        area=power.area,
        source=power.source,
        in_force__overlap=power.in_force,
    )
    if same.exists():
        raise Refused(
            "power-held-already",
            "Thẩm quyền này đã được ghi trong cùng thời gian. Kết thúc lần ghi cũ trước khi ghi mới.",
        )


def _fact(kind: str, power: Power, **more: object) -> Fact:
    payload = {
        "matter": power.matter,
        "holder": power.holder and power.holder.code,
        "holder_kind": power.holder_kind,
        "area": power.area and power.area.code,
        "source": power.source,
        "document": power.document,
        "from": power.in_force.lower,
        "to": power.in_force.upper,
        **more,
    }
    return Fact(kind, "power", str(power.pk), payload)
