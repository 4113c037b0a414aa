"""Open feedback passes on with its agency, and what waits for a body outside; its terms go on as they were."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from motcua.feedback.actions.feedback.naming import pass_up
from motcua.feedback.actions.feedback.telling import untell_unseeing
from motcua.feedback.models import Feedback, OpinionAsked
from motcua.feedback.queries.feedback.people import find_first_agency, objects_of
from motcua.feedback.queries.feedback.visible import CLOSED, IS_AWAY
from motcua.feedback.rules.feedback.moves import OPEN
from motcua.feedback.rules.feedback.wording import SUBJECT
from motcua.kernel.actions import Fact, record_all
from motcua.kernel.refusals import Refused
from motcua.organisations.ports import OpenItems

_LABEL = "phản ánh, kiến nghị chưa xong"


class OpenFeedback:
    """Feedback that an agency or unit has in hand goes on at the successor (an OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> Sequence[OpenItems]:
        """How many the predecessors have."""
        number = _open(predecessors).count()
        return [OpenItems(_LABEL, number)] if number else []

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> Sequence[OpenItems]:
        """Pass them on; the journal of each says so. Who held one at a predecessor holds it no more."""
        moved = list(_open(predecessors).values_list("pk", flat=True))
        rows = Feedback.objects.filter(pk__in=moved)
        of_heir = list(rows.filter(CLOSED, about_agency=successor).values_list("pk", flat=True))
        of_itself = rows.filter(agency__in=predecessors, about_agency=F("agency"))
        said_of = list(of_itself.values_list("pk", flat=True))
        rows.filter(agency__in=predecessors).update(
            agency=successor, unit=None, holder=None, revision=F("revision") + 1
        )
        own = Q(pk__in=of_heir)
        rows.filter(own, unit__in=predecessors).update(unit=None, holder=None, revision=F("revision") + 1)
        rows.filter(~own, unit__in=predecessors).update(
            unit=successor, holder=None, revision=F("revision") + 1
        )
        OpinionAsked.objects.filter(agency__in=predecessors, given_at=None).update(agency=successor)
        said_of += _said_of_successor(predecessors, successor)
        Feedback.objects.filter(pk__in=said_of).update(about_agency=successor, revision=F("revision") + 1)
        facts = [Fact("FeedbackHandedOver", SUBJECT, str(pk), {"to": str(successor)}) for pk in moved]
        about = {"about": str(successor)}
        facts += [Fact("FeedbackHandedOver", SUBJECT, str(pk), about) for pk in said_of]
        record_all(facts=facts, actor=actor, at=at)
        _pass_up(of_heir, successor, on=on, at=at, actor=actor)
        return [OpenItems(_LABEL, len(moved))] if moved else []

    def close(
        self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str
    ) -> Sequence[OpenItems]:
        """Nobody may end what people said: it stays behind for a person to pass on."""
        return self.count(predecessors=predecessors, on=on)


def _said_of_successor(predecessors: Collection[UUID], successor: UUID) -> list[UUID]:
    """What was said of a predecessor is said of the successor, also when it is finished: who belongs to it now sees it
    as little. Not where the successor has the matter, nor where the predecessor itself had it to the end."""
    rows = Feedback.objects.filter(about_agency__in=predecessors).exclude(about_agency=F("agency"))
    return list(rows.exclude(agency=successor).order_by("id").values_list("pk", flat=True))


def _pass_up(of_heir: Collection[UUID], successor: UUID, *, on: date, at: datetime, actor: str) -> None:
    """Nobody inherits what is said of themselves: it goes to the nearest body above where somebody may handle it, as it
    would if it came today. Where there is none, the successor has it, as what is sent about it has nowhere else to go.
    One by one: whom each names decides who may have it, and there are few."""
    for row in Feedback.objects.filter(pk__in=of_heir, agency=successor).order_by("id"):
        objects = objects_of(row)
        found = find_first_agency(named=None, above=successor, objects=objects, on=on)
        if found is None or found.pk == successor:
            continue
        with suppress(Refused), transaction.atomic():
            pass_up(row, found, on=on, at=at, actor=actor)
            untell_unseeing(row, on=on)


def _open(predecessors: Collection[UUID]) -> QuerySet[Feedback]:
    rows = Feedback.objects.filter(Q(state__in=sorted(OPEN)) | IS_AWAY)
    return rows.filter(Q(agency__in=predecessors) | Q(unit__in=predecessors)).order_by("id")
