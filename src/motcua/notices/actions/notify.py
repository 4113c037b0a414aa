"""Telling people that something happened, inside the transaction in which it happens.

What is written here leaves only after the commit, by the worker: a change that is undone tells nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from motcua.kernel.clock import local_day
from motcua.kernel.ids import new_id
from motcua.notices.enums import Audience, DeliveryMode, DeliveryStatus
from motcua.notices.queries import Known, known_of, templates_in_force
from motcua.notices.rules.composing import Composed, compose
from motcua.notices.rules.events import event_kind
from motcua.notices.rules.recipients import Recipient
from motcua.notices.rules.timing import leaves_at

_NOTICE_COLUMNS = {
    "id": "uuid",
    "recipient_id": "uuid",
    "recipient_key": "text",
    "recipient_name": "text",
    "audience": "text",
    "event": "text",
    "subject_kind": "text",
    "subject_id": "text",
    "subject_label": "text",
    "dedupe_key": "text",
    "title": "text",
    "body": "text",
    "url": "text",
    "at": "timestamptz",
    "in_bell": "boolean",
}
_DELIVERY_COLUMNS = {
    "id": "uuid",
    "notice_id": "uuid",
    "channel": "text",
    "address": "text",
    "title": "text",
    "text": "text",
    "mode": "text",
    "status": "text",
    "attempts": "smallint",
    "written_at": "timestamptz",
    "next_attempt_at": "timestamptz",
    "error": "text",
}


@dataclass(frozen=True, slots=True)
class Announcement:
    """One event for its recipients: the fields are those of `notify`."""

    event: str
    to: Sequence[Recipient]
    facts: Mapping[str, Any]
    subject_kind: str
    subject_id: str
    dedupe_key: str
    url: str = ""


def notify(
    *,
    event: str,
    to: Sequence[Recipient],
    facts: Mapping[str, Any],
    subject_kind: str,
    subject_id: str,
    dedupe_key: str,
    at: datetime,
    url: str = "",
) -> int:
    """Tell each of `to` once that `event` happened; how many were told who had not been before.

    Call it inside the transaction of the change. `dedupe_key` names the occurrence ("supplement:<id>:asked"):
    the same key never tells the same recipient twice. `facts` fill the placeholders of the templates
    (rules.wording.PLACEHOLDERS); those that `rules.events` says an event brings must be there, "at" is added.
    `url` is the path of the page to open. Nobody is told where no template is in force.

    :raises ValueError: unknown event, or a fact is missing that the event always brings.
    """
    one = Announcement(event, to, facts, subject_kind, subject_id, dedupe_key, url)
    return notify_many(announcements=[one], at=at)


def notify_many(*, announcements: Sequence[Announcement], at: datetime) -> int:
    """As `notify` for many events at once, in a number of statements that does not grow with them.

    :raises ValueError: as `notify`.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("people are told inside the change's transaction")
    if not announcements:
        return 0
    composed = {pair.notice_key: pair for pair in _composed(announcements, at)}
    told = _insert_notices(sorted(composed.values(), key=lambda pair: pair.notice_key), at)
    _insert_deliveries(told, at)
    return len(told)


@dataclass(frozen=True, slots=True)
class _Pair:
    """What one recipient is told of one announcement."""

    announcement: Announcement
    recipient: Recipient
    composed: Composed

    @property
    def notice_key(self) -> tuple[str, str, str]:
        return self.announcement.dedupe_key, self.recipient.audience, self.recipient.key


def _composed(announcements: Sequence[Announcement], at: datetime) -> Iterator[_Pair]:
    words = templates_in_force({one.event for one in announcements}, local_day(at))
    people = {to.person_id for one in announcements for to in one.to if to.person_id}
    known = known_of(people) if people else {}
    for one in announcements:
        kind = event_kind(one.event)
        facts = {**one.facts, "at": one.facts.get("at", at), "link": _link(one.url)}
        if missing := [name for name in sorted(kind.sure) if not facts.get(name)]:
            raise ValueError(f"{one.event} lacks {', '.join(missing)}")
        for recipient in one.to:
            found = known.get(recipient.person_id) if recipient.person_id else None
            composed = compose(
                kind=kind,
                recipient=recipient,
                words=words.get((one.event, recipient.audience), {}),
                facts=facts,
                chosen=found.chosen if found else None,
                proven=_proven(recipient, found),
            )
            if composed is not None:
                yield _Pair(one, recipient, composed)


def _proven(recipient: Recipient, found: Known | None) -> frozenset[str] | None:
    """The addresses that may be told what a notice says; None: all. What somebody without an account left at a
    counter, an officer took down from them; staff have their addresses from the office."""
    if recipient.person_id is None or recipient.audience is not Audience.APPLICANT:
        return None
    return found.proven if found else frozenset()


def _link(url: str) -> str:
    return f"{settings.SITE_ADDRESS}{url}" if url.startswith("/") else ""


def _insert_notices(pairs: Sequence[_Pair], at: datetime) -> list[tuple[UUID, _Pair]]:
    """Writes those that are new, in the order given, so that two writers of the same keys do not lock each other."""
    if not pairs:
        return []
    named = {new_id(): pair for pair in pairs}
    rows = [
        (
            identifier,
            pair.recipient.person_id,
            pair.recipient.key,
            pair.recipient.name[:200],
            pair.recipient.audience,
            pair.announcement.event,
            pair.announcement.subject_kind,
            pair.announcement.subject_id,
            str(pair.announcement.facts.get("code", ""))[:200],
            pair.announcement.dedupe_key,
            pair.composed.title,
            pair.composed.body,
            pair.announcement.url,
            at,
            pair.composed.in_bell,
        )
        for identifier, pair in named.items()
    ]
    written = _insert("notices_notice", _NOTICE_COLUMNS, rows)
    return [(identifier, pair) for identifier, pair in named.items() if identifier in written]


def _insert_deliveries(told: Sequence[tuple[UUID, _Pair]], at: datetime) -> None:
    hours = settings.NOTICE_HOURS
    rows = []
    for identifier, pair in told:
        for message in pair.composed.messages:
            is_off = message.mode is DeliveryMode.OFF
            leaves = leaves_at(at=at, channel=message.channel, mode=message.mode, hours=hours)
            rows.append(
                (
                    new_id(),
                    identifier,
                    message.channel,
                    message.address,
                    message.title,
                    message.text,
                    message.mode,
                    DeliveryStatus.SUPPRESSED if is_off else DeliveryStatus.WAITING,
                    0,
                    at,
                    None if is_off else leaves,
                    "",
                )
            )
    if rows:
        _insert("notices_delivery", _DELIVERY_COLUMNS, rows)


def _insert(table: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]) -> set[UUID]:
    """One statement for all rows; the identifiers of those that were not there before."""
    names = ", ".join(columns)
    place = ", ".join(f"%s::{kind}" for kind in columns.values())
    places = ", ".join([f"({place})"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) VALUES {places} ON CONFLICT DO NOTHING RETURNING id",
            [value for row in rows for value in row],
        )
        return {row[0] for row in cursor.fetchall()}
