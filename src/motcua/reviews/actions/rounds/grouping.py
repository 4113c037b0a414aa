"""Procedures of a round looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.rounds.locking import lock_round, of_round
from motcua.reviews.enums.proposals import GroupWish
from motcua.reviews.enums.rounds import ItemStatus, RoundStatus
from motcua.reviews.models import GroupReview, RoundItem
from motcua.reviews.policy import require_keep

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """What is said of procedures that belong together."""

    title: str
    item_ids: tuple[UUID, ...]
    interactions: str
    wish: GroupWish
    content: str = ""


@transaction.atomic
def put_group(
    *, round_id: UUID, entry: GroupEntry, group_id: UUID | None = None, by: Person, at: datetime
) -> GroupReview:
    """Write down a review of at least two procedures of the round together, or word it otherwise.

    :raises Refused: "review-round-not-found", "keep-reviews-not-allowed", "review-round-status-wrong",
        "review-group-not-found", "review-group-small", "review-group-incomplete".
    """
    held = lock_round(round_id)
    require_keep(by, agency_id=held.agency_id, on=local_day(at))
    held = lock_round(round_id, RoundStatus.DRAFT, RoundStatus.APPROVED, RoundStatus.RUNNING)
    items = list(held.items.filter(pk__in=entry.item_ids).exclude(status=ItemStatus.LEFT_OUT))
    _require_whole(entry, items)
    group = GroupReview(round=held) if group_id is None else _group(held.pk, group_id)
    group.title, group.interactions = clean(entry.title)[:300], clean(entry.interactions)
    group.wish, group.content, group.by, group.at = entry.wish, clean(entry.content), by, at
    group.save()
    group.items.set(items)
    payload = {"group": group.title, "items": len(items), "wish": group.wish}
    record(fact=of_round(held, "ReviewGroupPut", payload), actor=by.actor, at=at)
    return group


@transaction.atomic
def remove_group(*, round_id: UUID, group_id: UUID, by: Person, at: datetime) -> None:
    """Look at these procedures apart after all; the reviews of each stay.

    :raises Refused: "review-round-not-found", "keep-reviews-not-allowed", "review-round-status-wrong",
        "review-group-not-found".
    """
    held = lock_round(round_id)
    require_keep(by, agency_id=held.agency_id, on=local_day(at))
    held = lock_round(round_id, RoundStatus.DRAFT, RoundStatus.APPROVED, RoundStatus.RUNNING)
    group = _group(held.pk, group_id)
    record(fact=of_round(held, "ReviewGroupRemoved", {"group": group.title}), actor=by.actor, at=at)
    group.delete()


def _group(round_id: UUID, group_id: UUID) -> GroupReview:
    found = GroupReview.objects.select_for_update().filter(pk=group_id, round=round_id).first()
    if found is None:
        raise Refused(
            "review-group-not-found", "Không tìm thấy nhóm thủ tục này trong đợt. Xem lại đợt rà soát."
        )
    return found


def _require_whole(entry: GroupEntry, items: Sequence[RoundItem]) -> None:
    if len(items) < _FEWEST:
        raise Refused(
            "review-group-small", "Chọn ít nhất hai thủ tục của đợt để rà soát theo nhóm.", field="items"
        )
    if not clean(entry.title) or not clean(entry.interactions):
        raise Refused(
            "review-group-incomplete",
            "Ghi tên nhóm và các thủ tục liên quan với nhau thế nào.",
            field="interactions",
        )
    if entry.wish is not GroupWish.APART and not clean(entry.content):
        raise Refused(
            "review-group-incomplete", "Ghi gộp hoặc liên thông các thủ tục thế nào.", field="content"
        )
