"""Initiatives of all calls, and one initiative."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.plans.enums import InitiativeStatus, RecognitionLevel
from motcua.plans.files.long_tables import LongTable
from motcua.plans.models import Initiative
from motcua.plans.policy import may_enter
from motcua.plans.queries.councils import barred_from, is_over, points_given, tallies_of
from motcua.plans.queries.initiatives import (
    PAGE,
    calls_visible_to,
    calls_wanted,
    initiatives_visible_to,
    initiatives_wanted,
    numbers_of_calls,
    page_of_initiatives,
)
from motcua.plans.rules.initiatives import criteria_from
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.initiatives.shown import Seat, initiative_or_refuse, seat_at
from motcua.web.desk.paging import address, after_moment
from motcua.web.desk.plans.shown import reach
from motcua.web.desk.spreadsheets import long_xlsx
from motcua.web.desk.yearly.asking import agency_asked, choice_asked, words_asked, year_asked, years_around
from motcua.web.served_files import serve


@desk_view(Capability.READ_PLANS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, known, agency = request.desk, reach(request), agency_asked(request)
    found = _wanted(request)
    rows = page_of_initiatives(found, after=after_moment(request))
    shown = rows[:PAGE]
    narrowed = bool(set(request.GET) - {"sau"} and any(request.GET.values()))
    is_first = not (narrowed or request.GET.get("sau"))
    calls = calls_wanted(calls_visible_to(desk.person, desk.today, reach=known)) if is_first else []
    numbers = numbers_of_calls([call.pk for call in calls])
    reads = set(known.reads)
    context = {
        "rows": shown,
        "calls": [(call, *(numbers[call.pk] if call.agency_id in reads else (None, None))) for call in calls],
        "number": found.count() if narrowed else None,
        "agency": agency,
        "text": words_asked(request),
        "year": str(year_asked(request) or ""),
        "years": years_around(desk.today),
        "status": request.GET.get("tinh-trang", ""),
        "statuses": InitiativeStatus.choices(),
        "level": request.GET.get("cap", ""),
        "levels": RecognitionLevel.choices(),
        "only_reform": request.GET.get("cai-cach") == "1",
        "narrowed": narrowed,
        "keeps": desk.can(Capability.KEEP_PLANS),
        "query": request.GET.urlencode(),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{shown[-1].registered_at.isoformat()}_{shown[-1].pk}")
        if len(rows) > PAGE
        else "",
    }
    return render(request, "desk/initiatives/list.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def workbook(request: DeskRequest) -> FileResponse:
    """The list as it is narrowed, whole."""
    table = LongTable(
        _("Sáng kiến"),
        _("Danh sách sáng kiến"),
        (
            ("Sáng kiến", 60),
            ("Tác giả", 36),
            ("Đơn vị", 44),
            ("Lĩnh vực", 28),
            ("Về cải cách hành chính", 14),
            ("Năm", 8),
            ("Tình trạng", 22),
            ("Cấp công nhận", 20),
            ("Số quyết định", 20),
            ("Ngày quyết định", 14),
            ("Khen thưởng", 30),
            ("Tiền thưởng (đồng)", 16),
        ),
        _rows(_wanted(request)),
        _("sáng kiến"),
    )
    return long_xlsx([table], name=f"sang-kien-{request.desk.today.isoformat()}")


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = initiative_or_refuse(request, pk), request.desk
    seat = seat_at(request, row.call)
    context = {
        "row": row,
        "call": row.call,
        "status": InitiativeStatus(row.status).label,
        "seat": seat,
        "history": read_history(entries_about("initiative", str(pk))),
        **_doing(request, row),
        **(_scores(request, row, seat) if seat.sees_all else {"scores": [], "mean": None}),
        "mine": may_enter(desk.person, unit_id=row.unit_id, owner_id=row.call.agency_id, on=desk.today),
    }
    return render(request, "desk/initiatives/page.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def file(request: DeskRequest, pk: UUID) -> FileResponse:
    row = initiative_or_refuse(request, pk)
    if row.file is None:
        raise Refused("file-not-found", _("Sáng kiến này chưa kèm tệp nào."))
    return serve(row.file, inline="xem" in request.GET)


def _wanted(request: DeskRequest) -> QuerySet[Initiative]:
    desk, agency = request.desk, agency_asked(request)
    return initiatives_wanted(
        initiatives_visible_to(desk.person, desk.today, reach=reach(request)),
        text=words_asked(request),
        status=choice_asked(request, "tinh-trang", InitiativeStatus),
        level=choice_asked(request, "cap", RecognitionLevel),
        only_reform=request.GET.get("cai-cach") == "1",
        year=year_asked(request),
        agency_id=agency.pk if agency else None,
        without_withdrawn=request.GET.get("tru-rut") == "1",
    )


def _rows(found: QuerySet[Initiative]) -> Iterator[list[Any]]:
    for row in (
        found.select_related("unit", "call").order_by("call__year", "registered_at", "id").iterator(500)
    ):
        yield [
            row.title,
            row.authors,
            row.unit.name,
            row.field,
            _("có") if row.is_about_reform else "",
            row.call.year,
            row.get_status_display(),
            row.get_level_display() if row.level else "",
            row.decision_number,
            row.decided_on,
            row.reward,
            row.reward_vnd,
        ]


def _doing(request: DeskRequest, row: Initiative) -> dict[str, Any]:
    status, is_open = InitiativeStatus(row.status), row.call.closed_at is None
    return {
        "is_registered": status is InitiativeStatus.REGISTERED and is_open,
        "is_scoring": status is InitiativeStatus.SCORING,
        "may_score": status is InitiativeStatus.SCORING and is_open,
        "may_withdraw": status in (InitiativeStatus.REGISTERED, InitiativeStatus.SCORING),
        "is_recognised": status is InitiativeStatus.RECOGNISED,
        "barred": barred_from([row], request.desk.person, request.desk.today).get(row.pk, ""),
    }


def _scores(request: DeskRequest, row: Initiative, seat: Seat) -> dict[str, Any]:
    """Each member with what they gave; only their own while others still score."""
    standing = tallies_of(row.call, [row], request.desk.today)[row.pk]
    over, given = is_over(row.call, row, standing), points_given([row])[row.pk]
    criteria = criteria_from(row.call.criteria)
    scores = []
    for member in seat.members:
        points = given.get(member.pk, {})
        shown = over or member.person_id == request.desk.person.pk
        scores.append(
            {
                "member": member,
                "has_scored": bool(points),
                "must": member.pk in standing.missing or bool(points),
                "points": [(one.name, points.get(place)) for place, one in enumerate(criteria)]
                if shown
                else [],
                "total": standing.totals.get(member.pk) if shown else None,
            }
        )
    return {
        "scores": scores,
        "criteria": criteria,
        "over": over,
        "mean": standing.mean if over else None,
        "missing": len(standing.missing),
        "has_scored": any(
            member.person_id == request.desk.person.pk and member.pk in standing.totals
            for member in seat.members
        ),
        "may_decide": seat.decides and row.status == InitiativeStatus.SCORING and over,
    }
