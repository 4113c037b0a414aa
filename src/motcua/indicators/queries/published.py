"""What the public is shown of how dossiers are resolved: by agency and procedure, small numbers hidden.

Only whole calendar quarters that are over, each as it stood at its end: periods that lie within one another, or grow
from day to day, would tell by their differences what each of them hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from motcua.catalogue.models import ProcedureVersion
from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.measuring import Counted, cross
from motcua.indicators.queries.parting import labels_of
from motcua.indicators.queries.times import Times, times_of
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.measures import RECEIVED, RESOLVED, Figure
from motcua.indicators.rules.suppressing import Place, hidden, smallest_shown, with_sums
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id

_BY = (Dimension.AGENCY, Dimension.PROCEDURE)
_IN_TIME = (Tally.RESOLVED_EARLY, Tally.RESOLVED_ON_TIME)


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Of one agency and procedure, or of all (None). Hidden: every number is 0 and none is shown."""

    agency: str | None
    procedure: str | None
    is_hidden: bool
    received: int
    resolved: int
    in_time: int
    times: Times | None

    @property
    def late(self) -> int:
        """How many were resolved late."""
        return self.resolved - self.in_time

    @property
    def rate(self) -> Figure:
        """How many of a hundred were resolved in time."""
        return Figure(self.in_time, self.resolved)


@dataclass(frozen=True, slots=True)
class Named:
    """An agency or a procedure as the public knows it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that is shown of a quarter; agencies with nothing are among the names."""

    window: Period
    smallest: int
    rows: Mapping[Place, PublicFigures]
    agencies: Mapping[str, Named]
    procedures: Mapping[str, Named]

    def find_agency(self, code: str) -> str | None:
        """The key of the agency with this code."""
        return next((key for key, named in self.agencies.items() if named.code == code), None)

    def find_procedure(self, code: str) -> str | None:
        """The key of the procedure with this code."""
        return next((key for key, named in self.procedures.items() if named.code == code), None)

    def at(self, agency: str | None, procedure: str | None) -> PublicFigures:
        """The figures of a place; where nothing happened they are zero."""
        nothing = PublicFigures(agency, procedure, False, 0, 0, 0, None)
        return self.rows.get((agency, procedure), nothing)


def published(window: Period) -> Published:
    """The figures of a quarter that is over. Seven statements, however many agencies and procedures there are."""
    asked = Asked(None, window)
    cells = cross((*RECEIVED, *RESOLVED), [asked], by=_BY)[0]
    received, resolved, in_time = (_table(cells, tallies) for tallies in (RECEIVED, RESOLVED, _IN_TIME))
    smallest = smallest_shown(asked.last_day)
    out = hidden([received, resolved], smallest=smallest)
    sums = [with_sums(table) for table in (received, resolved, in_time)]
    times = times_of(asked, calendar=calendar_for(NATIONAL), by=_BY)
    rows = {
        place: _row(place, place in out, [table[place] for table in sums], times.get(place), smallest)
        for place in sums[0]
    }
    agencies = _agencies({agency for agency, _ in cells}, window)
    return Published(window, smallest, rows, agencies, _procedures({procedure for _, procedure in cells}))


def _table(
    cells: Mapping[tuple[str, ...], Counted], tallies: tuple[Tally, ...]
) -> dict[tuple[str, str], int]:
    return {
        (agency, procedure): sum(counted[tally] for tally in tallies)
        for (agency, procedure), counted in cells.items()
    }


def _row(
    place: Place, is_hidden: bool, numbers: list[int], times: Times | None, smallest: int
) -> PublicFigures:
    """Percentiles of few results would be one person's; whatever is hidden is not even kept."""
    if is_hidden:
        return PublicFigures(*place, True, 0, 0, 0, None)
    enough = times if times is not None and times.count >= smallest else None
    received, resolved, in_time = numbers
    return PublicFigures(*place, False, received, resolved, in_time, enough)


def _agencies(keys: set[str], window: Period) -> dict[str, Named]:
    """Those with anything counted, and all below the home body, in the order of names."""
    home: UUID | None = home_agency_id()
    named = labels_of(Dimension.AGENCY, keys=keys, asked=Asked(home, window))
    codes = dict(Agency.objects.filter(pk__in=[key for key, _ in named]).values_list("pk", "code"))
    return {key: Named(codes[UUID(key)], label) for key, label in named}


def _procedures(keys: set[str]) -> dict[str, Named]:
    """The procedures by their latest names."""
    versions = ProcedureVersion.objects.filter(procedure__in=[UUID(key) for key in keys]).order_by(
        "procedure__code", "procedure", "-number"
    )
    latest = versions.distinct("procedure__code", "procedure")
    return {
        str(pk): Named(code, name)
        for pk, code, name in latest.values_list("procedure", "procedure__code", "name")
    }
