"""Whose turn it is: the people who do a step's work at an agency."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.queries import handlers_at
from motcua.accounts.rules.roles import roles_with
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.abilities import STEP_CAPABILITY
from motcua.dossiers.rules.moves import OPEN
from motcua.organisations.enums import AgencyLevel
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree


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


def people_by_unit(agency_id: UUID, capability: Capability, on: date) -> list[tuple[Agency, list[Person]]]:
    """Who can do such work at the agency and each body below it, schools apart, the agency first, then by name.

    Two queries.
    """
    bodies = subtree(agency_id, on).exclude(level=AgencyLevel.SCHOOL).filter(held__contains=on)
    named = {row.pk: row for row in (bodies | Agency.objects.filter(pk=agency_id)).order_by("sort_key", "id")}
    held = RoleHolding.objects.filter(
        agency__in=named, role__in=roles_with(capability), held__contains=on, person__is_active=True
    )
    found: dict[UUID, list[Person]] = {}
    for row in held.select_related("person").order_by("person__sort_key", "person_id"):
        found.setdefault(row.agency_id, []).append(row.person)
    order = sorted(named.values(), key=lambda body: body.pk != agency_id)
    return [(body, found[body.pk]) for body in order if body.pk in found]


def load_of(people: Collection[UUID]) -> dict[UUID, int]:
    """How many open dossiers each of these people holds; one query."""
    rows = Dossier.objects.filter(holder__in=people, status__in=sorted(OPEN)).values_list("holder")
    found = dict(rows.annotate(count=Count("id")))
    return {person: found.get(person, 0) for person in people}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds open dossiers at an agency."""

    agency_id: UUID
    agency_name: str
    person_id: UUID
    person_name: str
    count: int


def holders_at(agencies: QuerySet[Agency]) -> list[Holder]:
    """Who holds how many open dossiers at these agencies, in the order of names; one query."""
    rows = Dossier.objects.filter(holder_agency__in=agencies, holder__isnull=False, status__in=sorted(OPEN))
    grouped = rows.values_list(
        "holder_agency", "holder_agency__name", "holder", "holder__full_name", "holder__sort_key"
    ).annotate(count=Count("id"))
    return [
        Holder(agency, agency_name, person, name, count)
        for agency, agency_name, person, name, _key, count in grouped.order_by("holder__sort_key", "holder")
    ]


def people_at(agency_ids: Collection[UUID], on: date) -> list[tuple[str, list[Person]]]:
    """Who works with dossiers at each of the agencies, by the agency's name; one query."""
    able = {role for capability in STEP_CAPABILITY.values() for role in roles_with(capability)}
    held = RoleHolding.objects.filter(
        agency__in=agency_ids, role__in=able, held__contains=on, person__is_active=True
    )
    found: dict[str, dict[UUID, Person]] = {}
    for row in held.select_related("person", "agency").order_by("agency__sort_key", "person__sort_key"):
        found.setdefault(row.agency.name, {})[row.person_id] = row.person
    return [(name, list(people.values())) for name, people in found.items()]
