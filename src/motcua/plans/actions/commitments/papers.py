"""Who signed: entered by units, all or none, taken away, marked, kept as a scan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_file
from motcua.kernel.actions import insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.commitments.holding import (
    entered,
    held_paper,
    note_drive,
    require_unreported,
)
from motcua.plans.models import Commitment, CommitmentDrive
from motcua.plans.rules.commitments import Paper, checked, require_once, stored_key, two_heads


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
    drive, row = entered(drive_id, unit_id, by, at)
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
    note_drive(drive, "CommitmentsEntered", {"unit": unit_id, "papers": len(rows)}, by, at)
    return rows


@transaction.atomic
def remove_commitment(*, commitment_id: UUID, by: Person, at: datetime) -> None:
    """Take a paper away that was entered by mistake; not once the unit has reported.

    :raises Refused: "drive-not-found", "drive-closed", "do-plan-tasks-not-allowed", "commitment-not-found",
        "signing-reported".
    """
    drive, row, paper = held_paper(commitment_id, by, at)
    require_unreported(row)
    paper.delete()
    note_drive(drive, "CommitmentRemoved", {"unit": row.unit_id, "post": paper.post}, by, at)


@transaction.atomic
def mark_head(*, commitment_id: UUID, by: Person, at: datetime) -> Commitment:
    """This paper is the head's, and no other of the unit.

    :raises Refused: as `remove_commitment`.
    """
    drive, row, paper = held_paper(commitment_id, by, at)
    require_unreported(row)
    row.commitments.filter(is_head=True).update(is_head=False)
    paper.is_head = True
    paper.save(update_fields=["is_head"])
    note_drive(drive, "CommitmentHeadMarked", {"unit": row.unit_id, "commitment": paper.pk}, by, at)
    return paper


@transaction.atomic
def keep_commitment_file(*, commitment_id: UUID, file: Brought, by: Person, at: datetime) -> Commitment:
    """Keep the scanned paper; an earlier one is replaced.

    :raises Refused: "drive-not-found", "drive-closed", "do-plan-tasks-not-allowed", "commitment-not-found", and as
        documents' `keep_file`.
    """
    drive, row, paper = held_paper(commitment_id, by, at)
    paper.file = keep_file(data=file.data, name=file.name, by=by.actor, at=at)
    paper.save(update_fields=["file"])
    payload = {"unit": row.unit_id, "commitment": paper.pk, "file": paper.file.pk}
    note_drive(drive, "CommitmentFileKept", payload, by, at)
    return paper


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
