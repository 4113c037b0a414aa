"""Plans that units must make under a plan: asked for, received, asked for again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_file
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.locking import lock_plan, require_status
from motcua.plans.actions.telling import plan_told, tell
from motcua.plans.enums import PlanStatus
from motcua.plans.models import ChildPlan, Plan
from motcua.plans.policy import require_keep
from motcua.plans.queries.people import heads_of
from motcua.plans.queries.units import nameable_units


@transaction.atomic
def ask_for_child_plans(
    *, plan_id: UUID, unit_ids: Collection[UUID], due_on: date | None, by: Person, at: datetime
) -> int:
    """Ask these units for a plan of their own under the plan; how many were not asked before. Others keep their day
    unless another is given now.

    :raises Refused: "plan-not-found", "keep-plans-not-allowed", "plan-status-wrong", "units-missing",
        "agency-not-found".
    """
    plan = _kept(plan_id, by, at)
    if not unit_ids:
        raise Refused("units-missing", "Chọn ít nhất một đơn vị phải gửi kế hoạch.", field="units")
    known = set(nameable_units(plan.agency_id, local_day(at)).values_list("pk", flat=True)) - {plan.agency_id}
    if set(unit_ids) - known:
        raise Refused(
            "agency-not-found",
            "Có đơn vị được chọn không còn hoạt động hoặc ngoài phạm vi của cơ quan. Tải lại trang rồi chọn lại.",
            field="units",
        )
    asked = dict(ChildPlan.objects.filter(plan=plan, unit__in=unit_ids).values_list("unit", "pk"))
    if due_on is not None:
        ChildPlan.objects.filter(pk__in=asked.values(), received_on__isnull=True).update(due_on=due_on)
    new = [unit for unit in dict.fromkeys(unit_ids) if unit not in asked]
    insert_all([ChildPlan(plan=plan, unit_id=unit, due_on=due_on) for unit in new])
    _let_see(plan, new)
    payload = {"units": new, "due_on": due_on}
    record(fact=Fact("ChildPlansAskedFor", "plan", str(plan.pk), payload), actor=by.actor, at=at)
    _tell(plan, new, "child_plan_asked", f"asked:{due_on}", due_on, by, at)
    return len(new)


@transaction.atomic
def receive_child_plan(
    *,
    plan_id: UUID,
    unit_id: UUID,
    document_number: str,
    received_on: date,
    file: Brought | None,
    by: Person,
    at: datetime,
) -> ChildPlan:
    """Note that a unit's plan came as a document.

    :raises Refused: "plan-not-found", "keep-plans-not-allowed", "plan-status-wrong", "unit-not-asked",
        "number-missing", "received-day-wrong", and as documents' `keep_file`.
    """
    plan = _kept(plan_id, by, at)
    row = ChildPlan.objects.select_for_update().filter(plan=plan, unit=unit_id).first()
    if row is None:
        raise Refused(
            "unit-not-asked", "Đơn vị này chưa có trong danh sách phải gửi kế hoạch. Thêm đơn vị trước."
        )
    if not clean(document_number):
        raise Refused("number-missing", "Ghi số, ký hiệu của kế hoạch đã nhận.", field="document_number")
    if received_on > local_day(at):
        raise Refused("received-day-wrong", "Ngày nhận chưa tới.", field="received_on")
    row.document_number, row.received_on = clean(document_number)[:60], received_on
    if file is not None:
        row.file = keep_file(data=file.data, name=file.name, by=by.actor, at=at)
    row.save()
    payload = {"unit": unit_id, "number": row.document_number, "received_on": received_on}
    record(fact=Fact("ChildPlanReceived", "plan", str(plan.pk), payload), actor=by.actor, at=at)
    return row


@transaction.atomic
def urge_child_plans(*, plan_id: UUID, by: Person, at: datetime) -> int:
    """Tell the heads of all units whose plan has not come, once a day at most; how many units.

    :raises Refused: "plan-not-found", "keep-plans-not-allowed", "plan-status-wrong", "nobody-to-urge".
    """
    plan, on = _kept(plan_id, by, at), local_day(at)
    rows = list(ChildPlan.objects.filter(plan=plan, received_on__isnull=True).order_by("id"))
    if not rows:
        raise Refused("nobody-to-urge", "Mọi đơn vị được yêu cầu đều đã gửi kế hoạch.")
    by_day: dict[date | None, list[UUID]] = {}
    for row in rows:
        by_day.setdefault(row.due_on, []).append(row.unit_id)
    for due_on, units in by_day.items():
        _tell(plan, units, "child_plan_urged", f"urged:{on}", due_on, by, at)
    payload = {"units": [row.unit_id for row in rows]}
    record(fact=Fact("ChildPlansUrged", "plan", str(plan.pk), payload), actor=by.actor, at=at)
    return len(rows)


def _kept(plan_id: UUID, by: Person, at: datetime) -> Plan:
    plan = lock_plan(plan_id)
    require_keep(by, agency_id=plan.agency_id, on=local_day(at))
    require_status(plan, PlanStatus.IN_FORCE)
    return plan


def _let_see(plan: Plan, units: Collection[UUID]) -> None:
    """Who must answer a plan with one of their own must be able to read it."""
    if set(units) - set(plan.involved):
        plan.involved = sorted({*plan.involved, *units})
        plan.revision += 1
        plan.save(update_fields=["involved", "revision"])


def _tell(
    plan: Plan, units: Collection[UUID], event: str, key: str, due_on: date | None, by: Person, at: datetime
) -> None:
    people = heads_of(list(units), local_day(at))
    each = {person.pk: person for found in people.values() for person in found}
    tell([plan_told(plan, event, each.values(), key=key, but=by, facts={"until": due_on})], at=at)
