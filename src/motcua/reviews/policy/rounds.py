"""Who may do what with review rounds and what is in them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal
from motcua.kernel.refusals import Refused
from motcua.reviews.models import ReviewRound, RoundItem

_TELLING = (Capability.KEEP_REVIEWS, Capability.KEEP_FEEDBACK, Capability.ANSWER_FEEDBACK)


def may_approve(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` approves plans of review and proposals of the agency."""
    return may(person, Capability.APPROVE_REVIEWS, agency_id=agency_id, on=on)


def require_approve(person: Person, *, agency_id: UUID, prepared_by_id: UUID, on: date) -> None:
    """Refuse who may not approve for the agency, and whoever prepared the very thing.

    :raises Refused: "approve-reviews-not-allowed", "own-review-not-allowed".
    """
    if not may_approve(person, agency_id=agency_id, on=on):
        raise refusal(Capability.APPROVE_REVIEWS)
    if person.pk == prepared_by_id:
        raise Refused(
            "own-review-not-allowed",
            "Bạn là người soạn nên không thể tự phê duyệt. Hãy trình lãnh đạo khác có quyền phê duyệt.",
        )


def require_approve_round(person: Person, held: ReviewRound, *, on: date) -> None:
    """Refuse who may not approve the round.

    :raises Refused: "approve-reviews-not-allowed", "own-review-not-allowed".
    """
    require_approve(person, agency_id=held.agency_id, prepared_by_id=held.created_by_id, on=on)


def may_do(person: Person, item: RoundItem, *, on: date) -> bool:
    """Whether `person` may fill in the review of the item: they do reviews at its unit."""
    return item.unit_id is not None and may(person, Capability.DO_REVIEWS, agency_id=item.unit_id, on=on)


def require_do(person: Person, item: RoundItem, *, on: date) -> None:
    """Refuse who may not fill in the review of the item.

    :raises Refused: "do-reviews-not-allowed".
    """
    if not may_do(person, item, on=on):
        raise refusal(Capability.DO_REVIEWS)


def require_tell(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who may not put a procedure among those waiting for a review: who keeps reviews, and who keeps or answers
    feedback, may.

    :raises Refused: "keep-reviews-not-allowed".
    """
    if not any(may(person, one, agency_id=agency_id, on=on) for one in _TELLING):
        raise refusal(Capability.KEEP_REVIEWS)


def round_not_found() -> Refused:
    """The refusal for a round that is not there, or not for this person: nobody learns which."""
    return Refused(
        "review-round-not-found",
        "Không tìm thấy đợt rà soát này, hoặc đợt không thuộc phạm vi của bạn. Xem lại danh sách đợt rà soát.",
    )


def item_not_found() -> Refused:
    """The refusal for an item that is not there, or not for this person."""
    return Refused(
        "review-item-not-found",
        "Không tìm thấy việc rà soát này, hoặc việc không thuộc phạm vi của bạn. Xem lại danh sách.",
    )
