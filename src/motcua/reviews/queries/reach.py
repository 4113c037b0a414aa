"""Where a person reviews: a role at a body reaches all that stand below it, for they are reviewed together."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.rules.roles import roles_with
from motcua.organisations.models import Agency

_BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT h.agency_id
        FROM accounts_roleholding h JOIN accounts_person p ON p.id = h.person_id AND p.is_active
        WHERE h.person_id = %s AND h.role = ANY(%s) AND h.held @> %s::date
        UNION
        SELECT s.agency_id
        FROM below b JOIN organisations_subordination s ON s.parent_id = b.id AND s.in_force @> %s::date
    )
    SELECT id FROM below
"""


def bodies_reached(person: Person, *able: Capability, on: date) -> QuerySet[Agency]:
    """The agencies at which `person` has any of these capabilities on the day, with all below them; a subquery, for
    `filter(agency__in=bodies_reached(…))`."""
    roles = sorted({role.value for one in able for role in roles_with(one)})
    return Agency.objects.filter(id__in=RawSQL(_BELOW, (person.pk, roles, on, on)))  # noqa: S611 - constant text


def bodies_held(person: Person, *able: Capability, on: date) -> QuerySet[Agency]:
    """The agencies at which `person` themselves has a role with any of these capabilities, in the order of names."""
    roles = {role for one in able for role in roles_with(one)}
    held = RoleHolding.objects.filter(person=person, held__contains=on, role__in=roles)
    return Agency.objects.filter(pk__in=held.values("agency")).order_by("sort_key", "id")
