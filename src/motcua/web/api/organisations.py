"""Agencies, areas, and who is competent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.organisations.enums import AgencyKind, AgencyLevel, AreaLevel
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.agencies import (
    agencies_matching,
    agencies_on,
    find_agency,
    history_of,
    page_of_agencies,
)
from motcua.organisations.queries.areas import areas_of, find_area
from motcua.organisations.queries.powers import find_competent_agency
from motcua.web.api.schemas import AgencyLine, AgencyOut, AreaLine, CompetenceOut, Page, PageSize, Refusal
from motcua.web.keys import read_name_key, write_key

router = Router(tags=["organisations"])


@router.get("/organisations", response=Page[AgencyLine], summary="Các cơ quan, đơn vị có trong ngày")
def agencies(
    request: HttpRequest,
    text: str = "",
    kind: AgencyKind | None = None,
    level: AgencyLevel | None = None,
    on: date | None = None,
    after: str = "",
    limit: PageSize = 50,
) -> dict[str, Any]:
    day = on or local_day(now())
    found = agencies_matching(agencies_on(day), text=text, kind=kind, level=level)
    rows = page_of_agencies(found, after=read_name_key(after), size=limit)
    more = len(rows) > limit
    rows = rows[:limit]
    return {
        "items": [_line(agency) for agency in rows],
        "next": write_key(rows[-1].sort_key, str(rows[-1].pk)) if more else None,
    }


@router.get("/organisations/{code}", response={200: AgencyOut, 404: Refusal}, summary="Một cơ quan, đơn vị")
def agency(request: HttpRequest, code: str, on: date | None = None) -> dict[str, Any]:
    found = find_agency(code, on or local_day(now()))
    if found is None:
        raise Refused("agency-not-found", f"Không có cơ quan nào mang mã “{code}”.")
    history = history_of(found.pk)
    superior = next((place.parent.name for place in history.superiors if place.in_force.upper is None), None)
    return {
        **_line(found),
        "address": found.address,
        "phone": found.phone,
        "email": found.email,
        "area": found.area.name if found.area else None,
        "superior": superior,
        "predecessors": [succession.predecessor.name for succession in history.came_from],
        "successors": [succession.successor.name for succession in history.went_to if succession.successor],
    }


@router.get("/areas", response=list[AreaLine], summary="Các đơn vị hành chính trực tiếp trong một đơn vị")
def areas(request: HttpRequest, parent: str = "", on: date | None = None) -> list[dict[str, Any]]:
    day = on or local_day(now())
    above = _area(parent, day) if parent else None
    return [_area_line(area, above) for area in areas_of(above, day)]


@router.get(
    "/competence",
    response={200: CompetenceOut, 404: Refusal},
    summary="Cơ quan có thẩm quyền giải quyết một thủ tục tại một nơi trong ngày",
)
def competence(request: HttpRequest, procedure: str, area: str, on: date | None = None) -> dict[str, Any]:
    day = on or local_day(now())
    found = find_competent_agency(f"procedure:{procedure}", _area(area, day), day)
    if found is None:
        raise Refused(
            "competence-not-found",
            f"Chưa có dữ liệu về cơ quan giải quyết thủ tục {procedure} tại {area} ngày {day:%d/%m/%Y}.",
        )
    return {
        "procedure": procedure,
        "area": area,
        "on": day,
        "agency_code": found.agency_code,
        "agency_name": found.agency_name,
        "source": found.source,
        "document": found.document,
    }


def _area(code: str, on: date) -> Area:
    found = find_area(code, None, on)
    if found is None:
        raise Refused(
            "area-not-found", f"Ngày {on:%d/%m/%Y} không có đơn vị hành chính nào mang mã “{code}”."
        )
    return found


def _line(agency: Agency) -> dict[str, Any]:
    return {
        "code": agency.code,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": agency.kind,
        "level": agency.level,
        "held_from": agency.held.lower,
        "held_to": agency.held.upper,
    }


def _area_line(area: Area, parent: Area | None) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name,
        "level": AreaLevel(area.level),
        "parent": parent.code if parent else None,
        "in_force_from": area.in_force.lower,
        "in_force_to": area.in_force.upper,
    }
