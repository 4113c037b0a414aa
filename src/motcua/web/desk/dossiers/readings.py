"""Who has looked at personal data: of one dossier, and of all dossiers that a head or inspector answers for."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.dossiers.models import Reading
from motcua.dossiers.queries.readings import page_of_readings, posts_of, readings_of, readings_visible_to
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.dossiers.inbox import READERS
from motcua.web.desk.dossiers.page import get_dossier
from motcua.web.desk.paging import PAGE, address, after_moment


@desk_view(Capability.READ_JOURNAL)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    return _listed(request, readings_visible_to(request.desk.person, request.desk.today), code="")


@desk_view(*READERS)
@require_GET
def of_one(request: DeskRequest, code: str) -> HttpResponse:
    dossier = get_dossier(request.desk, code)
    return _listed(request, readings_of(dossier), code=dossier.code)


def _listed(request: DeskRequest, readings: QuerySet[Reading], *, code: str) -> HttpResponse:
    after = after_moment(request)
    found = page_of_readings(readings, after=after, size=PAGE)
    rows, more = found[:PAGE], len(found) > PAGE
    posts = posts_of({row.person for row in rows}, request.desk.today)
    last = rows[-1] if more else None
    context = {
        "code": code,
        "readings": [(row, posts.get(row.person_id, "")) for row in rows],
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=f"{last.at.isoformat()}_{last.pk}") if last else "",
    }
    return render(request, "desk/dossiers/readings.html", context)
