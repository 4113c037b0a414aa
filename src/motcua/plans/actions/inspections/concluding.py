"""The conclusion: proposed by the team, signed by another; remedies become work, and done work ends the inspection."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.plans.actions.inspections.locking import lock_inspection, of_inspection, touch
from motcua.plans.actions.inspections.telling import approvers_of, heads_of_unit, tell_of
from motcua.plans.enums import InspectionStatus, TaskStatus, TermKind
from motcua.plans.models import Duty, Inspection, InspectionFinding, Task
from motcua.plans.policy import require_conclude, require_work_at
from motcua.plans.rules.terms.term import Term


@transaction.atomic
def propose_conclusion(*, inspection_id: UUID, text: str, by: Person, at: datetime) -> Inspection:
    """Put up what the conclusion shall say; who signs it is told.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "inspection-status-wrong",
        "conclusion-missing".
    """
    inspection = lock_inspection(inspection_id)
    on = local_day(at)
    require_work_at(by, inspection, on=on)
    inspection = lock_inspection(inspection_id, InspectionStatus.HELD)
    inspection.conclusion = _words(text)
    touch(inspection)
    payload = {"findings": inspection.findings.count(), "length": len(inspection.conclusion)}
    record(fact=of_inspection(inspection, "InspectionConclusionProposed", payload), actor=by.actor, at=at)
    people = approvers_of(inspection.agency_id, on)
    tell_of(inspection, "inspection_proposed", people, key=str(inspection.revision), but=by, at=at)
    return inspection


@transaction.atomic
def conclude(
    *,
    inspection_id: UUID,
    text: str,
    number: str,
    concluded_on: date,
    by: Person,
    at: datetime,
) -> Inspection:
    """Sign the conclusion. Each remedy becomes work of the unit, with its term; without any the inspection ends.

    :raises Refused: "inspection-not-found", "approve-plans-not-allowed", "own-inspection-not-allowed",
        "inspection-status-wrong", "conclusion-missing", "conclusion-number-missing", "conclusion-day-wrong",
        "remedy-term-wrong".
    """
    inspection = lock_inspection(inspection_id)
    on = local_day(at)
    require_conclude(by, inspection, on=on)
    inspection = lock_inspection(inspection_id, InspectionStatus.HELD)
    inspection.conclusion = _words(text)
    inspection.conclusion_number = clean(number)[:60]
    if not inspection.conclusion_number:
        raise Refused("conclusion-number-missing", "Ghi số, ký hiệu của văn bản kết luận.", field="number")
    if inspection.held_on is None or not inspection.held_on <= concluded_on <= on:
        raise Refused(
            "conclusion-day-wrong",
            "Ngày kết luận từ ngày kiểm tra đến hôm nay. Xem lại ngày.",
            field="concluded_on",
        )
    inspection.concluded_on, inspection.concluded_by = concluded_on, by
    remedies = _give_out(inspection, at)
    inspection.status = InspectionStatus.FOLLOWED if remedies else InspectionStatus.CONCLUDED
    touch(inspection)
    payload = {"number": inspection.conclusion_number, "concluded_on": concluded_on, "remedies": remedies}
    record(fact=of_inspection(inspection, "InspectionConcluded", payload), actor=by.actor, at=at)
    tell_of(inspection, "inspection_concluded", heads_of_unit(inspection, on), but=by, at=at)
    return inspection


def close_when_mended(task: Task, *, actor: str, at: datetime) -> None:
    """End the inspection that asked for the task, once nothing of what it asked for is open; called in the transaction
    in which the task ended."""
    finding = InspectionFinding.objects.filter(task=task).values_list("inspection", flat=True).first()
    if finding is None:
        return
    inspection = lock_inspection(finding)
    open_tasks = Task.objects.filter(finding__inspection=inspection, status=TaskStatus.OPEN)
    if inspection.status != InspectionStatus.FOLLOWED or open_tasks.exists():
        return
    inspection.status = InspectionStatus.CLOSED
    touch(inspection)
    done = Task.objects.filter(finding__inspection=inspection, status=TaskStatus.DONE).count()
    record(fact=of_inspection(inspection, "InspectionClosed", {"remedies_done": done}), actor=actor, at=at)
    people = heads_of_unit(inspection, local_day(at))
    tell_of(inspection, "inspection_closed", people, at=at)


def _words(text: str) -> str:
    if not clean(text):
        raise Refused("conclusion-missing", "Ghi nội dung kết luận.", field="text")
    return clean(text)


def _give_out(inspection: Inspection, at: datetime) -> int:
    """A task with one duty of the unit for each remedy; how many. Set in a fixed number of statements."""
    on = inspection.concluded_on
    assert on is not None
    findings = list(inspection.findings.exclude(remedy="").order_by("position"))
    tasks, duties = [], []
    for finding in findings:
        due_on = finding.due_on
        if due_on is None or due_on < on:
            raise Refused(
                "remedy-term-wrong",
                f"Hạn khắc phục của tồn tại số {finding.position} sớm hơn ngày kết luận. Đoàn kiểm tra sửa hạn trước.",
            )
        finding.task = _task(inspection, finding, due_on, at)
        tasks.append(finding.task)
        duties.append(
            Duty(task=finding.task, unit=inspection.unit, starts_on=on, due_on=due_on, first_due_on=due_on)
        )
    insert_all([*tasks, *duties])
    InspectionFinding.objects.bulk_update(findings, ["task"])
    return len(tasks)


def _task(inspection: Inspection, finding: InspectionFinding, due_on: date, at: datetime) -> Task:
    term = Term(text=f"chậm nhất ngày {due_on:%d/%m/%Y}", kind=TermKind.BY_DAY, due_on=due_on)
    return Task(
        owner=inspection.agency,
        position=finding.position,
        content=finding.remedy,
        product=finding.product,
        submitted_to=inspection.agency.name[:300],
        group=f"Khắc phục sau kiểm tra, kết luận số {inspection.conclusion_number}"[:500],
        term=term.as_dict(),
        opened_at=at,
        folded=fold(f"{finding.remedy} {finding.product}"),
        is_sample=inspection.is_sample,
    )
