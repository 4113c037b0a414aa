"""What units owe of plans, their own plans, the units to be inspected."""

from __future__ import annotations

from motcua.indicators.enums import Tally
from motcua.indicators.queries.facts.asked import Facts

T = Tally

DUTIES = Facts(
    rows="""
        asked a
        JOIN plans_duty y ON y.due_on >= a.first_day AND y.due_on < a.today AND y.status <> 'cancelled'
        JOIN plans_task t ON t.id = y.task_id
    """,
    row="y.id",
    whose="y.unit_id",
    working="t.owner_id",
    tallies={
        T.DUTIES_DUE: "true",
        T.DUTIES_CLEAR: "y.assignee_id IS NOT NULL AND t.product <> ''",
        T.DUTIES_DONE_IN_TIME: """y.status IN ('reported', 'done') AND y.done_on <= y.due_on
            AND (a.known IS NULL OR y.reported_at < a.known)""",
    },
)

CHILD_PLANS = Facts(
    rows="""
        asked a
        JOIN plans_plan p ON p.period && daterange(a.first_day, a.last_day, '[]')
            AND p.status IN ('in_force', 'closed')
        JOIN plans_childplan c ON c.plan_id = p.id
    """,
    row="c.id",
    whose="c.unit_id",
    working="p.agency_id",
    tallies={T.PLANS_ASKED: "true", T.PLANS_SENT: "c.received_on <= a.last_day"},
)

INSPECTED_UNITS = Facts(
    rows="""
        (SELECT asked.*, u.unit_id, u.by_id, u.is_inspected FROM asked, LATERAL (
            SELECT x.unit_id, (array_agg(x.agency_id ORDER BY x.agency_id))[1] AS by_id,
                   bool_or(x.is_held) AS is_inspected
            FROM (
                SELECT c.unit_id, r.agency_id, false AS is_held
                FROM plans_inspectionround r JOIN plans_candidate c ON c.round_id = r.id
                WHERE r.period && daterange(asked.first_day, asked.last_day, '[]')
                  AND r.status IN ('approved', 'closed') AND NOT c.is_left_out
                UNION ALL
                SELECT i.unit_id, i.agency_id, true FROM plans_inspection i
                WHERE i.held_on BETWEEN asked.first_day AND asked.last_day AND i.status <> 'cancelled'
            ) x GROUP BY x.unit_id
        ) u) a
    """,
    row="a.unit_id",
    whose="a.unit_id",
    working="a.by_id",
    tallies={T.UNITS_SUBJECT: "true", T.UNITS_INSPECTED: "a.is_inspected"},
)
