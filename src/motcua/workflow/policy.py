"""Who may draft and who may publish internal processes.

A process of one agency is kept by those who keep the catalogue there; one for any agency, by those who keep it at
the body whose installation this is.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation
from motcua.organisations.policy import Operator

_By = Person | Operator


def may_draft(by: _By, *, agency_id: UUID | None, on: date) -> bool:
    """Whether `by` may draft a process of the agency, or of any agency (None), on the day."""
    return _may(by, Capability.KEEP_CATALOGUE, agency_id, on)


def may_publish(by: _By, *, agency_id: UUID | None, on: date) -> bool:
    """Whether `by` may publish, as far as rights go; that it be another than who prepared it is a rule apart."""
    return _may(by, Capability.APPROVE_DECISION, agency_id, on)


def require_draft(by: _By, *, agency_id: UUID | None, on: date) -> None:
    """Refuse unless `by` may draft.

    :raises Refused: "keep-catalogue-not-allowed".
    """
    if not may_draft(by, agency_id=agency_id, on=on):
        raise refusal(Capability.KEEP_CATALOGUE)


def require_publish(by: _By, *, agency_id: UUID | None, on: date) -> None:
    """Refuse unless `by` may publish.

    :raises Refused: "approve-decision-not-allowed".
    """
    if not may_publish(by, agency_id=agency_id, on=on):
        raise refusal(Capability.APPROVE_DECISION)


def require_second_person(by: Person, *, prepared_by_id: UUID | None) -> None:
    """Refuse whoever prepared the very version.

    :raises Refused: "own-process-not-allowed".
    """
    if prepared_by_id is not None and by.pk == prepared_by_id:
        raise Refused(
            "own-process-not-allowed",
            "Bạn là người soạn bản này nên không thể tự ban hành. Hãy nhờ người thứ hai có quyền duyệt.",
        )


def _may(by: _By, capability: Capability, agency_id: UUID | None, on: date) -> bool:
    if isinstance(by, Operator):
        return True
    place = agency_id or Installation.objects.values_list("home", flat=True).first()
    return place is not None and may(by, capability, agency_id=place, on=on)
