"""The catalogue as the public is shown it: lists, one procedure on a day, search."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from motcua.catalogue.enums import ApplicantType, LifeEvent, ProcedureLevel
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries.contents import content_of
from motcua.catalogue.queries.published import (
    find_published,
    old_codes_of,
    procedures_with_old_code,
    promulgated_versions,
)
from motcua.catalogue.queries.published_lists import Facet, Filters, page_of_published
from motcua.catalogue.queries.search import search_procedures
from motcua.catalogue.rules.content import as_dict
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.organisations.queries.home import home_jurisdiction
from motcua.web.api.schemas import Page, PageSize, ProcedureLine, ProcedureOut, Refusal, SearchOut

router = Router(tags=["procedures"])


@router.get("/procedures", response=Page[ProcedureLine], summary="Các thủ tục đang áp dụng trong ngày")
def procedures(
    request: HttpRequest,
    level: ProcedureLevel | None = None,
    applicant: ApplicantType | None = None,
    life_event: LifeEvent | None = None,
    field: int | None = None,
    on: date | None = None,
    after: str = "",
    limit: PageSize = 50,
) -> dict[str, Any]:
    asked = {
        Facet.LEVEL: level,
        Facet.APPLICANT: applicant,
        Facet.LIFE_EVENT: life_event,
        Facet.FIELD: None if field is None else str(field),
    }
    chosen = {facet: str(value) for facet, value in asked.items() if value is not None}
    filters = Filters(jurisdiction=home_jurisdiction(), on=on or local_day(now()), chosen=chosen)
    rows = page_of_published(filters, after=after.replace("\0", ""), size=limit)
    more = len(rows) > limit
    rows = rows[:limit]
    return {
        "items": [_line(version) for version in rows],
        "next": rows[-1].procedure.code if more else None,
    }


@router.get(
    "/procedures/{code}", response={200: ProcedureOut, 404: Refusal}, summary="Một thủ tục trong ngày"
)
def procedure(request: HttpRequest, code: str, on: date | None = None) -> dict[str, Any]:
    jurisdiction = home_jurisdiction()
    found = find_published(code=code, jurisdiction=jurisdiction)
    if found is None:
        raise _unknown(code, jurisdiction)
    day = on or local_day(now())
    versions = list(promulgated_versions(found))
    version = next((one for one in versions if day in one.in_force), None)
    if version is None:
        raise Refused("version-not-found", f"Ngày {day:%d/%m/%Y} thủ tục {code} không có hiệu lực.")
    return _whole(found, version, versions)


@router.get("/search", response=SearchOut, summary="Tìm thủ tục bằng lời thường, có dấu hoặc không dấu")
def search(request: HttpRequest, q: str, limit: PageSize = 10) -> dict[str, Any]:
    found = search_procedures(q, on=local_day(now()), jurisdiction=home_jurisdiction(), limit=limit)
    return {
        "query": q,
        "understood": found.understood,
        "results": [
            {"rank": hit.rank, "code": hit.code, "name": hit.name, "why": hit.why, "score": hit.score}
            for hit in found.hits
        ],
    }


def _unknown(code: str, jurisdiction: str) -> Refused:
    now_called = [new.code for new in procedures_with_old_code(code=code, jurisdiction=jurisdiction)]
    if now_called:
        return Refused(
            "procedure-not-found",
            f"Mã {code} là mã cũ. Mã hiện nay: {', '.join(now_called)}.",
            current_codes=now_called,
        )
    return Refused("procedure-not-found", f"Danh mục không có thủ tục nào mang mã “{code}”.")


def _line(version: ProcedureVersion) -> dict[str, Any]:
    return {
        "code": version.procedure.code,
        "name": version.name,
        "field": version.field.name if version.field else None,
        "levels": version.levels,
        "kind": version.procedure.kind,
        "in_force_from": version.in_force.lower,
    }


def _whole(found: Procedure, version: ProcedureVersion, versions: list[ProcedureVersion]) -> dict[str, Any]:
    return {
        "code": found.code,
        "kind": found.kind,
        "old_codes": old_codes_of(found),
        "in_force_from": version.in_force.lower,
        "in_force_to": version.in_force.upper,
        "content": as_dict(content_of(version)),
        "versions": [
            {
                "number": one.number,
                "name": one.name,
                "decision_number": one.decision_number,
                "in_force_from": one.in_force.lower,
                "in_force_to": one.in_force.upper,
            }
            for one in versions
        ],
    }
