from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.enums import Capability
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.search import search_procedures
from motcua.dossiers.actions.express import Finish, finish_at_counter, may_finish_at_counter, take_in_express
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.actions.intake import take_in
from motcua.dossiers.enums import Door, PartyRole, Status, Verb
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.intake import (
    Preview,
    common_procedures,
    counters_of,
    preview,
    same_matter_open,
)
from motcua.dossiers.queries.offers import Offer, get_offer, offers_in_force
from motcua.dossiers.queries.results import suggested_symbol
from motcua.dossiers.rules.intake import Intake
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Area
from motcua.organisations.queries.areas import areas_of
from motcua.organisations.queries.home import home_jurisdiction, home_province
from motcua.organisations.queries.powers import find_competent_agency
from motcua.web.desk.access import DeskRequest, attempt, desk_view
from motcua.web.desk.dossier_acts.confirming import require_confirmed
from motcua.web.desk.dossier_acts.views import where_next
from motcua.web.desk.intake.forms import CounterResultForm
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
        if (exact := _named_exactly(query, hits)) is not None:
            return redirect("desk:intake:take", exact)
    common = common_procedures([one.pk for one in counters], desk.at) if not query else []
    counts = {procedure.pk: count for procedure, count in common}
    offers = offers_in_force(list(counts), desk.today)
    context = {
        "query": query,
        "hits": hits,
        "common": [(offer, counts[offer.procedure_id]) for offer in offers],
        "counters": counters,
    }
    return render(request, "desk/intake/choose.html", context)


def _named_exactly(query: str, hits: Any) -> UUID | None:
    """The procedure whose code was typed: nothing is left to choose."""
    return next((hit.procedure_id for hit in hits if hit.code == query), None)


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
    if quiet:
        return _page(request, offer, sheet)
    result = _result_form(request, offer, sheet)
    if not sheet.is_valid() or sheet.problems or not (result is None or result.is_valid()):
        return _page(request, offer, sheet, result=result, status=422)
    return _take_in(request, offer, sheet, result)


def _take_in(
    request: DeskRequest, offer: Offer, sheet: Sheet, result: CounterResultForm | None
) -> HttpResponse:
    try:
        dossier = _done(request, offer, sheet, result)
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        sheet.problems += [one["message"] for one in refused.details.get("problems", [])] or [refused.message]
        return _page(request, offer, sheet, result=result, status=422)
    except ValidationError as wrong:
        assert result is not None
        result.add_error("confirm", wrong)
        return _page(request, offer, sheet, result=result, status=422)
    request.session[_COUNTER] = str(dossier.reception_id)
    done = _("Đã tiếp nhận hồ sơ %s.")
    if result is not None:
        done = _("Đã giải quyết xong hồ sơ %s.") if result.may_finish else _("Đã nhận hồ sơ %s và trình ký.")
    messages.success(request, done % dossier.code)
    if "forward" in request.POST and _handed_on(request, dossier):
        return redirect(where_next(request, dossier.code, after=Verb.FORWARD))
    return redirect("desk:dossiers:page", code=dossier.code)


def _handed_on(request: DeskRequest, dossier: Dossier) -> bool:
    """Hand the dossier just taken in on to the next step; when that cannot be done it stays at the counter."""
    if dossier.status != Status.RECEIVED:
        return True  # sent again: it went on before
    return attempt(
        request,
        lambda: forward(dossier_id=dossier.pk, by=request.desk.person, at=request.desk.at),
        done=_("Đã chuyển xử lý."),
    )


def _done(request: DeskRequest, offer: Offer, sheet: Sheet, result: CounterResultForm | None) -> Dossier:
    """Take the dossier in; on the short way write its result too, and finish everything where the person may."""
    if result is not None and result.may_finish:
        require_confirmed(request.desk.person, result.cleaned_data["confirm"], at=request.desk.at)
    with transaction.atomic():
        keep_files(request, sheet)
        return _taken(request, sheet, intake_of(sheet, offer), result)


def _taken(request: DeskRequest, sheet: Sheet, intake: Intake, result: CounterResultForm | None) -> Dossier:
    desk, main = request.desk, sheet.main
    common: dict[str, Any] = {"intake": intake, "by": desk.person, "at": desk.at, "limit": main.limit()}
    if result is None:
        asks_fees = main.cleaned_data["asks_fees"]
        return take_in(**common, arrived_at=main.arrived_at(desk.at), asks_fees=asks_fees)
    if not result.may_finish:
        return take_in_express(**common, proposal=result.proposal())
    said = result.cleaned_data
    applicant = intake.party(PartyRole.APPLICANT)
    finish = Finish(symbol=said["symbol"], taken_by=applicant.name if applicant else "", proof=said["proof"])
    return finish_at_counter(**common, proposal=result.proposal(), finish=finish)


def _result_form(request: DeskRequest, offer: Offer, sheet: Sheet) -> CounterResultForm | None:
    """The result's form when it was asked to finish here and now."""
    if "express" not in request.POST:
        return None
    return CounterResultForm(request.POST, may_finish=_may_finish(request, offer, sheet))


def _competent_id(request: DeskRequest, offer: Offer, sheet: Sheet) -> UUID | None:
    counter = _chosen_counter(request, sheet)
    found = find_competent_agency(offer.matter, counter.area, request.desk.today) if counter else None
    return found.agency_id if found else None


def _may_finish(request: DeskRequest, offer: Offer, sheet: Sheet) -> bool:
    counter, competent = _chosen_counter(request, sheet), _competent_id(request, offer, sheet)
    return competent is not None and may_finish_at_counter(
        request.desk.person, reception_id=counter.pk, competent_id=competent, at=request.desk.at
    )


def _blank_result(request: DeskRequest, offer: Offer, sheet: Sheet) -> CounterResultForm:
    competent = _competent_id(request, offer, sheet)
    title = offer.results[0] if offer.results else offer.name
    initial = {"title": title, "symbol": suggested_symbol(competent) if competent else ""}
    return CounterResultForm(may_finish=_may_finish(request, offer, sheet), initial=initial)


def _page(
    request: DeskRequest,
    offer: Offer,
    sheet: Sheet,
    *,
    result: CounterResultForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if status == 422:
        sheet.hold_files()
    counter = _chosen_counter(request, sheet)
    seen = _preview(request, offer, sheet, counter)
    if result is None and seen is not None and seen.is_same_day:
        result = _blank_result(request, offer, sheet)
    context = {
        "offer": offer,
        "sheet": sheet,
        "counter": counter,
        "preview": seen,
        "result": result,
        "same": _same(request, offer, sheet),
        "communes": _communes(request),
        "problems": sheet.problems,
        "wrong": _wrong([*sheet.forms(), *([result] if result else [])]),
    }
    return render(request, "desk/intake/take.html", context, status=status)


def _preview(request: DeskRequest, offer: Offer, sheet: Sheet, counter: Any) -> Preview | None:
    """What taking it in now would promise; None for who has no counter."""
    if counter is None:
        return None
    area = getattr(sheet.main, "cleaned_data", {}).get("area")
    return preview(offer=offer, door=_door(request), reception=counter, area=area, at=request.desk.at)


def _communes(request: DeskRequest) -> QuerySet[Area]:
    """What is suggested while an address is typed."""
    province = home_province()
    return areas_of(province, request.desk.today) if province else Area.objects.none()


def _wrong(forms: list[Any]) -> list[tuple[str, str, str]]:
    """What is wrong in which box, and where the box is."""
    return [
        (field.label, error, field.id_for_label)
        for form in forms
        if form.is_bound
        for field in form
        for error in field.errors
    ]


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
