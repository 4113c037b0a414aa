"""The worker's side of the outbox: messages leave once, or somebody is told that it is not known.

Messages are claimed in batches; each is marked, and that is committed, before it is handed over; what became of it
is written right after. A worker that is killed leaves one message marked: it is not sent again by itself, because it
may have left. After a while it is given up, visibly, and a person may send it again. What was only claimed is safe to
take again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Q

from motcua.notices.enums import DeliveryStatus, NoticeChannel
from motcua.notices.models import Delivery
from motcua.notices.ports import Letter, NotSent, Sender, Unclear
from motcua.notices.rules.leaving import Due, gather, sort_due
from motcua.notices.rules.timing import LOST, STALE, WINDOW, next_attempt

BATCH = 50
_LONGEST_ERROR = 500
_OPEN = [DeliveryStatus.WAITING, DeliveryStatus.FAILED]
_LOST = "Chương trình dừng giữa lúc gửi: không rõ đã đến hay chưa."
_RESTORED = "Dữ liệu khôi phục từ bản sao lưu: có thể đã gửi rồi."
_STALE = "Chờ quá 3 ngày mà chưa gửi được."

_CLAIM = """
    UPDATE notices_delivery d SET status = 'sending', claimed_at = %(at)s, handed_at = NULL
    FROM notices_notice n
    WHERE n.id = d.notice_id AND d.id IN (
        SELECT w.id FROM notices_delivery w
        WHERE w.status IN ('waiting', 'failed') AND w.next_attempt_at <= %(at)s AND w.mode <> 'digest'
          AND w.channel = %(channel)s
        ORDER BY w.next_attempt_at, w.id LIMIT %(batch)s
        FOR UPDATE SKIP LOCKED)
    RETURNING d.id, d.channel, d.address, d.title, d.text, n.url, d.attempts
"""
# Two workers must not each write half of somebody's letter: whoever holds the lock takes all of it.
_NEXT_DIGEST = """
    WITH first AS MATERIALIZED (
        SELECT w.address FROM notices_delivery w
        WHERE w.status IN ('waiting', 'failed') AND w.next_attempt_at <= %(at)s AND w.mode = 'digest'
          AND w.channel = %(channel)s
        ORDER BY w.next_attempt_at, w.id LIMIT %(batch)s)
    SELECT address FROM first
    WHERE pg_try_advisory_xact_lock(hashtextextended('notices-digest:' || %(channel)s || ':' || address, 0))
    LIMIT 1
"""
_CLAIM_DIGEST = """
    UPDATE notices_delivery d SET status = 'sending', claimed_at = %(at)s, handed_at = NULL
    FROM notices_notice n
    WHERE n.id = d.notice_id AND d.status IN ('waiting', 'failed') AND d.next_attempt_at <= %(at)s
      AND d.mode = 'digest' AND d.channel = %(channel)s AND d.address = %(address)s
    RETURNING d.id, d.channel, d.address, d.title, d.text, n.url, d.attempts
"""
_SET_BACK = """
    UPDATE notices_delivery d
    SET status = 'waiting', claimed_at = NULL, next_attempt_at = later.at
    FROM unnest(%s::uuid[], %s::timestamptz[]) AS later(id, at) WHERE d.id = later.id
"""


def deliver_due(*, senders: Mapping[NoticeChannel, Sender], clock: Callable[[], datetime]) -> int:
    """Send everything that is due by the channels that have a sender; how many letters were taken.

    Safe to run in several processes at once. `clock` tells the moment before each claim and after each letter.
    """
    taken = 0
    for channel, sender in senders.items():
        while group := _claim(channel, clock()):
            taken += sum(_send([one], sender, clock) for one in group)
        while parts := _claim_digest(channel, clock()):
            taken += _send(parts, sender, clock)
    return taken


@transaction.atomic
def give_up_hopeless(*, at: datetime) -> None:
    """Deal with what a killed worker left claimed, and give up what has waited until it says nothing new."""
    lost = Delivery.objects.filter(status=DeliveryStatus.SENDING, claimed_at__lte=at - LOST)
    lost.filter(handed_at__lte=at - LOST).update(
        status=DeliveryStatus.GIVEN_UP, next_attempt_at=None, error=_LOST
    )
    lost.filter(handed_at__isnull=True).update(status=DeliveryStatus.WAITING, next_attempt_at=at)
    Delivery.objects.filter(status__in=_OPEN, next_attempt_at__lte=at, written_at__lte=at - STALE).update(
        status=DeliveryStatus.GIVEN_UP, next_attempt_at=None, error=_STALE
    )


def hold_back_restored(*, at: datetime) -> int:
    """After a backup was restored: what was under way when it was taken may have left since then, so that it does
    not leave by itself. How many letters were given up."""
    under_way = Q(status=DeliveryStatus.SENDING) | Q(status__in=_OPEN, next_attempt_at__lte=at)
    return Delivery.objects.filter(under_way).update(
        status=DeliveryStatus.GIVEN_UP, next_attempt_at=None, error=_RESTORED
    )


def _claim(channel: NoticeChannel, at: datetime) -> Sequence[Due]:
    """The next messages that may leave, claimed and committed; () when nothing is due any more."""
    while True:
        with transaction.atomic():
            due = _rows(_CLAIM, {"at": at, "channel": channel, "batch": BATCH})
            leaving = _hold_back(due, at)
        if leaving or not due:
            return leaving


def _claim_digest(channel: NoticeChannel, at: datetime) -> Sequence[Due]:
    """Everything that one reader gets in one letter, claimed and committed; () when nothing is due any more."""
    values: dict[str, Any] = {"at": at, "channel": channel, "batch": BATCH}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_NEXT_DIGEST, values)
            place = cursor.fetchone()
        return _rows(_CLAIM_DIGEST, {**values, "address": place[0]}) if place else ()


def _rows(statement: str, values: Mapping[str, Any]) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = [Due(row[0], NoticeChannel(row[1]), *row[2:]) for row in cursor.fetchall()]
    return sorted(rows, key=lambda row: row.id)


def _hold_back(due: Sequence[Due], at: datetime) -> Sequence[Due]:
    """Puts back what has to wait; the rest, which may leave."""
    if not due:
        return ()
    found = sort_due(due=due, sent=_sent_lately(due, at), at=at, hours=settings.NOTICE_HOURS)
    if found.waiting:
        with connection.cursor() as cursor:
            cursor.execute(_SET_BACK, [list(column) for column in zip(*found.waiting, strict=True)])
    return found.leaving


def _sent_lately(due: Iterable[Due], at: datetime) -> dict[tuple[NoticeChannel, str], int]:
    rows = (
        Delivery.objects.filter(
            status=DeliveryStatus.SENT, address__in={one.address for one in due}, sent_at__gt=at - WINDOW
        )
        .values_list("channel", "address")
        .annotate(count=Count("id"))
    )
    return {(NoticeChannel(channel), address): count for channel, address, count in rows}


def _send(parts: Sequence[Due], sender: Sender, clock: Callable[[], datetime]) -> bool:
    """Hands one letter over and writes down at once what became of it; whether it was taken."""
    first, ids, at = parts[0], [part.id for part in parts], clock()
    if not _mark(ids, at):
        return False
    title, text = gather(parts, at=at, site=settings.SITE_ADDRESS)
    try:
        sender.send(Letter(first.id, first.address, title, text))
    except NotSent as refused:
        _settle_failure(ids, refused, first.attempts + 1, clock())
        return False
    except Unclear as unclear:
        _settle(ids, DeliveryStatus.GIVEN_UP, error=f"Không rõ đã đến hay chưa: {unclear.reason}")
        return False
    _settle(ids, DeliveryStatus.SENT, sent_at=clock())
    return True


def _mark(ids: Sequence[UUID], at: datetime) -> bool:
    """Commits that these are being handed over; false when somebody took them because we were slow."""
    with transaction.atomic():
        mine = Delivery.objects.filter(
            pk__in=ids, status=DeliveryStatus.SENDING, claimed_at__gt=at - LOST, handed_at__isnull=True
        )
        if mine.update(handed_at=at, attempts=F("attempts") + 1) == len(ids):
            return True
        transaction.set_rollback(True)
        return False


def _settle_failure(ids: Sequence[UUID], refused: NotSent, attempts: int, at: datetime) -> None:
    again = None if refused.is_final else next_attempt(attempts=attempts, at=at)
    status = DeliveryStatus.FAILED if again else DeliveryStatus.GIVEN_UP
    _settle(ids, status, next_attempt_at=again, error=refused.reason)


def _settle(
    ids: Sequence[UUID],
    status: DeliveryStatus,
    *,
    sent_at: datetime | None = None,
    next_attempt_at: datetime | None = None,
    error: str = "",
) -> None:
    Delivery.objects.filter(pk__in=ids, status=DeliveryStatus.SENDING).update(
        status=status, sent_at=sent_at, next_attempt_at=next_attempt_at, error=error[:_LONGEST_ERROR]
    )
