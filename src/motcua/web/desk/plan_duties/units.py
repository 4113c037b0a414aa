"""Which units are behind, over all plans that are followed, gathered under the bodies they belong to."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.plans.queries.progress import counts_in_reach, whole
from motcua.plans.queries.tasks import rolled_up
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.plans.shown import reach


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    today = request.desk.today
    counts = counts_in_reach(reach(request).reads, today)
    only_late = request.GET.get("cham") == "1"
    shown = {unit: each for unit, each in counts.items() if each.late} if only_late else counts
    context = {
        "whole": whole(counts),
        "groups": rolled_up(shown, today),
        "only_late": only_late,
        "today": today,
        "late_units": sum(1 for each in counts.values() if each.late),
        "all_units": len(counts),
    }
    return render(request, "desk/plan_duties/units.html", context)
