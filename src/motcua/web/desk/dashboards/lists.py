"""The dossiers behind a group of a dashboard: of one clock, one holder, one step, one cause."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.dossiers.models import Dossier
from motcua.indicators.enums import Grouping
from motcua.indicators.queries.groups import Group, dossiers_in, groups_of, name_of_group
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.dashboards.sections import soon_of
from motcua.web.desk.figures.asking import Question, ask
from motcua.web.desk.figures.kinds import headings, kind_of
from motcua.web.desk.figures.rows import page_of, send_workbook, shown
from motcua.web.desk.paging import address
from motcua.web.templatetags.motcua import day, moment


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    group = _group(request)
    kind, visible = kind_of(Dossier), group.found.count()
    number = next((one.number for one in group.all() if one.key == group.key), 0)
    rows, more = page_of(kind.with_facts(group.found), request.GET.get("sau", ""))
    query = urlencode({"agency": group.question.agency_id or ""})
    context = {
        "grouping": group.grouping,
        "label": group.label,
        "question": group.question,
        "number": number,
        "visible": visible,
        "hidden": max(0, number - visible),
        "headings": headings(kind),
        "rows": [shown(kind, row) for row in rows],
        "trail": [{"label": _("Tổng quan"), "href": f"{reverse('desk:dashboards:page')}?{query}"}],
        "export_href": reverse("desk:dashboards:group_workbook") + address(request),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=str(rows[-1].pk)) if more else "",
    }
    return render(request, "desk/dashboards/list.html", context)


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def workbook(request: DeskRequest) -> HttpResponseBase:
    """The dossiers of the group as a workbook."""
    group = _group(request)
    place = group.question.agency.name if group.question.agency else _("Toàn hệ thống")
    closed = moment(group.question.closing or group.question.asked.instants()[1])
    return send_workbook(
        request,
        group.found,
        title=f"{group.grouping.label}: {group.label or _('chưa rõ')}",
        about=[place, f"{day(group.question.first)}–{day(group.question.last)}, {_('chốt lúc')} {closed}"],
        name=f"{group.grouping.value}-{group.question.last:%Y%m%d}.xlsx",
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The group that the address asks for, with those of its dossiers that the person may see."""

    grouping: Grouping
    key: str
    question: Question
    found: QuerySet[Dossier]

    @property
    def label(self) -> str:
        """What the group is called."""
        return name_of_group(self.grouping, self.key)

    def all(self) -> list[Group]:
        """It and the others beside it, whoever asks."""
        return groups_of(self.grouping, self.question.asked, soon=soon_of(self.question))


def _group(request: DeskRequest) -> _Asked:
    _form, question = ask(request.GET, request.desk)
    said, key = request.GET.get("theo", ""), request.GET.get("nhom", "")[:200]
    if said not in set(Grouping):
        raise Refused("group-not-found", _("Không có cách nhóm hồ sơ nào tên “%s”.") % said[:40])
    found = dossiers_in(
        Grouping(said),
        key,
        question.asked,
        soon=soon_of(question),
        person=request.user,
        on=request.desk.today,
    )
    return _Asked(Grouping(said), key, question, found)
