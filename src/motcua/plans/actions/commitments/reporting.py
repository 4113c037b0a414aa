"""A unit says that its signing is carried out, or takes that back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_file
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.commitments.holding import (
    entered,
    note_drive,
    require_unreported,
)
from motcua.plans.actions.commitments.telling import told_of
from motcua.plans.actions.telling import tell
from motcua.plans.enums import CommitmentUnitKind
from motcua.plans.models import CommitmentUnit
from motcua.plans.queries.people import keepers_of


@transaction.atomic
def report_signing(
    *, drive_id: UUID, unit_id: UUID, by: Person, at: datetime, note: str = "", file: Brought | None = None
) -> CommitmentUnit:
    """Say that the signing is carried out at the unit. The keepers of the agency that asked are told.

    :raises Refused: "drive-not-found", "drive-closed", "unit-not-in-drive", "do-plan-tasks-not-allowed",
        "signing-reported", "commitments-missing", "head-paper-missing", and as documents' `keep_file`.
    """
    drive, row = entered(drive_id, unit_id, by, at)
    require_unreported(row)
    if not row.commitments.exists():
        raise Refused(
            "commitments-missing", "Chưa có ai trong danh sách ký. Nhập người đã ký trước khi báo cáo."
        )
    if row.kind == CommitmentUnitKind.ATTACHED and not row.commitments.filter(is_head=True).exists():
        raise Refused(
            "head-paper-missing",
            "Chưa có bản ký của thủ trưởng đơn vị. Nhập bản đó, hoặc đánh dấu bản nào là của thủ trưởng.",
        )
    if file is not None:
        row.file = keep_file(data=file.data, name=file.name, by=by.actor, at=at)
    row.reported_at, row.reported_by, row.note = at, by, clean(note)[:300]
    row.save()
    note_drive(drive, "CommitmentsReported", {"unit": unit_id, "papers": row.commitments.count()}, by, at)
    keepers = keepers_of([drive.agency_id], local_day(at))[drive.agency_id]
    told = told_of(drive, "commitment_reported", keepers, row.unit.name, f"{row.pk}:{at.isoformat()}", by)
    tell([told], at=at)
    return row


@transaction.atomic
def reopen_signing(*, drive_id: UUID, unit_id: UUID, by: Person, at: datetime) -> CommitmentUnit:
    """What the unit reported is taken back, so that its list may change.

    :raises Refused: "drive-not-found", "drive-closed", "unit-not-in-drive", "do-plan-tasks-not-allowed",
        "signing-not-reported".
    """
    drive, row = entered(drive_id, unit_id, by, at)
    if row.reported_at is None:
        raise Refused("signing-not-reported", "Đơn vị chưa báo kết quả nên danh sách vẫn sửa được.")
    row.reported_at = row.reported_by = None
    row.save(update_fields=["reported_at", "reported_by"])
    note_drive(drive, "CommitmentsReopened", {"unit": unit_id}, by, at)
    return row
