"""What this room needs from outside: somebody who carries letters, and somebody who carries text messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.notices.enums import NoticeChannel


@dataclass(frozen=True, slots=True)
class Letter:
    """One message ready to leave. `id` stays the same however often it is tried."""

    id: UUID
    address: str
    title: str
    text: str


class NotSent(Exception):  # noqa: N818 - an answer of the outside world
    """The message was certainly not taken. `is_final`: trying again would not help."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


class Unclear(Exception):  # noqa: N818 - an answer of the outside world
    """The connection broke when the message may have been taken already: nobody knows."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Sender(Protocol):
    """Carries messages of one channel to the outside."""

    def send(self, letter: Letter) -> None:
        """Hand the message over; returns when it was taken.

        :raises NotSent: it was not.
        :raises Unclear: it may have been.
        """

    def close(self) -> None:
        """Let go of the connection, if one is kept."""


class Mailer(Sender, Protocol):
    """Carries letters by e-mail."""


class TextSender(Sender, Protocol):
    """Carries text messages to telephones; the title is not used."""


def connected() -> dict[NoticeChannel, Sender]:
    """The senders that the settings connect (NOTICE_SENDERS), by channel."""
    return {
        NoticeChannel(channel): cast("Sender", import_string(path)())
        for channel, path in settings.NOTICE_SENDERS.items()
    }
