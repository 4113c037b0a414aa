"""Questions about notices: which words are in force, what a person wants, what waits in the bell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from motcua.accounts.models import Person
from motcua.notices.enums import Audience, DeliveryMode, EventGroup, NoticeChannel
from motcua.notices.models import Notice, NoticeTemplate, Preference
from motcua.notices.rules.preferences import Chosen
from motcua.notices.rules.recipients import Recipient

Words = tuple[str, str]  # title, body


def recipient_for(person: Person, audience: Audience) -> Recipient:
    """The person as a recipient, at the addresses of their account."""
    return Recipient(person.pk, person.full_name, person.email, person.phone, audience)


def templates_in_force(
    events: Collection[str], on: date
) -> Mapping[tuple[str, Audience], Mapping[NoticeChannel, Words]]:
    """The words of these events on the day, by event and audience, then channel; one query."""
    rows = NoticeTemplate.objects.filter(event__in=events, in_force__contains=on)
    found: dict[tuple[str, Audience], dict[NoticeChannel, Words]] = {}
    for event, audience, channel, title, body in rows.values_list(
        "event", "audience", "channel", "title", "body"
    ):
        found.setdefault((event, Audience(audience)), {})[NoticeChannel(channel)] = (title, body)
    return found


def preferences_of(people: Collection[UUID]) -> Mapping[UUID, Chosen]:
    """What each of these people chose; those who chose nothing are not there. One query."""
    found: dict[UUID, dict[tuple[EventGroup, NoticeChannel], DeliveryMode]] = {}
    rows = Preference.objects.filter(person__in=people)
    for person, group, channel, mode in rows.values_list("person_id", "group", "channel", "mode"):
        found.setdefault(person, {})[EventGroup(group), NoticeChannel(channel)] = DeliveryMode(mode)
    return found


def unread_count(person: Person) -> int:
    """How many notices in the person's bell are unread; one query over the unread ones only."""
    return Notice.objects.filter(recipient=person, in_bell=True, read_at__isnull=True).count()
