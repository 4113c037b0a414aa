"""The list of reports and due days, and a report with its tables."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.reports.queries.lists import owed_by, page_of_reports, periods_to_gather
from motcua.reports.queries.reports import shown_of
from motcua.reports.queries.visible import regimes_visible_to, reports_visible_to
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address, after_moment
from motcua.web.desk.reports.shown import frame, place_of, reach, report_or_refuse, table_of, version_asked

PAGE = 30


@desk_view(Capability.READ_REPORTS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, known = request.desk, reach(request)
    found = reports_visible_to(desk.person, desk.today, reach=known)
    rows = page_of_reports(found, after=after_moment(request), size=PAGE + 1)
    shown = rows[:PAGE]
    context = {
        "rows": shown,
        "owed": owed_by(known.keeps, on=desk.today) if known.keeps else [],
        "gathering": periods_to_gather(known.keeps, on=desk.today) if known.keeps else [],
        "regimes": list(
            regimes_visible_to(desk.person, desk.today, reach=known)
            .filter(agency__in=known.keeps)
            .select_related("agency")
            .order_by("title", "id")
        )
        if known.keeps
        else [],
        "may_keep": bool(known.keeps),
        "today": desk.today,
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{shown[-1].report.created_at.isoformat()}_{shown[-1].report.pk}")
        if len(rows) > PAGE
        else "",
    }
    return render(request, "desk/reports/list.html", context)


@desk_view(Capability.READ_REPORTS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    report = report_or_refuse(request, pk)
    version = version_asked(request, report)
    shown = shown_of(version, at=request.desk.at)
    place = place_of(report, version, request)
    context = {
        **frame(request, report, version, "page"),
        "tables": [table_of(filled, place) for filled in shown.tables],
        "history": read_history(entries_about("report", str(report.pk))),
    }
    return render(request, "desk/reports/page.html", context)
