"""Of whom a call or a question speaks: they and their body do not see it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from motcua.accounts.models import Person
from motcua.feedback.enums.feedback import Named
from motcua.feedback.models import DialogueQuestion, HotlineEntry
from motcua.feedback.rules.about_whom import AboutWhom, checked_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency


def name_in(row: HotlineEntry | DialogueQuestion, people: Iterable[UUID], named: Named) -> None:
    """From now on it is kept from these people; who is known as such already stays so."""
    for person_id in people:
        row.objects_of.get_or_create(person_id=person_id, defaults={"named": named})


def judge(row: HotlineEntry | DialogueQuestion, found: AboutWhom) -> None:
    """Sets whether it is about conduct and of whom; not yet saved. Who was only recognised by name sees it again where
    it is not; who was written down as the one stays so.

    :raises Refused: "about-without-conduct", "agency-not-found", "person-not-found".
    """
    said = checked_about(found)
    if said.agency_id is not None and not Agency.objects.filter(pk=said.agency_id).exists():
        raise Refused("agency-not-found", "Không tìm thấy đơn vị này. Chọn lại.", field="about_agency")
    row.is_closed, row.about_agency_id = said.is_conduct, said.agency_id
    if not said.is_conduct:
        row.objects_of.filter(named=Named.RECOGNISED).delete()
    if said.person_id is None:
        return
    if not Person.objects.filter(pk=said.person_id, is_active=True, is_staff_member=True).exists():
        raise Refused("person-not-found", "Không tìm thấy cán bộ này. Chọn lại.", field="person")
    row.objects_of.update_or_create(person_id=said.person_id, defaults={"named": Named.BY_OFFICER})
