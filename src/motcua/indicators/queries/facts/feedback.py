"""What people report and propose: which came, which were handled, how soon."""

from __future__ import annotations

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts.asked import Facts

T = Tally

_NEW = "f.sent_at >= a.since"
_DONE = "fin.at < a.until"
_OPEN = "(fin.at IS NULL OR fin.at >= a.until)"
# Which terms were not kept is written down with the act that kept none of them.
_LATE = """
    (CASE WHEN fin.is_answered THEN 'answer' = ANY(f.late_terms)
          ELSE f.late_terms && ARRAY['refuse', 'transfer']::varchar[] END)
"""
_WAITED = """
    EXISTS (SELECT 1 FROM feedback_supplement s WHERE s.feedback_id = f.id AND s.waited @> a.until)
"""
_OPEN_LATE = f"{_OPEN} AND f.due_at < a.until AND NOT {_WAITED}"
_DISSATISFIED = """
    EXISTS (SELECT 1 FROM feedback_satisfaction s JOIN feedback_reply y ON y.id = s.reply_id
            WHERE y.feedback_id = f.id AND s.contentment = 'dissatisfied' AND s.at < a.until)
"""
# What the sender says of the latest answer that they had judged by then.
_SAID = """
    (SELECT s.contentment FROM feedback_satisfaction s JOIN feedback_reply y ON y.id = s.reply_id
     WHERE y.feedback_id = f.id AND s.at < a.until ORDER BY y.number DESC LIMIT 1)
"""
_SENT_AGAIN = """
    (f.repeat_of_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM kernel_journalentry j
        WHERE j.subject_kind = 'feedback' AND j.subject_id = f.id::text AND j.kind = 'FeedbackMarkedRepeat'
          AND j.at < a.until))
"""
_SHOWN = """
    EXISTS (SELECT 1 FROM feedback_publishedtext t
            WHERE t.feedback_id = f.id AND t.published_at < a.until
              AND (t.taken_down_at IS NULL OR t.taken_down_at >= a.until))
"""
_FIELD = """
    SELECT v.field_id FROM catalogue_procedureversion v
    WHERE v.procedure_id = f.procedure_id AND v.state = 'promulgated' ORDER BY v.number DESC LIMIT 1
"""

# With its first answer it is handled, else with its end (refused, returned, passed on elsewhere, taken back). What was
# opened again afterwards stays handled. It is of the agency that had it when the figures were closed.
FEEDBACK = Facts(
    rows="""
        asked a
        JOIN feedback_feedback f ON f.sent_at < a.until AND f.id NOT IN (SELECT id FROM unheard)
        JOIN LATERAL (
            SELECT coalesce(first.at, f.ended_at) AS at, first.at IS NOT NULL AS is_answered
            FROM (SELECT min(y.approved_at) AS at FROM feedback_reply y
                  WHERE y.feedback_id = f.id AND y.status = 'approved') first
        ) fin ON fin.at IS NULL OR fin.at >= a.since
        LEFT JOIN LATERAL (
            SELECT t.taker_id FROM feedback_transfer t
            WHERE t.feedback_id = f.id AND t.taker_id IS NOT NULL AND t.at < a.until
            ORDER BY t.at DESC, t.id DESC LIMIT 1
        ) given ON true
    """,
    row="f.id",
    whose="coalesce(given.taker_id, f.received_at_agency_id)",
    working="f.unit_id",
    parts={
        Dimension.FIELD: _FIELD,
        Dimension.PROCEDURE: "f.procedure_id",
        Dimension.CONTENT: "nullif(f.content, '')",
    },
    tallies={
        T.FEEDBACK_CARRIED: "f.sent_at < a.since",
        T.FEEDBACK_RULE: f"{_NEW} AND f.subject = 'rule'",
        T.FEEDBACK_CONDUCT: f"{_NEW} AND f.subject <> 'rule'",
        T.FEEDBACK_DONE_IN_TIME: f"{_DONE} AND NOT {_LATE}",
        T.FEEDBACK_DONE_LATE: f"{_DONE} AND {_LATE}",
        T.FEEDBACK_PENDING_IN_TIME: f"{_OPEN} AND ({_OPEN_LATE}) IS NOT TRUE",
        T.FEEDBACK_PENDING_LATE: _OPEN_LATE,
        T.FEEDBACK_WELL: f"{_DONE} AND NOT {_LATE} AND NOT {_DISSATISFIED} AND NOT {_SENT_AGAIN}",
        T.FEEDBACK_ANSWERED_RULE: f"{_DONE} AND fin.is_answered AND f.subject = 'rule'",
        T.FEEDBACK_PUBLISHED: f"{_DONE} AND fin.is_answered AND f.subject = 'rule' AND {_SHOWN}",
        T.FEEDBACK_JUDGED: f"{_DONE} AND fin.is_answered AND {_SAID} IS NOT NULL",
        T.FEEDBACK_CONTENT: f"{_DONE} AND fin.is_answered AND {_SAID} IN ('content', 'accepting')",
    },
)
