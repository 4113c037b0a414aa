"""What the counter wants to know before it takes a dossier in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.queries import calendar_for_agency
from motcua.deadlines.rules.due import Due
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.transfer import TransferBy, transfer_by
from motcua.dossiers.enums import Door
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.queries.late_receipts import counts_next_day
from motcua.dossiers.queries.offers import Offer
from motcua.dossiers.rules.clock import ClockFacts, explained_promise, is_same_day
from motcua.dossiers.rules.moves import OPEN
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.powers import Competence, find_competent_agency

_LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking the dossier in now would mean: who decides it, by when, what it costs."""

    competence: Competence | None
    limit: Limit
    limit_text: str
    needs_person: bool
    due: Due | None
    transfer: TransferBy | None
    is_same_day: bool
    fees: tuple[tuple[str, int | None, str], ...]


def preview(
    *,
    offer: Offer,
    door: Door,
    reception: Agency,
    area: Area | None,
    at: datetime,
    limit: Limit | None = None,
) -> Preview:
    """What taking a dossier of this kind in at the instant would mean."""
    place = area or reception.area
    found = find_competent_agency(offer.matter, place, local_day(at)) if place is not None else None
    way = offer.way(door)
    offered = limit or (way.limit if way else Limit(Decimal(0), LimitUnit.NONE))
    competent = Agency.objects.get(pk=found.agency_id) if found else reception
    elsewhere = found is not None and competent.area_id != reception.area_id
    calendar = calendar_for_agency(competent.code)
    late = counts_next_day(agency_id=competent.pk, at=at, calendar=calendar)
    clock = ClockFacts(started_at=None if elsewhere else at, limit=offered, late_receipt_next_day=late)
    return Preview(
        competence=found,
        limit=offered,
        limit_text=way.limit_text if way else "",
        needs_person=bool(way and way.needs_person and limit is None),
        due=explained_promise(calendar=calendar, clock=clock),
        transfer=transfer_by(calendar=calendar_for_agency(reception.code), received_at=at)
        if elsewhere
        else None,
        is_same_day=is_same_day(offered),
        fees=tuple((fee.kind.label, fee.amount_vnd, fee.text) for fee in way.fees) if way else (),
    )


def counters_of(person: Person, at: datetime) -> QuerySet[Agency]:
    """Where `person` takes dossiers in, by name."""
    return agencies_where(person, Capability.RECEIVE_DOSSIERS, local_day(at)).order_by("sort_key", "id")


def common_procedures(
    counters: Collection[UUID], at: datetime, *, size: int = 12
) -> list[tuple[Procedure, int]]:
    """What these counters took in most often of late, with how often."""
    rows = (
        Dossier.objects.filter(reception__in=list(counters), submitted_at__gt=at - _LOOKED_BACK)
        .values("procedure")
        .annotate(count=Count("id"))
        .order_by("-count", "procedure")[:size]
    )
    counts = {row["procedure"]: row["count"] for row in rows}
    procedures = Procedure.objects.in_bulk(list(counts))
    return [(procedures[key], count) for key, count in counts.items()]


def known_party(text: str, *, by: Person, at: datetime) -> Party | None:
    """Who this identity number or telephone belonged to the last time, among the dossiers of the person's counters."""
    number = "".join(sign for sign in text if sign.isalnum()).upper()
    if len(number) < 9:
        return None
    rows = Party.objects.filter(Q(identity_number=number) | Q(phone=number))
    mine = rows.filter(dossier__reception__in=counters_of(by, at))
    return mine.select_related("area__parent").order_by("-id").first()


def same_matter_open(*, identity_number: str, procedure_id: UUID, by: Person, at: datetime) -> list[Dossier]:
    """Open dossiers of the same applicant for the same procedure at the person's counters: perhaps the same wish."""
    if not identity_number:
        return []
    parties = Party.objects.filter(identity_number=identity_number.replace(" ", "").upper())
    rows = Dossier.objects.filter(
        procedure_id=procedure_id,
        status__in=sorted(OPEN),
        reception__in=counters_of(by, at),
        pk__in=parties.values("dossier"),
    )
    return list(rows.defer("words").order_by("-submitted_at")[:5])
