"""A report begun and written, while its figures are still live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.reports.actions.locking import lock_period, lock_version, require_status
from motcua.reports.enums import ReportStatus
from motcua.reports.models import Report, ReportVersion
from motcua.reports.policy import require_keep
from motcua.reports.queries.reports import count_now
from motcua.reports.rules.outline import checked_paragraphs

_MOST_DOCUMENTS = 200


@transaction.atomic
def start_report(*, period_id: UUID, agency: Agency, by: Person, at: datetime) -> ReportVersion:
    """Begin the report of the agency for the period; the figures are counted live until they are closed.

    :raises Refused: "reporting-period-not-found", "keep-reports-not-allowed", "agency-not-asked",
        "report-there-already", "reporting-not-begun".
    """
    period = lock_period(period_id)
    require_keep(by, agency_id=agency.pk, on=local_day(at))
    regime = period.regime
    if agency.pk != regime.agency_id and not regime.units.filter(pk=agency.pk).exists():
        raise Refused("agency-not-asked", f"Kỳ báo cáo này không yêu cầu {agency.name} báo cáo.")
    if local_day(at) < period.window.lower:
        raise Refused(
            "reporting-not-begun",
            f"Kỳ báo cáo bắt đầu từ ngày {period.window.lower:%d/%m/%Y}; đến ngày đó mới có số liệu để lập.",
        )
    if period.reports.filter(agency=agency).exists():
        raise Refused("report-there-already", "Báo cáo của kỳ này đã được lập. Mở báo cáo đó để làm tiếp.")
    report = Report.objects.create(period=period, agency=agency, created_by=by, created_at=at)
    version = ReportVersion.objects.create(report=report, number=1, prepared_by=by, prepared_at=at)
    payload = {"period": period.label, "agency": agency.code}
    record(fact=Fact("ReportStarted", "report", str(report.pk), payload), actor=by.actor, at=at)
    return version


@transaction.atomic
def write_report(
    *,
    version_id: UUID,
    paragraphs: Mapping[str, Sequence[str]],
    directing: Sequence[tuple[str, date | None, str]],
    seen: int | None = None,
    by: Person,
    at: datetime,
) -> ReportVersion:
    """Save what the officer says in each section and which directing documents are named (number, day, title).

    :raises Refused: "report-not-found", "keep-reports-not-allowed", "report-status-wrong", "report-changed",
        "section-not-known", "figure-not-known", "text-too-long", "documents-too-many".
    """
    version = lock_version(version_id)
    require_keep(by, agency_id=version.report.agency_id, on=local_day(at))
    require_status(version, ReportStatus.DRAFT)
    if seen is not None and seen != version.revision:
        raise Refused(
            "report-changed",
            "Báo cáo vừa được người khác sửa. Mở lại trang để xem bản mới, chép phần của bạn vào rồi ghi.",
            revision=version.revision,
        )
    if len(directing) > _MOST_DOCUMENTS:
        raise Refused(
            "documents-too-many", f"Danh sách văn bản dài hơn {_MOST_DOCUMENTS} dòng.", field="directing"
        )
    counted = count_now(version.report, at=at)
    version.paragraphs = checked_paragraphs(paragraphs, outline=counted.outline, known=counted.words)
    version.directing = [
        {"number": clean(number)[:60], "on": on.isoformat() if on else "", "title": clean(title)[:500]}
        for number, on, title in directing
    ]
    version.revision += 1
    version.save()
    payload = {"version": version.number, "sections": sorted(version.paragraphs)}
    record(fact=Fact("ReportWritten", "report", str(version.report_id), payload), actor=by.actor, at=at)
    return version
