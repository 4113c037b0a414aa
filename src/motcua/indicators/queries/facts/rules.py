"""Rules on doing business before a window and at its end: those of the register, and procedures from the catalogue.

Basis: Nghị quyết 68/NQ-CP ngày 12/5/2020; counted as `reviews.rules.conditions.balance` and `procedures` count.
"""

from __future__ import annotations

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts.asked import Facts
from motcua.indicators.queries.facts.burdens import MINUTES, PAPERS
from motcua.indicators.queries.facts.compared import WITHIN
from motcua.indicators.queries.facts.costs import PRICED

T = Tally

_MARKED = """
    FROM reviews_conditionmark m
    WHERE m.condition_id = c.id AND m.since <= asked.last_day AND (asked.known IS NULL OR m.at < asked.known)
"""
_IS_CUT = f"""
    e.id IS NULL AND (SELECT m.state {_MARKED} ORDER BY m.since DESC, m.at DESC, m.id DESC LIMIT 1) = 'cut'
"""
_IS_AMENDED = f"""
    e.id IS NOT NULL AND EXISTS (SELECT 1 {_MARKED} AND m.state = 'amended' AND m.since >= asked.first_day)
"""
# What was cut only after the closing costs what it did.
_OF_REGISTER = f"""
    SELECT asked.n, asked.place, asked.first_day, asked.last_day, c.id AS row_id, c.agency_id, '' AS code,
           w.rule_kind AS rule, 1 AS many, ({_IS_CUT})::int AS cut, ({_IS_AMENDED})::int AS simpler,
           w.cost_per_year_vnd AS before,
           CASE WHEN e.id IS NOT NULL THEN e.cost_per_year_vnd WHEN {_IS_CUT} THEN 0
                WHEN EXISTS (SELECT 1 FROM reviews_conditionmark m WHERE m.condition_id = c.id AND m.state = 'cut')
                THEN w.cost_per_year_vnd ELSE 0 END AS after
    FROM asked
    JOIN reviews_businesscondition c ON asked.known IS NULL OR c.created_at < asked.known
    JOIN reviews_conditionwording w ON w.condition_id = c.id AND w.in_force @> (asked.first_day - 1)
    LEFT JOIN reviews_conditionwording e ON e.condition_id = c.id AND e.in_force @> asked.last_day
"""
_CARRIED_OUT = """
    EXISTS (SELECT 1 FROM reviews_simplificationproposal s JOIN catalogue_procedure sp ON sp.id = s.procedure_id
            WHERE sp.code = ANY(a.codes) AND s.status IN ('carried_out', 'measured')
              AND s.carried_out_on BETWEEN a.first_day AND a.last_day
              AND (a.known IS NULL OR s.confirmed_at < a.known))
"""
_IS_LIGHTER = f"""
    cardinality(a.was) = 1 AND a.was[1] <> a.now
    AND ({PAPERS.format("a.now")} < {PAPERS.format("a.was[1]")}
         OR coalesce({MINUTES.format("a.now")} < {MINUTES.format("a.was[1]")}, false))
"""
# Of several procedures that became one, all but one are cut.
_OF_CATALOGUE = f"""
    SELECT a.n, a.place, a.first_day, a.last_day, a.procedure_id, NULL::uuid, a.code, 'procedure', k.many,
           k.many - (a.now IS NOT NULL)::int, (a.now IS NOT NULL AND ({_CARRIED_OUT} OR ({_IS_LIGHTER})))::int,
           CASE WHEN a.is_known THEN round(a.before) END, CASE WHEN a.is_known THEN round(a.after) END
    FROM {PRICED}
    CROSS JOIN LATERAL (SELECT cardinality(a.was) AS many) k
    WHERE a.is_business AND a.kind <> 'internal'
"""


def _counted(what: str) -> str:
    return f"n.what = '{what}' AND n.number <> 0"


RULES = Facts(
    rows=f"""
        (SELECT r.*, r.before IS NOT NULL AND r.after IS NOT NULL AS is_costed
         FROM ({_OF_REGISTER} UNION ALL {_OF_CATALOGUE}) r) a
        CROSS JOIN LATERAL (VALUES
            ('one', a.many), ('done', a.cut + a.simpler), ('costed', CASE WHEN a.is_costed THEN a.many END),
            ('cost', CASE WHEN a.is_costed THEN a.before END),
            ('cost_cut', CASE WHEN a.is_costed THEN a.before - a.after END)
        ) n (what, number)
    """,
    row="a.row_id",
    whose="a.agency_id",
    within=f"CASE WHEN a.code = '' THEN (a.n, a.agency_id) IN (SELECT n, id FROM below) ELSE {WITHIN} END",
    parts={Dimension.RULE: "a.rule"},
    tallies={
        T.RULES: _counted("one"),
        T.RULES_CUT: _counted("done"),
        T.RULES_COSTED: _counted("costed"),
        T.RULES_COST: _counted("cost"),
        T.RULES_COST_CUT: _counted("cost_cut"),
    },
    number="n.number",
)
