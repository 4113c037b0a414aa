"""Entering the most points of a component of an index."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from psycopg.types.range import DateRange

from motcua.accounts.models import Person
from motcua.deadlines.enums import Certainty
from motcua.indicators.models import IndexMaximum
from motcua.indicators.policy import require_index_keeper
from motcua.indicators.rules.scores.definition import Component, Index
from motcua.indicators.rules.scores.service_index import find_index
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.policy import Operator


@transaction.atomic
def set_maximum(
    *,
    index: str,
    component: str,
    points: Decimal,
    basis: str,
    certainty: Certainty,
    since: date,
    by: Person | Operator,
    at: datetime,
) -> IndexMaximum:
    """Say how many points a component can have from a day on. What was said before ends that day, so that a score of
    a time before stays as it was.

    :raises Refused: "keep-indexes-not-allowed", "component-not-found", "basis-missing", "maximum-changed-later",
        "maximum-above-group".
    """
    require_index_keeper(by, on=local_day(at))
    defined, known = _component(index, component, since)
    if not clean(basis):
        raise Refused(
            "basis-missing", "Ghi căn cứ của điểm tối đa, ví dụ số văn bản hoặc nơi đã đọc.", field="basis"
        )
    rows = IndexMaximum.objects.select_for_update().filter(index=index).order_by("id")
    _require_room(list(rows), defined, known, points, since)
    _end_before([row for row in rows if row.component == component], since)
    row = IndexMaximum.objects.create(
        index=index,
        component=component,
        points=points,
        basis=clean(basis)[:250],
        certainty=certainty,
        in_force=DateRange(since, None),
    )
    payload = {
        "index": index,
        "component": component,
        "points": str(points),
        "since": since,
        "reason": row.basis,
    }
    record(fact=Fact("IndexMaximumSet", "index", f"{index}:{component}", payload), actor=by.actor, at=at)
    return row


def _component(index: str, number: str, on: date) -> tuple[Index, Component]:
    defined = find_index(index, on)
    known = defined.component(number) if defined else None
    if defined is None or known is None:
        raise Refused(
            "component-not-found",
            f"Ngày {on:%d/%m/%Y} bộ chỉ số {index} không có chỉ số {number} được chấm điểm. Chọn chỉ số khác.",
        )
    return defined, known


def _require_room(
    rows: list[IndexMaximum], defined: Index, known: Component, points: Decimal, since: date
) -> None:
    """The components of a group cannot have more between them than the group."""
    [group] = [each for each in defined.groups if each.key == known.group]
    others = {each.number for each in defined.components_of(group)} - {known.number}
    taken = sum((row.points for row in rows if row.component in others and since in row.in_force), Decimal(0))
    if points <= 0 or taken + points > group.most:
        raise Refused(
            "maximum-above-group",
            f"Nhóm “{group.name}” có {group.most} điểm, các chỉ số khác đã giữ {taken}: chỉ số này có từ trên 0 đến "
            f"{group.most - taken} điểm.",
            field="points",
        )


def _end_before(rows: list[IndexMaximum], since: date) -> None:
    for row in rows:
        if row.in_force.lower is not None and row.in_force.lower > since:
            raise Refused(
                "maximum-changed-later",
                f"Đã có điểm tối đa khác áp dụng từ {row.in_force.lower:%d/%m/%Y}. Chọn ngày sau đó.",
                field="since",
            )
        if row.in_force.lower == since:
            row.delete()
        elif since in row.in_force:
            row.in_force = DateRange(row.in_force.lower, since)
            row.save(update_fields=["in_force"])
