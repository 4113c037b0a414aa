"""The head's board: load and lateness by officer, step and procedure; how long steps take; twelve weeks.

Every question is one set-based statement over the bodies of the person who asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.accounts.enums import Role
from motcua.deadlines.rules.calendars import Calendar, instant
from motcua.dossiers.queries.inbox import Moments
from motcua.dossiers.queries.visible import Reach
from motcua.dossiers.rules.moves import IN_PROCESS, OPEN, WAITS_FOR_APPLICANT
from motcua.kernel.clock import VIETNAM, local_day

WEEKS = 12
WATCHERS = (Role.HEAD, Role.INSPECTOR, Role.CONTROL_FOCAL_OFFICER)
_MOST_LINES = 60
_LONGEST_STAY = timedelta(weeks=26)

_LOAD = """
    SELECT GROUPING(d.holder_id, d.step_key, d.procedure_id) AS kind,
           CASE GROUPING(d.holder_id, d.step_key, d.procedure_id)
               WHEN 3 THEN coalesce((SELECT p.full_name FROM accounts_person p WHERE p.id = d.holder_id), '')
               WHEN 5 THEN max(d.step_name)
               WHEN 6 THEN (SELECT c.code FROM catalogue_procedure c WHERE c.id = d.procedure_id)
                           || ' ' || max(v.name)
               ELSE '' END AS label,
           CASE GROUPING(d.holder_id, d.step_key, d.procedure_id)
               WHEN 3 THEN d.holder_id::text WHEN 5 THEN d.step_key WHEN 6 THEN d.procedure_id::text END AS key,
           count(*) AS open,
           count(*) FILTER (WHERE d.running AND d.due_at < %(at)s AND d.received_at < %(today)s) AS overdue,
           count(*) FILTER (WHERE d.running AND d.due_at < %(tomorrow)s
                            AND NOT (d.due_at < %(at)s AND d.received_at < %(today)s)) AS due_today,
           count(*) FILTER (WHERE d.status = ANY(%(waiting)s)) AS waiting,
           count(*) FILTER (WHERE d.running AND d.due_at < %(at)s AND d.received_at < %(today)s
                            AND (d.apologised_at IS NULL OR d.apologised_at <= d.extended_at)) AS red
    FROM (SELECT o.*, o.status = ANY(%(running)s) AS running FROM dossiers_dossier o
          WHERE o.status IN ({open}) AND (o.competent_id = ANY(%(bodies)s) OR o.unit_id = ANY(%(bodies)s))) d
    JOIN catalogue_procedureversion v ON v.id = d.version_id
    GROUP BY GROUPING SETS ((d.holder_id), (d.step_key), (d.procedure_id), ())
    ORDER BY kind, overdue DESC, open DESC, label
"""

# The working seconds before an instant: those before the session it falls in or after (found in the calendar's
# sorted openings), and what of that session has passed.
_TIMES = """
    WITH stays AS (
        SELECT s.id, s.dossier_id, s.step_key, s.step_name, s.standing,
               extract(epoch FROM greatest(s.entered_at, %(earliest)s))::float8 AS since,
               extract(epoch FROM s.left_at)::float8 AS until
        FROM dossiers_passage s JOIN dossiers_dossier d ON d.id = s.dossier_id
        WHERE s.left_at >= %(first)s AND s.left_at < %(at)s
          AND (d.competent_id = ANY(%(bodies)s) OR d.unit_id = ANY(%(bodies)s))
    ), cuts AS (
        SELECT s.id,
               greatest(s.since, extract(epoch FROM lower(p.lasted))::float8) AS since,
               least(s.until, coalesce(extract(epoch FROM upper(p.lasted))::float8, s.until)) AS until
        FROM stays s JOIN dossiers_pause p ON p.dossier_id = s.dossier_id
    ), spans AS (
        SELECT id, since, until, 1 AS sign FROM stays
        UNION ALL SELECT id, since, until, -1 FROM cuts WHERE until > since
    ), worked AS (
        SELECT id, sum(sign * ({until} - ({since}))) AS seconds
        FROM (SELECT *, width_bucket(since, %(opens)s::float8[]) AS a,
                     width_bucket(until, %(opens)s::float8[]) AS b FROM spans) spans
        GROUP BY id
    )
    SELECT s.step_key, max(s.step_name), count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY w.seconds),
           avg(w.seconds), count(*) FILTER (WHERE s.standing = 'overdue')
    FROM stays s JOIN worked w ON w.id = s.id
    GROUP BY s.step_key ORDER BY 4 DESC
""".format(
    until="(%(before)s::float8[])[b] + least(until - (%(opens)s::float8[])[b], (%(lasts)s::float8[])[b])",
    since="(%(before)s::float8[])[a] + least(since - (%(opens)s::float8[])[a], (%(lasts)s::float8[])[a])",
)

_TREND = """
    WITH weeks AS (SELECT generate_series(0, %(weeks)s - 1) AS week),
    came AS (
        SELECT floor(extract(epoch FROM received_at - %(first)s) / 604800)::int AS week, count(*) AS number
        FROM dossiers_dossier WHERE received_at >= %(first)s AND received_at < %(at)s
          AND (competent_id = ANY(%(bodies)s) OR unit_id = ANY(%(bodies)s)) GROUP BY 1
    ), done AS (
        SELECT floor(extract(epoch FROM finished_at - %(first)s) / 604800)::int AS week, count(*) AS number,
               count(*) FILTER (WHERE standing = 'overdue') AS late
        FROM dossiers_dossier WHERE finished_at >= %(first)s AND finished_at < %(at)s AND received_at IS NOT NULL
          AND (competent_id = ANY(%(bodies)s) OR unit_id = ANY(%(bodies)s)) GROUP BY 1
    )
    SELECT weeks.week, coalesce(came.number, 0), coalesce(done.number, 0), coalesce(done.late, 0)
    FROM weeks LEFT JOIN came USING (week) LEFT JOIN done USING (week) ORDER BY weeks.week
"""


@dataclass(frozen=True, slots=True)
class Load:
    """Open work of one officer, step or procedure. `key` None: held by nobody yet."""

    key: str | None
    label: str
    open: int
    overdue: int
    due_today: int
    waiting: int
    red: int


@dataclass(frozen=True, slots=True)
class Loads:
    """Open work altogether and by officer, step, procedure; the most late first, at most sixty lines each."""

    total: Load
    officers: tuple[Load, ...]
    steps: tuple[Load, ...]
    procedures: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class StepTime:
    """How long stays at a step took, in working time with pauses left out, and how many overran their share."""

    key: str
    label: str
    count: int
    median: timedelta
    mean: timedelta
    overdue: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday: how many were received, how many finished, how many of those late."""

    first: date
    received: int
    finished: int
    late: int


def bodies_watched(reach: Reach) -> list[UUID]:
    """The bodies whose board the person sees: of heads, inspectors, control officers."""
    return reach.at(*WATCHERS)


def loads(bodies: Sequence[UUID], moments: Moments) -> Loads:
    """Open work of the bodies at the moment, as competent agencies or as the divisions that work on it; one query."""
    asked: dict[str, Any] = {
        "at": moments.at,
        "today": moments.today,
        "tomorrow": moments.tomorrow,
        "waiting": sorted(WAITS_FOR_APPLICANT),
        "running": sorted(IN_PROCESS - WAITS_FOR_APPLICANT),
        "bodies": list(bodies),
    }
    # The words of the partial index, so that the planner sees that it serves.
    statement = _LOAD.format(open=", ".join(f"'{status}'" for status in sorted(OPEN)))
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        rows = [(kind, Load(key, label, *counts)) for kind, label, key, *counts in cursor.fetchall()]
    by_kind = {
        wanted: tuple(load for kind, load in rows if kind == wanted)[:_MOST_LINES] for wanted in (3, 5, 6, 7)
    }
    total = by_kind[7][0] if by_kind[7] else Load(None, "", 0, 0, 0, 0, 0)
    return Loads(total, by_kind[3], by_kind[5], by_kind[6])


def step_times(bodies: Sequence[UUID], *, calendar: Calendar, at: datetime) -> list[StepTime]:
    """How long each step took in the last twelve weeks, the slowest first; one query.

    Stays that ended in these weeks, counted on one calendar, each for at most the half year before them. Pauses
    of the dossier do not count.
    """
    first = first_of_weeks(at)
    earliest = first - _LONGEST_STAY
    asked: dict[str, Any] = {"first": first, "earliest": earliest, "at": at, "bodies": list(bodies)}
    opens, lasts, before = openings(calendar, local_day(earliest), local_day(at))
    asked |= {"opens": opens, "lasts": lasts, "before": before}
    with connection.cursor() as cursor:
        cursor.execute(_TIMES, asked)
        return [
            StepTime(key, label, count, timedelta(seconds=median), timedelta(seconds=mean), overdue)
            for key, label, count, median, mean, overdue in cursor.fetchall()
        ]


def trend(bodies: Sequence[UUID], *, at: datetime) -> list[Week]:
    """Received, finished and late by week, the last twelve with the current one; one query."""
    first = first_of_weeks(at)
    asked: dict[str, Any] = {"first": first, "at": at, "bodies": list(bodies), "weeks": WEEKS}
    with connection.cursor() as cursor:
        cursor.execute(_TREND, asked)
        return [
            Week(local_day(first) + timedelta(weeks=week), *numbers) for week, *numbers in cursor.fetchall()
        ]


def first_of_weeks(at: datetime) -> datetime:
    """The Monday on which the twelve weeks begin."""
    today = local_day(at)
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    return datetime.combine(monday, time(0), tzinfo=VIETNAM)


def openings(calendar: Calendar, first: date, last: date) -> tuple[list[float], list[float], list[float]]:
    """Each working session of the days: when it opens, how long it lasts, the working seconds before it.

    The first entry lies before all days, so that every instant has a session at or before it.
    """
    opens, lasts, before, total = [0.0], [0.0], [0.0], 0.0
    day = first
    while day <= last:
        for begin, end in calendar.hours_of(day):
            opens.append(instant(day, begin).timestamp())
            lasts.append(float(end - begin))
            before.append(total)
            total += end - begin
        day += timedelta(days=1)
    return opens, lasts, before
