"""What procedures ask before a window and at its end: papers, time; a row counts as many as it asks."""

from __future__ import annotations

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts.asked import Facts

T = Tally

_PAPERS = "(SELECT count(*) FROM catalogue_dossiercomponent x WHERE x.version_id = {0})"
# Basis: as `reviews.rules.changes.facts.WORKING_DAYS`; the longest promise among the ways to lodge, in minutes of eight
# working hours a day.
_MINUTES = """
    (SELECT round(max(480 * CASE m.limit_unit
                WHEN 'working_day' THEN m.limit_amount WHEN 'calendar_day' THEN m.limit_amount * 5 / 7
                WHEN 'hour' THEN m.limit_amount / 8 WHEN 'month' THEN m.limit_amount * 22
                WHEN 'same_day' THEN 1 WHEN 'immediate' THEN 0 END))
     FROM catalogue_submissionmethod m WHERE m.version_id = {0})
"""
_CARRIED_OUT = """
    EXISTS (SELECT 1 FROM reviews_simplificationproposal s JOIN catalogue_procedure sp ON sp.id = s.procedure_id
            WHERE sp.code = was.code AND s.status IN ('carried_out', 'measured')
              AND s.carried_out_on BETWEEN asked.first_day AND asked.last_day
              AND (asked.known IS NULL OR s.confirmed_at < asked.known))
"""
# Of each code the version on the day before the window, else the first in it, and the one on the last day; where both
# days have one of the place's own, that one. What is in force no longer asks nothing.
_COMPARED = f"""
    (SELECT asked.*, was.procedure_id, was.code, was.kind, was.field_id, was.papers, was.minutes,
            CASE WHEN at_end.id IS NULL THEN 0 ELSE {_PAPERS.format("at_end.id")} END AS papers_now,
            CASE WHEN at_end.id IS NULL THEN 0 ELSE {_MINUTES.format("at_end.id")} END AS minutes_now,
            at_end.id IS NULL OR {_CARRIED_OUT} AS is_done
     FROM asked
     CROSS JOIN LATERAL (
        SELECT f.*, {_PAPERS.format("f.id")} AS papers, {_MINUTES.format("f.id")} AS minutes
        FROM (SELECT DISTINCT ON (q.code) v.id, q.id AS procedure_id, q.code, q.kind, v.field_id
              FROM catalogue_procedureversion v JOIN catalogue_procedure q ON q.id = v.procedure_id
              WHERE v.state = 'promulgated' AND v.in_force && daterange(asked.first_day - 1, asked.last_day, '[]')
              ORDER BY q.code, greatest(lower(v.in_force), asked.first_day - 1), q.jurisdiction DESC, v.number DESC) f
     ) was
     LEFT JOIN LATERAL (
        SELECT v.id FROM catalogue_procedureversion v JOIN catalogue_procedure q ON q.id = v.procedure_id
        WHERE q.code = was.code AND v.state = 'promulgated' AND v.in_force @> asked.last_day
        ORDER BY q.jurisdiction DESC LIMIT 1
     ) at_end ON true) a
"""
_PUBLIC, _INTERNAL = "a.kind <> 'internal'", "a.kind = 'internal'"


def _counted(what: str, among: str) -> str:
    return f"n.what = '{what}' AND {among} AND n.number <> 0"


BURDENS = Facts(
    rows=f"""
        {_COMPARED}
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
    within="""EXISTS (
        SELECT 1 FROM organisations_power w
        JOIN organisations_agency h ON (h.id = w.holder_id OR (h.kind = w.holder_kind AND h.held @> a.last_day))
        WHERE w.matter = 'procedure:' || a.code AND w.in_force && daterange(a.first_day - 1, a.last_day, '[]')
          AND (a.n, h.id) IN (SELECT n, id FROM below))""",
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
