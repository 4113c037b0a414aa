"""Who is to have a dossier next: named people must be able to do the step where it goes."""

from __future__ import annotations

from uuid import UUID

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.dossiers.actions.acting import Act
from motcua.dossiers.actions.telling import tell_staff
from motcua.dossiers.queries.people import people_of_step
from motcua.dossiers.rules.abilities import STEP_CAPABILITY
from motcua.kernel.refusals import Refused


def require_able(act: Act, person_id: UUID | None, capability: Capability, agency_id: UUID) -> Person | None:
    """The person named, who can do such work at the agency on the day; None when nobody was named.

    :raises Refused: "person-not-able".
    """
    if person_id is None:
        return None
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not may(person, capability, agency_id=agency_id, on=act.on):
        name = person.full_name if person else "Người được chọn"
        raise Refused(
            "person-not-able",
            f"{name} không có quyền “{capability.label}” tại đơn vị nhận hồ sơ vào ngày {act.on:%d/%m/%Y}. "
            "Chọn người khác, hoặc để trống để đơn vị tự nhận.",
            field="person_id",
        )
    return person


def able_still(act: Act, person: Person | None, role: Role, agency_id: UUID) -> Person | None:
    """The person, if they can still do the work of `role` at the agency; else None."""
    if person is None or not person.is_active:
        return None
    return person if may(person, STEP_CAPABILITY[role], agency_id=agency_id, on=act.on) else None


def tell_whose_turn(act: Act, event: str, **facts: object) -> None:
    """Tell whoever holds the dossier now, or everyone who does its step's work where it lies."""
    dossier = act.dossier
    agency = dossier.holder_agency_id or dossier.reception_id
    role = Role(dossier.step_role or Role.RECEPTION_OFFICER)
    people = [dossier.holder] if dossier.holder else people_of_step(agency, role, act.on)
    tell_staff(act, event, people, until=dossier.step_due_at, **facts)
