"""What passes on with an agency: the cost sheets it keeps, with their numbers as they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel.actions import record_all
from motcua.organisations.ports import OpenItems
from motcua.reviews.actions.costs.keeping import fact_of
from motcua.reviews.enums import EstimateStatus, Side
from motcua.reviews.models import CostEstimate

_SHEETS = "bảng chi phí tuân thủ"


class OpenCostSheets:
    """Sheets go on at the successor (an OpenWork). Norms and incomes do not: the successor sets its own."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many sheets are kept."""
        return _items(_sheets(predecessors).count())

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """Pass them on, with their copies. A draft of a procedure of which the successor has one, or another
        predecessor too, stays behind."""
        sheets = list(_sheets(predecessors).select_for_update().order_by("made_at", "id"))
        drafted = set(
            _drafts(CostEstimate.objects.filter(agency=successor)).values_list("procedure", flat=True)
        )
        passed: list[CostEstimate] = []
        behind: set[UUID] = set()
        for sheet in sheets:
            if sheet.status == EstimateStatus.DRAFT and sheet.side == Side.BEFORE:
                if sheet.procedure_id in drafted:
                    behind.add(sheet.pk)
                drafted.add(sheet.procedure_id)
            if sheet.pk not in behind and sheet.of_id not in behind:
                passed.append(sheet)
        CostEstimate.objects.filter(pk__in=[sheet.pk for sheet in passed]).update(agency=successor)
        facts = [fact_of("CostSheetHandedOver", sheet, {"to": str(successor)}) for sheet in passed]
        record_all(facts=facts, actor=actor, at=at)
        return _items(len(passed))

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """Nothing ends by itself: what is kept stays behind."""
        return self.count(predecessors=predecessors, on=on)


def _sheets(agencies: Collection[UUID]) -> QuerySet[CostEstimate]:
    return CostEstimate.objects.filter(agency__in=agencies)


def _drafts(sheets: QuerySet[CostEstimate]) -> QuerySet[CostEstimate]:
    return sheets.filter(status=EstimateStatus.DRAFT, side=Side.BEFORE)


def _items(sheets: int) -> list[OpenItems]:
    return [OpenItems(_SHEETS, sheets)] if sheets else []
