"""The targets of an agency: those that hold, those to come and those that ended, each with its basis."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.reviews.enums import Burden
from motcua.reviews.models import ReductionTarget
from motcua.reviews.queries.portfolio import targets_of, targets_on
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.what_if.asking import agency_tabs, asked
from motcua.web.desk.what_if.views import READERS


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    """What holds for the agency today, also from above, and every target that it ever set."""
    of, today = asked(request), request.desk.today
    own = targets_of(of.agency.pk)
    context = {
        "asked": of,
        "agencies": agency_tabs(request, of),
        "page_href": of.path("portfolio:page"),
        "target_href": of.path("portfolio:put_target") if of.place.keeps else "",
        "shared": [
            _row(one, today) for one in targets_on(of.agency.pk, today) if one.agency_id != of.agency.pk
        ],
        "own": [_row(one, today) for one in own],
        "keeps": of.place.keeps,
    }
    return render(request, "desk/portfolio/targets.html", context)


def _row(target: ReductionTarget, today: date) -> dict[str, Any]:
    upper = target.in_force.upper
    return {
        "target": target,
        "burden": Burden(target.burden).label,
        "is_now": today in target.in_force,
        "is_ended": upper is not None and upper <= today,
        "may_end": upper is None,
    }
