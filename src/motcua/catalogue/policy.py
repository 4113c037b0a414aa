"""Who may do what with the catalogue."""

from __future__ import annotations

from datetime import date

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, require
from motcua.catalogue.models import PromulgationDecision
from motcua.catalogue.queries.decisions import writers_of
from motcua.kernel.refusals import Refused


def require_keeper(person: Person, *, decision: PromulgationDecision, on: date) -> None:
    """Refuse unless `person` keeps the catalogue at the decision's agency.

    :raises Refused: "keep-catalogue-not-allowed".
    """
    require(person, Capability.KEEP_CATALOGUE, agency_id=decision.agency_id, on=on)


def may_approve(person: Person, *, decision: PromulgationDecision, on: date) -> bool:
    """Whether `person` may approve the decision: allowed to, and not one of those who wrote it."""
    return may(
        person, Capability.APPROVE_DECISION, agency_id=decision.agency_id, on=on
    ) and person.actor not in writers_of(decision)


def require_approver(person: Person, *, decision: PromulgationDecision, on: date) -> None:
    """Refuse unless `person` may approve the decision as its second person.

    :raises Refused: "approve-decision-not-allowed"; "own-decision-not-allowed" for those who wrote it.
    """
    require(person, Capability.APPROVE_DECISION, agency_id=decision.agency_id, on=on)
    if person.actor in writers_of(decision):
        raise Refused(
            "own-decision-not-allowed",
            "Bạn đã tham gia soạn quyết định này nên không thể tự duyệt. Hãy để người thứ hai có thẩm quyền duyệt.",
        )
