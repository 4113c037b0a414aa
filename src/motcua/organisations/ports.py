"""What this room needs from above: someone who answers for a change, and those whose open work is handed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


class Keeper(Protocol):
    """Whoever changes organisations. The room above that knows people says what they may."""

    @property
    def actor(self) -> str:
        """How the journal names them."""

    def may_keep_organisations(self, *, agency_ids: Collection[UUID], on: date) -> bool:
        """Whether they keep every one of these agencies on the day; none named: bodies that stand under no other."""


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What would be handed over: its Vietnamese name in the plural sense, and how many."""

    label: str
    count: int


class OpenWork(Protocol):
    """A kind of work that agencies have under way, kept by an upper room."""

    def count(self, *, predecessors: Collection[UUID], on: date) -> Sequence[OpenItems]:
        """What the predecessors have under way on the day."""

    def hand_over(
        self, *, predecessors: Collection[UUID], successor: UUID, on: date, at: datetime, actor: str
    ) -> Sequence[OpenItems]:
        """Pass it on to the successor, inside the caller's transaction; what is finished stays as it was."""

    def close(
        self, *, predecessors: Collection[UUID], on: date, at: datetime, actor: str
    ) -> Sequence[OpenItems]:
        """End what can end by itself when nobody succeeds; what is returned could not and stays behind."""


def open_work() -> list[OpenWork]:
    """Every kind of open work that the settings connect (OPEN_WORK)."""
    return [cast("OpenWork", import_string(path)()) for path in settings.OPEN_WORK]
