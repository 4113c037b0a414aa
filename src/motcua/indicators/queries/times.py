"""How long dossiers took, in working time with pauses left out: half of them, nine of ten. No means: a few that lay
for a year would hide how it goes for everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from motcua.deadlines.rules.calendars import Calendar
from motcua.dossiers.queries.board import openings
from motcua.indicators.enums import Dimension, Source, Tally
from motcua.indicators.queries.facts import ASKED, FACTS
from motcua.indicators.queries.windows import Asked, values_of

# Who began earlier than this before the window counts as if begun here.
_LONGEST = timedelta(days=400)
_DOSSIERS = FACTS[Source.DOSSIERS]
_WORKED = (
    "((SELECT before FROM calendar))[{bucket}]"
    " + least({at} - ((SELECT opens FROM calendar))[{bucket}], ((SELECT lasts FROM calendar))[{bucket}])"
)
_TIMES = """
    {asked}, calendar AS MATERIALIZED (
        SELECT %s::float8[] AS opens, %s::float8[] AS lasts, %s::float8[] AS before
    ), done AS MATERIALIZED (
        SELECT {keys}, d.id,
               greatest(extract(epoch FROM coalesce(d.started_at, d.received_at))::float8, %s) AS since,
               extract(epoch FROM d.finished_at)::float8 AS until
        FROM {rows} WHERE {in_place} AND ({with_result}) AND d.finished_at >= a.since
    ), spans AS (
        SELECT {names}, id, since, until, 1 AS sign FROM done
        UNION ALL
        SELECT {names}, n.id, greatest(n.since, extract(epoch FROM lower(p.lasted))::float8),
               least(n.until, coalesce(extract(epoch FROM upper(p.lasted))::float8, n.until)), -1
        FROM done n JOIN dossiers_pause p ON p.dossier_id = n.id
    ), worked AS (
        SELECT {names}, id, sum(sign * (({until}) - ({since}))) AS seconds
        FROM (SELECT *, width_bucket(since, (SELECT opens FROM calendar)) AS a,
                     width_bucket(until, (SELECT opens FROM calendar)) AS b
              FROM spans WHERE until > since) spans
        GROUP BY {names}, id
    )
    SELECT count(*), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds), {names}
    FROM worked GROUP BY CUBE ({names})
"""


@dataclass(frozen=True, slots=True)
class Times:
    """How long the half and nine of ten of `count` resolved dossiers took at most, in working time."""

    count: int
    half: timedelta
    nine_of_ten: timedelta


def times_of(
    asked: Asked, *, calendar: Calendar, by: Sequence[Dimension]
) -> dict[tuple[str | None, ...], Times]:
    """Of the dossiers resolved with a result in the window, by the keys of the dimensions; None in place of a key:
    of all of them. What did not happen is not there. One statement.

    From the beginning of the legal time to the first result, counted on one calendar.
    """
    since, until = asked.instants()
    opens, lasts, before = openings(calendar, (since - _LONGEST).date(), until.date())
    statement = _TIMES.format(
        asked=ASKED,
        names=", ".join(f"key{place}" for place, _ in enumerate(by)),
        keys=", ".join(f"coalesce({_DOSSIERS.key(each)}, '') AS key{place}" for place, each in enumerate(by)),
        rows=_DOSSIERS.rows,
        in_place=_DOSSIERS.in_place,
        with_result=_DOSSIERS.tallies[Tally.WITH_RESULT],
        since=_WORKED.format(bucket="a", at="since"),
        until=_WORKED.format(bucket="b", at="until"),
    )
    values: list[Any] = [*values_of([asked]), opens, lasts, before, (since - _LONGEST).timestamp()]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {
            tuple(keys): Times(count, *(timedelta(seconds=share) for share in shares))
            for count, shares, *keys in cursor.fetchall()
            if count
        }
