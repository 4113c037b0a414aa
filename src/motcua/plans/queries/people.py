"""Whom plans speak to: heads of units, keepers of plans."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.rules.roles import roles_with
from motcua.plans.models import Duty


def people_by_unit(units: Collection[UUID], roles: Collection[Role], on: date) -> dict[UUID, list[Person]]:
    """Who holds one of the roles at each of the units on the day, at the very unit; one query."""
    rows = (
        RoleHolding.objects.filter(agency__in=set(units), role__in=list(roles), held__contains=on)
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("agency", "person__sort_key", "person")
    )
    found: dict[UUID, list[Person]] = {unit: [] for unit in units}
    for row in rows:
        if row.person not in found[row.agency_id]:
            found[row.agency_id].append(row.person)
    return found


def heads_of(units: Collection[UUID], on: date) -> dict[UUID, list[Person]]:
    """The heads of each unit."""
    return people_by_unit(units, {Role.HEAD}, on)


def keepers_of(units: Collection[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who keeps the plans of each agency, heads apart: those that follow them day by day; heads where nobody else."""
    roles = roles_with(Capability.KEEP_PLANS)
    daily = people_by_unit(units, roles - {Role.HEAD}, on)
    if missing := [unit for unit, people in daily.items() if not people]:
        daily.update(heads_of(missing, on))
    return daily


def at_their_units(duties: Collection[Duty], on: date) -> set[UUID]:
    """Of these duties those whose assignee still works at the duty's unit on the day; one query."""
    rows = RoleHolding.objects.filter(
        person__in={duty.assignee_id for duty in duties if duty.assignee_id},
        person__is_active=True,
        held__contains=on,
    )
    posts = set(rows.values_list("person", "agency"))
    return {duty.pk for duty in duties if (duty.assignee_id, duty.unit_id) in posts}
