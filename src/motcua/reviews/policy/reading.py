"""Who may read and who may keep the reviews of an agency."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, require


def may_keep(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` decides about the findings of the agency."""
    return may(person, Capability.KEEP_REVIEWS, agency_id=agency_id, on=on)


def require_keep(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` decides about the findings of the agency.

    :raises Refused: "keep-reviews-not-allowed".
    """
    require(person, Capability.KEEP_REVIEWS, agency_id=agency_id, on=on)


def require_read(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` reads the reviews of the agency.

    :raises Refused: "read-reviews-not-allowed".
    """
    require(person, Capability.READ_REVIEWS, agency_id=agency_id, on=on)
