"""A signing in a year: opened for units, urged, closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.plans.actions.commitments.holding import (
    kept_drive,
    note_drive,
    row_of,
)
from motcua.plans.actions.commitments.telling import tell_units
from motcua.plans.enums import CommitmentUnitKind, UnitGroup
from motcua.plans.models import CommitmentDrive, CommitmentUnit
from motcua.plans.policy import require_keep
from motcua.plans.queries.units import members_of


@dataclass(frozen=True, slots=True)
class DriveFacts:
    """What is said of the signing as a whole."""

    year: int
    title: str
    document_number: str = ""
    document_on: date | None = None
    wording: str = ""
    due_on: date | None = None


@transaction.atomic
def open_drive(
    *, agency_id: UUID, facts: DriveFacts, by: Person, at: datetime, is_sample: bool = False
) -> CommitmentDrive:
    """Open the signing for the agency itself, its divisions and attached units of the day; their heads are told.

    :raises Refused: "keep-plans-not-allowed", "drive-title-missing", "drive-year-wrong", "drive-exists".
    """
    on = local_day(at)
    require_keep(by, agency_id=agency_id, on=on)
    said = _checked(facts, agency_id)
    drive = CommitmentDrive.objects.create(
        agency_id=agency_id, created_by=by, created_at=at, is_sample=is_sample, **said
    )
    kinds = _units_of(agency_id, on)
    insert_all([CommitmentUnit(drive=drive, unit_id=unit, kind=kind) for unit, kind in kinds.items()])
    note_drive(drive, "CommitmentDriveOpened", {"title": drive.title, "units": len(kinds)}, by, at)
    tell_units(drive, list(kinds), "commitment_asked", "asked", by, at)
    return drive


@transaction.atomic
def change_drive(*, drive_id: UUID, facts: DriveFacts, by: Person, at: datetime) -> CommitmentDrive:
    """Say something else of an open signing.

    :raises Refused: as `open_drive`, and "drive-not-found", "drive-closed".
    """
    drive = kept_drive(drive_id, by, at)
    said = _checked(facts, drive.agency_id, drive.pk)
    before = {name: getattr(drive, name) for name, value in said.items() if getattr(drive, name) != value}
    for name, value in said.items():
        setattr(drive, name, value)
    drive.save()
    after = {name: said[name] for name in before}
    note_drive(drive, "CommitmentDriveChanged", {"before": before, "after": after}, by, at)
    return drive


@transaction.atomic
def add_drive_units(*, drive_id: UUID, unit_ids: Collection[UUID], by: Person, at: datetime) -> int:
    """These units must sign too; how many did not have to before.

    :raises Refused: "keep-plans-not-allowed", "drive-not-found", "drive-closed", "units-missing".
    """
    drive = kept_drive(drive_id, by, at)
    known = set(drive.units.values_list("unit", flat=True))
    units = list(Agency.objects.filter(pk__in=set(unit_ids) - known, held__contains=local_day(at)))
    if not units:
        raise Refused("units-missing", "Chọn ít nhất một đơn vị chưa có trong đợt ký.", field="units")
    members = _units_of(drive.agency_id, local_day(at))
    kinds = {unit.pk: members.get(unit.pk, CommitmentUnitKind.ATTACHED) for unit in units}
    insert_all([CommitmentUnit(drive=drive, unit_id=unit, kind=kind) for unit, kind in kinds.items()])
    note_drive(drive, "CommitmentUnitsAdded", {"units": list(kinds)}, by, at)
    tell_units(drive, list(kinds), "commitment_asked", "asked", by, at)
    return len(kinds)


@transaction.atomic
def remove_drive_unit(*, drive_id: UUID, unit_id: UUID, by: Person, at: datetime) -> None:
    """The unit need not sign.

    :raises Refused: "keep-plans-not-allowed", "drive-not-found", "drive-closed", "unit-not-in-drive",
        "unit-has-papers".
    """
    drive = kept_drive(drive_id, by, at)
    row = row_of(drive, unit_id)
    if row.commitments.exists():
        raise Refused(
            "unit-has-papers",
            f"{row.unit.name} đã có người ký nên không bỏ khỏi đợt được. Nếu nhập nhầm, xóa các bản ký trước.",
        )
    row.delete()
    note_drive(drive, "CommitmentUnitRemoved", {"unit": unit_id}, by, at)


@transaction.atomic
def urge_signing(*, drive_id: UUID, by: Person, at: datetime) -> int:
    """Tell the heads of all units that have not reported, once a day at most; how many units.

    :raises Refused: "keep-plans-not-allowed", "drive-not-found", "drive-closed", "nobody-to-urge".
    """
    drive = kept_drive(drive_id, by, at)
    units = list(drive.units.filter(reported_at=None).order_by("id").values_list("unit", flat=True))
    if not units:
        raise Refused("nobody-to-urge", "Mọi đơn vị đều đã báo kết quả ký cam kết.")
    tell_units(drive, units, "commitment_urged", f"urged:{local_day(at)}", by, at)
    note_drive(drive, "CommitmentUnitsUrged", {"units": units}, by, at)
    return len(units)


@transaction.atomic
def close_drive(*, drive_id: UUID, by: Person, at: datetime) -> CommitmentDrive:
    """End the signing: nothing is entered any more, the figures stand.

    :raises Refused: "keep-plans-not-allowed", "drive-not-found", "drive-closed".
    """
    drive = kept_drive(drive_id, by, at)
    drive.closed_at = at
    drive.save(update_fields=["closed_at"])
    missing = drive.units.filter(reported_at=None).count()
    note_drive(drive, "CommitmentDriveClosed", {"missing": missing}, by, at)
    return drive


def _units_of(agency_id: UUID, on: date) -> dict[UUID, CommitmentUnitKind]:
    """Who signs at an agency: its leaders, its divisions, the units attached to it."""
    found = {agency_id: CommitmentUnitKind.LEADERSHIP}
    for group, kind in (
        (UnitGroup.ALL_DIVISIONS, CommitmentUnitKind.DIVISION),
        (UnitGroup.ALL_ATTACHED, CommitmentUnitKind.ATTACHED),
    ):
        members = members_of(group, owner_id=agency_id, on=on).order_by("sort_key", "id")
        found |= dict.fromkeys(members.values_list("pk", flat=True), kind)
    return found


def _checked(facts: DriveFacts, agency_id: UUID, drive_id: UUID | None = None) -> dict[str, Any]:
    title = " ".join(clean(facts.title).split())[:300]
    if not title:
        raise Refused("drive-title-missing", "Ghi tên đợt ký cam kết.", field="title")
    if not 2000 <= facts.year <= 2100:
        raise Refused("drive-year-wrong", "Năm ký cam kết không hợp lý.", field="year")
    same = CommitmentDrive.objects.filter(agency=agency_id, year=facts.year, title=title)
    if (same.exclude(pk=drive_id) if drive_id else same).exists():
        raise Refused("drive-exists", f"Năm {facts.year} đã có đợt ký cam kết tên này.", field="title")
    return {
        "year": facts.year,
        "title": title,
        "document_number": clean(facts.document_number)[:60],
        "document_on": facts.document_on,
        "wording": clean(facts.wording),
        "due_on": facts.due_on,
    }
