"""Inserting many rows at once with COPY, which spares the reading of one huge statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

# Below this, an ordinary insert is as quick and shows up in the log of queries.
_WORTH_IT = 200


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, as `bulk_create` does; keys that the database makes are not filled in."""
    if not rows:
        return
    kind = type(rows[0])
    if len(rows) < _WORTH_IT:
        kind._default_manager.bulk_create(rows)
        return
    fields = [field for field in kind._meta.concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    statement = f"COPY {connection.ops.quote_name(kind._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_value(field, row) for field in fields])
            row._state.adding = False


def _value(field: models.Field[Any, Any], row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)
