"""What passes on with an agency: draft acts it has under way, and its register of business conditions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from itertools import count
from uuid import UUID

from django.db.models import F, QuerySet

from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems
from motcua.reviews.enums import ActStatus
from motcua.reviews.models import BusinessCondition, DraftAct

_ACTS = "dự thảo văn bản đang đánh giá tác động"
_CONDITIONS = "quy định kinh doanh trong sổ"
_LONGEST_CODE = 40


class OpenReviews:
    """Open draft acts go on at the successor, which keeps the register of conditions further (an OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many draft acts are open, how many conditions are kept."""
        return _items(_acts(predecessors).count(), _conditions(predecessors).count())

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """Pass them on; what was issued or dropped keeps the agency that drafted it. A code that the successor uses
        for a condition of its own gets a number behind it."""
        acts = list(_acts(predecessors).select_for_update().values_list("pk", flat=True))
        DraftAct.objects.filter(pk__in=acts).update(agency=successor, revision=F("revision") + 1)
        conditions = list(_conditions(predecessors).select_for_update().order_by("code", "id"))
        taken = set(BusinessCondition.objects.filter(agency=successor).values_list("code", flat=True))
        for row in conditions:
            row.agency_id, row.code = successor, _free(row.code, taken)
            row.revision += 1
            taken.add(row.code)
        BusinessCondition.objects.bulk_update(conditions, ["agency", "code", "revision"])
        facts = [Fact("DraftActHandedOver", "draft_act", str(pk), {"to": str(successor)}) for pk in acts]
        facts += [
            Fact(
                "ConditionHandedOver",
                "business_condition",
                str(row.pk),
                {"code": row.code, "to": str(successor)},
            )
            for row in conditions
        ]
        record_all(facts=facts, actor=actor, at=at)
        return _items(len(acts), len(conditions))

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """Nothing ends by itself: what is open and kept stays behind for a person to decide."""
        return self.count(predecessors=predecessors, on=on)


def _acts(agencies: Collection[UUID]) -> QuerySet[DraftAct]:
    ended = [ActStatus.ISSUED, ActStatus.DROPPED]
    return DraftAct.objects.filter(agency__in=agencies).exclude(status__in=ended)


def _conditions(agencies: Collection[UUID]) -> QuerySet[BusinessCondition]:
    return BusinessCondition.objects.filter(agency__in=agencies)


def _items(acts: int, conditions: int) -> list[OpenItems]:
    return [one for one in (OpenItems(_ACTS, acts), OpenItems(_CONDITIONS, conditions)) if one.count]


def _free(code: str, taken: Collection[str]) -> str:
    """The code, or the first with a number behind it that is not taken."""
    if code not in taken:
        return code
    return next(
        named for number in count(2) if (named := f"{code[: _LONGEST_CODE - 5]}-{number}") not in taken
    )
