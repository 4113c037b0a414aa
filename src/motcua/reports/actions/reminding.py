"""Telling those who owe a report that its last day comes near or has passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.rules.roles import roles_with
from motcua.kernel.clock import local_day
from motcua.notices.actions.notify import Announcement
from motcua.organisations.models import Agency
from motcua.plans.actions.telling import subject_told, tell
from motcua.plans.queries.people import people_by_unit
from motcua.reports.enums import ReportStatus
from motcua.reports.models import ReportingPeriod, ReportVersion, UnitTable
from motcua.reports.rules.reminders import call_of

_FURTHEST = timedelta(days=40)


@transaction.atomic
def remind_of_reports(*, at: datetime) -> int:
    """Tell whoever keeps the reports of an agency that one is due soon, today, or late; how many people were told who
    had not been before. A number of statements that does not grow with the agencies."""
    on = local_day(at)
    periods = list(
        ReportingPeriod.objects.filter(due_on__gte=on - _FURTHEST, due_on__lte=on + timedelta(days=7))
        .filter(regime__in_force__contains=on)
        .select_related("regime__agency")
        .prefetch_related("regime__units")
        .order_by("due_on", "id")
    )
    done = _done(periods)
    owed = [
        (period, agency)
        for period in periods
        for agency in (period.regime.agency, *period.regime.units.all())
        if (period.pk, agency.pk) not in done
    ]
    people = people_by_unit({agency.pk for _, agency in owed}, roles_with(Capability.KEEP_REPORTS), on)
    return tell(list(_calls(owed, people, on)), at=at)


def _done(periods: list[ReportingPeriod]) -> set[tuple[UUID, UUID]]:
    """Which agencies sent which period: a report, or a table that was entered for them."""
    sent = ReportVersion.objects.filter(report__period__in=periods, status=ReportStatus.SENT)
    entered = UnitTable.objects.filter(period__in=periods)
    return {
        *sent.values_list("report__period", "report__agency"),
        *entered.values_list("period", "unit"),
    }


def _calls(
    owed: list[tuple[ReportingPeriod, Agency]], people: dict[UUID, list[Person]], on: date
) -> Iterator[Announcement]:
    for period, agency in owed:
        call = call_of(due_on=period.due_on, on=on)
        if call is not None:
            yield subject_told(
                "reporting_period",
                period.pk,
                call.event,
                people[agency.pk],
                key=f"{agency.pk}:{call.key}",
                facts={
                    "report": f"{period.regime.title}, {period.label}",
                    "agency": agency.name,
                    "until": period.due_on,
                    "days": abs((period.due_on - on).days),
                },
                url=f"/ban-lam-viec/bao-cao/ky/{period.pk}/",
            )
