"""What is not as it should be: against which rule, what to do about it, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from motcua.accounts.models import Person
from motcua.kernel.actions import record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.inspections.locking import lock_inspection, of_inspection, touch
from motcua.plans.enums import InspectionKind, InspectionStatus
from motcua.plans.models import ChecklistItem, Inspection, InspectionFinding
from motcua.plans.policy import inspection_not_found, require_work_at
from motcua.plans.rules.inspecting import may_be_held


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """What was found. A remedy has a term; without one the finding is only noted."""

    content: str
    basis: str
    remedy: str = ""
    product: str = ""
    due_on: date | None = None
    item_id: int | None = None


@transaction.atomic
def add_finding(*, inspection_id: UUID, entry: FindingEntry, by: Person, at: datetime) -> InspectionFinding:
    """Note a shortcoming, from the visit until the conclusion.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "inspection-status-wrong",
        "finding-incomplete", "remedy-term-wrong", "checklist-item-not-found".
    """
    inspection = _open(inspection_id, by, at)
    last = inspection.findings.aggregate(last=Max("position"))["last"] or 0
    finding = InspectionFinding(inspection=inspection, position=last + 1)
    _put(finding, entry, at)
    touch(inspection)
    payload = {"finding": finding.pk, "content": finding.content[:300], "due_on": finding.due_on}
    record(fact=of_inspection(inspection, "InspectionFindingNoted", payload), actor=by.actor, at=at)
    return finding


@transaction.atomic
def save_finding(*, finding_id: UUID, entry: FindingEntry, by: Person, at: datetime) -> InspectionFinding:
    """Say a finding otherwise.

    :raises Refused: as `add_finding`.
    """
    finding, inspection = _of(finding_id, by, at)
    _put(finding, entry, at)
    touch(inspection)
    payload = {"finding": finding.pk, "content": finding.content[:300], "due_on": finding.due_on}
    record(fact=of_inspection(inspection, "InspectionFindingSaved", payload), actor=by.actor, at=at)
    return finding


@transaction.atomic
def drop_finding(*, finding_id: UUID, by: Person, at: datetime) -> None:
    """Take a finding away; what it said stays in the journal.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "inspection-status-wrong".
    """
    finding, inspection = _of(finding_id, by, at)
    payload = {"finding": finding.pk, "content": finding.content, "basis": finding.basis}
    finding.delete()
    touch(inspection)
    record(fact=of_inspection(inspection, "InspectionFindingDropped", payload), actor=by.actor, at=at)


def _open(inspection_id: UUID, by: Person, at: datetime) -> Inspection:
    inspection = lock_inspection(inspection_id)
    require_work_at(by, inspection, on=local_day(at))
    kind, status = InspectionKind(inspection.kind), InspectionStatus(inspection.status)
    if may_be_held(kind=kind, status=status) and inspection.began_at is not None:
        return inspection
    return lock_inspection(inspection_id, InspectionStatus.HELD)


def _of(finding_id: UUID, by: Person, at: datetime) -> tuple[InspectionFinding, Inspection]:
    finding = InspectionFinding.objects.filter(pk=finding_id).first()
    if finding is None:
        raise inspection_not_found()
    return finding, _open(finding.inspection_id, by, at)


def _put(finding: InspectionFinding, entry: FindingEntry, at: datetime) -> None:
    for field, words in (("content", "điều chưa đúng"), ("basis", "căn cứ: văn bản, điều, khoản")):
        if not clean(getattr(entry, field)):
            raise Refused("finding-incomplete", f"Ghi {words}.", field=field)
    remedy = clean(entry.remedy)
    if remedy and (entry.due_on is None or entry.due_on < local_day(at)):
        raise Refused("remedy-term-wrong", "Ghi hạn khắc phục, từ hôm nay trở đi.", field="due_on")
    checklist_id = finding.inspection.checklist_id
    if entry.item_id is not None and not _is_item(checklist_id, entry.item_id):
        raise Refused(
            "checklist-item-not-found", "Mục này không thuộc danh mục của cuộc kiểm tra. Tải lại trang."
        )
    finding.content, finding.basis = clean(entry.content), clean(entry.basis)[:300]
    finding.remedy, finding.product = remedy, clean(entry.product)[:300]
    finding.due_on = entry.due_on if remedy else None
    finding.item_id = entry.item_id
    finding.save()


def _is_item(version_id: UUID, item_id: int) -> bool:
    return ChecklistItem.objects.filter(version=version_id, pk=item_id).exists()
