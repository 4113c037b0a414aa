"""Who is competent for a matter, where, on which day: one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Agency, Area, Power
from motcua.organisations.rules.powers import rank


@dataclass(frozen=True, slots=True)
class Competence:
    """Which agency decides the matter, and on what that rests."""

    matter: str
    agency_id: UUID
    agency_code: str
    agency_name: str
    power_id: int
    source: PowerSource
    document: str
    start: date | None
    end: date | None


# chain: the area and all around it, nearest first. here: the bodies that have their seat there, or no area at all.
# A power of one agency reaches over the area named in it, else over the agency's own; a power of a kind belongs to
# each agency of that kind in the area or around it.
_COMPETENT = """
    WITH RECURSIVE chain(id, depth) AS (
        SELECT %(area)s::bigint, 0
        UNION ALL
        SELECT a.parent_id, c.depth + 1 FROM chain c JOIN organisations_area a ON a.id = c.id
        WHERE a.parent_id IS NOT NULL AND c.depth < 8
    ), here AS MATERIALIZED (
        SELECT g.id, g.kind, c.depth FROM chain c JOIN organisations_agency g ON g.area_id = c.id
        WHERE g.held @> %(on)s::date
        UNION ALL
        SELECT g.id, g.kind, 99 FROM organisations_agency g WHERE g.area_id IS NULL AND g.held @> %(on)s::date
    ), able AS (
        SELECT p.*, coalesce(c.depth, 99) AS depth FROM organisations_power p LEFT JOIN chain c ON c.id = p.area_id
        WHERE p.matter = ANY(%(matters)s) AND p.in_force @> %(on)s::date
            AND (p.area_id IS NULL OR c.id IS NOT NULL)
    ), competent AS (
        SELECT a.id AS power_id, h.id AS agency_id, least(a.depth, h.depth) AS depth
        FROM able a JOIN here h ON h.id = a.holder_id
        UNION
        SELECT a.id, h.id, least(a.depth, h.depth) FROM able a JOIN here h ON h.kind = a.holder_kind
        UNION
        SELECT a.id, a.holder_id, a.depth FROM able a WHERE a.holder_id IS NOT NULL AND a.area_id IS NOT NULL
    )
    SELECT DISTINCT ON (p.matter)
        p.matter, g.id, g.code, g.name, p.id, p.source, p.document, lower(p.in_force), upper(p.in_force)
    FROM competent c
    JOIN able p ON p.id = c.power_id
    JOIN organisations_agency g ON g.id = c.agency_id AND g.held @> %(on)s::date
    ORDER BY p.matter, array_position(%(sources)s::text[], p.source::text), c.depth, g.sort_key, g.id,
        lower(p.in_force) DESC
"""
_SOURCES = [source.value for source in sorted(PowerSource, key=rank)]


def competent_agencies(matters: Sequence[str], area: Area, on: date) -> dict[str, Competence]:
    """For each matter the agency that decides it for `area` on the day; matters nobody decides are left out.

    A delegated power goes before a decentralised one, that before one by law; among equals the nearer area.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COMPETENT, {"area": area.pk, "on": on, "matters": list(matters), "sources": _SOURCES})
        rows = cursor.fetchall()
    return {row[0]: _competence(*row) for row in rows}


def _competence(
    matter: str,
    agency: UUID,
    code: str,
    name: str,
    power: int,
    source: str,
    document: str,
    *period: date | None,
) -> Competence:
    start, end = period
    return Competence(matter, agency, code, name, power, PowerSource(source), document, start, end)


def find_competent_agency(matter: str, area: Area, on: date) -> Competence | None:
    """Who decides `matter` for `area` on the day, by which power; None when nobody does. One query."""
    return competent_agencies([matter], area, on).get(matter)


def powers_of(agency: Agency, on: date | None = None) -> QuerySet[Power]:
    """The powers the agency holds itself or by its kind, all or those of the day, in the order of matters."""
    held = Power.objects.filter(holder=agency) | Power.objects.filter(holder_kind=agency.kind)
    if on is not None:
        held = held.filter(in_force__contains=on)
    return held.select_related("area", "granted_by").order_by("matter", "-in_force", "id")


def powers_over(matter: str) -> QuerySet[Power]:
    """All powers over the matter with who holds and who granted them, the latest period first."""
    powers = Power.objects.filter(matter=matter).select_related("holder", "area", "granted_by")
    return powers.order_by("-in_force", "id")
