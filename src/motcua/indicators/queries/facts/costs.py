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
    (c.place IS NULL OR (c.n, {0}) IN (SELECT n, id FROM above) OR (c.n, {0}) IN (SELECT n, id FROM below))
"""
# Of a version the sheet agreed last, added up: of one performance the hours, what they are worth, what is paid out.
_SHEET = f"""
    (SELECT k.id, k.often, sums.* FROM (
        SELECT e.id, e.dossiers_per_year AS often FROM reviews_costestimate e
        WHERE e.version_id = {{0}} AND e.side = 'before' AND e.status = 'agreed'
          AND (c.known IS NULL OR e.agreed_at < c.known) AND {_HOLDS.format("e.agency_id")}
        ORDER BY e.agreed_at DESC, e.made_at DESC, e.id DESC LIMIT 1
    ) k CROSS JOIN LATERAL (
        SELECT coalesce(sum(l.times * l.hours), 0) AS hours,
               coalesce(sum(l.times * l.hours * l.hourly_income_vnd), 0) AS work,
               coalesce(sum(l.times * (l.service_vnd + l.fee_vnd + l.other_vnd)), 0) AS paid
        FROM reviews_costestimateline l WHERE l.estimate_id = k.id
    ) sums)
"""
# What officers said of a code: the nearest body, and of one body the last time. Basis: `reviews.rules.business`.
_SAID = f"""
    (SELECT m.concerns FROM catalogue_procedure p JOIN reviews_businessmark b ON b.procedure_id = p.id
     JOIN reviews_businessmarking m ON m.id = b.marking_id AND {_HOLDS.format("m.agency_id")}
        AND (c.known IS NULL OR m.at < c.known) AND (m.undone_at IS NULL OR m.undone_at >= c.known)
     LEFT JOIN above u ON u.n = c.n AND u.id = m.agency_id
     WHERE p.code = {{0}} ORDER BY u.far NULLS LAST, m.at DESC, m.id DESC LIMIT 1)
"""
# One number of dossiers and one worth of an hour for both sides. Basis: `reviews.rules.changes.pricing`. All that stood
# before counts as one sheet: its dossiers, the hours of a performance, what they are worth in a year.
PRICED = f"""
    (WITH RECURSIVE {_ABOVE}
     SELECT c.*, v.name, x.cost AS before, x.sheets, t.id AS sheet_now,
            CASE WHEN c.now IS NULL THEN 0 WHEN c.was = ARRAY[c.now] THEN x.cost
                 WHEN x.hours > 0 THEN t.hours * x.work / x.hours + t.paid * x.often
                 ELSE (t.work + t.paid) * x.often END AS after,
            x.known = cardinality(c.was) AND (c.now IS NULL OR t.id IS NOT NULL) AS is_known,
            coalesce(
                {_SAID.format("c.code")},
                (SELECT bool_or({_SAID.format("one")}) FROM unnest(c.led_from) AS led_from (one)),
                v.is_business_related,
                v.applicant_types && ARRAY[{", ".join(f"'{one}'" for one in sorted(IN_BUSINESS))}]::varchar[]
            ) AS is_business
     FROM {COMPARED}
     JOIN catalogue_procedureversion v ON v.id = coalesce(c.now, c.was[1])
     CROSS JOIN LATERAL (
        SELECT count(s.id) AS known, array_agg(s.id) FILTER (WHERE s.id IS NOT NULL) AS sheets,
               sum((s.work + s.paid) * s.often) AS cost, sum(s.often) AS often,
               sum(s.hours * s.often) / nullif(sum(s.often), 0) AS hours, sum(s.work * s.often) AS work
        FROM unnest(c.was) AS w (id) LEFT JOIN LATERAL {_SHEET.format("w.id")} s ON true
     ) x
     LEFT JOIN LATERAL {_SHEET.format("c.now")} t ON true
     WHERE c.kind <> 'internal') a
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
