"""Who is told how when they have not said otherwise, and what cannot be switched off."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from motcua.notices.enums import Audience, DeliveryMode, EventGroup, NoticeChannel
from motcua.notices.rules.events import EventKind

# Staff work with the bell before them: letters only once a day. Zalo needs its reader's wish.
DEFAULTS: Mapping[tuple[Audience, NoticeChannel], DeliveryMode] = MappingProxyType(
    {
        (Audience.APPLICANT, NoticeChannel.BELL): DeliveryMode.NOW,
        (Audience.APPLICANT, NoticeChannel.EMAIL): DeliveryMode.NOW,
        (Audience.APPLICANT, NoticeChannel.SMS): DeliveryMode.NOW,
        (Audience.APPLICANT, NoticeChannel.ZALO): DeliveryMode.OFF,
        (Audience.STAFF, NoticeChannel.BELL): DeliveryMode.NOW,
        (Audience.STAFF, NoticeChannel.EMAIL): DeliveryMode.DIGEST,
        (Audience.STAFF, NoticeChannel.SMS): DeliveryMode.OFF,
        (Audience.STAFF, NoticeChannel.ZALO): DeliveryMode.OFF,
    }
)
Chosen = Mapping[tuple[EventGroup, NoticeChannel], DeliveryMode]


def mode_for(
    *, kind: EventKind, audience: Audience, channel: NoticeChannel, chosen: Chosen | None
) -> DeliveryMode:
    """How one event reaches somebody by one channel; `chosen` is what they said, None when nothing."""
    mode = (chosen or {}).get((kind.group, channel), DEFAULTS[audience, channel])
    if channel is NoticeChannel.BELL:
        return DeliveryMode.NOW if kind.must_show or mode is not DeliveryMode.OFF else DeliveryMode.OFF
    return mode


def choosable(channel: NoticeChannel) -> tuple[DeliveryMode, ...]:
    """The modes that a person may choose for a channel: the bell gathers by itself, a telephone is not for lists."""
    if channel is NoticeChannel.EMAIL:
        return (DeliveryMode.NOW, DeliveryMode.DIGEST, DeliveryMode.OFF)
    return (DeliveryMode.NOW, DeliveryMode.OFF)


# Nothing is sent to the bell: it shows, or it does not.
_IN_THE_BELL = MappingProxyType({DeliveryMode.NOW: "Hiện", DeliveryMode.OFF: "Không hiện"})


def words_for(mode: DeliveryMode, channel: NoticeChannel) -> str:
    """What a mode is called where it is chosen for a channel."""
    return _IN_THE_BELL[mode] if channel is NoticeChannel.BELL else mode.label


def groups_for(audience: Audience, kinds: Mapping[str, EventKind]) -> list[EventGroup]:
    """The groups with at least one event for this audience, in the order of the vocabulary."""
    concerned = {kind.group for kind in kinds.values() if audience in kind.audiences}
    return [group for group in EventGroup if group in concerned]
