"""From one event to what one recipient is told by each channel."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.notices.enums import DeliveryMode, NoticeChannel
from motcua.notices.rules.events import EventKind
from motcua.notices.rules.preferences import Chosen, mode_for
from motcua.notices.rules.recipients import Recipient, address_for
from motcua.notices.rules.wording import PUBLIC, render

_LONGEST_TITLE = 400
# All that an address hears of which nobody has shown that it is the recipient's.
NEWS_TITLE = "Có tin mới về hồ sơ"
NEWS_TEXT = (
    "Có tin mới về một hồ sơ. Đăng nhập vào cổng một cửa nơi đã nộp rồi mở trang Thông báo để xem. "
    "Địa chỉ này chưa được xác nhận nên tin không ghi nội dung."
)
Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """One message that leaves the system; mode OFF: the recipient does not want it."""

    channel: NoticeChannel
    address: str
    title: str
    text: str
    mode: DeliveryMode


@dataclass(frozen=True, slots=True)
class Composed:
    """What one recipient is told of one event."""

    title: str
    body: str
    in_bell: bool
    messages: tuple[Message, ...]


def compose(
    *,
    kind: EventKind,
    recipient: Recipient,
    words: Mapping[NoticeChannel, Words],
    facts: Mapping[str, Any],
    chosen: Chosen | None,
    proven: Collection[str] | None = None,
) -> Composed | None:
    """The notice for one recipient; None when there are no words for it or nobody to reach.

    `words` are title and body by channel; Zalo borrows the words of the SMS. A message that leaves the system is
    filled only with facts that an open channel may carry, whatever its template says. An address that is not among
    the `proven` (None: all are) may be a stranger's: it hears that there is news, and nothing of what.
    """
    if not recipient.key or not words:
        return None
    public = {name: value for name, value in facts.items() if name in PUBLIC}
    messages = tuple(_messages(kind, recipient, words, public, chosen, proven))
    bell = words.get(NoticeChannel.BELL)
    if bell is None and not messages:
        return None
    shows = (
        bell is not None
        and recipient.person_id is not None
        and mode_for(kind=kind, audience=recipient.audience, channel=NoticeChannel.BELL, chosen=chosen)
        is not DeliveryMode.OFF
    )
    if bell is None:
        return Composed(kind.label, "", False, messages)
    title, body = _line(render(bell[0], facts)), render(bell[1], facts)
    return Composed(title, body, shows, messages)


def _line(text: str) -> str:
    """A title: one line, whatever the facts brought."""
    return " ".join(text.split())[:_LONGEST_TITLE]


def _messages(
    kind: EventKind,
    recipient: Recipient,
    words: Mapping[NoticeChannel, Words],
    facts: Mapping[str, Any],
    chosen: Chosen | None,
    proven: Collection[str] | None,
) -> Iterator[Message]:
    spoken: Mapping[NoticeChannel, Words | None] = {NoticeChannel.ZALO: words.get(NoticeChannel.SMS), **words}
    for channel in (NoticeChannel.EMAIL, NoticeChannel.SMS, NoticeChannel.ZALO):
        said, address = spoken.get(channel), address_for(channel, recipient)
        if said is None or not address:
            continue
        mode = mode_for(kind=kind, audience=recipient.audience, channel=channel, chosen=chosen)
        if mode is DeliveryMode.OFF and (kind.group, channel) not in (chosen or {}):
            continue  # nobody asked for it: nothing to tell why it was not sent
        if proven is not None and address.lower() not in proven:
            yield Message(channel, address, NEWS_TITLE, NEWS_TEXT, _at_once(mode))
            continue
        title = _line(render(said[0], facts))
        yield Message(channel, address, title, render(said[1], facts), mode)


def _at_once(mode: DeliveryMode) -> DeliveryMode:
    """The letter of a day lists the pages of its notices, which an unproven address must not see."""
    return DeliveryMode.NOW if mode is DeliveryMode.DIGEST else mode
