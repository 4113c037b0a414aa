"""Whether a report is right: its sums, what has no data, the same period before; and what differs from what was
closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.reports.enums import Arrival, ReportStatus
from motcua.reports.models import Report
from motcua.reports.queries.reports import (
    Shown,
    counted_again,
    differences_now,
    differences_of,
    find_version_of,
    latest_version,
    same_period_before,
    shown_of,
    tables_of_year_before,
)
from motcua.reports.queries.rollup import roll_up
from motcua.reports.rules.filled import Filled, number_said
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
        **_before(report, shown, request),
    }
    return render(request, "desk/reports/checking.html", context)


def _before(report: Report, shown: Shown, request: DeskRequest) -> dict[str, Any]:
    """The totals beside those of the same period a year before: as they were reported, else counted from the rows."""
    earlier = same_period_before(report)
    if earlier is None:
        return {"earlier": None, "compared": _compared(tables_of_year_before(report), shown.tables)}
    version = latest_version(earlier)
    version.report = earlier
    old = shown_of(version, at=request.desk.at)
    return {"earlier": earlier, "compared": _compared(old.tables, shown.tables)}


def _compared(before: Sequence[Filled], after: Sequence[Filled]) -> list[tuple[str, str, str, str]]:
    old = {table.form.code: table.total.cells for table in before}
    return [
        (
            f"{table.form.code} ({column.number}) " + ": ".join(filter(None, (column.group, column.heading))),
            number_said(old[table.form.code].get(column.number)),
            number_said(value),
            _grown(old[table.form.code].get(column.number), value),
        )
        for table in after
        if table.form.code in old
        for column in table.form.columns
        if (value := table.total.cells[column.number]) is not None
    ]


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
