"""The whole graph of results that become papers elsewhere, with its table."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.reviews.queries.findings.finding import graph
from motcua.reviews.rules.findings.drawing import draw
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.review_findings.asking import reviewed

_MOST_DRAWN = 120


@desk_view(Capability.READ_REVIEWS, Capability.KEEP_REVIEWS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    asked = reviewed(request)
    edges = graph(agency_id=asked.agency.pk, at=request.desk.at)
    context = {
        "edges": edges,
        "givers": len({edge.giver.procedure_id for edge in edges}),
        "askers": len({edge.asker.procedure_id for edge in edges}),
        "picture": draw(edges[:_MOST_DRAWN]) if edges else None,
        "is_cut": len(edges) > _MOST_DRAWN,
        "list_href": asked.path("list"),
    }
    return render(request, "desk/review_findings/graph.html", context)
