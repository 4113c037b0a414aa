"""How much was inspected: in a round, and of all units in a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q

from motcua.organisations.models import Agency
from motcua.plans.enums import DutyStatus, InspectionKind, UnitGroup
from motcua.plans.models import Duty, Inspection, InspectionRound
from motcua.plans.queries.inspections.ways import ways_of
from motcua.plans.queries.units import members_of
from motcua.plans.rules.inspecting import DONE_INSPECTIONS, ENDED_INSPECTIONS, Reached


@dataclass(frozen=True, slots=True)
class YearShare:
    """The units of an agency in a year: how many were inspected, and which were not."""

    year: int
    reached: Reached
    not_inspected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InspectionYear:
    """What the yearly report says of the inspections held in a year: how many by plan and by surprise, what was found,
    and how far it is put right. `late` remedies are open after their last day; `in_time` were done by it."""

    scheduled: int
    surprise: int
    concluded: int
    findings: int
    remedies: int
    done: int
    in_time: int
    late: int

    @property
    def open(self) -> int:
        """Remedies that are asked for and not yet done or let off."""
        return self.remedies - self.done


def inspection_year(agency_id: UUID, *, year: int, on: date) -> InspectionYear:
    """The year's figures as they stand on `on`; remedies count once their conclusion is signed and while they are not
    let off. Two queries."""
    held = Inspection.objects.filter(
        agency=agency_id,
        status__in=DONE_INSPECTIONS,
        held_on__gte=date(year, 1, 1),
        held_on__lt=date(year + 1, 1, 1),
    )
    visits = held.aggregate(
        scheduled=Count("pk", filter=Q(kind=InspectionKind.SCHEDULED), distinct=True),
        surprise=Count("pk", filter=Q(kind=InspectionKind.SURPRISE), distinct=True),
        concluded=Count("pk", filter=Q(concluded_on__isnull=False), distinct=True),
        findings=Count("findings"),
    )
    given = Duty.objects.filter(task__finding__inspection__in=held).exclude(status=DutyStatus.CANCELLED)
    done = Q(status=DutyStatus.DONE)
    remedies = given.aggregate(
        remedies=Count("pk"),
        done=Count("pk", filter=done),
        in_time=Count("pk", filter=done & Q(done_on__lte=F("due_on"))),
        late=Count("pk", filter=~done & Q(due_on__lt=on)),
    )
    return InspectionYear(**visits, **remedies)


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
