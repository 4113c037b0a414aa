"""Where a person tries changes and reads portfolios."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import line_above


@dataclass(frozen=True, slots=True)
class Place:
    """An agency whose procedures may be tried; whether the person keeps its reviews, and whether they do reviews."""

    agency: Agency
    keeps: bool
    does: bool


def places_of(person: Person, *, on: date) -> list[Place]:
    """The agencies whose procedures the person studies, in the order of names: where they read or keep reviews, and,
    for who does reviews in a division, the body to which it belongs. Three queries, and two for each division."""
    keeps = set(agencies_where(person, Capability.KEEP_REVIEWS, on))
    reads = set(agencies_where(person, Capability.READ_REVIEWS, on))
    does = {_body(agency, on) for agency in agencies_where(person, Capability.DO_REVIEWS, on)}
    every = sorted(keeps | reads | does, key=lambda agency: (agency.sort_key, str(agency.pk)))
    return [Place(agency, agency in keeps, agency in does or agency in keeps) for agency in every]


def _body(agency: Agency, on: date) -> Agency:
    """The body of which a division is a part."""
    if agency.kind != AgencyKind.DIVISION:
        return agency
    above = line_above(agency.pk, on)
    return above[0] if above else agency
