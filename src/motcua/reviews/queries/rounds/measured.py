"""What dossiers show of a procedure before and after a day: how many, how long they took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.deadlines.rules.calendars import instant
from motcua.dossiers.queries.board import openings
from motcua.reviews.queries.findings.scope import Scope, rows_of

_SINCE = "((%(before)s::float8[])[a] + least(since - (%(opens)s::float8[])[a], (%(lasts)s::float8[])[a]))"
_UNTIL = "((%(before)s::float8[])[b] + least(until - (%(opens)s::float8[])[b], (%(lasts)s::float8[])[b]))"
# Dossiers received in the window and resolved by the moment; working time from the start of the clock, without pauses.
_TAKEN = f"""
    WITH done AS MATERIALIZED (
        SELECT d.id, extract(epoch FROM coalesce(d.started_at, d.received_at))::float8 AS since,
               extract(epoch FROM d.finished_at)::float8 AS until
        FROM dossiers_dossier d
        WHERE d.procedure_id = %(procedure)s AND d.status = 'resolved' AND d.finished_at < %(at)s
          AND d.received_at >= %(first)s AND d.received_at < %(end)s
          AND (%(places)s::uuid[] IS NULL OR d.competent_id = ANY(%(places)s::uuid[]))
    ), spans AS (
        SELECT id, since, until, 1 AS sign FROM done
        UNION ALL
        SELECT n.id, greatest(n.since, extract(epoch FROM lower(p.lasted))::float8),
               least(n.until, coalesce(extract(epoch FROM upper(p.lasted))::float8, n.until)), -1
        FROM done n JOIN dossiers_pause p ON p.dossier_id = n.id
    ), worked AS (
        SELECT id, sum(sign * ({_UNTIL} - {_SINCE})) AS worked
        FROM (SELECT *, width_bucket(since, %(opens)s::float8[]) AS a,
                     width_bucket(until, %(opens)s::float8[]) AS b FROM spans WHERE until > since) spans
        GROUP BY id
    )
    SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY coalesce(w.worked, 0)),
           percentile_cont(0.9) WITHIN GROUP (ORDER BY coalesce(w.worked, 0)), avg(coalesce(w.worked, 0))
    FROM done n LEFT JOIN worked w ON w.id = n.id
"""


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """How long dossiers took: their number, and working time of half of them, of nine tenths, and on average; None of
    no dossier."""

    dossiers: int
    half: timedelta | None
    most: timedelta | None
    mean: timedelta | None


def time_taken(procedure_id: UUID, *, agency_id: UUID, first: date, until: date, at: datetime) -> TimeTaken:
    """The resolved dossiers of the procedure at the agency and all below that were received from `first` on, before
    `until`, as they stand at the moment."""
    scope = Scope(agency_id, at)
    opens, lasts, before = openings(scope.calendar, date(first.year - 1, 1, 1), scope.on)
    asked = {
        "procedure": procedure_id,
        "at": at,
        "first": instant(first, 0),
        "end": instant(until, 0),
        "places": scope.places,
        "opens": opens,
        "lasts": lasts,
        "before": before,
    }
    [[number, half, most, mean]] = rows_of(_TAKEN, asked)
    return TimeTaken(number, _span(half), _span(most), _span(mean))


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=round(float(seconds)))
