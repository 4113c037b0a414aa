"""A report's way: checked, its figures closed, signed, sent; opened again as a further version."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import title_at
from motcua.accounts.rules.roles import roles_with
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.queries.people import people_by_unit
from motcua.reports.actions.locking import lock_version, require_status
from motcua.reports.actions.telling import tell_of_report
from motcua.reports.enums import ReportStatus
from motcua.reports.models import ReportVersion
from motcua.reports.policy import require_keep, require_sign
from motcua.reports.queries.reports import count_now
from motcua.reports.rules.outline import codes_used

S = ReportStatus


@transaction.atomic
def check_report(*, version_id: UUID, by: Person, at: datetime) -> ReportVersion:
    """Say that the report was looked through; its sums must hold.

    :raises Refused: "report-not-found", "keep-reports-not-allowed", "report-status-wrong", "report-does-not-add-up".
    """
    version = _kept_by(version_id, by, at)
    require_status(version, S.DRAFT)
    gaps = [gap for table in count_now(version.report, at=at).tables for gap in table.gaps]
    if gaps:
        raise Refused(
            "report-does-not-add-up", "Số liệu chưa cân đối: " + "; ".join(gap.said for gap in gaps[:5]) + "."
        )
    version.status, version.checked_by, version.checked_at = S.CHECKED, by, at
    version.save()
    _record("ReportChecked", version, by, at)
    return version


@transaction.atomic
def take_back_report(*, version_id: UUID, by: Person, at: datetime) -> ReportVersion:
    """Back from checked to draft, to be written on.

    :raises Refused: "report-not-found", "keep-reports-not-allowed", "report-status-wrong".
    """
    version = _kept_by(version_id, by, at)
    require_status(version, S.CHECKED)
    version.status, version.checked_by, version.checked_at = S.DRAFT, None, None
    version.revision += 1
    version.save()
    _record("ReportTakenBack", version, by, at)
    return version


@transaction.atomic
def close_report(*, version_id: UUID, by: Person, at: datetime) -> ReportVersion:
    """Close the figures: from now on the version says what was known at this instant, with the definitions it was
    counted by and the digest of it all.

    :raises Refused: "report-not-found", "keep-reports-not-allowed", "report-status-wrong", "report-does-not-add-up".
    """
    version = _kept_by(version_id, by, at)
    require_status(version, S.CHECKED)
    counted = count_now(version.report, at=at)
    if any(table.gaps for table in counted.tables):
        raise Refused("report-does-not-add-up", "Số liệu chưa cân đối. Mở trang kiểm tra để xem chỗ lệch.")
    version.status, version.as_of, version.closed_by = S.CLOSED, at, by
    used = counted.only(codes_used(counted.outline, counted.tables, version.paragraphs))
    version.snapshot, version.digest = used.snapshot(), used.digest
    version.save()
    _record("ReportClosed", version, by, at, digest=version.digest)
    tell_of_report(
        version.report,
        "report_to_sign",
        _with(Capability.APPROVE_REPORTS, version.report.agency_id, at),
        key=str(version.number),
        at=at,
        but=by,
    )
    return version


@transaction.atomic
def sign_report(*, version_id: UUID, document_number: str, by: Person, at: datetime) -> ReportVersion:
    """Sign the closed report under its number and symbol.

    :raises Refused: "report-not-found", "approve-reports-not-allowed", "own-report-not-allowed", "report-status-wrong",
        "document-number-missing".
    """
    version = lock_version(version_id)
    on, report = local_day(at), version.report
    require_sign(by, agency_id=report.agency_id, prepared_by_id=version.prepared_by_id, on=on)
    require_status(version, S.CLOSED)
    number, slash, symbol = clean(document_number).partition("/")
    if not (number and slash and symbol):
        raise Refused(
            "document-number-missing",
            "Ghi số và ký hiệu của báo cáo, ví dụ 152/BC-SGDĐT.",
            field="document_number",
        )
    version.status, version.signed_by, version.signed_at = S.SIGNED, by, at
    version.document_number = f"{number.strip()}/{symbol.strip()}"
    version.signer_title = title_at(by, report.agency_id, on) or ""
    version.save()
    _record("ReportSigned", version, by, at, number=version.document_number)
    keepers = _with(Capability.KEEP_REPORTS, report.agency_id, at)
    tell_of_report(report, "report_signed", keepers, key=str(version.number), at=at, but=by)
    return version


@transaction.atomic
def send_report(*, version_id: UUID, by: Person, at: datetime) -> ReportVersion:
    """Send the signed report to the agency that asked for it.

    :raises Refused: "report-not-found", "keep-reports-not-allowed", "report-status-wrong".
    """
    version = _kept_by(version_id, by, at)
    require_status(version, S.SIGNED)
    version.status, version.sent_by, version.sent_at = S.SENT, by, at
    version.save()
    report = version.report
    late = local_day(at) > report.period.due_on
    _record("ReportSent", version, by, at, late=late)
    above = report.period.regime.agency_id
    if above != report.agency_id:
        receivers = _with(Capability.KEEP_REPORTS, above, at)
        tell_of_report(report, "report_sent", receivers, key=str(version.number), at=at, but=by)
    return version


@transaction.atomic
def reopen_report(*, report_id: UUID, reason: str, by: Person, at: datetime) -> ReportVersion:
    """A further version with the same text and live figures; the closed one stays as it was.

    :raises Refused: "report-not-found", "keep-reports-not-allowed", "report-status-wrong", "reason-missing".
    """
    last = (
        ReportVersion.objects.filter(report=report_id)
        .order_by("-number")
        .values_list("pk", flat=True)
        .first()
    )
    version = _kept_by(last or report_id, by, at)
    require_status(version, S.CLOSED, S.SIGNED, S.SENT)
    if not clean(reason):
        raise Refused("reason-missing", "Ghi vì sao mở lại báo cáo đã chốt số liệu.", field="note")
    again = ReportVersion.objects.create(
        report=version.report,
        number=version.number + 1,
        paragraphs=version.paragraphs,
        directing=version.directing,
        reason=clean(reason),
        prepared_by=by,
        prepared_at=at,
    )
    _record("ReportReopened", again, by, at, reason=again.reason)
    return again


def _kept_by(version_id: UUID, by: Person, at: datetime) -> ReportVersion:
    version = lock_version(version_id)
    require_keep(by, agency_id=version.report.agency_id, on=local_day(at))
    return version


def _with(capability: Capability, agency_id: UUID, at: datetime) -> list[Person]:
    return people_by_unit([agency_id], roles_with(capability), local_day(at))[agency_id]


def _record(kind: str, version: ReportVersion, by: Person, at: datetime, **more: object) -> None:
    payload = {"version": version.number, **more}
    record(fact=Fact(kind, "report", str(version.report_id), payload), actor=by.actor, at=at)
