"""Instants from the database: read quickly, and as what they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as some
from psycopg import DataError

from motcua.config.postgresql.base import InstantLoader
from motcua.kernel.clock import VIETNAM

EARLIEST, LATEST = datetime(1, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001 - as Hypothesis wants them
INSTANTS = some.datetimes(min_value=EARLIEST, max_value=LATEST, timezones=some.just(UTC))


def read(text: str) -> datetime:
    return InstantLoader(1184).load(text.encode())


@given(INSTANTS)
def test_every_instant_is_read_as_it_was_written(instant: datetime) -> None:
    written = instant.isoformat(" ").replace("+00:00", "+00")
    for text in (written, written.replace("0+00", "+00") if "." in written else written):
        assert read(text) == instant
        assert read(text).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-09-17 09:00:00.5+07", datetime(2026, 9, 17, 2, 0, 0, 500_000, tzinfo=UTC)),
        ("1906-07-01 00:07:10+07:06:30", datetime(1906, 6, 30, 17, 0, 40, tzinfo=UTC)),
    ],
)
def test_other_offsets_become_utc(text: str, instant: datetime) -> None:
    assert (read(text), read(text).tzinfo) == (instant, UTC)


@pytest.mark.parametrize("text", ["infinity", "0044-03-15 12:00:00+00 BC"])
def test_what_is_no_instant_of_ours_is_refused_as_ever(text: str) -> None:
    with pytest.raises(DataError):
        read(text)


@pytest.mark.django_db
def test_the_program_s_connection_reads_this_way() -> None:
    at = datetime(2026, 9, 17, 9, 0, 0, 250_000, tzinfo=VIETNAM)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s::timestamptz, ARRAY[%s::timestamptz], NULL::timestamptz", [at, at + timedelta(days=1)]
        )
        first, several, none = cursor.fetchone()
        loader = cursor.adapters.get_loader(1184, 0)
    assert (first, first.tzinfo, several, none) == (at, UTC, [at + timedelta(days=1)], None)
    assert loader is InstantLoader
