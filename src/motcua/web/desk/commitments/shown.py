"""What several pages of a signing need: the signing or a refusal, and whose lists the person may see and write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.plans.models import Commitment, CommitmentDrive, CommitmentUnit
from motcua.plans.policy import drive_not_found
from motcua.plans.queries.commitments import find_drive
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.plans.shown import reach


@dataclass(frozen=True, slots=True)
class Seat:
    """What the person may do with a signing: keep it, write the lists of `writes`, see those of `sees`; None is all."""

    keeps: bool
    sees: Collection[UUID] | None
    writes: Collection[UUID]

    def may_write(self, unit_id: UUID) -> bool:
        """Whether the person enters who signed at the unit; each action asks again."""
        return self.keeps or unit_id in self.writes


def seat_at(request: DeskRequest, drive: CommitmentDrive) -> Seat:
    """What the person may do with the signing, from what they reach on the day."""
    known = reach(request)
    reads = known.reads
    keeps = drive.agency_id in known.keeps and drive.closed_at is None
    writes = frozenset(known.able(Capability.DO_PLAN_TASKS)) if drive.closed_at is None else frozenset()
    return Seat(keeps, None if drive.agency_id in reads else reads, writes)


def drive_or_refuse(request: DeskRequest, pk: UUID) -> CommitmentDrive:
    """The signing, when the person may see it.

    :raises Refused: "drive-not-found".
    """
    drive = find_drive(pk, request.desk.person, request.desk.today, reach=reach(request))
    if drive is None:
        raise drive_not_found()
    return drive


def unit_or_refuse(request: DeskRequest, pk: UUID, unit_pk: UUID) -> tuple[CommitmentUnit, Seat]:
    """The row of the unit with its signing, when the person may see its list.

    :raises Refused: "drive-not-found".
    """
    drive = drive_or_refuse(request, pk)
    seat = seat_at(request, drive)
    row = drive.units.select_related("unit", "reported_by", "file").filter(unit=unit_pk).first()
    if row is None or (seat.sees is not None and unit_pk not in seat.sees):
        raise drive_not_found()
    row.drive = drive
    return row, seat


def paper_or_refuse(request: DeskRequest, pk: UUID) -> Commitment:
    """The signed paper, when the person may see the list on which it stands.

    :raises Refused: "drive-not-found".
    """
    paper = Commitment.objects.select_related("drive_unit", "file").filter(pk=pk).first()
    if paper is None:
        raise drive_not_found()
    unit_or_refuse(request, paper.drive_unit.drive_id, paper.drive_unit.unit_id)
    return paper
