from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.catalogue.queries.page_reports import open_page_reports
from motcua.web.desk.access import DeskRequest, desk_view

_SHOWN = 5


@desk_view()
@require_GET
def home(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    reports = open_page_reports() if desk.can(Capability.KEEP_CATALOGUE) else open_page_reports().none()
    context = {"today": desk.today, "reports": list(reports[: _SHOWN + 1])}
    return render(request, "desk/home/home.html", context)
