"""What the rollups should hold, in SQL: each dossier by its days, what happened by day, what had before each month."""

from __future__ import annotations

_TZ = "AT TIME ZONE 'Asia/Ho_Chi_Minh'"
_GREW_LATE = f"""
    greatest((d.due_at {_TZ})::date, (d.received_at {_TZ})::date, (d.started_at {_TZ})::date) + 1
"""
# The columns of indicators_counteddossier in their order. Basis of lateness: facts.dossiers, at the beginning of a day.
COUNTED = f"""
    SELECT d.id, d.competent_id, d.unit_id, v.field_id::int, d.door::text,
           (d.received_at {_TZ})::date, (d.finished_at {_TZ})::date,
           CASE WHEN d.finished_at IS NULL THEN ''
                WHEN d.standing = 'overdue' THEN 'late'
                WHEN d.standing = 'early' AND d.status IN ('resolved', 'correcting') THEN 'early'
                ELSE 'on_time' END,
           CASE WHEN d.due_at IS NOT NULL AND d.started_at IS NOT NULL
                     AND (d.finished_at IS NULL OR (d.finished_at {_TZ})::date >= {_GREW_LATE}) THEN {_GREW_LATE} END,
           d.due_at IS DISTINCT FROM d.due_at_first
               OR EXISTS (SELECT 1 FROM dossiers_pause p WHERE p.dossier_id = d.id)
               OR EXISTS (SELECT 1 FROM kernel_journalentry j WHERE j.kind = 'DossierPassedOn'
                          AND j.subject_kind = 'dossier' AND j.subject_id = d.id::text)
    FROM (SELECT * FROM dossiers_dossier d {{where}}) d
    JOIN catalogue_procedureversion v ON v.id = d.version_id
    WHERE d.received_at IS NOT NULL
"""
# Each thing that happened to a dossier in the rollups, on its day.
HAPPENED = """
    FROM {counted} x
    CROSS JOIN LATERAL (VALUES
        (x.received_on, 'received'), (x.finished_on, nullif(x.how, '')),
        (x.late_on - 1, 'grew_late'), (CASE WHEN x.late_on IS NOT NULL THEN x.finished_on END, 'late_ended')
    ) AS h (day, happened)
    WHERE NOT x.is_apart AND h.day IS NOT NULL AND h.happened IS NOT NULL
"""
_CELL = "x.agency_id, x.unit_id, x.field_id, x.door, h.happened"
DAYS = f"""
    SELECT h.day, {_CELL}, count(*)::int AS number
    {HAPPENED.format(counted="indicators_counteddossier")} GROUP BY 1, 2, 3, 4, 5, 6
"""
# One sum for each month after the first in which anything happened, up to the last.
MONTHS_KEPT = """
    SELECT generate_series(date_trunc('month', min(day)) + interval '1 month',
                           date_trunc('month', max(day)), interval '1 month')::date AS month
    FROM indicators_daycount
"""
MONTHS = f"""
    SELECT m.month, c.agency_id, c.unit_id, c.field_id, c.door, c.happened,
           sum(c.number)::int AS number
    FROM ({MONTHS_KEPT}) m
    JOIN (SELECT date_trunc('month', day)::date AS month, agency_id, unit_id, field_id, door, happened,
                 sum(number) AS number
          FROM indicators_daycount GROUP BY 1, 2, 3, 4, 5, 6) c ON c.month < m.month
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(c.number) <> 0
"""
