"""A draft begins where the procedure may be lodged from home, or is thrown away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.published import find_published
from motcua.dossiers.actions.drafts import drop_draft, start_draft
from motcua.dossiers.enums import Door
from motcua.dossiers.queries.offers import get_offer
from motcua.dossiers.queries.online import find_door, find_place
from motcua.kernel.clock import local_day, now
from motcua.organisations.enums import AreaLevel
from motcua.organisations.models import Area
from motcua.organisations.queries.areas import find_area
from motcua.organisations.queries.home import home_jurisdiction, home_province
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.dossiers.forms import PlaceForm
from motcua.web.portal.place import chosen_commune_code
from motcua.web.portal.procedures.where import communes_to_choose


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    procedure, at = _procedure(code), now()
    offer = get_offer(procedure.pk, local_day(at))
    home, on = home_province(), local_day(at)
    place = find_place(matter=offer.matter, area=home, on=on) if home else None
    form = None
    if place is None:
        chosen = {"commune": chosen_commune_code(request)}
        data = request.POST if request.method == "POST" else None
        form = PlaceForm(data, initial=chosen, communes=communes_to_choose(on=on))
    area = _area(form, home) if request.method == "POST" else None
    if area is not None:
        draft = start_draft(procedure_id=procedure.pk, area_id=area.pk, by=person_of(request), at=at)
        return redirect("portal:draft_people", draft.pk)
    door = find_door(agency_id=place.competence.agency_id, kind=offer.kind, on=on) if place else None
    context = {"offer": offer, "form": form, "place": place, "door": door, "way": offer.way(Door.ONLINE)}
    return render(request, "portal/dossiers/start.html", context)


def _area(form: PlaceForm | None, home: Area | None) -> Area | None:
    if form is None:
        return home
    if not form.is_valid():
        return None
    return find_area(form.cleaned_data["commune"], AreaLevel.COMMUNE, local_day(now()))


def _procedure(code: str) -> Procedure:
    procedure = find_published(code=code, jurisdiction=home_jurisdiction())
    if procedure is None:
        raise Http404
    return procedure


@signed_in
@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    drop_draft(draft_id=pk, by=person_of(request))
    messages.success(request, _("Đã xóa hồ sơ soạn dở."))
    return redirect("portal:my_dossiers")
