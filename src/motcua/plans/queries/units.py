"""Who is meant by a unit or a group of units named in a plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Q, QuerySet

from motcua.organisations.enums import AgencyKind, AgencyLevel
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree
from motcua.plans.enums import UnitGroup

_ABOVE = """
    WITH RECURSIVE above(id) AS (
        SELECT unnest(%s::uuid[])
        UNION
        SELECT s.parent_id FROM above a
        JOIN organisations_subordination s ON s.agency_id = a.id AND s.in_force @> %s::date
    )
    SELECT id FROM above
"""
_DIVISIONS = Q(kind=AgencyKind.DIVISION)
_ATTACHED = Q(level=AgencyLevel.SCHOOL)


def members_of(group: UnitGroup, *, owner_id: UUID, on: date) -> QuerySet[Agency]:
    """The units that `group` means in a plan of the owner on the day; none for CONCERNED, which names nobody.

    Divisions and attached units stand directly below the owner; schools, offices and communes anywhere in its area
    of work: below it, or below the body it belongs to.
    """
    directly = Agency.objects.filter(
        superiors__parent=owner_id, superiors__in_force__contains=on, held__contains=on
    )
    if group is UnitGroup.ALL_DIVISIONS:
        return directly.filter(_DIVISIONS)
    if group is UnitGroup.ALL_ATTACHED:
        return directly.filter(_ATTACHED)
    if group is UnitGroup.ALL_UNITS:
        return directly.filter(_DIVISIONS | _ATTACHED)
    if group is UnitGroup.CONCERNED:
        return Agency.objects.none()
    everywhere = _around(owner_id, on)
    if group is UnitGroup.ALL_SCHOOLS:
        return everywhere.filter(_ATTACHED)
    if group is UnitGroup.ALL_COMMUNES:
        return everywhere.filter(kind=AgencyKind.COMMUNE_COMMITTEE)
    return everywhere.filter(kind=AgencyKind.EDUCATION_OFFICE_DISTRICT)


def members_of_all(groups: Iterable[UnitGroup], *, owner_id: UUID, on: date) -> dict[UnitGroup, list[UUID]]:
    """The members of each of the groups; one query for each group that occurs, not for each line that names it."""
    return {
        group: list(
            members_of(group, owner_id=owner_id, on=on)
            .order_by("sort_key", "id")
            .values_list("pk", flat=True)
        )
        for group in set(groups)
    }


def nameable_units(owner_id: UUID, on: date) -> QuerySet[Agency]:
    """The units that a plan of the owner may name: itself, those around it; in the order of names."""
    return _around(owner_id, on).order_by("sort_key", "id")


def units_near(owner_id: UUID, on: date) -> QuerySet[Agency]:
    """The owner and the bodies directly below it."""
    below = Agency.objects.filter(
        superiors__parent=owner_id, superiors__in_force__contains=on, held__contains=on
    )
    return Agency.objects.filter(Q(pk=owner_id) | Q(pk__in=below.values("pk"))).order_by("sort_key", "id")


def units_taking_part(owner_id: UUID, on: date) -> QuerySet[Agency]:
    """The units that may take part in what the owner calls for: itself, all below it, the schools around it."""
    schools = members_of(UnitGroup.ALL_SCHOOLS, owner_id=owner_id, on=on)
    below = subtree(owner_id, on)
    found = Agency.objects.filter(Q(pk__in=below.values("pk")) | Q(pk__in=schools.values("pk")))
    return found.filter(held__contains=on).order_by("sort_key", "id")


def owners_above(units: Collection[UUID], on: date) -> list[UUID]:
    """The agencies in whose calls the units may take part: themselves, all above them, and for schools the education
    departments beside what stands above them; two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, (list(units), on))
        above = {row[0] for row in cursor.fetchall()}
    beside = Agency.objects.filter(
        kind=AgencyKind.EDUCATION_DEPARTMENT,
        held__contains=on,
        superiors__in_force__contains=on,
        superiors__parent__in=above,
    )
    schools = Agency.objects.filter(pk__in=units, level=AgencyLevel.SCHOOL)
    departments = beside.filter(Exists(schools)).values_list("pk", flat=True)
    return sorted({*above, *departments})


def _around(owner_id: UUID, on: date) -> QuerySet[Agency]:
    """What stands below the body that the owner belongs to, the owner and that body included."""
    above = (
        Agency.objects.filter(subordinates__agency=owner_id, subordinates__in_force__contains=on)
        .values_list("pk", flat=True)
        .first()
    )
    return subtree(above or owner_id, on).filter(held__contains=on)
