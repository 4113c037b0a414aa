"""Which reports and periods a person may see: the beginning of every list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import RoleReach, agencies_by_role
from motcua.reports.enums import ReportStatus
from motcua.reports.models import Regime, Report, ReportingPeriod, ReportVersion


@dataclass(frozen=True, slots=True)
class ReportReach(RoleReach):
    """The agencies at which a person has part in reports on a day."""

    @property
    def reads(self) -> list[UUID]:
        """The agencies whose reports the person reads."""
        return self.able(Capability.READ_REPORTS)

    @property
    def keeps(self) -> list[UUID]:
        """The agencies whose reports the person makes."""
        return self.able(Capability.KEEP_REPORTS)


def report_reach_of(person: Person, on: date) -> ReportReach:
    """Where `person` reaches on the day; one query."""
    return ReportReach(person, on, agencies_by_role(person, on))


def reports_visible_to(person: Person, on: date, *, reach: ReportReach | None = None) -> QuerySet[Report]:
    """The reports of agencies whose reports `person` reads, and those that were sent to such an agency."""
    reads = (reach or report_reach_of(person, on)).reads
    sent = ReportVersion.objects.filter(report=OuterRef("pk"), status=ReportStatus.SENT)
    return Report.objects.filter(Q(agency__in=reads) | Q(period__regime__agency__in=reads) & Exists(sent))


def regimes_visible_to(person: Person, on: date, *, reach: ReportReach | None = None) -> QuerySet[Regime]:
    """The regimes of agencies whose reports `person` reads, and those in which such an agency reports."""
    reads = (reach or report_reach_of(person, on)).reads
    return Regime.objects.filter(
        Q(agency__in=reads) | Q(pk__in=Regime.units.through.objects.filter(agency__in=reads).values("regime"))
    )


def periods_visible_to(
    person: Person, on: date, *, reach: ReportReach | None = None
) -> QuerySet[ReportingPeriod]:
    """The periods of the regimes that `person` sees."""
    return ReportingPeriod.objects.filter(regime__in=regimes_visible_to(person, on, reach=reach))


def find_report(
    report_id: UUID, person: Person, on: date, *, reach: ReportReach | None = None
) -> Report | None:
    """The report with its period, when `person` may see it."""
    found = reports_visible_to(person, on, reach=reach).filter(pk=report_id)
    return found.select_related("agency__area", "period__regime__agency", "created_by").first()


def find_period(
    period_id: UUID, person: Person, on: date, *, reach: ReportReach | None = None
) -> ReportingPeriod | None:
    """The period with its regime, when `person` may see it."""
    found = periods_visible_to(person, on, reach=reach).filter(pk=period_id)
    return found.select_related("regime__agency").first()
