"""What dossiers show: when the last came, what was missing, where they waited, how long they took."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from motcua.deadlines.enums import LimitUnit
from motcua.kernel.clock import local_day
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.findings.use import Missing, Stays, Taken, Use

_OURS = "(%(places)s::uuid[] IS NULL OR d.competent_id = ANY(%(places)s::uuid[]))"
_SEEN = f"d.received_at >= %(since)s AND d.received_at < %(at)s AND {_OURS}"

_ASKED = "(%(procedures)s::uuid[] IS NULL OR d.procedure_id = ANY(%(procedures)s::uuid[]))"

_BEGAN = f"SELECT min(d.received_at) FROM dossiers_dossier d WHERE {_OURS} AND d.received_at < %(at)s"
# One look into the index for the last dossier of each procedure, instead of reading all dossiers ever.
_USES = f"""
    WITH seen AS (
        SELECT d.procedure_id, count(*) AS count, count(*) FILTER (WHERE d.door = 'online') AS online,
               count(*) FILTER (WHERE d.status = 'resolved' AND d.result_kind = 'granted') AS issued
        FROM dossiers_dossier d WHERE {_SEEN} GROUP BY 1
    ), owed AS (
        SELECT d.procedure_id, count(DISTINCT d.id) AS owed,
               count(DISTINCT d.id) FILTER (WHERE c.collected_vnd > c.refunded_vnd) AS paid,
               sum(c.collected_vnd - c.refunded_vnd)::bigint AS paid_vnd
        FROM payments_charge c
        JOIN dossiers_dossier d ON c.subject_kind = 'dossier' AND d.id = c.subject_id::uuid
        WHERE c.cancelled_at IS NULL AND {_SEEN} GROUP BY 1
    )
    SELECT p.id::text, last.submitted_at, coalesce(s.count, 0), coalesce(s.online, 0), coalesce(s.issued, 0),
           coalesce(o.owed, 0), coalesce(o.paid, 0), coalesce(o.paid_vnd, 0)
    FROM catalogue_procedure p
    CROSS JOIN LATERAL (
        SELECT d.submitted_at FROM dossiers_dossier d
        WHERE d.procedure_id = p.id AND d.submitted_at < %(at)s AND {_OURS}
        ORDER BY d.submitted_at DESC LIMIT 1
    ) last
    LEFT JOIN seen s ON s.procedure_id = p.id LEFT JOIN owed o ON o.procedure_id = p.id
"""
# Missing on the check-list, or named in a request to supplement; a paper is the same by what the catalogue calls it.
_MISSING = f"""
    WITH seen AS MATERIALIZED (
        SELECT d.id, d.procedure_id FROM dossiers_dossier d WHERE {_SEEN}
    ), lacked AS (
        SELECT s.procedure_id, s.id, coalesce(k.name, i.item ->> 'paper') AS paper
        FROM seen s JOIN dossiers_supplementrequest r ON r.dossier_id = s.id
        CROSS JOIN LATERAL jsonb_array_elements(r.items) i(item)
        LEFT JOIN catalogue_dossiercomponent k ON k.id = (i.item ->> 'component')::bigint
        UNION
        SELECT s.procedure_id, s.id, m.name
        FROM seen s JOIN dossiers_submittedpaper m ON m.dossier_id = s.id WHERE m.is_missing
    ), all_of AS (SELECT procedure_id, count(*) AS dossiers FROM seen GROUP BY 1)
    SELECT l.procedure_id::text, l.paper, count(DISTINCT l.id), a.dossiers
    FROM lacked l JOIN all_of a USING (procedure_id)
    WHERE l.paper <> '' GROUP BY l.procedure_id, l.paper, a.dossiers HAVING count(DISTINCT l.id) >= %(least)s
"""
_SINCE = "((%(before)s::float8[])[a] + least(since - (%(opens)s::float8[])[a], (%(lasts)s::float8[])[a]))"
_UNTIL = "((%(before)s::float8[])[b] + least(until - (%(opens)s::float8[])[b], (%(lasts)s::float8[])[b]))"
# Working time without the dossier's pauses: of the whole stay (part 0) and of what passed before anybody began (1).
_STAYS = f"""
    WITH stays AS MATERIALIZED (
        SELECT s.id, s.dossier_id, d.procedure_id, s.step_key, s.step_name, s.standing = 'overdue' AS is_late,
               extract(epoch FROM s.entered_at)::float8 AS entered,
               extract(epoch FROM least(coalesce(s.begun_at, s.left_at), s.left_at))::float8 AS begun,
               extract(epoch FROM s.left_at)::float8 AS gone
        FROM dossiers_passage s JOIN dossiers_dossier d ON d.id = s.dossier_id
        WHERE {_SEEN} AND s.left_at < %(at)s AND {_ASKED}
    ), parts AS (
        SELECT id, dossier_id, 0 AS part, entered AS since, gone AS until FROM stays
        UNION ALL SELECT id, dossier_id, 1, entered, begun FROM stays
    ), spans AS (
        SELECT id, part, since, until, 1 AS sign FROM parts
        UNION ALL
        SELECT s.id, s.part, greatest(s.since, extract(epoch FROM lower(p.lasted))::float8),
               least(s.until, coalesce(extract(epoch FROM upper(p.lasted))::float8, s.until)), -1
        FROM parts s JOIN dossiers_pause p ON p.dossier_id = s.dossier_id
    ), worked AS (
        SELECT id, sum(sign * ({_UNTIL} - {_SINCE})) FILTER (WHERE part = 0) AS whole,
               sum(sign * ({_UNTIL} - {_SINCE})) FILTER (WHERE part = 1) AS untouched
        FROM (SELECT *, width_bucket(since, %(opens)s::float8[]) AS a,
                     width_bucket(until, %(opens)s::float8[]) AS b FROM spans WHERE until > since) spans
        GROUP BY id
    )
    SELECT s.procedure_id::text, s.step_name, count(*), count(*) FILTER (WHERE s.is_late),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY coalesce(w.whole, 0)),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY coalesce(w.untouched, 0)),
           percentile_cont(0.9) WITHIN GROUP (ORDER BY coalesce(w.whole, 0)),
           percentile_cont(0.9) WITHIN GROUP (ORDER BY greatest(coalesce(w.whole, 0) - coalesce(w.untouched, 0), 0)),
           max(s.step_key)
    FROM stays s LEFT JOIN worked w ON w.id = s.id
    GROUP BY s.procedure_id, s.step_name HAVING count(*) >= %(least)s
"""
_TAKEN = f"""
    WITH done AS MATERIALIZED (
        SELECT d.id, d.procedure_id, d.limit_amount, d.limit_unit,
               extract(epoch FROM coalesce(d.started_at, d.received_at))::float8 AS since,
               extract(epoch FROM d.finished_at)::float8 AS until
        FROM dossiers_dossier d
        WHERE d.status = 'resolved' AND d.limit_amount > 0 AND d.finished_at < %(at)s AND {_SEEN} AND {_ASKED}
    ), spans AS (
        SELECT id, since, until, 1 AS sign FROM done
        UNION ALL
        SELECT n.id, greatest(n.since, extract(epoch FROM lower(p.lasted))::float8),
               least(n.until, coalesce(extract(epoch FROM upper(p.lasted))::float8, n.until)), -1
        FROM done n JOIN dossiers_pause p ON p.dossier_id = n.id
    ), worked AS (
        SELECT id, sum(sign * ({_UNTIL} - {_SINCE})) AS worked, sum(sign * (until - since)) AS passed
        FROM (SELECT *, width_bucket(since, %(opens)s::float8[]) AS a,
                     width_bucket(until, %(opens)s::float8[]) AS b FROM spans WHERE until > since) spans
        GROUP BY id
    )
    SELECT n.procedure_id::text, n.limit_amount, n.limit_unit, count(*),
           percentile_cont(0.9) WITHIN GROUP (ORDER BY coalesce(w.worked, 0)),
           percentile_cont(0.9) WITHIN GROUP (ORDER BY coalesce(w.passed, 0))
    FROM done n LEFT JOIN worked w ON w.id = n.id
    GROUP BY n.procedure_id, n.limit_amount, n.limit_unit HAVING count(*) >= %(least)s
"""


def recorded_since(scope: Scope) -> date | None:
    """On which day the record of dossiers of the bodies begins; None when there is none."""
    [[began]] = scope.rows(_BEGAN)
    return local_day(began) if began else None


def uses(scope: Scope) -> dict[str, Use]:
    """Of each procedure that ever had a dossier: the last, and the dossiers and fees of the months observed."""
    return {procedure: Use(local_day(last), *counts) for procedure, last, *counts in scope.rows(_USES)}


def missing_papers(scope: Scope, *, least: Decimal) -> list[Missing]:
    """Papers that were missing or asked for again in at least so many dossiers of the months observed, by procedure."""
    return [Missing(*row) for row in scope.rows(_MISSING, least=least)]


def stays(scope: Scope, *, least: Decimal, procedures: Collection[UUID] | None = None) -> list[Stays]:
    """Stays that ended, where there are so many, by procedure and step, of the dossiers of the months observed; in
    working time. Of these procedures, or of all."""
    rows = scope.rows(_STAYS, least=least, procedures=_listed(procedures), **scope.sessions())
    return [
        Stays(procedure, step, count, late, *_spans(half, untouched, most, handled), key)
        for procedure, step, count, late, half, untouched, most, handled, key in rows
    ]


def taken(scope: Scope, *, least: Decimal, procedures: Collection[UUID] | None = None) -> list[Taken]:
    """How long the resolved dossiers of the months observed took, where there are so many, by procedure and promise,
    without pauses. Of these procedures, or of all."""
    rows = scope.rows(_TAKEN, least=least, procedures=_listed(procedures), **scope.sessions())
    return [
        Taken(procedure, amount, LimitUnit(unit), count, timedelta(seconds=worked), timedelta(seconds=passed))
        for procedure, amount, unit, count, worked, passed in rows
    ]


def _spans(*seconds: float) -> tuple[timedelta, timedelta, timedelta, timedelta]:
    half, untouched, most, handled = (timedelta(seconds=one) for one in seconds)
    return half, untouched, most, handled


def _listed(procedures: Collection[UUID] | None) -> list[UUID] | None:
    return None if procedures is None else list(procedures)
