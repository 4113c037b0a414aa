"""Questions about agencies: lists, what stands above and below, what they were before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from motcua.kernel.text import fold
from motcua.organisations.enums import AgencyKind, AgencyLevel
from motcua.organisations.models import Agency, Area, Subordination, Succession

_SUBTREE = """
    WITH RECURSIVE below(id) AS (
        SELECT %s::uuid
        UNION
        SELECT s.agency_id FROM below b
        JOIN organisations_subordination s ON s.parent_id = b.id AND s.in_force @> %s::date
    )
    SELECT id FROM below
"""
_LINE_DEPTH = """
    WITH RECURSIVE above(id, depth) AS (
        SELECT %s::uuid, 0
        UNION
        SELECT s.parent_id, a.depth + 1 FROM above a
        JOIN organisations_subordination s ON s.agency_id = a.id AND s.in_force @> %s::date
        WHERE a.depth < 20
    )
    SELECT id, depth FROM above WHERE depth > 0
"""
_LINE = f"SELECT id FROM ({_LINE_DEPTH}) line"


def agency_with_area(agency_id: UUID) -> Agency:
    """The agency and its area: one query, composed once, for what is asked at every act.

    :raises Agency.DoesNotExist:
    """
    statement, own, areas = _with_area()
    with connection.cursor() as cursor:
        cursor.execute(statement, [agency_id])
        row = cursor.fetchone()
    if row is None:
        raise Agency.DoesNotExist(f"no agency {agency_id}")
    agency = Agency.from_db(connection.alias, own, row[: len(own)])
    if agency.area_id is not None:
        agency.area = Area.from_db(connection.alias, areas, row[len(own) :])
    return agency


@cache
def _with_area() -> tuple[str, list[str], list[str]]:
    """The statement, and the names of the columns of the agency and of its area in it."""
    own = [field.attname for field in Agency._meta.concrete_fields]
    areas = [field.attname for field in Area._meta.concrete_fields]
    columns = ", ".join([*(f"g.{name}" for name in own), *(f"a.{name}" for name in areas)])
    return (
        f"SELECT {columns} FROM organisations_agency g LEFT JOIN organisations_area a ON a.id = g.area_id"
        " WHERE g.id = %s",
        own,
        areas,
    )


def agencies_on(on: date) -> QuerySet[Agency]:
    """The agencies that exist on the day. What public bodies exist is public: everybody may see them."""
    return Agency.objects.filter(held__contains=on)


def find_agency(code: str, on: date) -> Agency | None:
    """The agency with this code on the day; when there is none then, the last one that had it."""
    found = Agency.objects.filter(code=code).select_related("area")
    return found.filter(held__contains=on).first() or found.order_by("-held").first()


def subtree(agency_id: UUID, on: date) -> QuerySet[Agency]:
    """The agency and all that stand below it on the day; a subquery, for `filter(agency__in=subtree(…))`."""
    return Agency.objects.filter(id__in=RawSQL(_SUBTREE, (agency_id, on)))  # noqa: S611 - constant text


def superiors_of(agency_id: UUID, on: date) -> QuerySet[Agency]:
    """All bodies above the agency on the day."""
    return Agency.objects.filter(id__in=RawSQL(_LINE, (agency_id, on)))  # noqa: S611 - constant text


def line_above(agency_id: UUID, on: date) -> list[Agency]:
    """The bodies above the agency on the day, its own superior first; two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_LINE_DEPTH, (agency_id, on))
        depths: dict[UUID, int] = dict(cursor.fetchall())
    return sorted(Agency.objects.filter(pk__in=depths), key=lambda agency: depths[agency.pk])


def subordinates_of(agency_id: UUID | None, on: date) -> QuerySet[Agency]:
    """The agencies directly below one, or those under no other; each with the number directly below it
    (`below_count`), in the order of names."""
    current = Q(superiors__in_force__contains=on)
    if agency_id is None:
        placed = Subordination.objects.filter(in_force__contains=on).values("agency")
        found = agencies_on(on).exclude(id__in=placed)
    else:
        found = agencies_on(on).filter(current, superiors__parent=agency_id)
    below = Count("subordinates", filter=Q(subordinates__in_force__contains=on), distinct=True)
    return found.annotate(below_count=below).order_by("sort_key", "id")


def agencies_matching(
    agencies: QuerySet[Agency],
    *,
    text: str = "",
    kind: AgencyKind | None = None,
    level: AgencyLevel | None = None,
) -> QuerySet[Agency]:
    """Those of `agencies` whose name, short name or code holds every word of `text`, of this kind and level."""
    for word in fold(text).split():
        agencies = agencies.filter(folded__contains=word)
    if kind:
        agencies = agencies.filter(kind=kind)
    return agencies.filter(level=level) if level else agencies


def page_of_agencies(
    agencies: QuerySet[Agency], *, after: tuple[str, UUID] | None = None, size: int = 50
) -> list[Agency]:
    """Up to `size` + 1 of `agencies` in the order of names, following the key (sort_key, id) `after`.

    One more than asked for tells the caller that there is a next page.
    """
    if after is not None:
        key, last = after
        agencies = agencies.filter(Q(sort_key__gt=key) | Q(sort_key=key, id__gt=last))
    return list(agencies.select_related("area").order_by("sort_key", "id")[: size + 1])


def counts_by_level(on: date) -> dict[AgencyLevel, int]:
    """How many agencies there are on the day, level by level; one query."""
    rows = agencies_on(on).values_list("level").annotate(number=Count("id"))
    found = {AgencyLevel(level): number for level, number in rows}
    return {level: found.get(level, 0) for level in AgencyLevel}


@dataclass(frozen=True, slots=True)
class History:
    """Where an agency came from and what became of it."""

    came_from: list[Succession]
    went_to: list[Succession]
    superiors: list[Subordination]


def history_of(agency_id: UUID) -> History:
    """The agency's successions and its superiors through time, latest first; three queries."""
    return History(
        list(
            Succession.objects.filter(successor=agency_id).select_related("predecessor").order_by("-on", "id")
        ),
        list(
            Succession.objects.filter(predecessor=agency_id).select_related("successor").order_by("-on", "id")
        ),
        list(Subordination.objects.filter(agency=agency_id).select_related("parent").order_by("-in_force")),
    )


def successors_on(agency_ids: Collection[UUID], on: date) -> QuerySet[Agency]:
    """The bodies that on the day do the work which the agencies once did, through any number of successions."""
    return Agency.objects.filter(id__in=RawSQL(_SUCCESSORS, (list(agency_ids), on)), held__contains=on)  # noqa: S611 - constant text


_SUCCESSORS = """
    WITH RECURSIVE later(id) AS (
        SELECT unnest(%s::uuid[])
        UNION
        SELECT s.successor_id FROM later l
        JOIN organisations_succession s ON s.predecessor_id = l.id AND s."on" <= %s::date
        WHERE s.successor_id IS NOT NULL
    )
    SELECT id FROM later
"""
