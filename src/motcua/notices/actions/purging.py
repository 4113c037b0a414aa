"""What people were told long ago goes away; the journal says how much."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.notices.rules.keeping import keeping_on

AT_ONCE = 5_000
# What has not left yet, or nobody knows of, stays: somebody may still have to act on it.
_OLD_MESSAGES = """
    DELETE FROM notices_delivery WHERE id IN (
        SELECT id FROM notices_delivery
        WHERE written_at < %s AND status IN ('sent', 'given_up', 'suppressed')
        ORDER BY written_at LIMIT %s)
"""
_OLD_NOTICES = """
    DELETE FROM notices_notice WHERE id IN (
        SELECT n.id FROM notices_notice n
        WHERE n.at < %s AND NOT EXISTS (SELECT 1 FROM notices_delivery d WHERE d.notice_id = n.id)
        LIMIT %s)
"""


def purge_old(*, at: datetime) -> tuple[int, int]:
    """Remove notices, and messages that left for them, that are older than they are kept; how many of each.

    In portions, each a transaction of its own with its count in the journal.
    """
    keeping = keeping_on(local_day(at))
    messages = _remove(_OLD_MESSAGES, "messages", before=at - keeping.messages, at=at)
    return _remove(_OLD_NOTICES, "notices", before=at - keeping.notices, at=at), messages


def _remove(statement: str, what: str, *, before: datetime, at: datetime) -> int:
    removed: int = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [before, AT_ONCE])
            count = int(cursor.rowcount)
            if count:
                payload = {what: count, "before": before}
                record(fact=Fact("NoticesPurged", "notices", "keeping", payload), actor="system", at=at)
        removed += count
        if count < AT_ONCE:
            return removed
