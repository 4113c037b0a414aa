"""The procedures an agency works on, each with its sheet or without; read on by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.kernel.clock import local_day
from motcua.kernel.text import fold
from motcua.reviews.enums import EstimateStatus, Side
from motcua.reviews.queries.costs.listing import LINE_COSTS, CurrentCost, as_cost
from motcua.reviews.queries.costs.sheets import bodies_whose_sheets_hold, end_of
from motcua.reviews.queries.findings.procedures import CURRENT
from motcua.reviews.queries.findings.scope import Scope

PAGE = 50
MISSING = "missing"

# In force, and the agency or a body below it has power over it, handled a dossier of it, or keeps a sheet of it.
_OURS = (
    CURRENT
    + """
    , chosen AS MATERIALIZED (
        SELECT DISTINCT ON (e.procedure_id) e.* FROM reviews_costestimate e
        WHERE e.agency_id = ANY(%(bodies)s::uuid[]) AND e.side = %(before)s
          AND (e.status = %(agreed)s AND e.agreed_at < %(until)s OR e.status = %(draft)s AND e.made_at < %(until)s)
        ORDER BY e.procedure_id, e.status, e.agreed_at DESC NULLS LAST, e.made_at DESC, e.id DESC
    ), powers AS (
        SELECT DISTINCT substr(w.matter, 11) AS code FROM organisations_power w
        WHERE w.matter LIKE 'procedure:%%' AND w.in_force @> %(on)s::date
          AND (w.holder_id = ANY(%(places)s::uuid[])
               OR w.holder_kind IN (SELECT kind FROM organisations_agency WHERE id = ANY(%(places)s::uuid[])))
    ), ours AS (
        SELECT c.id AS version_id, c.procedure_id, c.code, c.name, h.id AS estimate_id, h.status, h.dossiers_per_year,
               h.subjects_per_year, h.frequency_confidence, h.version_id AS of_version
        FROM current c LEFT JOIN chosen h ON h.procedure_id = c.procedure_id
        WHERE (h.id IS NOT NULL OR c.code IN (SELECT code FROM powers) OR EXISTS (
                  SELECT 1 FROM dossiers_dossier d
                  WHERE d.procedure_id = c.procedure_id AND d.competent_id = ANY(%(places)s::uuid[])))
          AND (%(text)s = '' OR c.code LIKE %(like)s OR EXISTS (
                  SELECT 1 FROM catalogue_searchdocument s WHERE s.version_id = c.id AND s.name LIKE %(like)s))
    )
"""
)
_COUNTS = _OURS + "SELECT coalesce(status, 'missing'), count(*) FROM ours GROUP BY 1"
_WITHOUT = _OURS + "SELECT procedure_id FROM ours WHERE estimate_id IS NULL ORDER BY code LIMIT %(most)s"
_ROWS = (
    _OURS
    + f"""
    , page AS MATERIALIZED (
        SELECT * FROM ours WHERE code > %(after)s AND (%(state)s = '' OR coalesce(status, 'missing') = %(state)s)
        ORDER BY code LIMIT %(size)s
    ), costs AS ({LINE_COSTS.replace("JOIN chosen c ON c.id", "JOIN page c ON c.estimate_id")}), sums AS (
        SELECT estimate_id, sum(cost) AS cost,
               coalesce(sum(cost) FILTER (WHERE confidence = 'high'), 0) AS high,
               coalesce(sum(cost) FILTER (WHERE confidence = 'medium'), 0) AS medium,
               coalesce(sum(cost) FILTER (WHERE confidence = 'low'), 0) AS low
        FROM costs GROUP BY 1
    )
    SELECT p.procedure_id, p.code, p.name, p.version_id, p.estimate_id, p.status, p.dossiers_per_year,
           p.subjects_per_year, coalesce(s.cost, 0), coalesce(s.high, 0), coalesce(s.medium, 0), coalesce(s.low, 0),
           p.frequency_confidence, p.of_version IS NOT NULL AND p.of_version <> p.version_id
    FROM page p LEFT JOIN sums s USING (estimate_id) ORDER BY p.code
"""
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure in force, with what it costs when there is a sheet; `is_outdated` when the sheet is of a version
    that no longer applies."""

    procedure_id: UUID
    code: str
    name: str
    cost: CurrentCost | None
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class WantedCosts:
    """Which procedures are asked for: words of their name or code, "missing", "draft", "agreed" or all."""

    text: str = ""
    state: str = ""


def page_of_costs(
    agency_id: UUID, *, at: datetime, wanted: WantedCosts, after: str = "", size: int = PAGE
) -> tuple[list[Listed], str]:
    """Procedures of the agency in the order of codes after a code, and the code after which the next page begins ("":
    there is none); six queries."""
    rows = _asked(agency_id, at, _ROWS, wanted, after=after, size=size + 1)
    listed = [
        Listed(row[0], row[1], row[2], None if row[4] is None else as_cost(row[:13]), row[13]) for row in rows
    ]
    return listed[:size], listed[size - 1].code if len(listed) > size else ""


def counts_of_costs(agency_id: UUID, *, at: datetime, wanted: WantedCosts) -> dict[str, int]:
    """How many procedures of the agency have no sheet, a draft, an agreed one."""
    return dict(_asked(agency_id, at, _COUNTS, wanted))


def without_sheet(agency_id: UUID, *, at: datetime, most: int) -> list[UUID]:
    """The procedures of the agency that have no sheet, at most so many, in the order of codes."""
    return [procedure for (procedure,) in _asked(agency_id, at, _WITHOUT, WantedCosts(), most=most)]


def _asked(
    agency_id: UUID, at: datetime, statement: str, wanted: WantedCosts, **more: Any
) -> Sequence[tuple[Any, ...]]:
    scope = Scope(agency_id, at)
    text = fold(wanted.text) if not wanted.text[:1].isdigit() else wanted.text
    escaped = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return scope.rows(
        statement,
        bodies=bodies_whose_sheets_hold(agency_id, local_day(at)),
        until=end_of(local_day(at)),
        before=Side.BEFORE.value,
        agreed=EstimateStatus.AGREED.value,
        draft=EstimateStatus.DRAFT.value,
        text=text,
        like=f"%{escaped}%",
        state=wanted.state,
        **more,
    )
