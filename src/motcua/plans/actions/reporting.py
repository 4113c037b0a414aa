"""Doing a duty: who of the unit does it, how far it is, that it is done, and that this is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_files_of
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.inspections.concluding import close_when_mended
from motcua.plans.actions.locking import lock_duty, require_running
from motcua.plans.actions.settling import lapse_requests, settle_tasks
from motcua.plans.actions.telling import duty_told, tell
from motcua.plans.enums import DutyStatus, FileRole, TaskStatus
from motcua.plans.models import Duty, DutyFile, ProgressReport, Task
from motcua.plans.policy import require_assign, require_do, require_follow
from motcua.plans.queries.people import heads_of, keepers_of

MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit says about a duty. `percent` stays None where a measure tells the progress."""

    text: str
    percent: int | None = None
    obstacles: str = ""
    done_on: date | None = None
    product_reference: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A file that comes with a report, and what it shows."""

    role: FileRole
    file: Brought


@transaction.atomic
def assign_duty(
    *, duty_id: UUID, person_id: UUID | None, by: Person, at: datetime, seen: int | None = None
) -> Duty:
    """Let a person of the unit do the duty, or nobody in particular (None).

    :raises Refused: "duty-not-found", "duty-changed", "duty-ended", "keep-plans-not-allowed", "person-not-of-unit".
    """
    duty = lock_duty(duty_id, seen=seen)
    on = local_day(at)
    require_assign(by, duty, on=on)
    require_running(duty)
    person = _of_unit(duty, person_id, on)
    duty.assignee = person
    _save(duty)
    payload = {"duty": duty.pk, "unit": duty.unit_id, "person": person_id}
    _note(duty, "DutyAssigned", payload, by, at)
    if person is not None:
        tell([duty_told(duty, "duty_assigned", [person], key=str(duty.revision), but=by)], at=at)
    return duty


@transaction.atomic
def report_progress(
    *,
    duty_id: UUID,
    told: Told,
    files: Sequence[Shown] = (),
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> ProgressReport:
    """Say how far the duty is; it counts as begun.

    :raises Refused: "duty-not-found", "duty-changed", "duty-ended", "do-plan-tasks-not-allowed", "report-empty",
        "percent-wrong", "percent-is-measured", "too-many-files", and as documents' `keep_files_of`.
    """
    duty = _open(duty_id, by, at, seen)
    _require_told(duty, told)
    report = _write(duty, told, files, by, at, says_done=False)
    if duty.status == DutyStatus.REPORTED:
        duty.reported_at = duty.done_on = None
    duty.status = DutyStatus.DOING
    duty.percent = told.percent if told.percent is not None else duty.percent
    _save(duty)
    payload = {"duty": duty.pk, "percent": told.percent, "files": len(files)}
    _note(duty, "DutyProgressReported", payload, by, at)
    return report


@transaction.atomic
def report_done(
    *,
    duty_id: UUID,
    told: Told,
    files: Sequence[Shown] = (),
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> ProgressReport:
    """Say that the duty is done; where the plan names a product, with the product.

    The product is a file, or the number and day of a document that is kept elsewhere. Whoever follows the plan is
    told, and confirms or sends it back.

    :raises Refused: as `report_progress`, and "product-missing", "done-day-wrong".
    """
    duty = _open(duty_id, by, at, seen)
    on = local_day(at)
    _require_told(duty, told)
    done_on = told.done_on or on
    if done_on > on:
        raise Refused(
            "done-day-wrong", "Ngày hoàn thành chưa tới. Ghi ngày việc thực sự xong.", field="done_on"
        )
    _require_product(duty, told, files)
    report = _write(duty, told, files, by, at, says_done=True, done_on=done_on)
    duty.status, duty.reported_at, duty.done_on = DutyStatus.REPORTED, at, done_on
    if not duty.task.indicator:
        duty.percent = 100
    _save(duty)
    payload = {"duty": duty.pk, "done_on": done_on, "files": len(files)}
    _note(duty, "DutyReportedDone", payload, by, at)
    keepers = keepers_of([duty.task.owner_id], on)[duty.task.owner_id]
    tell([duty_told(duty, "duty_reported_done", keepers, key=str(report.pk), but=by)], at=at)
    return report


@transaction.atomic
def confirm_done(
    *, duty_id: UUID, by: Person, at: datetime, answer: str = "", seen: int | None = None
) -> Duty:
    """Confirm that the duty is done, on the day that was reported.

    :raises Refused: "duty-not-found", "duty-changed", "keep-plans-not-allowed", "duty-not-reported",
        "own-report-not-allowed".
    """
    duty, report = _reported(duty_id, by, at, seen)
    if report.by_id == by.pk and not duty.task.owner_id == duty.unit_id:
        raise Refused(
            "own-report-not-allowed",
            "Bạn là người báo xong việc này. Người khác theo dõi kế hoạch cần xác nhận.",
        )
    _answer(report, answer, by, at)
    duty.status, duty.confirmed_by = DutyStatus.DONE, by
    _save(duty)
    lapse_requests([duty.pk])
    _note(duty, "DutyDone", {"duty": duty.pk, "done_on": duty.done_on}, by, at)
    _end_task_when_all_done(duty.task, by, at)
    return duty


@transaction.atomic
def send_back(*, duty_id: UUID, answer: str, by: Person, at: datetime, seen: int | None = None) -> Duty:
    """Say that a duty reported done is not, and why.

    :raises Refused: as `confirm_done`, and "note-missing".
    """
    duty, report = _reported(duty_id, by, at, seen)
    if not clean(answer):
        raise Refused("note-missing", "Ghi rõ còn thiếu gì để đơn vị làm tiếp.", field="answer")
    _answer(report, answer, by, at)
    duty.status, duty.reported_at, duty.done_on = DutyStatus.DOING, None, None
    duty.percent = _percent_before(duty)
    _save(duty)
    _note(duty, "DutySentBack", {"duty": duty.pk, "note": report.answer}, by, at)
    people = [report.by, *heads_of([duty.unit_id], local_day(at))[duty.unit_id]]
    facts = {"reason": report.answer}
    tell([duty_told(duty, "duty_sent_back", people, key=str(report.pk), but=by, facts=facts)], at=at)
    return duty


def _open(duty_id: UUID, by: Person, at: datetime, seen: int | None) -> Duty:
    duty = lock_duty(duty_id, seen=seen)
    require_do(by, duty, on=local_day(at))
    require_running(duty)
    return duty


def _reported(duty_id: UUID, by: Person, at: datetime, seen: int | None) -> tuple[Duty, ProgressReport]:
    duty = lock_duty(duty_id, seen=seen)
    require_follow(by, duty.task, on=local_day(at))
    report = duty.reports.filter(says_done=True).select_related("by").first()
    if duty.status != DutyStatus.REPORTED or report is None:
        raise Refused("duty-not-reported", "Nhiệm vụ chưa được đơn vị báo xong nên chưa có gì để xác nhận.")
    return duty, report


def _percent_before(duty: Duty) -> int | None:
    """What the unit last said of its progress before it said that all was done."""
    said = duty.reports.filter(says_done=False, percent__isnull=False).values_list("percent", flat=True)
    return None if duty.task.indicator else said.first()


def _require_told(duty: Duty, told: Told) -> None:
    if not clean(told.text):
        raise Refused("report-empty", "Ghi đã làm được gì.", field="text")
    if told.percent is not None and duty.task.indicator:
        raise Refused(
            "percent-is-measured",
            "Tiến độ của nhiệm vụ này được tính từ chỉ tiêu gắn với nó, không nhập tay.",
            field="percent",
        )
    if told.percent is not None and not 0 <= told.percent <= 100:
        raise Refused("percent-wrong", "Tiến độ là số từ 0 đến 100 phần trăm.", field="percent")


def _require_product(duty: Duty, told: Told, files: Sequence[Shown]) -> None:
    if not duty.task.product or clean(told.product_reference):
        return
    if any(shown.role is FileRole.PRODUCT for shown in files):
        return
    if not duty.files.filter(role=FileRole.PRODUCT).exists():
        raise Refused(
            "product-missing",
            f"Nhiệm vụ này có sản phẩm “{duty.task.product}”. Đính kèm tệp sản phẩm, hoặc ghi số và ngày của văn bản.",
            field="product",
        )


def _write(
    duty: Duty,
    told: Told,
    files: Sequence[Shown],
    by: Person,
    at: datetime,
    *,
    says_done: bool,
    done_on: date | None = None,
) -> ProgressReport:
    if len(files) > MOST_FILES:
        raise Refused("too-many-files", f"Mỗi lần báo cáo kèm tối đa {MOST_FILES} tệp.", field="files")
    kept = keep_files_of(files=[shown.file for shown in files], by=by.actor, at=at) if files else []
    report = ProgressReport.objects.create(
        duty=duty,
        by=by,
        at=at,
        percent=told.percent,
        says_done=says_done,
        done_on=done_on,
        text=clean(told.text),
        obstacles=clean(told.obstacles),
        product_reference=clean(told.product_reference)[:200],
    )
    insert_all(
        [
            DutyFile(
                duty=duty, report=report, role=shown.role, name=stored.name[:200], file=stored, by=by, at=at
            )
            for shown, stored in zip(files, kept, strict=True)
        ]
    )
    return report


def _answer(report: ProgressReport, answer: str, by: Person, at: datetime) -> None:
    report.answer, report.answered_by, report.answered_at = clean(answer), by, at
    report.save(update_fields=["answer", "answered_by", "answered_at"])


def _of_unit(duty: Duty, person_id: UUID | None, on: date) -> Person | None:
    if person_id is None:
        return None
    person = Person.objects.filter(
        pk=person_id, is_active=True, roles__agency=duty.unit_id, roles__held__contains=on
    ).first()
    if person is None:
        raise Refused(
            "person-not-of-unit",
            f"Người được chọn hiện không làm việc tại {duty.unit.name}. Chọn người khác.",
        )
    return person


def _save(duty: Duty) -> None:
    duty.revision += 1
    duty.save()


def _note(duty: Duty, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    """Into the journal of the task, and so of its plan's pages."""
    record(fact=Fact(kind, "plan_task", str(duty.task_id), payload), actor=by.actor, at=at)


def _end_task_when_all_done(task: Task, by: Person, at: datetime) -> None:
    settle_tasks([task.pk], at=at)
    task.refresh_from_db(fields=["status", "ended_at"])
    if task.status != TaskStatus.OPEN:
        close_when_mended(task, actor=by.actor, at=at)
