"""Loading the areas: all rows in a handful of statements, as often as wanted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from motcua.kernel.actions import Fact, record
from motcua.kernel.models import LoadedData
from motcua.kernel.text import fold, sort_key
from motcua.organisations.enums import AreaLevel
from motcua.organisations.rules.areas import REORGANISED_ON, AreaRow, AreaSources, ChangeRow

_UPSERT_AREAS = """
    WITH incoming AS (
        SELECT i.code, %(level)s::text AS level, i.name, i.folded, i.sort_key,
               daterange(i.starts, i.ends) AS in_force, parent.id AS parent_id
        FROM unnest(%(code)s::text[], %(name)s::text[], %(folded)s::text[], %(sort_key)s::text[],
                    %(starts)s::date[], %(ends)s::date[], %(parent_level)s::text[], %(parent_code)s::text[])
             AS i(code, name, folded, sort_key, starts, ends, parent_level, parent_code)
        LEFT JOIN organisations_area parent
            ON parent.level = i.parent_level AND parent.code = i.parent_code
            AND parent.in_force @> daterange(i.starts, i.ends)
    ), changed AS (
        UPDATE organisations_area a
        SET name = i.name, folded = i.folded, sort_key = i.sort_key, parent_id = i.parent_id
        FROM incoming i
        WHERE a.level = i.level AND a.code = i.code AND a.in_force = i.in_force
            AND (a.name, a.folded, a.sort_key, a.parent_id)
                IS DISTINCT FROM (i.name, i.folded, i.sort_key, i.parent_id)
    )
    INSERT INTO organisations_area (code, level, name, folded, sort_key, in_force, parent_id)
    SELECT i.code, i.level, i.name, i.folded, i.sort_key, i.in_force, i.parent_id FROM incoming i
    WHERE NOT EXISTS (
        SELECT FROM organisations_area a
        WHERE a.level = i.level AND a.code = i.code AND a.in_force = i.in_force
    )
"""

_UPSERT_CHANGES = """
    INSERT INTO organisations_areachange (old_id, new_id, is_whole, is_default, "on")
    SELECT old.id, new.id, i.is_whole, i.is_default, %(on)s::date
    FROM unnest(%(old_level)s::text[], %(old_code)s::text[], %(new_level)s::text[], %(new_code)s::text[],
                %(is_whole)s::boolean[], %(is_default)s::boolean[])
         AS i(old_level, old_code, new_level, new_code, is_whole, is_default)
    JOIN organisations_area old
        ON old.level = i.old_level AND old.code = i.old_code AND upper(old.in_force) = %(on)s::date
    JOIN organisations_area new
        ON new.level = i.new_level AND new.code = i.new_code AND new.in_force @> %(on)s::date
    ON CONFLICT (old_id, new_id) DO UPDATE SET is_whole = excluded.is_whole, is_default = excluded.is_default
"""


def load_areas(*, sources: AreaSources, digest: str, at: datetime, name: str = "areas") -> None:
    """Bring areas and their changes to what `sources` says; rows that are right already stay untouched.

    `name` tells sets of areas apart: the nation's, and a sample's beside it.

    Two processes that start together do not load twice: the second waits and finds the digest there.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('motcua:areas'))")
        if LoadedData.objects.filter(name=name, digest=digest).exists():
            return
        for level in AreaLevel:
            cursor.execute(_UPSERT_AREAS, _area_columns(level, sources.areas))
        cursor.execute(_UPSERT_CHANGES, _change_columns(sources.changes))
        LoadedData.objects.update_or_create(name=name, defaults={"digest": digest, "at": at})
        payload = {"digest": digest, "areas": len(sources.areas), "changes": len(sources.changes)}
        record(fact=Fact("AreasLoaded", "base_data", name, payload), actor="system", at=at)


def _area_columns(level: AreaLevel, areas: list[AreaRow]) -> dict[str, Any]:
    rows = [row for row in areas if row.level is level]
    return {
        "level": level.value,
        "code": [row.code for row in rows],
        "name": [row.name for row in rows],
        "folded": [fold(row.name) for row in rows],
        "sort_key": [sort_key(f"{row.short_name} {row.name}") for row in rows],
        "starts": [row.start for row in rows],
        "ends": [row.end for row in rows],
        "parent_level": [row.parent[0].value if row.parent else None for row in rows],
        "parent_code": [row.parent[1] if row.parent else None for row in rows],
    }


def _change_columns(changes: list[ChangeRow]) -> dict[str, Any]:
    return {
        "on": REORGANISED_ON,
        "old_level": [row.old[0].value for row in changes],
        "old_code": [row.old[1] for row in changes],
        "new_level": [row.new[0].value for row in changes],
        "new_code": [row.new[1] for row in changes],
        "is_whole": [row.is_whole for row in changes],
        "is_default": [row.is_default for row in changes],
    }
