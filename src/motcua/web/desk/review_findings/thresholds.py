"""From where on a sign counts: each number with what it rests on, and how many findings of its kind there are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.reviews.rules.findings.thresholds import SAYS, Threshold, in_force_on
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.review_findings.asking import reviewed


@desk_view(Capability.READ_REVIEWS, Capability.KEEP_REVIEWS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    asked = reviewed(request)
    context = {
        "rows": [
            (SAYS[one.name][0], SAYS[one.name][1], _said(one), one) for one in in_force_on(request.desk.today)
        ],
        "list_href": asked.path("list"),
    }
    return render(request, "desk/review_findings/thresholds.html", context)


def _said(one: Threshold) -> str:
    """A share in per cent, anything else as it is."""
    value = one.value * 100 if one.value < 1 else one.value
    return f"{value.normalize():f}".replace(".", ",") + (" %" if one.value < 1 else "")
