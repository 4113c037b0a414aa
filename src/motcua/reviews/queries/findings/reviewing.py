"""Who reviews where, and what agencies put aside."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.rules.roles import roles_with
from motcua.organisations.models import Agency
from motcua.reviews.enums import Clue
from motcua.reviews.models import FindingDismissal


def agencies_reviewed(person: Person, *, on: date) -> list[tuple[Agency, bool]]:
    """The agencies at which the person has a role that reads reviews, each with whether one of the roles decides about
    findings; those where they decide first. One query.
    """
    holdings = RoleHolding.objects.filter(
        person=person, held__contains=on, role__in=roles_with(Capability.READ_REVIEWS)
    ).select_related("agency")
    keepers = roles_with(Capability.KEEP_REVIEWS)
    keeps: dict[Agency, bool] = {}
    for held in holdings.order_by("agency__sort_key", "id"):
        keeps[held.agency] = keeps.get(held.agency, False) or held.role in keepers
    return sorted(keeps.items(), key=lambda item: not item[1])


def decisions_about(*, agency_id: UUID, clue: Clue, key: str) -> list[FindingDismissal]:
    """What the agency decided about the finding so far, the latest first; one query."""
    found = FindingDismissal.objects.filter(agency=agency_id, clue=clue, key=key)
    return list(found.select_related("by", "reopened_by").order_by("-at", "-id"))
