"""Conferences, questions, hotlines and open calls pass on with their agency."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q, QuerySet

from motcua.feedback.actions.dialogues.conferences import CONFERENCE
from motcua.feedback.actions.dialogues.questions import QUESTION
from motcua.feedback.actions.hotlines import ENTRY, NUMBER
from motcua.feedback.enums import ConferenceStatus
from motcua.feedback.models import (
    DialogueConference,
    DialoguePromise,
    DialogueQuestion,
    HotlineEntry,
    HotlineNumber,
)
from motcua.feedback.queries.feedback.people import find_first_agency
from motcua.feedback.rules.dialogues import OPEN_QUESTIONS
from motcua.feedback.rules.hotlines import OPEN_OUTCOMES
from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems

_CONFERENCES = "hội nghị đối thoại chưa xong"
_QUESTIONS = "câu hỏi đối thoại chưa trả lời"
_CALLS = "cuộc gọi đường dây nóng chưa trả lời"
_NUMBERS = "số đường dây nóng đang công khai"
_UNDER_WAY = (ConferenceStatus.PREPARED, ConferenceStatus.ANNOUNCED, ConferenceStatus.HELD)


class OpenDialogues:
    """What an agency has under way with the public in person goes on at the successor (an OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> Sequence[OpenItems]:
        """How many conferences, questions, calls and published numbers the predecessors have."""
        found = [
            OpenItems(_CONFERENCES, _conferences(predecessors).count()),
            OpenItems(_QUESTIONS, _questions(predecessors).count()),
            OpenItems(_CALLS, _calls(predecessors).count()),
            OpenItems(_NUMBERS, _numbers(predecessors).count()),
        ]
        return [items for items in found if items.count]

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> Sequence[OpenItems]:
        """Pass them on; the journal of each says so. A number is published for the successor from the day on."""
        passed = self.count(predecessors=predecessors, on=on)
        conferences = list(_conferences(predecessors).values_list("pk", flat=True))
        questions = list(_questions(predecessors).values_list("pk", flat=True))
        calls = list(_calls(predecessors).values_list("pk", flat=True))
        questions_of = _of_itself(
            DialogueQuestion.objects.filter(conference__in=conferences), "conference__agency"
        )
        held = HotlineEntry.objects.filter(pk__in=calls, agency__in=predecessors)
        calls_of = _of_itself(held, "agency")
        of_heir = list(held.filter(is_closed=True, about_agency=successor).values_list("pk", flat=True))
        DialogueConference.objects.filter(pk__in=conferences).update(
            agency=successor, revision=F("revision") + 1
        )
        DialogueQuestion.objects.filter(pk__in=questions).update(unit=successor, revision=F("revision") + 1)
        held.update(agency=successor)
        HotlineEntry.objects.filter(pk__in=calls, unit__in=predecessors).update(unit=successor)
        questions_of += _said_of(DialogueQuestion, "conference__agency", predecessors, successor)
        calls_of += _said_of(HotlineEntry, "agency", predecessors, successor)
        DialogueQuestion.objects.filter(pk__in=questions_of).update(
            about_agency=successor, revision=F("revision") + 1
        )
        HotlineEntry.objects.filter(pk__in=calls_of).update(about_agency=successor)
        DialoguePromise.objects.filter(unit__in=predecessors, dropped_at=None).update(unit=successor)
        numbers = _passed_on(predecessors, successor, on)
        moved = ((CONFERENCE, conferences), (QUESTION, questions), (ENTRY, calls), (NUMBER, numbers))
        facts = [
            Fact("DialogueHandedOver", kind, str(pk), {"to": str(successor)})
            for kind, keys in moved
            for pk in keys
        ]
        facts += [
            Fact("DialogueHandedOver", kind, str(pk), {"about": str(successor)})
            for kind, keys in ((QUESTION, questions_of), (ENTRY, calls_of))
            for pk in keys
        ]
        record_all(facts=facts + _pass_up(of_heir, successor, on=on), actor=actor, at=at)
        return passed

    def close(
        self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str
    ) -> Sequence[OpenItems]:
        """Numbers of a body that ends without successor are published no more; the rest stays for a person."""
        _end(_numbers(predecessors), on)
        return self.count(predecessors=predecessors, on=on)


def _conferences(predecessors: Collection[UUID]) -> QuerySet[DialogueConference]:
    rows = DialogueConference.objects.filter(agency__in=predecessors, status__in=_UNDER_WAY)
    return rows.order_by("id")


def _questions(predecessors: Collection[UUID]) -> QuerySet[DialogueQuestion]:
    return DialogueQuestion.objects.filter(unit__in=predecessors, status__in=OPEN_QUESTIONS).order_by("id")


def _calls(predecessors: Collection[UUID]) -> QuerySet[HotlineEntry]:
    rows = HotlineEntry.objects.filter(outcome__in=OPEN_OUTCOMES, settled_at__isnull=True)
    return rows.filter(Q(agency__in=predecessors) | Q(unit__in=predecessors)).order_by("id")


def _of_itself(rows: QuerySet[Any], holder: str) -> list[UUID]:
    """What is said of the body that has the matter."""
    return list(rows.filter(about_agency=F(holder)).order_by("id").values_list("pk", flat=True))


def _said_of(
    model: type[DialogueQuestion] | type[HotlineEntry],
    holder: str,
    predecessors: Collection[UUID],
    successor: UUID,
) -> list[UUID]:
    """What was said of a predecessor elsewhere is said of the successor, also when it is finished; not where the
    successor has the matter."""
    rows = model.objects.filter(about_agency__in=predecessors).exclude(about_agency=F(holder))
    rows = rows.exclude(**{holder: successor}).order_by("id")
    return list(rows.values_list("pk", flat=True))


def _pass_up(of_heir: Collection[UUID], successor: UUID, *, on: date) -> list[Fact]:
    """Nobody inherits a call that speaks of themselves: it goes to the nearest body above where somebody may handle it;
    where there is none, the successor has it. One by one: whom each names decides who may have it, and there are few.
    """
    facts = []
    for row in HotlineEntry.objects.filter(pk__in=of_heir).order_by("id"):
        objects = set(row.objects_of.values_list("person_id", flat=True))
        found = find_first_agency(named=None, above=successor, objects=objects, on=on)
        if found is None or found.pk == successor:
            continue
        row.agency = found
        row.save(update_fields=["agency"])
        facts.append(Fact("HotlineCallPassedUp", ENTRY, str(row.pk), {"to": found.code}))
    return facts


def _numbers(predecessors: Collection[UUID]) -> QuerySet[HotlineNumber]:
    rows = HotlineNumber.objects.filter(agency__in=predecessors, in_force__upper_inf=True)
    return rows.order_by("position", "id")


def _passed_on(predecessors: Collection[UUID], successor: UUID, on: date) -> list[UUID]:
    """Published for the successor from the day on, each number once; their new rows."""
    known = HotlineNumber.objects.filter(agency=successor, in_force__overlap=DateRange(on, None))
    taken = set(known.values_list("phone", flat=True))
    rows = list(_numbers(predecessors))
    _end(_numbers(predecessors), on)
    made = []
    for row in rows:
        if row.phone in taken:
            continue
        taken.add(row.phone)
        made.append(
            HotlineNumber(
                agency_id=successor,
                phone=row.phone,
                name=row.name,
                title=row.title,
                hours=row.hours,
                about=row.about,
                in_force=DateRange(max(on, row.in_force.lower), None),
                position=row.position,
                added_by_id=row.added_by_id,
                added_at=row.added_at,
                is_sample=row.is_sample,
            )
        )
    return [row.pk for row in HotlineNumber.objects.bulk_create(made)]


def _end(numbers: QuerySet[HotlineNumber], on: date) -> None:
    """Published up to the day; one that had not begun by then never was, unless calls came to it."""
    later = numbers.filter(in_force__startswith__gte=on)
    later.filter(entries__isnull=True).delete()
    rows = [row for row in numbers if row.in_force.lower < on]
    for row in rows:
        row.in_force = DateRange(row.in_force.lower, on)
    HotlineNumber.objects.bulk_update(rows, ["in_force"])
