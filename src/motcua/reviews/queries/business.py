"""Which procedures officers marked as concerning business, and how they came to be marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.reviews.models import BusinessMark, BusinessMarking
from motcua.reviews.queries.changes.facts import current_versions
from motcua.reviews.queries.costs.sheets import bodies_whose_sheets_hold, end_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.successions import replaced_by
from motcua.reviews.rules.business import concerns_business
from motcua.reviews.rules.succession import PassedOn, passed_on


@dataclass(frozen=True, slots=True)
class Marking:
    """An act of marking, and of how many procedures."""

    row: BusinessMarking
    count: int


@dataclass(frozen=True, slots=True)
class Member:
    """A procedure of the agency's competence: whether it counts as concerning business, and why ("marked", "replaced"
    where the mark is of a procedure whose place it took, "recorded" in the catalogue, or by its "applicants")."""

    procedure_id: UUID
    code: str
    name: str
    field: str
    levels: tuple[str, ...]
    is_business: bool
    why: str
    passed: PassedOn | None = None


def members_of(scope: Scope) -> list[Member]:
    """Every procedure in force of the agency's competence, by code; some ten queries, however many procedures."""
    marked = _marked(scope)
    versions = ProcedureVersion.objects.filter(pk__in=current_versions(scope).values())
    rows = versions.select_related("procedure", "field").order_by("procedure__code")
    return [_member(one, marked) for one in rows]


def _member(version: ProcedureVersion, every: Marked) -> Member:
    recorded, marked = version.is_business_related, every.of(version.procedure_id)
    passed = None if version.procedure_id in every.own else every.passed.get(version.procedure_id)
    why = "replaced" if passed else "marked" if marked is not None else ""
    return Member(
        version.procedure_id,
        version.procedure.code,
        version.name,
        version.field.name if version.field else "",
        tuple(version.levels),
        concerns_business(recorded=recorded, applicants=version.applicant_types, marked=marked),
        why or ("applicants" if recorded is None else "recorded"),
        passed,
    )


@dataclass(frozen=True, slots=True)
class Marked:
    """What officers said of procedures themselves, and what passed on to them from those whose place they took."""

    own: Mapping[UUID, bool]
    passed: Mapping[UUID, PassedOn]

    def of(self, procedure_id: UUID) -> bool | None:
        """What counts of the procedure; None where nothing was said."""
        own, passed = self.own.get(procedure_id), self.passed.get(procedure_id)
        return own if own is not None else passed.concerns if passed is not None else None


def marks(scope: Scope) -> Mapping[UUID, bool]:
    """What is said of each marked procedure, and of those that took the place of a marked one by the day, by procedure.
    One query where nobody marked anything, else five."""
    every = _marked(scope)
    return {**{procedure: one.concerns for procedure, one in every.passed.items()}, **every.own}


def _marked(scope: Scope) -> Marked:
    own = _marks(scope)
    links = replaced_by(scope) if own else []
    if not links:
        return Marked(own, {})
    known = Procedure.objects.filter(
        Q(pk__in=own) | Q(code__in={link.later for link in links}), jurisdiction__in=("", scope.jurisdiction)
    )
    codes = dict(known.values_list("pk", "code"))
    passed = passed_on({codes[pk]: concerns for pk, concerns in own.items() if pk in codes}, links)
    return Marked(own, {pk: passed[code] for pk, code in codes.items() if code in passed and pk not in own})


def _marks(scope: Scope) -> dict[UUID, bool]:
    """What the latest marking that was not undone says of each marked procedure, by procedure: markings of the agency,
    else of the nearest body above; everybody's where no agency is asked."""
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
