"""A signing, a unit's row and a paper, held for change after asking who may."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.plans.models import Commitment, CommitmentDrive, CommitmentUnit
from motcua.plans.policy import drive_not_found, require_enter, require_keep

DRIVE = "commitment_drive"


def kept_drive(drive_id: UUID, by: Person, at: datetime) -> CommitmentDrive:
    drive = _lock(drive_id)
    require_keep(by, agency_id=drive.agency_id, on=local_day(at))
    _require_open(drive)
    return drive


def entered(
    drive_id: UUID, unit_id: UUID, by: Person, at: datetime
) -> tuple[CommitmentDrive, CommitmentUnit]:
    """The signing and the unit's row, both held; whoever may not enter for the unit is refused."""
    drive = _lock(drive_id)
    require_enter(by, unit_id=unit_id, owner_id=drive.agency_id, on=local_day(at))
    _require_open(drive)
    return drive, row_of(drive, unit_id)


def held_paper(
    commitment_id: UUID, by: Person, at: datetime
) -> tuple[CommitmentDrive, CommitmentUnit, Commitment]:
    place = (
        Commitment.objects.filter(pk=commitment_id)
        .values_list("drive_unit__drive", "drive_unit__unit")
        .first()
    )
    if place is None:
        raise _paper_gone()
    drive, row = entered(place[0], place[1], by, at)
    paper = Commitment.objects.select_for_update().filter(pk=commitment_id).first()
    if paper is None:
        raise _paper_gone()
    return drive, row, paper


def row_of(drive: CommitmentDrive, unit_id: UUID) -> CommitmentUnit:
    rows = CommitmentUnit.objects.select_for_update(of=("self",)).select_related("unit")
    row = rows.filter(drive=drive, unit=unit_id).first()
    if row is None:
        raise Refused("unit-not-in-drive", "Đơn vị này không có trong đợt ký cam kết.")
    return row


def _lock(drive_id: UUID) -> CommitmentDrive:
    rows = CommitmentDrive.objects.select_for_update(of=("self",)).select_related("agency")
    drive = rows.filter(pk=drive_id).first()
    if drive is None:
        raise drive_not_found()
    return drive


def _require_open(drive: CommitmentDrive) -> None:
    if drive.closed_at is not None:
        raise Refused("drive-closed", f"Đợt “{drive.title}” đã kết thúc nên không sửa được nữa.")


def require_unreported(row: CommitmentUnit) -> None:
    if row.reported_at is not None:
        raise Refused(
            "signing-reported",
            "Đơn vị đã báo kết quả ký. Mở lại danh sách của đơn vị trước khi sửa.",
        )


def _paper_gone() -> Refused:
    return Refused("commitment-not-found", "Bản ký này không còn trong danh sách. Tải lại trang.")


def note_drive(drive: CommitmentDrive, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, DRIVE, str(drive.pk), payload), actor=by.actor, at=at)
