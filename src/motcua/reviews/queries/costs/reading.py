"""Whose cost sheets a person sees, and one sheet with all that hangs on it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.rules.roles import roles_with
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency, Subordination
from motcua.reviews.models import CostEstimate

_PARTS_OF_A_BODY = (AgencyKind.DIVISION, AgencyKind.COMMUNE_SOCIAL_OFFICE, AgencyKind.ONE_STOP_DESK)


def agencies_costed(person: Person, *, on: date) -> list[Agency]:
    """The agencies whose sheets the person sees by a role: where they read or keep reviews first, then the bodies of
    which the divisions where they do reviews are part. Two queries."""
    reading = roles_with(Capability.READ_REVIEWS) | roles_with(Capability.KEEP_REVIEWS)
    able = reading | roles_with(Capability.DO_REVIEWS)
    held = RoleHolding.objects.filter(person=person, held__contains=on, role__in=able).select_related(
        "agency"
    )
    rows = sorted(held, key=lambda one: (one.role not in reading, one.agency.sort_key, one.pk))
    parts = [row.agency_id for row in rows if row.agency.kind in _PARTS_OF_A_BODY]
    above = Subordination.objects.filter(agency__in=parts, in_force__contains=on).select_related("parent")
    bodies = {one.agency_id: one.parent for one in above}
    found: dict[UUID, Agency] = {}
    for row in rows:
        agency = bodies.get(row.agency_id, row.agency)
        found.setdefault(agency.pk, agency)
    return list(found.values())


def find_estimate(pk: UUID) -> CostEstimate | None:
    """The sheet with what it is about and who made it; None when there is none."""
    found = CostEstimate.objects.filter(pk=pk).select_related(
        "procedure", "version", "agency", "of", "income", "made_by", "agreed_by"
    )
    return found.first()
