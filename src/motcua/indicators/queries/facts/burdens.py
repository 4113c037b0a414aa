"""What procedures ask before a window and at its end: papers, time; a row counts as many as it asks."""

from __future__ import annotations

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts.asked import Facts
from motcua.indicators.queries.facts.compared import COMPARED, WITHIN

T = Tally

PAPERS = "(SELECT count(*) FROM catalogue_dossiercomponent x WHERE x.version_id = {0})"
# Basis: as `reviews.rules.changes.facts.WORKING_DAYS`; the longest promise among the ways to lodge, in minutes of eight
# working hours a day.
MINUTES = """
    (SELECT round(max(480 * CASE m.limit_unit
                WHEN 'working_day' THEN m.limit_amount WHEN 'calendar_day' THEN m.limit_amount * 5 / 7
                WHEN 'hour' THEN m.limit_amount / 8 WHEN 'month' THEN m.limit_amount * 22
                WHEN 'same_day' THEN 1 WHEN 'immediate' THEN 0 END))
     FROM catalogue_submissionmethod m WHERE m.version_id = {0})
"""
_BEFORE = "(SELECT sum({0}) FROM unnest(c.was) AS w (id))"
_CARRIED_OUT = """
    EXISTS (SELECT 1 FROM reviews_simplificationproposal s JOIN catalogue_procedure sp ON sp.id = s.procedure_id
            WHERE sp.code = ANY(c.codes) AND s.status IN ('carried_out', 'measured')
              AND s.carried_out_on BETWEEN c.first_day AND c.last_day
              AND (c.known IS NULL OR s.confirmed_at < c.known))
"""
_WEIGHED = f"""
    (SELECT c.*, {_BEFORE.format(PAPERS.format("w.id"))} AS papers,
            {_BEFORE.format(MINUTES.format("w.id"))} AS minutes,
            CASE WHEN c.now IS NULL THEN 0 ELSE {PAPERS.format("c.now")} END AS papers_now,
            CASE WHEN c.now IS NULL THEN 0 ELSE {MINUTES.format("c.now")} END AS minutes_now,
            c.now IS NULL OR {_CARRIED_OUT} AS is_done
     FROM {COMPARED}) a
"""
_PUBLIC, _INTERNAL = "a.kind <> 'internal'", "a.kind = 'internal'"


def _counted(what: str, among: str) -> str:
    return f"n.what = '{what}' AND {among} AND n.number <> 0"


BURDENS = Facts(
    rows=f"""
        {_WEIGHED}
        CROSS JOIN LATERAL (VALUES
            ('papers', a.papers), ('papers_cut', a.papers - a.papers_now),
            ('minutes', CASE WHEN a.minutes_now IS NOT NULL THEN a.minutes END),
            ('minutes_cut', a.minutes - a.minutes_now),
            ('one', 1), ('less', (a.is_done OR a.papers_now < a.papers
                                  OR coalesce(a.minutes_now < a.minutes, false))::int)
        ) n (what, number)
    """,
    row="a.procedure_id",
    whose="NULL::uuid",
    within=WITHIN,
    parts={Dimension.FIELD: "a.field_id", Dimension.PROCEDURE: "a.procedure_id"},
    tallies={
        T.PAPERS_ASKED: _counted("papers", _PUBLIC),
        T.PAPERS_CUT: _counted("papers_cut", _PUBLIC),
        T.MINUTES_ALLOWED: _counted("minutes", _PUBLIC),
        T.MINUTES_CUT: _counted("minutes_cut", _PUBLIC),
        T.INTERNAL_COMPARED: _counted("one", _INTERNAL),
        T.INTERNAL_SIMPLIFIED: _counted("less", _INTERNAL),
    },
    number="n.number",
)
