"""The dated facts of each source in SQL: which rows belong to a window, whose they are, in which tally each stands.

Every statement begins with `ASKED`, the only place that takes values: many windows and places are counted at once.
`since` and `until` are instants, `until` being where the window ends or the figures are closed, whichever is earlier;
a row belongs to the moment at which it happened, so a dossier finished on a Saturday is that Saturday's. What was
entered after the closing (`known`) is not seen. A mutable column is read through the journal where it may have changed
since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from motcua.indicators.enums import Dimension, Source, Tally

T = Tally

# Under whom an agency stands on the last day of a window; one that has ended stays where it stood at its end, so that
# what it did is not lost from the sum above it.
ASKED = """
    WITH RECURSIVE asked AS (
        SELECT a.*, (a.until AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today,
               (a.since AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS first_day,
               ((a.until - interval '1 microsecond') AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS last_day,
               date_trunc('day', a.until, 'Asia/Ho_Chi_Minh') AS today_at
        FROM unnest(%s::int[], %s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
            AS a (n, place, since, until, known)
    ), below (n, id) AS (
        SELECT n, place FROM asked WHERE place IS NOT NULL
        UNION
        SELECT b.n, s.agency_id
        FROM below b
        JOIN asked a ON a.n = b.n
        JOIN organisations_subordination s ON s.parent_id = b.id
        JOIN organisations_agency g ON g.id = s.agency_id
        WHERE s.in_force @> a.last_day
           OR (upper(g.held) <= a.last_day AND upper(s.in_force) >= upper(g.held))
    )
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """One source: its rows joined to `asked a`, the agency whose each row is (`whose`, else `working`), and for each
    tally the condition under which a row stands in it. `parts` gives the key of a row in a dimension."""

    rows: str
    row: str
    whose: str
    tallies: Mapping[Tally, str]
    working: str = ""
    parts: Mapping[Dimension, str] = field(default_factory=dict)

    @property
    def in_place(self) -> str:
        """The condition that a row belongs to the place asked for or one below it; None asked for is everything."""
        within = "a.place IS NULL OR (a.n, {0}) IN (SELECT n, id FROM below)"
        found = within.format(self.whose)
        return (
            f"({found} OR (a.n, {self.working}) IN (SELECT n, id FROM below))"
            if self.working
            else f"({found})"
        )

    @property
    def agency(self) -> str:
        """The one agency in the place to which a row is counted."""
        if not self.working:
            return self.whose
        return (
            f"CASE WHEN a.place IS NULL OR (a.n, {self.whose}) IN (SELECT n, id FROM below)"
            f" THEN {self.whose} ELSE {self.working} END"
        )

    def key(self, dimension: Dimension) -> str:
        """The key of a row in the dimension, as text."""
        said = self.agency if dimension is Dimension.AGENCY else self.parts[dimension]
        return f"({said})::text"


_NEW = "d.received_at >= a.since"
_DONE = "d.finished_at < a.until"
_OPEN = "(d.finished_at IS NULL OR d.finished_at >= a.until)"
_WITH_RESULT = f"{_DONE} AND d.status IN ('resolved', 'correcting')"
_EARLY = f"{_WITH_RESULT} AND d.standing = 'early'"
_LATE = f"{_DONE} AND d.standing = 'overdue'"
# The appointment as it stood: what the last act before the closing told, else the first promise.
_DUE = """
    CASE WHEN d.due_at IS NOT DISTINCT FROM d.due_at_first THEN d.due_at ELSE coalesce(
        (SELECT (j.payload->>'due_at')::timestamptz FROM kernel_journalentry j
         WHERE j.subject_kind = 'dossier' AND j.subject_id = d.id::text AND j.at < a.until
           AND j.payload->>'due_at' IS NOT NULL
         ORDER BY j.at DESC, j.seq DESC LIMIT 1), d.due_at_first) END
"""
# Time that stands still makes nothing late; what was late before it stood still is late.
_STOOD_STILL = """
    (SELECT lower(p.lasted) FROM dossiers_pause p WHERE p.dossier_id = d.id AND lower(p.lasted) < a.until
        AND (upper_inf(p.lasted) OR upper(p.lasted) >= a.until))
"""
# Basis: deadlines.rules.standing.standing_now; what was received today is never overdue today.
_OPEN_LATE = f"""
    {_OPEN} AND d.received_at < a.today_at AND d.started_at < a.until AND d.due_at_first < a.until
    AND ({_DUE}) < coalesce({_STOOD_STILL}, a.until)
"""
_E_RESULT = f"""
    {_WITH_RESULT} AND EXISTS (SELECT 1 FROM dossiers_result r WHERE r.dossier_id = d.id AND r.issued_at < a.until
                               AND r.signed_id IS NOT NULL)
"""
_DOSSIER_PARTS = {
    Dimension.FIELD: "SELECT v.field_id FROM catalogue_procedureversion v WHERE v.id = d.version_id",
    Dimension.PROCEDURE: "d.procedure_id",
    Dimension.LEVEL: "SELECT g.level FROM organisations_agency g WHERE g.id = {whose}",
    Dimension.CHANNEL: "d.door",
}


def _dossier_parts(whose: str) -> dict[Dimension, str]:
    return {name: said.format(whose=whose) for name, said in _DOSSIER_PARTS.items()}


# Whose a dossier was when the figures were closed, although another has succeeded since.
_MOVED = """
    LEFT JOIN (
        SELECT DISTINCT ON (a.n, j.subject_id) a.n, j.subject_id::uuid AS id,
               nullif(j.payload->>'competent', '')::uuid AS competent, nullif(j.payload->>'unit', '')::uuid AS unit
        FROM asked a JOIN kernel_journalentry j ON j.kind = 'DossierPassedOn' AND j.at >= a.until
        ORDER BY a.n, j.subject_id, j.at, j.seq
    ) moved ON moved.n = a.n AND moved.id = d.id
"""
_COMPETENT = "coalesce(moved.competent, d.competent_id)"
_UNIT = "CASE WHEN moved.id IS NULL THEN d.unit_id ELSE moved.unit END"

FACTS: Mapping[Source, Facts] = {
    Source.DOSSIERS: Facts(
        rows=f"""
            asked a
            JOIN dossiers_dossier d ON d.received_at < a.until
                AND (d.finished_at IS NULL OR d.finished_at >= a.since)
            {_MOVED}
        """,
        row="d.id",
        whose=_COMPETENT,
        working=_UNIT,
        parts=_dossier_parts(_COMPETENT),
        tallies={
            T.CARRIED: "d.received_at < a.since",
            T.RECEIVED_ONLINE: f"{_NEW} AND d.door = 'online'",
            T.RECEIVED_DIRECT: f"{_NEW} AND d.door NOT IN ('online', 'post')",
            T.RECEIVED_POST: f"{_NEW} AND d.door = 'post'",
            T.RESOLVED_EARLY: _EARLY,
            T.RESOLVED_ON_TIME: f"{_DONE} AND d.standing <> 'overdue' AND NOT ({_EARLY})",
            T.RESOLVED_LATE: _LATE,
            T.PENDING_IN_TIME: f"{_OPEN} AND ({_OPEN_LATE}) IS NOT TRUE",
            T.PENDING_LATE: _OPEN_LATE,
            T.LATE_APOLOGISED: f"""d.apologised_at < a.until
                AND (d.extended_at IS NULL OR d.extended_at >= a.until OR d.apologised_at > d.extended_at)
                AND (({_LATE}) OR ({_OPEN_LATE}))""",
            T.RECEIVED_FULL_ONLINE: f"""{_NEW} AND d.door = 'online' AND EXISTS (
                SELECT 1 FROM catalogue_onlineservice o
                WHERE o.procedure_id = d.procedure_id AND o.agency_id = d.competent_id AND o.level = 'full'
                  AND o.in_force @> (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)""",
            T.RECEIVED_REUSING: f"""{_NEW} AND EXISTS (
                SELECT 1 FROM dossiers_submittedpaper s WHERE s.dossier_id = d.id AND s.form = 'reused')""",
            T.WITH_RESULT: _WITH_RESULT,
            T.WITH_E_RESULT: _E_RESULT,
            T.DIGITISED: f"""{_E_RESULT} AND EXISTS (
                SELECT 1 FROM dossiers_submittedpaper s JOIN dossiers_paperfile f ON f.paper_id = s.id
                WHERE s.dossier_id = d.id AND f.added_at < a.until)""",
        },
    ),
    Source.RATINGS: Facts(
        rows="""
            asked a
            JOIN feedback_rating r ON r.at >= a.since AND r.at < a.until
            JOIN dossiers_dossier d ON d.id = r.dossier_id
        """,
        row="d.id",
        whose="d.competent_id",
        working="d.unit_id",
        parts=_dossier_parts("d.competent_id"),
        tallies={T.RATED: "true", T.RATED_CONTENT: "r.score >= 4"},
    ),
    Source.COLLECTIONS: Facts(
        rows="""
            asked a
            JOIN payments_collection c ON c.paid_at >= a.since AND c.paid_at < a.until
                AND (a.known IS NULL OR c.recorded_at < a.known)
            JOIN payments_charge h ON h.id = c.charge_id AND h.subject_kind = 'dossier'
        """,
        row="c.id",
        whose="c.agency_id",
        tallies={T.PAID: "true", T.PAID_ONLINE: "c.way = 'online'"},
    ),
    Source.DUTIES: Facts(
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
            T.DUTIES_DONE_IN_TIME: """y.status IN ('reported', 'done') AND y.done_on <= y.due_on
                AND (a.known IS NULL OR y.reported_at < a.known)""",
        },
    ),
    Source.CHILD_PLANS: Facts(
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
    ),
    Source.INSPECTED_UNITS: Facts(
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
    ),
}
