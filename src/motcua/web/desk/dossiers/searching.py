"""Finding a dossier at the desk: by anything written on it, or by holding its code before a scanner."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from motcua.dossiers.queries.searching import page_of_matching
from motcua.dossiers.queries.visible import find_scanned, reach_of
from motcua.dossiers.rules.searching import words_of
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.dossiers.inbox import READERS
from motcua.web.desk.dossiers.narrowing import NarrowForm, narrowing_of
from motcua.web.desk.dossiers.rows import rows_of
from motcua.web.desk.paging import PAGE, address


@desk_view(*READERS)
@require_GET
def find(request: DeskRequest) -> HttpResponseBase:
    desk = request.desk
    text = request.GET.get("q", "").strip()[:200]
    after = _after(request)
    reach = reach_of(desk.person, desk.today)
    if after is None and (exact := find_scanned(text, reach=reach)):
        return redirect("desk:dossiers:page", code=exact)
    narrowing = narrowing_of(request.GET)
    found = page_of_matching(text, reach=reach, narrowing=narrowing, after=after, size=PAGE)
    rows, more = found[:PAGE], len(found) > PAGE
    return _shown(
        request,
        {
            "text": text,
            "asked": bool(words_of(text)),
            "rows": rows_of(rows, at=desk.at),
            "form": NarrowForm(request.GET, {}),
            "is_narrowed": not narrowing.is_wide,
            "all_href": "?" + urlencode({"q": text}),
            "first_href": address(request) if after else "",
            "next_href": address(request, sau=str(rows[-1].id)) if more else "",
        },
    )


def _shown(request: DeskRequest, context: dict[str, object]) -> HttpResponse:
    return render(request, "desk/dossiers/find.html", context)


def _after(request: DeskRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("sau", ""))
    except ValueError:
        return None
