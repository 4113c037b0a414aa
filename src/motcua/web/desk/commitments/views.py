"""The signings of the years, one signing with its figures and units, everybody who signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.kernel.text import fold
from motcua.plans.enums import CommitmentUnitKind
from motcua.plans.files.long_tables import LongTable
from motcua.plans.models import CommitmentDrive
from motcua.plans.queries.commitments import (
    PAGE,
    drives_visible_to,
    drives_wanted,
    figures_of,
    page_of_papers,
    page_of_units,
    papers_wanted,
    units_of_drive,
)
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.commitments.shown import Seat, drive_or_refuse, seat_at
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address, after_name
from motcua.web.desk.plans.shown import reach
from motcua.web.desk.spreadsheets import long_xlsx
from motcua.web.desk.yearly.asking import (
    after_id,
    agency_asked,
    choice_asked,
    words_asked,
    year_asked,
    years_around,
)

_MISSING = {"chua": True, "da": False}


@desk_view(Capability.READ_PLANS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, year, agency = request.desk, year_asked(request), agency_asked(request)
    found = drives_visible_to(desk.person, desk.today, reach=reach(request))
    if agency is not None:
        found = found.filter(agency=agency)
    drives = drives_wanted(found, text=words_asked(request), year=year)
    reads = set(reach(request).reads)
    figures = figures_of([drive.pk for drive in drives])
    context = {
        # Who only signs sees that there is a signing, not how all the others stand.
        "rows": [
            (drive, figures[drive.pk] if drive.agency_id in reads else None, drive.closed_at is None)
            for drive in drives
        ],
        "text": words_asked(request),
        "year": str(year or ""),
        "years": years_around(desk.today),
        "narrowed": bool(words_asked(request) or year or agency),
        "keeps": desk.can(Capability.KEEP_PLANS),
    }
    return render(request, "desk/commitments/list.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    drive = drive_or_refuse(request, pk)
    seat = seat_at(request, drive)
    kind = choice_asked(request, "loai", CommitmentUnitKind)
    standing = request.GET.get("tinh-trang", "")
    rows = units_of_drive(
        drive,
        kind=kind,
        missing=_MISSING.get(standing),
        with_head=True if standing == "co-ban-thu-truong" else None,
        among=seat.sees,
    )
    found = page_of_units(rows, after=after_name(request))
    shown = found[:PAGE]
    sees_all = seat.sees is None
    figures = figures_of([pk])[pk] if sees_all else None
    context = {
        "drive": drive,
        "seat": seat,
        "is_open": drive.closed_at is None,
        "rows": [(row, seat.may_write(row.unit_id)) for row in shown],
        "figures": figures,
        "kinds": _kinds(request, figures) if figures else [],
        "tabs": _tabs(request, standing),
        "kind": kind.label if kind else "",
        "all_href": address(request, loai=None),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{shown[-1].unit.sort_key}_{shown[-1].unit_id}")
        if len(found) > PAGE
        else "",
        "history": read_history(_of_the_whole(pk)) if sees_all else [],
    }
    return render(request, "desk/commitments/page.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def signers(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Everybody who signed, whom the person may see."""
    drive = drive_or_refuse(request, pk)
    kind = choice_asked(request, "loai", CommitmentUnitKind)
    rows = papers_wanted(
        drive,
        text=words_asked(request),
        kind=kind,
        heads_only=request.GET.get("thu-truong") == "1",
        among=seat_at(request, drive).sees,
    )
    found = page_of_papers(rows, after=after_id(request))
    shown = found[:PAGE]
    context = {
        "drive": drive,
        "rows": shown,
        "number": rows.count(),
        "text": words_asked(request),
        "kind": kind or "",
        "kinds": CommitmentUnitKind.choices(),
        "heads_only": request.GET.get("thu-truong") == "1",
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=str(shown[-1].pk)) if len(found) > PAGE else "",
    }
    return render(request, "desk/commitments/signers.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def workbook(request: DeskRequest, pk: UUID) -> FileResponse:
    """The units with where each stands, and everybody who signed, as far as the person may see them."""
    drive = drive_or_refuse(request, pk)
    seat = seat_at(request, drive)
    units = LongTable(
        _("Đơn vị"),
        drive.title,
        (
            ("Đơn vị", 60),
            ("Loại", 24),
            ("Số bản đã ký", 14),
            ("Bản của thủ trưởng", 14),
            ("Đã báo kết quả", 20),
            ("Người báo", 28),
            ("Ghi chú", 50),
        ),
        _unit_rows(drive, seat),
        _("đơn vị"),
    )
    papers = LongTable(
        _("Người ký"),
        drive.title,
        (
            ("Họ và tên", 32),
            ("Chức vụ", 36),
            ("Đơn vị", 60),
            ("Thủ trưởng", 14),
            ("Ngày ký", 14),
            ("Có bản quét", 14),
        ),
        _paper_rows(drive, seat),
        _("bản cam kết"),
    )
    name = "-".join(fold(f"cam ket {drive.year} {drive.title}").split())[:80].strip("-")
    return long_xlsx([units, papers], name=name)


def _of_the_whole(pk: UUID) -> Any:
    """What was done with the signing itself; what units did stands on their pages."""
    return entries_about("commitment_drive", str(pk)).filter(payload__unit__isnull=True)


def _unit_rows(drive: CommitmentDrive, seat: Seat) -> Iterator[list[Any]]:
    for row in units_of_drive(drive, among=seat.sees).iterator(500):
        yield [
            row.unit.name,
            row.get_kind_display(),
            row.papers,  # type: ignore[attr-defined]  # the query counts them
            _("có") if row.has_head else _("chưa có"),  # type: ignore[attr-defined]  # as above
            row.reported_at,
            row.reported_by.full_name if row.reported_by else "",
            row.note,
        ]


def _paper_rows(drive: CommitmentDrive, seat: Seat) -> Iterator[list[Any]]:
    rows = papers_wanted(drive, among=seat.sees).select_related("drive_unit__unit")
    for row in rows.order_by("drive_unit__unit__sort_key", "drive_unit", "-is_head", "id").iterator(500):
        yield [
            row.name,
            row.post,
            row.drive_unit.unit.name,
            _("thủ trưởng") if row.is_head else "",
            row.signed_on,
            _("có") if row.file_id else "",
        ]


def _kinds(request: DeskRequest, figures: Any) -> list[dict[str, Any]]:
    """Each kind of units with the figure that reports take, opening to the rows behind it."""
    found = []
    for one in figures.kinds:
        attached = one.kind is CommitmentUnitKind.ATTACHED
        found.append(
            {
                "label": one.kind.label,
                "value": f"{one.with_head if attached else one.reported:02d}/{one.units:02d}",
                "words": _("đơn vị nộp bản của thủ trưởng") if attached else _("đã báo kết quả ký"),
                "href": address(
                    request,
                    loai=one.kind.value,
                    **{"tinh-trang": "co-ban-thu-truong" if attached else "da"},
                ),
                "papers": one.papers,
                "papers_href": f"{reverse('desk:commitments:signers', args=[request.resolver_match.kwargs['pk']])}"  # type: ignore[union-attr]  # a request that was routed
                f"?loai={one.kind.value}",
            }
        )
    return found


def _tabs(request: DeskRequest, standing: str) -> list[dict[str, Any]]:
    labels = (
        ("", _("Tất cả")),
        ("chua", _("Chưa báo")),
        ("da", _("Đã báo")),
        ("co-ban-thu-truong", _("Có bản của thủ trưởng")),
    )
    return [
        {
            "label": label,
            "href": address(request, **{"tinh-trang": value}),
            "is_current": standing == value,
            "count": None,
        }
        for value, label in labels
    ]
