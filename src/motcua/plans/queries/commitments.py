"""The signing of commitments: who must, who has, how many papers; every figure is counted, with the list behind it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.accounts.models import Person
from motcua.kernel.text import fold
from motcua.plans.enums import CommitmentUnitKind
from motcua.plans.models import Commitment, CommitmentDrive, CommitmentUnit
from motcua.plans.queries.visible import PlanReach, plan_reach_of

PAGE = 50


def drives_visible_to(
    person: Person, on: date, *, reach: PlanReach | None = None
) -> QuerySet[CommitmentDrive]:
    """The signings that agencies opened whose plans `person` reads, and those in which such a unit must sign."""
    reads = (reach or plan_reach_of(person, on)).reads
    asked = CommitmentUnit.objects.filter(drive=OuterRef("pk"), unit__in=reads)
    return CommitmentDrive.objects.filter(Q(agency__in=reads) | Exists(asked))


def find_drive(
    drive_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None
) -> CommitmentDrive | None:
    """The signing, when `person` may see it."""
    found = drives_visible_to(person, on, reach=reach).filter(pk=drive_id)
    return found.select_related("agency", "created_by").first()


def drives_wanted(
    found: QuerySet[CommitmentDrive], *, text: str = "", year: int | None = None
) -> list[CommitmentDrive]:
    """The signings, the newest first. A few a year: the words are sought here, not in the database."""
    if year is not None:
        found = found.filter(year=year)
    words = fold(text).split()
    rows = found.select_related("agency").order_by("-year", "-created_at", "-id")[:200]
    return [row for row in rows if all(word in fold(row.title) for word in words)]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one kind of units stands: how many must sign, reported, have the head's paper; how many papers."""

    kind: CommitmentUnitKind
    units: int = 0
    reported: int = 0
    with_head: int = 0
    papers: int = 0


@dataclass(frozen=True, slots=True)
class DriveFigures:
    """The figures of one signing, by kind of unit in the order of the vocabulary; kinds without units are left out."""

    kinds: tuple[Standing, ...]

    @property
    def papers(self) -> int:
        """All signed papers."""
        return sum(one.papers for one in self.kinds)

    @property
    def units(self) -> int:
        """All units that must sign."""
        return sum(one.units for one in self.kinds)

    @property
    def reported(self) -> int:
        """The units that said the signing is carried out."""
        return sum(one.reported for one in self.kinds)

    def of(self, kind: CommitmentUnitKind) -> Standing:
        """How this kind stands, also when none of it must sign."""
        return next((one for one in self.kinds if one.kind is kind), Standing(kind))

    @property
    def words(self) -> str:
        """As reports say it: "09/09 phòng đã ký; 43/43 đơn vị nộp bản của thủ trưởng; tổng 283 bản"."""
        said = []
        for one in self.kinds:
            if one.kind is CommitmentUnitKind.LEADERSHIP:
                said.append("lãnh đạo cơ quan đã ký" if one.reported else "lãnh đạo cơ quan chưa ký")
            elif one.kind is CommitmentUnitKind.DIVISION:
                said.append(f"{one.reported:02d}/{one.units:02d} phòng đã ký")
            else:
                said.append(f"{one.with_head:02d}/{one.units:02d} đơn vị nộp bản của thủ trưởng")
        return "; ".join([*said, f"tổng {self.papers} bản"])


def figures_of(drive_ids: Collection[UUID]) -> dict[UUID, DriveFigures]:
    """The figures of each of the signings; two queries."""
    units = CommitmentUnit.objects.filter(drive__in=drive_ids)
    with_head = Exists(Commitment.objects.filter(drive_unit=OuterRef("pk"), is_head=True))
    rows = (
        units.annotate(has_head=with_head)
        .values("drive", "kind")
        .annotate(
            units=Count("pk"),
            reported=Count("pk", filter=Q(reported_at__isnull=False)),
            with_head=Count("pk", filter=Q(has_head=True)),
        )
    )
    papers = {
        (row["drive_unit__drive"], row["drive_unit__kind"]): row["number"]
        for row in Commitment.objects.filter(drive_unit__drive__in=drive_ids)
        .values("drive_unit__drive", "drive_unit__kind")
        .annotate(number=Count("pk"))
    }
    found: dict[UUID, dict[CommitmentUnitKind, Standing]] = {drive: {} for drive in drive_ids}
    for row in rows:
        kind = CommitmentUnitKind(row["kind"])
        found[row["drive"]][kind] = Standing(
            kind,
            row["units"],
            row["reported"],
            row["with_head"],
            papers.get((row["drive"], row["kind"]), 0),
        )
    return {
        drive: DriveFigures(tuple(kinds[kind] for kind in CommitmentUnitKind if kind in kinds))
        for drive, kinds in found.items()
    }


def units_of_drive(
    drive: CommitmentDrive,
    *,
    kind: CommitmentUnitKind | None = None,
    missing: bool | None = None,
    with_head: bool | None = None,
    among: Collection[UUID] | None = None,
) -> QuerySet[CommitmentUnit]:
    """The units with the number of their papers (`papers`) and whether the head's is there (`has_head`); those that
    have not reported where `missing`, those that have where it is False; those with the head's paper where
    `with_head`; only `among` these units where given."""
    rows = drive.units.select_related("unit", "reported_by")
    if kind is not None:
        rows = rows.filter(kind=kind)
    if missing is not None:
        rows = rows.filter(reported_at__isnull=missing)
    if among is not None:
        rows = rows.filter(unit__in=among)
    head = Commitment.objects.filter(drive_unit=OuterRef("pk"), is_head=True)
    rows = rows.annotate(papers=Count("commitments"), has_head=Exists(head)).order_by(
        "unit__sort_key", "unit"
    )
    return rows if with_head is None else rows.filter(has_head=with_head)


def page_of_units(
    rows: QuerySet[CommitmentUnit], *, after: tuple[str, UUID] | None = None, size: int = PAGE
) -> list[CommitmentUnit]:
    """Up to `size` + 1 of these units in the order of names, following the key `after`."""
    if after is not None:
        key, last = after
        rows = rows.filter(Q(unit__sort_key__gt=key) | Q(unit__sort_key=key, unit__gt=last))
    return list(rows[: size + 1])


def papers_of_unit(row: CommitmentUnit) -> list[Commitment]:
    """The papers of a unit, the head's first, then as entered."""
    return list(row.commitments.select_related("file").order_by("-is_head", "id"))


def papers_wanted(
    drive: CommitmentDrive,
    *,
    text: str = "",
    kind: CommitmentUnitKind | None = None,
    heads_only: bool = False,
    among: Collection[UUID] | None = None,
) -> QuerySet[Commitment]:
    """The papers of a signing that hold every word of `text` in the name."""
    rows = Commitment.objects.filter(drive_unit__drive=drive)
    for word in fold(text).split():
        rows = rows.filter(folded__contains=word)
    if kind is not None:
        rows = rows.filter(drive_unit__kind=kind)
    if heads_only:
        rows = rows.filter(is_head=True)
    return rows if among is None else rows.filter(drive_unit__unit__in=among)


def page_of_papers(
    rows: QuerySet[Commitment], *, after: UUID | None = None, size: int = PAGE
) -> Sequence[Commitment]:
    """Up to `size` + 1 papers in the order of entering, following the key `after`."""
    if after is not None:
        rows = rows.filter(id__gt=after)
    return list(rows.select_related("drive_unit__unit").order_by("id")[: size + 1])
