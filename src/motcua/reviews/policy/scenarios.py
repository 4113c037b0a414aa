"""Who may try changes on the procedures of an agency, and who sets the targets of cutting."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal, require
from motcua.accounts.queries import agencies_where
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.models import Scenario


def may_try(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` keeps scenarios of the agency: who keeps its reviews, or does reviews there or below."""
    if may(person, Capability.KEEP_REVIEWS, agency_id=agency_id, on=on):
        return True
    here = subtree(agency_id, on).values("pk")
    return agencies_where(person, Capability.DO_REVIEWS, on).filter(pk__in=here).exists()


def require_try(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who may not keep scenarios of the agency.

    :raises Refused: "do-reviews-not-allowed".
    """
    if not may_try(person, agency_id=agency_id, on=on):
        raise refusal(Capability.DO_REVIEWS)


def may_withdraw(person: Person, scenario: Scenario, *, on: date) -> bool:
    """Whether `person` may withdraw it: who made it, or who keeps the agency's reviews."""
    own = person.pk == scenario.made_by_id
    return own or may(person, Capability.KEEP_REVIEWS, agency_id=scenario.agency_id, on=on)


def require_withdraw(person: Person, scenario: Scenario, *, on: date) -> None:
    """Refuse who may not withdraw the scenario.

    :raises Refused: "keep-reviews-not-allowed".
    """
    if not may_withdraw(person, scenario, on=on):
        raise refusal(Capability.KEEP_REVIEWS)


def require_set_targets(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who may not set the targets of the agency.

    :raises Refused: "keep-reviews-not-allowed".
    """
    require(person, Capability.KEEP_REVIEWS, agency_id=agency_id, on=on)
