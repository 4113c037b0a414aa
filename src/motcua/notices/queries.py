"""Questions about notices: which words are in force, what a person wants, what waits in the bell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q, QuerySet

from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.notices.enums import Audience, DeliveryMode, DeliveryStatus, EventGroup, NoticeChannel
from motcua.notices.models import Delivery, Notice, NoticeTemplate, Preference
from motcua.notices.rules.preferences import Chosen
from motcua.notices.rules.recipients import Recipient

Words = tuple[str, str]  # title, body
_IN_FORCE = (
    "SELECT event, audience, channel, title, body FROM notices_noticetemplate"
    " WHERE event = ANY(%s) AND in_force @> %s::date"
)
_KNOWN = """
    SELECT person_id, "group", channel, mode FROM notices_preference WHERE person_id = ANY(%s)
    UNION ALL
    SELECT person_id, '', '', address FROM accounts_provencontact WHERE person_id = ANY(%s)
"""


def recipient_for(person: Person, audience: Audience) -> Recipient:
    """The person as a recipient, at the addresses of their account."""
    return Recipient(person.pk, person.full_name, person.email, person.phone, audience)


def templates_in_force(
    events: Collection[str], on: date
) -> Mapping[tuple[str, Audience], Mapping[NoticeChannel, Words]]:
    """The words of these events on the day, by event and audience, then channel; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [list(events), on])
        rows = cursor.fetchall()
    found: dict[tuple[str, Audience], dict[NoticeChannel, Words]] = {}
    for event, audience, channel, title, body in rows:
        found.setdefault((event, Audience(audience)), {})[NoticeChannel(channel)] = (title, body)
    return found


def preferences_of(people: Collection[UUID]) -> Mapping[UUID, Chosen]:
    """What each of these people chose; those who chose nothing are not there. One query."""
    found: dict[UUID, dict[tuple[EventGroup, NoticeChannel], DeliveryMode]] = {}
    rows = Preference.objects.filter(person__in=people)
    for person, group, channel, mode in rows.values_list("person_id", "group", "channel", "mode"):
        found.setdefault(person, {})[EventGroup(group), NoticeChannel(channel)] = DeliveryMode(mode)
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person who is told: what they chose, and which addresses they proved to be theirs."""

    chosen: Chosen
    proven: frozenset[str]


def known_of(people: Collection[UUID]) -> Mapping[UUID, Known]:
    """Choices and proven addresses of these people; who has neither is not there. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [list(people), list(people)])
        rows = cursor.fetchall()
    chosen: dict[UUID, dict[tuple[EventGroup, NoticeChannel], DeliveryMode]] = {}
    proven: dict[UUID, set[str]] = {}
    for person, group, channel, said in rows:
        if group:
            chosen.setdefault(person, {})[EventGroup(group), NoticeChannel(channel)] = DeliveryMode(said)
        else:
            proven.setdefault(person, set()).add(said)
    return {
        person: Known(chosen.get(person, {}), frozenset(proven.get(person, ())))
        for person in chosen.keys() | proven.keys()
    }


def unread_of(person: Person) -> QuerySet[Notice]:
    """What is unread in the person's bell, at either door."""
    return Notice.objects.filter(recipient=person, in_bell=True, read_at__isnull=True)


def unread_count(person: Person, audience: Audience) -> int:
    """How many notices in the person's bell are unread at the door of this audience: the desk rings for staff, the
    portal for applicants. One query over the unread ones only."""
    return unread_of(person).filter(audience=audience).count()


def get_notice(person: Person, notice_id: UUID) -> Notice:
    """One notice in the person's bell.

    :raises Refused: "notice-not-found".
    """
    notice = Notice.objects.filter(pk=notice_id, recipient=person, in_bell=True).first()
    if notice is None:
        raise Refused("notice-not-found", "Không tìm thấy thông báo này trong chuông của bạn.")
    return notice


def page_of_bell(
    person: Person,
    audience: Audience,
    *,
    only_unread: bool,
    after: tuple[datetime, UUID] | None = None,
    size: int,
) -> list[Notice]:
    """Up to `size` + 1 notices in the person's bell at one door, the latest first, following (at, id) `after`.

    One more than asked for tells the caller that there is a next page.
    """
    rows = Notice.objects.filter(recipient=person, in_bell=True, audience=audience)
    if only_unread:
        rows = rows.filter(read_at__isnull=True)
    return _page(rows, "at", after, size)


def own_notices(person: Person) -> dict[str, Any]:
    """Everything this room keeps about a person, as plain data for themselves."""
    told = Notice.objects.filter(recipient=person).order_by("at", "id")
    sent = Delivery.objects.filter(notice__recipient=person).order_by("written_at", "id")
    return {
        "da_bao": list(told.values("title", "body", "subject_label", "at", "read_at")),
        "da_gui": list(sent.values("channel", "address", "title", "status", "sent_at")),
        "cach_nhan": list(Preference.objects.filter(person=person).values("group", "channel", "mode")),
    }


def templates_of(event: str, audience: Audience, channel: NoticeChannel) -> QuerySet[NoticeTemplate]:
    """All words of one template, those of now, before and later."""
    return NoticeTemplate.objects.filter(event=event, audience=audience, channel=channel)


def channels_for(audience: Audience) -> list[NoticeChannel]:
    """The channels by which this audience is told of anything, the bell first; one query.

    Zalo borrows the words of the SMS, and is offered only where it is connected.
    """
    rows = NoticeTemplate.objects.filter(audience=audience, in_force__endswith__isnull=True)
    written = {NoticeChannel(channel) for channel in rows.values_list("channel", flat=True).distinct()}
    if NoticeChannel.SMS in written and NoticeChannel.ZALO in settings.NOTICE_SENDERS:
        written.add(NoticeChannel.ZALO)
    return [channel for channel in NoticeChannel if channel in written]


def page_of_deliveries(
    *,
    statuses: Collection[DeliveryStatus],
    after: tuple[datetime, UUID] | None = None,
    size: int,
) -> list[Delivery]:
    """Up to `size` + 1 messages of these statuses with their notices, the latest first, as `page_of_bell`."""
    rows = Delivery.objects.filter(status__in=statuses).select_related("notice")
    return _page(rows, "written_at", after, size)


def counts_of_deliveries(since: datetime) -> Mapping[DeliveryStatus, int]:
    """How many messages written since then stand where; one query."""
    rows = Delivery.objects.filter(written_at__gte=since).values_list("status").annotate(Count("id"))
    return {DeliveryStatus(status): count for status, count in rows}


Row = TypeVar("Row", Notice, Delivery)


def _page(rows: QuerySet[Row], name: str, after: tuple[datetime, UUID] | None, size: int) -> list[Row]:
    if after is not None:
        at, last = after
        rows = rows.filter(Q(**{f"{name}__lt": at}) | Q(**{name: at, "id__lt": last}))
    return list(rows.order_by(f"-{name}", "-id")[: size + 1])
