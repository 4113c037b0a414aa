"""Which procedures officers marked as concerning business, and how they came to be marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from motcua.catalogue.models import ProcedureVersion
from motcua.reviews.models import BusinessMark, BusinessMarking
from motcua.reviews.queries.changes.facts import current_versions
from motcua.reviews.queries.costs.sheets import bodies_whose_sheets_hold, end_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.business import concerns_business


@dataclass(frozen=True, slots=True)
class Marking:
    """An act of marking, and of how many procedures."""

    row: BusinessMarking
    count: int


@dataclass(frozen=True, slots=True)
class Member:
    """A procedure of the agency's competence: whether it counts as concerning business, and why ("marked", "recorded"
    in the catalogue, or by its "applicants")."""

    procedure_id: UUID
    code: str
    name: str
    field: str
    levels: tuple[str, ...]
    is_business: bool
    why: str


def members_of(scope: Scope) -> list[Member]:
    """Every procedure in force of the agency's competence, by code; some eight queries, however many procedures."""
    marked = marks(scope)
    versions = ProcedureVersion.objects.filter(pk__in=current_versions(scope).values())
    rows = versions.select_related("procedure", "field").order_by("procedure__code")
    return [_member(one, marked.get(one.procedure_id)) for one in rows]


def _member(version: ProcedureVersion, marked: bool | None) -> Member:
    recorded = version.is_business_related
    why = "marked" if marked is not None else "recorded" if recorded is not None else "applicants"
    return Member(
        version.procedure_id,
        version.procedure.code,
        version.name,
        version.field.name if version.field else "",
        tuple(version.levels),
        concerns_business(recorded=recorded, applicants=version.applicant_types, marked=marked),
        why,
    )


def marks(scope: Scope) -> Mapping[UUID, bool]:
    """What the latest marking that was not undone says of each marked procedure, by procedure: markings of the agency,
    else of the nearest body above. Everybody's where no agency is asked. One query where nobody marked anything, else
    three."""
    rows = BusinessMark.objects.filter(marking__undone_at__isnull=True, marking__at__lt=end_of(scope.on))
    said = list(
        rows.order_by("-marking__at", "-marking_id").values_list(
            "procedure_id", "marking__agency_id", "marking__concerns"
        )
    )
    bodies: list[UUID] = []
    if said and scope.agency_id is not None:
        bodies = bodies_whose_sheets_hold(scope.agency_id, scope.on)
        said = [one for one in said if one[1] in bodies]
    found: dict[UUID, tuple[int, bool]] = {}
    for procedure, agency, concerns in said:
        far = bodies.index(agency) if bodies else 0
        if procedure not in found or far < found[procedure][0]:
            found[procedure] = far, concerns
    return {procedure: concerns for procedure, (_far, concerns) in found.items()}


def markings_of(agency_id: UUID, *, most: int = 50) -> list[Marking]:
    """The markings of the agency, the latest first; one query."""
    rows = BusinessMarking.objects.filter(agency=agency_id).annotate(marked=Count("marks"))
    found = rows.select_related("by", "undone_by").order_by("-at", "-pk")[:most]
    return [Marking(row, row.marked) for row in found]
