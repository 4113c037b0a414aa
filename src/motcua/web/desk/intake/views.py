from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.enums import Capability
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.search import search_procedures
from motcua.dossiers.actions.intake import take_in
from motcua.dossiers.enums import Door, PartyRole
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.intake import common_procedures, counters_of, preview, same_matter_open
from motcua.dossiers.queries.offers import Offer, find_offer, get_offer
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Area
from motcua.organisations.queries.areas import areas_of
from motcua.organisations.queries.home import home_jurisdiction, home_province
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.intake.sheet import Sheet, blank_sheet, filled_in, intake_of, keep_files, posted_sheet
from motcua.web.middleware import status_of

_COUNTER = "intake-counter"


@desk_view(Capability.RECEIVE_DOSSIERS)
@require_safe
def choose(request: DeskRequest) -> HttpResponse:
    query, desk = request.GET.get("q", "")[:200].strip(), request.desk
    counters = list(counters_of(desk.person, desk.at))
    hits: Any = []
    if query:
        answer = search_procedures(
            query, on=desk.today, public_only=False, jurisdiction=home_jurisdiction(), limit=20
        )
        hits = answer.hits
    common = common_procedures([one.pk for one in counters], desk.at) if not query else []
    offers = [(find_offer(procedure.pk, desk.today), count) for procedure, count in common]
    context = {
        "query": query,
        "hits": hits,
        "common": [(offer, count) for offer, count in offers if offer],
        "counters": counters,
    }
    return render(request, "desk/intake/choose.html", context)


@desk_view(Capability.RECEIVE_DOSSIERS)
@require_http_methods(["GET", "POST"])
def take(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    if not Procedure.objects.filter(pk=pk).exists():
        raise Http404
    offer = get_offer(pk, desk.today)
    if request.method == "GET":
        sheet = blank_sheet(offer, by=desk.person, at=desk.at, reception=_last_counter(request))
        return _page(request, offer, sheet)
    if role := request.POST.get("look_up"):
        return _page(request, offer, filled_in(request, offer, PartyRole(role)))
    quiet = "preview" in request.POST
    sheet = posted_sheet(request, offer, quiet=quiet)
    keep_files(request, sheet)
    if quiet:
        return _page(request, offer, sheet)
    if not sheet.is_valid() or sheet.problems:
        return _page(request, offer, sheet, status=422)
    return _take_in(request, offer, sheet)


def _take_in(request: DeskRequest, offer: Offer, sheet: Sheet) -> HttpResponse:
    desk, main = request.desk, sheet.main
    try:
        dossier = take_in(
            intake=intake_of(sheet, offer),
            by=desk.person,
            at=desk.at,
            arrived_at=main.arrived_at(desk.at),
            limit=main.limit(),
            is_express="express" in request.POST,
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        sheet.problems += [one["message"] for one in refused.details.get("problems", [])] or [refused.message]
        return _page(request, offer, sheet, status=422)
    request.session[_COUNTER] = str(dossier.reception_id)
    messages.success(request, _("Đã tiếp nhận hồ sơ %s.") % dossier.code)
    return redirect("desk:dossiers:page", code=dossier.code)


def _page(request: DeskRequest, offer: Offer, sheet: Sheet, *, status: int = 200) -> HttpResponse:
    desk = request.desk
    counter = _chosen_counter(request, sheet)
    area = getattr(sheet.main, "cleaned_data", {}).get("area")
    context = {
        "offer": offer,
        "sheet": sheet,
        "counter": counter,
        "preview": preview(offer=offer, door=_door(request), reception=counter, area=area, at=desk.at)
        if counter
        else None,
        "same": _same(request, offer, sheet),
        "communes": areas_of(home_province(), desk.today) if home_province() else Area.objects.none(),
        "problems": sheet.problems,
        "wrong": [
            (field.label, error, field.id_for_label)
            for form in sheet.forms()
            if form.is_bound
            for field in form
            for error in field.errors
        ],
    }
    return render(request, "desk/intake/take.html", context, status=status)


def _door(request: DeskRequest) -> Door:
    try:
        return Door(request.POST.get("door", Door.DIRECT))
    except ValueError:
        return Door.DIRECT


def _same(request: DeskRequest, offer: Offer, sheet: Sheet) -> list[Dossier]:
    number = request.POST.get("applicant-identity_number", "")
    return same_matter_open(
        identity_number=number, procedure_id=offer.procedure_id, by=request.desk.person, at=request.desk.at
    )


def _chosen_counter(request: DeskRequest, sheet: Sheet) -> Any:
    counters = list(counters_of(request.desk.person, request.desk.at).select_related("area"))
    wanted = request.POST.get("reception") or request.session.get(_COUNTER, "")
    return next((one for one in counters if str(one.pk) == wanted), counters[0] if counters else None)


def _last_counter(request: DeskRequest) -> UUID | None:
    kept = request.session.get(_COUNTER)
    return UUID(kept) if kept else None
