"""What the pages of lodging share: the draft at hand, its steps, the page around each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Draft
from motcua.dossiers.queries.offers import Offer, get_offer
from motcua.kernel.clock import local_day, now
from motcua.web.portal.access import person_of

STEPS = (
    ("people", _("Người nộp")),
    ("form", _("Nội dung")),
    ("papers", _("Giấy tờ")),
    ("review", _("Xem lại và nộp")),
)
_TEMPLATES = {
    "people": "portal/dossiers/draft_people.html",
    "form": "portal/dossiers/draft_form.html",
    "papers": "portal/dossiers/draft_papers.html",
    "review": "portal/dossiers/draft_review.html",
}


def draft_page(
    request: HttpRequest, draft: Draft, step: str, more: dict[str, Any], *, bad: bool
) -> HttpResponse:
    """The page of one step, with the steps above it and the way back; `bad`: what was sent could not be taken."""
    offer = offer_of_draft(draft)
    keys = [key for key, _label in STEPS if key != "form" or draft.form_id]
    place = keys.index(step)
    steps = [
        {
            "label": str(label),
            "is_done": keys.index(key) < place,
            "is_current": key == step,
            "href": reverse(f"portal:draft_{key}", args=[draft.pk]),
        }
        for key, label in STEPS
        if key in keys
    ]
    back = reverse(f"portal:draft_{keys[place - 1]}", args=[draft.pk]) if place else ""
    context = {"draft": draft, "offer": offer, "steps": steps, "back": back, **more}
    return render(request, _TEMPLATES[step], context, status=422 if bad else 200)


def draft_at_hand(request: HttpRequest, pk: UUID, *, is_open: bool = True) -> Draft:
    """The person's own draft; not found when it is another's or, where it must be open, was sent already."""
    rows = Draft.objects.select_related("form", "agency", "dossier", "area")
    draft = rows.filter(pk=pk, person=person_of(request)).first()
    if draft is None or (is_open and draft.dossier_id is not None):
        raise Http404
    return draft


def offer_of_draft(draft: Draft) -> Offer:
    """The procedure as it may be lodged today."""
    return get_offer(draft.procedure_id, local_day(now()))
