"""Initiatives and their calls: lists, figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.accounts.models import Person
from motcua.kernel.text import fold
from motcua.plans.enums import InitiativeStatus, RecognitionLevel
from motcua.plans.models import CouncilMember, Initiative, InitiativeCall
from motcua.plans.queries.units import owners_above
from motcua.plans.queries.visible import PlanReach, plan_reach_of

PAGE = 30


def calls_visible_to(person: Person, on: date, *, reach: PlanReach | None = None) -> QuerySet[InitiativeCall]:
    """The calls in which a unit whose plans `person` reads may take part, and those of whose council they are."""
    owners = owners_above((reach or plan_reach_of(person, on)).reads, on)
    seat = CouncilMember.objects.filter(call=OuterRef("pk"), person=person)
    return InitiativeCall.objects.filter(Q(agency__in=owners) | Exists(seat))


def find_call(
    call_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None
) -> InitiativeCall | None:
    """The call, when `person` may see it."""
    found = calls_visible_to(person, on, reach=reach).filter(pk=call_id)
    return found.select_related("agency").first()


def calls_wanted(
    found: QuerySet[InitiativeCall], *, text: str = "", year: int | None = None
) -> list[InitiativeCall]:
    """The calls, the newest first. A few a year: the words are sought here, not in the database."""
    if year is not None:
        found = found.filter(year=year)
    words = fold(text).split()
    rows = found.select_related("agency").order_by("-year", "-created_at", "-id")[:200]
    return [row for row in rows if all(word in fold(row.title) for word in words)]


def initiatives_visible_to(
    person: Person, on: date, *, reach: PlanReach | None = None
) -> QuerySet[Initiative]:
    """The initiatives of units whose plans `person` reads, of calls that such an agency opened, and of calls on whose
    council they sit."""
    reads = (reach or plan_reach_of(person, on)).reads
    seat = CouncilMember.objects.filter(call=OuterRef("call"), person=person)
    return Initiative.objects.filter(Q(unit__in=reads) | Q(call__agency__in=reads) | Exists(seat))


def find_initiative(
    initiative_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None
) -> Initiative | None:
    """The initiative with its call, when `person` may see it."""
    found = initiatives_visible_to(person, on, reach=reach).filter(pk=initiative_id)
    return found.select_related("call__agency", "unit", "registered_by", "file").first()


def initiatives_wanted(
    found: QuerySet[Initiative],
    *,
    text: str = "",
    status: InitiativeStatus | None = None,
    level: RecognitionLevel | None = None,
    only_reform: bool = False,
    year: int | None = None,
    agency_id: UUID | None = None,
    without_withdrawn: bool = False,
) -> QuerySet[Initiative]:
    """Those of `found` that hold every word of `text` in title or authors and fit the rest; `year` and `agency_id` are
    those of the call."""
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    if status is not None:
        found = found.filter(status=status)
    if level is not None:
        found = found.filter(level=level)
    if year is not None:
        found = found.filter(call__year=year)
    if agency_id is not None:
        found = found.filter(call__agency=agency_id)
    if without_withdrawn:
        found = found.exclude(status=InitiativeStatus.WITHDRAWN)
    return found.filter(is_about_reform=True) if only_reform else found


def page_of_initiatives(
    found: QuerySet[Initiative], *, after: tuple[datetime, UUID] | None = None, size: int = PAGE
) -> list[Initiative]:
    """Up to `size` + 1 initiatives, the latest first, following the key `after`."""
    if after is not None:
        at, last = after
        found = found.filter(Q(registered_at__lt=at) | Q(registered_at=at, id__lt=last))
    return list(found.select_related("unit").order_by("-registered_at", "-id")[: size + 1])


@dataclass(frozen=True, slots=True)
class InitiativeFigures:
    """The figures of calls: registered and not withdrawn, about reform, recognised altogether and by level."""

    registered: int = 0
    about_reform: int = 0
    recognised: int = 0
    reform_recognised: int = 0
    by_level: dict[RecognitionLevel, int] = field(default_factory=dict)


def initiative_figures(call_ids: Collection[UUID]) -> InitiativeFigures:
    """The figures over the calls; two queries."""
    rows = Initiative.objects.filter(call__in=call_ids).exclude(status=InitiativeStatus.WITHDRAWN)
    recognised = Q(status=InitiativeStatus.RECOGNISED)
    found = rows.aggregate(
        registered=Count("pk"),
        about_reform=Count("pk", filter=Q(is_about_reform=True)),
        recognised=Count("pk", filter=recognised),
        reform_recognised=Count("pk", filter=recognised & Q(is_about_reform=True)),
    )
    levels = rows.filter(recognised).values_list("level").annotate(number=Count("pk"))
    numbers = dict(levels)
    by_level = {level: numbers[level] for level in RecognitionLevel if level in numbers}
    return InitiativeFigures(**found, by_level=by_level)


def numbers_of_calls(call_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many initiatives each call has, and how many of them are recognised; one query."""
    rows = (
        Initiative.objects.filter(call__in=call_ids)
        .exclude(status=InitiativeStatus.WITHDRAWN)
        .values("call")
        .annotate(number=Count("pk"), recognised=Count("pk", filter=Q(status=InitiativeStatus.RECOGNISED)))
    )
    found = dict.fromkeys(call_ids, (0, 0))
    found.update({row["call"]: (row["number"], row["recognised"]) for row in rows})
    return found
