"""What a procedure asks and promises on a day, as a dossier takes it over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from django.db import connection

from motcua.catalogue.enums import Channel, FeeKind, VersionState
from motcua.catalogue.models import DossierComponent, Fee, ProcedureVersion, SubmissionMethod
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.enums import Door
from motcua.kernel.refusals import Refused

CHANNELS: Mapping[Door, Channel] = MappingProxyType(
    {
        Door.DIRECT: Channel.DIRECT,
        Door.KIOSK: Channel.DIRECT,
        Door.HOME_VISIT: Channel.DIRECT,
        Door.ONLINE: Channel.ONLINE,
        Door.POST: Channel.POST,
    }
)

_IN_FORCE = (
    "SELECT id FROM catalogue_procedureversion"
    " WHERE procedure_id = %s AND state = %s AND in_force @> %s::date LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class OfferedPaper:
    """A paper the procedure asks for, with how many originals and copies it says."""

    component_id: int
    case_name: str
    name: str
    originals: int | None
    copies: int | None
    note: str


@dataclass(frozen=True, slots=True)
class OfferedFee:
    """What is owed by one way of lodging; `amount_vnd` None where the record only has words."""

    kind: FeeKind
    amount_vnd: int | None
    text: str


@dataclass(frozen=True, slots=True)
class OfferedWay:
    """One way of lodging: its limit and what it costs. `needs_person`: the limit could not be read as a number."""

    channel: Channel
    limit: Limit
    limit_text: str
    needs_person: bool
    fees: tuple[OfferedFee, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A promulgated version, read once: it never changes."""

    version_id: UUID
    procedure_id: UUID
    code: str
    name: str
    kind: str
    is_boundary_free: bool
    sets_count: int
    papers: tuple[OfferedPaper, ...]
    ways: tuple[OfferedWay, ...]
    results: tuple[str, ...]

    @property
    def matter(self) -> str:
        """The key by which powers, processes and forms know the procedure."""
        return f"procedure:{self.code}"

    def way(self, door: Door) -> OfferedWay | None:
        """The way of lodging that a door belongs to, else the first there is: its limit and fees hold."""
        wanted = CHANNELS[door]
        return next((way for way in self.ways if way.channel is wanted), self.ways[0] if self.ways else None)

    def papers_of(self, case_name: str) -> tuple[OfferedPaper, ...]:
        """The papers of one case; those of no case belong to every one."""
        return tuple(paper for paper in self.papers if paper.case_name in {"", case_name})

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that the procedure tells apart, in its order."""
        return tuple(dict.fromkeys(paper.case_name for paper in self.papers if paper.case_name))


def find_offer(procedure_id: UUID, on: date) -> Offer | None:
    """What the procedure asks and promises on the day; None when no version is in force then. One query, or ten
    for a version read for the first time."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [procedure_id, VersionState.PROMULGATED, on])
        found = cursor.fetchone()
    return offer_of(found[0]) if found else None


def offers_in_force(procedure_ids: Sequence[UUID], on: date) -> list[Offer]:
    """The same for several procedures, in their order, without those that have no version in force. One query, and
    ten for each version read for the first time."""
    versions = ProcedureVersion.objects.filter(
        procedure__in=procedure_ids, state=VersionState.PROMULGATED, in_force__contains=on
    )
    found = dict(versions.values_list("procedure_id", "id"))
    return [offer_of(found[one]) for one in procedure_ids if one in found]


def get_offer(procedure_id: UUID, on: date) -> Offer:
    """The same.

    :raises Refused: "procedure-not-in-force".
    """
    offer = find_offer(procedure_id, on)
    if offer is None:
        raise Refused(
            "procedure-not-in-force",
            f"Ngày {on:%d/%m/%Y} thủ tục này không có phiên bản nào đang áp dụng nên không thể nhận hồ sơ. "
            "Xem lại danh mục, hoặc chọn thủ tục thay thế.",
        )
    return offer


@lru_cache(maxsize=1024)
def offer_of(version_id: UUID) -> Offer:
    """What a promulgated version asks and promises; such a version is frozen, so it is read once."""
    version = ProcedureVersion.objects.select_related("procedure").get(pk=version_id)
    return Offer(
        version_id=version.pk,
        procedure_id=version.procedure_id,
        code=version.procedure.code,
        name=version.name,
        kind=version.procedure.kind,
        is_boundary_free=bool(version.is_boundary_free),
        sets_count=version.sets_count or 1,
        papers=tuple(_paper(row) for row in DossierComponent.objects.filter(version=version)),
        ways=_ways(version),
        results=tuple(version.results.values_list("name", flat=True)),
    )


def _paper(row: DossierComponent) -> OfferedPaper:
    return OfferedPaper(row.pk, row.case_name, row.name, row.originals, row.copies, row.note)


def _ways(version: ProcedureVersion) -> tuple[OfferedWay, ...]:
    fees: dict[int, list[OfferedFee]] = {}
    for fee in Fee.objects.filter(method__version=version):
        found = OfferedFee(FeeKind(fee.kind), fee.amount_vnd, fee.text)
        fees.setdefault(fee.method_id, []).append(found)
    return tuple(
        OfferedWay(
            channel=Channel(row.channel),
            limit=Limit(row.limit_amount or Decimal(0), LimitUnit(row.limit_unit or LimitUnit.NONE)),
            limit_text=row.limit_text,
            needs_person=row.limit_needs_person,
            fees=tuple(fees.get(row.pk, ())),
        )
        for row in SubmissionMethod.objects.filter(version=version)
    )
