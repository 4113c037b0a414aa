"""Balances from rollups: what happened before a window's edges, instead of every dossier again.

Everything that a balance needs is the difference between two sums over all time: of what happened before the window
ends and before it begins. Sums are kept before each month, and by day within it. Dossiers whose history days cannot
tell stand apart and are counted from themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from uuid import UUID

from django.db import connection

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts import ASKED
from motcua.indicators.queries.windows import Asked, values_of
from motcua.indicators.rules.measures import PENDING, RECEIVED, RESOLVED
from motcua.kernel.clock import VIETNAM

BALANCED = frozenset((*RECEIVED, *RESOLVED, *PENDING))
# Which dossiers stand apart, as a condition on the statement that counts them live; as an array, so that they are
# fetched by their key instead of being sought among all.
APART = "d.id = ANY(ARRAY(SELECT dossier_id FROM indicators_counteddossier WHERE is_apart))"
_T = Tally
_DONE = "e.happened IN ('early', 'on_time', 'late')"
_RECEIVED = "e.happened = 'received'"
_OPEN_LATE = "CASE e.happened WHEN 'grew_late' THEN 1 WHEN 'late_ended' THEN -1 ELSE 0 END"
_OPEN = f"CASE WHEN {_RECEIVED} THEN 1 WHEN {_DONE} THEN -1 ELSE 0 END"
_FLOW = "CASE WHEN {0} THEN CASE WHEN e.is_end THEN 1 ELSE -1 END ELSE 0 END"


def _flow(condition: str) -> str:
    return _FLOW.format(condition)


# By how much a row weighs in each tally.
_WEIGHTS = {
    _T.CARRIED: f"CASE WHEN e.is_end THEN 0 ELSE {_OPEN} END",
    _T.RECEIVED_ONLINE: _flow(f"{_RECEIVED} AND e.door = 'online'"),
    _T.RECEIVED_DIRECT: _flow(f"{_RECEIVED} AND e.door NOT IN ('online', 'post')"),
    _T.RECEIVED_POST: _flow(f"{_RECEIVED} AND e.door = 'post'"),
    _T.RESOLVED_EARLY: _flow("e.happened = 'early'"),
    _T.RESOLVED_ON_TIME: _flow("e.happened = 'on_time'"),
    _T.RESOLVED_LATE: _flow("e.happened = 'late'"),
    _T.PENDING_IN_TIME: f"CASE WHEN e.is_end THEN {_OPEN} - ({_OPEN_LATE}) ELSE 0 END",
    _T.PENDING_LATE: f"CASE WHEN e.is_end THEN {_OPEN_LATE} ELSE 0 END",
}
_CELL = "c.agency_id, c.unit_id, c.field_id, c.door, c.happened, c.number"
# The sums before an edge: those before its month (the last that is kept), and the days since.
_EDGE = f"""
    SELECT {{is_end}} AS is_end, {_CELL} FROM indicators_monthcount c WHERE c.month = b.{{month}}
    UNION ALL
    SELECT {{is_end}}, {_CELL} FROM indicators_daycount c
    WHERE c.day < b.{{edge}} AND c.day >= coalesce(b.{{month}}, '-infinity')
"""
_ROWS = f"""
    (SELECT a.*, (SELECT max(month) FROM indicators_monthcount WHERE month <= a.first_day) AS first_month,
            (SELECT max(month) FROM indicators_monthcount WHERE month <= a.today) AS last_month FROM asked a) b
    CROSS JOIN LATERAL ({_EDGE.format(is_end="false", month="first_month", edge="first_day")}
                        UNION ALL {_EDGE.format(is_end="true", month="last_month", edge="today")}) e
"""
_IN_PLACE = """
    (b.place IS NULL OR (b.n, e.agency_id) IN (SELECT n, id FROM below)
     OR (b.n, e.unit_id) IN (SELECT n, id FROM below))
"""
_AGENCY = """
    CASE WHEN b.place IS NULL OR (b.n, e.agency_id) IN (SELECT n, id FROM below)
         THEN e.agency_id ELSE e.unit_id END
"""
_KEYS = {
    Dimension.AGENCY: _AGENCY,
    Dimension.FIELD: "e.field_id",
    Dimension.LEVEL: "SELECT g.level FROM organisations_agency g WHERE g.id = e.agency_id",
    Dimension.CHANNEL: "e.door",
}


def can_tell(tallies: Sequence[Tally], asked: Sequence[Asked], by: Sequence[Dimension]) -> bool:
    """Whether rollups know these tallies, parted so, at these instants: they know the beginnings of days only."""
    instants = (instant for each in asked for instant in each.instants())
    return (
        BALANCED.issuperset(tallies)
        and _KEYS.keys() >= set(by)
        and all(instant.astimezone(VIETNAM).time() == time(0) for instant in instants)
    )


def are_kept() -> bool:
    """Whether rollups were built, and no entry about a dossier has come into the journal since they were kept."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT NOT EXISTS (SELECT 1 FROM kernel_journalentry j
                               WHERE j.id > s.through AND j.subject_kind = 'dossier')
            FROM indicators_rollupstate s
        """)
        found = cursor.fetchone()
    return bool(found and found[0])


def from_rollups(
    tallies: Sequence[Tally], asked: Sequence[Asked], by: Sequence[Dimension]
) -> list[dict[tuple[str, ...], dict[Tally, int]]]:
    """The tallies of what the rollups hold, by cell; one statement. Cells where all is nothing are left out."""
    keys = "".join(f"coalesce(({_KEYS[dimension]})::text, ''), " for dimension in by)
    sums = ", ".join(f"coalesce(sum(({_WEIGHTS[tally]}) * e.number), 0)::int" for tally in tallies)
    places = ", ".join(str(place) for place in range(1, len(by) + 2))
    statement = f"{ASKED} SELECT b.n, {keys}{sums} FROM {_ROWS} WHERE {_IN_PLACE} GROUP BY {places}"
    found: list[dict[tuple[str, ...], dict[Tally, int]]] = [{} for _ in asked]
    with connection.cursor() as cursor:
        cursor.execute(statement, values_of(asked))
        for n, *cells in cursor.fetchall():
            numbers = cells[len(by) :]
            if any(numbers):
                found[n][tuple(cells[: len(by)])] = dict(zip(tallies, numbers, strict=True))
    return found


def differences() -> dict[str, int]:
    """How many dossiers, days and months are not as they would be if all were counted anew; empty when all agree."""
    from motcua.indicators.queries.counting import COUNTED, DAYS, MONTHS

    checks = {
        "dossiers": _unequal(COUNTED.format(where=""), "SELECT * FROM indicators_counteddossier"),
        "days": _unequal(DAYS, f"SELECT c.day, {_CELL} FROM indicators_daycount c WHERE c.number <> 0"),
        "months": _unequal(
            MONTHS, f"SELECT c.month, {_CELL} FROM indicators_monthcount c WHERE c.number <> 0"
        ),
    }
    found = {}
    with connection.cursor() as cursor:
        for name, statement in checks.items():
            cursor.execute(statement)
            [number] = cursor.fetchone() or [0]
            if number:
                found[name] = number
    return found


def touched_since(through: UUID) -> str:
    """The condition on dossiers of which the journal told since ten minutes before an entry: who commits late has an
    earlier place."""
    back = UUID(int=max(0, through.int - (600_000 << 80)))
    return (
        "WHERE d.id IN (SELECT j.subject_id::uuid FROM kernel_journalentry j"
        f" WHERE j.subject_kind = 'dossier' AND j.id > '{back}')"
    )


def _unequal(expected: str, kept: str) -> str:
    return f"""
        WITH expected AS ({expected}), kept AS ({kept})
        SELECT count(*) FROM ((SELECT * FROM expected EXCEPT SELECT * FROM kept)
                              UNION ALL (SELECT * FROM kept EXCEPT SELECT * FROM expected)) AS different
    """
