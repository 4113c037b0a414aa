"""What passes on with an agency: the people's positions and roles there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from motcua.accounts.models import Position, RoleHolding
from motcua.kernel.actions import Fact, record_all
from motcua.organisations.ports import OpenItems

_POSITIONS = "chức danh đang giữ"
_ROLES = "vai trò đang giữ"


class PositionsAndRoles:
    """Positions and roles end at the predecessors on the day and go on at the successor (an OpenWork)."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> list[OpenItems]:
        """How many positions and roles reach the day."""
        return [
            OpenItems(_POSITIONS, Position.objects.filter(_reaching(predecessors, on)).count()),
            OpenItems(_ROLES, RoleHolding.objects.filter(_reaching(predecessors, on)).count()),
        ]

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> list[OpenItems]:
        """End them and begin them anew at the successor, up to their old end; what was held stays written."""
        positions = list(Position.objects.select_for_update().filter(_reaching(predecessors, on)))
        roles = list(RoleHolding.objects.select_for_update().filter(_reaching(predecessors, on)))
        _end(Position, positions, on)
        _end(RoleHolding, roles, on)
        _begin(Position, positions, ("person_id", "title"), (), successor, on)
        _begin(RoleHolding, roles, ("person_id", "role"), ("includes_below",), successor, on)
        _tell("HandedOver", [*positions, *roles], actor, at, {"successor": str(successor), "on": on})
        return [OpenItems(_POSITIONS, len(positions)), OpenItems(_ROLES, len(roles))]

    def close(self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str) -> list[OpenItems]:
        """End them all: a post does not outlive its agency. Nothing stays behind."""
        positions = list(Position.objects.select_for_update().filter(_reaching(predecessors, on)))
        roles = list(RoleHolding.objects.select_for_update().filter(_reaching(predecessors, on)))
        _end(Position, positions, on)
        _end(RoleHolding, roles, on)
        _tell("EndedWithAgency", [*positions, *roles], actor, at, {"on": on})
        return []


def _reaching(agencies: Collection[UUID], on: date) -> Q:
    return Q(agency__in=agencies) & (Q(held__endswith__gt=on) | Q(held__endswith__isnull=True))


def _end(model: type[Position] | type[RoleHolding], rows: Iterable[Any], on: date) -> None:
    planned = [row.pk for row in rows if row.held.lower and row.held.lower >= on]
    model._default_manager.filter(pk__in=planned).delete()
    ended = [
        model(pk=row.pk, held=DateRange(row.held.lower, on)) for row in rows if row.pk not in set(planned)
    ]
    model._default_manager.bulk_update(ended, ["held"])  # type: ignore[arg-type]  # rows of one of two models


def _begin(
    model: type[Position] | type[RoleHolding],
    rows: Iterable[Any],
    key: tuple[str, str],
    kept: tuple[str, ...],
    successor: UUID,
    on: date,
) -> None:
    """Begin the rows at the successor; what the same person holds there already, or held at two predecessors,
    is not doubled."""
    taken: dict[tuple[Any, ...], list[DateRange]] = {}
    for *same, held in model._default_manager.filter(_reaching([successor], on)).values_list(*key, "held"):
        taken.setdefault(tuple(same), []).append(held)
    fresh = []
    for row in sorted(rows, key=lambda row: (row.held.lower or date.min, row.pk)):
        held = DateRange(max(on, row.held.lower or on), row.held.upper)
        periods = taken.setdefault(tuple(getattr(row, field) for field in key), [])
        if any(_overlap(held, other) for other in periods):
            continue
        periods.append(held)
        fields = {field: getattr(row, field) for field in (*key, *kept)}
        fresh.append(model(agency_id=successor, held=held, **fields))
    model._default_manager.bulk_create(fresh)  # type: ignore[arg-type]  # rows of one of two models


def _overlap(one: DateRange, other: DateRange) -> bool:
    return (other.upper is None or one.lower < other.upper) and (one.upper is None or other.lower < one.upper)


def _tell(kind: str, rows: Iterable[Any], actor: str, at: datetime, payload: dict[str, Any]) -> None:
    people = sorted({row.person_id for row in rows})
    record_all(facts=[Fact(kind, "person", str(pk), payload) for pk in people], actor=actor, at=at)
