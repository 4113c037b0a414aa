"""Whether a report is right: its sums, what has no data, the same period before; and what differs from what was
closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.reports.enums import Arrival, ReportStatus
from motcua.reports.models import Report, ReportVersion
from motcua.reports.queries.reports import (
    counted_again,
    differences_now,
    differences_of,
    find_version_of,
    latest_version,
    same_period_before,
    shown_of,
)
from motcua.reports.queries.rollup import roll_up
from motcua.reports.rules.filled import number_said
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.reports.shown import frame, report_or_refuse, version_asked


@desk_view(Capability.READ_REPORTS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    report, desk = report_or_refuse(request, pk), request.desk
    version = version_asked(request, report)
    shown = shown_of(version, at=desk.at)
    units = (
        roll_up(report.period, shown.tables[0].form.code, on=desk.today)
        if report.period.regime.agency_id == report.agency_id and shown.tables
        else None
    )
    context = {
        **frame(request, report, version, "checking"),
        "balances": [
            {
                "form": table.form,
                "count": len(table.form.identities) * (len(table.rows) + 1),
                "gaps": [gap.said for gap in table.gaps],
                "missing": "" if table.form.has_data else table.form.missing_of(table.form.columns[0].number),
            }
            for table in shown.tables
        ],
        "empty": [
            section.title
            for section in shown.outline.sections
            if not section.sentences and section.hint and not version.paragraphs.get(section.key)
        ],
        "missing_units": [unit for unit in units.units if unit.arrival in (Arrival.MISSING, Arrival.WAITING)]
        if units
        else [],
        "wrong_units": [unit for unit in units.units if unit.imported and unit.imported.gaps]
        if units
        else [],
        **_before(report, version, request),
    }
    return render(request, "desk/reports/checking.html", context)


def _before(report: Report, version: ReportVersion, request: DeskRequest) -> dict[str, Any]:
    """The totals beside those of the same period a year before."""
    earlier = same_period_before(report)
    if earlier is None:
        return {"earlier": None, "compared": []}
    old_version = latest_version(earlier)
    old_version.report = earlier
    now, old = shown_of(version, at=request.desk.at), shown_of(old_version, at=request.desk.at)
    tables = {table.form.code: table for table in old.tables}
    compared = []
    for table in now.tables:
        if table.form.code in tables and table.form.has_data:
            was = tables[table.form.code].total.cells
            compared += [
                (
                    f"{table.form.code} ({column.number}) "
                    + ": ".join(filter(None, (column.group, column.heading))),
                    number_said(was.get(column.number)),
                    number_said(value),
                    _grown(was.get(column.number), value),
                )
                for column in table.form.columns
                if (value := table.total.cells[column.number]) is not None
            ]
    return {"earlier": earlier, "compared": compared}


def _grown(was: int | None, value: int) -> str:
    if was is None:
        return ""
    return f"{value - was:+,}".replace(",", ".") if value != was else "0"


@desk_view(Capability.READ_REPORTS)
@require_GET
def differences(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Counted again as of the closing instant, and as of now; and against the version before."""
    report, desk = report_or_refuse(request, pk), request.desk
    version = version_asked(request, report)
    context = {
        **frame(request, report, version, "differences"),
        "now": desk.at,
        "between": None,
        "earlier": None,
    }
    if not context["is_open"]:
        again = counted_again(version)
        context["again"] = again.digest
        context["is_same"] = again.digest == version.digest
        context["changed"] = differences_now(version, at=desk.at)
    earlier = find_version_of(report.pk, version.number - 1) if version.number > 1 else None
    if earlier is not None and earlier.status not in (ReportStatus.DRAFT, ReportStatus.CHECKED):
        earlier.report = report
        after = version.snapshot
        context["earlier"] = earlier
        context["between"] = (
            differences_of(earlier.snapshot or {}, after) if after else differences_now(earlier, at=desk.at)
        )
    return render(request, "desk/reports/differences.html", context)
