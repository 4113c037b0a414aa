"""Rows held while an act is done."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.refusals import Refused
from motcua.reports.enums import ReportStatus
from motcua.reports.models import Regime, ReportingPeriod, ReportVersion
from motcua.reports.policy import period_not_found, report_not_found


def lock_version(version_id: UUID) -> ReportVersion:
    """The version with its report, held.

    :raises Refused: "report-not-found".
    """
    found = (
        ReportVersion.objects.select_for_update(of=("self",))
        .select_related("report__agency", "report__period__regime__agency", "prepared_by")
        .filter(pk=version_id)
        .first()
    )
    if found is None:
        raise report_not_found()
    return found


def lock_regime(regime_id: UUID) -> Regime:
    """The regime, held.

    :raises Refused: "reporting-period-not-found".
    """
    found = (
        Regime.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=regime_id).first()
    )
    if found is None:
        raise period_not_found()
    return found


def lock_period(period_id: UUID) -> ReportingPeriod:
    """The period with its regime, held.

    :raises Refused: "reporting-period-not-found".
    """
    found = (
        ReportingPeriod.objects.select_for_update(of=("self",))
        .select_related("regime__agency")
        .filter(pk=period_id)
        .first()
    )
    if found is None:
        raise period_not_found()
    return found


def require_status(version: ReportVersion, *allowed: ReportStatus) -> None:
    """Refuse an act for which the version is too early or too late.

    :raises Refused: "report-status-wrong".
    """
    if version.status not in allowed:
        names = ", ".join(f"“{each.label}”" for each in allowed)
        raise Refused(
            "report-status-wrong",
            f"Báo cáo đang ở bước “{ReportStatus(version.status).label}”; việc này chỉ làm được ở bước {names}. "
            "Tải lại trang để xem bản mới nhất.",
        )
