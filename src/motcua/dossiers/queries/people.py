"""Whose turn it is: the people who do a step's work at an agency."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.queries import handlers_at
from motcua.accounts.rules.roles import roles_with
from motcua.dossiers.rules.abilities import STEP_CAPABILITY


def people_of_steps(agency_ids: Collection[UUID], role: Role, on: date) -> dict[UUID, list[Person]]:
    """Who holds a role for such work at each of the agencies itself; one query."""
    held = RoleHolding.objects.filter(
        agency__in=agency_ids,
        role__in=roles_with(STEP_CAPABILITY[role]),
        held__contains=on,
        person__is_active=True,
    )
    found: dict[UUID, list[Person]] = {agency: [] for agency in agency_ids}
    for row in held.select_related("person").order_by("person__sort_key", "person_id"):
        found[row.agency_id].append(row.person)
    return found


def people_of_turns(
    turns: Collection[tuple[UUID | None, str]], on: date
) -> dict[tuple[UUID | None, str], list[Person]]:
    """Who does the work of each (agency, role), by a role held at that very agency; one query."""
    held = RoleHolding.objects.filter(
        agency__in={agency for agency, _role in turns if agency}, held__contains=on, person__is_active=True
    )
    rows = list(held.select_related("person").order_by("person__sort_key", "person_id")) if turns else []
    found: dict[tuple[UUID | None, str], list[Person]] = {}
    for agency, role in turns:
        able = roles_with(STEP_CAPABILITY[Role(role or Role.RECEPTION_OFFICER)])
        found[agency, role] = [row.person for row in rows if row.agency_id == agency and row.role in able]
    return found


def people_of_step(agency_id: UUID, role: Role, on: date) -> list[Person]:
    """Who does the work of `role` at the agency on the day: those who hold it there, else those above who may."""
    capability = STEP_CAPABILITY[role]
    held = RoleHolding.objects.filter(
        agency=agency_id, role__in=roles_with(capability), held__contains=on, person__is_active=True
    )
    near = Person.objects.filter(pk__in=held.values("person"))
    return list(near.order_by("sort_key", "id")) or handlers_at(agency_id, capability, on)
