"""The list of rounds and inspections, and how the agency inspects."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.actions.inspections.settings import set_inspection_ways
from motcua.plans.enums import InspectionStatus
from motcua.plans.queries.inspections.figures import (
    InspectionYear,
    YearShare,
    inspection_year,
    share_inspected,
)
from motcua.plans.queries.inspections.lists import (
    PAGE,
    inspections_wanted,
    newest_rounds,
    open_remedies,
    page_of_inspections,
)
from motcua.plans.queries.inspections.visible import inspections_visible_to, rounds_visible_to
from motcua.plans.queries.inspections.ways import ways_of
from motcua.web.desk.access import Desk, DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.inspections.forms.rounds import WaysForm
from motcua.web.desk.paging import address
from motcua.web.desk.plan_duties.shown import shown_duty
from motcua.web.desk.plans.shown import reach

_TABS = (
    ("", _("Tất cả"), ()),
    ("sap-toi", _("Sắp tới"), (InspectionStatus.PLANNED, InspectionStatus.NOTIFIED)),
    ("cho-ket-luan", _("Chờ kết luận"), (InspectionStatus.HELD,)),
    ("khac-phuc", _("Đang khắc phục"), (InspectionStatus.FOLLOWED,)),
    ("da-xong", _("Đã xong"), (InspectionStatus.CONCLUDED, InspectionStatus.CLOSED)),
)


@desk_view(Capability.READ_PLANS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, known = request.desk, reach(request)
    seen = inspections_visible_to(desk.person, desk.today, reach=known)
    tab = request.GET.get("the", "")
    unit = _unit(request)
    wanted = inspections_wanted(
        seen,
        unit_id=unit.pk if unit else None,
        statuses=next((statuses for value, _label, statuses in _TABS if value == tab), ()),
    )
    rows = page_of_inspections(wanted, after=_after(request))
    shown = rows[:PAGE]
    is_first = not (request.GET.get("sau") or tab or unit)
    context = {
        "rows": shown,
        "unit": unit,
        "tabs": [
            {
                "label": str(label),
                "href": address(request, the=value),
                "is_current": tab == value,
                "count": None,
            }
            for value, label, _statuses in _TABS
        ],
        "rounds": newest_rounds(rounds_visible_to(desk.person, desk.today, reach=known)) if is_first else [],
        "remedies": [shown_duty(duty, desk.today) for duty in open_remedies(seen)] if is_first else [],
        **(_year(request) if is_first else {"share": None, "figures": None}),
        "year": str(desk.today.year),
        "inspects": desk.can(Capability.KEEP_INSPECTIONS),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{shown[-1].planned_on}_{shown[-1].pk}")
        if len(rows) > PAGE
        else "",
    }
    return render(request, "desk/inspections/list.html", context)


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def settings(request: DeskRequest) -> HttpResponse:
    agency, desk = agency_at(request), request.desk
    form = WaysForm(posted(request), initial=asdict(ways_of(agency.pk, desk.today)))
    return answer_form(
        request,
        form,
        lambda: set_inspection_ways(agency=agency, ways=form.ways(), by=desk.person, at=desk.at),
        where=lambda made: reverse("desk:inspections:list"),
        title=_("Cách kiểm tra của cơ quan"),
        lead=_("%s. Áp dụng cho các đợt lập từ hôm nay.") % agency.name,
        save=_("Lưu"),
        back=reverse("desk:inspections:list"),
        done=_("Đã lưu cách kiểm tra."),
    )


def own_agencies(desk: Desk) -> QuerySet[Agency]:
    """Where the person sets up inspections by a role held there."""
    kept = agencies_where(desk.person, Capability.KEEP_INSPECTIONS, desk.today)
    return kept.filter(role_holdings__person=desk.person).distinct().order_by("sort_key", "id")


def agency_at(request: DeskRequest) -> Agency:
    """The agency that the address names among those where the person inspects, else the first of them.

    :raises Refused: "agency-not-found".
    """
    own = own_agencies(request.desk)
    try:
        named = UUID(request.GET.get("co-quan", ""))
    except ValueError:
        named = None
    found = own.filter(pk=named).first() if named else own.first()
    if found is None:
        raise Refused("agency-not-found", _("Không có cơ quan này trong phạm vi kiểm tra của bạn."))
    return found


def _year(request: DeskRequest) -> dict[str, YearShare | InspectionYear | None]:
    """The year's share and figures of the first agency whose inspections the person carries out or approves."""
    desk = request.desk
    able = (Capability.KEEP_INSPECTIONS, Capability.APPROVE_PLANS)
    for capability in able:
        own = agencies_where(desk.person, capability, desk.today)
        own = own.filter(role_holdings__person=desk.person, kind="education_department")
        if (agency := own.order_by("sort_key", "id").first()) is not None:
            year, on = desk.today.year, desk.today
            return {
                "share": share_inspected(agency.pk, year=year, on=on),
                "figures": inspection_year(agency.pk, year=year, on=on),
            }
    return {"share": None, "figures": None}


def _unit(request: DeskRequest) -> Agency | None:
    try:
        return Agency.objects.filter(pk=UUID(request.GET.get("don-vi", ""))).first()
    except ValueError:
        return None


def _after(request: DeskRequest) -> tuple[date, UUID] | None:
    day, _mark, identifier = request.GET.get("sau", "").partition("_")
    try:
        return (date.fromisoformat(day), UUID(identifier)) if identifier else None
    except ValueError:
        return None
