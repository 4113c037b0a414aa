"""Who may do what with the cost sheets of an agency, and with the norms and incomes that hold there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal, require
from motcua.accounts.queries import agencies_where
from motcua.kernel.refusals import Refused
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.models import CostEstimate


def may_do_costs(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` works on the cost sheets of the agency: who keeps its reviews, and who does reviews there or
    below, for the divisions know the activities. Two queries."""
    if may(person, Capability.KEEP_REVIEWS, agency_id=agency_id, on=on):
        return True
    here = subtree(agency_id, on).values("pk")
    return agencies_where(person, Capability.DO_REVIEWS, on).filter(pk__in=here).exists()


def require_do_costs(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who may not work on the cost sheets of the agency.

    :raises Refused: "do-reviews-not-allowed".
    """
    if not may_do_costs(person, agency_id=agency_id, on=on):
        raise refusal(Capability.DO_REVIEWS)


def may_read_costs(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` sees the cost sheets of the agency: who reads its reviews or works on the sheets."""
    if may(person, Capability.READ_REVIEWS, agency_id=agency_id, on=on):
        return True
    return may_do_costs(person, agency_id=agency_id, on=on)


def require_read_costs(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who may not see the cost sheets of the agency.

    :raises Refused: "read-reviews-not-allowed".
    """
    if not may_read_costs(person, agency_id=agency_id, on=on):
        raise refusal(Capability.READ_REVIEWS)


def may_agree_costs(person: Person, estimate: CostEstimate, *, on: date) -> bool:
    """Whether `person` may agree to the sheet: who approves or keeps the agency's reviews and did not make it."""
    if person.pk == estimate.made_by_id:
        return False
    able = (Capability.APPROVE_REVIEWS, Capability.KEEP_REVIEWS)
    return any(may(person, one, agency_id=estimate.agency_id, on=on) for one in able)


def require_agree_costs(person: Person, estimate: CostEstimate, *, on: date) -> None:
    """Refuse who may not agree to the sheet.

    :raises Refused: "approve-reviews-not-allowed", "own-sheet-not-allowed".
    """
    if may_agree_costs(person, estimate, on=on):
        return
    if person.pk == estimate.made_by_id:
        raise Refused(
            "own-sheet-not-allowed",
            "Bạn là người lập bảng này nên không thể tự thống nhất. Nhờ lãnh đạo hoặc cán bộ đầu mối khác xem.",
        )
    raise refusal(Capability.APPROVE_REVIEWS)


def require_set_costs(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who may not set norms and incomes for the agency.

    :raises Refused: "keep-reviews-not-allowed".
    """
    require(person, Capability.KEEP_REVIEWS, agency_id=agency_id, on=on)


def sheet_not_found() -> Refused:
    """The refusal for a cost sheet that is not there."""
    return Refused("cost-sheet-not-found", "Không có bảng chi phí này. Xem lại danh sách bảng chi phí.")
