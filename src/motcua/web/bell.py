"""The bell at both doors: what a person was told, gathered by the thing it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.utils.http import url_has_allowed_host_and_scheme

from motcua.notices.models import Notice

PAGE = 40
MOST_SHOWN = 99


@dataclass(frozen=True, slots=True)
class Gathered:
    """The notices about one thing, the latest first."""

    subject_kind: str
    subject_id: str
    label: str
    notices: tuple[Notice, ...]

    @property
    def unread(self) -> int:
        """How many of them are unread."""
        return sum(notice.read_at is None for notice in self.notices)


def gather(notices: Sequence[Notice]) -> list[Gathered]:
    """The notices of one page by what they are about; the thing with the latest news first."""
    found: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        found.setdefault((notice.subject_kind, notice.subject_id), []).append(notice)
    return [Gathered(*key, rows[0].subject_label, tuple(rows)) for key, rows in found.items()]


def target_of(notice: Notice, otherwise: str) -> str:
    """The page that a notice leads to when it is one of ours; else the address given."""
    is_ours = notice.url.startswith("/") and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return notice.url if is_ours else otherwise


def shown_count(count: int) -> str:
    """The number beside the bell: "" for none, "99+" for more than anybody counts."""
    return "" if not count else str(count) if count <= MOST_SHOWN else f"{MOST_SHOWN}+"


def place_after(notice: Notice) -> str:
    """The key after which the next page of the bell begins."""
    return place_of(notice.at, notice.pk)


def place_of(at: datetime, identifier: UUID) -> str:
    """A key of moment and identifier that can stand in an address as it is."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z_{identifier}"


def read_place(word: str) -> tuple[datetime, UUID] | None:
    """What `place_of` wrote; None for anything else."""
    instant, _, identifier = word.partition("_")
    try:
        at = datetime.fromisoformat(instant)
        return (at, UUID(identifier)) if at.tzinfo else None
    except ValueError:
        return None


def read_moment(word: str) -> datetime | None:
    """An instant as a form of ours carries it; None for anything else."""
    try:
        at = datetime.fromisoformat(word)
    except ValueError:
        return None
    return at if at.tzinfo else None
