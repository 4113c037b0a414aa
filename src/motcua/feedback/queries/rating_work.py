"""Who worked on what is rated: they are rated, and neither read nor judge what was said of their own work."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier, Passage, Result

_OF_RESULT = ("proposed_by", "approved_by", "signed_by", "issued_by", "returned_by")


def worked_on_by(person: Person) -> Q:
    """The ratings of dossiers that `person` received, had at a step, or whose result they wrote, approved, signed,
    issued or handed over; a condition on ratings."""
    passed = Passage.objects.filter(dossier=OuterRef("dossier_id"), person=person)
    results = Result.objects.filter(dossier=OuterRef("dossier_id")).filter(_of_result(person))
    return Q(dossier__received_by=person) | Q(Exists(passed)) | Q(Exists(results))


def took_part(person: Person, dossier: Dossier) -> bool:
    """Whether `person` is among those whose work a rating of the dossier judges."""
    return (
        dossier.received_by_id == person.pk
        or Passage.objects.filter(dossier=dossier, person=person).exists()
        or Result.objects.filter(_of_result(person), dossier=dossier).exists()
    )


def who_took_part(dossier_id: UUID) -> set[UUID]:
    """Everybody who received the dossier, had it at a step, or wrote, approved, signed, issued or handed over its
    result; three queries."""
    found = set(Dossier.objects.filter(pk=dossier_id).values_list("received_by", flat=True))
    found |= set(Passage.objects.filter(dossier=dossier_id).values_list("person", flat=True))
    for people in Result.objects.filter(dossier=dossier_id).values_list(*_OF_RESULT):
        found |= set(people)
    return found - {None}


def _of_result(person: Person) -> Q:
    found = Q()
    for field in _OF_RESULT:
        found |= Q(**{field: person})
    return found
