"""Questions about what the public reported of our pages."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.catalogue.models import PageReport
from motcua.kernel.refusals import Refused


def reports_sent_since(*, sender: str, since: datetime) -> int:
    """How many reports came from `sender` at or after the instant."""
    return PageReport.objects.filter(sender=sender, at__gte=since).count()


def open_page_reports() -> QuerySet[PageReport]:
    """Reports that nobody has settled yet, oldest first, each with its procedure."""
    return PageReport.objects.filter(settled_at__isnull=True).select_related("procedure").order_by("at", "id")


def settled_page_reports() -> QuerySet[PageReport]:
    """Reports that were settled, the latest first, each with its procedure and who settled it."""
    settled = PageReport.objects.filter(settled_at__isnull=False)
    return settled.select_related("procedure", "settled_by").order_by("-settled_at", "-id")


def page_of_open_reports(*, after: tuple[datetime, UUID] | None, size: int) -> list[PageReport]:
    """Up to `size` + 1 open reports, oldest first, after the key (at, id)."""
    reports = open_page_reports()
    if after is not None:
        reports = reports.filter(Q(at__gt=after[0]) | Q(at=after[0], id__gt=after[1]))
    return list(reports[: size + 1])


def page_of_settled_reports(*, after: tuple[datetime, UUID] | None, size: int) -> list[PageReport]:
    """Up to `size` + 1 settled reports, latest first, after the key (settled_at, id)."""
    reports = settled_page_reports()
    if after is not None:
        reports = reports.filter(Q(settled_at__lt=after[0]) | Q(settled_at=after[0], id__lt=after[1]))
    return list(reports[: size + 1])


def get_page_report(pk: UUID) -> PageReport:
    """The report with its procedure and who settled it.

    :raises Refused: "page-report-not-found".
    """
    report = PageReport.objects.filter(pk=pk).select_related("procedure", "settled_by").first()
    if report is None:
        raise Refused("page-report-not-found", "Không có báo lỗi này. Có thể địa chỉ bị gõ nhầm.")
    return report
