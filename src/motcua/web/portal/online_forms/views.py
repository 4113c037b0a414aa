"""Suggestions under the fields of an online form: places and schools by what was typed so far."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.forms.queries.places import find_places, find_schools
from motcua.kernel.clock import local_day, now
from motcua.web.online_forms.parsing import name_of
from motcua.web.online_forms.showing import OfferView

_PATH = re.compile(r"[A-Za-z0-9_.]{1,200}")
_SHORTEST = 2


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    path = request.GET.get("path", "")
    is_school = request.GET.get("what") == "school"
    typed = request.GET.get(f"{name_of(path)}.{'name' if is_school else 'typed'}", "").strip()
    offers: list[OfferView] = []
    if _PATH.fullmatch(path) and len(typed) >= _SHORTEST:
        offers = _schools(path, typed) if is_school else _places(path, typed)
    return render(request, "portal/online_forms/offers.html", {"offers": offers})


def _places(path: str, typed: str) -> list[OfferView]:
    found = find_places(typed, local_day(now()))
    return [
        OfferView(act=f"place:{path}:{offer.place.code}", text=offer.place.text, former=offer.former)
        for offer in found.offers
    ]


def _schools(path: str, typed: str) -> list[OfferView]:
    return [
        OfferView(act=f"school:{path}:{school.pk}", text=school.name, former="")
        for school in find_schools(typed, local_day(now()))
    ]
