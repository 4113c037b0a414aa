"""The dossiers behind a group of a dashboard: of one clock, one holder, one step, one cause."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.indicators.enums import Grouping
from motcua.indicators.queries.groups import dossiers_in, groups_of, name_of_group
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.dashboards.sections import soon_of
from motcua.web.desk.figures.asking import ask
from motcua.web.desk.figures.kinds import headings, kind_of
from motcua.web.desk.figures.rows import page_of, shown
from motcua.web.desk.paging import address


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    _form, question = ask(request.GET, request.desk)
    said, key = request.GET.get("theo", ""), request.GET.get("nhom", "")[:200]
    if said not in set(Grouping):
        raise Refused("group-not-found", _("Không có cách nhóm hồ sơ nào tên “%s”.") % said[:40])
    grouping, soon = Grouping(said), soon_of(question)
    found = dossiers_in(grouping, key, question.asked, soon=soon, person=request.user, on=request.desk.today)
    kind, visible = kind_of(found.model), found.count()
    number = next(
        (group.number for group in groups_of(grouping, question.asked, soon=soon) if group.key == key), 0
    )
    rows, more = page_of(kind.with_facts(found), request.GET.get("sau", ""))
    context = {
        "grouping": grouping,
        "label": name_of_group(grouping, key),
        "question": question,
        "number": number,
        "visible": visible,
        "hidden": max(0, number - visible),
        "headings": headings(kind),
        "rows": [shown(kind, row) for row in rows],
        "trail": [
            {
                "label": _("Tổng quan"),
                "href": f"{reverse('desk:dashboards:page')}?{urlencode({'agency': question.agency_id or ''})}",
            }
        ],
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=str(rows[-1].pk)) if more else "",
    }
    return render(request, "desk/dashboards/list.html", context)
