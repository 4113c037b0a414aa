"""The same figures as open data: CSV and JSON, with the same numbers hidden, and what each column means."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.indicators.queries.published import PublicFigures, Published
from motcua.web.portal.figures.views import asked_quarter, figures_of, label_of

_HOUR = timedelta(hours=1)
COLUMNS = (
    ("quarter", gettext_lazy("Quý, ví dụ 2026-Q3")),
    ("from", gettext_lazy("Ngày đầu của quý")),
    ("to", gettext_lazy("Ngày cuối của quý")),
    ("agency_code", gettext_lazy("Mã cơ quan giải quyết; trống là mọi cơ quan")),
    ("agency", gettext_lazy("Tên cơ quan giải quyết")),
    ("procedure_code", gettext_lazy("Mã thủ tục; trống là mọi thủ tục")),
    ("procedure", gettext_lazy("Tên thủ tục")),
    ("is_hidden", gettext_lazy("true khi các số của dòng này không được nêu; các ô số khi đó trống")),
    ("received", gettext_lazy("Hồ sơ tiếp nhận, gồm cả hồ sơ quý trước chuyển sang")),
    ("resolved", gettext_lazy("Hồ sơ đã giải quyết trong quý")),
    ("in_time", gettext_lazy("Trong đó trước hạn và đúng hạn")),
    ("late", gettext_lazy("Trong đó quá hạn")),
    ("in_time_percent", gettext_lazy("Tỷ lệ phần trăm trước hạn và đúng hạn, hai chữ số thập phân")),
    ("half_within_hours", gettext_lazy("Một nửa số hồ sơ có kết quả xong trong bao nhiêu giờ làm việc")),
    (
        "nine_of_ten_within_hours",
        gettext_lazy("Chín phần mười số hồ sơ có kết quả xong trong bao nhiêu giờ làm việc"),
    ),
)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the columns mean, how the numbers are counted and hidden."""
    span, key = asked_quarter(request)
    context = {
        "columns": COLUMNS,
        "key": key,
        "quarter": label_of(key),
        "smallest": figures_of(span).smallest,
    }
    return render(request, "portal/figures/data.html", context)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """All lines as CSV, with a mark by which spreadsheets know that it is Unicode."""
    span, key = asked_quarter(request)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([name for name, _meaning in COLUMNS])
    for line in _lines(figures_of(span), key):
        writer.writerow([_in_csv(value) for value in line.values()])
    return _kept(
        request,
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        name=f"so-lieu-{key}.csv",
    )


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """All lines as JSON, with the meaning of the columns."""
    span, key = asked_quarter(request)
    found = figures_of(span)
    document = {
        "quarter": key,
        "from": span.period.start.isoformat(),
        "to": span.last.isoformat(),
        "hidden_below": found.smallest,
        "columns": [{"name": name, "meaning": str(meaning)} for name, meaning in COLUMNS],
        "rows": list(_lines(found, key)),
    }
    body = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return _kept(request, body, content_type="application/json; charset=utf-8", name=f"so-lieu-{key}.json")


def _lines(found: Published, key: str) -> Iterator[dict[str, Any]]:
    """Every line that there is: all together, each agency, each procedure, and where they meet."""
    last = found.window.end - timedelta(days=1) if found.window.end else found.window.start
    head = {"quarter": key, "from": found.window.start.isoformat(), "to": last.isoformat()}
    for agency in (None, *found.agencies):
        for procedure in (None, *found.procedures):
            if agency is None or procedure is None or (agency, procedure) in found.rows:
                row = found.at(agency, procedure)
                yield {**head, **_names(found, agency, procedure), **_numbers(row)}


def _in_csv(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _names(found: Published, agency: str | None, procedure: str | None) -> dict[str, str]:
    place = found.agencies[agency] if agency else None
    matter = found.procedures[procedure] if procedure else None
    return {
        "agency_code": place.code if place else "",
        "agency": place.name if place else "",
        "procedure_code": matter.code if matter else "",
        "procedure": matter.name if matter else "",
    }


def _numbers(row: PublicFigures) -> dict[str, Any]:
    if row.is_hidden:
        blank = dict.fromkeys([name for name, _meaning in COLUMNS[8:]])
        return {"is_hidden": True, **blank}
    rate, times = row.rate.value, row.times
    return {
        "is_hidden": False,
        "received": row.received,
        "resolved": row.resolved,
        "in_time": row.in_time,
        "late": row.late,
        "in_time_percent": None if rate is None else float(rate),
        "half_within_hours": round(times.half / _HOUR, 1) if times else None,
        "nine_of_ten_within_hours": round(times.nine_of_ten / _HOUR, 1) if times else None,
    }


def _kept(request: HttpRequest, body: bytes, *, content_type: str, name: str) -> HttpResponse:
    """A file that browsers and proxies may keep for an hour, and ask again whether it has changed."""
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
