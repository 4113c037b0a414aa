"""Rating by the signed ticket of a dossier: no account is asked for, nothing of the applicant is shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.offers import offer_of
from motcua.feedback.actions.ratings import Said, rate_by_ticket
from motcua.feedback.queries.ratings import ALREADY_RATED, asked_by_ticket, dossier_of_token
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.middleware import status_of
from motcua.web.portal.ratings.forms import RateForm
from motcua.web.portal.ratings.origin import origin_of, shown_now
from motcua.web.senders import is_patient

_MOST = 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_ticket(request: HttpRequest, token: str) -> HttpResponse:
    at = now()
    if not is_patient(request, at, what="rating", most=_MOST):
        raise Refused(
            "too-many-ratings",
            _("Từ nơi này vừa có nhiều lượt đánh giá. Xin đợi khoảng mười phút rồi thử lại."),
        )
    dossier = dossier_of_token(token)
    try:
        asked = asked_by_ticket(dossier, at=at)
    except Refused as refused:
        return _page(request, dossier, {"why_not": refused.message}, status=200)
    form = RateForm(request.POST if request.method == "POST" else None, asked=asked.form)
    if form.is_valid():
        said = Said(form.cleaned_data["score"], form.answers, form.cleaned_data["comment"])
        try:
            rate_by_ticket(token=token, said=said, origin=origin_of(request, at), at=at)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            if (
                refused.code != ALREADY_RATED
            ):  # the first one counts, as the page says; nobody learns that there is one
                form.add_error(None, refused.message)
        if form.is_valid():
            return redirect("portal:rated")
    context = {"form": form, "shown": shown_now(at), "last_day": asked.last_day}
    return _page(request, dossier, context, status=422 if form.errors else 200)


@require_safe
def rated(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/ratings/rated.html")


def _page(request: HttpRequest, dossier: Dossier, context: dict[str, object], *, status: int) -> HttpResponse:
    shown = {
        "procedure": offer_of(dossier.version_id).name,
        "agency": dossier.competent,
        "delivered_at": dossier.delivered_at,
        "why_not": "",
        "form": None,
        **context,
    }
    response = render(request, "portal/ratings/rate.html", shown, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
