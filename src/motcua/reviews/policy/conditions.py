"""Who may do what with business conditions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import ConditionState
from motcua.reviews.policy.working import may_over, require_over
from motcua.reviews.rules.conditions.standing import NEEDS_DECISION


def may_enter_conditions(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` enters conditions of the agency and says which are not needed."""
    return may_over(person, Capability.DO_REVIEWS, agency_id=agency_id, on=on)


def require_enter_conditions(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` enters conditions of the agency.

    :raises Refused: "do-reviews-not-allowed".
    """
    require_over(person, Capability.DO_REVIEWS, agency_id=agency_id, on=on)


def require_mark_condition(person: Person, *, state: ConditionState, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` may say that the condition stands so: what a decision did is for who keeps reviews.

    :raises Refused: "do-reviews-not-allowed", "keep-reviews-not-allowed".
    """
    able = Capability.KEEP_REVIEWS if state in NEEDS_DECISION else Capability.DO_REVIEWS
    require_over(person, able, agency_id=agency_id, on=on)


def condition_not_found() -> Refused:
    """The refusal for a condition that is not there or not for this person."""
    return Refused(
        "condition-not-found", "Không có điều kiện này trong phần bạn được xem. Xem lại danh sách."
    )
