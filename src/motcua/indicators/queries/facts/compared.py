"""Each procedure before a window and at its end, together with those whose place it took."""

from __future__ import annotations

# What the catalogue says of who took whose place, through any number of steps, by code.
_LED = """
    led (earlier, later, far) AS (
        SELECT e.code, o.code, 1 FROM catalogue_procedurelink k
        JOIN catalogue_procedure e ON e.id = k.procedure_id JOIN catalogue_procedure o ON o.id = k.other_id
        WHERE k.kind = 'replaced_by'
        UNION
        SELECT d.earlier, o.code, d.far + 1 FROM led d
        JOIN catalogue_procedure e ON e.code = d.later
        JOIN catalogue_procedurelink k ON k.procedure_id = e.id AND k.kind = 'replaced_by'
        JOIN catalogue_procedure o ON o.id = k.other_id
        WHERE d.far < 9
    )
"""
# That a procedure applies on the last day, by its code: an index is asked, since no statistics tell of the days.
_APPLIES = """
    EXISTS (SELECT 1 FROM catalogue_procedure q JOIN catalogue_procedureversion v ON v.procedure_id = q.id
            WHERE q.code = {0} AND v.state = 'promulgated' AND v.in_force @> asked.last_day)
"""
_APPLIED = _APPLIES.replace("@> asked.last_day", "&& daterange(asked.first_day - 1, asked.last_day, '[]')")
# Of each code the version on the day before the window, else the first in it, and the one on the last day; where both
# days have one of the place's own, that one. What is in force no longer asks nothing; where another procedure in force
# took its place, what it asked before stands with that one (`codes`, `was`), and a procedure that came only then has
# nothing of its own before. `led_from`: every procedure whose place it took by then, also long ago; NULL where there
# is none.
COMPARED = f"""
    (WITH RECURSIVE {_LED}, steps AS MATERIALIZED (
        SELECT asked.n, d.earlier, d.later, d.far, {_APPLIED.format("d.earlier")} AS applied
        FROM asked CROSS JOIN led d
        WHERE {_APPLIES.format("d.later")} AND NOT {_APPLIES.format("d.earlier")}
    ), heirs AS MATERIALIZED (
        SELECT DISTINCT ON (n, earlier) n, earlier AS code, later AS heir FROM steps WHERE applied
        ORDER BY n, earlier, far, later
    ), gathered AS (
        SELECT w.n, coalesce(h.heir, w.code) AS code, array_agg(w.code ORDER BY w.code) AS codes,
               array_agg(w.id ORDER BY w.code) AS was, min(w.procedure_id::text)::uuid AS procedure_id,
               min(w.kind) AS kind, min(w.field_id) AS field_id
        FROM (
            SELECT asked.n, f.* FROM asked CROSS JOIN LATERAL (
                SELECT DISTINCT ON (q.code) v.id, q.id AS procedure_id, q.code, q.kind, v.field_id,
                       NOT v.in_force @> (asked.first_day - 1) AS is_new
                FROM catalogue_procedureversion v JOIN catalogue_procedure q ON q.id = v.procedure_id
                WHERE v.state = 'promulgated' AND v.in_force && daterange(asked.first_day - 1, asked.last_day, '[]')
                ORDER BY q.code, greatest(lower(v.in_force), asked.first_day - 1), q.jurisdiction DESC, v.number DESC
            ) f
        ) w
        LEFT JOIN heirs h ON h.n = w.n AND h.code = w.code
        LEFT JOIN (SELECT DISTINCT n, heir FROM heirs) o ON o.n = w.n AND o.heir = w.code
        WHERE NOT w.is_new OR h.heir IS NOT NULL OR o.heir IS NULL
        GROUP BY 1, 2
    )
    SELECT asked.*, g.code, g.codes, g.was, k.led_from, e.id AS now,
           coalesce(e.procedure_id, g.procedure_id) AS procedure_id,
           coalesce(e.kind, g.kind) AS kind, CASE WHEN e.id IS NULL THEN g.field_id ELSE e.field_id END AS field_id
    FROM asked JOIN gathered g ON g.n = asked.n
    LEFT JOIN LATERAL (
        SELECT v.id, q.id AS procedure_id, q.kind, v.field_id
        FROM catalogue_procedure q JOIN catalogue_procedureversion v ON v.procedure_id = q.id
        WHERE q.code = g.code AND v.state = 'promulgated' AND v.in_force @> asked.last_day
        ORDER BY q.jurisdiction DESC, v.number DESC LIMIT 1
    ) e ON true
    LEFT JOIN (
        SELECT n, later AS code, array_agg(earlier) AS led_from FROM steps GROUP BY 1, 2
    ) k ON k.n = g.n AND k.code = g.code) c
"""
# That a procedure compared belongs to a place: whoever there had power over it.
WITHIN = """EXISTS (
    SELECT 1 FROM organisations_power w
    JOIN organisations_agency h ON (h.id = w.holder_id OR (h.kind = w.holder_kind AND h.held @> a.last_day))
    WHERE w.matter = 'procedure:' || a.code AND w.in_force && daterange(a.first_day - 1, a.last_day, '[]')
      AND (a.n, h.id) IN (SELECT n, id FROM below))"""
