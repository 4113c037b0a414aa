"""Who may do what with accounts, and the one question every room above asks: may this person do that there?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where, bodies_of, capabilities_of, has_capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation
from motcua.organisations.policy import Operator


def may(person: Person, capability: Capability, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` has `capability` at the agency on the day."""
    return has_capability(person, capability, agency_id=agency_id, on=on)


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


@dataclass(frozen=True, slots=True)
class OrganisationKeeper:
    """A person as the room of organisations asks for one (organisations.ports.Keeper)."""

    person: Person

    @property
    def actor(self) -> str:
        return self.person.actor

    def may_keep_organisations(self, *, agency_ids: Collection[UUID], on: date) -> bool:
        """Whether the person keeps all of them; bodies under no other are for those who keep the home body."""
        if agency_ids:
            return may_at_every(self.person, Capability.KEEP_ORGANISATIONS, agency_ids=agency_ids, on=on)
        home = Installation.objects.values_list("home", flat=True).first()
        return home is not None and may(self.person, Capability.KEEP_ORGANISATIONS, agency_id=home, on=on)


def may_over(by: Person | Operator, capability: Capability, person: Person, *, on: date) -> bool:
    """Whether `by` has `capability` over `person`: at every body the person belongs to. The operator always."""
    if isinstance(by, Operator):
        return True
    return may_at_every(by, capability, agency_ids=bodies_of(person, on), on=on)


def require_over(by: Person | Operator, capability: Capability, person: Person, *, on: date) -> None:
    """Refuse unless `by` has `capability` over `person`.

    :raises Refused: "<capability>-not-allowed".
    """
    if not may_over(by, capability, person, on=on):
        raise refusal(capability)


def require_another(by: Person | Operator, person: Person, what: str) -> None:
    """Refuse what nobody does to their own account; `what` is a Vietnamese verb phrase.

    :raises Refused: "own-account-not-allowed".
    """
    if not isinstance(by, Operator) and by.pk == person.pk:
        raise Refused(
            "own-account-not-allowed", f"Bạn không thể tự {what} cho chính mình. Hãy nhờ người có quyền khác."
        )


def refusal(capability: Capability) -> Refused:
    """The refusal of someone who lacks `capability`."""
    return Refused(
        f"{capability.value.replace('_', '-')}-not-allowed",
        f"Bạn không có quyền “{capability.label}” tại cơ quan này. "
        "Nếu cần, hãy đề nghị quản trị nghiệp vụ của cơ quan cấp vai trò phù hợp.",
        capability=capability.value,
    )
