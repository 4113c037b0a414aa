"""Whom review rounds speak to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.rules.roles import roles_with
from motcua.plans.queries.people import people_by_unit


def doers_of(units: Collection[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who does reviews at each of the very units; one query."""
    return people_by_unit(units, roles_with(Capability.DO_REVIEWS), on)


def keepers_of(agencies: Collection[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who keeps the reviews of each agency; one query."""
    return people_by_unit(agencies, roles_with(Capability.KEEP_REVIEWS), on)


def approvers_of(agency_id: UUID, on: date) -> list[Person]:
    """Who approves rounds and proposals of the agency."""
    return people_by_unit([agency_id], roles_with(Capability.APPROVE_REVIEWS), on)[agency_id]
