"""When a message leaves: quiet hours, the digest, growing waits after a failure, patience with one address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import MappingProxyType

from motcua.kernel.clock import VIETNAM
from motcua.notices.enums import DeliveryMode, NoticeChannel

# How long to wait after each failed attempt; after the last one nobody tries again.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
# How many messages one address takes within WINDOW before the next ones wait.
MOST_IN_WINDOW: Mapping[NoticeChannel, int] = MappingProxyType(
    {NoticeChannel.EMAIL: 20, NoticeChannel.SMS: 5, NoticeChannel.ZALO: 5}
)
WINDOW = timedelta(hours=1)
# A message that could not leave for so long says nothing new any more.
STALE = timedelta(days=3)
# A message claimed by a worker that never told what became of it.
LOST = timedelta(minutes=10)
_RINGING = frozenset({NoticeChannel.SMS, NoticeChannel.ZALO})


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of an installation: telephones stay quiet from `quiet_from` to `quiet_until`; the digest goes at
    `digest_at`."""

    quiet_from: time = time(21)
    quiet_until: time = time(7)
    digest_at: time = time(17)


def leaves_at(*, at: datetime, channel: NoticeChannel, mode: DeliveryMode, hours: Hours) -> datetime:
    """When a message written at `at` may leave: now, at the hour of the digest, or when telephones may ring."""
    if mode is DeliveryMode.DIGEST:
        at = _next(at, hours.digest_at)
    return out_of_quiet(at=at, channel=channel, hours=hours)


def out_of_quiet(*, at: datetime, channel: NoticeChannel, hours: Hours) -> datetime:
    """`at` itself, or for a telephone in the quiet hours the moment when they end."""
    if channel not in _RINGING or not _is_quiet(at.astimezone(VIETNAM).time(), hours):
        return at
    return _next(at, hours.quiet_until)


def next_attempt(*, attempts: int, at: datetime) -> datetime | None:
    """When to try again after `attempts` failures, the last at `at`; None when it is enough."""
    return at + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def _is_quiet(clock: time, hours: Hours) -> bool:
    if hours.quiet_from <= hours.quiet_until:
        return hours.quiet_from <= clock < hours.quiet_until
    return clock >= hours.quiet_from or clock < hours.quiet_until


def _next(at: datetime, clock: time) -> datetime:
    """The first moment from `at` on at which clocks in Vietnam show `clock`."""
    local = at.astimezone(VIETNAM)
    found = datetime.combine(local.date(), clock, tzinfo=VIETNAM)
    return found if found >= local else found + timedelta(days=1)
