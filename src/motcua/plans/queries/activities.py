"""Activities: lists, and figures over a time with what stands behind each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.accounts.models import Person
from motcua.kernel.periods import Period
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.plans.enums import (
    ActivityKind,
    ActivityMeasure,
    ActivityStatus,
    Channel,
    TaskStatus,
    UnitGroup,
)
from motcua.plans.models import Activity, ActivityCount, Duty, Task
from motcua.plans.queries.units import members_of
from motcua.plans.queries.visible import PlanReach, plan_reach_of
from motcua.plans.rules.activities import Counted, Total, totals_of

PAGE = 30


def activities_visible_to(person: Person, on: date, *, reach: PlanReach | None = None) -> QuerySet[Activity]:
    """The activities of agencies whose plans `person` reads."""
    return Activity.objects.filter(agency__in=(reach or plan_reach_of(person, on)).reads)


@dataclass(frozen=True, slots=True)
class WantedActivities:
    """Which activities a list shows; `period` is that of the day held, or of the day planned where none was."""

    text: str = ""
    kind: ActivityKind | None = None
    status: ActivityStatus | None = None
    measure: ActivityMeasure | None = None
    channel: Channel | None = None
    agency_ids: Collection[UUID] | None = None
    period: Period | None = None


def activities_wanted(found: QuerySet[Activity], wanted: WantedActivities) -> QuerySet[Activity]:
    """Those of `found` that fit everything that is wanted."""
    for word in fold(wanted.text).split():
        found = found.filter(folded__contains=word)
    for name in ("kind", "status"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.agency_ids is not None:
        found = found.filter(agency__in=wanted.agency_ids)
    if wanted.measure or wanted.channel:
        counts = ActivityCount.objects.filter(activity=OuterRef("pk"))
        if wanted.measure:
            counts = counts.filter(measure=wanted.measure)
        if wanted.channel:
            counts = counts.filter(channel=wanted.channel)
        found = found.filter(Exists(counts))
    return found.filter(_within(wanted.period)) if wanted.period else found


def page_of_activities(
    found: QuerySet[Activity], *, after: tuple[date, UUID] | None = None, size: int = PAGE
) -> list[Activity]:
    """Up to `size` + 1 activities, the latest first, with what is counted; following the key `after`."""
    if after is not None:
        day, last = after
        found = found.filter(Q(planned_on__lt=day) | Q(planned_on=day, id__lt=last))
    rows = found.select_related("agency").prefetch_related("counts").order_by("-planned_on", "-id")
    return list(rows[: size + 1])


def find_activity(
    activity_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None
) -> Activity | None:
    """The activity, when `person` may see it."""
    found = activities_visible_to(person, on, reach=reach).filter(pk=activity_id)
    return found.select_related("agency", "task__plan", "created_by").first()


def tasks_for_activities(agency_ids: Collection[UUID]) -> QuerySet[Task]:
    """The open tasks that the agencies gave or have to do."""
    own = Duty.objects.filter(task=OuterRef("pk"), unit__in=agency_ids)
    found = Task.objects.filter(status=TaskStatus.OPEN)
    return found.filter(Q(owner__in=agency_ids) | Exists(own)).order_by("plan", "position", "id")


def body_of(agency_id: UUID, on: date) -> list[UUID]:
    """The agency with its divisions, which act in its name."""
    divisions = members_of(UnitGroup.ALL_DIVISIONS, owner_id=agency_id, on=on)
    return [agency_id, *divisions.order_by("sort_key", "id").values_list("pk", flat=True)]


def counted_in(agency_ids: Collection[UUID], period: Period) -> list[Counted]:
    """What was counted of the activities that the agencies held in the period; one query."""
    rows = ActivityCount.objects.filter(
        activity__agency__in=agency_ids, activity__status=ActivityStatus.HELD
    ).filter(_held_within(period, "activity__"))
    return [
        Counted(activity, agency, ActivityKind(kind), ActivityMeasure(measure), Channel(channel), value, day)
        for activity, agency, kind, measure, channel, value, day in rows.order_by("id").values_list(
            "activity", "activity__agency", "activity__kind", "measure", "channel", "value", "counted_on"
        )
    ]


def totals_in(agency_ids: Collection[UUID], period: Period) -> list[Total]:
    """The figures of the period by kind, measure and channel; one query."""
    return totals_of(counted_in(agency_ids, period))


def numbers_held(agency_ids: Collection[UUID], period: Period) -> dict[ActivityKind, int]:
    """How many activities of each kind the agencies held in the period; one query."""
    rows = Activity.objects.filter(agency__in=agency_ids, status=ActivityStatus.HELD)
    found = dict.fromkeys(ActivityKind, 0)
    for kind in rows.filter(_held_within(period)).values_list("kind", flat=True):
        found[ActivityKind(kind)] += 1
    return found


def agencies_with_activities(reads: Collection[UUID]) -> QuerySet[Agency]:
    """The agencies among `reads` that have activities, in the order of names."""
    rows = Activity.objects.filter(agency=OuterRef("pk"))
    return Agency.objects.filter(Exists(rows), pk__in=reads).order_by("sort_key", "id")


def _held_within(period: Period, prefix: str = "") -> Q:
    within = Q(**{f"{prefix}held_on__gte": period.start})
    return within & Q(**{f"{prefix}held_on__lt": period.end}) if period.end else within


def _within(period: Period) -> Q:
    planned = Q(held_on__isnull=True, planned_on__gte=period.start)
    if period.end:
        planned &= Q(planned_on__lt=period.end)
    return _held_within(period) | planned
