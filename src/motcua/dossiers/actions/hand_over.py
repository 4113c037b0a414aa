"""What passes on with an agency that is succeeded: the dossiers it has under way. Their history stays as it was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, Func, Q, QuerySet, UUIDField, Value, When

from motcua.dossiers.enums import DeliveryStatus, Status
from motcua.dossiers.models import Consultation, Dossier, Leg, Passage
from motcua.dossiers.rules.events import PASSED_ON, SUBJECT
from motcua.dossiers.rules.moves import OPEN
from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems

_DOSSIERS = "hồ sơ đang xử lý, chờ trả"
_QUESTIONS = "câu hỏi lấy ý kiến chưa trả lời"
_PLACES = ("reception", "competent", "holder_agency", "unit")


class OpenDossiers:
    """Open dossiers get the successor wherever the predecessor had part; passages stay with who did them
    (an OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many dossiers and questions are open at the predecessors."""
        return [
            OpenItems(_DOSSIERS, _open_at(predecessors).count()),
            OpenItems(_QUESTIONS, _asked(predecessors).count()),
        ]

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """Put the successor in the place of the predecessors; the applicant's time goes on as it was."""
        rows = list(_open_at(predecessors).select_for_update(of=("self",)).order_by("id").defer("words"))
        ids = [row.pk for row in rows]
        _replace_places(ids, predecessors, successor)
        Passage.objects.filter(dossier__in=ids, left_at__isnull=True, agency__in=predecessors).update(
            agency=successor
        )
        Leg.objects.filter(dossier__in=ids, agency__in=predecessors, finished_at__isnull=True).update(
            agency=successor
        )
        questions = _asked(predecessors).update(agency=successor)
        payload = {"successor": str(successor), "on": on}
        facts = [Fact(PASSED_ON, SUBJECT, str(row.pk), {**payload, **_told_of(row)}) for row in rows]
        record_all(facts=facts, actor=actor, at=at)
        return [OpenItems(_DOSSIERS, len(rows)), OpenItems(_QUESTIONS, questions)]

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """No dossier ends because an agency does: what is left is named."""
        left = _open_at(predecessors).count()
        return [OpenItems(_DOSSIERS, left)] if left else []


def _told_of(row: Dossier) -> dict[str, Any]:
    """Whose it was before, for figures of the time before."""
    unit = "" if row.unit_id is None else str(row.unit_id)
    return {"revision": row.revision + 1, "competent": str(row.competent_id), "unit": unit}


def _open_at(agencies: Collection[UUID]) -> QuerySet[Dossier]:
    open_now = Q(status__in=sorted(OPEN)) | Q(status=Status.RESOLVED, delivery=DeliveryStatus.READY)
    place = Q()
    for name in _PLACES:
        place |= Q(**{f"{name}__in": agencies})
    return Dossier.objects.filter(open_now & place)


def _asked(agencies: Collection[UUID]) -> QuerySet[Consultation]:
    return Consultation.objects.filter(
        Consultation.WAITS, agency__in=agencies, dossier__status__in=sorted(OPEN)
    )


def _replace_places(ids: Collection[UUID], predecessors: Collection[UUID], successor: UUID) -> None:
    changes = {
        f"{name}_id": Case(
            When(**{f"{name}__in": predecessors}, then=Value(successor)),
            default=F(f"{name}_id"),
            output_field=UUIDField(),
        )
        for name in _PLACES
    }
    involved = Func(
        F("involved"),
        Value(successor, output_field=UUIDField()),
        function="array_append",
        output_field=ArrayField(UUIDField()),
    )
    known = Case(When(involved__contains=[successor], then=F("involved")), default=involved)
    Dossier.objects.filter(pk__in=ids).update(**changes, involved=known, revision=F("revision") + 1)
