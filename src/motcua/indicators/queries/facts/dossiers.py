"""Dossiers, what applicants say of them, what they pay."""

from __future__ import annotations

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts.asked import Facts
from motcua.indicators.rules.measures import RESOLVED

T = Tally

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
    # Who handled it last; passing it on to be signed changes nothing.
    Dimension.OFFICER: """
        SELECT g.person_id FROM dossiers_passage g
        WHERE g.dossier_id = d.id AND g.entered_at < a.until AND g.role = 'handler' AND g.person_id IS NOT NULL
        ORDER BY g.number DESC LIMIT 1
    """,
}
# How often the applicant was asked to supplement what had been received.
_RETURNS = """
    (SELECT count(*) FROM dossiers_supplementrequest s
     WHERE s.dossier_id = d.id AND s.stage = 'appraisal' AND s.requested_at < a.until)
"""
_PASSED = """
    EXISTS (SELECT 1 FROM dossiers_passage g
            WHERE g.dossier_id = d.id AND g.left_at < a.until AND g.standing = '{}')
"""
_LATE_STEP, _ON_TIME_STEP, _EARLY_STEP = (_PASSED.format(how) for how in ("overdue", "on_time", "early"))
# Charges of nothing are none.
_CHARGED = """
    EXISTS (SELECT 1 FROM payments_charge h WHERE h.subject_kind = 'dossier' AND h.subject_id = d.id::text
            AND h.amount_vnd > 0 AND h.owed_at < a.until)
"""
_PAID_ONLINE = """
    EXISTS (SELECT 1 FROM payments_charge h JOIN payments_collection c ON c.charge_id = h.id
            WHERE h.subject_kind = 'dossier' AND h.subject_id = d.id::text AND c.way = 'online'
              AND c.paid_at < a.until AND (a.known IS NULL OR c.recorded_at < a.known))
"""
_YIELDS_PAPER = "EXISTS (SELECT 1 FROM catalogue_result x WHERE x.version_id = d.version_id)"
# A doubtful rating counts when a person has found that it was the applicant's own, from then on: counted back into a
# month that was told before, it would tell that person what it says. As it stood at the closing.
_DOUBTED = "r.flagged_at < coalesce(a.known, 'infinity')"
_COUNTED_FROM = f"CASE WHEN {_DOUBTED} THEN r.reviewed_at ELSE r.at END"
_COUNTED_RATING = f"""
    (({_DOUBTED}) IS NOT TRUE OR (r.review = 'accepted' AND r.reviewed_at < coalesce(a.known, 'infinity')))
"""
# Somebody reported or proposed something about the dossier, and it was neither refused nor taken back.
_COMPLAINED_OF = """
    EXISTS (SELECT 1 FROM feedback_feedback f
            WHERE f.dossier_id = d.id AND f.sent_at < a.until AND f.id NOT IN (SELECT id FROM unheard)
              AND NOT (f.state IN ('rejected', 'returned', 'withdrawn') AND f.ended_at < a.until))
"""
# What was reported of conduct in it was answered as right and put right.
_FOUND_RIGHT = """
    EXISTS (SELECT 1 FROM feedback_feedback f JOIN feedback_reply y ON y.feedback_id = f.id
            WHERE f.dossier_id = d.id AND f.subject = 'conduct' AND f.id NOT IN (SELECT id FROM unheard)
              AND y.outcome = 'right_done' AND y.status = 'approved' AND y.approved_at < a.until)
"""
_AT_HOME = "d.door = 'online' AND d.return_way IN ('online', 'post', 'home')"


# The last apology, or the paper of an earlier one where the last came after the closing. An apology that set a new date
# is none for missing that date too.
_APOLOGISED = """
    (d.apologised_at < a.until
        AND (d.extended_at IS NULL OR d.extended_at >= a.until OR d.apologised_at > d.extended_at))
    OR (d.apologised_at >= a.until AND EXISTS (
        SELECT 1 FROM dossiers_issuedpaper p
        WHERE p.dossier_id = d.id AND p.kind = 'apology' AND p.at < a.until
          AND (d.extended_at IS NULL OR d.extended_at >= a.until OR p.at > d.extended_at)))
"""


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

DOSSIERS = Facts(
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
        T.LATE_APOLOGISED: f"""({_APOLOGISED}) AND (({_LATE}) OR ({_OPEN_LATE}))""",
        T.RECEIVED_FULL_ONLINE: f"""{_NEW} AND d.door = 'online' AND EXISTS (
            SELECT 1 FROM catalogue_onlineservice o
            WHERE o.procedure_id = d.procedure_id AND o.agency_id = d.competent_id AND o.level = 'full'
              AND o.in_force @> (d.received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)""",
        T.RECEIVED_REUSING: f"""{_NEW} AND EXISTS (
            SELECT 1 FROM dossiers_submittedpaper s WHERE s.dossier_id = d.id AND s.reused_at < a.until)""",
        T.WITH_RESULT: _WITH_RESULT,
        T.WITH_E_RESULT: _E_RESULT,
        T.DIGITISED: f"""{_E_RESULT} AND EXISTS (
            SELECT 1 FROM dossiers_submittedpaper s JOIN dossiers_paperfile f ON f.paper_id = s.id
            WHERE s.dossier_id = d.id AND f.added_at < a.until)""",
        T.HANDLED_IN_TIME: f"({_LATE}) IS NOT TRUE AND ({_OPEN_LATE}) IS NOT TRUE AND {_RETURNS} <= 1",
        T.RECEIVED_ONLINE_ANSWERED: f"{_NEW} AND d.door = 'online' AND ({_E_RESULT} OR NOT {_YIELDS_PAPER})",
        T.WITHOUT_FAULT: f"""{_DONE} AND d.standing <> 'overdue' AND NOT EXISTS (
            SELECT 1 FROM feedback_rating r
            WHERE r.dossier_id = d.id AND r.score <= 2 AND {_COUNTED_FROM} < a.until AND {_COUNTED_RATING})
            AND NOT {_COMPLAINED_OF}""",
        T.FEE_ASKED: f"{_NEW} AND {_CHARGED}",
        T.FEE_PAID_ONLINE: f"{_NEW} AND {_CHARGED} AND {_PAID_ONLINE}",
        T.UNITS_ALL_EARLY: f"{_DONE} AND {_EARLY_STEP} AND NOT {_ON_TIME_STEP} AND NOT {_LATE_STEP}",
        T.UNITS_ON_TIME: f"{_DONE} AND {_ON_TIME_STEP} AND NOT {_LATE_STEP}",
        T.UNITS_LATE: f"{_DONE} AND {_LATE_STEP}",
        T.NO_RETURN: f"{_WITH_RESULT} AND {_RETURNS} = 0",
        T.ONE_RETURN: f"{_WITH_RESULT} AND {_RETURNS} = 1",
        T.MORE_RETURNS: f"{_WITH_RESULT} AND {_RETURNS} > 1",
        T.NOWHERE_VISITED: f"{_WITH_RESULT} AND {_AT_HOME}",
        T.DESK_VISITED: f"{_WITH_RESULT} AND NOT ({_AT_HOME})",
        T.ATTITUDE_EARLY: f"{_EARLY} AND NOT {_FOUND_RIGHT}",
        T.ATTITUDE_ON_TIME: f"{_DONE} AND d.standing <> 'overdue' AND NOT ({_EARLY}) AND NOT {_FOUND_RIGHT}",
        T.ATTITUDE_BAD: f"{_DONE} AND {_FOUND_RIGHT}",
    },
    said_at="d.finished_at",
    people=RESOLVED,
)

RATINGS = Facts(
    rows=f"""
        asked a
        JOIN feedback_rating r ON {_COUNTED_FROM} >= a.since AND {_COUNTED_FROM} < a.until AND {_COUNTED_RATING}
        JOIN dossiers_dossier d ON d.id = r.dossier_id
    """,
    row="d.id",
    whose="d.competent_id",
    working="d.unit_id",
    parts=_dossier_parts("d.competent_id"),
    tallies={T.RATED: "true", T.RATED_CONTENT: "r.score >= 4"},
    said_at=_COUNTED_FROM,
    people=(T.RATED,),
)

COLLECTIONS = Facts(
    rows="""
        asked a
        JOIN payments_collection c ON c.paid_at >= a.since AND c.paid_at < a.until
            AND (a.known IS NULL OR c.recorded_at < a.known)
        JOIN payments_charge h ON h.id = c.charge_id AND h.subject_kind = 'dossier'
    """,
    row="c.id",
    whose="c.agency_id",
    tallies={T.PAID: "true", T.PAID_ONLINE: "c.way = 'online'"},
)
