"""From which state of an item or a round one comes to which other: closed tables.

Basis: Nghị định 63/2010/NĐ-CP, Điều 30, 31 (plan approved before it is carried out; results go up); the states inside
of the office are practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from motcua.reviews.enums.rounds import ItemStatus, RoundStatus

ROUND_GOES: Mapping[RoundStatus, frozenset[RoundStatus]] = MappingProxyType(
    {
        RoundStatus.DRAFT: frozenset({RoundStatus.APPROVED, RoundStatus.DROPPED}),
        RoundStatus.APPROVED: frozenset({RoundStatus.RUNNING, RoundStatus.DROPPED}),
        RoundStatus.RUNNING: frozenset({RoundStatus.CLOSED}),
        RoundStatus.CLOSED: frozenset(),
        RoundStatus.DROPPED: frozenset(),
    }
)
ITEM_GOES: Mapping[ItemStatus, frozenset[ItemStatus]] = MappingProxyType(
    {
        ItemStatus.WAITING: frozenset({ItemStatus.OPEN, ItemStatus.LEFT_OUT}),
        ItemStatus.OPEN: frozenset({ItemStatus.FILLING, ItemStatus.LEFT_OUT}),
        ItemStatus.FILLING: frozenset({ItemStatus.FILLING, ItemStatus.HANDED_IN, ItemStatus.LEFT_OUT}),
        ItemStatus.HANDED_IN: frozenset({ItemStatus.SENT_BACK, ItemStatus.ACCEPTED, ItemStatus.LEFT_OUT}),
        ItemStatus.SENT_BACK: frozenset({ItemStatus.FILLING, ItemStatus.LEFT_OUT}),
        ItemStatus.ACCEPTED: frozenset({ItemStatus.SENT_BACK}),
        ItemStatus.LEFT_OUT: frozenset({ItemStatus.OPEN}),
    }
)
# Work that is still owed, and work that counts as reviewed.
OWED = frozenset({ItemStatus.OPEN, ItemStatus.FILLING, ItemStatus.SENT_BACK})
REVIEWED = frozenset({ItemStatus.HANDED_IN, ItemStatus.ACCEPTED})


def item_may_become(now: ItemStatus, then: ItemStatus) -> bool:
    """Whether an item in state `now` may come to `then` by one act."""
    return then in ITEM_GOES[now]


def round_may_become(now: RoundStatus, then: RoundStatus) -> bool:
    """Whether a round in state `now` may come to `then` by one act."""
    return then in ROUND_GOES[now]
