"""Which of the messages that are due may leave now, which are gathered into one letter, which have to wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.notices.enums import NoticeChannel
from motcua.notices.rules.timing import MOST_IN_WINDOW, WINDOW, Hours, out_of_quiet


@dataclass(frozen=True, slots=True)
class Due:
    """One message that is due: where it goes and what it says."""

    id: UUID
    channel: NoticeChannel
    address: str
    title: str
    text: str
    url: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """The messages that may leave, and those that wait with the moment until when."""

    leaving: tuple[Due, ...]
    waiting: tuple[tuple[UUID, datetime], ...]


def sort_due(
    *, due: Sequence[Due], sent: Mapping[tuple[NoticeChannel, str], int], at: datetime, hours: Hours
) -> Sorted:
    """Who may leave at `at`: no telephone rings in the quiet hours, and no address is flooded.

    `sent` counts what each address was sent within the window before `at`.
    """
    counts = dict(sent)
    leaving: list[Due] = []
    waiting: list[tuple[UUID, datetime]] = []
    for one in due:
        opens = out_of_quiet(at=at, channel=one.channel, hours=hours)
        place = (one.channel, one.address)
        if opens > at:
            waiting.append((one.id, opens))
        elif counts.get(place, 0) >= MOST_IN_WINDOW[one.channel]:
            waiting.append((one.id, at + WINDOW))
        else:
            counts[place] = counts.get(place, 0) + 1
            leaving.append(one)
    return Sorted(tuple(leaving), tuple(waiting))


def gather(parts: Sequence[Due], *, at: datetime, site: str) -> tuple[str, str]:
    """Title and text of one letter with everything of the day; a letter alone stays as it is."""
    if len(parts) == 1:
        return parts[0].title, parts[0].text
    title = f"{len(parts)} thông báo về hồ sơ trong ngày {at:%d/%m}/{at.year}"
    lines = ["Các thông báo từ lần gửi trước đến nay:", ""]
    for number, part in enumerate(parts, start=1):
        lines.append(f"{number}. {part.title}")
        if part.url.startswith("/"):
            lines.append(f"   {site}{part.url}")
    lines += ["", "Thư gửi một lần mỗi ngày theo lựa chọn của người nhận. Đổi lựa chọn ở trang Thông báo."]
    return title, "\n".join(lines)
