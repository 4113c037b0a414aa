"""Who works on reviews of a body: a role at it, or at any body above it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import refusal
from motcua.reviews.queries.reach import bodies_reached


def may_over(person: Person, capability: Capability, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` has `capability` at the agency or at a body above it; one query."""
    return bodies_reached(person, capability, on=on).filter(pk=agency_id).exists()


def require_over(person: Person, capability: Capability, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` has `capability` at the agency or at a body above it.

    :raises Refused: "<capability>-not-allowed".
    """
    if not may_over(person, capability, agency_id=agency_id, on=on):
        raise refusal(capability)
