"""Where a person tries changes and reads portfolios."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.rules.roles import roles_with
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import line_above

_KEEP = frozenset(roles_with(Capability.KEEP_REVIEWS))
_READ = frozenset(roles_with(Capability.READ_REVIEWS))
_DO = frozenset(roles_with(Capability.DO_REVIEWS))


@dataclass(frozen=True, slots=True)
class Place:
    """An agency whose procedures may be tried; whether the person keeps its reviews, and whether they do reviews."""

    agency: Agency
    keeps: bool
    does: bool


def places_of(person: Person, *, on: date) -> list[Place]:
    """The agencies whose procedures the person studies, in the order of names: where they have a role that reads or
    keeps reviews, and, for who does reviews in a division, the body to which it belongs. One query, and two for each
    division."""
    holdings = RoleHolding.objects.filter(
        person=person, held__contains=on, role__in=_KEEP | _READ | _DO
    ).select_related("agency")
    keeps, reads, does = set(), set(), set()
    for held in holdings:
        if held.role in _KEEP:
            keeps.add(held.agency)
        if held.role in _READ:
            reads.add(held.agency)
        if held.role in _DO:
            does.add(_body(held.agency, on))
    every = sorted(keeps | reads | does, key=lambda agency: (agency.sort_key, str(agency.pk)))
    return [Place(agency, agency in keeps, agency in does or agency in keeps) for agency in every]


def _body(agency: Agency, on: date) -> Agency:
    """The body of which a division is a part."""
    if agency.kind != AgencyKind.DIVISION:
        return agency
    above = line_above(agency.pk, on)
    return above[0] if above else agency
