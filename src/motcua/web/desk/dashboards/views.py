"""Dashboards: for heads, for who controls procedures, for divisions; every number opens to its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability, Role
from motcua.indicators.enums import Dimension, Grouping
from motcua.organisations.enums import AgencyKind
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.dashboards import sections
from motcua.web.desk.dashboards.plans import late_duties, targets_of
from motcua.web.desk.figures.asking import Question, ask, period_links
from motcua.web.desk.paging import address

VIEWS: Mapping[str, str | Promise] = {
    "lanh-dao": _("Lãnh đạo"),
    "kiem-soat": _("Kiểm soát thủ tục"),
    "phong": _("Phòng, đơn vị"),
}
_CONTROL = frozenset({Role.CONTROL_FOCAL_OFFICER, Role.INSPECTOR})
_FIRST_SHOWN = 30


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    form, question = ask(request.GET, request.desk)
    chosen = request.GET.get("xem", "")
    view = chosen if chosen in VIEWS else _usual_view(request.desk, question)
    now = sections.as_of_now(question)
    counted, trend, gaps = sections.flow(question)
    context: dict[str, Any] = {
        "form": form,
        "question": question,
        "periods": period_links(question, request.desk.today, xem=view),
        "view": view,
        "tabs": _tabs(request, view),
        "at": request.desk.at,
        "clocks": sections.groups(now, Grouping.CLOCK),
        "funnel": sections.funnel(question, counted),
        "gaps": gaps,
        "trend": trend,
        "voices": sections.voices(question),
        **_of_view(view, question, now),
    }
    if request.desk.can(Capability.READ_PLANS):
        context["duties"] = late_duties(request, question)
        context["targets"] = targets_of(request, question)
    return render(request, "desk/dashboards/page.html", context)


def _of_view(view: str, question: Question, now: Question) -> dict[str, Any]:
    """What only this view shows."""
    if view == "kiem-soat":
        return {
            "causes": sections.groups(question, Grouping.CAUSE),
            "steps": sections.groups(question, Grouping.STEP),
            "rankings": [_ranking(_("Theo thủ tục"), question, Dimension.PROCEDURE)],
        }
    if view == "phong":
        return {
            "holders": sections.groups(now, Grouping.HOLDER),
            "steps": sections.groups(question, Grouping.STEP),
        }
    return {
        "causes": sections.groups(question, Grouping.CAUSE),
        "rankings": [_ranking(_("Theo cơ quan, đơn vị"), question, Dimension.AGENCY)],
    }


def _ranking(title: str | Promise, question: Question, by: Dimension) -> dict[str, Any]:
    """Those with anything counted, and apart those with nothing."""
    rows = sections.ranking(question, by)
    busy = [row for row in rows if row.received.number]
    return {
        "title": title,
        "by": by,
        "rows": busy[:_FIRST_SHOWN],
        "more": busy[_FIRST_SHOWN:],
        "idle": [row for row in rows if not row.received.number],
    }


def _usual_view(desk: Desk, question: Question) -> str:
    if question.agency is not None and question.agency.kind == AgencyKind.DIVISION:
        return "phong"
    if Role.HEAD in desk.roles:
        return "lanh-dao"
    return "kiem-soat" if _CONTROL.intersection(desk.roles) else "phong"


def _tabs(request: DeskRequest, view: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "href": address(request, xem=key), "count": 0, "is_current": key == view}
        for key, label in VIEWS.items()
    ]
