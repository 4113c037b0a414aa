"""Where the reader lodges: who decides for their commune, and the desks that take the dossier in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.catalogue.models import Procedure
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.agencies import agencies_on, subordinates_of
from motcua.organisations.queries.areas import areas_of
from motcua.organisations.queries.home import home_province
from motcua.organisations.queries.powers import Competence, find_competent_agency

DESKS = (AgencyKind.ONE_STOP_DESK, AgencyKind.SERVICE_CENTRE)


@dataclass(frozen=True, slots=True)
class Competent:
    """The body that decides here, by which power, and its desks; where it has none one lodges with itself."""

    agency: Agency
    competence: Competence
    desks: list[Agency]


def communes_to_choose(*, on: date) -> list[Area]:
    """The communes of the home province by name; none for a national installation."""
    province = home_province()
    return list(areas_of(province, on)) if province else []


def competent_here(procedure: Procedure, *, commune: Area | None, on: date) -> Competent | None:
    """Who decides the procedure for the reader's commune, or for the whole home province when none is chosen."""
    area = commune or home_province()
    found = find_competent_agency(f"procedure:{procedure.code}", area, on) if area else None
    if found is None:
        return None
    agency = agencies_on(on).select_related("area").get(pk=found.agency_id)
    return Competent(agency, found, list(subordinates_of(agency.pk, on).filter(kind__in=DESKS)))
