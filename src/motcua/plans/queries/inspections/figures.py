"""How much was inspected: in a round, and of all units in a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.organisations.models import Agency
from motcua.plans.enums import UnitGroup
from motcua.plans.models import Inspection, InspectionRound
from motcua.plans.queries.inspections.ways import ways_of
from motcua.plans.queries.units import members_of
from motcua.plans.rules.inspecting import DONE_INSPECTIONS, ENDED_INSPECTIONS, Reached


@dataclass(frozen=True, slots=True)
class YearShare:
    """The units of an agency in a year: how many were inspected, by plan or by surprise, and which were not."""

    year: int
    reached: Reached
    not_inspected: tuple[str, ...]


def reached_in(drawn: InspectionRound) -> Reached:
    """How many of the round's units were inspected in it."""
    inspected = drawn.inspections.filter(status__in=DONE_INSPECTIONS).values("unit").distinct().count()
    return Reached(inspected, drawn.candidates.count(), drawn.least_share)


def unfinished_in(drawn: InspectionRound) -> list[str]:
    """The names of taken units that were neither inspected to the conclusion nor given up with a reason."""
    settled = (*ENDED_INSPECTIONS, "followed")
    done = set(drawn.inspections.filter(status__in=settled).values_list("unit", flat=True))
    open_ones = set(drawn.inspections.exclude(status__in=settled).values_list("unit", flat=True))
    rows = drawn.candidates.filter(is_taken=True).select_related("unit").order_by("unit__sort_key")
    return [row.unit.name for row in rows if row.unit_id in open_ones or row.unit_id not in done]


def share_inspected(agency_id: UUID, *, year: int, on: date) -> YearShare:
    """Units inspected in the year of all divisions and attached units, as they stand on `on`, or at the end of a year
    that is over; three queries."""
    day = min(on, date(year, 12, 31))
    units = list(
        members_of(UnitGroup.ALL_UNITS, owner_id=agency_id, on=day).order_by("sort_key", "id").distinct()
    )
    inspected = inspected_in(agency_id, year=year, units=units)
    reached = Reached(len(inspected), len(units), ways_of(agency_id, day).least_share)
    missing = tuple(unit.name for unit in units if unit.pk not in inspected)
    return YearShare(year, reached, missing)


def inspected_in(agency_id: UUID, *, year: int, units: Sequence[Agency]) -> set[UUID]:
    """Which of the units the agency inspected in the year."""
    rows = Inspection.objects.filter(
        agency=agency_id,
        unit__in=units,
        status__in=DONE_INSPECTIONS,
        held_on__gte=date(year, 1, 1),
        held_on__lt=date(year + 1, 1, 1),
    )
    return set(rows.values_list("unit", flat=True))
