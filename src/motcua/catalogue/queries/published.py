"""What the public is shown of one procedure: its versions, old codes, and what came after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from motcua.catalogue.enums import LinkKind, ProcedureKind, VersionState
from motcua.catalogue.models import OldCode, OnlineService, Procedure, ProcedureLink, ProcedureVersion


@dataclass(frozen=True, slots=True)
class Named:
    """A procedure with the name it has on some day."""

    code: str
    name: str


def find_published(*, code: str, jurisdiction: str) -> Procedure | None:
    """The procedure under this code that has ever been promulgated: the province's own record before the nation's."""
    known = Procedure.objects.filter(code=code, jurisdiction__in={"", jurisdiction})
    promulgated = known.filter(versions__state=VersionState.PROMULGATED)
    return promulgated.order_by("-jurisdiction").first()


def procedures_with_old_code(*, code: str, jurisdiction: str) -> list[Procedure]:
    """The procedures that once had this code, by code."""
    ids = OldCode.objects.filter(code=code).values("procedure")
    found = Procedure.objects.filter(pk__in=ids, jurisdiction__in={"", jurisdiction})
    return list(found.filter(versions__state=VersionState.PROMULGATED).distinct().order_by("code"))


def promulgated_versions(procedure: Procedure) -> QuerySet[ProcedureVersion]:
    """All promulgated versions, the latest period first."""
    versions = ProcedureVersion.objects.filter(procedure=procedure, state=VersionState.PROMULGATED)
    return versions.select_related("decision", "field").order_by("-in_force")


def related_procedures(procedure: Procedure, *, kind: LinkKind, on: date) -> list[Named]:
    """Procedures linked from this one, named as they are on the day, or as they were last; by code."""
    others = ProcedureLink.objects.filter(procedure=procedure, kind=kind).values("other")
    return named_on(Procedure.objects.filter(pk__in=others), on=on)


def named_on(procedures: QuerySet[Procedure], *, on: date) -> list[Named]:
    """Each of `procedures` with its name on the day, or else its latest name; one query."""
    versions = ProcedureVersion.objects.filter(procedure__in=procedures, state=VersionState.PROMULGATED)
    in_force_first = Case(
        When(in_force__contains=on, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = versions.order_by("procedure__code", "procedure", in_force_first, "-in_force")
    return [
        Named(version.procedure.code, version.name)
        for version in rows.distinct("procedure__code", "procedure").select_related("procedure")
    ]


def online_services(procedure: Procedure, *, on: date) -> list[OnlineService]:
    """How far each agency offers the procedure online on the day, with the agency."""
    offered = OnlineService.objects.filter(Q(procedure=procedure) & Q(in_force__contains=on))
    return list(offered.select_related("agency").order_by("agency__sort_key"))


def published_codes(*, jurisdiction: str, on: date) -> list[str]:
    """The codes of the procedures in force on the day that the public of the province is shown, in order."""
    versions = ProcedureVersion.objects.filter(state=VersionState.PROMULGATED, in_force__contains=on)
    shown = versions.filter(procedure__jurisdiction__in={"", jurisdiction})
    shown = shown.exclude(procedure__kind=ProcedureKind.INTERNAL)
    return list(shown.order_by("procedure__code").values_list("procedure__code", flat=True).distinct())


def old_codes_of(procedure: Procedure) -> list[str]:
    """The codes the procedure had before, in order."""
    return list(OldCode.objects.filter(procedure=procedure).order_by("code").values_list("code", flat=True))
