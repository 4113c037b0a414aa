"""How long dossiers took, in working time without pauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.deadlines.rules.calendars import instant
from motcua.dossiers.queries.board import openings
from motcua.reviews.queries.costs.evidence import Window
from motcua.reviews.queries.findings.scope import Scope, rows_of

_SINCE = "((%(before)s::float8[])[a] + least(since - (%(opens)s::float8[])[a], (%(lasts)s::float8[])[a]))"
_UNTIL = "((%(before)s::float8[])[b] + least(until - (%(opens)s::float8[])[b], (%(lasts)s::float8[])[b]))"
# Dossiers received in each window and resolved by the moment; working time from the start of the clock, without pauses.
_TAKEN = f"""
    WITH done AS MATERIALIZED (
        SELECT w.place, d.id, extract(epoch FROM coalesce(d.started_at, d.received_at))::float8 AS since,
               extract(epoch FROM d.finished_at)::float8 AS until
        FROM unnest(%(procedures)s::uuid[], %(firsts)s::timestamptz[], %(ends)s::timestamptz[])
             WITH ORDINALITY AS w(procedure_id, first, ends, place)
        JOIN dossiers_dossier d ON d.procedure_id = w.procedure_id
            AND d.received_at >= w.first AND d.received_at < w.ends
        WHERE d.status = 'resolved' AND d.finished_at < %(at)s
          AND (%(places)s::uuid[] IS NULL OR d.competent_id = ANY(%(places)s::uuid[]))
    ), spans AS (
        SELECT place, id, since, until, 1 AS sign FROM done
        UNION ALL
        SELECT n.place, n.id, greatest(n.since, extract(epoch FROM lower(p.lasted))::float8),
               least(n.until, coalesce(extract(epoch FROM upper(p.lasted))::float8, n.until)), -1
        FROM done n JOIN dossiers_pause p ON p.dossier_id = n.id
    ), worked AS (
        SELECT place, id, sum(sign * ({_UNTIL} - {_SINCE})) AS worked
        FROM (SELECT *, width_bucket(since, %(opens)s::float8[]) AS a,
                     width_bucket(until, %(opens)s::float8[]) AS b FROM spans WHERE until > since) spans
        GROUP BY place, id
    )
    SELECT n.place, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY coalesce(w.worked, 0)),
           percentile_cont(0.9) WITHIN GROUP (ORDER BY coalesce(w.worked, 0)), avg(coalesce(w.worked, 0))
    FROM done n LEFT JOIN worked w USING (place, id) GROUP BY n.place
"""


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """How long dossiers took: their number, and working time of half of them, of nine tenths, and on average; None of
    no dossier."""

    dossiers: int = 0
    half: timedelta | None = None
    most: timedelta | None = None
    mean: timedelta | None = None


def times_taken(windows: Sequence[Window], *, scope: Scope) -> dict[int, TimeTaken]:
    """How long the resolved dossiers of each window took, as they stand at the moment, by the place of the window;
    those without one are left out. One statement."""
    if not windows:
        return {}
    first = min(one.first for one in windows)
    opens, lasts, before = openings(scope.calendar, date(first.year - 1, 1, 1), scope.on)
    asked = {
        "procedures": [one.procedure_id for one in windows],
        "firsts": [instant(one.first, 0) for one in windows],
        "ends": [instant(one.until, 0) for one in windows],
        "at": scope.at,
        "places": scope.places,
        "opens": opens,
        "lasts": lasts,
        "before": before,
    }
    return {
        place - 1: TimeTaken(number, _span(half), _span(most), _span(mean))
        for place, number, half, most, mean in rows_of(_TAKEN, asked)
    }


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=round(float(seconds)))
