"""The catalogue of a day, counted: one statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from motcua.catalogue.enums import ProcedureKind, ProcedureLevel, VersionState
from motcua.organisations.enums import AgencyKind
from motcua.organisations.queries.home import home_jurisdiction
from motcua.reports.enums import Body
from motcua.reports.rules.catalogue_counts import Kind, Listing

_BODIES = {
    AgencyKind.PROVINCIAL_COMMITTEE: Body.PROVINCE_COMMITTEE,
    AgencyKind.EDUCATION_DEPARTMENT: Body.DEPARTMENT,
    AgencyKind.OTHER_DEPARTMENT: Body.DEPARTMENT,
    AgencyKind.DISTRICT_COMMITTEE: Body.DISTRICT,
    AgencyKind.EDUCATION_OFFICE_DISTRICT: Body.DISTRICT,
    AgencyKind.COMMUNE_COMMITTEE: Body.COMMUNE,
    AgencyKind.COMMUNE_SOCIAL_OFFICE: Body.COMMUNE,
}
_LEVELS = {
    ProcedureLevel.PROVINCE: Body.DEPARTMENT,
    ProcedureLevel.DISTRICT: Body.DISTRICT,
    ProcedureLevel.COMMUNE: Body.COMMUNE,
}
_ORDER = list(Body)
# A procedure of several bodies is counted once, at the highest; where nobody is named, at the level that it carries.
_LISTING = """
    WITH rank (kind, place) AS (SELECT * FROM unnest(%(kinds)s::text[], %(places)s::int[]))
    SELECT coalesce(v.field_id::text, ''), coalesce(f.name, 'Không rõ'), p.kind = %(internal)s, held.place,
           online.is_full, online.is_partial AND NOT online.is_full,
           EXISTS (SELECT 1 FROM workflow_process w JOIN workflow_processversion x ON x.process_id = w.id
                   WHERE w.matter = 'procedure:' || p.code AND x.in_force @> %(on)s::date) AS has_process,
           count(*)
    FROM catalogue_procedureversion v
    JOIN catalogue_procedure p ON p.id = v.procedure_id AND p.jurisdiction = ANY(%(jurisdictions)s)
    LEFT JOIN catalogue_field f ON f.id = v.field_id
    JOIN LATERAL (
        SELECT coalesce(
            (SELECT min(coalesce(rank.place, %(last)s)) FROM organisations_power w
             LEFT JOIN organisations_agency g ON g.id = w.holder_id
             LEFT JOIN rank ON rank.kind = coalesce(g.kind, w.holder_kind)
             WHERE w.matter = 'procedure:' || p.code AND w.in_force @> %(on)s::date),
            (SELECT min(level.place) FROM unnest(%(levels)s::text[], %(level_places)s::int[]) AS level (name, place)
             WHERE level.name = ANY(v.levels)),
            %(last)s) AS place
    ) held ON true
    JOIN LATERAL (
        SELECT coalesce(bool_or(o.level = 'full'), false) AS is_full,
               coalesce(bool_or(o.level = 'partial'), false) AS is_partial
        FROM catalogue_onlineservice o WHERE o.procedure_id = p.id AND o.in_force @> %(on)s::date
    ) online ON true
    WHERE v.state = %(state)s AND v.in_force @> %(on)s::date
        AND NOT (p.jurisdiction = '' AND EXISTS (
            SELECT 1 FROM catalogue_procedure own WHERE own.code = p.code AND own.jurisdiction = %(home)s
                AND %(home)s <> ''))
    GROUP BY f.sort_key, 1, 2, 3, 4, 5, 6, 7
    ORDER BY f.sort_key NULLS LAST, 1, 3, 4, 5, 6, 7
"""


def listing_on(on: date) -> Listing:
    """The procedures in force on the day; two queries."""
    home = home_jurisdiction()
    values: dict[str, Any] = {
        "kinds": [kind.value for kind in _BODIES],
        "places": [_ORDER.index(body) for body in _BODIES.values()],
        "levels": [level.value for level in _LEVELS],
        "level_places": [_ORDER.index(body) for body in _LEVELS.values()],
        "last": _ORDER.index(Body.OTHER),
        "internal": ProcedureKind.INTERNAL.value,
        "state": VersionState.PROMULGATED.value,
        "jurisdictions": ["", home],
        "home": home,
        "on": on,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LISTING, values)
        rows = cursor.fetchall()
    return Listing(tuple(_kind(*row) for row in rows))


def _kind(
    field_id: str,
    field: str,
    is_internal: bool,
    place: int,
    is_full: bool,
    is_partial: bool,
    has_process: bool,
    number: int,
) -> Kind:
    return Kind(field_id, field, is_internal, _ORDER[place], is_full, is_partial, has_process, number)
