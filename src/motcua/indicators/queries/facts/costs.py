"""What complying with procedures costs in a year before a window and at its end, by agreed sheets alone, in đồng.

Told only where each version before and the one at the end have an agreed sheet: that nobody counted is no cost of
nothing. What proposals promise, and what is measured of them from dossiers, stands elsewhere.
"""

from __future__ import annotations

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts.asked import Facts
from motcua.indicators.queries.facts.compared import COMPARED, WITHIN
from motcua.reviews.rules.business import IN_BUSINESS

T = Tally

# The bodies above a place, the nearest first: what they agreed and marked holds below.
_ABOVE = """
    above (n, id, far) AS (
        SELECT n, place, 0 FROM asked WHERE place IS NOT NULL
        UNION
        SELECT u.n, s.parent_id, u.far + 1 FROM above u JOIN asked ON asked.n = u.n
        JOIN organisations_subordination s ON s.agency_id = u.id AND s.in_force @> asked.last_day
        WHERE u.far < 20
    )
"""
_HOLDS = """
    (asked.place IS NULL OR (asked.n, {0}) IN (SELECT n, id FROM above) OR (asked.n, {0}) IN (SELECT n, id FROM below))
"""
# Of each version the sheet agreed last, added up: of one performance the hours, what they are worth, what is paid out.
_SHEETS = f"""
    sheets AS MATERIALIZED (
        SELECT k.n, k.id, k.version_id, k.dossiers_per_year AS often,
               coalesce(sum(l.times * l.hours), 0) AS hours,
               coalesce(sum(l.times * l.hours * l.hourly_income_vnd), 0) AS work,
               coalesce(sum(l.times * (l.service_vnd + l.fee_vnd + l.other_vnd)), 0) AS paid
        FROM (
            SELECT DISTINCT ON (asked.n, e.version_id) asked.n, e.id, e.version_id, e.dossiers_per_year
            FROM asked JOIN reviews_costestimate e ON e.side = 'before' AND e.status = 'agreed'
                AND (asked.known IS NULL OR e.agreed_at < asked.known) AND {_HOLDS.format("e.agency_id")}
            ORDER BY asked.n, e.version_id, e.agreed_at DESC, e.made_at DESC, e.id DESC
        ) k LEFT JOIN reviews_costestimateline l ON l.estimate_id = k.id
        GROUP BY k.n, k.id, k.version_id, k.dossiers_per_year
    )
"""
# What officers said of each code: the nearest body, and of one body the last time. Basis: `reviews.rules.business`.
_MARKS = f"""
    marks AS MATERIALIZED (
        SELECT DISTINCT ON (asked.n, p.code) asked.n, p.code, m.concerns
        FROM asked JOIN reviews_businessmarking m ON {_HOLDS.format("m.agency_id")}
            AND (asked.known IS NULL OR m.at < asked.known)
            AND (m.undone_at IS NULL OR m.undone_at >= asked.known)
        JOIN reviews_businessmark b ON b.marking_id = m.id JOIN catalogue_procedure p ON p.id = b.procedure_id
        LEFT JOIN above u ON u.n = asked.n AND u.id = m.agency_id
        ORDER BY asked.n, p.code, u.far NULLS LAST, m.at DESC, m.id DESC
    )
"""
# All that stood before as one sheet: its dossiers, the hours of a performance, what they are worth in a year.
_BEFORE = f"""
    compared AS MATERIALIZED (SELECT c.* FROM {COMPARED} WHERE c.kind <> 'internal'), before AS MATERIALIZED (
        SELECT c.n, c.code, count(*) AS known, array_agg(s.id) AS sheets, sum((s.work + s.paid) * s.often) AS cost,
               sum(s.often) AS often, sum(s.hours * s.often) / nullif(sum(s.often), 0) AS hours,
               sum(s.work * s.often) AS work
        FROM compared c CROSS JOIN LATERAL unnest(c.was) AS w (id)
        JOIN sheets s ON s.n = c.n AND s.version_id = w.id
        GROUP BY 1, 2
    )
"""
# One number of dossiers and one worth of an hour for both sides. Basis: `reviews.rules.changes.pricing`.
PRICED = f"""
    (WITH RECURSIVE {_ABOVE}, {_SHEETS}, {_MARKS}, {_BEFORE}
     SELECT c.*, v.name, x.cost AS before, x.sheets, t.id AS sheet_now,
            CASE WHEN c.now IS NULL THEN 0 WHEN c.was = ARRAY[c.now] THEN x.cost
                 WHEN x.hours > 0 THEN t.hours * x.work / x.hours + t.paid * x.often
                 ELSE (t.work + t.paid) * x.often END AS after,
            coalesce(x.known, 0) = cardinality(c.was) AND (c.now IS NULL OR t.n IS NOT NULL) AS is_known,
            coalesce(
                own.concerns,
                CASE WHEN c.led_from IS NOT NULL THEN
                    (SELECT bool_or(concerns) FROM marks WHERE marks.n = c.n AND marks.code = ANY(c.led_from)) END,
                v.is_business_related,
                v.applicant_types && ARRAY[{", ".join(f"'{one}'" for one in sorted(IN_BUSINESS))}]::varchar[]
            ) AS is_business
     FROM compared c
     JOIN catalogue_procedureversion v ON v.id = coalesce(c.now, c.was[1])
     LEFT JOIN before x ON x.n = c.n AND x.code = c.code
     LEFT JOIN sheets t ON t.n = c.n AND t.version_id = c.now
     LEFT JOIN marks own ON own.n = c.n AND own.code = c.code) a
"""


def _counted(what: str, *, is_business: bool = False) -> str:
    return f"n.what = '{what}' AND n.number <> 0" + (" AND a.is_business" if is_business else "")


COSTS = Facts(
    rows=f"""
        {PRICED}
        CROSS JOIN LATERAL (VALUES
            ('before', CASE WHEN a.is_known THEN a.before END),
            ('cut', CASE WHEN a.is_known THEN a.before - a.after END),
            ('one', 1), ('known', a.is_known::int)
        ) n (what, number)
    """,
    row="a.procedure_id",
    whose="NULL::uuid",
    within=WITHIN,
    parts={Dimension.FIELD: "a.field_id", Dimension.PROCEDURE: "a.procedure_id"},
    tallies={
        T.COST_BEFORE: _counted("before"),
        T.COST_CUT: _counted("cut"),
        T.COST_COMPARED: _counted("one"),
        T.COST_KNOWN: _counted("known"),
        T.BUSINESS_COST_BEFORE: _counted("before", is_business=True),
        T.BUSINESS_COST_CUT: _counted("cut", is_business=True),
        T.BUSINESS_COST_COMPARED: _counted("one", is_business=True),
        T.BUSINESS_COST_KNOWN: _counted("known", is_business=True),
    },
    number="n.number",
)
