"""Who may do what with draft acts and the assessments in them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.reviews.policy.working import may_over, require_over


def may_assess(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` works on the draft acts of the agency."""
    return may_over(person, Capability.DO_REVIEWS, agency_id=agency_id, on=on)


def require_assess(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` works on the draft acts of the agency.

    :raises Refused: "do-reviews-not-allowed".
    """
    require_over(person, Capability.DO_REVIEWS, agency_id=agency_id, on=on)


def may_conclude(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` hands draft acts of the agency over and records what became of them."""
    return may_over(person, Capability.KEEP_REVIEWS, agency_id=agency_id, on=on)


def require_conclude(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` hands draft acts of the agency over and records what became of them.

    :raises Refused: "keep-reviews-not-allowed".
    """
    require_over(person, Capability.KEEP_REVIEWS, agency_id=agency_id, on=on)


def draft_act_not_found() -> Refused:
    """The refusal for a draft act that is not there, or not for this person."""
    return Refused("draft-act-not-found", "Không có dự thảo này trong phần bạn được xem. Xem lại danh sách.")


def draft_procedure_not_found() -> Refused:
    """The refusal for a procedure that is not in the draft act."""
    return Refused("draft-procedure-not-found", "Thủ tục này không còn trong dự thảo. Xem lại dự thảo.")


def opinion_not_found() -> Refused:
    """The refusal for an opinion that is not there."""
    return Refused("opinion-not-found", "Ý kiến này không còn ở dự thảo. Xem lại dự thảo.")
