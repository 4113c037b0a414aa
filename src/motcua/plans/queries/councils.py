"""How initiatives stand with their council: who must score, who has, what they gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from motcua.accounts.models import Person, Position, RoleHolding
from motcua.plans.enums import InitiativeStatus
from motcua.plans.models import CouncilMember, Initiative, InitiativeCall, InitiativeScore
from motcua.plans.rules.initiatives import Tally, tally, why_not_score


def places_of(people: Collection[UUID], on: date) -> dict[UUID, set[UUID]]:
    """Where each of the people works on the day: their posts and the very agencies of their roles; two queries."""
    found: dict[UUID, set[UUID]] = {person: set() for person in people}
    for model in (Position, RoleHolding):
        rows = model.objects.filter(person__in=found, held__contains=on).values_list("person", "agency")
        for person, agency in rows:
            found[person].add(agency)
    return found


def council_of(call: InitiativeCall) -> list[CouncilMember]:
    """The members, the chair first, then by name."""
    rows = CouncilMember.objects.filter(call=call).select_related("person")
    return list(rows.order_by("-is_chair", "person__sort_key", "id"))


def tallies_of(call: InitiativeCall, initiatives: Sequence[Initiative], on: date) -> dict[UUID, Tally]:
    """How each of the call's initiatives stands: four queries, however many there are.

    A member who works at the unit of an initiative, or stands among its authors, must not score it and is not
    missing.
    """
    members = council_of(call)
    places = places_of([member.person_id for member in members], on)
    given = points_given(initiatives)
    return {
        row.pk: tally(
            scores={member: list(points.values()) for member, points in given[row.pk].items()},
            must_score=[
                member.pk for member in members if not _barred(member.person, places[member.person_id], row)
            ],
        )
        for row in initiatives
    }


def points_given(initiatives: Sequence[Initiative]) -> dict[UUID, dict[int, dict[int, Decimal]]]:
    """The points of each initiative by member and criterion; one query."""
    found: dict[UUID, dict[int, dict[int, Decimal]]] = {row.pk: defaultdict(dict) for row in initiatives}
    rows = InitiativeScore.objects.filter(initiative__in=found).order_by("initiative", "member", "criterion")
    for initiative, member, criterion, points in rows.values_list(
        "initiative", "member", "criterion", "points"
    ):
        found[initiative][member][criterion] = points
    return found


def barred_from(initiatives: Sequence[Initiative], person: Person, on: date) -> dict[UUID, str]:
    """Why `person` may not score some of the initiatives, in words; two queries."""
    places = places_of([person.pk], on)[person.pk]
    return {row.pk: why for row in initiatives if (why := _barred(person, places, row))}


def scored_by(initiatives: Sequence[Initiative], person: Person) -> Mapping[UUID, Decimal]:
    """The totals that `person` gave; one query."""
    rows = InitiativeScore.objects.filter(initiative__in=[row.pk for row in initiatives])
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    for initiative, points in rows.filter(member__person=person).values_list("initiative", "points"):
        found[initiative] += points
    return dict(found)


def is_over(call: InitiativeCall, row: Initiative, standing: Tally) -> bool:
    """Whether everybody's scores may be seen: nobody may score any more, or everybody has."""
    decided = row.status in (InitiativeStatus.RECOGNISED, InitiativeStatus.NOT_RECOGNISED)
    return decided or call.closed_at is not None or standing.is_whole


def _barred(person: Person, places: Collection[UUID], row: Initiative) -> str:
    return why_not_score(full_name=person.full_name, places=places, authors=row.authors, unit_id=row.unit_id)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An initiative on the score sheet: `totals` by member, None where they must not or did not score."""

    number: int
    initiative: Initiative
    totals: tuple[Decimal | None, ...]
    by_criterion: tuple[tuple[Decimal | None, ...], ...]
    mean: Decimal | None
    missing: int
    is_over: bool


def score_sheet(call: InitiativeCall, on: date) -> tuple[list[CouncilMember], list[SheetRow]]:
    """The whole sheet of the call, best first among those whose scores may be seen."""
    members = council_of(call)
    rows = list(
        call.initiatives.exclude(status=InitiativeStatus.WITHDRAWN)
        .select_related("unit")
        .order_by("registered_at", "id")
    )
    standing, given = tallies_of(call, rows, on), points_given(rows)
    sheet = [_sheet_row(call, row, standing[row.pk], given[row.pk], members) for row in rows]
    sheet.sort(key=lambda one: (one.mean is None, -(one.mean or 0), one.initiative.registered_at))
    return members, [
        SheetRow(place, one.initiative, one.totals, one.by_criterion, one.mean, one.missing, one.is_over)
        for place, one in enumerate(sheet, start=1)
    ]


def _sheet_row(
    call: InitiativeCall,
    row: Initiative,
    standing: Tally,
    given: Mapping[int, Mapping[int, Decimal]],
    members: Sequence[CouncilMember],
) -> SheetRow:
    over = is_over(call, row, standing)
    number = range(len(call.criteria))
    return SheetRow(
        0,
        row,
        tuple(standing.totals.get(member.pk) if over else None for member in members),
        tuple(
            tuple(given.get(member.pk, {}).get(place) if over else None for place in number)
            for member in members
        ),
        standing.mean if over else None,
        len(standing.missing),
        over,
    )
