"""Taking hold of rounds, inspections and check-lists before they change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.kernel.actions import Fact
from motcua.kernel.refusals import Refused
from motcua.plans.enums import InspectionStatus, RoundStatus
from motcua.plans.models import ChecklistVersion, Inspection, InspectionRound
from motcua.plans.policy import checklist_not_found, inspection_not_found


def lock_round(round_id: UUID, *allowed: RoundStatus) -> InspectionRound:
    """The round, held until the transaction ends, in one of the statuses `allowed`.

    :raises Refused: "inspection-not-found", "round-status-wrong".
    """
    found = (
        InspectionRound.objects.select_for_update(of=("self",))
        .select_related("agency")
        .filter(pk=round_id)
        .first()
    )
    if found is None:
        raise inspection_not_found()
    if allowed and found.status not in allowed:
        raise Refused(
            "round-status-wrong",
            f"Đợt kiểm tra “{found.title}” đang ở bước “{RoundStatus(found.status).label}” nên không làm được việc "
            "này. Tải lại trang để xem bước hiện tại.",
            status=found.status,
        )
    return found


def lock_inspection(inspection_id: UUID, *allowed: InspectionStatus, seen: int | None = None) -> Inspection:
    """The inspection, held, in one of the statuses `allowed`; `seen` is the revision that the editor began from.

    :raises Refused: "inspection-not-found", "inspection-status-wrong", "inspection-changed".
    """
    found = (
        Inspection.objects.select_for_update(of=("self",))
        .select_related("agency", "unit", "round")
        .filter(pk=inspection_id)
        .first()
    )
    if found is None:
        raise inspection_not_found()
    if allowed and found.status not in allowed:
        raise Refused(
            "inspection-status-wrong",
            f"Cuộc kiểm tra tại {found.unit.name} đang ở bước “{InspectionStatus(found.status).label}” nên không làm "
            "được việc này. Tải lại trang để xem bước hiện tại.",
            status=found.status,
        )
    if seen is not None and seen != found.revision:
        raise Refused(
            "inspection-changed",
            "Cuộc kiểm tra vừa được người khác cập nhật. Nội dung bạn gõ vẫn ở đây: xem lại rồi lưu lần nữa.",
            revision=found.revision,
        )
    return found


def lock_checklist_draft(version_id: UUID, *, seen: int | None = None) -> ChecklistVersion:
    """The draft of a check-list, held.

    :raises Refused: "checklist-not-found", "checklist-published", "checklist-changed".
    """
    found = (
        ChecklistVersion.objects.select_for_update(of=("self",))
        .select_related("checklist__agency")
        .filter(pk=version_id)
        .first()
    )
    if found is None:
        raise checklist_not_found()
    if found.published_at is not None:
        raise Refused(
            "checklist-published",
            "Bản danh mục này đã ban hành nên không sửa được nữa. Lập bản mới từ bản này.",
        )
    if seen is not None and seen != found.revision:
        raise Refused(
            "checklist-changed",
            "Danh mục vừa được người khác lưu. Nội dung bạn gõ vẫn ở đây: xem lại rồi lưu lần nữa.",
            revision=found.revision,
        )
    return found


def of_round(drawn: InspectionRound, kind: str, payload: dict[str, Any]) -> Fact:
    """Something that happened to the round."""
    return Fact(kind, "inspection_round", str(drawn.pk), payload)


def of_inspection(inspection: Inspection, kind: str, payload: dict[str, Any]) -> Fact:
    """Something that happened to the inspection."""
    return Fact(kind, "inspection", str(inspection.pk), payload)


def touch(row: InspectionRound | Inspection) -> None:
    """Save, and count one more change."""
    row.revision += 1
    row.save()
