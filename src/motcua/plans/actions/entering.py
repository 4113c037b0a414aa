"""Entering the progress of many duties at once, from a sheet that whoever follows the plan filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, insert_all, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.plans.actions.locking import lock_plan, require_status
from motcua.plans.enums import DutyStatus, PlanStatus
from motcua.plans.models import Duty, ProgressReport, Task
from motcua.plans.policy import require_keep
from motcua.plans.rules.progress_sheet import SheetEntry

_FIELDS = ["status", "percent", "reported_at", "done_on", "revision"]


@transaction.atomic
def enter_progress(*, plan_id: UUID, entries: Sequence[SheetEntry], by: Person, at: datetime) -> int:
    """Write a report of each entry's duty, in a fixed number of statements; how many. All or none.

    What is entered as done waits for somebody else's confirmation, as when a unit says so.

    :raises Refused: "plan-not-found", "keep-plans-not-allowed", "plan-status-wrong", "sheet-empty", "duty-changed"
        when a duty moved since the sheet was compared.
    """
    plan = lock_plan(plan_id)
    require_keep(by, agency_id=plan.agency_id, on=local_day(at))
    require_status(plan, PlanStatus.IN_FORCE)
    if not entries:
        raise Refused("sheet-empty", "Bảng không có dòng nào mới để ghi nhận.")
    duties = _locked(plan_id, entries)
    reports = [_report(duties[entry.duty_id], entry, by, at) for entry in entries]
    for entry in entries:
        _move(duties[entry.duty_id], entry, at)
    insert_all(reports)
    Duty.objects.bulk_update(duties.values(), _FIELDS)
    record_all(
        facts=[
            Fact(
                "DutyEnteredFromSheet",
                "plan_task",
                str(duties[entry.duty_id].task_id),
                {
                    "duty": entry.duty_id,
                    "percent": entry.percent,
                    "done_on": entry.done_on,
                    "line": entry.line,
                },
            )
            for entry in entries
        ],
        actor=by.actor,
        at=at,
    )
    return len(entries)


def _locked(plan_id: UUID, entries: Sequence[SheetEntry]) -> dict[UUID, Duty]:
    wanted = {entry.duty_id: entry.revision for entry in entries}
    tasks = Task.objects.select_for_update(no_key=True).filter(plan=plan_id, duties__in=wanted)
    list(tasks.order_by("id").values_list("pk"))
    rows = Duty.objects.select_for_update(of=("self",)).select_related("task").order_by("id")
    found = {duty.pk: duty for duty in rows.filter(pk__in=wanted, task__plan=plan_id)}
    for duty_id, revision in wanted.items():
        if duty_id not in found or found[duty_id].revision != revision:
            raise Refused(
                "duty-changed",
                "Có việc vừa được cập nhật sau khi bảng được kiểm tra. Tải lại trang để kiểm tra bảng lần nữa.",
            )
    return found


def _report(duty: Duty, entry: SheetEntry, by: Person, at: datetime) -> ProgressReport:
    return ProgressReport(
        duty=duty,
        by=by,
        at=at,
        percent=entry.percent,
        says_done=entry.done_on is not None,
        done_on=entry.done_on,
        text=entry.text,
        obstacles=entry.obstacles,
        product_reference=entry.product,
    )


def _move(duty: Duty, entry: SheetEntry, at: datetime) -> None:
    duty.revision += 1
    if entry.done_on is None:
        duty.status = DutyStatus.DOING
        duty.percent = entry.percent if entry.percent is not None else duty.percent
        return
    duty.status, duty.reported_at, duty.done_on = DutyStatus.REPORTED, at, entry.done_on
    if not duty.task.indicator:
        duty.percent = 100
