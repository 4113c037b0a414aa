"""Telling once what a loose name of a unit means, and remembering it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.enums import UnitGroup, VersionStatus
from motcua.plans.models import LineUnit, UnitAlias
from motcua.plans.policy import require_keep
from motcua.plans.queries.units import nameable_units
from motcua.plans.rules.units import alias_key


@transaction.atomic
def name_unit(
    *,
    owner_id: UUID,
    name: str,
    agency_id: UUID | None,
    group: UnitGroup | None,
    by: Person,
    at: datetime,
) -> int:
    """In plans of the owner `name` means this unit or group from now on; open drafts take it at once.

    How many places in drafts became clear. What was meant in approved versions stays as it was.

    :raises Refused: "keep-plans-not-allowed", "alias-empty", "alias-means-nothing", "agency-not-found".
    """
    on = local_day(at)
    require_keep(by, agency_id=owner_id, on=on)
    key = alias_key(name)
    if not key:
        raise Refused("alias-empty", "Ghi tên gọi của đơn vị như trong kế hoạch.", field="name")
    if (agency_id is None) == (group is None):
        raise Refused("alias-means-nothing", "Chọn một đơn vị, hoặc một nhóm đơn vị.", field="unit")
    if agency_id is not None and not nameable_units(owner_id, on).filter(pk=agency_id).exists():
        raise Refused(
            "agency-not-found", "Đơn vị được chọn không còn hoạt động hoặc ngoài phạm vi.", field="unit"
        )
    values = {"name": clean(name)[:300], "agency_id": agency_id, "group": group or "", "by": by, "at": at}
    UnitAlias.objects.update_or_create(owner_id=owner_id, folded=key[:300], defaults=values)
    count = _spread(owner_id, key, agency_id, group)
    payload = {"name": clean(name), "unit": agency_id, "group": group, "places": count}
    record(fact=Fact("PlanUnitNamed", "agency", str(owner_id), payload), actor=by.actor, at=at)
    return count


@transaction.atomic
def forget_name(*, alias_id: int, by: Person, at: datetime) -> None:
    """Let a name mean nothing again; drafts keep what they say.

    :raises Refused: "alias-not-found", "keep-plans-not-allowed".
    """
    alias = UnitAlias.objects.select_for_update().filter(pk=alias_id).first()
    if alias is None:
        raise Refused("alias-not-found", "Tên gọi này không còn trong bảng.")
    require_keep(by, agency_id=alias.owner_id, on=local_day(at))
    payload = {"name": alias.name, "unit": alias.agency_id, "group": alias.group}
    alias.delete()
    record(fact=Fact("PlanUnitNameForgotten", "agency", str(alias.owner_id), payload), actor=by.actor, at=at)


def _spread(owner_id: UUID, key: str, agency_id: UUID | None, group: UnitGroup | None) -> int:
    waiting = LineUnit.objects.filter(
        line__version__plan__agency=owner_id, line__version__status=VersionStatus.DRAFT
    )
    ids = [unit_id for unit_id, text in waiting.values_list("pk", "text") if alias_key(text) == key]
    return LineUnit.objects.filter(pk__in=ids).update(agency_id=agency_id, group=group or "")
