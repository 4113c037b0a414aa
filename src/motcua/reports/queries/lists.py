"""Lists of reports: what was made, what is owed, which periods are to be gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from motcua.organisations.models import Agency
from motcua.reports.enums import ReportStatus
from motcua.reports.models import Report, ReportingPeriod, ReportVersion

_BACK = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Row:
    """A report with its latest version; `is_late` when its last day has passed and it is not sent."""

    report: Report
    version: ReportVersion
    status: str
    last: date
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that an agency has not begun although its window has."""

    period: ReportingPeriod
    agency: Agency
    last: date
    is_late: bool


def page_of_reports(
    found: QuerySet[Report], *, after: tuple[datetime, UUID] | None = None, size: int
) -> list[Row]:
    """The latest begun first; two queries."""
    if after is not None:
        at, pk = after
        found = found.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=pk))
    latest = Prefetch("versions", ReportVersion.objects.defer("snapshot").order_by("number"))
    rows = (
        found.select_related("agency", "period__regime")
        .prefetch_related(latest)
        .order_by("-created_at", "-pk")
    )
    return [_row(report) for report in rows[:size]]


def _row(report: Report) -> Row:
    versions = list(report.versions.all())
    last = versions[-1]
    sent = [version.sent_at for version in versions if version.sent_at]
    return Row(
        report,
        last,
        ReportStatus(last.status).label,
        report.period.window.upper - timedelta(days=1),
        sent[0] if sent else None,
    )


def owed_by(agencies: Sequence[UUID], *, on: date) -> list[Owed]:
    """What these agencies have not begun: periods that have begun, of which they are asked or which are their own, the
    nearest last day first; three queries."""
    periods = (
        ReportingPeriod.objects.filter(
            Q(regime__agency__in=agencies) | Q(regime__units__in=agencies),
            window__startswith__lte=on,
            due_on__gte=on - _BACK,
        )
        .select_related("regime__agency")
        .prefetch_related("regime__units")
        .distinct()
        .order_by("due_on", "pk")
    )
    found = list(periods)
    begun = set(Report.objects.filter(period__in=found).values_list("period", "agency"))
    mine = set(agencies)
    return [
        Owed(period, agency, period.window.upper - timedelta(days=1), on > period.due_on)
        for period in found
        for agency in dict.fromkeys((period.regime.agency, *period.regime.units.all()))
        if agency.pk in mine and (period.pk, agency.pk) not in begun
    ]


def periods_to_gather(agencies: Sequence[UUID], *, on: date) -> list[ReportingPeriod]:
    """The periods in which these agencies ask units, with how many are asked and have sent; one query."""
    sent = ReportVersion.objects.filter(report=OuterRef("reports"), status=ReportStatus.SENT)
    found = (
        ReportingPeriod.objects.filter(
            regime__agency__in=agencies, window__startswith__lte=on, due_on__gte=on - _BACK
        )
        .select_related("regime__agency")
        .annotate(
            asked=Count("regime__units", distinct=True),
            sent=Count("reports", filter=Exists(sent), distinct=True),
        )
        .filter(asked__gt=0)
        .order_by("due_on", "pk")
    )
    return list(found)
