"""Activities with what was counted of them, and one activity."""

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
from motcua.plans.enums import ActivityKind, ActivityMeasure, ActivityStatus, Channel
from motcua.plans.files.long_tables import LongTable
from motcua.plans.models import Activity, ActivityCount
from motcua.plans.policy import activity_not_found, may_enter, may_keep
from motcua.plans.queries.activities import (
    PAGE,
    WantedActivities,
    activities_visible_to,
    activities_wanted,
    body_of,
    find_activity,
    page_of_activities,
    totals_in,
)
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address
from motcua.web.desk.plans.shown import reach
from motcua.web.desk.spreadsheets import long_xlsx
from motcua.web.desk.yearly.asking import (
    after_day,
    agency_asked,
    choice_asked,
    words_asked,
    year_asked,
    year_period,
    years_around,
)
from motcua.web.served_files import serve


@desk_view(Capability.READ_PLANS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, agency, year = request.desk, agency_asked(request), year_asked(request)
    found = _wanted(request)
    rows = page_of_activities(found, after=after_day(request))
    shown = rows[:PAGE]
    narrowed = bool(set(request.GET) - {"sau"} and any(request.GET.values()))
    context = {
        "rows": [(row, counts_of(row)) for row in shown],
        "number": found.count() if narrowed else None,
        "totals": _totals(request) if agency and year else [],
        "agency": agency,
        "text": words_asked(request),
        "year": str(year or ""),
        "years": years_around(desk.today),
        "kind": request.GET.get("loai", ""),
        "kinds": ActivityKind.choices(),
        "status": request.GET.get("tinh-trang", ""),
        "statuses": ActivityStatus.choices(),
        "channel": request.GET.get("kenh", ""),
        "channels": Channel.choices(),
        "measure": choice_asked(request, "dem", ActivityMeasure),
        "without_measure": address(request, dem=None),
        "narrowed": narrowed,
        "keeps": desk.can(Capability.KEEP_PLANS),
        "query": request.GET.urlencode(),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{shown[-1].planned_on}_{shown[-1].pk}")
        if len(rows) > PAGE
        else "",
    }
    return render(request, "desk/activities/list.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def workbook(request: DeskRequest) -> FileResponse:
    """The list as it is narrowed, whole; a second sheet has a row for each number counted."""
    found = _wanted(request)
    activities = LongTable(
        _("Hoạt động"),
        _("Truyền thông, tập huấn, hội thi, đối thoại"),
        (
            ("Hoạt động", 60),
            ("Loại", 24),
            ("Đơn vị", 44),
            ("Dự kiến", 14),
            ("Thực hiện", 14),
            ("Tình trạng", 18),
            ("Địa điểm, nơi đăng", 36),
            ("Liên kết", 40),
            ("Lý do không thực hiện", 36),
        ),
        _rows(found),
        _("hoạt động"),
    )
    counts = LongTable(
        _("Số liệu"),
        _("Số liệu của các hoạt động"),
        (
            ("Hoạt động", 60),
            ("Đơn vị", 44),
            ("Đếm gì", 30),
            ("Qua kênh", 30),
            ("Số lượng", 14),
            ("Đếm ngày", 14),
        ),
        _count_rows(found),
        _("số liệu"),
    )
    return long_xlsx([activities, counts], name=f"hoat-dong-{request.desk.today.isoformat()}")


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = activity_or_refuse(request, pk), request.desk
    status = ActivityStatus(row.status)
    enters = may_enter(desk.person, unit_id=row.agency_id, owner_id=row.agency_id, on=desk.today)
    keeps = may_keep(desk.person, agency_id=row.agency_id, on=desk.today)
    context = {
        "row": row,
        "status": status.label,
        "is_planned": status is ActivityStatus.PLANNED,
        "is_held": status is ActivityStatus.HELD,
        "is_cancelled": status is ActivityStatus.CANCELLED,
        "enters": enters,
        "keeps": keeps,
        "counts": counts_of(row),
        "files": list(row.files.select_related("file", "by").order_by("at", "id")),
        "history": read_history(entries_about("activity", str(pk))),
    }
    return render(request, "desk/activities/page.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def file(request: DeskRequest, pk: UUID, file_pk: UUID) -> FileResponse:
    row = activity_or_refuse(request, pk).files.select_related("file").filter(pk=file_pk).first()
    if row is None:
        raise Refused("file-not-found", _("Tệp này không còn ở hoạt động."))
    return serve(row.file, inline="xem" in request.GET)


def activity_or_refuse(request: DeskRequest, pk: UUID) -> Activity:
    """The activity, when the person may see it.

    :raises Refused: "activity-not-found".
    """
    row = find_activity(pk, request.desk.person, request.desk.today, reach=reach(request))
    if row is None:
        raise activity_not_found()
    return row


def counts_of(row: Activity) -> list[ActivityCount]:
    """What was counted of the activity, in the order of the vocabularies."""
    measures, channels = list(ActivityMeasure), list(Channel)
    return sorted(
        row.counts.all(),
        key=lambda one: (
            measures.index(ActivityMeasure(one.measure)),
            channels.index(Channel(one.channel)),
        ),
    )


def _wanted(request: DeskRequest) -> QuerySet[Activity]:
    desk, agency, year = request.desk, agency_asked(request), year_asked(request)
    wanted = WantedActivities(
        text=words_asked(request),
        kind=choice_asked(request, "loai", ActivityKind),
        status=choice_asked(request, "tinh-trang", ActivityStatus),
        measure=choice_asked(request, "dem", ActivityMeasure),
        channel=choice_asked(request, "kenh", Channel),
        agency_ids=body_of(agency.pk, desk.today) if agency else None,
        period=year_period(year) if year else None,
    )
    return activities_wanted(activities_visible_to(desk.person, desk.today, reach=reach(request)), wanted)


def _totals(request: DeskRequest) -> list[dict[str, Any]]:
    """The figures of the agency's year, each opening to the activities that it came from."""
    agency, year = agency_asked(request), year_asked(request)
    assert agency is not None
    assert year is not None
    return [
        {
            "total": one,
            "href": address(
                request,
                loai=one.kind.value,
                dem=one.measure.value,
                kenh=one.channel.value,
                **{"tinh-trang": ActivityStatus.HELD.value},
            ),
        }
        for one in totals_in(body_of(agency.pk, request.desk.today), year_period(year))
    ]


def _rows(found: QuerySet[Activity]) -> Iterator[list[Any]]:
    for row in found.select_related("agency").order_by("planned_on", "id").iterator(500):
        yield [
            row.title,
            row.get_kind_display(),
            row.agency.name,
            row.planned_on,
            row.held_on,
            row.get_status_display(),
            row.place,
            row.link,
            row.cancelled_for,
        ]


def _count_rows(found: QuerySet[Activity]) -> Iterator[list[Any]]:
    counts = ActivityCount.objects.filter(activity__in=found.order_by().values("pk"))
    rows = counts.select_related("activity__agency").order_by("activity__planned_on", "activity", "id")
    for one in rows.iterator(500):
        yield [
            one.activity.title,
            one.activity.agency.name,
            one.get_measure_display(),
            one.get_channel_display(),
            one.value,
            one.counted_on,
        ]
