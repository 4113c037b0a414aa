"""Whom review rounds speak to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.rules.roles import roles_with
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency
from motcua.plans.queries.people import people_by_unit
from motcua.reviews.enums.rounds import RoundKind, RoundStatus
from motcua.reviews.models import ReviewRound

_PARTS = (AgencyKind.DIVISION, AgencyKind.ONE_STOP_DESK)


def doers_of(units: Collection[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who does reviews at each of the very units; one query."""
    return people_by_unit(units, roles_with(Capability.DO_REVIEWS), on)


def keepers_of(agencies: Collection[UUID], on: date) -> dict[UUID, list[Person]]:
    """Who keeps the reviews of each agency; one query."""
    return people_by_unit(agencies, roles_with(Capability.KEEP_REVIEWS), on)


def agencies_without_plan(year: int, on: date) -> list[Agency]:
    """The agencies that have somebody who keeps reviews and no yearly plan of that year, not even in draft; parts of
    another body have none of their own. One query."""
    keeping = RoleHolding.objects.filter(
        role__in=list(roles_with(Capability.KEEP_REVIEWS)), held__contains=on, person__is_active=True
    )
    begun = ReviewRound.objects.filter(kind=RoundKind.YEARLY, year=year).exclude(status=RoundStatus.DROPPED)
    found = Agency.objects.filter(pk__in=keeping.values("agency")).exclude(pk__in=begun.values("agency"))
    return list(found.exclude(kind__in=_PARTS).order_by("pk"))


def approvers_of(agency_id: UUID, on: date) -> list[Person]:
    """Who approves rounds and proposals of the agency."""
    return people_by_unit([agency_id], roles_with(Capability.APPROVE_REVIEWS), on)[agency_id]
