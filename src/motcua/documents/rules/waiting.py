"""How long files wait with what they came for, and how much of the disk those may take who left them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from motcua.kernel.refusals import Refused

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Room:
    """What may wait: files and bytes of one owner, bytes of all owners of that kind, and for how long."""

    files: int
    size: int
    together: int
    kept_for: timedelta


class Owners(Enum):
    """Kinds of owners. Strangers never take the room of those who are signed in."""

    PEOPLE = "people"
    VISITORS = "visitors"

    @property
    def room(self) -> Room:
        """What owners of this kind may leave waiting."""
        return _ROOMS[self]


_ROOMS = {
    Owners.PEOPLE: Room(
        files=60, size=300 * _MEGABYTE, together=10_000 * _MEGABYTE, kept_for=timedelta(days=1)
    ),
    Owners.VISITORS: Room(
        files=20, size=100 * _MEGABYTE, together=1_000 * _MEGABYTE, kept_for=timedelta(hours=2)
    ),
}


def require_room(*, room: Room, size: int, of_owner: Sequence[int], together: int) -> None:
    """Whether one more file of `size` bytes may wait beside those of its owner and of all owners of the kind.

    :raises Refused: "waiting-room-full".
    """
    if len(of_owner) >= room.files or sum(of_owner) + size > room.size or together + size > room.together:
        raise Refused(
            "waiting-room-full",
            "đang có quá nhiều tệp chờ gửi nên tệp này không giữ được; hãy chọn lại tệp khi gửi",
        )


def has_run_out(*, left_at: datetime, at: datetime, kept_for: timedelta) -> bool:
    """Whether a file left then waits no longer."""
    return at - left_at >= kept_for
