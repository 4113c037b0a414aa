"""Taking hold of rounds and their items before they change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.kernel.actions import Fact
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums.rounds import ItemStatus, RoundStatus
from motcua.reviews.models import ReviewRound, RoundItem
from motcua.reviews.policy.rounds import item_not_found, round_not_found

LONGEST_REASON = 2000


def lock_round(round_id: UUID, *allowed: RoundStatus, seen: int | None = None) -> ReviewRound:
    """The round, held until the transaction ends, in one of the statuses `allowed`; `seen` is the revision that the
    editor began from.

    :raises Refused: "review-round-not-found", "review-round-status-wrong", "review-round-changed".
    """
    found = (
        ReviewRound.objects.select_for_update(of=("self",))
        .select_related("agency", "control_unit", "created_by")
        .filter(pk=round_id)
        .first()
    )
    if found is None:
        raise round_not_found()
    if allowed and found.status not in allowed:
        raise Refused(
            "review-round-status-wrong",
            f"Đợt “{found.title}” đang ở bước “{RoundStatus(found.status).label}” nên không làm được việc này. "
            "Tải lại trang để xem bước hiện tại.",
            status=found.status,
        )
    if seen is not None and seen != found.revision:
        raise Refused(
            "review-round-changed",
            "Đợt rà soát vừa được người khác sửa. Nội dung bạn gõ vẫn ở đây: xem lại rồi lưu lần nữa.",
            revision=found.revision,
        )
    return found


def lock_item(item_id: UUID, *allowed: ItemStatus, seen: int | None = None) -> RoundItem:
    """The item, held, in one of the states `allowed`.

    :raises Refused: "review-item-not-found", "review-item-status-wrong", "review-item-changed".
    """
    found = (
        RoundItem.objects.select_for_update(of=("self",))
        .select_related("agency", "round", "unit", "procedure", "version", "assignee")
        .filter(pk=item_id)
        .first()
    )
    if found is None:
        raise item_not_found()
    require_item_in(found, *allowed)
    if seen is not None and seen != found.revision:
        raise Refused(
            "review-item-changed",
            "Biểu này vừa được người khác lưu. Nội dung bạn gõ vẫn ở đây: xem lại rồi lưu lần nữa.",
            revision=found.revision,
        )
    return found


def require_item_in(item: RoundItem, *allowed: ItemStatus) -> None:
    """Refuse an item that is in none of the states.

    :raises Refused: "review-item-status-wrong".
    """
    if allowed and item.status not in allowed:
        raise Refused(
            "review-item-status-wrong",
            f"Thủ tục {item.procedure.code} đang ở bước “{ItemStatus(item.status).label}” nên không làm được việc "
            "này. Tải lại trang để xem bước hiện tại.",
            status=item.status,
        )


def require_running(item: RoundItem) -> None:
    """Refuse work on an item whose round does not run.

    :raises Refused: "review-round-not-running".
    """
    if item.round is None or item.round.status != RoundStatus.RUNNING:
        raise Refused(
            "review-round-not-running",
            "Đợt rà soát chưa triển khai hoặc đã kết thúc nên chưa làm được việc này.",
        )


def said_or_refuse(text: str, *, missing: str, field: str = "reason") -> str:
    """What was said, cleaned.

    :raises Refused: "reason-missing", "reason-too-long".
    """
    said = clean(text)
    if not said:
        raise Refused("reason-missing", missing, field=field)
    if len(said) > LONGEST_REASON:
        raise Refused("reason-too-long", f"Viết gọn lại, nhiều nhất {LONGEST_REASON} ký tự.", field=field)
    return said


def of_round(held: ReviewRound, kind: str, payload: dict[str, Any]) -> Fact:
    """Something that happened to the round."""
    return Fact(kind, "review_round", str(held.pk), payload)


def of_item(item: RoundItem, kind: str, payload: dict[str, Any]) -> Fact:
    """Something that happened to the review of one procedure."""
    return Fact(kind, "review_item", str(item.pk), {"procedure": item.procedure.code, **payload})


def touch(row: ReviewRound | RoundItem) -> None:
    """Save, and count one more change."""
    row.revision += 1
    row.save()
