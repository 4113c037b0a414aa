"""What came of reviewing procedures: what was reviewed, which proposals were carried out, which conditions were cut."""

from __future__ import annotations

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts.asked import Facts

T = Tally

# The last thing said of the form by the closing: handed in stays reviewed until it is sent back or left out.
_HOW_FAR = """
    SELECT j.kind FROM kernel_journalentry j
    WHERE j.subject_kind = 'review_item' AND j.subject_id = i.id::text AND j.at < a.until
      AND j.kind IN ('ReviewFormHandedIn', 'ReviewFormAccepted', 'ReviewFormSentBack', 'ReviewItemLeftOut',
                     'ReviewItemBroughtBack')
    ORDER BY j.at DESC, j.seq DESC LIMIT 1
"""
_HANDED_IN = """
    SELECT 1 FROM kernel_journalentry j
    WHERE j.subject_kind = 'review_item' AND j.subject_id = i.id::text AND j.kind = 'ReviewFormHandedIn'
      AND j.at >= a.since AND j.at < a.until
"""
_HERE = """
    (a.place IS NULL OR (a.n, {0}.agency_id) IN (SELECT n, id FROM below)
     OR (a.n, i.unit_id) IN (SELECT n, id FROM below))
"""
# Of a procedure `p`: handed in within the window for the place.
REVIEWED = f"""
    EXISTS (SELECT 1 FROM reviews_rounditem i
            WHERE i.procedure_id = p.id AND {_HERE.format("i")} AND EXISTS ({_HANDED_IN})
              AND ({_HOW_FAR}) IN ('ReviewFormHandedIn', 'ReviewFormAccepted'))
"""

_DONE = "s.carried_out_on IS NOT NULL AND s.carried_out_on <= a.last_day"
_DONE_SEEN = f"{_DONE} AND (a.known IS NULL OR s.confirmed_at < a.known)"
_INTERNAL = "p.kind = 'internal'"
# What is approved is owed until it is carried out, in whichever window that falls.
PROPOSALS = Facts(
    rows="""
        asked a
        JOIN reviews_simplificationproposal s ON s.approved_at IS NOT NULL
            AND s.status IN ('approved', 'carried_out', 'measured')
            AND coalesce(s.decided_on, (s.approved_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) <= a.last_day
            AND (a.known IS NULL OR s.approved_at < a.known)
            AND (s.carried_out_on IS NULL OR s.carried_out_on >= a.first_day)
        JOIN reviews_rounditem i ON i.id = s.item_id
        JOIN catalogue_procedure p ON p.id = s.procedure_id
        JOIN catalogue_procedureversion v ON v.id = s.version_id
    """,
    row="s.id",
    whose="s.agency_id",
    working="i.unit_id",
    parts={Dimension.FIELD: "v.field_id", Dimension.PROCEDURE: "p.id"},
    tallies={
        T.PROPOSALS_OWED: "true",
        T.PROPOSALS_DONE: _DONE_SEEN,
        T.PROPOSALS_INTERNAL_OWED: _INTERNAL,
        T.PROPOSALS_INTERNAL_DONE: f"{_INTERNAL} AND {_DONE_SEEN}",
    },
)

_MARKS = """
    FROM reviews_conditionmark m
    WHERE m.condition_id = c.id AND m.since <= asked.last_day AND (asked.known IS NULL OR m.at < asked.known)
"""
# Basis: as `reviews.rules.conditions.counting`: of those listed as unnecessary and not found needed since.
CONDITIONS = Facts(
    rows=f"""
        (SELECT asked.*, c.id AS condition_id, c.agency_id, coalesce(
                    (SELECT m.state {_MARKS} ORDER BY m.since DESC, m.at DESC, m.id DESC LIMIT 1), '') AS state,
                EXISTS (SELECT 1 {_MARKS} AND m.state IN ('unnecessary', 'proposed')) AS was_listed
         FROM asked JOIN reviews_businesscondition c ON 'condition' = (
            SELECT w.rule_kind FROM reviews_conditionwording w
            WHERE w.condition_id = c.id AND lower(w.in_force) <= asked.last_day ORDER BY w.in_force DESC LIMIT 1)
            AND (asked.known IS NULL OR c.created_at < asked.known)
        ) a
    """,
    row="a.condition_id",
    whose="a.agency_id",
    tallies={
        T.CONDITIONS: "true",
        T.CONDITIONS_LISTED: "a.was_listed AND a.state <> 'needed'",
        T.CONDITIONS_CUT: "a.was_listed AND a.state = 'cut'",
    },
)
