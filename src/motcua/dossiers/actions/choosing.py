"""Who is to have a dossier next: named people must be able to do the step where it goes."""

from __future__ import annotations

from uuid import UUID

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.dossiers.actions.acting import Act
from motcua.dossiers.actions.telling import tell_staff
from motcua.dossiers.models import Passage
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
    """Tell whoever holds the dossier now; while nobody does, those who may take it (`_who_may_take`)."""
    dossier = act.dossier
    people = [dossier.holder] if dossier.holder else _who_may_take(act)
    tell_staff(act, event, people, until=dossier.step_due_at, **facts)


def _who_may_take(act: Act) -> list[Person]:
    """Everyone who does the step's work where the dossier lies. Of several heads only the one who has had it there
    before, as who assigned it: the others need not be told of every paper that is put before one of them."""
    dossier = act.dossier
    agency = dossier.holder_agency_id or dossier.reception_id
    role = Role(dossier.step_role or Role.RECEPTION_OFFICER)
    people = people_of_step(agency, role, act.on)
    if role is not Role.HEAD or len(people) < 2:
        return people
    stays = Passage.objects.filter(dossier=dossier, role=role, left_at__isnull=False, person__in=people)
    before = set(stays.values_list("person", flat=True))
    return [person for person in people if person.pk in before] or people
