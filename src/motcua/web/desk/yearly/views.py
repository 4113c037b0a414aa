"""The figures of a year that the yearly report takes from plans, each opening to the rows behind it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.files.long_tables import LongTable
from motcua.plans.queries.yearly import yearly_figures
from motcua.plans.rules.yearly import KINDS
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.plans.shown import reach
from motcua.web.desk.spreadsheets import long_xlsx
from motcua.web.desk.yearly.asking import agency_asked, year_asked, year_period, years_around
from motcua.web.desk.yearly.links import Links


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    agency, year = _asked(request)
    links = Links(agency, year)
    figures = [(one, links.of(one)) for one in yearly_figures(agency.pk, year_period(year))]
    headings = list(dict.fromkeys(KINDS[one.code].heading for one, _links in figures))
    context = {
        "agency": agency,
        "agencies": list(_agencies(request)),
        "year": str(year),
        "years": years_around(request.desk.today),
        "groups": [
            (heading, [pair for pair in figures if KINDS[pair[0].code].heading == heading])
            for heading in headings
        ],
        "query": f"co-quan={agency.pk}&nam={year}",
    }
    return render(request, "desk/yearly/page.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def workbook(request: DeskRequest) -> FileResponse:
    agency, year = _asked(request)
    rows: list[list[Any]] = []
    for one in yearly_figures(agency.pk, year_period(year)):
        heading = KINDS[one.code].heading
        rows.append([heading, one.label, one.words if one.of is not None else one.value, one.unit])
        rows += [[heading, f"{one.label}: {part.label}", part.value, one.unit] for part in one.parts]
    table = LongTable(
        _("Số liệu"),
        _("Số liệu năm %(year)s, %(agency)s") % {"year": year, "agency": agency.name},
        (("Nội dung", 44), ("Số liệu", 60), ("Giá trị", 14), ("Đơn vị tính", 18)),
        rows,
        _("dòng số liệu"),
    )
    return long_xlsx([table], name=f"so-lieu-nam-{year}-{agency.code}")


def _agencies(request: DeskRequest) -> QuerySet[Agency]:
    """The agencies whose plans the person reads by a role held at the very agency."""
    desk = request.desk
    own = Agency.objects.filter(
        pk__in=reach(request).reads,
        role_holdings__person=desk.person,
        role_holdings__held__contains=desk.today,
    )
    return own.distinct().order_by("sort_key", "id")


def _asked(request: DeskRequest) -> tuple[Agency, int]:
    """The agency and the year of the address, else the first agency of the person's own and this year.

    :raises Refused: "agency-not-found".
    """
    agency = agency_asked(request) or _agencies(request).first()
    if agency is None:
        raise Refused("agency-not-found", _("Không có cơ quan nào trong phạm vi của bạn để xem số liệu năm."))
    return agency, year_asked(request) or request.desk.today.year
