"""Procedures new, amended, replaced, repealed in a month and since January; each number opens to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.catalogue.enums import ChangeKind
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.files.long_tables import LongTable
from motcua.reviews.enums import MonthlyCut, MonthlySpan
from motcua.reviews.queries.conditions.listing import agencies_reading
from motcua.reviews.queries.monthly import promulgated
from motcua.reviews.rules.monthly import MonthlyRow, Promulgated, behind, month_of, parts_of, table
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.conditions.asking import agency_asked
from motcua.web.desk.paging import address
from motcua.web.desk.spreadsheets import long_xlsx
from motcua.web.desk.yearly.asking import choice_asked

_MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks: which month, as of when, of which agency, parted by what."""

    month: date
    at: datetime
    as_of: date | None
    agency: Agency
    by: MonthlyCut
    found: Sequence[Promulgated]


@desk_view(Capability.READ_REVIEWS, Capability.KEEP_REVIEWS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    asked = _asked(request)
    opened = _opened(request, asked)
    context = {
        "month": f"{asked.month:%m/%Y}",
        "month_value": f"{asked.month:%Y-%m}",
        "agency": asked.agency,
        "as_of": asked.as_of.isoformat() if asked.as_of else "",
        "at": asked.at,
        "by": asked.by,
        "changes": [change.label for change in ChangeKind],
        "rows": [_shown(request, row) for row in table(asked.found, month=asked.month, by=asked.by)],
        "tabs": [
            {
                "label": cut.label,
                "href": address(request, theo=cut.value, phan=None, ky=None, loai=None),
                "count": 0,
                "is_current": cut is asked.by,
            }
            for cut in MonthlyCut
        ],
        "before_href": address(request, thang=_beside(asked.month, -1)),
        "after_href": address(request, thang=_beside(asked.month, 1)),
        "opened": opened,
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/monthly/page.html", context)


@desk_view(Capability.READ_REVIEWS, Capability.KEEP_REVIEWS)
@require_GET
def workbook(request: DeskRequest) -> FileResponse:
    """The table, and on a second sheet every procedure since January."""
    asked = _asked(request)
    title = _("Thủ tục được công bố tháng %s") % f"{asked.month:%m/%Y}"
    columns = [(asked.by.label, 50)]
    columns += [
        (f"{change.label}, {span.label.lower()}", 16) for span in MonthlySpan for change in ChangeKind
    ]
    counts = LongTable(
        _("Thống kê"),
        title,
        columns,
        _count_cells(table(asked.found, month=asked.month, by=asked.by)),
        _("dòng"),
    )
    listed = LongTable(
        _("Thủ tục"),
        _("Thủ tục được công bố từ đầu năm đến hết tháng %s") % f"{asked.month:%m/%Y}",
        (
            (_("Mã"), 14),
            (_("Tên thủ tục"), 60),
            (_("Thay đổi"), 18),
            (_("Quyết định"), 22),
            (_("Ngày ký"), 14),
            (_("Người ban hành"), 36),
            (_("Lĩnh vực"), 36),
            (_("Cấp thực hiện"), 24),
            (_("Cơ quan quyết định"), 40),
        ),
        _procedure_cells(behind(asked.found, month=asked.month, span=MonthlySpan.YEAR)),
        _("thủ tục"),
    )
    return long_xlsx([counts, listed], name=f"cong-bo-{asked.month:%Y-%m}")


def _asked(request: DeskRequest) -> _Asked:
    desk = request.desk
    agency = agency_asked(request, list(agencies_reading(desk.person, desk.today)))
    month = month_of(request.GET.get("thang") or f"{desk.today:%Y-%m}")
    as_of = _day(request.GET.get("den-ngay", ""))
    at = desk.at if as_of is None else min(desk.at, _end_of(as_of))
    by = choice_asked(request, "theo", MonthlyCut) or MonthlyCut.FIELD
    return _Asked(month, at, as_of, agency, by, promulgated(month=month, at=at, agency_id=agency.pk))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("day-unreadable", _("Ngày chốt số liệu không đọc được. Ghi lại ngày.")) from None


def _end_of(day: date) -> datetime:
    """The last instant of the day in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + timedelta(days=1) - timedelta.resolution


def _beside(month: date, step: int) -> str:
    year, place = divmod(month.year * 12 + month.month - 1 + step, 12)
    return f"{year:04}-{place + 1:02}"


def _shown(request: DeskRequest, row: MonthlyRow) -> dict[str, Any]:
    def cell(change: ChangeKind | None) -> dict[str, Any]:
        return {
            "label": change.label if change else _("Cộng"),
            "numbers": [
                (
                    row.count(span, change),
                    address(
                        request,
                        phan=row.part or None,
                        ky=span.value,
                        loai=change.value if change else "tat-ca",
                    )
                    + "#thu-tuc",
                    span.label,
                )
                for span in MonthlySpan
            ],
        }

    return {
        "label": row.label,
        "is_whole": not row.part,
        "cells": [cell(each) for each in (*ChangeKind, None)],
    }


def _opened(request: DeskRequest, asked: _Asked) -> dict[str, Any] | None:
    """The procedures behind the number that was opened."""
    span = choice_asked(request, "ky", MonthlySpan)
    if span is None:
        return None
    change, part = choice_asked(request, "loai", ChangeKind), request.GET.get("phan", "")
    rows = behind(asked.found, month=asked.month, span=span, change=change, by=asked.by, part=part)
    labels = {known: label for row in rows for known, label in parts_of(row, asked.by)}
    said = [span.label, change.label if change else "", labels.get(part, part)]
    return {
        "title": " · ".join(filter(None, said)),
        "rows": rows[:_MOST_SHOWN],
        "number": len(rows),
        "more": len(rows) - _MOST_SHOWN,
        "close_href": address(request, phan=None, ky=None, loai=None),
    }


def _count_cells(rows: Sequence[MonthlyRow]) -> Iterator[list[Any]]:
    for row in rows:
        yield [row.label, *(row.count(span, change) for span in MonthlySpan for change in ChangeKind)]


def _procedure_cells(rows: Sequence[Promulgated]) -> Iterator[list[Any]]:
    for one in rows:
        levels = ", ".join(label for _part, label in parts_of(one, MonthlyCut.LEVEL))
        yield [
            one.code,
            one.name,
            one.change.label,
            one.number,
            one.signed_on,
            one.issuer,
            one.field,
            levels,
            one.authority,
        ]
