"""Keeping the rollups: built from all dossiers, then kept with what the journal tells. They are derived: nothing is
recorded of them, and they can be thrown away and built again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from motcua.indicators.models import CountedDossier, DayCount, MonthCount, RollupState
from motcua.indicators.queries.counting import COUNTED, DAYS, HAPPENED, MONTHS, MONTHS_KEPT
from motcua.indicators.queries.rollups import touched_since
from motcua.kernel.models import JournalEntry

_NOTHING = UUID(int=0)
_CELL = "agency_id, unit_id, field_id, door, happened"
_COLUMNS = "dossier_id, agency_id, unit_id, field_id, door, received_on, finished_on, how, late_on, is_apart"
_TYPED = (
    "dossier_id uuid, agency_id uuid, unit_id uuid, field_id int, door text, received_on date,"
    " finished_on date, how text, late_on date, is_apart boolean"
)
# As the dossiers that changed were counted before.
_BEFORE = "(SELECT * FROM indicators_counteddossier WHERE dossier_id IN (SELECT dossier_id FROM fresh))"
_OF_HAPPENED = "h.day, x.agency_id, x.unit_id, x.field_id, x.door, h.happened"
# What is taken out of the rollups and what comes in for them, by day and cell.
_CHANGED = f"""
    CREATE TEMPORARY TABLE change ON COMMIT DROP AS
    SELECT day, {_CELL}, sum(number)::int AS number FROM (
        SELECT {_OF_HAPPENED}, -1 AS number {HAPPENED.format(counted=_BEFORE)}
        UNION ALL
        SELECT {_OF_HAPPENED}, 1 {HAPPENED.format(counted="fresh")}
    ) both_ways GROUP BY day, {_CELL} HAVING sum(number) <> 0
"""
_INTO_MONTHS = f"""
    INSERT INTO indicators_monthcount AS c (month, {_CELL}, number)
    SELECT m.month, {_CELL}, sum(number)
    FROM change JOIN (SELECT DISTINCT month FROM indicators_monthcount) m ON change.day < m.month
    GROUP BY m.month, {_CELL}
    ON CONFLICT (month, {_CELL}) DO UPDATE SET number = c.number + excluded.number
"""
# Whether other months than those that are summed should be: a month has begun, or something came in before the first.
_OTHER_MONTHS = f"""
    SELECT EXISTS (({MONTHS_KEPT}) EXCEPT SELECT month FROM indicators_monthcount)
        OR EXISTS (SELECT month FROM indicators_monthcount EXCEPT ({MONTHS_KEPT}))
"""
_INTO_DAYS = f"""
    INSERT INTO indicators_daycount AS c (day, {_CELL}, number) SELECT day, {_CELL}, number FROM change
    ON CONFLICT (day, {_CELL}) DO UPDATE SET number = c.number + excluded.number
"""


@transaction.atomic
def rebuild_rollups(*, at: datetime) -> int:
    """Count every dossier anew; how many there are."""
    through = _last_entry()
    with connection.cursor() as cursor:
        for model in (CountedDossier, DayCount, MonthCount):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        cursor.execute(f"INSERT INTO indicators_counteddossier ({_COLUMNS}) {COUNTED.format(where='')}")
        number = int(cursor.rowcount)
        cursor.execute(f"INSERT INTO indicators_daycount (day, {_CELL}, number) {DAYS}")
    _sum_months()
    RollupState.objects.update_or_create(pk=1, defaults={"through": through, "built_at": at, "kept_at": at})
    return number


@transaction.atomic
def keep_rollups(*, at: datetime) -> int | None:
    """Count anew the dossiers of which the journal told since the last time; how many. None when nothing is built."""
    state = RollupState.objects.select_for_update().filter(pk=1).first()
    if state is None:
        return None
    through = _last_entry()
    number = _count_again(touched_since(state.through)) if through != state.through else 0
    state.through, state.kept_at = through, at
    state.save(update_fields=["through", "kept_at"])
    return number


def _count_again(where: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE fresh ({_TYPED}) ON COMMIT DROP")
        cursor.execute(f"INSERT INTO fresh {COUNTED.format(where=where)}")
        cursor.execute(_CHANGED)
        cursor.execute(_INTO_DAYS)
        cursor.execute("DELETE FROM indicators_daycount WHERE number = 0")
        cursor.execute(_INTO_MONTHS)
        cursor.execute(_OTHER_MONTHS)
        [other_months] = cursor.fetchone() or [True]
        cursor.execute(
            "DELETE FROM indicators_counteddossier WHERE dossier_id IN (SELECT dossier_id FROM fresh)"
        )
        cursor.execute(f"INSERT INTO indicators_counteddossier ({_COLUMNS}) SELECT {_COLUMNS} FROM fresh")
        number = int(cursor.rowcount)
        cursor.execute("DROP TABLE change; DROP TABLE fresh")
    if other_months:
        _sum_months()
    return number


def _sum_months() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM indicators_monthcount")
        cursor.execute(f"INSERT INTO indicators_monthcount (month, {_CELL}, number) {MONTHS}")


def _last_entry() -> UUID:
    return JournalEntry.objects.order_by("-id").values_list("id", flat=True).first() or _NOTHING
