"""How dossiers are resolved, for everybody: in time or not, how long it takes; pages and open data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.queries.published import find_published
from motcua.indicators.queries.published import PublicFigures, Published, published
from motcua.indicators.rules.spans import Span, quarter
from motcua.kernel.clock import local_day, now
from motcua.organisations.queries.agencies import find_agency
from motcua.organisations.queries.home import home_jurisdiction
from motcua.web.portal.figures.showing import Shown, shown

QUARTERS = 8
_KEPT_SECONDS = 3600
_QUARTER = re.compile(r"(20\d\d)-Q([1-4])")


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything together, by agency, and by procedure."""
    found, key = _asked(request)
    by_agency = [shown(named, found.at(agency, None)) for agency, named in found.agencies.items()]
    by_procedure = [shown(named, found.at(None, procedure)) for procedure, named in found.procedures.items()]
    context = {
        **_frame(request, found, key),
        "whole": shown(None, found.at(None, None)),
        "agencies": _busy(by_agency),
        "idle": [row for row in by_agency if row.is_nothing],
        "procedures": _busy(by_procedure),
    }
    return render(request, "portal/figures/overview.html", context)


@require_safe
def of_agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency, by procedure."""
    found, key = _asked(request)
    agency = found.find_agency(code)
    if agency is None:  # a body that decides nothing; its page leads here all the same
        known = find_agency(code, found.window.start)
        if known is None:
            raise Http404
        return _part(request, found, key, known.name, found.at("", ""), [], _("Thủ tục"))
    rows = [shown(named, found.at(agency, procedure)) for procedure, named in found.procedures.items()]
    return _part(request, found, key, found.agencies[agency].name, found.at(agency, None), rows, _("Thủ tục"))


@require_safe
def of_procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure, by agency."""
    found, key = _asked(request)
    procedure = found.find_procedure(code)
    rows = [shown(named, found.at(agency, procedure)) for agency, named in found.agencies.items()]
    if (
        procedure is None
    ):  # nobody asked for it in this quarter; the page of the procedure leads here all the same
        if find_published(code=code, jurisdiction=home_jurisdiction()) is None:
            raise Http404
        return _part(request, found, key, code, found.at("", ""), [], _("Nơi giải quyết"))
    name = f"{found.procedures[procedure].name} ({code})"
    return _part(request, found, key, name, found.at(None, procedure), rows, _("Nơi giải quyết"))


def asked_quarter(request: HttpRequest) -> tuple[Span, str]:
    """The quarter asked for, else the last that is over.

    :raises Http404: for one that is not over, or no quarter.
    """
    spans = dict(_quarters(local_day(now())))
    said = request.GET.get("ky", "") or next(iter(spans))
    found = _QUARTER.fullmatch(said)
    if found is None:
        raise Http404
    span = quarter(int(found[1]), int(found[2]))
    if span.last >= local_day(now()):
        raise Http404
    return span, said


def figures_of(span: Span) -> Published:
    """The figures of the quarter; counted at most once an hour."""
    key = f"public-figures-{span.period.start}"
    found: Published | None = cache.get(key)
    if found is None:
        found = published(span.period)
        cache.set(key, found, _KEPT_SECONDS)
    return found


def _asked(request: HttpRequest) -> tuple[Published, str]:
    span, key = asked_quarter(request)
    return figures_of(span), key


def _part(
    request: HttpRequest,
    found: Published,
    key: str,
    name: str,
    whole: PublicFigures,
    rows: Sequence[Shown],
    heading: str,
) -> HttpResponse:
    context = {
        **_frame(request, found, key),
        "name": name,
        "whole": shown(None, whole),
        "rows": _busy(rows),
        "heading": heading,
    }
    return render(request, "portal/figures/part.html", context)


def _frame(request: HttpRequest, found: Published, key: str) -> dict[str, Any]:
    quarters = [
        {"key": each, "label": label_of(each), "is_current": each == key}
        for each, _span in _quarters(local_day(now()))
    ]
    return {
        "quarters": quarters,
        "quarter": label_of(key),
        "key": key,
        "smallest": found.smallest,
        "data_href": f"{reverse('portal:figures_data')}?ky={key}",
        "csv_href": f"{reverse('portal:figures_csv')}?ky={key}",
        "json_href": f"{reverse('portal:figures_json')}?ky={key}",
    }


def label_of(key: str) -> str:
    """ "Quý III năm 2026" for "2026-Q3", in the language of the page."""
    year, number = key.split("-Q")
    return _("Quý %(number)s năm %(year)s") % {
        "number": ("I", "II", "III", "IV")[int(number) - 1],
        "year": year,
    }


def _busy(rows: Sequence[Shown]) -> list[Shown]:
    """Those with anything, hidden ones last, the larger first."""
    return sorted((row for row in rows if not row.is_nothing), key=lambda row: (row.is_hidden, -row.size))


def _quarters(today: date) -> list[tuple[str, Span]]:
    """The last quarters that are over, the latest first."""
    found, year, number = [], today.year, (today.month + 2) // 3
    for _turn in range(QUARTERS):
        number -= 1
        if number == 0:
            year, number = year - 1, 4
        found.append((f"{year}-Q{number}", quarter(year, number)))
    return found
