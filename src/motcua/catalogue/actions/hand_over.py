"""What passes on with an agency: promulgation decisions not yet settled, and the online services it offers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import OnlineService, PromulgationDecision
from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems

_DECISIONS = "quyết định công bố đang soạn, đang trình"
_SERVICES = "dịch vụ công trực tuyến đang cung cấp"


class OpenDecisions:
    """Open decisions get the successor as their agency, online services go on there (an OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many decisions are open now, and how many services reach the day."""
        return [
            OpenItems(_DECISIONS, _open(predecessors).count()),
            OpenItems(_SERVICES, _services(predecessors, on).count()),
        ]

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """Pass them on; promulgated and withdrawn decisions keep the agency that made them."""
        decisions = list(_open(predecessors).select_for_update().values_list("pk", flat=True))
        PromulgationDecision.objects.filter(pk__in=decisions).update(agency=successor)
        payload = {"successor": str(successor), "on": on}
        facts = [Fact("DecisionHandedOver", "decision", str(pk), payload) for pk in decisions]
        record_all(facts=facts, actor=actor, at=at)
        services = _pass_on_services(predecessors, successor, on)
        return [OpenItems(_DECISIONS, len(decisions)), OpenItems(_SERVICES, services)]

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """End the services; an open decision cannot end by itself and is named."""
        services = list(_services(predecessors, on).select_for_update())
        _end(services, on)
        return [OpenItems(_DECISIONS, _open(predecessors).count())]


def _open(agencies: Collection[UUID]) -> QuerySet[PromulgationDecision]:
    settled = [DecisionStage.PROMULGATED, DecisionStage.WITHDRAWN]
    return PromulgationDecision.objects.filter(agency__in=agencies).exclude(stage__in=settled)


def _services(agencies: Collection[UUID], on: date) -> QuerySet[OnlineService]:
    reaching = Q(in_force__endswith__gt=on) | Q(in_force__endswith__isnull=True)
    return OnlineService.objects.filter(reaching, agency__in=agencies)


def _end(services: Collection[OnlineService], on: date) -> None:
    planned = [row.pk for row in services if row.in_force.lower and row.in_force.lower >= on]
    OnlineService.objects.filter(pk__in=planned).delete()
    started = [row for row in services if row.pk not in set(planned)]
    for row in started:
        row.in_force = DateRange(row.in_force.lower, on)
    OnlineService.objects.bulk_update(started, ["in_force"])


def _pass_on_services(predecessors: Collection[UUID], successor: UUID, on: date) -> int:
    rows = list(_services(predecessors, on).select_for_update().order_by("id"))
    offered = set(_services([successor], on).values_list("procedure_id", flat=True))
    fresh: dict[UUID, OnlineService] = {}
    for row in rows:
        if row.procedure_id not in offered and row.procedure_id not in fresh:
            fresh[row.procedure_id] = OnlineService(
                procedure_id=row.procedure_id,
                agency_id=successor,
                level=row.level,
                partial_reason=row.partial_reason,
                in_force=DateRange(max(on, row.in_force.lower or on), row.in_force.upper),
            )
    _end(rows, on)
    OnlineService.objects.bulk_create(fresh.values())
    return len(rows)
