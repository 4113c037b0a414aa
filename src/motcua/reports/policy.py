"""Who may do what with reports."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal
from motcua.kernel.refusals import Refused


def may_keep(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` may set up, write, check, close and send reports of the agency on the day."""
    return may(person, Capability.KEEP_REPORTS, agency_id=agency_id, on=on)


def require_keep(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who may not keep the reports of the agency.

    :raises Refused: "keep-reports-not-allowed".
    """
    if not may_keep(person, agency_id=agency_id, on=on):
        raise refusal(Capability.KEEP_REPORTS)


def may_sign(person: Person, *, agency_id: UUID, prepared_by_id: UUID, on: date) -> bool:
    """Whether `person` may sign this report: who approves at the agency, and did not prepare it."""
    return person.pk != prepared_by_id and may(person, Capability.APPROVE_REPORTS, agency_id=agency_id, on=on)


def require_sign(person: Person, *, agency_id: UUID, prepared_by_id: UUID, on: date) -> None:
    """Refuse who may not sign reports of the agency, and whoever prepared the very version.

    :raises Refused: "approve-reports-not-allowed", "own-report-not-allowed".
    """
    if not may(person, Capability.APPROVE_REPORTS, agency_id=agency_id, on=on):
        raise refusal(Capability.APPROVE_REPORTS)
    if person.pk == prepared_by_id:
        raise Refused(
            "own-report-not-allowed",
            "Bạn là người lập báo cáo này nên không thể tự ký. Hãy trình lãnh đạo khác có quyền ký.",
        )


def report_not_found() -> Refused:
    """The refusal for a report that is not there, or not for this person: nobody learns which."""
    return Refused(
        "report-not-found",
        "Không tìm thấy báo cáo này, hoặc báo cáo không thuộc phạm vi của bạn. Xem lại danh sách báo cáo.",
    )


def period_not_found() -> Refused:
    """The refusal for a period or regime that is not there, or not for this person."""
    return Refused(
        "reporting-period-not-found",
        "Không tìm thấy kỳ báo cáo này, hoặc kỳ không thuộc phạm vi của bạn. Xem lại danh sách báo cáo.",
    )
