"""Django's PostgreSQL with one difference: instants are read by Python's own parser, in a fortieth of the time.

Every line of a list has half a dozen instants. What the parser cannot read goes the usual way.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.backends.postgresql import base
from psycopg.abc import Buffer
from psycopg.types.datetime import TimestamptzLoader


class InstantLoader(TimestamptzLoader):
    """Reads `2026-09-17 02:00:00.25+00` as an instant in UTC."""

    timezone = UTC  # what Django compares before it puts its own loader in this one's place

    def load(self, data: Buffer) -> datetime:
        try:
            found = datetime.fromisoformat(bytes(data).decode("ascii"))
        except ValueError:
            found = super().load(data)
        return found if found.tzinfo is UTC else found.astimezone(UTC)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that reads instants quickly where it would read them in UTC; others stay Django's own."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if self.timezone is UTC:
            connection.adapters.register_loader("timestamptz", InstantLoader)
        return connection
