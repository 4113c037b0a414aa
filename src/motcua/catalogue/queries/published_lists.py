"""The public lists: procedures in force, by level, field, audience and life event, with counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Count, F, Func, QuerySet

from motcua.catalogue.enums import ApplicantType, LifeEvent, ProcedureKind, ProcedureLevel, VersionState
from motcua.catalogue.models import ProcedureVersion


class Facet(StrEnum):
    """By what the list can be narrowed."""

    LIFE_EVENT = "life_event"
    LEVEL = "level"
    FIELD = "field"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Filters:
    """Procedures in force on the day that the public of the province is shown, narrowed by one value per facet."""

    jurisdiction: str
    on: date
    chosen: Mapping[Facet, str] = field(default_factory=dict)


_ARRAYS = {Facet.LIFE_EVENT: "life_events", Facet.LEVEL: "levels", Facet.APPLICANT: "applicant_types"}
_WORDS = {Facet.LIFE_EVENT: LifeEvent, Facet.LEVEL: ProcedureLevel, Facet.APPLICANT: ApplicantType}


def published_versions(filters: Filters, *, without: Facet | None = None) -> QuerySet[ProcedureVersion]:
    """The versions in force that the filters leave, `without` one of them; internal procedures are no errand.

    Where the province has its own record under a code, the nation's is not shown.
    """
    versions = ProcedureVersion.objects.filter(
        state=VersionState.PROMULGATED,
        in_force__contains=filters.on,
        procedure__jurisdiction__in={"", filters.jurisdiction},
    ).exclude(procedure__kind=ProcedureKind.INTERNAL)
    if filters.jurisdiction:
        own = versions.filter(procedure__jurisdiction=filters.jurisdiction).values("procedure__code")
        versions = versions.exclude(procedure__jurisdiction="", procedure__code__in=own)
    for facet, value in filters.chosen.items():
        if facet is not without:
            versions = versions.filter(
                **(
                    {"field": int(value)}
                    if facet is Facet.FIELD
                    else {f"{_ARRAYS[facet]}__contains": [value]}
                )
            )
    return versions


def page_of_published(filters: Filters, *, after: str, size: int) -> list[ProcedureVersion]:
    """Up to `size` + 1 versions in the order of codes, after the code `after`; with field and methods. Two queries."""
    versions = published_versions(filters).filter(procedure__code__gt=after)
    ordered = versions.select_related("procedure", "field").prefetch_related("methods")
    return list(ordered.order_by("procedure__code")[: size + 1])


def count_published(filters: Filters) -> int:
    """How many procedures the filters leave."""
    return published_versions(filters).count()


def facet_counts(filters: Filters) -> dict[Facet, list[tuple[str, str, int]]]:
    """For each facet its values with label and number, the other facets' filters applied; one query each.

    Words come in the order of their enum, fields by name; a value that nothing has is left out.
    """
    return {facet: _counts(facet, published_versions(filters, without=facet)) for facet in Facet}


def _counts(facet: Facet, versions: QuerySet[ProcedureVersion]) -> list[tuple[str, str, int]]:
    if facet is Facet.FIELD:
        rows = (
            versions.filter(field__isnull=False).values("field", "field__name").annotate(number=Count("id"))
        )
        return [
            (str(row["field"]), row["field__name"], row["number"]) for row in rows.order_by("field__sort_key")
        ]
    value = Func(F(_ARRAYS[facet]), function="unnest")
    counted = versions.annotate(value=value).values("value").annotate(number=Count("id")).order_by()
    numbers = {row["value"]: row["number"] for row in counted}
    return [(word.value, word.label, numbers[word.value]) for word in _WORDS[facet] if word.value in numbers]
