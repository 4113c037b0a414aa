"""Commitments to be signed, initiatives, and what is done so that people know and can."""

from __future__ import annotations

from motcua.indicators.enums import Tally
from motcua.indicators.queries.facts.asked import Facts

T = Tally

COMMITMENT_UNITS = Facts(
    rows="""
        asked a
        JOIN plans_commitmentdrive v ON v.year BETWEEN extract(year FROM a.first_day) AND extract(year FROM a.last_day)
            AND v.created_at < a.until
        JOIN plans_commitmentunit c ON c.drive_id = v.id AND c.kind <> 'leadership'
    """,
    row="c.id",
    whose="c.unit_id",
    working="v.agency_id",
    tallies={
        T.UNITS_TO_SIGN: "true",
        # A division when its head said so, an attached unit when its head's own paper is there.
        T.UNITS_SIGNED: """CASE c.kind WHEN 'division' THEN c.reported_at < a.until ELSE EXISTS (
            SELECT 1 FROM plans_commitment p
            WHERE p.drive_unit_id = c.id AND p.is_head AND p.signed_on <= a.last_day) END""",
    },
)

_RECOGNISED = "i.status = 'recognised' AND i.decided_on BETWEEN a.first_day AND a.last_day"
_REGISTERED = "i.registered_at >= a.since AND i.registered_at < a.until"
INITIATIVES = Facts(
    rows=f"""
        asked a
        JOIN plans_initiative i ON i.status <> 'withdrawn' AND (({_REGISTERED}) OR ({_RECOGNISED}))
        JOIN plans_initiativecall v ON v.id = i.call_id
    """,
    row="i.id",
    whose="i.unit_id",
    working="v.agency_id",
    tallies={
        T.INITIATIVES_REGISTERED: _REGISTERED,
        T.INITIATIVES_REFORM: f"{_REGISTERED} AND i.is_about_reform",
        T.INITIATIVES_RECOGNISED: _RECOGNISED,
    },
)

ACTIVITIES = Facts(
    rows="""
        asked a
        JOIN plans_activity y ON y.status = 'held' AND y.held_on BETWEEN a.first_day AND a.last_day
    """,
    row="y.id",
    whose="y.agency_id",
    tallies={
        T.TRAININGS_HELD: "y.kind = 'training'",
        T.COMMUNICATIONS_HELD: "y.kind = 'communication'",
        T.CONTESTS_HELD: "y.kind = 'contest'",
        T.DIALOGUES_HELD: "y.kind = 'dialogue'",
    },
)
