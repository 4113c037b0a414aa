"""Lodging from outside: whether our own door is open, and which desk takes the dossier in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier, Draft, OnlineDoor, Party
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.powers import Competence, find_competent_agency


@dataclass(frozen=True, slots=True)
class Door:
    """Whether dossiers of a kind may be lodged here online at an agency, and why."""

    is_open: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an online dossier goes: who decides it, and the desk that takes it in."""

    competence: Competence
    desk: Agency


def find_door(*, agency_id: UUID, kind: str, on: date) -> Door:
    """The door of an agency for a kind of procedure: its own row goes before that for all agencies, a row for the
    kind before one for every kind; shut where nothing is said.

    Basis: since 1/7/2025 the public lodges on the national portal; who is outside it lodges here.
    """
    rows = OnlineDoor.objects.filter(
        Q(agency=agency_id) | Q(agency=None), Q(kind=kind) | Q(kind=""), in_force__contains=on
    )
    nearest = rows.order_by(F("agency").asc(nulls_last=True), "-kind", "-in_force").first()
    return Door(nearest.is_open, nearest.reason) if nearest else Door(False, "")


def is_open_somewhere(*, kind: str, on: date) -> bool:
    """Whether any agency's door is open for a kind of procedure: whether it is worth offering to lodge here."""
    rows = OnlineDoor.objects.filter(Q(kind=kind) | Q(kind=""), is_open=True, in_force__contains=on)
    return rows.exists()


def find_place(*, matter: str, area: Area, on: date) -> Place | None:
    """Where a dossier for this place goes; None where nobody is competent. Three queries.

    The desk is the competent agency's own one-stop desk, else the service centre of the same place, else itself.
    """
    found = find_competent_agency(matter, area, on)
    if found is None:
        return None
    competent = Agency.objects.get(pk=found.agency_id)
    below = Q(superiors__parent=competent, superiors__in_force__contains=on)
    beside = Q(area=competent.area_id, kind=AgencyKind.SERVICE_CENTRE)
    desks = Agency.objects.filter(
        below & Q(kind__in=[AgencyKind.ONE_STOP_DESK, AgencyKind.SERVICE_CENTRE]) | beside, held__contains=on
    )
    rank = Case(
        When(kind=AgencyKind.ONE_STOP_DESK, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    desk = desks.annotate(rank=rank).order_by("rank", "sort_key", "id").first()
    return Place(found, desk or competent)


def online_doors(on: date) -> QuerySet[OnlineDoor]:
    """Every row that holds on the day, the general one first."""
    rows = OnlineDoor.objects.filter(in_force__contains=on).select_related("agency")
    return rows.order_by(F("agency").asc(nulls_first=True), "kind")


def drafts_of(person: Person) -> QuerySet[Draft]:
    """What a person has begun and not lodged, the latest first."""
    rows = Draft.objects.filter(person=person, dossier=None).select_related("procedure", "form")
    return rows.order_by("-saved_at")


def dossiers_of(person: Person) -> QuerySet[Dossier]:
    """The dossiers that a person lodged or is named in with their account, the latest first."""
    named = Party.objects.filter(person=person).values("dossier")
    rows = Dossier.objects.filter(Q(submitted_by=person) | Q(pk__in=named))
    return rows.defer("words", "search_text").order_by("-submitted_at", "-id")


def page_of_dossiers(
    person: Person, *, after: tuple[datetime, UUID] | None = None, size: int
) -> list[Dossier]:
    """Up to `size` + 1 of `dossiers_of`, following the key (submitted_at, id) `after`; one more than asked for tells
    that there is a next page."""
    rows = dossiers_of(person)
    if after is not None:
        at, last = after
        rows = rows.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, id__lt=last))
    return list(rows[: size + 1])


def own_dossiers(person: Person) -> list[dict[str, Any]]:
    """Everything dossiers keep about a person, as plain data for themselves."""
    rows = dossiers_of(person).values(
        "code", "procedure__code", "status", "submitted_at", "received_at", "due_at", "finished_at", "answers"
    )
    parties = Party.objects.filter(person=person).values(
        "dossier__code", "role", "name", "identity_number", "born_on", "phone", "email", "address"
    )
    drafts = drafts_of(person).values("procedure__code", "answers", "parties", "saved_at")
    return [{"da_nop": list(rows), "co_ten_trong": list(parties), "dang_soan": list(drafts)}]
