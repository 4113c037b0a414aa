"""Whose turn it is: the people who do a step's work at an agency."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.queries import handlers_at
from motcua.accounts.rules.roles import roles_with
from motcua.dossiers.rules.abilities import STEP_CAPABILITY


def people_of_step(agency_id: UUID, role: Role, on: date) -> list[Person]:
    """Who does the work of `role` at the agency on the day: those who hold it there, else those above who may."""
    capability = STEP_CAPABILITY[role]
    held = RoleHolding.objects.filter(
        agency=agency_id, role__in=roles_with(capability), held__contains=on, person__is_active=True
    )
    near = Person.objects.filter(pk__in=held.values("person"))
    return list(near.order_by("sort_key", "id")) or handlers_at(agency_id, capability, on)
