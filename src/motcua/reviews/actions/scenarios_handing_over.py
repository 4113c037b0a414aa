"""What passes on with an agency: the scenarios it keeps. Targets do not: the successor is given its own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems
from motcua.reviews.models import Scenario

_SCENARIOS = "phương án thử"
_LONGEST = 200


class OpenScenarios:
    """Scenarios go on at the successor (an OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many are kept."""
        return _items(_scenarios(predecessors).count())

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """Pass them on. Where the successor, or another predecessor, has one of that name on the same procedure, the
        name gets a number behind it."""
        rows = list(_scenarios(predecessors).select_for_update().order_by("made_at", "id"))
        taken = set(_scenarios([successor]).values_list("procedure", "name"))
        for row in rows:
            row.agency_id, row.name = successor, _free(row.procedure_id, row.name, taken)
            taken.add((row.procedure_id, row.name))
        Scenario.objects.bulk_update(rows, ["agency", "name"])
        facts = [
            Fact("ScenarioHandedOver", "scenario", str(row.pk), {"name": row.name, "to": str(successor)})
            for row in rows
        ]
        record_all(facts=facts, actor=actor, at=at)
        return _items(len(rows))

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """Nothing ends by itself: what is kept stays behind."""
        return self.count(predecessors=predecessors, on=on)


def _scenarios(agencies: Collection[UUID]) -> QuerySet[Scenario]:
    return Scenario.objects.filter(agency__in=agencies, withdrawn_at__isnull=True)


def _items(scenarios: int) -> list[OpenItems]:
    return [OpenItems(_SCENARIOS, scenarios)] if scenarios else []


def _free(procedure: UUID, name: str, taken: Collection[tuple[UUID, str]]) -> str:
    """The name, or the first with a number behind it that is not taken."""
    number, named = 1, name
    while (procedure, named) in taken:
        number += 1
        named = f"{name[: _LONGEST - 6]} ({number})"
    return named
