"""The signing of commitments in a year: opened for units, entered by them, urged, closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_file
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.plans.actions.telling import subject_told, tell
from motcua.plans.enums import CommitmentUnitKind, UnitGroup
from motcua.plans.models import Commitment, CommitmentDrive, CommitmentUnit
from motcua.plans.policy import drive_not_found, require_enter, require_keep
from motcua.plans.queries.people import heads_of, keepers_of
from motcua.plans.queries.units import members_of
from motcua.plans.rules.commitments import Paper, checked, require_once, stored_key, two_heads

DRIVE = "commitment_drive"


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
    _note(drive, "CommitmentDriveOpened", {"title": drive.title, "units": len(kinds)}, by, at)
    _tell_units(drive, list(kinds), "commitment_asked", "asked", by, at)
    return drive


@transaction.atomic
def change_drive(*, drive_id: UUID, facts: DriveFacts, by: Person, at: datetime) -> CommitmentDrive:
    """Say something else of an open signing.

    :raises Refused: as `open_drive`, and "drive-not-found", "drive-closed".
    """
    drive = _kept(drive_id, by, at)
    said = _checked(facts, drive.agency_id, drive.pk)
    before = {name: getattr(drive, name) for name, value in said.items() if getattr(drive, name) != value}
    for name, value in said.items():
        setattr(drive, name, value)
    drive.save()
    after = {name: said[name] for name in before}
    _note(drive, "CommitmentDriveChanged", {"before": before, "after": after}, by, at)
    return drive


@transaction.atomic
def add_drive_units(*, drive_id: UUID, unit_ids: Collection[UUID], by: Person, at: datetime) -> int:
    """These units must sign too; how many did not have to before.

    :raises Refused: "keep-plans-not-allowed", "drive-not-found", "drive-closed", "units-missing".
    """
    drive = _kept(drive_id, by, at)
    known = set(drive.units.values_list("unit", flat=True))
    units = list(Agency.objects.filter(pk__in=set(unit_ids) - known, held__contains=local_day(at)))
    if not units:
        raise Refused("units-missing", "Chọn ít nhất một đơn vị chưa có trong đợt ký.", field="units")
    members = _units_of(drive.agency_id, local_day(at))
    kinds = {unit.pk: members.get(unit.pk, CommitmentUnitKind.ATTACHED) for unit in units}
    insert_all([CommitmentUnit(drive=drive, unit_id=unit, kind=kind) for unit, kind in kinds.items()])
    _note(drive, "CommitmentUnitsAdded", {"units": list(kinds)}, by, at)
    _tell_units(drive, list(kinds), "commitment_asked", "asked", by, at)
    return len(kinds)


@transaction.atomic
def remove_drive_unit(*, drive_id: UUID, unit_id: UUID, by: Person, at: datetime) -> None:
    """The unit need not sign.

    :raises Refused: "keep-plans-not-allowed", "drive-not-found", "drive-closed", "unit-not-in-drive",
        "unit-has-papers".
    """
    drive = _kept(drive_id, by, at)
    row = _row(drive, unit_id)
    if row.commitments.exists():
        raise Refused(
            "unit-has-papers",
            f"{row.unit.name} đã có người ký nên không bỏ khỏi đợt được. Nếu nhập nhầm, xóa các bản ký trước.",
        )
    row.delete()
    _note(drive, "CommitmentUnitRemoved", {"unit": unit_id}, by, at)


@transaction.atomic
def enter_commitments(
    *,
    drive_id: UUID,
    unit_id: UUID,
    papers: Sequence[Paper],
    signed_on: date,
    by: Person,
    at: datetime,
    file: Brought | None = None,
) -> list[Commitment]:
    """Enter who of the unit signed, all or none; `signed_on` for those without a day of their own. The file belongs
    to the paper when there is only one, else to the unit.

    :raises Refused: "drive-not-found", "drive-closed", "unit-not-in-drive", "do-plan-tasks-not-allowed",
        "signed-day-wrong", as `rules.commitments.checked` and documents' `keep_file`.
    """
    drive, row = _entered(drive_id, unit_id, by, at)
    known = list(row.commitments.values_list("name", "post", "is_head"))
    found = checked([_cleaned(paper) for paper in papers])
    require_once(found, [(name, post) for name, post, _ in known])
    has_head = any(is_head for *_, is_head in known)
    if has_head and any(paper.is_head for paper in papers):
        raise two_heads()
    _require_days(found, signed_on, drive, local_day(at))
    stored = keep_file(data=file.data, name=file.name, by=by.actor, at=at) if file else None
    rows = [
        Commitment(
            drive_unit=row,
            name=paper.name,
            post=paper.post,
            is_head=paper.is_head and not has_head,
            signed_on=paper.signed_on or signed_on,
            file=stored if len(found) == 1 else None,
            folded=stored_key(paper.name),
        )
        for paper in found
    ]
    insert_all(rows)
    if stored is not None and len(found) > 1:
        row.file = stored
        row.save(update_fields=["file"])
    _note(drive, "CommitmentsEntered", {"unit": unit_id, "papers": len(rows)}, by, at)
    return rows


@transaction.atomic
def remove_commitment(*, commitment_id: UUID, by: Person, at: datetime) -> None:
    """Take a paper away that was entered by mistake; not once the unit has reported.

    :raises Refused: "drive-not-found", "drive-closed", "do-plan-tasks-not-allowed", "commitment-not-found",
        "signing-reported".
    """
    drive, row, paper = _paper(commitment_id, by, at)
    _require_unreported(row)
    paper.delete()
    _note(drive, "CommitmentRemoved", {"unit": row.unit_id, "post": paper.post}, by, at)


@transaction.atomic
def mark_head(*, commitment_id: UUID, by: Person, at: datetime) -> Commitment:
    """This paper is the head's, and no other of the unit.

    :raises Refused: as `remove_commitment`.
    """
    drive, row, paper = _paper(commitment_id, by, at)
    _require_unreported(row)
    row.commitments.filter(is_head=True).update(is_head=False)
    paper.is_head = True
    paper.save(update_fields=["is_head"])
    _note(drive, "CommitmentHeadMarked", {"unit": row.unit_id, "commitment": paper.pk}, by, at)
    return paper


@transaction.atomic
def keep_commitment_file(*, commitment_id: UUID, file: Brought, by: Person, at: datetime) -> Commitment:
    """Keep the scanned paper; an earlier one is replaced.

    :raises Refused: "drive-not-found", "drive-closed", "do-plan-tasks-not-allowed", "commitment-not-found", and as
        documents' `keep_file`.
    """
    drive, row, paper = _paper(commitment_id, by, at)
    paper.file = keep_file(data=file.data, name=file.name, by=by.actor, at=at)
    paper.save(update_fields=["file"])
    payload = {"unit": row.unit_id, "commitment": paper.pk, "file": paper.file.pk}
    _note(drive, "CommitmentFileKept", payload, by, at)
    return paper


@transaction.atomic
def report_signing(
    *, drive_id: UUID, unit_id: UUID, by: Person, at: datetime, note: str = "", file: Brought | None = None
) -> CommitmentUnit:
    """Say that the signing is carried out at the unit. The keepers of the agency that asked are told.

    :raises Refused: "drive-not-found", "drive-closed", "unit-not-in-drive", "do-plan-tasks-not-allowed",
        "signing-reported", "commitments-missing", "head-paper-missing", and as documents' `keep_file`.
    """
    drive, row = _entered(drive_id, unit_id, by, at)
    _require_unreported(row)
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
    _note(drive, "CommitmentsReported", {"unit": unit_id, "papers": row.commitments.count()}, by, at)
    keepers = keepers_of([drive.agency_id], local_day(at))[drive.agency_id]
    told = _told(drive, "commitment_reported", keepers, row.unit.name, f"{row.pk}:{at.isoformat()}", by)
    tell([told], at=at)
    return row


@transaction.atomic
def reopen_signing(*, drive_id: UUID, unit_id: UUID, by: Person, at: datetime) -> CommitmentUnit:
    """What the unit reported is taken back, so that its list may change.

    :raises Refused: "drive-not-found", "drive-closed", "unit-not-in-drive", "do-plan-tasks-not-allowed",
        "signing-not-reported".
    """
    drive, row = _entered(drive_id, unit_id, by, at)
    if row.reported_at is None:
        raise Refused("signing-not-reported", "Đơn vị chưa báo kết quả nên danh sách vẫn sửa được.")
    row.reported_at = row.reported_by = None
    row.save(update_fields=["reported_at", "reported_by"])
    _note(drive, "CommitmentsReopened", {"unit": unit_id}, by, at)
    return row


@transaction.atomic
def urge_signing(*, drive_id: UUID, by: Person, at: datetime) -> int:
    """Tell the heads of all units that have not reported, once a day at most; how many units.

    :raises Refused: "keep-plans-not-allowed", "drive-not-found", "drive-closed", "nobody-to-urge".
    """
    drive = _kept(drive_id, by, at)
    units = list(drive.units.filter(reported_at=None).order_by("id").values_list("unit", flat=True))
    if not units:
        raise Refused("nobody-to-urge", "Mọi đơn vị đều đã báo kết quả ký cam kết.")
    _tell_units(drive, units, "commitment_urged", f"urged:{local_day(at)}", by, at)
    _note(drive, "CommitmentUnitsUrged", {"units": units}, by, at)
    return len(units)


@transaction.atomic
def close_drive(*, drive_id: UUID, by: Person, at: datetime) -> CommitmentDrive:
    """End the signing: nothing is entered any more, the figures stand.

    :raises Refused: "keep-plans-not-allowed", "drive-not-found", "drive-closed".
    """
    drive = _kept(drive_id, by, at)
    drive.closed_at = at
    drive.save(update_fields=["closed_at"])
    missing = drive.units.filter(reported_at=None).count()
    _note(drive, "CommitmentDriveClosed", {"missing": missing}, by, at)
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


def _lock(drive_id: UUID) -> CommitmentDrive:
    rows = CommitmentDrive.objects.select_for_update(of=("self",)).select_related("agency")
    drive = rows.filter(pk=drive_id).first()
    if drive is None:
        raise drive_not_found()
    return drive


def _require_open(drive: CommitmentDrive) -> None:
    if drive.closed_at is not None:
        raise Refused("drive-closed", f"Đợt “{drive.title}” đã kết thúc nên không sửa được nữa.")


def _kept(drive_id: UUID, by: Person, at: datetime) -> CommitmentDrive:
    drive = _lock(drive_id)
    require_keep(by, agency_id=drive.agency_id, on=local_day(at))
    _require_open(drive)
    return drive


def _row(drive: CommitmentDrive, unit_id: UUID) -> CommitmentUnit:
    rows = CommitmentUnit.objects.select_for_update(of=("self",)).select_related("unit")
    row = rows.filter(drive=drive, unit=unit_id).first()
    if row is None:
        raise Refused("unit-not-in-drive", "Đơn vị này không có trong đợt ký cam kết.")
    return row


def _entered(
    drive_id: UUID, unit_id: UUID, by: Person, at: datetime
) -> tuple[CommitmentDrive, CommitmentUnit]:
    """The signing and the unit's row, both held; whoever may not enter for the unit is refused."""
    drive = _lock(drive_id)
    require_enter(by, unit_id=unit_id, owner_id=drive.agency_id, on=local_day(at))
    _require_open(drive)
    return drive, _row(drive, unit_id)


def _paper(
    commitment_id: UUID, by: Person, at: datetime
) -> tuple[CommitmentDrive, CommitmentUnit, Commitment]:
    place = (
        Commitment.objects.filter(pk=commitment_id)
        .values_list("drive_unit__drive", "drive_unit__unit")
        .first()
    )
    if place is None:
        raise _paper_gone()
    drive, row = _entered(place[0], place[1], by, at)
    paper = Commitment.objects.select_for_update().filter(pk=commitment_id).first()
    if paper is None:
        raise _paper_gone()
    return drive, row, paper


def _paper_gone() -> Refused:
    return Refused("commitment-not-found", "Bản ký này không còn trong danh sách. Tải lại trang.")


def _require_unreported(row: CommitmentUnit) -> None:
    if row.reported_at is not None:
        raise Refused(
            "signing-reported",
            "Đơn vị đã báo kết quả ký. Mở lại danh sách của đơn vị trước khi sửa.",
        )


def _require_days(papers: Sequence[Paper], signed_on: date, drive: CommitmentDrive, on: date) -> None:
    for day in {signed_on, *(paper.signed_on for paper in papers if paper.signed_on)}:
        if day > on or day.year < drive.year - 1:
            raise Refused(
                "signed-day-wrong",
                f"Ngày ký {day:%d/%m/%Y} chưa tới, hoặc trước đợt ký năm {drive.year}. Kiểm tra lại ngày.",
                field="signed_on",
            )


def _cleaned(paper: Paper) -> Paper:
    name, post = " ".join(clean(paper.name).split()), " ".join(clean(paper.post).split())
    return Paper(name, post, paper.is_head, paper.signed_on)


def _note(drive: CommitmentDrive, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, DRIVE, str(drive.pk), payload), actor=by.actor, at=at)


def _tell_units(
    drive: CommitmentDrive, units: Sequence[UUID], event: str, key: str, by: Person, at: datetime
) -> None:
    names = dict(Agency.objects.filter(pk__in=units).values_list("pk", "name"))
    told = [
        _told(drive, event, people, names[unit], f"{key}:{unit}", by)
        for unit, people in heads_of(units, local_day(at)).items()
    ]
    tell(told, at=at)


def _told(
    drive: CommitmentDrive, event: str, people: Sequence[Person], unit: str, key: str, by: Person
) -> Any:
    return subject_told(
        DRIVE,
        drive.pk,
        event,
        people,
        key=key,
        but=by,
        facts={"drive": drive.title, "agency": unit, "until": drive.due_on},
        url=f"/ban-lam-viec/cam-ket/{drive.pk}/",
    )
