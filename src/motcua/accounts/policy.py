"""Who may do what with accounts, and the one question every room above asks: may this person do that there?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where, capabilities_of
from motcua.kernel.refusals import Refused


def may(person: Person, capability: Capability, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` has `capability` at the agency on the day."""
    return agencies_where(person, capability, on).filter(pk=agency_id).exists()


def may_at_every(person: Person, capability: Capability, *, agency_ids: Collection[UUID], on: date) -> bool:
    """Whether `person` has `capability` at every one of the agencies; one query. False for no agency at all."""
    wanted = set(agency_ids)
    held = agencies_where(person, capability, on).filter(pk__in=wanted)
    return bool(wanted) and held.count() == len(wanted)


def may_somewhere(person: Person, capability: Capability, *, on: date) -> bool:
    """Whether `person` has `capability` at any agency on the day."""
    return capability in capabilities_of(person, on)


def require(person: Person, capability: Capability, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` has `capability` at the agency on the day.

    :raises Refused: "<capability>-not-allowed", such as "keep-catalogue-not-allowed".
    """
    if not may(person, capability, agency_id=agency_id, on=on):
        raise refusal(capability)


def require_somewhere(person: Person, capability: Capability, *, on: date) -> None:
    """Refuse unless `person` has `capability` at some agency on the day: for pages that then list by agency.

    :raises Refused: "<capability>-not-allowed".
    """
    if not may_somewhere(person, capability, on=on):
        raise refusal(capability)


def refusal(capability: Capability) -> Refused:
    """The refusal of someone who lacks `capability`."""
    return Refused(
        f"{capability.value.replace('_', '-')}-not-allowed",
        f"Bạn không có quyền “{capability.label}” tại cơ quan này. "
        "Nếu cần, hãy đề nghị quản trị nghiệp vụ của cơ quan cấp vai trò phù hợp.",
        capability=capability.value,
    )
